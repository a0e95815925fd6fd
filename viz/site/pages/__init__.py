"""The pages of the site: which address is answered by which maker. A new page is one line here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kavshiri.viz.site.content import Make

from . import (
    about,
    activities,
    activity,
    deadlines,
    donor,
    home,
    lists,
    matrix,
    money,
    network,
    organisation,
    overlaps,
    pictures,
    plan,
    question,
    search,
    search_script,
    source,
    what_if,
)

__all__ = ["PAGES", "Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """The pattern of an address after the language, and who makes its content.

    The maker is called with the view and the named groups of the pattern.
    """

    pattern: re.Pattern[str]
    make: Make


def _page(pattern: str, make: Make) -> Page:
    return Page(re.compile(pattern), make)


PAGES = (
    _page(r"", home.home),
    _page(r"plans", plan.plans),
    _page(r"plans/(?P<slug>.+)", plan.plan),
    _page(r"activities/(?P<path>.+)", activity.activity),
    _page(r"organisations", organisation.organisations),
    _page(r"organisations/(?P<slug>.+)", organisation.organisation),
    _page(r"activities", activities.activities),
    _page(r"objectives", lists.objectives),
    _page(r"donors", donor.donors),
    _page(r"donors/(?P<slug>.+)", donor.donor),
    _page(r"network", network.network),
    _page(r"matrix", matrix.matrix),
    _page(r"between/(?P<one>unresolved/[^/]+|[^/]+)/(?P<other>.+)", matrix.between),
    _page(r"deadlines", deadlines.deadlines),
    _page(r"overlaps", overlaps.overlaps),
    _page(r"money", money.money),
    _page(r"pictures", pictures.gallery),
    _page(r"pictures/(?P<name>.+)", pictures.picture),
    _page(r"what-if", what_if.what_if),
    _page(r"findings", lists.findings),
    _page(r"questions", question.question_list),
    _page(r"questions/(?P<name>[a-z0-9-]+)", question.question),
    _page(r"search", search.search),
    _page(r"search/index\.js", search_script.script),
    _page(r"about", about.about),
    _page(r"source/(?P<slug>[^/]+)(?:/(?P<part>[0-9]{1,6}))?", source.source),
)

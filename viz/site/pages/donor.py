"""The donors, and the trace of each: donor → activity → lead → indicator → words of the plan."""

from __future__ import annotations

from kavshiri.viz.site.content import Content, MissingPageError
from kavshiri.viz.site.view import View

from .choices import organisation_choices

__all__ = ["donor", "donors"]


def donors(view: View) -> Content:
    """Return the donors with how many activities each funds."""
    counts = {
        slug: sum(
            view.iri("organisation", slug) in each.bodies("donor")
            for each in view.plans.activities.values()
        )
        for slug, _name in organisation_choices(view, "donor")
    }
    names = dict(organisation_choices(view, "donor"))
    ranked = sorted(counts, key=lambda slug: (-counts[slug], names[slug]))
    return Content(
        "donors.html",
        view.word("site.donors"),
        lead=view.word("donor.lead"),
        shown={
            "donors": [(names[s], view.link(f"donors/{s}"), counts[s]) for s in ranked],
        },
    )


def donor(view: View, slug: str) -> Content:
    """Return the trace of a donor."""
    iri = view.iri("organisation", slug)
    found = view.plans.organisations.get(iri)
    if found is None or slug not in dict(organisation_choices(view, "donor")):
        raise MissingPageError(slug)
    return Content(
        "donor.html",
        found.name(view.lang),
        lead=view.word("donor.trace_lead"),
        trail=((view.word("site.donors"), view.link("donors")),),
        panels=(
            view.panel("donor-trace", {"donor": iri}, link="activity", hidden=("place", "cell")),
        ),
        shown={"organisation": view.thing(iri)},
    )

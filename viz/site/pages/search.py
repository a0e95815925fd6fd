"""The search over names and titles, in Georgian, English and Latin letters."""

from __future__ import annotations

from itertools import groupby

from kavshiri.viz.site.content import Content
from kavshiri.viz.site.index import Entry
from kavshiri.viz.site.trail import anchor, place_of
from kavshiri.viz.site.view import View

__all__ = ["search"]

MOST = 100
"""Hits of one kind that a page shows."""


def search(view: View) -> Content:
    """Return what was found, by kind.

    Pages that are files list everything: a script leaves what is asked for.
    """
    index = view.known.index
    hits = list(index) if view.is_file else found(index, view.value("q"))
    places = {entry.iri: place for place, entry in enumerate(index)}
    hits.sort(key=lambda entry: _KINDS.index(entry.kind))
    groups = [(kind, list(each)) for kind, each in groupby(hits, key=lambda entry: entry.kind)]
    return Content(
        "search.html",
        view.word("site.search"),
        scripts=("search-index.js", "search.js") if view.is_file else (),
        shown={
            "count": len(hits),
            "groups": [
                (
                    view.word(f"search.{kind}"),
                    len(each),
                    [
                        (places[entry.iri], *_hit(view, entry))
                        for entry in (each if view.is_file else each[:MOST])
                    ],
                )
                for kind, each in groups
            ],
        },
    )


_KINDS = ("organisation", "activity", "objective", "division", "plan")


def _hit(view: View, entry: Entry) -> tuple[str, str]:
    """Return the words and the address of a hit."""
    plans = view.plans
    match entry.kind:
        case "organisation":
            body = plans.organisations.get(entry.iri)
            return (body.name(view.lang) if body else entry.iri), view.thing(entry.iri) or ""
        case "plan":
            return plans.plans[entry.iri].name(view.lang), view.thing(entry.iri) or ""
        case "activity":
            activity = plans.activities[entry.iri]
            text = f"{activity.number} {activity.name(view.lang)}".strip()
            return text, view.thing(entry.iri) or ""
    part = plans.divisions.get(entry.iri) or plans.objectives[entry.iri]
    slug = entry.iri.removeprefix(view.iri(entry.kind, "")).partition("/")[0]
    return place_of(part, view.lang), view.link(f"plans/{slug}#{anchor(view, entry.iri)}")

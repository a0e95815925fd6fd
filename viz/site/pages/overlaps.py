"""Activities that look alike, side by side with their words, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping

from kavshiri.graph.coordination.overlap import LEAST
from kavshiri.graph.overlaps import stored_verdicts
from kavshiri.queries.cited import Cited, cells_of
from kavshiri.queries.computed_sparql import overlaps_sparql
from kavshiri.queries.names import find_activity, find_plan
from kavshiri.queries.overlaps import ask_overlaps
from kavshiri.queries.sieve import Sieve, sieve_of
from kavshiri.queries.values import Value, plain
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.tables import shown
from kavshiri.viz.site.view import View

from .choices import chapter_filter, organisation_choices, plan_filter

__all__ = ["overlaps"]

MOST = 100
"""Pairs that a page shows; the files have all."""


def overlaps(view: View) -> Content:
    """Return the pairs of activities that look alike, the likest first."""
    where = view.value("where")
    ends = sieve_of(
        view.known.store,
        view.plans,
        chapter=view.values("chapter"),
        organisation=view.values("organisation"),
    )
    result = ask_overlaps(
        view.known.store,
        verdicts=stored_verdicts(view.known.store),
        plans=view.values("plan"),
        across={"across": True, "inside": False}.get(where),
        activity=view.value("activity") or None,
        unjudged=bool(view.value("unjudged")),
        ends=ends,
        lang=view.lang,
        read=view.plans,
    )
    hidden = tuple(name for name in result.names if name.endswith("_iri"))
    panel = Panel("overlaps", view.word("overlaps.title"), result, hidden=hidden,
                  sparql=_sparql(view, where, ends))  # fmt: skip
    choices = tuple((name, view.word(f"overlaps.{name}")) for name in ("across", "inside"))
    return Content(
        "overlaps.html",
        view.word("overlaps.title"),
        lead=view.word("overlaps.lead", least=shown(LEAST, view.lang)),
        filters=(
            Filter(
                "where", view.word("overlaps.where"), view.values("where"), choices, in_files=True
            ),
            plan_filter(view),
            chapter_filter(view),
            Filter(
                "organisation",
                view.word("deadlines.organisation"),
                view.values("organisation"),
                organisation_choices(view),
            ),
            Filter("activity", view.word("overlaps.activity"), view.values("activity")),
            Filter(
                "unjudged",
                view.word("overlaps.verdict"),
                view.values("unjudged"),
                (("yes", view.word("overlaps.unjudged")),),
            ),
        ),
        panels=(panel,),
        shown={
            "pairs": _pairs(view, result.records()[:MOST]),
            "more": max(0, len(result) - MOST),
        },
    )


def _sparql(view: View, where: str, ends: Sieve) -> str:
    store, activity = view.known.store, view.value("activity")
    return overlaps_sparql(
        [find_plan(store, slug) for slug in view.values("plan")],
        where if where in ("across", "inside") else "",
        find_activity(store, activity) if activity else None,
        ends=ends,
        unjudged=bool(view.value("unjudged")),
        lang=view.lang,
        base=view.known.base,
    )


def _pairs(view: View, rows: list[dict[str, Value]]) -> list[Mapping[str, object]]:
    """Return the cards of pairs; the cells of all their ends are read at once."""
    ends = (plain(row[f"{name}_iri"]) for row in rows for name in ("first", "second"))
    cells = cells_of(view.known.store, ends)
    return [_pair(view, row, cells) for row in rows]


def _pair(
    view: View, row: Mapping[str, Value], cells: Mapping[str, tuple[Cited, ...]]
) -> Mapping[str, object]:
    """Return what stands on the card of a pair: both ends, and what they share."""
    shared = [
        (view.word(f"overlaps.shared_{name}"), plain(row[name]))
        for name in ("words", "bodies", "types", "people")
        if row.get(name)
    ]
    scores = [
        (view.word(f"overlaps.score_{name}"), row.get(f"{name}_score"))
        for name in ("words", "actors", "types", "people")
    ]
    return {
        "score": shown(row["score"], view.lang),
        "where": plain(row["where"]),
        "verdict": plain(row["verdict"]),
        "ends": [_end(view, row, name, cells) for name in ("first", "second")],
        "shared": shared,
        "scores": [(word, shown(value, view.lang)) for word, value in scores if value is not None],
    }


def _end(
    view: View, row: Mapping[str, Value], name: str, cells: Mapping[str, tuple[Cited, ...]]
) -> Mapping[str, str]:
    iri = plain(row[f"{name}_iri"])
    activity = view.plans.activities[iri]
    title = activity.name(view.lang)
    original = activity.labels.get("ka", "")
    return {
        "number": activity.number,
        "title": title,
        "original": original if original != title else "",
        "plan": view.plans.plans[activity.plan].name(view.lang),
        "plan_address": view.thing(activity.plan) or "",
        "leads": plain(row[f"{name}_leads"]),
        "lines": plain(row[f"{name}_lines"]),
        "source": next((view.thing(cell.iri) or "" for cell in cells[iri]), ""),
        "address": view.thing(iri) or "",
    }

"""What a cell of a table shows: its words in pieces, each with the page that it opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kavshiri.ontology.currencies import currency_name
from kavshiri.queries.values import Value

from .content import Panel
from .spoken import spoken
from .trail import printed_place
from .view import View

__all__ = ["TOGETHER", "Cell", "Piece", "are_together", "cells"]

BODIES = frozenset(
    {
        "donor", "donors", "funder", "gone", "heading", "helpers", "intermediary", "lead", "leads",
        "left", "needed", "organisation", "other", "partners", "supports", "with",
    }
)  # fmt: skip
"""Columns whose texts name organisations, with semicolons between them."""

PLANS = frozenset({"firstPlan", "first_plan", "names", "plan", "secondPlan", "second_plan"})
"""Columns whose texts may be slugs of plans, with commas between them."""

PLACES = frozenset({"activities", "which"})
"""Columns whose texts are places of activities or objectives.

Written as ``plan: place, place; plan: …`` or, in answers of SPARQL, ``plan/place, plan/place``.
"""

TOGETHER = frozenset({"number", "plan"})
"""Columns that stand inside the column ``activity`` on a page: before its title, and below it."""

_WITH_ROLE = re.compile(r"(.+?)( \([^()]*\))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and the address that they open, if any; ``after`` follows outside the link."""

    text: Value
    link: str | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the name of its column, its kind of value, its pieces, a line below."""

    name: str
    kind: str
    pieces: tuple[Piece, ...]
    below: Piece | None = None

    @property
    def length(self) -> int:
        """How many letters its texts have."""
        return sum(len(str(piece.text)) for piece in self.pieces if isinstance(piece.text, str))

    @property
    def opening(self) -> str:
        """Its first 150 letters, for a cell that is folded."""
        return "".join(f"{piece.text}{piece.after}" for piece in self.pieces)[:150]


def cells(panel: Panel, view: View, places: Sequence[int], count: int) -> Iterator[list[Cell]]:
    """Yield the cells of the first rows of a panel, for the columns at some places.

    The column ``iri`` makes links of the column that the panel names (if none, of the title) and of
    the columns ``place`` and ``number`` where it is an activity's. Slugs of plans become their
    titles; names of organisations and places of activities become links.
    """
    names, columns = panel.result.names, panel.result.columns
    linked = panel.link or _linked([names[place] for place in places])
    together = are_together(panel)
    for number, values in enumerate(panel.result.rows[:count]):
        row = dict(zip(names, values, strict=True))
        iri = str(row.get("iri") or "")
        yield [
            _activity(view, row, iri)
            if together and names[place] == "activity"
            else Cell(
                names[place],
                columns[place].type,
                _own(view, panel, names[place], number, values[place])
                or _lines(view, names[place], row)
                or _pieces(view, names[place], values[place], iri, linked),
            )
            for place in places
        ]


def are_together(panel: Panel) -> bool:
    """Return whether number, title and plan of an activity stand in one column."""
    return panel.link in ("", "activity") and {"number", "activity", "iri"} <= set(
        panel.result.names
    )


def _activity(view: View, row: Mapping[str, Value], iri: str) -> Cell:
    words = " ".join(str(row[name]) for name in ("number", "activity") if row[name])
    plan = view.plans.plans.get(view.iri("plan", str(row.get("plan") or "")))
    place = printed_place(view, iri).rpartition(" · ")[0]
    told = " · ".join(filter(None, (plan.name(view.lang) if plan else "", place)))
    below = Piece(told, view.thing(plan.iri) if plan else None) if told else None
    return Cell("activity", "text", (Piece(words, view.thing(iri)),), below)


def _linked(names: list[str]) -> str:
    """Return the column that the IRI of a row makes a link of: its title where there is one."""
    titles = [name for name in ("activity", "objective", "organisation") if name in names]
    return next(iter([*titles, *(name for name in names if name != "plan")]), "")


def _own(view: View, panel: Panel, name: str, row: int, value: Value) -> tuple[Piece, ...]:
    """Return what the page itself says that a cell opens."""
    addresses: Sequence[str | None] = panel.addresses.get(name, ())
    if not addresses or value is None:
        return ()
    return (Piece(_words(view, value) if isinstance(value, str) else value, addresses[row]),)


def _lines(view: View, name: str, row: Mapping[str, Value]) -> tuple[Piece, ...]:
    """Return lines as a link to where they begin in their document."""
    lines, file = row.get("lines"), row.get("document")
    if name != "lines" or not isinstance(lines, str) or not file:
        return ()
    return (Piece(lines, view.in_source(str(file), lines=lines)),)


def _pieces(view: View, name: str, value: Value, iri: str, linked: str) -> tuple[Piece, ...]:
    if not isinstance(value, str):
        return (Piece(value, view.thing(iri) if iri and name == linked else None),)
    if name == "place" and iri and iri.endswith(value):
        return (Piece(printed_place(view, iri) or value, view.thing(iri)),)
    if iri and (name == linked or (name == "number" and "/activity/" in iri)):
        return (Piece(value, view.thing(iri)),)
    if value.startswith("http"):
        return (Piece(_words(view, value), view.thing(value)),)
    if name in PLANS and (named := _plans(view, value)):
        return named
    if name == "month":
        return (Piece(spoken(value, view.lang)),)
    if name == "currency":
        return (Piece(currency_name(value, view.lang)),)
    if name in PLACES:
        return tuple(_places(view, value))
    if name in BODIES:
        return tuple(_bodies(view, value))
    return (Piece(value),)


def _words(view: View, iri: str) -> str:
    """Return what a page says instead of an IRI: a part of a plan may have lost its heading."""
    part = view.plans.divisions.get(iri) or view.plans.objectives.get(iri)
    if part is None:
        return iri
    words = part.name(view.lang) if part.labels else view.word("plan.unnamed")
    return f"{part.number} {words}".strip()


def _bodies(view: View, text: str) -> Iterator[Piece]:
    """Yield the organisations that a text names, each perhaps with a role in brackets."""
    known = view.known.bodies_by_name(view.lang)
    parts = text.split("; ")
    for number, part in enumerate(parts):
        after = "; " if number + 1 < len(parts) else ""
        match = _WITH_ROLE.fullmatch(part)
        name, role = (match[1], match[2] or "") if match else (part, "")
        if part in known:
            name, role = part, ""
        link = view.thing(known.get(name))
        yield Piece(name, link, role + after) if link else Piece(part, None, after)


def _plans(view: View, text: str) -> tuple[Piece, ...]:
    """Return the plans that a text names by their slugs, each by its title; else nothing."""
    known = view.plans.plans
    iris = [view.iri("plan", slug) for slug in text.split(", ")]
    if not all(iri in known for iri in iris):
        return ()
    return tuple(
        Piece(known[iri].name(view.lang), view.thing(iri), "; " if iri != iris[-1] else "")
        for iri in iris
    )


def _places(view: View, text: str) -> Iterator[Piece]:
    """Yield the places that a text lists, those of each plan behind its title."""
    groups = (text if ": " in text else _by_plan(text)).split("; ")
    for number, group in enumerate(groups):
        slug, colon, listed = group.partition(": ")
        end = "; " if number + 1 < len(groups) else ""
        plan = view.plans.plans.get(view.iri("plan", slug))
        if not colon or plan is None:
            yield Piece(group, None, end)
            continue
        yield Piece(plan.name(view.lang), view.thing(plan.iri), ": ")
        places = listed.split(", ")
        for at, place in enumerate(places):
            after = ", " if at + 1 < len(places) else end
            yield _place(view, f"{slug}/{place}", place, after)


def _by_plan(text: str) -> str:
    """Return ``plan/place, plan/place`` as ``plan: place, place``."""
    parts = [part.partition("/") for part in text.split(", ")]
    if not all(place for _, _, place in parts):
        return text
    groups = groupby(parts, key=lambda part: part[0])
    return "; ".join(
        f"{plan}: {', '.join(place for _, _, place in group)}" for plan, group in groups
    )


def _place(view: View, path: str, place: str, after: str) -> Piece:
    for kind, things in (
        ("activity", view.plans.activities),
        ("objective", view.plans.objectives),
    ):
        iri = view.iri(kind, path)
        if iri in things:
            return Piece(printed_place(view, iri), view.thing(iri), after)
    return Piece(place, None, after)

"""The network as a page draws it: places, marks and lines, for the SVG and for the script alike."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kavshiri.graph.coordination.around import around
from kavshiri.graph.coordination.choice import LAYERS, known
from kavshiri.graph.coordination.layout import Box, Point
from kavshiri.graph.coordination.plans import Plans
from kavshiri.viz.looks import LOOKS, sector_of

from .labels import label, radius, room
from .networks import ALL_DRAWN, RATIO, Networks, Seen, work
from .words import words

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MOST_BODIES", "Line", "Mark", "Picture", "path_between", "picture_of"]

MOST_BODIES = 60
"""Where there are too many to draw all, the busiest are drawn, and whoever was asked for."""

_MARGIN = 8.0
_LEAST_WIDTH = 820.0  # of a picture with few bodies, so that they are not drawn like wheels
_WIDEST = 9.0
_BENDS = {"delivery": 9.0, "joint": 0.0, "funding": 18.0, "reporting": 27.0, "hosting": 36.0}
_BEND = 0.01  # of the length of a line, for each unit of a bend: short lines bend less


@dataclass(frozen=True, slots=True)
class Mark:
    """One body: where it stands, how large it is, and what is written below it.

    ``members`` are the bodies that it stands for where bodies are gathered, the busiest first.
    """

    iri: str
    name: str
    label: tuple[str, ...]
    sector: str
    is_group: bool
    x: float
    y: float
    size: float
    leads: int
    helps: int
    funds: int
    room: Box
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One edge of one layer, with the activities that it stands for.

    ``bend`` is how far its middle is drawn aside, so that lines of several layers stand apart.
    """

    source: str
    target: str
    layer: str
    weight: int
    mutual: bool
    bend: float
    activities: tuple[str, ...]
    critical: tuple[str, ...]

    @property
    def width(self) -> float:
        """How wide it is drawn: up to about fifty activities."""
        return round(min(0.9 + 1.2 * math.sqrt(self.weight - 1), _WIDEST), 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; ``bodies`` and ``edges`` count what there is, drawn or not.

    ``alone`` counts the bodies of the choice that have no tie in it: they are not drawn.
    """

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    bodies: int
    edges: int
    alone: int
    loops: int
    width: float
    height: float

    @property
    def is_cut(self) -> bool:
        """Whether there are more bodies than are drawn."""
        return len(self.marks) < self.bodies

    def needed_most(self, most: int) -> list[tuple[int, Mark, int]]:
        """Return who is needed for the most activities: the number, the mark, how many."""
        return self._first(most, lambda line: [line.target, *([line.source] * line.mutual)])

    def needing_most(self, most: int) -> list[tuple[int, Mark, int]]:
        """Return who needs others for the most activities: the number, the mark, how many."""
        return self._first(most, lambda line: [line.source, *([line.target] * line.mutual)])

    def _first(self, most: int, ends: Callable[[Line], list[str]]) -> list[tuple[int, Mark, int]]:
        found: dict[str, set[str]] = {}
        for line in self.lines:
            for end in ends(line):
                found.setdefault(end, set()).update(line.activities)
        ranked = sorted(
            ((number, mark, len(found[mark.iri]))
             for number, mark in enumerate(self.marks) if mark.iri in found),
            key=lambda each: (-each[2], each[1].iri),
        )  # fmt: skip
        return ranked[:most]

    def sectors(self) -> list[tuple[str, str, str, int]]:
        """Return sector, colour, outline and number of the bodies drawn, in the order of sectors."""
        counts = Counter(mark.sector for mark in self.marks)
        return [(s, look.colour, look.outline, counts[s]) for s, look in LOOKS.items() if counts[s]]

    def layers(self) -> list[tuple[str, int]]:
        """Return the layers that are drawn, each with the number of its lines."""
        counts = Counter(line.layer for line in self.lines)
        return [(layer, counts[layer]) for layer in LAYERS if counts[layer]]


def picture_of(
    plans: Plans,
    networks: Networks,
    seen: Seen,
    lang: str,
    *,
    near: Collection[str] = (),
    path: Collection[str] = (),
    most: int = 0,
) -> Picture:
    """Return what is drawn of a choice.

    Of the bodies with a tie all are drawn, or the ``most`` busiest; without a number, all up to a
    hundred, else the sixty busiest. ``near`` are bodies whose neighbourhood alone is drawn; those
    on a ``path`` are drawn whatever else is.
    """
    graph, simple = networks.of(seen), networks.simple(seen)
    tied = [node for node in simple if simple.degree(node)]
    most = most or (len(tied) if len(tied) <= ALL_DRAWN else MOST_BODIES)
    pool = _neighbours(simple, near) if near else set(tied)
    drawn = _busiest(simple, pool, most, always={*near, *path} & pool)
    members = _members(simple, networks.groups(seen), networks, seen)
    marks = {node: _mark(plans, graph, node, lang, members.get(node, ())) for node in sorted(drawn)}
    rooms = {node: mark.room for node, mark in marks.items()}
    middle = next(iter(near)) if len(near) == 1 else ""
    found = (
        _around(graph, middle, rooms)
        if middle in drawn and len(drawn) > 2
        else networks.places(seen, drawn, lambda: rooms)
    )
    placed, width, height = _framed(list(marks.values()), found)
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    lines = _lines([edge for edge in edges if edge[0] in drawn and edge[1] in drawn], found)
    return Picture(
        marks=placed,
        lines=lines,
        bodies=len(pool),
        edges=sum(1 for edge in edges if edge[0] in pool and edge[1] in pool) if near
        else len(edges),
        alone=len(simple) - len(tied),
        loops=graph.graph["loops"],
        width=width,
        height=height,
    )  # fmt: skip


def path_between(simple: nx.Graph[str], one: str, other: str) -> list[str]:
    """Return the bodies on a way from one to another, both included; nobody if there is none.

    The fewest steps, whichever way the arrows point; of ways of one length the one that leaves each
    body by its heaviest ties. O(n + m).
    """
    if one not in simple or other not in simple:
        return []
    before: dict[str, str] = {one: one}
    waiting = [one]
    for here in waiting:
        for there in sorted(simple[here], key=lambda to: (-simple[here][to]["weight"], to)):
            if there not in before:
                before[there] = here
                waiting.append(there)
    if other not in before:
        return []
    way = [other]
    while way[-1] != one:
        way.append(before[way[-1]])
    return way[::-1]


def _busiest(
    simple: nx.Graph[str], pool: Iterable[str], most: int, always: Collection[str]
) -> set[str]:
    ranked = sorted(pool, key=lambda node: (node not in always, *_rank(simple, node)))
    return set(ranked[: max(most, len(always))])


def _rank(simple: nx.Graph[str], node: str) -> tuple[float, str]:
    return -simple.degree(node, weight="weight"), node


def _neighbours(simple: nx.Graph[str], bodies: Iterable[str]) -> set[str]:
    chosen = {body for body in bodies if body in simple}
    return chosen | {other for body in chosen for other in simple[body]}


def _around(graph: nx.MultiDiGraph[str], middle: str, rooms: Mapping[str, Box]) -> dict[str, Point]:
    """Return places around a body: who needs it on the left, whom it needs on the right."""
    needs, needed_by = set(), set()
    for _, other, edge in graph.out_edges(middle, data=True):
        needs.add(other)
        if edge["mutual"]:
            needed_by.add(other)
    for other, _, edge in graph.in_edges(middle, data=True):
        needed_by.add(other)
        if edge["mutual"]:
            needs.add(other)
    drawn = rooms.keys() - {middle}
    return around(
        middle,
        sorted((needed_by - needs) & drawn),
        sorted(needs & needed_by & drawn),
        sorted((needs - needed_by) & drawn),
        rooms,
        ratio=RATIO,
    )


def _members(
    simple: nx.Graph[str], groups: Mapping[str, str], networks: Networks, seen: Seen
) -> dict[str, tuple[str, ...]]:
    """Return whom each gathered body stands for, the busiest first."""
    found: dict[str, list[str]] = {}
    for node, group in groups.items():
        if group in simple:
            found.setdefault(group, []).append(node)
    bodies = networks.simple(replace(seen, by="")) if groups else simple
    return {group: tuple(sorted(each, key=lambda node: _rank(bodies, node)))
            for group, each in found.items()}  # fmt: skip


def _mark(
    plans: Plans, graph: nx.MultiDiGraph[str], node: str, lang: str, members: tuple[str, ...]
) -> Mark:
    data = graph.nodes[node]
    names, short, sector = _named(plans, node, members)
    size = radius(work(data))
    labels = {each: label(short[each]) for each in ("ka", "en")}
    return Mark(
        iri=node,
        name=names[lang],
        label=labels[lang],
        sector=sector,
        is_group=data["is_group"],
        x=0.0,
        y=0.0,
        size=size,
        leads=data["leads"],
        helps=data["supports"] + data["partners"],
        funds=data["funds"],
        room=room([*labels.values()], size),
        members=members,
    )


def _named(
    plans: Plans, node: str, members: tuple[str, ...]
) -> tuple[dict[str, str], dict[str, str], str]:
    """Return the name, the short name and the sector of a body or of several that are gathered."""
    if not members:
        body = known(plans, node)
        both = ("ka", "en")
        names = {lang: body.name(lang) for lang in both}
        return names, {lang: body.short_name(lang) for lang in both}, sector_of(body.sector)
    kind, _, code = node.partition("/")
    sectors = {sector_of(known(plans, each).sector) for each in members}
    names, short = {}, {}
    for lang in ("ka", "en"):
        said = words(lang)
        if kind == "sector":
            names[lang] = said[f"pictures.sector_{sector_of(code) or 'unknown'}"]
            short[lang] = f"{names[lang]} ({len(members)})"
            continue
        first = known(plans, members[0])
        more = len(members) - 1
        name = first.name(lang)
        names[lang] = said["network.and_more"].format(name=name, more=more) if more else name
        short[lang] = f"{first.short_name(lang)} +{more}" if more else first.short_name(lang)
    return names, short, sectors.pop() if len(sectors) == 1 else "mixed"


_Edge = tuple[str, str, str, Mapping[str, Any]]


def _lines(edges: Collection[_Edge], places: Mapping[str, Point]) -> tuple[Line, ...]:
    """Return the lines of some edges; those that stand alone between two bodies are straight."""
    between = Counter(frozenset(edge[:2]) for edge in edges)
    return tuple(
        _line(edge, 0.0 if between[frozenset(edge[:2])] == 1 else _bend(edge, places))
        for edge in edges
    )


def _bend(edge: _Edge, places: Mapping[str, Point]) -> float:
    most = _BENDS[edge[2]]
    return round(min(most, _BEND * most * math.dist(places[edge[0]], places[edge[1]])), 1)


def _line(edge: _Edge, bend: float) -> Line:
    source, target, layer, data = edge
    return Line(
        source,
        target,
        layer,
        data["weight"],
        data["mutual"],
        bend,
        data["activities"],
        data.get("critical", ()),
    )


def _framed(
    marks: list[Mark], places: Mapping[str, Point]
) -> tuple[tuple[Mark, ...], float, float]:
    """Return the marks in their places on a sheet that holds all of them with their names."""
    if not marks:
        return (), 600.0, 300.0
    at = {mark.iri: places[mark.iri] for mark in marks}
    left = min(at[mark.iri][0] - mark.room.half_width for mark in marks) - _MARGIN
    right = max(at[mark.iri][0] + mark.room.half_width for mark in marks) + _MARGIN
    top = min(at[mark.iri][1] - mark.room.up for mark in marks) - _MARGIN
    bottom = max(at[mark.iri][1] + mark.room.down for mark in marks) + _MARGIN
    spare_x = max(0.0, _LEAST_WIDTH - (right - left)) / 2
    spare_y = max(0.0, _LEAST_WIDTH / RATIO - (bottom - top)) / 2
    moved = tuple(
        replace(
            mark,
            x=round(at[mark.iri][0] - left + spare_x, 1),
            y=round(at[mark.iri][1] - top + spare_y, 1),
        )
        for mark in marks
    )
    return moved, round(right - left + 2 * spare_x, 1), round(bottom - top + 2 * spare_y, 1)

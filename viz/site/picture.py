"""The network as a page draws it: places, marks and lines, for the SVG and for the script alike."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import TYPE_CHECKING

from kavshiri.graph.coordination.around import around
from kavshiri.graph.coordination.choice import LAYERS
from kavshiri.graph.coordination.layout import Box, Point
from kavshiri.graph.coordination.plans import Plans
from kavshiri.viz.looks import LOOKS

from .labels import busiest, radius
from .marks import Edge, Line, Mark, lines_of, mark_of
from .networks import ALL_DRAWN, RATIO, Networks, Seen

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MOST_BODIES", "MOST_LINES", "Picture", "drawn_of", "neighbourhood", "picture_of"]

MOST_BODIES = 60
"""Where there are too many to draw all, the busiest are drawn, and whoever was asked for."""

MOST_LINES = 400
"""Of more lines between those who are drawn, the heaviest are drawn."""

_MARGIN = 8.0
_LEAST_WIDTH = 820.0  # of a picture with few bodies, so that they are not drawn like wheels


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; ``bodies`` and ``edges`` count what there is, drawn or not.

    ``between`` counts the edges between those who are drawn, ``alone`` the bodies of the choice
    that have no tie in it (they are not drawn), ``loops`` the ties of a body to itself. ``sizes``
    are examples of marks: activities and size.
    """

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    bodies: int
    edges: int
    between: int
    alone: int
    loops: int
    sizes: tuple[tuple[int, float], ...]
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
        counts = [
            (number, mark, len(found[mark.iri]))
            for number, mark in enumerate(self.marks)
            if mark.iri in found
        ]
        return sorted(counts, key=lambda each: (-each[2], each[0]))[:most]

    def sectors(self) -> list[tuple[str, str, str, int]]:
        """Return sector, colour, outline and number of the bodies drawn, in the usual order."""
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
    pool = neighbourhood(simple, near) if near else set(tied)
    most = most or _at_most(tied, pool)
    drawn = _busiest(simple, pool, most, always={*near, *path} & pool)
    growing, members = networks.growing(seen), _members(networks, seen)
    marks = [
        mark_of(plans, graph, node, lang, members=members.get(node, ()), growing=growing)
        for node in sorted(drawn)
    ]
    found = _places(graph, networks, seen, marks, near)
    between = sorted(_between(graph, drawn), key=lambda edge: edge[:3])
    placed, width, height = _framed(marks, found)
    return Picture(
        marks=placed,
        lines=lines_of(_heaviest(between, MOST_LINES), found),
        bodies=len(pool),
        edges=sum(1 for _ in _between(graph, pool)) if near else graph.number_of_edges(),
        between=len(between),
        alone=len(simple) - len(tied),
        loops=graph.graph["loops"],
        sizes=tuple((each, radius(each, growing)) for each in _samples(growing)),
        width=width,
        height=height,
    )


def _at_most(tied: Collection[str], pool: Collection[str]) -> int:
    """Return how many are drawn of a pool where no number is asked for."""
    return len(pool) if len(tied) <= ALL_DRAWN else MOST_BODIES


def drawn_of(networks: Networks, seen: Seen) -> frozenset[str]:
    """Return the nodes that are drawn of a choice where nothing else is asked for."""

    def found() -> frozenset[str]:
        simple = networks.simple(seen)
        tied = {node for node in simple if simple.degree(node)}
        return frozenset(_busiest(simple, tied, _at_most(tied, tied), always=set()))

    return networks.remembered(("drawn", seen), found)


def neighbourhood(simple: nx.Graph[str], bodies: Iterable[str]) -> set[str]:
    """Return some bodies, as far as they are in a network, with all who are tied to them."""
    chosen = {body for body in bodies if body in simple}
    return chosen | {other for body in chosen for other in simple[body]}


def _samples(growing: float) -> tuple[int, ...]:
    """Return numbers of activities that show how marks grow, up to about the busiest."""
    top = 10 ** int(math.log10(busiest(growing)))
    return (1, 10, 50) if top < 100 else (1, top // 10, top)


def _busiest(
    simple: nx.Graph[str], pool: Iterable[str], most: int, always: Collection[str]
) -> set[str]:
    ranked = sorted(pool, key=lambda node: (node not in always, *_rank(simple, node)))
    return set(ranked[: max(most, len(always))])


def _rank(simple: nx.Graph[str], node: str) -> tuple[float, str]:
    return -simple.degree(node, weight="weight"), node


def _members(networks: Networks, seen: Seen) -> dict[str, tuple[str, ...]]:
    """Return whom each gathered body stands for, the busiest first."""
    groups = networks.groups(seen)
    if not groups:
        return {}
    bodies = networks.simple(replace(seen, by=""))
    found: dict[str, list[str]] = {}
    for node in sorted(groups, key=lambda node: _rank(bodies, node)):
        found.setdefault(groups[node], []).append(node)
    return {group: tuple(each) for group, each in found.items()}


def _places(
    graph: nx.MultiDiGraph[str],
    networks: Networks,
    seen: Seen,
    marks: Collection[Mark],
    near: Collection[str],
) -> Mapping[str, Point]:
    rooms = {mark.iri: mark.room for mark in marks}
    if len(near) == 1 and len(rooms) > 2 and next(iter(near)) in rooms:
        return _around(graph, next(iter(near)), rooms)
    return networks.places(seen, rooms.keys(), lambda: rooms)


def _around(graph: nx.MultiDiGraph[str], middle: str, rooms: Mapping[str, Box]) -> dict[str, Point]:
    """Return places around a body: who needs it on the left, whom it needs on the right."""
    needs, needed_by = set(), set()
    for _, other, mutual in graph.out_edges(middle, data="mutual"):
        needs.add(other)
        if mutual:
            needed_by.add(other)
    for other, _, mutual in graph.in_edges(middle, data="mutual"):
        needed_by.add(other)
        if mutual:
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


def _between(graph: nx.MultiDiGraph[str], bodies: Collection[str]) -> Iterator[Edge]:
    """Yield the edges among some bodies."""
    for body in bodies:
        for other, layers in graph.adj[body].items():
            if other in bodies:
                for layer, data in layers.items():
                    yield body, other, layer, data


def _heaviest(edges: list[Edge], most: int) -> list[Edge]:
    """Return the heaviest edges, in the order of their ends."""
    if len(edges) <= most:
        return edges
    heaviest = nsmallest(most, edges, key=lambda edge: (-edge[3]["weight"], edge[:3]))
    return sorted(heaviest, key=lambda edge: edge[:3])


def _framed(
    marks: list[Mark], places: Mapping[str, Point]
) -> tuple[tuple[Mark, ...], float, float]:
    """Return the marks in their places on a sheet that holds all of them with their names."""
    if not marks:
        return (), 600.0, 300.0
    at = [(mark, *places[mark.iri]) for mark in marks]
    left = min(x - mark.room.half_width for mark, x, _ in at) - _MARGIN
    right = max(x + mark.room.half_width for mark, x, _ in at) + _MARGIN
    top = min(y - mark.room.up for mark, _, y in at) - _MARGIN
    bottom = max(y + mark.room.down for mark, _, y in at) + _MARGIN
    aside = max(0.0, _LEAST_WIDTH - (right - left)) / 2
    above = max(0.0, _LEAST_WIDTH / RATIO - (bottom - top)) / 2
    moved = tuple(
        replace(mark, x=round(x - left + aside, 1), y=round(y - top + above, 1))
        for mark, x, y in at
    )
    return moved, round(right - left + 2 * aside, 1), round(bottom - top + 2 * above, 1)

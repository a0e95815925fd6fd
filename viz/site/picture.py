"""The network as a page draws it: places, marks and lines, for the SVG and for the script alike."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from kavshiri.graph.coordination.choice import LAYERS, Choice, known
from kavshiri.graph.coordination.layout import Point, place, spread
from kavshiri.graph.coordination.network import network, undirected
from kavshiri.graph.coordination.plans import Plans
from kavshiri.viz.looks import LOOKS, sector_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MOST_BODIES", "Line", "Mark", "Picture", "Places", "picture_of"]

MOST_BODIES = 150
"""More cannot be read on a screen: the busiest are drawn, and whoever was asked for."""

_RATIO = 1.5
_LETTERS = 18  # of a label's line


@dataclass(frozen=True, slots=True)
class Mark:
    """One body: where it stands, how large it is, and what is written below it."""

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


@dataclass(frozen=True, slots=True)
class Line:
    """One edge of one layer, with the activities that it stands for."""

    source: str
    target: str
    layer: str
    weight: int
    mutual: bool
    activities: tuple[str, ...]
    critical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; ``bodies`` and ``lines`` count what there is, drawn or not."""

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    bodies: int
    edges: int
    width: float
    height: float

    def legend(self) -> list[tuple[str, str, str, int]]:
        """Return sector, colour, shape and number of the bodies drawn, in the order of sectors."""
        counts = Counter(mark.sector for mark in self.marks)
        return [(s, look.colour, look.shape, counts[s]) for s, look in LOOKS.items() if counts[s]]


class Places:
    """Places of all bodies, by level and with or without groups: a filter moves nobody."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans
        self._known: dict[tuple[str, bool], Mapping[str, Point]] = {}

    def of(self, choice: Choice) -> Mapping[str, Point]:
        """Return the places for a choice, computed when they are first asked for."""
        key = (choice.level, choice.groups)
        if key not in self._known:
            every = Choice(layers=LAYERS, level=choice.level, groups=choice.groups)
            simple = undirected(network(self._plans, every))
            tied = simple.subgraph(_busiest(simple, MOST_BODIES))
            self._known[key] = spread(place(tied), ratio=_RATIO)
        return self._known[key]


def picture_of(
    plans: Plans, choice: Choice, places: Places, lang: str, around: Sequence[str] = ()
) -> Picture:
    """Return what is drawn of a choice.

    ``around`` are bodies whose neighbourhood alone is drawn; it is laid out by itself. Bodies
    without a tie are left out.
    """
    graph = network(plans, choice)
    simple = undirected(graph)
    tied = [node for node in simple if simple.degree(node)]
    shown = _around(simple, around) if around else _busiest(simple, MOST_BODIES)
    found = places.of(choice)
    if around or any(node not in found for node in shown):
        found = spread(place(simple.subgraph(shown)), ratio=_RATIO)
    marks = tuple(_mark(plans, graph, node, found[node], lang) for node in sorted(shown))
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    lines = tuple(_line(edge) for edge in edges if edge[0] in shown and edge[1] in shown)
    marks, width, height = _framed(marks)
    return Picture(marks, lines, len(tied), graph.number_of_edges(), width, height)


def _busiest(simple: nx.Graph[str], most: int) -> set[str]:
    ranked = sorted(
        (node for node in simple if simple.degree(node)),
        key=lambda node: (-simple.degree(node, weight="weight"), node),
    )
    return set(ranked[:most])


def _around(simple: nx.Graph[str], bodies: Iterable[str]) -> set[str]:
    chosen = {body for body in bodies if body in simple}
    return chosen | {other for body in chosen for other in simple[body]}


def _mark(plans: Plans, graph: Any, node: str, at: Point, lang: str) -> Mark:
    data = graph.nodes[node]
    name = data[f"name_{lang}"]
    lines = wrap(known(plans, node).short_name(lang), _LETTERS)
    label = (*lines[:2], lines[2] + "…") if len(lines) > 3 else tuple(lines)
    work = data["leads"] + data["supports"] + data["partners"] + data["funds"]
    return Mark(
        iri=node,
        name=name,
        label=label,
        sector=sector_of(data["sector"]),
        is_group=data["is_group"],
        x=at[0],
        y=at[1],
        size=round(7 + 2.6 * math.sqrt(work), 1),
        leads=data["leads"],
        helps=data["supports"] + data["partners"],
        funds=data["funds"],
    )


def _line(edge: tuple[str, str, str, Mapping[str, Any]]) -> Line:
    source, target, layer, data = edge
    return Line(
        source,
        target,
        layer,
        data["weight"],
        data["mutual"],
        data["activities"],
        data.get("critical", ()),
    )


def _framed(marks: tuple[Mark, ...]) -> tuple[tuple[Mark, ...], float, float]:
    """Return the marks moved so that all stand on a sheet with its corner at the origin."""
    if not marks:
        return (), 600.0, 300.0
    margin = 60.0
    left = min(mark.x for mark in marks) - margin
    top = min(mark.y for mark in marks) - margin / 2
    moved = tuple(
        Mark(
            **{
                **{name: getattr(mark, name) for name in Mark.__slots__},
                "x": round(mark.x - left, 1),
                "y": round(mark.y - top, 1),
            }
        )
        for mark in marks
    )
    width = max(mark.x for mark in moved) + margin
    height = max(mark.y for mark in moved) + margin
    return moved, round(width, 1), round(height, 1)

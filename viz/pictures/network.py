"""The network as a picture for paper: marks by sector, lines by the number of activities."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kavshiri.graph.coordination.choice import LAYERS, known
from kavshiri.graph.coordination.layout import Box, Point, place
from kavshiri.graph.coordination.network import network, undirected
from kavshiri.viz.looks import LOOKS, QUIET, Look, sector_of
from kavshiri.viz.scope import layer_name

from .arrows import arrow, clear_bend, dashed, line_width
from .canvas import Area, Sheet
from .legend import Entry, draw_legend, legend_height
from .letters import LEADING, width
from .picture import Picture
from .places import are_apart, in_rows, settled
from .sizes import A4, Size
from .subject import Subject

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MOST_BODIES", "network_picture"]

MOST_BODIES = 60
"""More cannot be read on a page of A4; the busiest are drawn, and the picture says so."""

_LARGEST = 120  # bodies on the largest sheet
_TRIED = (
    (8.5, 30),
    (8.5, 20),
    (8.5, 12),
    (8, 10),
    (7.5, 8),
    (7, 6),
    (6.5, 4),
    (6, 2),
    (5.5, 1),
    (5, 0),
)
"""Sizes of letters, and the air around the busiest mark; the first for which there is room."""
_LABEL = 11.5  # the room of a label for the size of its letters
_SMALLEST, _GROWTH = 4.0, 11.0  # the radius of a mark in points
_PAD = 3.0
_ROOM = 5200.0  # square points that a body needs with its name and its lines
_GROUP = Look(QUIET, "ellipse", "dot")  # in the legend: the fading is what tells
_FULL = 0.75  # the share of a sheet above which boxes can hardly be moved apart
_NUMBERED = 14  # lines that carry their number
_NUMBER = 6.5


def network_picture(subject: Subject, size: Size = A4) -> Picture:
    """Return the network of the chosen part of the plans; bodies without a tie are left out."""
    graph = network(subject.plans, subject.choice)
    if subject.around:
        graph = _around(graph, subject.around)
    simple = undirected(graph)
    tied = [node for node in simple if simple.degree(node)]
    busiest = _busiest(simple, min(_LARGEST, size.rooms(_ROOM)), subject.around)
    drawn = graph.subgraph(busiest)
    told = _told(subject, graph, drawn, len(tied))
    ties = simple.subgraph(busiest)
    return subject.drawn(
        "network", size, told, (lambda page: _draw(page, subject, drawn, ties)) if busiest else None
    )


def _around(graph: Any, around: Sequence[str]) -> Any:
    """Return some bodies with those whom a tie joins to one of them, and all ties between them."""
    near = {body for body in around if body in graph}
    near |= {end for one, other in graph.edges() if {one, other} & near for end in (one, other)}
    found = graph.subgraph(near).copy()
    found.graph["loops"] = 0
    return found


def _busiest(simple: nx.Graph[str], most: int, first: Sequence[str] = ()) -> list[str]:
    """Return the bodies at both ends of the heaviest ties, up to some number.

    The ties of those that come first come first; of ties that weigh the same those of the busiest
    bodies. So there is a tie between those that are drawn whenever there is any.
    """
    strengths = dict(simple.degree(weight="weight"))
    ties = sorted(
        simple.edges(data="weight"),
        key=lambda tie: (
            set(tie[:2]).isdisjoint(first),
            -tie[2],
            -strengths[tie[0]] - strengths[tie[1]],
            sorted(tie[:2]),
        ),
    )
    chosen: dict[str, None] = {}
    for one, other, _ in ties:
        if len(chosen) + sum(end not in chosen for end in (one, other)) <= most:
            chosen.update({one: None, other: None})
    return sorted(chosen)


def _told(subject: Subject, graph: Any, drawn: Any, tied: int) -> list[str]:
    """Return what a picture says of itself, and of all that is not on it."""
    told = [subject.word("network_text")] if tied else []
    if subject.around:
        named = (known(subject.plans, iri).short_name(subject.lang) for iri in subject.around)
        told.append(subject.word("network_around", names=", ".join(named)))
    told.append(
        subject.word(
            "network_counts",
            bodies=subject.counted("bodies", tied),
            ties=subject.counted("planned_ties", graph.number_of_edges()),
        )
    )
    if len(drawn) < tied:
        ties = drawn.number_of_edges()
        told.append(subject.word("network_cut", shown=len(drawn), ties=ties))
    if len(graph) > tied:
        told.append(subject.word("network_alone", count=len(graph) - tied))
    if graph.graph["loops"]:
        told.append(subject.word("network_loops", count=graph.graph["loops"]))
    return told


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything of the picture stands, and how large its letters are."""

    places: Mapping[str, Point]
    labels: Mapping[str, tuple[str, ...]]
    radii: Mapping[str, float]
    size: float


def _draw(page: Sheet, subject: Subject, graph: Any, simple: nx.Graph[str]) -> None:
    entries = _legend(subject, graph)
    below = legend_height(page.area, entries)
    area = Area(page.area.left, page.area.top, page.area.right, page.area.bottom - below)
    plan = _planned(subject, simple, area)
    _ties(page, graph, plan, area)
    for number, node in enumerate(sorted(simple)):
        data, (x, y), radius = graph.nodes[node], plan.places[node], plan.radii[node]
        look = LOOKS[sector_of(data["sector"])]
        page.mark(x, y, look, radius, name=f"body-{number}", faded=data["is_group"])
        lines, size = plan.labels[node], plan.size
        middle = y + radius + _PAD + len(lines) * size * LEADING / 2
        page.lines(x, middle, lines, size, align="center", ground=True)
    draw_legend(page, entries, page.area.bottom - below)


def _planned(subject: Subject, simple: nx.Graph[str], area: Area) -> _Plan:
    """Return the picture with the largest letters that leave every mark and name its room."""
    works = dict(simple.nodes(data="takes_part"))
    most = max(works[node] for node in simple) or 1
    growth = _GROWTH * min(1.0, math.sqrt(area.width * area.height / (MOST_BODIES * _ROOM)))
    radii = {node: _SMALLEST + growth * math.sqrt(works[node] / most) for node in simple}
    loose = place(simple)
    for arranged in (settled, in_rows):
        for size, air in _TRIED:
            labels = {node: subject.label(node, size * _LABEL, size) for node in sorted(simple)}
            boxes = {
                node: _box(labels[node], radii[node], size, _PAD + air * works[node] / most)
                for node in labels
            }
            if not _have_room(boxes.values(), area):
                continue
            places = arranged(loose, boxes, area)
            if are_apart(places, boxes):
                return _Plan(places, labels, radii, size)
    return _Plan(in_rows(loose, boxes, area), labels, radii, size)


def _have_room(boxes: Iterable[Box], area: Area) -> bool:
    """Return whether it is worth while to look for places without overlaps."""
    taken = sum(2 * box.half_width * (box.up + box.down) for box in boxes)
    return taken < _FULL * area.width * area.height


def _box(label: tuple[str, ...], radius: float, size: float, pad: float) -> Box:
    across = max((width(line, size) for line in label), default=0.0) / 2
    below = radius + _PAD + len(label) * size * LEADING
    return Box(max(across, radius) + pad, radius + pad, below + pad)


def _ties(page: Sheet, graph: Any, plan: _Plan, area: Area) -> None:
    """Draw every tie, the heaviest on top, and the number of activities at the heaviest."""
    edges = sorted(
        graph.edges(keys=True, data=True), key=lambda edge: (edge[3]["weight"], edge[:3])
    )
    most = _heaviest(graph)
    covered = {node: _covered(plan, node) for node in sorted(plan.places)}
    taken = [box for boxes in covered.values() for box in boxes]
    for number, (one, other, layer, data) in enumerate(edges):
        ends = plan.places[one], plan.places[other]
        others = [covered[node] for node in covered if node not in (one, other)]
        marks, names = [each[0] for each in others], [each[1] for each in others]
        ways = arrow(
            page, *ends, plan.radii[one], plan.radii[other],
            layer=layer, weight=data["weight"], most=most, name=f"tie-{number}",
            bend=clear_bend(
                *ends, 0.1 + 0.07 * LAYERS.index(layer), marks, names, area,
                alone=not graph.has_edge(other, one),
            ),
        )  # fmt: skip
        if number >= len(edges) - _NUMBERED and data["weight"] > max(2, most / 4):
            _number(page, str(data["weight"]), ways, taken)


def _heaviest(graph: Any) -> int:
    """Return the weight from which lines are widest.

    That a ministry hosts a council is the same in each of its activities: beside other ties it
    would make them all thin.
    """
    weights: list[tuple[str, int]]
    weights = [(layer, weight) for _, _, layer, weight in graph.edges(keys=True, data="weight")]
    others = [weight for layer, weight in weights if layer != "hosting"]
    return max(others or [weight for _, weight in weights])


def _number(page: Sheet, text: str, ways: list[Point], taken: list[Area]) -> None:
    """Write a number at the first of some places that covers nothing; nowhere if there is none."""
    half = width(text, _NUMBER, bold=True) / 2 + 1
    for x, y in ways:
        room = Area(x - half, y - _NUMBER / 2, x + half, y + _NUMBER / 2)
        if not any(_meet(room, other) for other in taken):
            taken.append(room)
            page.text(x, y + 2.4, text, _NUMBER, align="center", ground=True, bold=True)
            return


def _covered(plan: _Plan, node: str) -> tuple[Area, Area]:
    """Return what the mark of a body covers, and what its name does."""
    (x, y), radius, size = plan.places[node], plan.radii[node], plan.size
    lines = plan.labels[node]
    half = max((width(line, size) for line in lines), default=0.0) / 2
    top = y + radius + _PAD
    return (
        Area(x - radius, y - radius, x + radius, y + radius),
        Area(x - half, top, x + half, top + len(lines) * size * LEADING),
    )


def _meet(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > 0 and min(one.bottom, other.bottom) > max(one.top, other.top)


def _legend(subject: Subject, graph: Any) -> list[Entry]:
    """Return the sectors and the layers with their numbers, and how wide a line is."""
    entries = []
    counts = Counter(sector_of(sector) for _, sector in graph.nodes(data="sector"))
    for sector, look in LOOKS.items():
        if counts[sector]:
            text = f"{subject.word('sector_' + (sector or 'unknown'))} ({counts[sector]})"
            entries.append(Entry(text, look=look))
    groups = sum(1 for _, is_group in graph.nodes(data="is_group") if is_group)
    if groups:
        entries.append(Entry(f"{subject.word('group')} ({groups})", look=_GROUP, faded=True))
    layers = Counter(layer for _, _, layer in graph.edges(keys=True))
    for layer in LAYERS:
        if layers[layer]:
            ties = subject.counted("ties", layers[layer])
            text = f"{layer_name(layer, subject.lang)} ({ties})"
            entries.append(Entry(text, dash=dashed(layer), line=1.4, arrow=layer != "joint"))
    most = _heaviest(graph)
    heavier = any(weight > most for _, _, weight in graph.edges(data="weight"))
    for weight in sorted({1, most}):
        text = subject.counted("activities", weight)
        if heavier and weight == most:
            text = subject.word("or_more", what=text)
        entries.append(Entry(text, dash="solid", line=line_width(weight, most)))
    return entries

"""Places the nodes of a network so that the same network always gives the same picture.

The places minimise the stress of Kamada and Kawai ("An algorithm for drawing general undirected
graphs", 1989): the squared difference between drawn and wanted distances, weighed by the inverse
square of the wanted ones. It is minimised by majorisation (Gansner, Koren and North, "Graph drawing
by stress majorization", 2004) from a start by classical scaling. In plain Python, since the sums of
NumPy can differ in their last digits from machine to machine, and with them the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Box", "Point", "fitted", "place", "separate", "spread"]

Point = tuple[float, float]
"""Across and down."""

_MOST = 250  # nodes, above which the layout would take minutes and nobody could read it
_TURN = math.pi * (3 - math.sqrt(5))  # the golden angle
_ROUNDS = 300
_STILL = 1e-4  # the share of the stress by which a round must still better it
_POWER_STEPS = 60
_EVEN = 0.75  # how far the nodes are spread evenly over the page: 0 not at all, 1 wholly
_FEW = 8  # nodes that have room enough as they are
_GAP = 1.0  # between components, in units of distance
_PILE = 1.5  # the width for the height of many components in rows
_MOST_STRETCH = 1.6
_ROOM = 2.3  # the area of the picture for one of the boxes in it


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its label, from its middle: half its width, up and down."""

    half_width: float
    up: float
    down: float


def place(graph: nx.Graph[str]) -> dict[str, Point]:
    """Return a place for every node, in units of distance; the edges carry ``weight``.

    Linked nodes want to be 1 + 3/√weight apart. The largest component stands in the middle of the
    page, the others in rows below it. Nodes are taken in alphabetical order whatever the order in
    the graph, so the outcome depends on the network only. O(n²) for each round.

    Above 250 nodes no such picture can be read, and the nodes stand on a spiral instead, the
    strongest in the middle: O(n log n), for tools that lay out large networks themselves.
    """
    import networkx as nx

    if len(graph) > _MOST:
        return _spiral(graph)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    drawn = [_component(graph.subgraph(part).copy()) for part in parts]
    return _beside(drawn)


def fitted(
    places: Mapping[str, Point], boxes: Mapping[str, Box], *, ratio: float
) -> dict[str, Point]:
    """Return the places as large as the boxes need, and stretched towards a width for a height.

    ``ratio`` is that of the page; a picture is never stretched to more than 1.6 times.
    """
    if not places:
        return {}
    room = _ROOM * sum(2 * b.half_width * (b.up + b.down) for b in boxes.values())
    left, right, bottom = _edges(places)
    width = max(right - left, 0.1)
    height = max(bottom - min(y for _, y in places.values()), 0.1)
    stretch = min(max(ratio * height / width, 1 / _MOST_STRETCH), _MOST_STRETCH)
    scale = math.sqrt(room / (width * stretch * height))
    scale = min(scale, 160.0)  # a line between two bodies alone need not cross the page
    return {name: (x * scale * stretch, y * scale) for name, (x, y) in places.items()}


def spread(
    places: Mapping[str, Point],
    *,
    ratio: float,
    box: Box = Box(52.0, 12.0, 34.0),
) -> dict[str, Point]:
    """Return the places with the same room for every node and its label, on a page of some ratio.

    What :func:`fitted` and :func:`separate` do, where all boxes are alike. Above 250 nodes, which
    stand apart already, only the first: moving so many apart would take too long.
    """
    boxes = dict.fromkeys(places, box)
    found = fitted(places, boxes, ratio=ratio)
    return found if len(places) > _MOST else separate(found, boxes)


def separate(
    places: Mapping[str, Point], boxes: Mapping[str, Box], *, rounds: int = 400
) -> dict[str, Point]:
    """Return the places moved apart until no two boxes overlap, or the rounds are over.

    Two that overlap move along the axis in which less is needed, each half of the way.
    """
    names = sorted(places)
    xs = [places[name][0] for name in names]
    ys = [places[name][1] for name in names]
    rooms = [boxes[name] for name in names]
    for _ in range(rounds):
        if not _push_all(xs, ys, rooms):
            break
    return {name: (xs[i], ys[i]) for i, name in enumerate(names)}


def _push_all(xs: list[float], ys: list[float], rooms: Sequence[Box]) -> bool:
    """Move every overlapping pair apart once; return whether there was any."""
    moved = False
    for i in range(len(xs)):
        for j in range(i):
            moved |= _push(i, j, xs, ys, rooms)
    return moved


def _push(i: int, j: int, xs: list[float], ys: list[float], rooms: Sequence[Box]) -> bool:
    a, b = rooms[i], rooms[j]
    dx, dy = xs[i] - xs[j], ys[i] - ys[j]
    over_x = a.half_width + b.half_width - abs(dx)
    over_y = (a.up + b.down if dy > 0 else a.down + b.up) - abs(dy)
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    if over_x < over_y:
        step = math.copysign(over_x / 2, dx or 1.0)
        xs[i], xs[j] = xs[i] + step, xs[j] - step
    else:
        step = math.copysign(over_y / 2, dy or -1.0)
        ys[i], ys[j] = ys[i] + step, ys[j] - step
    return True


def _spiral(graph: nx.Graph[str]) -> dict[str, Point]:
    """Return the nodes on a spiral as of the seeds of a sunflower, by strength, then by name."""
    names = sorted(graph, key=lambda name: (-graph.degree(name, weight="weight"), name))
    reaches = [math.sqrt(rank + 0.5) for rank in range(len(names))]
    return {
        name: (reach * math.cos(rank * _TURN), reach * math.sin(rank * _TURN))
        for rank, (name, reach) in enumerate(zip(names, reaches, strict=True))
    }


def _component(graph: nx.Graph[str]) -> dict[str, Point]:
    """Return the places of one connected component around its middle."""
    names = sorted(graph)
    if len(names) == 1:
        return {names[0]: (0.0, 0.0)}
    wanted = _distances(graph, names)
    points = _scaled(wanted)
    _majorise(points, wanted)
    if len(names) < _FEW:
        return {name: (x, y) for name, (x, y) in zip(names, points, strict=True)}
    strengths = [float(graph.degree(name, weight="weight")) for name in names]
    return dict(zip(names, _spread(points, strengths), strict=True))


def _spread(points: Sequence[Sequence[float]], strengths: Sequence[float]) -> list[Point]:
    """Return the points around their middle, spread more evenly, in the same directions from it.

    Stress draws the busy middle close and the bodies with one link far out. Spreading the
    distances from the middle by their rank gives each about the same room.
    """
    total = sum(strengths)
    middle_x = sum(p[0] * s for p, s in zip(points, strengths, strict=True)) / total
    middle_y = sum(p[1] * s for p, s in zip(points, strengths, strict=True)) / total
    away = [(x - middle_x, y - middle_y) for x, y in points]
    reaches = [math.hypot(x, y) for x, y in away]
    farthest = max(reaches)
    order = sorted(range(len(points)), key=lambda i: (reaches[i], i))
    rank = {i: position for position, i in enumerate(order)}
    factors = [
        (_EVEN * math.sqrt((rank[i] + 0.5) / len(points)) * farthest + (1 - _EVEN) * reach)
        / (reach or 1e-9)
        for i, reach in enumerate(reaches)
    ]
    return [(x * f, y * f) for (x, y), f in zip(away, factors, strict=True)]


def _distances(graph: nx.Graph[str], names: Sequence[str]) -> list[list[float]]:
    import networkx as nx

    def length(_u: str, _v: str, edge: Mapping[str, Any]) -> float:
        return 1 + 3 / math.sqrt(edge["weight"])

    rows = dict(nx.all_pairs_dijkstra_path_length(graph, weight=length))
    return [[rows[a][b] for b in names] for a in names]


def _scaled(wanted: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the places by classical scaling: the two main axes of the centred squared distances.

    Nodes with the same neighbours would fall together; a small turn for each keeps them apart.
    """
    matrix = _centred(wanted)
    first, size = _main_axis(matrix)
    rest = [
        [value - size * first[i] * first[j] for j, value in enumerate(row)]
        for i, row in enumerate(matrix)
    ]
    second, other = _main_axis(rest)
    reach, width = math.sqrt(max(size, 0)), math.sqrt(max(other, 0))
    return [
        [first[i] * reach + 0.1 * math.cos(2.4 * i), second[i] * width + 0.1 * math.sin(2.4 * i)]
        for i in range(len(wanted))
    ]


def _centred(wanted: Sequence[Sequence[float]]) -> list[list[float]]:
    count = len(wanted)
    squares = [[value * value for value in row] for row in wanted]
    means = [sum(row) / count for row in squares]
    whole = sum(means) / count
    return [
        [-0.5 * (value - means[i] - means[j] + whole) for j, value in enumerate(row)]
        for i, row in enumerate(squares)
    ]


def _main_axis(matrix: Sequence[Sequence[float]]) -> tuple[list[float], float]:
    """Return the main eigenvector of a symmetric matrix and its value, by power iteration."""
    vector = [math.sin(i + 1.0) for i in range(len(matrix))]
    size = 0.0
    for _ in range(_POWER_STEPS):
        turned = [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
        size = math.sqrt(sum(value * value for value in turned))
        if size < 1e-9:
            return [0.0] * len(matrix), 0.0
        vector = [value / size for value in turned]
    return vector, size


def _majorise(points: list[list[float]], wanted: Sequence[Sequence[float]]) -> None:
    """Move the points until a round betters the stress by hardly anything."""
    before = math.inf
    for _ in range(_ROUNDS):
        stress = sum(_settle(i, points, wanted[i]) for i in range(len(points)))
        if before - stress < _STILL * stress:
            break
        before = stress


def _settle(i: int, points: list[list[float]], wanted: Sequence[float]) -> float:
    """Move one point to where its neighbours want it; return its share of the stress before."""
    x, y = points[i]
    total = sum_x = sum_y = stress = 0.0
    for j, (other_x, other_y) in enumerate(points):
        if i == j:
            continue
        distance = wanted[j]
        weight = 1 / (distance * distance)
        drawn = math.hypot(x - other_x, y - other_y) or 1e-9
        total += weight
        sum_x += weight * (other_x + distance * (x - other_x) / drawn)
        sum_y += weight * (other_y + distance * (y - other_y) / drawn)
        stress += weight * (drawn - distance) ** 2
    points[i][:] = [sum_x / total, sum_y / total]
    return stress


def _beside(parts: Iterable[Mapping[str, Point]]) -> dict[str, Point]:
    """Return all components on one page: the first above, the others in rows below it.

    The rows are as wide as the first, or wider where many others would make a high pile.
    """
    drawn = list(parts)
    if not drawn:
        return {}
    places = dict(drawn[0])
    left, right, bottom = _edges(places)
    right = max(right, left + math.sqrt(_PILE * sum(map(_room, drawn[1:]))))
    x, row_top, row_bottom = left, bottom + 2 * _GAP, bottom + 2 * _GAP
    for part in drawn[1:]:
        part_left, part_right, part_bottom = _edges(part)
        top = min(y for _, y in part.values())
        if x > left and x + part_right - part_left > right:
            x, row_top = left, row_bottom + _GAP
        for name, (px, py) in part.items():
            places[name] = (px - part_left + x, py - top + row_top)
        x += part_right - part_left + 2 * _GAP
        row_bottom = max(row_bottom, row_top + part_bottom - top)
    return places


def _room(part: Mapping[str, Point]) -> float:
    """Return the area that a component takes in a row, with the gaps around it."""
    left, right, bottom = _edges(part)
    return (right - left + 2 * _GAP) * (bottom - min(y for _, y in part.values()) + _GAP)


def _edges(places: Mapping[str, Point]) -> tuple[float, float, float]:
    """Return where places begin and end from left to right, and where they end below."""
    xs = [x for x, _ in places.values()]
    return min(xs), max(xs), max(y for _, y in places.values())

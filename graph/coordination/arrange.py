"""Arranges a network on a sheet: every mark has room for its label, and few lines run over others.

Three steps, each deterministic and in plain Python: the places of a layout are drawn towards the
corners of the sheet, boxes that overlap are moved apart inside it, and marks move a little wherever
that takes lines off labels or off each other (greedy descent, in the order of the names).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .layout import Box, Point, separate

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["arrange"]

_FULL = 0.44  # the share of the sheet that the boxes take
_LEAST, _EACH = 60_000.0, 9_000.0  # the area of a sheet with few bodies: lines need room too
_GROWTH = 1.06  # where the boxes find no room the sheet grows
_TRIES = 12
_ROUNDS = 250
_CORNERS = 0.8  # how far a round picture is drawn into the corners: 0 not at all, 1 wholly

_SWEEPS = 4
_MOST_WORK = 120_000  # looks at two lines or at a line and a box, for one look at every mark
_STEPS = (24.0, 60.0, 120.0)
_TURNS = tuple((math.cos(math.pi * k / 4), 0.8 * math.sin(math.pi * k / 4)) for k in range(8))
_OVER, _CROSSING, _LENGTH, _HOME = 0.15, 4.0, 0.02, 0.01  # what each unit of a fault costs
_BETTER = 0.5  # a move must save as much
_SKIN = 4.0  # lines may touch the edge of a box

_Edge = tuple[str, str]


def arrange(
    graph: nx.Graph[str],
    places: Mapping[str, Point],
    boxes: Mapping[str, Box],
    *,
    ratio: float,
) -> dict[str, Point]:
    """Return the places of a layout on a sheet of some ratio, its corner at the origin.

    No two boxes overlap, unless there are so many that even a larger sheet has no room for them.
    Marks keep their places relative to each other as far as boxes and lines let them. Above some
    twenty thousand pairs of lines nothing is moved for the sake of lines: it would take seconds.
    O(n²) for each round of moving boxes apart, O(n·m) for each look at all marks.
    """
    if not places:
        return {}
    area = sum(2 * box.half_width * (box.up + box.down) for box in boxes.values()) / _FULL
    area = max(area, _LEAST + _EACH * len(places))
    width = max(math.sqrt(area * ratio), max(2 * box.half_width for box in boxes.values()))
    for _ in range(_TRIES):
        sheet = _Sheet(width, max(width / ratio, max(b.up + b.down for b in boxes.values())))
        found, apart = sheet.settled(_cornered(places), boxes)
        if apart:
            break
        width *= _GROWTH
    return _improved(graph, found, boxes, sheet)


def _cornered(places: Mapping[str, Point]) -> dict[str, Point]:
    """Return places between -1 and 1 on both axes, drawn from a circle towards a square."""
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    reach = (max(xs) - min(xs)) / 2 or 1.0, (max(ys) - min(ys)) / 2 or 1.0
    found = {}
    for name, (x, y) in places.items():
        across, down = (x - middle[0]) / reach[0], (y - middle[1]) / reach[1]
        farthest = max(abs(across), abs(down))
        pull = 1 + _CORNERS * (math.hypot(across, down) / farthest - 1) if farthest else 1.0
        found[name] = (across * pull, down * pull)
    widest = max(max(abs(x), abs(y)) for x, y in found.values()) or 1.0
    return {name: (x / widest, y / widest) for name, (x, y) in found.items()}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet of paper with its corner at the origin."""

    width: float
    height: float

    def settled(
        self, loose: Mapping[str, Point], boxes: Mapping[str, Box]
    ) -> tuple[dict[str, Point], bool]:
        """Return places between -1 and 1 as places on the sheet, and whether all have room."""
        places = {
            name: (self.width / 2 * (1 + x), self.height / 2 * (1 + y))
            for name, (x, y) in loose.items()
        }
        for _ in range(_ROUNDS):
            inside = self._inside(places, boxes)
            places = separate(inside, boxes, rounds=1)
            if places == inside:
                return places, True
        return self._inside(places, boxes), False

    def holds(self, box: Box, x: float, y: float) -> bool:
        """Return whether a box around a place is on the sheet."""
        return (
            box.half_width <= x <= self.width - box.half_width
            and box.up <= y <= self.height - box.down
        )

    def _inside(self, places: Mapping[str, Point], boxes: Mapping[str, Box]) -> dict[str, Point]:
        return {
            name: (
                _held(x, boxes[name].half_width, self.width - boxes[name].half_width),
                _held(y, boxes[name].up, self.height - boxes[name].down),
            )
            for name, (x, y) in places.items()
        }


def _held(value: float, least: float, most: float) -> float:
    return (least + most) / 2 if least > most else min(max(value, least), most)


def _improved(
    graph: nx.Graph[str], places: Mapping[str, Point], boxes: Mapping[str, Box], sheet: _Sheet
) -> dict[str, Point]:
    edges = sorted((min(edge), max(edge)) for edge in graph.edges())
    if 2 * len(edges) * (len(places) + len(edges)) > _MOST_WORK:
        return dict(places)
    drawing = _Drawing(sheet, boxes, edges, dict(places), dict(places))
    for _ in range(_SWEEPS):
        if not drawing.swept():
            break
    return drawing.places


@dataclass(slots=True)
class _Drawing:
    """Places that can be bettered one by one; ``home`` are those at first."""

    sheet: _Sheet
    boxes: Mapping[str, Box]
    edges: Sequence[_Edge]
    places: dict[str, Point]
    home: Mapping[str, Point]
    ends: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the neighbours of each."""
        self.ends = {name: [] for name in self.places}
        for one, other in self.edges:
            self.ends[one].append(other)
            self.ends[other].append(one)

    def swept(self) -> bool:
        """Move every mark to the best of some places near by; return whether any moved."""
        moved = False
        for name in sorted(self.places):
            x, y = self.places[name]
            least, best = self._cost(name, x, y) - _BETTER, None
            for at in self._free(name, x, y):
                cost = self._cost(name, *at, most=least)
                if cost < least:
                    least, best = cost, at
            if best:
                self.places[name] = best
                moved = True
        return moved

    def _free(self, name: str, x: float, y: float) -> Iterator[Point]:
        """Yield the places around a mark where it has room."""
        box = self.boxes[name]
        for step in _STEPS:
            for across, down in _TURNS:
                at = (x + step * across, y + step * down)
                if self.sheet.holds(box, *at) and not self._taken(name, *at):
                    yield at

    def _taken(self, name: str, x: float, y: float) -> bool:
        box = self.boxes[name]
        for other, (ox, oy) in self.places.items():
            room = self.boxes[other]
            if (
                other != name
                and abs(x - ox) < box.half_width + room.half_width
                and y + box.down > oy - room.up
                and y - box.up < oy + room.down
            ):
                return True
        return False

    def _cost(self, name: str, x: float, y: float, most: float = math.inf) -> float:
        """Return what is wrong with the lines of a mark, and with those over it, at a place.

        Once it is above ``most`` nothing more is added.
        """
        here = (x, y)
        total = _HOME * math.dist(here, self.home[name])
        own = [(other, self.places[other]) for other in self.ends[name]]
        for other, there in own:
            total += _LENGTH * math.dist(here, there)
            for third, at in self.places.items():
                if third not in (name, other):
                    total += _OVER * _over(here, there, self.boxes[third], at)
            if total > most:
                return total
        for one, other in self.edges:
            if name not in (one, other):
                ends = self.places[one], self.places[other]
                total += _OVER * _over(*ends, self.boxes[name], here)
                for third, there in own:
                    if third not in (one, other) and _cross(here, there, *ends):
                        total += _CROSSING
                if total > most:
                    break
        return total


def _over(one: Point, other: Point, box: Box, at: Point) -> float:
    """Return how far a straight line runs within a box (Liang and Barsky's clipping)."""
    (x, y), (end_x, end_y), (middle_x, middle_y) = one, other, at
    left, right = middle_x - box.half_width + _SKIN, middle_x + box.half_width - _SKIN
    if (x < left and end_x < left) or (x > right and end_x > right):
        return 0.0
    top, bottom = middle_y - box.up + _SKIN, middle_y + box.down - _SKIN
    if (y < top and end_y < top) or (y > bottom and end_y > bottom):
        return 0.0
    first, last = _within(x, end_x, left, right)
    enters, leaves = _within(y, end_y, top, bottom)
    first, last = max(first, enters), min(last, leaves)
    return (last - first) * math.dist(one, other) if first < last else 0.0


def _within(start: float, end: float, low: float, high: float) -> Point:
    """Return the shares of a way, 0 to 1, at which it enters and leaves a span that it meets."""
    way = end - start
    if not way:
        return 0.0, 1.0
    enters, leaves = (low - start) / way, (high - start) / way
    return (max(enters, 0.0), min(leaves, 1.0)) if way > 0 else (max(leaves, 0.0), min(enters, 1.0))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether two straight lines cross between their ends."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = a, b, c, d
    across, down = bx - ax, by - ay
    if (across * (cy - ay) - down * (cx - ax)) * (across * (dy - ay) - down * (dx - ax)) >= 0:
        return False
    across, down = dx - cx, dy - cy
    return (across * (ay - cy) - down * (ax - cx)) * (across * (by - cy) - down * (bx - cx)) < 0

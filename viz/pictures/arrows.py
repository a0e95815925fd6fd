"""Arrows between marks: bent, so that both directions can be seen, and as wide as their weight.

An arrow is bent more where it would else run through the mark of a third body: it would look as if
it began or ended there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from kavshiri.graph.coordination.layout import Point
from kavshiri.viz.looks import DASHES

from .canvas import Area, Sheet

__all__ = ["arrow", "clear_bend", "dashed", "line_width"]

_WIDEST = 3.6
_SCALE = 12  # the least weight that may be drawn at its widest
_MORE_BENT = (0.0, 0.08, 0.16, 0.24, 0.32)
_SHARES = tuple(share / 14 for share in range(1, 14))  # of its way, where an arrow is looked at
_THROUGH, _NAME, _BEND = 100.0, 3.0, 1.0  # how bad it is to cross a mark, a name, to bend more


def line_width(weight: int, most: int) -> float:
    """Return how wide a line is, in points; ``most`` is the weight from which it is widest."""
    return 0.5 + (_WIDEST - 0.5) * math.sqrt(min((weight - 1) / max(most, _SCALE), 1.0))


def clear_bend(
    start: Point,
    end: Point,
    bend: float,
    marks: Sequence[Area],
    names: Sequence[Area],
    sheet: Area,
    *,
    alone: bool = False,
) -> float:
    """Return how much an arrow bends so as to leave other marks alone, and names where it can.

    At least ``bend``, to the left of its way; where it is ``alone``, so that no arrow in the other
    direction runs there, a negative number to the right. ``marks`` and ``names`` are those of other
    bodies. O(marks and names).
    """
    best, least = bend, math.inf
    sides = (1, -1) if alone else (1,)
    for number, tried in enumerate(side * (bend + more) for more in _MORE_BENT for side in sides):
        knee = _knee(start, end, tried)
        way = [_on_the_way(start, knee, end, share) for share in _SHARES]
        off = sum(not _within(point, sheet) for point in way)
        crossed = _THROUGH * (_crossed(way, marks) + off) + _NAME * _crossed(way, names)
        if crossed + _BEND * number < least:
            best, least = tried, crossed + _BEND * number
        if not crossed:
            break
    return best


def _crossed(way: Sequence[Point], areas: Iterable[Area]) -> int:
    return sum(any(_within(point, area) for point in way) for area in areas)


def _within(point: Point, area: Area) -> bool:
    return area.left < point[0] < area.right and area.top < point[1] < area.bottom


def dashed(layer: str) -> Any:
    """Return how the line of a layer is drawn, in Matplotlib's words."""
    return (0, DASHES[layer]) if DASHES[layer] else "solid"


def arrow(
    page: Sheet,
    start: Point,
    end: Point,
    radius: float,
    end_radius: float,
    *,
    layer: str,
    weight: int,
    most: int,
    bend: float,
    name: str,
) -> list[Point]:
    """Draw an arrow from the edge of one mark to that of another.

    ``most`` is the weight from which it is widest.

    Returns places on its way where a number can stand, the best first.
    """
    wide = line_width(weight, most)
    heavy = math.sqrt(min(weight / max(most, _SCALE), 1.0))
    colour = _grey(heavy)
    head = 0.0 if layer == "joint" else 3.2 + 1.3 * wide
    knee = _knee(start, end, bend)
    first = _towards(start, knee, radius + 0.5)
    tip = _towards(end, knee, end_radius + 1.0)
    foot = _towards(end, knee, end_radius + 1.0 + 0.8 * head)
    page.curve(
        [first, knee, foot], name=name, edgecolor=colour, linewidth=wide,
        linestyle=dashed(layer), capstyle="butt", zorder=1 + heavy / 2,
    )  # fmt: skip
    if head:
        page.polygon(
            _head(knee, tip, head), facecolor=colour, edgecolor="none", zorder=1 + heavy / 2
        )
    return [_on_the_way(first, knee, foot, share) for share in (0.5, 0.4, 0.6, 0.3, 0.7)]


def _on_the_way(start: Point, knee: Point, end: Point, share: float) -> Point:
    """Return the point of a quadratic curve after some share of it."""
    one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (
        one * start[0] + two * knee[0] + three * end[0],
        one * start[1] + two * knee[1] + three * end[1],
    )


def _grey(heavy: float) -> str:
    """Return a grey between light and dark, as heavy as a line is, from 0 to 1."""
    light, dark = (0xB4, 0xBE, 0xC8), (0x3C, 0x4A, 0x58)
    share = min(max((heavy - 0.2) / 0.6, 0.0), 1.0)
    return "#" + "".join(
        f"{round(a + (b - a) * share):02x}" for a, b in zip(light, dark, strict=True)
    )


def _knee(start: Point, end: Point, bend: float) -> Point:
    """Return the point that a curve bends to: beside the middle, to the left of its way."""
    across, down = end[0] - start[0], end[1] - start[1]
    return start[0] + across / 2 + down * bend, start[1] + down / 2 - across * bend


def _towards(here: Point, there: Point, distance: float) -> Point:
    """Return the point at some distance from one point towards another, at most half of the way."""
    across, down = there[0] - here[0], there[1] - here[1]
    length = math.hypot(across, down) or 1.0
    share = min(distance / length, 0.95)
    return here[0] + across * share, here[1] + down * share


def _head(knee: Point, tip: Point, head: float) -> list[Point]:
    across, down = tip[0] - knee[0], tip[1] - knee[1]
    length = math.hypot(across, down) or 1.0
    across, down = across / length, down / length
    foot = tip[0] - across * head, tip[1] - down * head
    half = head * 0.42
    return [
        tip,
        (foot[0] - down * half, foot[1] + across * half),
        (foot[0] + across * head * 0.2, foot[1] + down * head * 0.2),
        (foot[0] + down * half, foot[1] - across * half),
    ]

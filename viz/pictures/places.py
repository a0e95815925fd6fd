"""Where the marks of a network stand on a sheet, so that none covers another or its name."""

from __future__ import annotations

from collections.abc import Mapping

from kavshiri.graph.coordination.layout import Box, Point, fitted, separate

from .canvas import Area

__all__ = ["are_apart", "in_rows", "settled"]

_ROUNDS = 300
_MOST_STRETCH = 1.9  # a few bodies need not fill a sheet


def settled(loose: Mapping[str, Point], boxes: Mapping[str, Box], area: Area) -> dict[str, Point]:
    """Return places moved into an area and apart, so that the boxes around them have room.

    Where they have no room without overlapping, they overlap: see :func:`are_apart`.
    """
    ratio = area.width / max(area.height, 1.0)
    places = _stretched(fitted(loose, boxes, ratio=ratio), boxes, area)
    for _ in range(_ROUNDS):
        before = places
        places = _inside(separate(_inside(places, boxes, area), boxes, rounds=1), boxes, area)
        if places == before:
            break
    return places


def in_rows(loose: Mapping[str, Point], boxes: Mapping[str, Box], area: Area) -> dict[str, Point]:
    """Return places in rows of equal rooms, as near to the loose ones as rows allow.

    Nothing overlaps if there is room at all; for many small networks side by side, which
    :func:`settled` cannot move apart.
    """
    wide = max(2 * box.half_width for box in boxes.values())
    columns = min(max(int(area.width / max(wide, 1.0)), 1), len(loose))
    rows = -(-len(loose) // columns)
    by_height = sorted(loose, key=lambda name: (loose[name][1], loose[name][0], name))
    found = {}
    for row in range(rows):
        across = sorted(by_height[row * columns : (row + 1) * columns],
                        key=lambda name: (loose[name][0], name))  # fmt: skip
        for column, name in enumerate(across):
            room = area.height / rows
            found[name] = (
                area.left + (column + 0.5) * area.width / len(across),
                area.top + row * room + (room + boxes[name].up - boxes[name].down) / 2,
            )
    return found


def are_apart(places: Mapping[str, Point], boxes: Mapping[str, Box]) -> bool:
    """Return whether no two boxes overlap (by more than a hair)."""
    names = sorted(places)
    return not any(
        _overlap(places[one], boxes[one], places[other], boxes[other])
        for i, one in enumerate(names)
        for other in names[:i]
    )


def _overlap(one: Point, box: Box, other: Point, other_box: Box) -> bool:
    across = box.half_width + other_box.half_width - abs(one[0] - other[0])
    down = one[1] - other[1]
    along = (box.up + other_box.down if down > 0 else box.down + other_box.up) - abs(down)
    return across > 0.5 and along > 0.5


def _stretched(
    places: Mapping[str, Point], boxes: Mapping[str, Box], area: Area
) -> dict[str, Point]:
    """Return the places moved to the middle of an area and spread towards its edges."""
    if not places:
        return {}
    (left, right), (top, bottom) = _span(places, boxes)
    across = min(area.width / max(right - left, 1.0), _MOST_STRETCH)
    down = min(area.height / max(bottom - top, 1.0), _MOST_STRETCH)
    middle = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    return {
        name: (
            middle[0] + (x - (left + right) / 2) * across,
            middle[1] + (y - (top + bottom) / 2) * down,
        )
        for name, (x, y) in places.items()
    }


def _span(
    places: Mapping[str, Point], boxes: Mapping[str, Box]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where the boxes begin and end, across and down."""
    lefts = [x - boxes[name].half_width for name, (x, _) in places.items()]
    rights = [x + boxes[name].half_width for name, (x, _) in places.items()]
    tops = [y - boxes[name].up for name, (_, y) in places.items()]
    bottoms = [y + boxes[name].down for name, (_, y) in places.items()]
    return (min(lefts), max(rights)), (min(tops), max(bottoms))


def _inside(places: Mapping[str, Point], boxes: Mapping[str, Box], area: Area) -> dict[str, Point]:
    """Return the places moved into the area; a box too large for it stands in its middle."""
    return {
        name: (
            _held(x, area.left + boxes[name].half_width, area.right - boxes[name].half_width),
            _held(y, area.top + boxes[name].up, area.bottom - boxes[name].down),
        )
        for name, (x, y) in places.items()
    }


def _held(value: float, least: float, most: float) -> float:
    return (least + most) / 2 if least > most else min(max(value, least), most)

"""Places a body in the middle and all who are tied to it around it, by what they are to it.

Who needs it stands on the left, whom it needs on the right, who does both above and below. Quick
enough for a request: nothing is searched for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from .layout import Box, Point, separate

__all__ = ["around"]

_LEAST = 150.0  # from the middle to the first row
_GAP = 14.0
_ROW = 9  # bodies side by side on an arc; more stand in two rows or three
_STEP = 0.55  # how much farther each row is


def around(
    middle: str,
    needed_by: Sequence[str],
    both: Sequence[str],
    needs: Sequence[str],
    boxes: Mapping[str, Box],
    *,
    ratio: float,
) -> dict[str, Point]:
    """Return places around a middle, in the order given, on ellipses as wide as a ratio says.

    No two boxes overlap. Nobody stands in two of the lists.
    """
    half = (len(both) + 1) // 2
    wide = 105 if both else 140  # degrees of the arcs on the left and on the right
    places = {middle: (0.0, 0.0)}
    for names, direction, arc in (
        (needs, 0, wide),
        (both[:half], 90, 150 - wide),
        (needed_by, 180, wide),
        (both[half:], 270, 150 - wide),
    ):
        places.update(_arc(names, direction, arc, boxes, math.sqrt(ratio)))
    return separate(places, boxes)


def _arc(
    names: Sequence[str], direction: int, arc: int, boxes: Mapping[str, Box], stretch: float
) -> Iterator[tuple[str, Point]]:
    """Yield places on an arc around a direction, in degrees from the right and upwards."""
    rows = math.ceil(len(names) / _ROW)
    rooms = sum(max(2 * boxes[n].half_width, boxes[n].up + boxes[n].down) + _GAP for n in names)
    reach = max(_LEAST, rooms / max(rows, 1) / math.radians(arc))
    for number, name in enumerate(names):
        turn = math.radians(direction + arc * ((number + 0.5) / len(names) - 0.5))
        far = reach * (1 + _STEP * (number % rows))
        yield name, (far * stretch * math.cos(turn), -far / stretch * math.sin(turn))

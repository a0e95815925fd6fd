"""The names below the marks of a picture: their lines, and the room that they take."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kavshiri.graph.coordination.layout import Box
from kavshiri.queries.terminal import wrapped

__all__ = ["FONT", "LEADING", "busiest", "growth", "label", "radius", "room"]

FONT = 12.0
"""The size of the letters, in the units of the picture."""

LEADING = 13.8
"""From line to line."""

GAP = 3.0
"""Between a mark and its name."""

_LETTERS, _LINES = 16, 3
_PAD = 5.0
_SMALLEST, _GROWTH, _LARGEST = 6.0, 2.6, 30.0
_GEORGIAN, _LATIN = 0.68, 0.6  # the width of a letter for its height


def label(name: str) -> tuple[str, ...]:
    """Return a name in short lines; the last ends in … where it had to be cut.

    >>> label("Ministry of Education, Science, Culture and Sport of Georgia")
    ('Ministry of', 'Education,', 'Science, Cultur…')
    """
    longest = max((len(word) for word in name.split()), default=0)
    return tuple(wrapped(" ".join(name.split()), max(_LETTERS, min(longest, 22)), _LINES))


def growth(most: int) -> float:
    """Return how fast marks grow where the busiest body takes part in so many activities."""
    return min(_GROWTH, (_LARGEST - _SMALLEST) / math.sqrt(most or 1))


def busiest(growing: float) -> float:
    """Return about how many activities the largest mark stands for."""
    return float(((_LARGEST - _SMALLEST) / growing) ** 2)


def radius(work: int, growing: float) -> float:
    """Return half the width of a mark for a number of activities: its area grows with them."""
    return round(_SMALLEST + growing * math.sqrt(work), 1)


def room(labels: Sequence[Sequence[str]], size: float) -> Box:
    """Return the room of a mark of some size with the largest of some labels below it."""
    across = max((_width(line) for lines in labels for line in lines), default=0.0)
    lines = max((len(lines) for lines in labels), default=0)
    return Box(
        half_width=round(max(across / 2, 1.3 * size) + _PAD, 1),
        up=round(1.3 * size + _PAD, 1),
        down=round(1.2 * size + GAP + lines * LEADING + _PAD, 1),
    )


def _width(text: str) -> float:
    return FONT * sum(_GEORGIAN if "\u10a0" <= each <= "\u10ff" else _LATIN for each in text)

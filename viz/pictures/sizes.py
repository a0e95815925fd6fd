"""The sizes of sheets, in millimetres and in points of a drawing.

On a sheet larger than A4 a point is larger than 1/72 of an inch: it holds more and can be read from
further away.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kavshiri.ontology.errors import QueryError

__all__ = ["A4", "MARGIN", "Size"]

_MM = 72 / 25.4  # points of a millimetre
_LEAST, _MOST = (190.0, 140.0), 2000.0  # millimetres
_AROUND = 190.0  # points that margins and caption take of the height, in most pictures
_SMALLER = 0.85  # the letters of the caption on the smallest sheet, for those on A4

MARGIN = 12 * _MM
"""The points that are left free at each edge."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in millimetres; QueryError for what no picture fits on."""

    width: float = 297
    height: float = 210

    def __post_init__(self) -> None:
        """Refuse what is too small to be read, and what would fill the memory."""
        for side, least, en, ka in (
            (self.width, _LEAST[0], "wide", "სიგანე"),
            (self.height, _LEAST[1], "high", "სიმაღლე"),
        ):
            if not least <= side <= _MOST:
                error = QueryError(
                    f"a picture cannot be {side:g} mm {en}; "
                    f"give a number from {least:g} to {_MOST:g}"
                )
                error.message_ka = (
                    f"სურათის {ka} {side:g} მმ ვერ იქნება; "
                    f"მიუთითეთ რიცხვი {least:g}-დან {_MOST:g}-მდე"
                )
                raise error

    @property
    def zoom(self) -> float:
        """How many points of 1/72 of an inch are one point of the drawing: 1 up to A4.

        A sheet of twice the length, four times the area, holds twice as much as one of A4.
        """
        larger = math.sqrt(self._length)
        return max(1.0, min(larger, self.width / _LEAST[0], self.height / _LEAST[1]))

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points of the drawing."""
        return self.width * _MM / self.zoom, self.height * _MM / self.zoom

    @property
    def caption(self) -> float:
        """How large the letters of a caption are, for those on A4."""
        return min(max(math.sqrt(self._length), _SMALLER), 1.0)

    @property
    def _length(self) -> float:
        """How long it is for A4, if it had the form of A4."""
        return math.sqrt(self.width * self.height / (297 * 210))

    @property
    def across(self) -> float:
        """The width between the margins, in points."""
        return self.points[0] - 2 * MARGIN

    def rows(self, high: float, above: float = 0.0) -> int:
        """Return how many rows of some height in points find room below the usual caption."""
        return max(int((self.points[1] - _AROUND - above) / high), 2)

    def rooms(self, each: float) -> int:
        """Return how many things that need some square points each find room on it."""
        return max(int(self.across * (self.points[1] - _AROUND) / each), 2)


A4 = Size()
"""A sheet of A4 on its side."""

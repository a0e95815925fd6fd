"""Who needs whom as a matrix: in each field the number of activities, the darker the more."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kavshiri.graph.coordination.network import directed, network
from kavshiri.viz.looks import INK, QUIET

from .canvas import Area, Sheet
from .letters import LEADING, broken, width
from .picture import Picture
from .sizes import A4, Size
from .subject import Subject

__all__ = ["MOST", "matrix_picture"]

MOST = 24
"""Rows and columns that can be read on A4; those with the fewest stand together as others."""

_OTHERS = ""  # who stands for the others, in place of an IRI
_TURN = 52.0  # degrees by which the names of the columns rise
_LETTERS = 7.0
_WIDEST, _HIGHEST, _LOWEST = 40.0, 32.0, 10.0  # of a field, in points
_EASY = 26.0, 13.0  # the width and height of the fields of which a large sheet has more
_CLOSE = 1.4  # the distance of the two lines of a turned name, where their column has the room
_ROW_NAME, _COLUMN_NAME = 150.0, 112.0  # the room of names
_SHADES = ((1.0, 1.0, 1.0), (0.81, 0.89, 0.95), (0.36, 0.64, 0.82), (0.03, 0.19, 0.42))
"""White to dark blue, as red, green and blue from 0 to 1."""

_APART = (236, 239, 242)

Fields = Mapping[tuple[str, str], int]


def matrix_picture(subject: Subject, size: Size = A4) -> Picture:
    """Return the matrix of the chosen part of the plans, the ends with the most activities first.

    A field counts every activity once, also where it stands for the others.
    """
    ties = _ties(subject)
    rows, columns = _ranked(ties, 0), _ranked(ties, 1)
    room = min(_ROW_NAME, 0.3 * size.across)
    above = _COLUMN_NAME * 0.9
    most = min(max(MOST, size.rows(_EASY[1], above)), size.rows(_LOWEST, above))
    widest = max(MOST, int((size.across - room) / _EASY[0]))
    told = [subject.word("matrix_text")] if ties else []
    told.append(
        subject.word(
            "matrix_counts",
            rows=subject.counted("rows", len(rows)),
            columns=subject.counted("columns", len(columns)),
        )
    )
    if len(rows) > most or len(columns) > widest:
        told.append(subject.word("matrix_cut"))
    own_rows, own_columns = _own(rows, most), _own(columns, widest)

    def draw(page: Sheet) -> None:
        _draw(
            page,
            _names(subject, rows, own_rows, room),
            _names(subject, columns, own_columns, _COLUMN_NAME),
            _counted(ties, own_rows, own_columns),
            _darkest(subject, own_rows, own_columns),
            (subject.word("matrix_rows"), subject.word("matrix_columns")),
        )

    return subject.drawn("matrix", size, told, draw if ties else None)


Ties = Mapping[tuple[str, str], set[str]]
"""The activities behind each tie, by who needs and who is needed."""


def _ties(subject: Subject, layers: Sequence[str] = ()) -> Ties:
    """Return the ties of the chosen layers, or of some others."""
    choice = replace(subject.choice, layers=tuple(layers) or subject.choice.layers)
    graph = directed(network(subject.plans, choice))
    return {(one, other): set(found) for one, other, found in graph.edges(data="activities")}


def _darkest(subject: Subject, rows: Sequence[str], columns: Sequence[str]) -> int:
    """Return the number from which fields are darkest.

    That a ministry hosts a council is the same in each of its activities: beside other ties it
    would make them all pale.
    """
    layers = [layer for layer in subject.choice.layers if layer != "hosting"]
    fields = _counted(_ties(subject, layers), rows, columns)
    return max((count for ends, count in fields.items() if _OTHERS not in ends), default=1)


def _ranked(ties: Ties, end: int) -> list[str]:
    """Return the bodies at one end of the ties, those with the most activities first."""
    named: dict[str, set[str]] = defaultdict(set)
    for pair, found in ties.items():
        named[pair[end]] |= found
    return sorted(named, key=lambda body: (-len(named[body]), body))


def _own(ends: Sequence[str], most: int) -> Sequence[str]:
    """Return the bodies that have a row or column of their own."""
    return ends if len(ends) <= most else ends[: most - 1]


def _counted(ties: Ties, rows: Iterable[str], columns: Iterable[str]) -> Fields:
    """Return the number of activities of each field that has any."""
    own_rows, own_columns = set(rows), set(columns)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (row, column), activities in sorted(ties.items()):
        place = (row if row in own_rows else _OTHERS, column if column in own_columns else _OTHERS)
        found[place] |= activities
    return {place: len(activities) for place, activities in found.items()}


def _names(
    subject: Subject, ends: Sequence[str], own: Sequence[str], room: float
) -> dict[str, tuple[str, ...]]:
    """Return the lines of the name of each row or column, in their order."""
    names = {body: subject.label(body, room, _LETTERS, 2) for body in own}
    if len(own) < len(ends):
        names[_OTHERS] = (subject.word("others", count=len(ends) - len(own)),)
    return names


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the fields stand: the corner of the first, and the size of each."""

    left: float
    top: float
    wide: float
    high: float

    def field(self, row: int, column: int) -> Area:
        left, top = self.left + column * self.wide, self.top + row * self.high
        return Area(left, top, left + self.wide, top + self.high)


Names = Mapping[str, tuple[str, ...]]


def _draw(
    page: Sheet, rows: Names, columns: Names, fields: Fields, most: int, ends: tuple[str, str]
) -> None:
    least = max(width(f"{end} →", _LETTERS, bold=True) for end in ends)
    rows, columns, grid = _grid(page.area, rows, columns, least)
    right, bottom = len(columns) * grid.wide, len(rows) * grid.high
    for number, row in enumerate(rows):
        for place, column in enumerate(columns):
            if count := fields.get((row, column), 0):
                share = 0.0 if _OTHERS in (row, column) else math.sqrt(min(count / max(most, 4), 1))
                _field(page, grid.field(number, place), count, share, f"field-{number}-{place}")
    for number in range(len(rows) + 1):
        y = grid.top + number * grid.high
        page.rule(grid.left, y, grid.left + right, y)
    for place in range(len(columns) + 1):
        x = grid.left + place * grid.wide
        page.rule(x, grid.top, x, grid.top + bottom)
    for number, lines in enumerate(rows.values()):
        middle = grid.top + (number + 0.5) * grid.high
        page.lines(grid.left - 6, middle, lines, _LETTERS, align="right")
    for place, lines in enumerate(columns.values()):
        step = min(_CLOSE * _LETTERS, grid.wide * math.sin(math.radians(_TURN)) / 2)
        _column_name(page, grid.left + (place + 0.5) * grid.wide, grid.top - 5, lines, step)
    _ends(page, grid, ends)


def _grid(area: Area, rows: Names, columns: Names, least: float) -> tuple[Names, Names, _Grid]:
    """Return the largest fields that fit with the names; where two lines are too high, on one."""
    found = _fitted(area, rows, columns, least)
    if found.high < 2 * _LETTERS * LEADING:
        rows = _shorter(rows)
    if found.wide * math.sin(math.radians(_TURN)) < 2 * _LETTERS * LEADING:
        columns = _shorter(columns)
    return rows, columns, _fitted(area, rows, columns, least)


def _fitted(area: Area, rows: Names, columns: Names, least: float) -> _Grid:
    beside = max([least, *(width(line, _LETTERS) for lines in rows.values() for line in lines)])
    turned = [_turned(lines) for lines in columns.values()]
    above = max(down for _, down in turned) + 8
    left = area.left + beside + 8
    wide = min(
        (area.right - left - across) / (place + 0.5) for place, (across, _) in enumerate(turned)
    )
    wide = max(min(wide, (area.right - left) / len(columns), _WIDEST), 2.0)
    high = max(min((area.height - above) / len(rows), _HIGHEST), 2.0)
    return _Grid(left, area.top + above, wide, high)


def _shorter(names: Names) -> Names:
    """Return the names on one line each, cut where they are longer than their longest line."""
    found = {}
    for name, lines in names.items():
        room = max((width(line, _LETTERS) for line in lines), default=0.0) + 1
        found[name] = broken(" ".join(lines), room, _LETTERS, most=1)
    return found


def _turned(lines: Sequence[str]) -> tuple[float, float]:
    """Return how far to the right and up a turned name reaches from its foot."""
    longest = max((width(line, _LETTERS) for line in lines), default=0.0)
    angle = math.radians(_TURN)
    return longest * math.cos(angle) + 2, longest * math.sin(angle) + _LETTERS


def _column_name(page: Sheet, x: float, y: float, lines: Sequence[str], step: float) -> None:
    """Write a name that rises from the middle of its column; of two lines the first is above."""
    angle = math.radians(_TURN)
    for row, line in enumerate(lines):
        aside = (row - (len(lines) - 1) / 2) * step + 0.35 * _LETTERS
        page.text(x + aside * math.sin(angle), y + aside * math.cos(angle) - 2, line, _LETTERS,
                  turn=_TURN)  # fmt: skip


def _ends(page: Sheet, grid: _Grid, ends: tuple[str, str]) -> None:
    """Write at the corner of the matrix what its rows and columns are."""
    page.text(grid.left - 6, grid.top - 4, f"{ends[0]} ↓", _LETTERS, align="right", bold=True,
              colour=QUIET)  # fmt: skip
    page.text(grid.left - 6, grid.top - 4 - 1.5 * _LETTERS, f"{ends[1]} →", _LETTERS,
              align="right", bold=True, colour=QUIET)  # fmt: skip


def _field(page: Sheet, area: Area, count: int, share: float, name: str) -> None:
    """Draw a field with its number; one of the others (of share 0) is no part of the scale."""
    red, green, blue = _shade(share)
    page.rectangle(area, f"#{red:02x}{green:02x}{blue:02x}", name=name)
    size = min(_LETTERS + 0.5, 0.8 * area.height, 1.6 * area.width / max(len(str(count)), 1))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue < 140
    page.lines((area.left + area.right) / 2, (area.top + area.bottom) / 2, [str(count)], size,
               align="center", colour="white" if light else INK)  # fmt: skip


def _shade(share: float) -> tuple[int, int, int]:
    """Return the colour for a share from 0 to 1, as red, green and blue from 0 to 255."""
    if not share:
        return _APART
    place = min(max(share, 0.0), 1.0) * (len(_SHADES) - 1)
    low = min(int(place), len(_SHADES) - 2)
    rest = place - low
    red, green, blue = (
        round(255 * (a + (b - a) * rest))
        for a, b in zip(_SHADES[low], _SHADES[low + 1], strict=True)
    )
    return red, green, blue

"""A result as text for a terminal: a table where it fits, else one card for each row.

The width of letters is counted as a terminal draws them. Long cells are wrapped, then cut with
``…``; everything is in the other formats. The words of a plan may hold control characters: they are
shown as blanks, so that they cannot drive the terminal.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .values import Value, plain
from .words import NOTHING, YES_NO

if TYPE_CHECKING:
    from .results import Result

__all__ = ["cell_width", "terminal_table", "wrapped"]

_GAP = 2
_NARROW = 16  # a column of text narrower than this cannot be read
_TABLE_LINES = 3
_CARD_LINES = 6
_NUMERIC = ("decimal", "double", "integer")


@dataclass(frozen=True, slots=True)
class _Shown:
    """One column as it will be drawn."""

    heading: str
    cells: list[str]
    numeric: bool

    @property
    def natural(self) -> int:
        """The width at which nothing needs to be wrapped."""
        return max(cell_width(text) for text in (self.heading, *self.cells))


def terminal_table(result: Result, *, width: int | None = None) -> str:
    """Return the result as lines of text.

    ``width`` is that of the terminal (asked for if None); 0 stands for no limit. The IRIs that a
    question of the library hands out beside the names are left out.
    """
    if not len(result):
        return NOTHING.within(result.lang) + "\n"
    if width is None:
        width = shutil.get_terminal_size((100, 24)).columns
    shown = _shown(result)
    widths = _fitted([column.natural for column in shown], width)
    lines = _table(shown, widths, bool(width)) if widths else _cards(shown, width)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def cell_width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> cell_width("საქმე"), cell_width("e\\u0301"), cell_width("漢")
    (5, 1, 2)
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Return a text in lines of a width, at most so many; the last ends in … if it was cut.

    >>> wrapped("one two three four", 9, 1), wrapped("abcdefgh", 3, 9)
    (['one two…'], ['abc', 'def', 'gh'])
    """
    lines: list[str] = []
    for line in _lines(text, width):
        if len(lines) == most:
            lines[-1] = _ended(lines[-1], width)
            break
        lines.append(line)
    return lines or [""]


def _shown(result: Result) -> list[_Shown]:
    columns = list(
        zip(result.columns, result.headings, zip(*result.rows, strict=True), strict=True)
    )
    if result.question is not None and not result.is_graph:
        columns = [entry for entry in columns if entry[0].type != "iri"] or columns
    return [
        _Shown(heading, [_clean(value, result.lang) for value in values], column.type in _NUMERIC)
        for column, heading, values in columns
    ]


def _clean(value: Value, lang: str) -> str:
    """Return a value on one line, without control characters."""
    if isinstance(value, bool):
        return YES_NO[value].within(lang)
    text = " ".join(plain(value).split())
    if text.isprintable():
        return text
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
    return " ".join(shown.split())


def _fitted(natural: Sequence[int], width: int) -> list[int]:
    """Return the widths of the columns, the wide ones cut alike; none if they get too narrow."""
    room = width - _GAP * (len(natural) - 1)
    if not width or sum(natural) <= room:
        return list(natural)
    limit = max(natural)
    while limit > _NARROW and sum(min(limit, each) for each in natural) > room:
        limit -= 1
    widths = [min(limit, each) for each in natural]
    return widths if sum(widths) <= room else []


def _table(shown: list[_Shown], widths: list[int], cut: bool) -> Iterator[str]:
    most = _TABLE_LINES if cut else 10**6
    yield from _row([c.heading for c in shown], shown, widths, most)
    yield (" " * _GAP).join("─" * width for width in widths)
    for cells in zip(*(column.cells for column in shown), strict=True):
        yield from _row(cells, shown, widths, most)


def _row(cells: Sequence[str], shown: list[_Shown], widths: list[int], most: int) -> Iterator[str]:
    columns = [wrapped(cell, width, most) for cell, width in zip(cells, widths, strict=True)]
    for index in range(max(len(lines) for lines in columns)):
        parts = [
            _padded(lines[index] if index < len(lines) else "", width, column.numeric)
            for lines, width, column in zip(columns, widths, shown, strict=True)
        ]
        yield (" " * _GAP).join(parts)


def _cards(shown: list[_Shown], width: int) -> Iterator[str]:
    """Yield each row as a card of its own: a heading and its cell on each line."""
    left = min(max(cell_width(column.heading) for column in shown), max(width // 3, 1))
    room = max(width - left - _GAP, _NARROW)
    for number, cells in enumerate(zip(*(c.cells for c in shown), strict=True), start=1):
        yield f"── {number} ".ljust(min(width, 40), "─")
        for column, cell in zip(shown, cells, strict=True):
            if cell:
                yield from _entry(column.heading, wrapped(cell, room, _CARD_LINES), left)


def _entry(heading: str, lines: list[str], left: int) -> Iterator[str]:
    headings = wrapped(heading, left, len(lines))
    for index, line in enumerate(lines):
        label = headings[index] if index < len(headings) else ""
        yield f"{_padded(label, left, False)}{' ' * _GAP}{line}"


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - cell_width(text))
    return blanks + text if right else text + blanks


def _lines(text: str, width: int) -> Iterator[str]:
    """Yield a text in lines of a width, broken between words, or inside one that is too long."""
    line = ""
    for word in text.split(" "):
        if line and cell_width(line) + 1 + cell_width(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            yield line
        *full, line = _pieces(word, width)
        yield from full
    if line:
        yield line


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and cell_width(pieces[-1]) + _width(letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _ended(line: str, width: int) -> str:
    """Return a line that ends in … and is still not too wide."""
    while cell_width(line) > width - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1

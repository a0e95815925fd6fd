"""The legend below a picture: marks and lines with their words, on as many rows as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kavshiri.viz.looks import Look

from .canvas import Area, Sheet
from .letters import broken, width

__all__ = ["Entry", "draw_legend", "legend_height"]

_SIZE = 8.0
_ROW = 15.0
_SIGN = 20.0  # the room of a mark or line
_GAP = 16.0
_ABOVE = 8.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign with its words: a mark (``look``), or a line of some width and dash."""

    text: str
    look: Look | None = None
    faded: bool = False
    dash: Any = None
    line: float = 0.0
    arrow: bool = False


def legend_height(area: Area, entries: Sequence[Entry]) -> float:
    """Return the height that a legend takes below a picture."""
    return _ABOVE + _ROW * (1 + max((row for _, row, _ in _placed(area, entries)), default=-1))


def draw_legend(page: Sheet, entries: Sequence[Entry], top: float) -> None:
    """Draw a legend from some height down, in the width of the page."""
    for entry, row, x in _placed(page.area, entries):
        y = top + _ABOVE + _ROW * (row + 0.5)
        middle = x + _SIGN / 2
        if entry.look:
            page.mark(middle, y, entry.look, 4.5, faded=entry.faded)
        else:
            _line(page, entry, x, y)
        (text,) = broken(entry.text, page.area.width - _SIGN, _SIZE, most=1) or ("",)
        page.text(x + _SIGN + 3, y + _SIZE * 0.34, text, _SIZE)


def _line(page: Sheet, entry: Entry, x: float, y: float) -> None:
    end = x + _SIGN - (4 if entry.arrow else 0)
    page.curve(
        [(x, y), (x + 1, y), (end, y)], edgecolor="#3c4a58", linewidth=entry.line,
        linestyle=entry.dash, capstyle="butt", zorder=2,
    )  # fmt: skip
    if entry.arrow:
        page.polygon(
            [(x + _SIGN, y), (end - 1, y - 2.4), (end - 1, y + 2.4)],
            facecolor="#3c4a58", edgecolor="none", zorder=2,
        )  # fmt: skip


def _placed(area: Area, entries: Sequence[Entry]) -> Iterator[tuple[Entry, int, float]]:
    """Yield every entry with its row and where it begins."""
    row, x = 0, area.left
    for entry in entries:
        room = _SIGN + 3 + width(entry.text, _SIZE)
        if x > area.left and x + room > area.right:
            row, x = row + 1, area.left
        yield entry, row, x
        x += room + _GAP

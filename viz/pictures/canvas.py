"""A sheet to draw on, with title, period and sources, saved as SVG, PNG or PDF.

The letters are those of DejaVu Sans, which comes with Matplotlib and has Georgian; no font of the
machine is used, so that a picture is the same everywhere. Nothing in a file tells when it was made.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from kavshiri.ontology.errors import QueryError
from kavshiri.queries.files import write_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["COLOURS", "FORMATS", "INK", "QUIET", "Caption", "Sheet", "as_bytes", "save", "sheet"]

FORMATS = ("svg", "png", "pdf")

INK = "#16202a"
QUIET = "#4c5b69"

COLOURS: Mapping[str, tuple[str, str]] = {
    "government": ("#0072B2", "o"),
    "international": ("#E69F00", "D"),
    "civilSociety": ("#009E73", "^"),
    "academic": ("#CC79A7", "s"),
    "private": ("#56B4E9", "h"),
    "mixed": ("#D55E00", "*"),
    "": ("#999999", "v"),
}
"""Colour and mark of each sector. The colours of Okabe and Ito; the marks also tell in grey."""

_SETTINGS: Any = {  # Matplotlib types every key of its own
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.unicode_minus": False,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "kavshiri",
    "text.parse_math": False,
}
_NO_TIME: Mapping[str, Mapping[str, Any]] = {
    "svg": {"Date": None, "Creator": "Kavshiri"},
    "png": {"Software": "Kavshiri"},
    "pdf": {"CreationDate": None, "Creator": "Kavshiri", "Producer": None},
}
_DPI = 200


@dataclass(frozen=True, slots=True)
class Caption:
    """What every picture says of itself: its title, what it shows, and what it was made from."""

    title: str
    explanation: str
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture that can be saved; ``figure`` is Matplotlib's."""

    figure: Figure
    axes: Axes


@contextmanager
def sheet(caption: Caption, *, width: float = 297, height: float = 210) -> Iterator[Sheet]:
    """Give a sheet of some size in millimetres (A4 on its side) with its caption on it.

    What is drawn inside the ``with`` has our letters and colours.
    """
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(width / 25.4, height / 25.4), facecolor="white")
        axes = figure.add_axes(_room(caption, width, height))
        _write(figure, caption, width, height)
        yield Sheet(figure, axes)


def save(picture: Sheet, path: Path | str) -> Path:
    """Write a picture to a file, whole or not at all; the suffix says how."""
    path = Path(path)
    return write_whole(path, as_bytes(picture, path.suffix.lstrip(".").lower()))


def as_bytes(picture: Sheet, format: str) -> bytes:
    """Return a picture as ``svg``, ``png`` or ``pdf``; QueryError for anything else.

    The same picture gives the same bytes.
    """
    if format not in FORMATS:
        raise QueryError(f"no picture can be written as {format!r}; use {', '.join(FORMATS)}")
    import matplotlib

    buffer = io.BytesIO()
    with matplotlib.rc_context(_SETTINGS):
        picture.figure.savefig(
            buffer, format=format, dpi=_DPI, metadata=dict(_NO_TIME[format]), facecolor="white"
        )
    return buffer.getvalue()


_MARGIN = 12.0  # millimetres
_TITLE, _TEXT, _SMALL = 15.0, 9.0, 6.5  # points
_LEADING = 1.45
_MM = 25.4 / 72  # millimetres of a point


def _room(caption: Caption, width: float, height: float) -> tuple[float, float, float, float]:
    """Return the part of the sheet that is left for the picture: left, bottom, width, height."""
    top = _MARGIN + _height(_lines(caption.title, width, _TITLE), _TITLE)
    top += _height(_lines(caption.explanation, width, _TEXT), _TEXT) + 4
    bottom = _MARGIN + _height(_source_lines(caption, width), _SMALL)
    return (
        _MARGIN / width,
        bottom / height,
        1 - 2 * _MARGIN / width,
        1 - (top + bottom) / height,
    )


def _write(figure: Figure, caption: Caption, width: float, height: float) -> None:
    """Write title and explanation at the top and the sources at the bottom."""
    left, y = _MARGIN / width, height - _MARGIN
    for text, size, weight, colour in (
        (caption.title, _TITLE, "bold", INK),
        (caption.explanation, _TEXT, "normal", QUIET),
    ):
        lines = _lines(text, width, size)
        figure.text(
            left, y / height, "\n".join(lines), size=size, weight=weight, color=colour,
            va="top", linespacing=1.3,
        )  # fmt: skip
        y -= _height(lines, size)
    sources = "\n".join(_source_lines(caption, width))
    figure.text(left, _MARGIN / 2 / height, sources, size=_SMALL, color=QUIET, va="bottom")


def _source_lines(caption: Caption, width: float) -> list[str]:
    return [line for text in caption.sources for line in _lines(text, width, _SMALL)]


def _lines(text: str, width: float, size: float) -> list[str]:
    """Break text so that it fits the sheet; a letter of Georgian is about 0.62 of its size wide."""
    return wrap(text, int((width - 2 * _MARGIN) / (size * _MM * 0.62))) or [""]


def _height(lines: Sequence[str], size: float) -> float:
    return len(lines) * size * _LEADING * _MM

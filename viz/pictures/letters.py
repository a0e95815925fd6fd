"""Letters: which can be drawn, how wide a text is, and where its lines break.

All letters are those of DejaVu Sans, which comes with Matplotlib and has Georgian. No font of the
machine is used, so that a picture is the same everywhere.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

__all__ = ["LEADING", "broken", "clean", "font", "legal", "width"]

LEADING = 1.24
"""The distance of two lines for the size of their letters."""

_NARROWEST = 0.2  # of all letters, for their size; some accents are narrower
_MISSING = "□"
_SILENT = ("Cc", "Cf", "Cs")  # letters that order others, or are none
_ACCENTS = ("Mn", "Me")
_LOWER = 0x10D0 - 0x1C90  # from Georgian capitals (Mtavruli) to the letters everybody reads


@cache
def font(*, bold: bool = False) -> FontProperties:
    """Return the letters; their size is given where they are drawn."""
    import matplotlib
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(fname=Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name)


def clean(text: str) -> str:
    """Return a text as it can be drawn, on one line.

    White space becomes one blank. Letters that order the direction of others, control characters
    and accents that the font lacks are dropped; every other letter that it lacks becomes a box.

    >>> clean("Aid\\n漢\\u202e\\x07 ᲓᲐ")
    'Aid □ და'
    """
    normal = unicodedata.normalize("NFC", " ".join(text.split()))
    return " ".join("".join(map(_drawn, normal)).split())


def legal(text: str) -> str:
    """Return a text without what no XML may hold, on one line; nothing else is lost.

    >>> legal("Aid\\x00\\n漢")
    'Aid 漢'
    """
    kinds = ("Cc", "Cn", "Cs")
    kept = "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in kinds)
    return " ".join(kept.split())


@cache
def _drawn(letter: str) -> str:
    if "\u1c90" <= letter <= "\u1cbf":
        letter = chr(ord(letter) + _LOWER)
    kind = unicodedata.category(letter)
    if kind in _SILENT:
        return ""
    if ord(letter) in _known():
        return letter
    return "" if kind in _ACCENTS else _MISSING


@cache
def _known() -> frozenset[int]:
    """Return the letters that stand in both weights of the font."""
    from matplotlib.font_manager import get_font

    plain, bold = (get_font(str(font(bold=bold).get_file())) for bold in (False, True))
    return frozenset(plain.get_charmap()) & frozenset(bold.get_charmap())


@cache
def _width(text: str, bold: bool) -> float:
    from matplotlib.textpath import text_to_path

    letters = font(bold=bold).copy()
    letters.set_size(100)
    return float(text_to_path.get_text_width_height_descent(text, letters, False)[0])


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is, in the unit of the size of its letters."""
    return _width(text, bold) * size / 100


def broken(
    text: str, room: float, size: float, *, most: int = 3, bold: bool = False
) -> tuple[str, ...]:
    """Return a text, cleaned, on lines that fit a room; one that had to be cut ends in ``…``.

    A word that is wider than the room is broken after a hyphen, else anywhere. An empty text gives
    no line.
    """
    lines: list[str] = []
    longest = int((most + 1) * room / (_NARROWEST * size)) + 2  # more is not looked at
    left = clean(text[: 2 * longest])[:longest]
    while left and len(lines) < most:
        line, left = _first_line(left, room, size, bold)
        lines.append(line)
    if left and lines:
        lines[-1] = _cut(lines[-1], room, size, bold)
    return tuple(lines)


def _first_line(text: str, room: float, size: float, bold: bool) -> tuple[str, str]:
    """Return as many words as fit, and what is left."""
    words = text.split(" ")
    count = 1
    while count < len(words) and _fits(" ".join(words[: count + 1]), room, size, bold):
        count += 1
    line = " ".join(words[:count])
    if count > 1 or _fits(line, room, size, bold):
        return line, " ".join(words[count:])
    letters = len(line)
    while letters > 1 and not _fits(line[:letters], room, size, bold):
        letters -= 1
    letters = 1 + max(line.rfind(mark, 1, letters) for mark in "-–/") or letters
    return line[:letters], text[letters:].lstrip()


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    line = line.rstrip(" ,;.–-")
    while line and not _fits(line + "…", room, size, bold):
        line = line[:-1].rstrip(" ,;.–-")
    return line + "…"


def _fits(text: str, room: float, size: float, bold: bool) -> bool:
    return width(text, size, bold=bold) <= room

"""Which trailing lines of a cell are headings of what follows.

In a cell-per-tab table a heading has no tab, so it looks like one more line of the cell before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kavshiri.loaders.profile import HeadingForm, Profile
from kavshiri.loaders.table import ARTEFACTS

__all__ = ["form_of", "split_headings"]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def form_of(text: str, profile: Profile) -> tuple[HeadingForm, re.Match[str]] | None:
    """The form of a heading line and its parts; places are those in the stripped, cleaned line."""
    plain = ARTEFACTS.sub("", text).strip()
    for form in profile.headings:
        match = form.pattern.match(plain)
        if match:
            return form, match
    return None


def split_headings(text: str, profile: Profile) -> tuple[int, list[tuple[int, int]]]:
    """Where the cell ends, and the spans (start, end) of the heading lines behind it.

    A block of lines at the end is a block of headings when a line in it has a heading's number or
    letter; else, when two empty lines stand before it.
    """
    lines = _lines(text)
    first = len(lines)
    while first:
        block = _block_before(lines, first)
        start = next((i for i in range(block, first) if _is_numbered(lines[i].text, profile)), None)
        if start is None and first == len(lines) and _stands_apart(lines, block):
            start = next((i for i in range(block, first) if lines[i].text.strip()), None)
        if start is None:
            break
        first = start
        if start > block and any(line.text.strip() for line in lines[block:start]):
            break
    headings = [line for line in lines[first:] if line.text.strip()]
    end = lines[first].start if first < len(lines) else len(text)
    return end, [(line.start, line.end) for line in headings]


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for piece in text.split("\n"):
        lines.append(_Line(start, start + len(piece), piece))
        start += len(piece) + 1
    return lines


def _block_before(lines: list[_Line], end: int) -> int:
    """Where the last run of lines without an empty one, before ``end``, begins."""
    while end and not lines[end - 1].text.strip():
        end -= 1
    while end and lines[end - 1].text.strip():
        end -= 1
    return end


def _is_numbered(text: str, profile: Profile) -> bool:
    found = form_of(text, profile)
    return found is not None and "notation" in found[1].groupdict()


def _stands_apart(lines: list[_Line], block: int) -> bool:
    """Whether two empty lines stand before line ``block``, below the line of the tab."""
    before = [bool(line.text.strip()) for line in lines[:block]]
    return len(before) > 2 and before[-2:] == [False, False]

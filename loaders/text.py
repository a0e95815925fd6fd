"""The reader of text tables: a file becomes lines, and lines become rows or cells.

Two kinds of text table are known. In a *row-per-line* table a line is a row and tabs stand between
its cells. In a *cell-per-tab* table each cell begins with a tab and runs on over the lines that
have none; where a row ends, only its content can tell (see ``rows``).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from kavshiri.loaders.passage import Passage
from kavshiri.loaders.records import Document
from kavshiri.ontology.errors import ReadingError

__all__ = ["MAXIMUM_BYTES", "RawCell", "TextSource", "read_text"]

MAXIMUM_BYTES = 32 * 1024 * 1024
_LONGEST_CELL = 20_000  # characters; the longest of a real plan has some two thousand
_ENOUGH = 400_000  # characters of a long document, to tell its layout by
_TABS_OF_A_ROW = 2  # a line with more tabs than this is a row, not one cell


@dataclass(frozen=True, slots=True)
class RawCell:
    """A stretch of text between two tabs, or a line without any."""

    passage: Passage
    line: int  # of its first character, counted from 1


class TextSource:
    """A text file, decoded, with its lines."""

    def __init__(self, path: Path, data: bytes, text: str) -> None:
        self.path = path
        self.text = text
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)
        self._sha256 = hashlib.sha256(data).hexdigest()

    @property
    def line_count(self) -> int:
        """How many lines the file has; a last line break begins no line of its own."""
        return len(self._starts) - (self.text.endswith("\n") and len(self._starts) > 1)

    def beginning(self) -> TextSource:
        """The first part of a long document, enough to tell its layout by."""
        if len(self.text) <= _ENOUGH:
            return self
        end = self.text.rfind("\n", 0, _ENOUGH) + 1
        return TextSource(self.path, b"", self.text[: end or _ENOUGH])

    def document(self, slug: str) -> Document:
        """The record of this file."""
        return Document(slug, self.path.name, self._sha256, "text", self.line_count)

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line in which the character at ``offset`` stands."""
        return bisect_right(self._starts, offset)

    def line(self, number: int) -> Passage:
        """Line ``number`` without its line break."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return Passage.at(self.text[start:end], start)

    def is_row_per_line(self) -> bool:
        """Whether most tabs stand in lines that hold a whole row."""
        counts = [self.line(number).text.count("\t") for number in range(1, self.line_count + 1)]
        return sum(c for c in counts if c > _TABS_OF_A_ROW) * 2 > sum(counts)

    def cells_of_line(self, number: int) -> list[RawCell]:
        """The cells of a line in which tabs stand between cells."""
        line = self.line(number)
        cells, start = [], 0
        for piece in line.text.split("\t"):
            cells.append(RawCell(line.part(start, start + len(piece)), number))
            start += len(piece) + 1
        return cells


def read_text(path: Path) -> TextSource:
    """The file at ``path`` as text.

    Raises ReadingError, naming the file and the place, where it cannot be opened, is empty or too
    large, is not UTF-8, or has no tab and so no table.
    """
    data = _read_bytes(path)
    text = _decode(path, data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReadingError(path, "the file is empty", "give a plan with a table")
    if "\t" not in text:
        raise ReadingError(
            path,
            "there is no table in it: no line has a tab",
            "save the plan as text with tabs between the cells",
        )
    _check_cells(path, text)
    return TextSource(path, data, text)


def _check_cells(path: Path, text: str) -> None:
    """Refuse what no plan has: cells of many pages, on which the reading would take hours."""
    start = text.index("\t")
    while start >= 0:
        end = text.find("\t", start + 1)
        length = (end if end >= 0 else len(text)) - start
        if length > _LONGEST_CELL and len(text[start : start + length].strip()) > _LONGEST_CELL:
            raise ReadingError(
                path,
                f"{length:,} characters stand without a tab; a cell has {_LONGEST_CELL:,} at most",
                "check that it is a plan with tabs between the cells",
                line=text.count("\n", 0, start) + 1,
            )
        start = end


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            raise ReadingError(
                path,
                f"the file has {size:,} bytes; a plan has at most {MAXIMUM_BYTES:,}",
                "split it, or check that it is the right file",
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadingError(path, f"it cannot be read: {reason}", "check the name") from error


def _decode(path: Path, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadingError(path, "it is UTF-16", "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise ReadingError(path, found, "save it as UTF-8", line=line) from error
    place = text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise ReadingError(path, "there is a NUL character", "give a text file", line=line)
    return text

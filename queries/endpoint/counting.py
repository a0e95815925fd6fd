"""Counting the rows of an answer in the bytes that the engine writes.

The engine writes whole answers and says nothing in between. Its rows can be told from the bytes as
they come, in pieces cut anywhere, since none of the formats lets a value look like a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

__all__ = ["COUNTERS", "RowCounter"]

_ESCAPE = re.compile(rb"\\.", re.DOTALL)


class RowCounter(Protocol):
    """Counts the rows in the bytes it is given, piece by piece."""

    rows: int

    def add(self, data: bytes) -> None:
        """Take the next bytes of the answer."""


class _Lines:
    """TSV: a line is a row, for line feeds are escaped in values; the first line is the head."""

    def __init__(self) -> None:
        self.rows = -1

    def add(self, data: bytes) -> None:
        self.rows += data.count(b"\n")


class _Quoted:
    """CSV: as TSV, but a line feed between quotes belongs to a value."""

    def __init__(self) -> None:
        self.rows = -1
        self._inside = 0

    def add(self, data: bytes) -> None:
        pieces = data.split(b'"')
        self.rows += sum(piece.count(b"\n") for piece in pieces[self._inside :: 2])
        self._inside ^= (len(pieces) - 1) & 1


class _Elements:
    """XML: every row is an element; ``<`` is escaped in values."""

    def __init__(self) -> None:
        self.rows = 0
        self._tail = b""

    def add(self, data: bytes) -> None:
        data = self._tail + data
        self.rows += data.count(b"<result>")
        self._tail = data[-7:]


class _Objects:
    """JSON: rows are the objects of one list; strings are passed over. No blanks are written."""

    def __init__(self) -> None:
        self.rows = 0
        self._inside = 0
        self._cut = b""  # the backslash of an escape whose second half is yet to come
        self._tail = b""

    def add(self, data: bytes) -> None:
        data = self._cut + data
        backslashes = len(data) - len(data.rstrip(b"\\"))
        self._cut = b"\\" * (backslashes % 2)
        data = data[: len(data) - len(self._cut)]
        pieces = (_ESCAPE.sub(b"", data) if b"\\" in data else data).split(b'"')
        outside = self._tail + b'"'.join(pieces[self._inside :: 2])
        self.rows += outside.count(b":[{") + outside.count(b"},{")
        self._inside ^= (len(pieces) - 1) & 1
        self._tail = outside[-2:] + b'"' * self._inside


COUNTERS: dict[str, Callable[[], RowCounter]] = {
    "csv": _Quoted,
    "json": _Objects,
    "tsv": _Lines,
    "xml": _Elements,
}
"""What counts the rows of an answer to SELECT, by format."""

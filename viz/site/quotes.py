"""Quotations: the words of a cell with the place where they stand, as a page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kavshiri.queries.values import Value, plain

from .view import View

__all__ = ["Quote", "quote_of", "quotes_of"]

_MARKS = re.compile(r"</?p>")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a cell, verbatim but for paragraph marks, and where they stand.

    ``address`` opens the text of the document at that place.
    """

    words: str
    document: str
    column: str
    row: str
    lines: str
    address: str


def quote_of(view: View, row: Mapping[str, Value]) -> Quote:
    """Return the quotation of a row with the columns words, column, lines, document and cell."""
    cell = plain(row["cell"])
    place = re.search(r"/r(\d+)c\d+$", cell)
    return Quote(
        words=_MARKS.sub("", plain(row["words"])).strip(),
        document=plain(row["document"]),
        column=plain(row["column"]),
        row=place[1] if place else "",
        lines=plain(row["lines"]),
        address=view.thing(cell) or "",
    )


def quotes_of(view: View, rows: Iterable[Mapping[str, Value]]) -> tuple[Quote, ...]:
    """Return the quotations of some rows, each cell once, in their order."""
    return tuple(dict.fromkeys(quote_of(view, row) for row in rows))

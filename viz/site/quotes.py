"""Quotations: the words of a cell with the place where they stand, as a page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kavshiri.queries.cited import Cited, cells_of
from kavshiri.queries.results import Result
from kavshiri.queries.values import Value, plain

from .content import Panel
from .view import View

__all__ = [
    "QUOTED",
    "Quote",
    "cited",
    "fields_of",
    "quote_of",
    "quotes_beside",
    "quotes_of",
    "without_marks",
]

QUOTED = frozenset({"words", "column", "lines", "document", "cell"})
"""The columns of an answer that make a quotation; on a page it stands in their place."""

FIELDS = {
    "activity": "prefLabel", "objective": "prefLabel", "due": "hasDeadline",
    "lead": "lead", "leads": "lead", "supports": "support", "partners": "partner",
    "intermediary": "partner", "donor": "donor", "donors": "donor", "reporting": "reportingBody",
    "indicator": "hasIndicator", "indicators": "hasIndicator", "verification": "hasVerification",
    "verifications": "hasVerification", "amount": "hasFunding", "risk": "hasRisk",
}  # fmt: skip
"""Which field of a row of the plan tells the text, day or amount in a column."""

_ROWS = re.compile(r"/(?:activity|objective)/")
_MARKS = re.compile(r"</?p>")
_BLANK = re.compile(r"[ \t]*\n\s*")
_ROW = re.compile(r"(?:/|^)r(\d+)c\d+")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a cell, verbatim but for paragraph marks and empty lines, and where they stand.

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
    cell, document = plain(row["cell"]), plain(row["document"])
    place = _ROW.search(cell)
    return Quote(
        words=without_marks(plain(row["words"])),
        document=document,
        column=plain(row["column"]) if "column" in row else "",
        row=place[1] if place else "",
        lines=plain(row["lines"]),
        address=view.thing(cell) or view.in_source(document, cell=cell) or "",
    )


def quotes_of(view: View, rows: Iterable[Mapping[str, Value]]) -> tuple[Quote, ...]:
    """Return the quotations of some rows, each cell once, in their order."""
    return tuple(dict.fromkeys(quote_of(view, row) for row in rows))


def quotes_beside(view: View, panel: Panel, count: int) -> list[tuple[Quote, ...]] | None:
    """Return the words of the plan beside the first rows of a panel; None if none stand there.

    An answer that has the cells in columns of its own brings them along. For others the panel says
    which fields of the row it rests on, and the column ``iri`` which row of the plan that is.
    """
    names, rows = panel.result.names, panel.result.rows[:count]
    if {"cell", "words", "lines", "document"} <= set(names):
        return [_own(view, dict(zip(names, row, strict=True))) for row in rows]
    if not panel.cited or "iri" not in names:
        return None
    about = [str(row[names.index("iri")] or "") for row in rows]
    found = cells_of(view.known.store, filter(None, about))
    wanted = frozenset(panel.cited)
    return [
        tuple(cited(view, cell) for cell in found.get(iri, ()) if cell.fields & wanted)
        for iri in about
    ]


def fields_of(result: Result) -> tuple[str, ...]:
    """Return the fields of a row of the plan that tell an answer's columns; empty if none does.

    An answer that is not about activities or objectives rests on no one row, and one that brings
    the words along needs none. A count is no value of a row.
    """
    names, rows = result.names, result.rows
    if "iri" not in names or "words" in names or not rows:
        return ()
    if not _ROWS.search(str(rows[0][names.index("iri")])):
        return ()
    told = (FIELDS.get(column.name) for column in result.columns if column.type != "integer")
    return tuple(dict.fromkeys(field for field in told if field))


def _own(view: View, row: Mapping[str, Value]) -> tuple[Quote, ...]:
    return (quote_of(view, row),) if row["cell"] and row["words"] else ()


def cited(view: View, cell: Cited) -> Quote:
    """Return the quotation of a cell."""
    document = view.known.documents.get(cell.document)
    return Quote(
        words=without_marks(cell.words),
        document=document.name if document else cell.document,
        column=cell.column,
        row=str(cell.row),
        lines=cell.lines,
        address=view.thing(cell.iri) or "",
    )


@lru_cache(maxsize=16384)
def without_marks(words: str) -> str:
    """Return words without marks of paragraphs and empty lines, which a conversion left there."""
    return _BLANK.sub("\n", _MARKS.sub("", words)).strip()

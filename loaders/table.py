"""What a reader hands on: headings and rows of cells, each cell in its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kavshiri.loaders.passage import Ledger, Passage, join
from kavshiri.loaders.text import TextSource

__all__ = ["ARTEFACTS", "Cell", "Heading", "Row", "Table", "clean"]

# Marks that converting programs leave: paragraph tags, bookmarks.
_PARAGRAPH_BREAK = re.compile(r"</p>\s*<p>", re.IGNORECASE)
ARTEFACTS = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|\[bookmark:[^\]\n]*\]", re.IGNORECASE)


@dataclass(slots=True)
class Cell:
    """A physical cell (or a line outside the table) and the column it was understood to be in."""

    passage: Passage  # verbatim, without white space around it
    row: int  # 0 for a line outside the table
    column: int  # printed position, from 1; 0 outside the table
    line: int  # where the cell begins, also when it is empty
    index: int | None = None  # of the profile's column
    fields: list[str] = field(default_factory=list)

    def key(self, source: TextSource) -> str:
        """``r12c3``, or ``l86`` for a line outside the table."""
        return f"r{self.row}c{self.column}" if self.row else f"l{self.lines(source)[0]}"

    def lines(self, source: TextSource) -> tuple[int, int]:
        """The first and last line of its words; of the cell's beginning where it is empty."""
        if not self.passage:
            return self.line, self.line
        return source.line_of(self.passage.origin[0]), source.line_of(self.passage.origin[-1])

    def feeds(self, field_name: str) -> None:
        """Note that a field of the record was read from here."""
        if field_name not in self.fields:
            self.fields.append(field_name)


@dataclass(slots=True)
class Heading:
    """A line between the rows."""

    cell: Cell


@dataclass(slots=True)
class Row:
    """A logical row: the cells of each column (several where a page break cut the row)."""

    columns: list[list[Cell]]
    cells: list[Cell]
    lost: list[int] = field(default_factory=list)  # columns without a cell
    continued: int = 0  # by how many further physical rows

    def text(self, index: int, ledger: Ledger) -> Passage:
        """The text of a column, freed of conversion marks; cut cells meet at a line end."""
        return join(
            (clean(cell.passage, ledger) for cell in self.columns[index] if cell.passage), "\n"
        )

    def has(self, index: int) -> bool:
        """Whether anything is printed in a column."""
        return any(cell.passage for cell in self.columns[index])


@dataclass(slots=True)
class Table:
    """A document in the order of its lines."""

    title: list[Cell] = field(default_factory=list)
    header: list[Cell] = field(default_factory=list)
    abbreviations: list[tuple[Cell, Cell]] = field(default_factory=list)
    labels: list[Cell] = field(default_factory=list)  # lines that only name what follows
    content: list[Heading | Row] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """The rows without the headings."""
        return (item for item in self.content if isinstance(item, Row))

    def cells(self) -> Iterator[Cell]:
        """Every physical cell, in the order of the document."""
        yield from self.title
        yield from self.header
        yield from self.labels
        for pair in self.abbreviations:
            yield from pair
        for item in self.content:
            yield from item.cells if isinstance(item, Row) else [item.cell]


def clean(passage: Passage, ledger: Ledger) -> Passage:
    """The passage without marks of conversion, which are entered as artefacts."""
    passage, breaks = passage.without(_PARAGRAPH_BREAK, "\n\n")
    passage, marks = passage.without(ARTEFACTS)
    for piece in [*breaks, *marks]:
        ledger.enter(piece, "artefact")
    return passage.stripped()

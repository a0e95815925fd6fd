"""The answer to a question: typed columns and rows, and the ways to hand them on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from kavshiri.graph.query import Answer, Graph, Rows, as_rows
from kavshiri.graph.query import Result as Given

from .errors import FormatError, MissingExtraError
from .question import GRAPH_COLUMNS, Column, Question, Text
from .values import Value, kind_of, python_value

if TYPE_CHECKING:
    import pandas
    import rdflib

__all__ = ["Result"]


@dataclass(frozen=True)
class Result:
    """An answer with what is needed to read it.

    ``question`` is None for a query that is not of the library: its columns are then named by
    their variables and typed by their values. ``parameters`` are the values that were bound, as
    text; ``sources`` the files behind the graph, ``build`` its name where it is known. A graph
    (CONSTRUCT, DESCRIBE) is also a table of its statements, sorted, each once.
    """

    answer: Rows
    question: Question | None = None
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lang: str = "en"
    sources: tuple[str, ...] = ()
    build: str = ""
    is_ask: bool = False
    is_graph: bool = False

    @classmethod
    def of(
        cls,
        given: Given,
        *,
        lang: str = "en",
        question: Question | None = None,
        parameters: Mapping[str, str] | None = None,
        sources: tuple[str, ...] = (),
    ) -> Result:
        """Return the result of any query, from what a store gave."""
        if isinstance(given, Graph):
            from .rdf import sorted_triples

            given = Graph(sorted_triples(given.triples))
        return cls(
            answer=as_rows(given),
            question=question,
            parameters=MappingProxyType(dict(parameters or {})),
            lang=lang,
            sources=sources,
            is_ask=isinstance(given, Answer),
            is_graph=isinstance(given, Graph),
        )

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values; the truth value of an ASK is one row of one cell."""
        return tuple(tuple(python_value(term) for term in row) for row in self.answer.rows)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What stands in each column, in order."""
        if self.is_graph:
            return GRAPH_COLUMNS
        if self.question is not None:
            return self.question.columns
        return tuple(self._found_column(index) for index in range(len(self.answer.variables)))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns: the variables of the query."""
        return tuple(column.name for column in self.columns)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns for people, in the language of the result."""
        return tuple(column.title.within(self.lang) for column in self.columns)

    @property
    def title(self) -> str:
        """The question in words, or the empty text."""
        return self.question.title.within(self.lang) if self.question else ""

    @property
    def triples(self) -> list[Triple]:
        """The statements of a graph. FormatError where the answer is a table."""
        if not self.is_graph:
            raise FormatError(
                "the answer is a table, not a graph; ask with CONSTRUCT or DESCRIBE",
                "პასუხი ცხრილია და არა გრაფი; გრაფს CONSTRUCT ან DESCRIBE იძლევა",
            )
        return [Triple(*row) for row in self.answer.rows]  # type: ignore[arg-type]  # a statement's

    @property
    def natural_format(self) -> str:
        """The format for a terminal: a table, or Turtle where the answer is a graph."""
        return "turtle" if self.is_graph else "table"

    def __len__(self) -> int:
        return len(self.answer.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Yield the rows as dictionaries by column name."""
        return iter(self.to_records())

    def first(self, count: int) -> Result:
        """Return the same result with only its first rows."""
        return replace(self, answer=Rows(self.answer.variables, self.answer.rows[:count]))

    def to_records(self) -> list[dict[str, Value]]:
        """Return the rows as dictionaries by column name, each value as what it is.

        Values are str, int, Decimal, float, bool, date, or None where nothing is bound.
        """
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]

    def records(self) -> list[dict[str, Value]]:
        """Return the same as :meth:`to_records`."""
        return self.to_records()

    def text(self, format: str | None = None, *, width: int | None = None) -> str:
        """Return the result in one of the formats that are text; see ``formats.FORMATS``.

        Without a format: a table for the terminal, or Turtle where the answer is a graph.
        """
        from .formats import as_text

        return as_text(self, format or self.natural_format, width=width)

    def save(self, path: Path | str, format: str | None = None) -> Path:
        """Write the result to a file, whole or not at all; the suffix names the format if none is.

        Return the path. FormatError for an unknown format or suffix.
        """
        from .files import write_whole
        from .formats import as_bytes, format_of

        return write_whole(path, as_bytes(self, format or format_of(path)))

    def to_dataframe(self) -> pandas.DataFrame:
        """Return a pandas DataFrame whose columns keep their types.

        Text stays text (the activities "1.1" and "1.10" stay two), whole numbers are ``Int64`` and
        truth values ``boolean``, so that missing ones stay missing; days are ``datetime64[s]``,
        decimals ``Float64`` (the exact ones are in :meth:`to_records`). Where a value is not of its
        column's type, the column holds plain Python values. MissingExtraError where pandas is not
        installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtraError("pandas", "dataframes") from error
        columns = zip(self.columns, self._by_column(), strict=True)
        return pd.DataFrame(
            {
                column.name: pd.Series(list(values), dtype=_pandas_type(column.type, values))
                for column, values in columns
            },
            columns=list(self.names),
        )

    def to_rdflib(self) -> rdflib.Graph:
        """Return a graph as rdflib's, with the prefixes of the project bound.

        FormatError where the answer is a table.
        """
        from kavshiri.graph.for_rdflib import as_graph

        return as_graph(self.triples)

    def _repr_html_(self) -> str:
        from .markup import html_shown

        return html_shown(self)

    def _by_column(self) -> list[tuple[Value, ...]]:
        return list(zip(*self.rows, strict=True)) or [() for _ in self.columns]

    def _found_column(self, index: int) -> Column:
        name = self.answer.variables[index]
        kind = kind_of([row[index] for row in self.rows])
        if kind == "text" and self._only_iris(index):
            kind = "iri"
        return Column(name, kind, Text(name, name), Text(name, name))

    def _only_iris(self, index: int) -> bool:
        """Whether all terms of a column are IRIs."""
        terms = [row[index] for row in self.answer.rows if row[index] is not None]
        return bool(terms) and all(isinstance(term, NamedNode) for term in terms)


_PANDAS: dict[str, tuple[str, tuple[type, ...]]] = {
    "boolean": ("boolean", (bool,)),
    "date": ("datetime64[s]", (date,)),
    "decimal": ("Float64", (Decimal, int, float)),
    "double": ("Float64", (float,)),
    "integer": ("Int64", (int,)),
}
"""The pandas type of a column, and the Python types that fit into it."""


def _pandas_type(kind: str, values: tuple[Value, ...]) -> str:
    """Return the pandas type of a column; ``object`` where it cannot hold what is there."""
    name, fitting = _PANDAS.get(kind, ("string", (str,)))
    for value in values:
        if value is None:
            continue
        if not isinstance(value, fitting) or (isinstance(value, bool) and kind != "boolean"):
            return "object"
        if kind == "integer" and isinstance(value, int) and abs(value) >= 2**63:
            return "object"  # beyond 64 bits
    return name

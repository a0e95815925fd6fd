"""The answer to a question: typed columns and rows, and the ways to hand them on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import NamedNode

from kavshiri.graph.query import Answer, Rows, as_rows
from kavshiri.graph.query import Result as Given

from .errors import MissingExtraError
from .question import Column, Question, Text
from .values import Value, kind_of, python_value

__all__ = ["Result"]


@dataclass(frozen=True)
class Result:
    """An answer with what is needed to read it.

    ``question`` is None for a query that is not of the library: its columns are then named by
    their variables and typed by their values. ``parameters`` are the values that were bound, as
    text; ``sources`` the files behind the graph.
    """

    answer: Rows
    question: Question | None = None
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lang: str = "en"
    sources: tuple[str, ...] = ()
    is_ask: bool = False

    @classmethod
    def of(cls, given: Given, *, lang: str = "en") -> Result:
        """Return the result of any query, from what a store gave."""
        return cls(answer=as_rows(given), lang=lang, is_ask=isinstance(given, Answer))

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values; the truth value of an ASK is one row of one cell."""
        return tuple(tuple(python_value(term) for term in row) for row in self.answer.rows)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What stands in each column, in order."""
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

    def __len__(self) -> int:
        return len(self.rows)

    def first(self, count: int) -> Result:
        """Return the same result with only its first rows."""
        return replace(self, answer=Rows(self.answer.variables, self.answer.rows[:count]))

    def records(self) -> list[dict[str, Value]]:
        """Return the rows as dictionaries by column name."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]

    def text(self, format: str = "table", *, width: int | None = None) -> str:
        """Return the result in one of the formats that are text; see ``formats.FORMATS``."""
        from .formats import as_text

        return as_text(self, format, width=width)

    def save(self, path: Path | str, format: str | None = None) -> Path:
        """Write the result to a file, whole or not at all; the suffix names the format if none is.

        Return the path. FormatError for an unknown format or suffix.
        """
        from .files import write_whole
        from .formats import as_bytes, format_of

        return write_whole(path, as_bytes(self, format or format_of(path)))

    def to_dataframe(self) -> Any:
        """Return a pandas DataFrame whose columns keep their types.

        Text stays text (the activities "1.1" and "1.10" stay two), whole numbers stay whole beside
        missing ones, decimals become floats. MissingExtraError where pandas is not installed.
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

    def _repr_html_(self) -> str:
        from .formats import as_html

        return as_html(self)

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


_PANDAS: dict[str, str] = {
    "boolean": "boolean",
    "date": "datetime64[s]",
    "decimal": "Float64",
    "double": "Float64",
    "integer": "Int64",
}


def _pandas_type(kind: str, values: tuple[Value, ...]) -> str:
    """Return the pandas type of a column; whole numbers beyond 64 bits stay Python's own."""
    if kind == "integer" and any(isinstance(v, int) and abs(v) >= 2**63 for v in values):
        return "object"
    return _PANDAS.get(kind, "string")

"""SPARQL terms as Python values, and Python values as text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from kavshiri.graph.query import Term, to_python

__all__ = ["Value", "kind_of", "plain", "python_value", "text_of"]

Value: TypeAlias = str | int | Decimal | float | bool | date | None


def python_value(term: Term | None) -> Value:
    """Return a term as one Python value; an instant of time and a quoted triple become text.

    Literals whose text is wrong for their datatype (30 February) stay text: nothing is mended.
    """
    value = to_python(term)
    if isinstance(value, tuple):
        return str(term)
    return text_of(term) if isinstance(value, datetime) else value


def text_of(term: Term | None) -> str:
    """Return the words of a literal or an IRI, or the empty text where nothing is bound."""
    return "" if term is None else str(getattr(term, "value", term))


def kind_of(values: Iterable[Value]) -> str:
    """Return the type of a column by its values; ``text`` where they differ or all are missing.

    >>> kind_of([1, None, 2]), kind_of([1, Decimal("1.5")]), kind_of([True, 1]), kind_of([])
    ('integer', 'decimal', 'text', 'text')
    """
    kinds = {_kind(value) for value in values if value is not None}
    if kinds == {"integer", "decimal"}:
        return "decimal"
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind(value: Value) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case Decimal():
            return "decimal"
        case float():
            return "double"
        case date():
            return "date"
    return "text"


def plain(value: Value) -> str:
    """Return a value as plain text that any program reads back; the empty text for a missing one.

    >>> [plain(v) for v in (None, True, Decimal("1E+3"), date(2019, 12, 31), "1.10")]
    ['', 'true', '1000', '2019-12-31', '1.10']
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
    return str(value)

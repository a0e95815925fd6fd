"""The formats a result can be handed on in; each says what it keeps and what it gives up."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kavshiri.graph.query import Term

from .errors import FormatError
from .markup import html_page, markdown
from .rdf import GRAPH_FORMATS, as_rdf
from .terminal import terminal_table
from .values import Value, plain

if TYPE_CHECKING:
    from .results import Result

__all__ = ["FORMATS", "TABLE_FORMATS", "as_bytes", "as_text", "format_of"]

TABLE_FORMATS = ("table", "csv", "excel-csv", "json", "sparql-json", "markdown", "html", "xlsx")
FORMATS = (*TABLE_FORMATS, *GRAPH_FORMATS)
"""All formats; those of :data:`GRAPH_FORMATS` are for answers that are graphs."""

_SUFFIXES = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".jsonld": "jsonld",
    ".md": "markdown",
    ".nt": "ntriples",
    ".srj": "sparql-json",
    ".ttl": "turtle",
    ".txt": "table",
    ".xlsx": "xlsx",
}
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?$")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def format_of(path: Path | str) -> str:
    """Return the format that a file's suffix stands for; FormatError for an unknown suffix."""
    suffix = Path(path).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    known = ", ".join(sorted(_SUFFIXES))
    raise FormatError(
        f"{path}: no format goes with {suffix!r}; use {known}, or name a format",
        f"{path}: {suffix!r} ფორმატს არ ასახელებს; აირჩიეთ {known} ან მიუთითეთ ფორმატი",
    )


def as_text(result: Result, format: str, *, width: int | None = None) -> str:
    """Return a result in a format that is text; ``width`` counts for the terminal table only.

    FormatError for an unknown format, for xlsx, and for a graph's format where there is none.
    """
    if format == "table":
        return terminal_table(result, width=width)
    if format in _WRITERS:
        return _WRITERS[format](result)
    if format in GRAPH_FORMATS:
        return as_rdf(_graph_of(result, format), format)
    if format == "xlsx":
        raise FormatError(
            "xlsx is not text; write it to a file", "xlsx ტექსტი არ არის; ჩაწერეთ ფაილში"
        )
    known = ", ".join(FORMATS)
    raise FormatError(
        f"unknown format {format!r}; use one of: {known}",
        f"უცნობი ფორმატი {format!r}; აირჩიეთ ერთ-ერთი: {known}",
    )


def _graph_of(result: Result, format: str) -> list[Triple]:
    if result.is_graph:
        return result.triples
    known = ", ".join(TABLE_FORMATS)
    raise FormatError(
        f"{format} is for graphs, and this answer is a table; ask with CONSTRUCT or DESCRIBE, "
        f"or use one of: {known}",
        f"{format} გრაფისთვისაა, ეს პასუხი კი ცხრილია; დაწერეთ CONSTRUCT ან DESCRIBE, "
        f"ან აირჩიეთ ერთ-ერთი: {known}",
    )


def as_bytes(result: Result, format: str) -> bytes:
    """Return a result as the bytes of a file; in a file nothing is cut."""
    if format == "xlsx":
        from .workbook import workbook

        return workbook(result)
    text = as_text(result, format, width=0)
    return text.encode("utf-8-sig" if format == "excel-csv" else "utf-8")


def _csv(result: Result) -> str:
    """Return RFC 4180 text: exact values under the columns' names."""
    return _csv_text([result.names, *([plain(value) for value in row] for row in result.rows)])


def _excel_csv(result: Result) -> str:
    """Return CSV that a spreadsheet may open: no cell of text can be taken for a formula."""
    rows = ([_guarded(value) for value in row] for row in result.rows)
    return _csv_text([[_guarded(text) for text in result.headings], *rows])


def _csv_text(rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def _guarded(value: Value) -> str:
    """Return a value with an apostrophe before it where a spreadsheet would run it.

    >>> [_guarded(v) for v in ("=1+1", "-5", "- five", "@x", "1.10", -5)]
    ["'=1+1", '-5', "'- five", "'@x", '1.10', '-5']
    """
    text = plain(value)
    runs = isinstance(value, str) and _FORMULA.match(text) and not _NUMBER.match(text)
    return f"'{text}" if runs else text


def _json(result: Result) -> str:
    records = [{name: _json_value(v) for name, v in row.items()} for row in result.to_records()]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _json_value(value: Value) -> Any:
    """Return a value that JSON can hold; a decimal that a float would change becomes text."""
    match value:
        case None | bool() | int():
            return value
        case Decimal() if value == value.to_integral_value():
            return int(value)
        case Decimal() if Decimal(repr(float(value))) == value:
            return float(value)
        case float() if value == value and abs(value) != float("inf"):
            return value
    return plain(value)


def _sparql_json(result: Result) -> str:
    """Return the W3C's SPARQL 1.1 Query Results JSON Format."""
    if result.is_ask:
        return json.dumps({"head": {}, "boolean": result.rows[0][0]}) + "\n"
    names = result.answer.variables
    bindings = [
        {name: _binding(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in result.answer.rows
    ]
    document = {"head": {"vars": list(names)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, Any]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            return _literal_binding(term)
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}


def _literal_binding(literal: Literal) -> dict[str, Any]:
    binding = {"type": "literal", "value": literal.value}
    if literal.language:
        return {**binding, "xml:lang": literal.language}
    if literal.datatype.value == _STRING:
        return binding
    return {**binding, "datatype": literal.datatype.value}


_WRITERS: dict[str, Callable[[Result], str]] = {
    "csv": _csv,
    "excel-csv": _excel_csv,
    "html": html_page,
    "json": _json,
    "markdown": markdown,
    "sparql-json": _sparql_json,
}

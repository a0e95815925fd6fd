"""The formats a result can be handed on in; each says what it keeps and what it gives up."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode

from kavshiri.graph.query import Term

from .errors import FormatError
from .terminal import terminal_table
from .values import Value, plain

if TYPE_CHECKING:
    from .results import Result

__all__ = ["FORMATS", "as_bytes", "as_html", "as_text", "format_of"]

FORMATS = ("table", "csv", "excel-csv", "json", "sparql-json", "markdown", "html", "xlsx")

_SUFFIXES = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".md": "markdown",
    ".srj": "sparql-json",
    ".txt": "table",
    ".xlsx": "xlsx",
}
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?$")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#])")
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_SHOWN_IN_HTML = 500


def format_of(path: Path | str) -> str:
    """Return the format that a file's suffix stands for; FormatError for an unknown suffix."""
    suffix = Path(path).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    known = ", ".join(sorted(_SUFFIXES))
    raise FormatError(f"{path}: no format goes with {suffix!r}; use {known}, or name a format")


def as_text(result: Result, format: str, *, width: int | None = None) -> str:
    """Return a result in a format that is text; ``width`` counts for the terminal table only."""
    if format == "table":
        return terminal_table(result, width=width)
    if format in _WRITERS:
        return _WRITERS[format](result)
    if format == "xlsx":
        raise FormatError("xlsx is not text; write it to a file")
    raise FormatError(f"unknown format {format!r}; use one of: {', '.join(FORMATS)}")


def as_bytes(result: Result, format: str) -> bytes:
    """Return a result as the bytes of a file; in a file nothing is cut."""
    if format == "xlsx":
        from .workbook import workbook

        return workbook(result)
    text = as_text(result, format, width=0)
    return text.encode("utf-8-sig" if format == "excel-csv" else "utf-8")


def as_html(result: Result) -> str:
    """Return a table for a notebook; at most 500 rows, and it says how many are left out."""
    head = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in result.headings)
    body = "".join(_html_row(row) for row in result.rows[:_SHOWN_IN_HTML])
    left = len(result) - _SHOWN_IN_HTML
    more = f"<p>… {left} more rows</p>" if left > 0 else ""
    caption = f"<caption>{html.escape(result.title)}</caption>" if result.title else ""
    lang = html.escape(result.lang)
    return (
        f'<table lang="{lang}">{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>{more}"
    )


def _html_row(row: Iterable[Value]) -> str:
    cells = "".join(f"<td>{html.escape(plain(value))}</td>" for value in row)
    return f"<tr>{cells}</tr>"


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
    records = [{name: _json_value(v) for name, v in row.items()} for row in result.records()]
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


def _markdown(result: Result) -> str:
    numeric = ("decimal", "double", "integer")
    rules = ["---:" if column.type in numeric else "---" for column in result.columns]
    rows = [[_markdown_cell(plain(value)) for value in row] for row in result.rows]
    lines = [[_markdown_cell(text) for text in result.headings], rules, *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown_cell(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line.

    >>> print(_markdown_cell("a|b <i>\\n*c*"))
    a\\|b \\<i\\><br>\\*c\\*
    """
    escaped = _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;"))
    return "<br>".join(escaped.splitlines())


_WRITERS: dict[str, Callable[[Result], str]] = {
    "csv": _csv,
    "excel-csv": _excel_csv,
    "html": as_html,
    "json": _json,
    "markdown": _markdown,
    "sparql-json": _sparql_json,
}

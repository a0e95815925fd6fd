"""A result as HTML and as Markdown: every text escaped, nothing that runs or is fetched."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kavshiri.graph.query import Term

from .rdf import as_rdf
from .values import Value, plain
from .words import YES_NO, more, size

if TYPE_CHECKING:
    from .results import Result

__all__ = ["STYLE", "html_page", "html_shown", "markdown"]

_SHOWN = 30
_NUMERIC = ("decimal", "double", "integer")
_GEORGIAN = re.compile("[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#])")
STYLE = (
    "<style>"
    ".kavshiri td,.kavshiri th{text-align:left;vertical-align:top}"
    ".kavshiri td.number{text-align:right;white-space:nowrap}"
    ".kavshiri caption{caption-side:top;text-align:left;font-weight:bold}"
    "</style>"
)
_PAGE_STYLE = (
    "<style>"
    'body{font-family:"Noto Sans","Noto Sans Georgian",Sylfaen,sans-serif;margin:1.5em}'
    "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.2em .5em}"
    "thead{background:#eee}"
    "@media print{thead{display:table-header-group}tr{break-inside:avoid}}"
    "</style>"
)


def html_shown(result: Result) -> str:
    """Return what a notebook shows: the first 30 rows, and how many there are.

    The IRIs that a question of the library hands out beside the names are left out. A graph is
    shown as Turtle.
    """
    shown = result.first(_SHOWN)
    body = _graph(shown, result) if result.is_graph else _table(shown, result, people=True)
    left = len(result) - len(shown)
    note = f"<p>{html.escape(more(left, result.lang))}</p>" if left else ""
    return f'<div class="kavshiri" lang="{html.escape(result.lang)}">{STYLE}{body}{note}</div>'


def html_page(result: Result) -> str:
    """Return the whole result as a page of its own, in UTF-8, that needs nothing from elsewhere."""
    lang, title = html.escape(result.lang), html.escape(result.title or "Kavshiri")
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n{STYLE}{_PAGE_STYLE}\n</head>\n"
        f'<body class="kavshiri">\n{_table(result, result, people=False)}\n</body>\n</html>\n'
    )


def markdown(result: Result) -> str:
    """Return a table in Markdown, one line for a row."""
    rules = ["---:" if column.type in _NUMERIC else "---" for column in result.columns]
    lines = [[_markdown_cell(text) for text in result.headings], rules]
    lines += [[_markdown_cell(plain(value)) for value in row] for row in result.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _table(shown: Result, whole: Result, *, people: bool) -> str:
    """Return the rows of one result under the caption of another."""
    kept = [
        index
        for index, column in enumerate(whole.columns)
        if not (people and whole.question and column.type == "iri")
    ] or list(range(len(whole.columns)))
    head = "".join(f'<th scope="col">{html.escape(whole.headings[i])}</th>' for i in kept)
    numeric = [column.type in _NUMERIC for column in whole.columns]
    body = "\n".join(
        f"<tr>{''.join(_cell(row[i], terms[i], numeric[i], whole.lang) for i in kept)}</tr>"
        for row, terms in zip(shown.rows, shown.answer.rows, strict=True)
    )
    caption = _joined(whole.title, size(whole))
    return (
        f"<table><caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table>"
    )


def _cell(value: Value, term: Term | None, numeric: bool, lang: str) -> str:
    if isinstance(value, bool):
        text = YES_NO[value].within(lang)
    else:
        text = "<br>".join(html.escape(line) for line in plain(value).splitlines())
    spoken = _language(value, term)
    other = f' lang="{html.escape(spoken)}"' if spoken and spoken != lang else ""
    number = ' class="number"' if numeric else ""
    return f"<td{number}{other}>{text}</td>"


def _language(value: Value, term: Term | None) -> str:
    """Return the language of a cell: that of its literal, or Georgian by its letters."""
    if isinstance(term, Literal) and term.language:
        return term.language
    return "ka" if isinstance(value, str) and _GEORGIAN.search(value) else ""


def _graph(shown: Result, whole: Result) -> str:
    caption = _joined(whole.title, size(whole))
    turtle = html.escape(as_rdf(shown.triples, "turtle"))
    return f"<figure><figcaption>{caption}</figcaption><pre>{turtle}</pre></figure>"


def _joined(*parts: str) -> str:
    return html.escape(" · ".join(part for part in parts if part))


def _markdown_cell(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line.

    >>> print(_markdown_cell("a|b <i>\\n*c*"))
    a\\|b \\<i\\><br>\\*c\\*
    """
    escaped = _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;"))
    return "<br>".join(escaped.splitlines())

"""Pages as HTML: one environment with our templates, in which every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kavshiri.queries.values import Value, plain

from .content import Content, Panel
from .view import View
from .words import words

__all__ = ["MENU", "rendered"]

MENU = (
    "plans",
    "organisations",
    "donors",
    "network",
    "matrix",
    "deadlines",
    "money",
    "what-if",
    "overlaps",
    "findings",
    "questions",
    "about",
)
"""The pages of the menu, in its order: each a path, and with ``_`` for ``-`` a word."""

FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"))

_GEORGIAN = re.compile("[\u10d0-\u10ff\u1c90-\u1cbf]")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, said=said, number=number)
    return environment


def rendered(content: Content, view: View) -> str:
    """Return a page as HTML in the language of its view."""
    template = _environment().get_template(content.template)
    other = "en" if view.lang == "ka" else "ka"
    return template.render(
        content=content,
        view=view,
        t=words(view.lang),
        lang=view.lang,
        other=other,
        menu=MENU,
        formats=FORMATS,
        table=lambda panel: _rows(panel, view),
        downloads=lambda panel: _downloads(panel, view),
        **content.shown,
    )


def shown(value: Value, lang: str) -> str:
    """Return a value as a page shows it: dates as ISO 8601, thousands apart, yes and no.

    >>> shown(Decimal("2090000.50"), "en"), shown(True, "ka"), shown(None, "en")
    ('2 090 000.50', 'კი', '')
    """
    match value:
        case bool():
            return words(lang)["site.yes" if value else "site.no"]
        case int() | Decimal():
            return number(value)
        case date():
            return value.isoformat()
    return plain(value)


def number(value: int | Decimal | float) -> str:
    """Return a number with a narrow blank between thousands, the same in both languages."""
    return f"{value:,}".replace(",", "\u202f")


def said(text: str, lang: str) -> Markup:
    """Return text, marked as Georgian where it is and the page is not."""
    if lang != "ka" and _GEORGIAN.search(text):
        return Markup('<span lang="ka">{}</span>').format(text)
    return Markup("{}").format(text)


def _rows(panel: Panel, view: View) -> list[list[Mapping[str, Any]]]:
    """Return the cells that a panel shows, row by row, each with its link and its kind."""
    result, places = panel.result, panel.shown()
    rows = result.rows[: panel.at_most] if panel.at_most else result.rows
    about = result.names.index("iri") if "iri" in result.names else None
    linked = panel.link or next((result.names[place] for place in places), "")
    return [
        [
            {
                "value": row[place],
                "kind": result.columns[place].type,
                "link": _link(result.names[place], row[place], row, about, linked, view),
            }
            for place in places
        ]
        for row in rows
    ]


def _link(
    name: str,
    value: Value,
    row: tuple[Value, ...],
    about: int | None,
    linked: str,
    view: View,
) -> str | None:
    if about is not None and name == linked and isinstance(row[about], str):
        return view.thing(str(row[about]))
    return view.thing(value) if isinstance(value, str) and value.startswith("http") else None


def _downloads(panel: Panel, view: View) -> list[tuple[str, str]]:
    """Return the files of a panel: the words and the address of each."""
    formats = [*FORMATS, *([("sparql", "SPARQL")] if panel.sparql else [])]
    return [
        (label, view.link(view.path, **{**view.query, "panel": panel.name, "format": name}))
        for name, label in formats
    ]

"""Pages as HTML: one environment with our templates, in which every text is escaped."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kavshiri.queries.values import Value, plain

from .cells import cells
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
        table=lambda panel: cells(panel, view),
        downloads=lambda panel: _downloads(panel, view),
        **content.shown,
    )


def shown(value: Value, lang: str) -> str:
    """Return a value as a page shows it: dates as ISO 8601, thousands apart, yes and no.

    >>> shown(Decimal("2090000.50"), "en"), shown(True, "ka"), shown(None, "en")
    ('2\\u202f090\\u202f000.50', 'კი', '')
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


def _downloads(panel: Panel, view: View) -> list[tuple[str, str]]:
    """Return the files of a panel: the words and the address of each."""
    formats = [*FORMATS, *([("sparql", "SPARQL")] if panel.sparql else [])]
    if view.is_file:  # four files for each table of a thousand pages would be a burden
        formats = formats[:1]
    return [
        (label, view.link(view.path, **{**view.query, "panel": panel.name, "format": name}))
        for name, label in formats
    ]

"""Pages as HTML: one environment with our templates, in which every text is escaped."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .content import Content, Panel
from .pictures import picture_files
from .spoken import number
from .tables import quotation, said, shown, table_of
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
    "pictures",
    "what-if",
    "overlaps",
    "findings",
    "questions",
    "about",
)
"""The pages of the menu, in its order: each a path, and with ``_`` for ``-`` a word."""

FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"))


@cache
def _environment(lang: str) -> Environment:
    """Return the templates in a language, in which macros without a context count too."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, said=said, number=partial(number, lang=lang), zip=zip)
    return environment


def rendered(content: Content, view: View) -> str:
    """Return a page as HTML in the language of its view."""
    template = _environment(view.lang).get_template(content.template)
    other = "en" if view.lang == "ka" else "ka"
    return template.render(
        content=content,
        view=view,
        t=words(view.lang),
        lang=view.lang,
        other=other,
        menu=MENU,
        formats=FORMATS,
        table=lambda panel: table_of(panel, view),
        quotation=lambda quote: quotation(quote, view),
        downloads=lambda panel: _downloads(panel, view),
        picture_files=lambda kind: picture_files(view, kind),
        **content.shown,
    )


def _downloads(panel: Panel, view: View) -> list[tuple[str, str, bool]]:
    """Return where a panel can be taken: the words, the address, and whether it is a file."""
    formats = [*FORMATS, *([("sparql", "SPARQL")] if panel.sparql else [])]

    def address(format: str) -> str:
        return view.link(view.path, **{**view.query, "panel": panel.name, "format": format})

    found = [(label, address(name), True) for name, label in formats]
    if panel.sparql and not view.is_file:
        opened = urlencode({"load": address("sparql"), "name": panel.title})
        found.append((view.word("site.in_editor"), f"/sparql?lang={view.lang}#{opened}", False))
    return found

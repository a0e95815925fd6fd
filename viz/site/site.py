"""The site as a function: an address in, an answer out. Who carries it is not known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kavshiri.ontology.errors import QueryError
from kavshiri.queries.formats import as_bytes

from .content import Answer, Content, MissingPageError, Panel
from .links import Links, Query
from .pages import PAGES
from .render import rendered
from .view import Known, View
from .words import LANGUAGES

__all__ = ["FILE_TYPES", "SUFFIXES", "Site"]

FILE_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "excel-csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "markdown": "text/markdown; charset=utf-8",
    "sparql": "application/sparql-query; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The files that every panel can be taken away as."""

SUFFIXES = {"excel-csv": "excel.csv", "markdown": "md", "sparql": "rq"}
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Site:
    """All pages over one store."""

    known: Known
    links: Links
    is_file: bool = False

    def answer(self, lang: str, path: str, query: Query) -> Answer:
        """Return the page of an address, or the file of one of its panels.

        404 where nothing has the address, 400 where a value in it cannot be used; both say so in
        the language of the page.
        """
        spoken = lang if lang in LANGUAGES else LANGUAGES[0]
        view = View(self.known, spoken, self.links, path, query, self.is_file)
        try:
            if lang not in LANGUAGES:
                raise MissingPageError(f"{lang}/{path}")
            content = _content(view)
            if view.value("format"):
                return _file(content, view)
            return Answer(200, _HTML, rendered(content, view).encode())
        except MissingPageError as missing:
            return _failed(view, 404, "site.not_found", missing.what)
        except QueryError as error:
            return _failed(view, 400, "site.bad_value", _said(error, view.lang))


def _content(view: View) -> Content:
    for page in PAGES:
        match = page.pattern.fullmatch(view.path)
        if match:
            return page.make(view, **match.groupdict())
    raise MissingPageError(view.path)


def _file(content: Content, view: View) -> Answer:
    """Return one panel of a page as a file; the first one where none is named."""
    name, format = view.value("panel"), view.value("format")
    panels = [panel for panel in content.panels if name in ("", panel.name)]
    if not panels or format not in FILE_TYPES:
        raise MissingPageError(f"{view.path} ({name or '–'}, {format})")
    panel = panels[0]
    place = view.path.strip("/").replace("/", "-") or "home"
    file = f"{place}-{panel.name}.{SUFFIXES.get(format, format)}"
    return Answer(
        200,
        FILE_TYPES[format],
        _bytes(panel, format),
        {"Content-Disposition": f'attachment; filename="{_ascii(file)}"'},
    )


def _bytes(panel: Panel, format: str) -> bytes:
    if format == "sparql":
        if not panel.sparql:
            raise MissingPageError(f"{panel.name}.rq")
        return panel.sparql.encode()
    return as_bytes(panel.result, format)


def _ascii(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in ".-_" else "-" for letter in name)


def _said(error: QueryError, lang: str) -> str:
    """Return an error in the language of the page where it speaks it."""
    within = getattr(error, "within", None)
    return str(within(lang)) if within else str(error)


def _failed(view: View, status: int, title: str, what: str) -> Answer:
    content = Content("failed.html", view.word(title), shown={"what": what, "status": status})
    return Answer(status, _HTML, rendered(content, view).encode())

"""The site as a function: an address in, an answer out. Who carries it is not known here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kavshiri.ontology.errors import QueryError
from kavshiri.queries.formats import as_bytes

from .content import Answer, Content, File, MissingPageError, Panel
from .known import Known
from .links import Links, Query
from .pages import PAGES
from .render import rendered
from .view import View
from .words import LANGUAGES

__all__ = ["FILE_TYPES", "SUFFIXES", "Made", "Site"]

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
_SILENT = ("all", "format", "panel")  # names in addresses that choose no rows
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Made:
    """What stands at an address, before it is written: the page, and the files of its panels."""

    view: View
    content: Content

    def page(self) -> Answer:
        """Return the page."""
        return Answer(200, _HTML, rendered(self.content, self.view).encode())

    def file(self, name: str, format: str) -> Answer:
        """Return a panel as a file, the first one where none is named.

        MissingPageError for a panel or format that is not there.
        """
        panels = [panel for panel in self.content.panels if name in ("", panel.name)]
        if not panels or format not in FILE_TYPES:
            raise MissingPageError(f"{self.view.path} ({name or '–'}, {format})")
        place = self.view.path.strip("/").replace("/", "-") or "home"
        file = f"{place}-{panels[0].name}.{SUFFIXES.get(format, format)}"
        return Answer(
            200,
            FILE_TYPES[format],
            _bytes(self._told(panels[0]), format),
            {"Content-Disposition": f'attachment; filename="{_ascii(file)}"'},
        )

    def _told(self, panel: Panel) -> Panel:
        """Return a panel that also tells what the address chose, and of which build it is."""
        chosen = {
            name: ", ".join(self.view.values(name))
            for name in self.view.query
            if name not in _SILENT and self.view.values(name)
        }
        parameters = {
            **chosen,
            **{n: v for n, v in panel.result.parameters.items() if v or n not in chosen},
        }
        result = replace(panel.result, parameters=parameters, build=self.view.known.build)
        return replace(panel, result=result)


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
        try:
            made = self.made(lang, path, query)
            if isinstance(made, File):
                return _sent(made)
            format = made.view.value("format")
            return made.file(made.view.value("panel"), format) if format else made.page()
        except MissingPageError as missing:
            return _failed(self._view(lang, path, query), 404, "site.not_found", missing.what)
        except QueryError as error:
            view = self._view(lang, path, query)
            return _failed(view, 400, "site.bad_value", _said(error, view.lang), _ways(view, error))

    def made(self, lang: str, path: str, query: Query) -> Made | File:
        """Return what stands at an address: a page, or a file of its own.

        MissingPageError where nothing does, QueryError where a value cannot be used.
        """
        view = self._view(lang, path, query)
        if lang not in LANGUAGES:
            raise MissingPageError(f"{lang}/{path}")
        try:
            content = _content(view)
        except MissingPageError as missing:
            raise MissingPageError(f"{lang}/{path}") from missing
        return content if isinstance(content, File) else Made(view, content)

    def _view(self, lang: str, path: str, query: Query) -> View:
        spoken = lang if lang in LANGUAGES else LANGUAGES[0]
        return View(self.known, spoken, self.links, path, query, self.is_file)


def _content(view: View) -> Content | File:
    for page in PAGES:
        match = page.pattern.fullmatch(view.path)
        if match:
            return page.make(view, **match.groupdict())
    raise MissingPageError(view.path)


def _sent(file: File) -> Answer:
    """Return a file that a browser shows, and saves under its name."""
    shown = {"Content-Disposition": f'inline; filename="{_ascii(file.name)}"'}
    return Answer(200, file.media_type, file.body, shown)


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


def _ways(view: View, error: QueryError) -> Sequence[tuple[str, str]]:
    """Return where to go on from a value that cannot be used: the words and addresses of pages.

    What may have been meant in its place, and the page without it.
    """
    name = getattr(error, "name", "")
    if not view.query:
        return ()
    if name not in view.query:
        return [(view.word("site.without_choice"), view.link(view.path))]
    rest = {each: values for each, values in view.query.items() if each != name}
    meant = [
        (text, view.link(view.path, **{**rest, name: text}))
        for text in getattr(error, "suggestions", ())
    ]
    return [*meant, (view.word("site.without_value"), view.link(view.path, **rest))]


def _failed(
    view: View, status: int, title: str, what: str, ways: Sequence[tuple[str, str]] = ()
) -> Answer:
    shown = {"what": what, "status": status, "ways": ways}
    content = Content("failed.html", view.word(title), shown=shown)
    return Answer(status, _HTML, rendered(content, view).encode())

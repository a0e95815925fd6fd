"""The endpoint's own pages: plain HTML that needs no script; a site may put its own in their place.

Templates escape whatever they are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kavshiri.ontology.vocabulary import short_name

from .errors import ProblemError
from .formats import Format
from .rows import Cell, Table
from .words import words

__all__ = [
    "HTML_POLICY",
    "STYLE",
    "Linker",
    "Quotation",
    "Said",
    "Thing",
    "answer_page",
    "form_page",
    "problem_page",
    "thing_page",
]

HTML_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The pages load their own style sheet and nothing else; no script runs."""

_FOLDER = Path(__file__).with_name("templates")
STYLE = (_FOLDER / "endpoint.css").read_bytes()
"""The style sheet of the pages."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Where a thing is shown: those of the store on this server, others where they are."""

    base: str
    ontology: str

    def href(self, cell: Cell) -> str:
        """Return the address of an IRI; empty for what cannot be followed (literals, scripts)."""
        if not cell.is_iri:
            return ""
        if cell.value.startswith(self.base):
            return f"/id/{quote(cell.value.removeprefix(self.base), safe='/%:@!$&()*+,;=-._~')}"
        if cell.value.startswith(self.ontology):
            return f"/ontology#{cell.value.removeprefix(self.ontology)}"
        return cell.value if cell.value.startswith(("https://", "http://")) else ""

    def name(self, cell: Cell) -> str:
        """Return what an IRI is called that has no label: without our base, with our prefixes."""
        rest = cell.value.removeprefix(self.base)
        return rest if self.base and rest != cell.value else short_name(cell.value)


@dataclass(frozen=True, slots=True)
class Said:
    """The values of one property: cells with what they are called and where they stand."""

    name: str
    label: str
    values: Sequence[tuple[Cell, str, str]]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a cell, and where it stands in its document."""

    words: str
    place: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Thing:
    """What a page about a thing shows. ``note`` is a sentence below its name."""

    iri: str
    label: str
    types: Sequence[tuple[Cell, str]]
    said: Sequence[Said]
    quotations: Sequence[Quotation]
    incoming: Sequence[Said]
    formats: Sequence[Format]
    link: Linker = field(repr=False, default_factory=lambda: Linker("", ""))
    note: str = ""


def form_page(lang: str, formats: Sequence[Format], graphs: Sequence[tuple[str, int]]) -> str:
    """Return the page that asks for a query."""
    return _rendered("form.html", lang, title=words(lang)["ask"], formats=formats, graphs=graphs)


def answer_page(
    lang: str,
    query: str,
    table: Table,
    link: Linker,
    formats: Sequence[Format],
    unknown: Sequence[str] = (),
) -> str:
    """Return the first rows of an answer as a page."""
    return _rendered(
        "answer.html",
        lang,
        title=words(lang)["answer"],
        query=query,
        table=table,
        link=link,
        formats=formats,
        unknown=unknown,
        encoded=urlencode({"query": query}),
    )


def thing_page(lang: str, thing: Thing, query: str) -> str:
    """Return the page about a thing."""
    encoded = urlencode({"query": query, "format": "html"})
    return _rendered("thing.html", lang, title=thing.label, thing=thing, encoded=encoded)


def problem_page(problem: ProblemError, lang: str) -> str:
    """Return the page of an error."""
    told = problem.words(lang)
    return _rendered("problem.html", lang, title=told["title"], told=told, status=problem.status)


def _rendered(template: str, lang: str, **shown: object) -> str:
    other = "en" if lang == "ka" else "ka"
    made = _environment().get_template(template)
    return made.render(lang=lang, other=other, t=words(lang), **shown)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

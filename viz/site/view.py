"""What the maker of a page works with: the store, the language, the words, the addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.query import Rows, Term, kept, to_python
from kavshiri.ontology.codes import code_list
from kavshiri.queries import library
from kavshiri.queries.results import Result

from .content import Panel
from .known import Known
from .links import Links, Query
from .words import words

__all__ = ["View"]

_FIRST = re.compile(r"r\d+c\d+|l?\d+(?:-\d+)?")

MOST_ANSWERS = 500
"""How many answers are kept in memory."""


@dataclass(frozen=True)
class View:
    """One request: a store seen in one language.

    ``query`` holds what stands in the address, by name; ``is_file`` says that the page is written
    to a folder, where nothing can be asked for.
    """

    known: Known
    lang: str
    links: Links
    path: str
    query: Query
    is_file: bool = False

    @property
    def plans(self) -> Plans:
        """All plans, as the analyses see them."""
        return self.known.plans

    def word(self, name: str, **values: Any) -> str:
        """Return a word of the site in the language of the page, with values put in."""
        text = words(self.lang)[name]
        return text.format(**values) if values else text

    def code(self, path: str) -> str:
        """Return the label of a code such as ``severity/serious``; the code where it has none."""
        scheme, _, code = path.partition("/")
        for each in code_list(scheme):
            if each.code == code:
                return each.label_ka if self.lang == "ka" else each.label_en
        return code

    def value(self, name: str, default: str = "") -> str:
        """Return what the address says under a name: the last value, without blanks around it."""
        given = [each.strip() for each in self.query.get(name, ()) if each.strip()]
        return given[-1] if given else default

    def values(self, name: str) -> tuple[str, ...]:
        """Return all that the address says under a name, each once, without empty ones."""
        given = [each.strip() for each in self.query.get(name, ())]
        return tuple(dict.fromkeys(each for each in given if each))

    def link(self, path: str = "", **query: str | Sequence[str]) -> str:
        """Return the address of a page in the language of this one."""
        given = {name: [v] if isinstance(v, str) else v for name, v in query.items()}
        return self.link_in(self.lang, path, given)

    def link_in(self, lang: str, path: str, query: Query) -> str:
        """Return the address of a page in a language; a path may end in ``#place``."""
        page, mark, place = path.partition("#")
        return self.links.page(lang, page, query) + mark + place

    def file_of(self, name: str) -> str:
        """Return the address of a style sheet, script or picture."""
        return self.links.file(name)

    def thing(self, iri: str | None) -> str | None:
        """Return the address of the page that shows a thing or what it belongs to; None if none."""
        if not iri:
            return None
        if iri not in self._addresses:
            path = self.known.page_of(iri)
            self._addresses[iri] = self.link(path) if path else None
        return self._addresses[iri]

    @cached_property
    def _addresses(self) -> dict[str, str | None]:
        """What :meth:`thing` found: the same things are named many times, on a server in all pages.

        In files the address of a thing is another on every page.
        """
        return {} if self.is_file else self.known.addresses.setdefault(self.lang, {})

    def at_lines(self, lines: str) -> str:
        """Return lines of a document in words: ``line 7``, ``lines 7–9``."""
        several = "–" in lines or "," in lines
        return f"{self.word('site.lines' if several else 'site.line')} {lines}"

    def in_source(self, name: str, *, cell: str = "", lines: str = "") -> str | None:
        """Return the address of a place in a document that is known by its file's name.

        ``cell`` is the key of a cell (``r6c9``), ``lines`` text that begins with the number of a
        line in which something begins. None where there is no such document.
        """
        named = (each for each in self.known.documents.values() if each.name == name)
        document, place = next(named, None), _FIRST.match(cell or lines)
        if document is None or place is None:
            return None
        slug = document.iri.removeprefix(self.iri("document", ""))
        part = document.part_of(place[0] if cell else f"l{place[0]}")
        page = f"source/{slug}/{part}" if part > 1 else f"source/{slug}"
        return self.link(f"{page}#{place[0] if cell else f'line-{place[0]}'}")

    def iri(self, kind: str, path: str) -> str:
        """Return the IRI of a thing by its kind and the rest of its name."""
        return f"{self.known.base}{kind}/{path}"

    def ask(self, question: str, **given: Any) -> Result:
        """Return the answer to a question of the library in the language of the page."""
        return self._asked(question, given)[0]

    def panel(self, question: str, given: Mapping[str, Any] | None = None, **shown: Any) -> Panel:
        """Return a panel that shows a question of the library with some parameters.

        ``shown`` are fields of :class:`Panel`; its name is that of the question and its title the
        question in words where they are not given.
        """
        result, sparql = self._asked(question, given or {})
        fields = {"name": question, "title": result.title, **shown}
        return Panel(result=result, sparql=sparql, **fields)

    def of_one(self, question: str, iri: str) -> Result:
        """Return what the open answer to a question says of one thing, by the column ``iri``."""
        result, _ = self._asked(question, {})
        found = self._by_iri(question).get(iri, [])
        return replace(result, answer=Rows(result.answer.variables, found))

    def panel_of_one(self, question: str, parameter: str, iri: str, **shown: Any) -> Panel:
        """Return what :meth:`panel` returns for one thing, found by the column ``iri``.

        Where every page is written, the question is asked once of all things and not a thousand
        times.
        """
        if not self.is_file:
            return self.panel(question, {parameter: iri}, **shown)
        found = self.of_one(question, iri)
        sparql = library.sparql(self.known.store, question, lang=self.lang, **{parameter: iri})
        fields = {"name": question, "title": found.title, **shown}
        return Panel(result=found, sparql=sparql, **fields)

    def _by_iri(self, question: str) -> Mapping[str, list[tuple[Term | None, ...]]]:
        """Return the rows of the open answer to a question by their column ``iri``."""

        def grouped() -> Mapping[str, list[tuple[Term | None, ...]]]:
            answer = self._asked(question, {})[0].answer
            about = answer.variables.index("iri")
            found: dict[str, list[tuple[Term | None, ...]]] = {}
            for row in answer.rows:
                found.setdefault(str(to_python(row[about])), []).append(row)
            return found

        return kept(self.known.store, ("by iri", question, self.lang), grouped)

    def _asked(self, question: str, given: Mapping[str, Any]) -> tuple[Result, str]:
        """Return an answer with its SPARQL, remembered: an open store never changes."""
        key = (question, self.lang, *(f"{name}={given[name]}" for name in sorted(given)))
        answers = self.known.answers
        if key not in answers:
            if len(answers) > MOST_ANSWERS:
                answers.clear()
            store, values = self.known.store, {"lang": self.lang, **given}
            found = library.asked(store, question, **values)
            answers[key] = found.result, found.sparql
        return answers[key]

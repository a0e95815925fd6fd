"""A question of the library: what its file says about itself.

A file is plain SPARQL 1.1 that runs in any tool. The comment at its top is the header::

    # id: due-next
    # for: coordinator
    # title@ka: …
    # title@en: …
    # description@ka: …
    # description@en: …
    #     a line indented by five blanks or more goes on with the line before
    # parameter: from
    #   type: date
    #   default: 2019-01-01
    #   description@ka: …
    #   description@en: …
    # column: due
    #   type: date
    #   title@ka: …
    #   title@en: …
    #   meaning@ka: …
    #   meaning@en: …

Every parameter is a ``VALUES ?name { … }`` clause of the query that holds its default; ``any`` as a
default stands for ``UNDEF``, no restriction. A parameter of the type ``choice`` names the code list
that its choices come from (``list: severity``), or the choices and what each is called::

    #   choices: one several
    #   one@ka: …
    #   one@en: …

A CONSTRUCT describes no columns: a graph that is shown as a table always has the same three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from kavshiri.graph import questions as published
from kavshiri.graph.questions import ANY, Column, Parameter, Text
from kavshiri.graph.sparql import form_of
from kavshiri.ontology import ReadingError, code_list

from .header import Block, Header

__all__ = [
    "ANY",
    "COLUMN_TYPES",
    "GRAPH_COLUMNS",
    "LANGUAGES",
    "PARAMETER_TYPES",
    "USERS",
    "Column",
    "Parameter",
    "Question",
    "Text",
    "read_question",
    "values_clause",
]

Language = Literal["en", "ka"]

LANGUAGES: tuple[Language, ...] = ("en", "ka")
USERS = ("analyst", "coordinator", "auditor")
PARAMETER_TYPES = (
    "activity",
    "choice",
    "date",
    "integer",
    "language",
    "organisation",
    "plan",
    "text",
)
COLUMN_TYPES = ("boolean", "date", "decimal", "integer", "iri", "text")
GRAPH_COLUMNS = tuple(
    Column(name, kind, Text(ka=title_ka, en=title_en), Text(ka=ka, en=en))
    for name, kind, title_ka, title_en, ka, en in (
        ("subject", "iri", "რაზე", "Subject", "რაზეა ნათქვამი", "what the statement is about"),
        ("predicate", "iri", "თვისება", "Predicate", "ნათქვამის თვისება", "its property"),
        ("object", "text", "მნიშვნელობა", "Object", "რა არის ნათქვამი", "what is said"),
    )
)
"""What stands in a graph that is shown as a table."""

_QUESTION_KEYS = ("id", "for", "title@ka", "title@en", "description@ka", "description@en")
_PARAMETER_KEYS = ("type", "default", "description@ka", "description@en")
_COLUMN_KEYS = ("type", "title@ka", "title@en", "meaning@ka", "meaning@en")
_FORMS = ("select", "construct", "ask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(published.Question):
    """A question with the file that holds it; ``sparql`` is the whole file with its header."""

    path: Path

    def describe(self, lang: str = "en", *, width: int = 0) -> str:
        """Return what the question asks, takes and gives, as lines for a terminal.

        ``width`` is that of the terminal; 0 stands for no limit.
        """
        from .describing import described

        return described(self, lang, width)


def values_clause(name: str) -> re.Pattern[str]:
    """Return the pattern of the clause that holds a parameter's value, in its group 1.

    >>> values_clause("lang").search('VALUES ?lang { "en" }').group(1)
    '"en"'
    """
    return re.compile(rf"VALUES\s+\?{re.escape(name)}\s*\{{\s*([^{{}}]*?)\s*\}}")


def read_question(path: Path) -> Question:
    """Return the question that a file holds; raise QuestionFileError naming file and line."""
    return _Reader(Header(path), path.read_text(encoding="utf-8")).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file, whose text is given."""

    header: Header
    text: str

    def read(self) -> Question:
        top, *blocks = self.header.blocks(self.text)
        self.header.check_keys(top, _QUESTION_KEYS)
        self._check_identifier(top)
        self.header.check_one_of(top.entries["for"], USERS)
        parameters = [self._parameter(block) for block in blocks if block.kind == "parameter"]
        form = self._form()
        return Question(
            id=top.value("id"),
            user=top.value("for"),
            title=top.text("title"),
            description=top.text("description"),
            form=form,
            parameters=MappingProxyType({p.name: p for p in parameters}),
            columns=self._columns(form, [block for block in blocks if block.kind == "column"]),
            sparql=self.text,
            path=self.header.path,
        )

    def _check_identifier(self, top: Block) -> None:
        entry, stem = top.entries["id"], self.header.path.stem
        if entry.value != stem:
            raise self.header.error(
                entry.line,
                f"the identifier {entry.value!r} is not the file's name",
                f"write {stem!r} or rename the file",
            )

    def _form(self) -> str:
        query = published.without_header(self.text)
        beginning = query.partition("{")[0]  # enough, unless a comment there has a bracket
        form = (form_of(beginning) or form_of(query) or "").lower()
        if form not in _FORMS:
            found = f"the query is {'a DESCRIBE' if form else 'of no form'}"
            raise self.header.error(1, found, "write a SELECT, a CONSTRUCT or an ASK")
        return form

    def _columns(self, form: str, blocks: list[Block]) -> tuple[Column, ...]:
        if form == "construct":
            if blocks:
                raise self.header.error(
                    blocks[0].line, "a graph has no columns to describe", "leave them out"
                )
            return GRAPH_COLUMNS
        if not blocks:
            raise self.header.error(1, "no column is described", "add '# column: …' to the header")
        return tuple(self._column(block) for block in blocks)

    def _column(self, block: Block) -> Column:
        self.header.check_keys(block, _COLUMN_KEYS)
        self.header.check_one_of(block.entries["type"], COLUMN_TYPES)
        return Column(
            name=block.name,
            type=block.value("type"),
            title=block.text("title"),
            meaning=block.text("meaning"),
        )

    def _parameter(self, block: Block) -> Parameter:
        named = block.value("choices").split()
        labels = tuple(f"{each}@{lang}" for each in named for lang in ("ka", "en"))
        self.header.check_keys(block, _PARAMETER_KEYS + labels, allowed=("choices", "list"))
        self.header.check_one_of(block.entries["type"], PARAMETER_TYPES)
        choices = self._choices(block)
        default = block.entries["default"]
        if choices and default.value != ANY:
            self.header.check_one_of(default, choices)
        if not values_clause(block.name).search(self.text):
            raise self.header.error(
                block.line,
                f"the query has no clause for the parameter {block.name!r}",
                f"write 'VALUES ?{block.name} {{ … }}' where it is used",
            )
        return Parameter(
            name=block.name,
            type=block.value("type"),
            default=default.value,
            description=block.text("description"),
            choices=MappingProxyType(choices),
            code_list=block.value("list") or None,
        )

    def _choices(self, block: Block) -> dict[str, Text]:
        """Return the choices of a parameter, each with what it is called."""
        given = [block.entries[key] for key in ("choices", "list") if key in block.entries]
        if len(given) != (block.value("type") == "choice"):
            raise self.header.error(
                block.line,
                "'choices' or 'list' goes with the type 'choice'",
                "add one of the two, or change the type",
            )
        if not given or given[0].key == "choices":
            return {each: block.text(each) for each in block.value("choices").split()}
        try:
            codes = code_list(given[0].value)
            return {each.code: Text(ka=each.label_ka, en=each.label_en) for each in codes}
        except ReadingError as error:
            raise self.header.error(given[0].line, error.found, error.advice) from None

"""Queries to begin with: the questions of the library and snippets, as they stand in the editor."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal

from kavshiri.ontology.terms import PREFIXES
from kavshiri.queries.library import Question, questions
from kavshiri.queries.parameters import bound_text
from kavshiri.queries.question import USERS, Parameter
from kavshiri.viz.site.words import words

__all__ = ["Example", "SchemaClass", "examples", "new_query", "schema_classes", "snippets"]

_FIRST = ("kav", "org", "prov", "skos", "xsd")
_PREFIXED = re.compile(r"(?<![\w?$<:/#])([a-z]+):(?=\w)")
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Example:
    """A query with a title; ``id`` names it in the address of the page."""

    id: str
    title: str
    sparql: str


@dataclass(frozen=True, slots=True)
class SchemaClass:
    """A class of the graph in brief with the properties to know first, as prefixed names."""

    name: str
    properties: tuple[str, ...]


@cache
def examples(lang: str) -> dict[str, tuple[Example, ...]]:
    """Return the questions of the library for each kind of user, in the order of their titles."""
    return {
        user: tuple(
            Example(each.id, each.title.within(lang), _as_example(each, lang))
            for each in sorted(questions().values(), key=lambda one: one.title.within(lang))
            if each.user == user
        )
        for user in USERS
    }


@cache
def snippets(lang: str) -> tuple[Example, ...]:
    """Return the short examples of how a query is written, complete with their prefixes."""
    other = "en" if lang == "ka" else "ka"
    return tuple(
        Example(
            f"snippet-{place}",
            each["title"][lang],
            _complete(each["sparql"].replace("{lang}", lang).replace("{other}", other)),
        )
        for place, each in enumerate(_schema()["snippet"], start=1)
    )


def schema_classes() -> tuple[SchemaClass, ...]:
    """Return the classes of the graph in brief, the most needed first.

    >>> schema_classes()[0].name
    'kav:Activity'
    """
    return tuple(
        SchemaClass(each["name"], tuple(each["properties"])) for each in _schema()["class"]
    )


def new_query() -> str:
    """Return what stands in a new tab: the prefixes that most queries need, and a query to change.

    >>> print(new_query().splitlines()[-4])
    SELECT ?activity ?title WHERE {
    """
    body = "SELECT ?activity ?title WHERE {\n  ?activity a kav:Activity ; skos:prefLabel ?title .\n"
    return f"{_prologue(_FIRST)}\n\n{body}}}\nLIMIT 20\n"


@cache
def _schema() -> dict[str, Any]:
    text = Path(__file__).with_name("schema.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _as_example(question: Question, lang: str) -> str:
    """Return a question with its words before it; its names come in the language of the page."""
    asked = {"lang": [Literal(lang)]} if "lang" in question.parameters else {}
    lines = [*_commented(question, lang), _without_header(question.sparql)]
    return bound_text("\n".join(lines), asked)


def _commented(question: Question, lang: str) -> Iterator[str]:
    yield f"# {question.title.within(lang)}"
    yield from _wrapped(question.description.within(lang), "# ")
    if question.parameters:
        yield f"# {words(lang)['editor.parameters']}"
    for each in question.parameters.values():
        written = _written(each, lang)
        told = f"?{each.name} – {each.description.within(lang)}" + (
            f" ({written})" if written else ""
        )
        yield from _wrapped(told, "#   ")


def _written(parameter: Parameter, lang: str) -> str:
    """Return how the value of a parameter is written in SPARQL; empty where it shows itself."""
    said = words(lang)
    hints = []
    if parameter.choices:
        named = (f"{code} ({label.within(lang)})" for code, label in parameter.choices.items())
        hints.append(", ".join(named))
    if parameter.type == "organisation":
        hints.append(said["editor.offered_iri"])
    elif parameter.type in ("activity", "plan"):
        hints.append("IRI")
    if parameter.optional:
        hints.append(said["editor.undef"])
    return "; ".join(hints)


def _wrapped(text: str, start: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=start, subsequent_indent=start)


def _without_header(sparql: str) -> str:
    """Return the query of a file without the comment at its top, which describes it."""
    lines = sparql.splitlines()
    first = next(place for place, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join(lines[first:]).strip() + "\n"


def _complete(sparql: str) -> str:
    """Return a query with the prefixes that it uses declared before it."""
    used = {name for name in _PREFIXED.findall(sparql) if name in PREFIXES}
    return f"{_prologue(sorted(used))}\n\n{sparql.strip()}\n"


def _prologue(names: Iterable[str]) -> str:
    return "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in names)

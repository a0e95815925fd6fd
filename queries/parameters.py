"""Turns the values that a person gives into SPARQL terms, and binds them.

Values are never written into a query as text: each becomes a term first, and the term in its
serialised form takes the place of the default in the parameter's ``VALUES`` clauses. This works in
every store, and for variables that are used inside subselects and filters. (Bindings that
pyoxigraph takes beside the query, ``substitutions=``, are refused for a variable that the outermost
SELECT does not hand out, as measured with 0.5.13.)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kavshiri.graph.query import Queryable

from .errors import ParameterError
from .names import find_activity, find_organisation, find_plan
from .question import ANY, LANGUAGES, Parameter, Question, Text
from .suggest import alike

__all__ = ["Given", "Terms", "bind", "bound_text", "terms_of"]

Given: TypeAlias = str | int | date | Iterable[str] | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_CLAUSE = re.compile(r"VALUES\s+\?(?P<name>\w+)\s*\{[^{}]*\}")
_Term: TypeAlias = NamedNode | Literal
Terms: TypeAlias = dict[str, list[_Term]]


def bind(store: Queryable, question: Question, given: Mapping[str, Given]) -> Terms:
    """Return the terms of every parameter of a question, from what was given or the defaults.

    A parameter that is left open (None, ``any`` or an optional one that is not given) has no
    terms. ParameterError for an unknown name or a wrong value.
    """
    _check_names(question, given)
    return {
        name: terms_of(store, parameter, given.get(name, parameter.default))
        for name, parameter in question.parameters.items()
    }


def bound_text(text: str, terms: Mapping[str, Iterable[_Term]]) -> str:
    """Return SPARQL with the ``VALUES`` clauses of its parameters holding the terms given.

    The clause of a parameter that has no terms is left out: it says the same as ``UNDEF``, which
    Virtuoso 7.2 answers wrongly or never. All clauses are found in one pass, so that what a value
    contains is never read as a clause.

    >>> bound_text("VALUES ?lang { 'en' }", {"lang": [Literal("ka")]})
    'VALUES ?lang { "ka" }'
    >>> bound_text("{ VALUES ?plan { UNDEF } ?a kav:plan ?plan }", {"plan": []})
    '{  ?a kav:plan ?plan }'
    """
    clauses = {name: _clause(name, found) for name, found in terms.items()}
    parts, end = [], 0
    for found in _CLAUSE.finditer(text):
        clause = clauses.get(found["name"])
        if clause is None:
            continue
        before = text[end : found.start()]
        parts.append(_without_last_line(before) if _is_left_out(clause, found) else before)
        parts.append(clause)
        end = found.end()
    return "".join(parts) + text[end:]


def _clause(name: str, terms: Iterable[_Term]) -> str:
    serialised = " ".join(str(term) for term in terms)
    return f"VALUES ?{name} {{ {serialised} }}" if serialised else ""


def _is_left_out(clause: str, found: re.Match[str]) -> bool:
    """Whether nothing takes the place of a clause, and nothing else stands behind it."""
    return not clause and found.string.startswith("\n", found.end())


def _without_last_line(text: str) -> str:
    """Return a text without its last line, if there is nothing on it but blanks."""
    start = text.rfind("\n")
    return text if start < 0 or text[start:].strip() else text[:start]


def terms_of(store: Queryable, parameter: Parameter, value: Given) -> list[_Term]:
    """Return the terms that a value stands for; none where the parameter is left open."""
    if value is None or value == ANY:
        if parameter.optional:
            return []
        expected = Text(
            ka=f"{parameter.type} ტიპის მნიშვნელობა", en=f"a value of the type {parameter.type}"
        )
        raise ParameterError(parameter.name, value, expected)
    match parameter.type:
        case "organisation":
            name = _text(parameter, value)
            return [NamedNode(find_organisation(store, name, parameter=parameter.name))]
        case "activity":
            name = _text(parameter, value)
            return [NamedNode(find_activity(store, name, parameter=parameter.name))]
        case "plan":
            slugs = _texts(parameter, value)
            return [NamedNode(find_plan(store, slug, parameter=parameter.name)) for slug in slugs]
        case "date":
            return [Literal(_day(parameter, value), datatype=NamedNode(f"{_XSD}date"))]
        case "integer":
            return [Literal(_integer(parameter, value))]
        case "language":
            return [Literal(_one_of(parameter, value, LANGUAGES))]
        case "choice":
            return [Literal(_one_of(parameter, value, parameter.choices))]
    return [Literal(_text(parameter, value))]


def _check_names(question: Question, given: Mapping[str, Given]) -> None:
    for name, value in given.items():
        if name not in question.parameters:
            known = ", ".join(question.parameters) or "–"
            expected = Text(
                ka=f"კითხვის {question.id} ერთ-ერთი პარამეტრი: {known}",
                en=f"one of the parameters of {question.id}: {known}",
            )
            suggestions = alike(name, question.parameters)
            raise ParameterError(name, value, expected, suggestions=suggestions)


def _text(parameter: Parameter, value: Given) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise ParameterError(
        parameter.name, value, Text(ka="არაცარიელი ტექსტი", en="a text that is not empty")
    )


def _texts(parameter: Parameter, value: Given) -> list[str]:
    """Return several texts: a list of them, or one text with commas between them."""
    if isinstance(value, str):
        value = value.split(",")
    if isinstance(value, Iterable):
        return [_text(parameter, item) for item in value]
    raise ParameterError(
        parameter.name, value, Text(ka="ერთი ან რამდენიმე ტექსტი", en="one text or several")
    )


def _one_of(parameter: Parameter, value: Given, allowed: Collection[str]) -> str:
    if isinstance(value, str) and value in allowed:
        return value
    known = ", ".join(allowed)
    expected = Text(ka=f"ერთ-ერთი: {known}", en=f"one of: {known}")
    suggestions = alike(value, allowed) if isinstance(value, str) else ()
    raise ParameterError(parameter.name, value, expected, suggestions=suggestions)


def _integer(parameter: Parameter, value: Given) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,18}", value.strip()):
        return int(value)
    raise ParameterError(parameter.name, value, Text(ka="მთელი რიცხვი", en="a whole number"))


def _day(parameter: Parameter, value: Given) -> str:
    """Return a day as ISO 8601 writes it; a day that no calendar has is refused."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    if isinstance(value, str) and _DAY.match(value.strip()):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            pass
    expected = Text(ka="დღე, მაგალითად 2019-06-30", en="a day such as 2019-06-30")
    raise ParameterError(parameter.name, value, expected)

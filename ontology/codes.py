"""The code lists as typed records, read from ``codes.ttl``.

The file is the truth: a code that is added there is known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kavshiri.ontology.errors import ReadingError
from kavshiri.ontology.terms import DATA, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal

__all__ = ["CODES_FILE", "Code", "code_list", "code_list_names"]

CODES_FILE: Final = Path(__file__).parent / "codes.ttl"
_ROOT: Final = DATA + "code/"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list. ``broader`` is the code above it, None at the top of its list."""

    list: str
    code: str
    label_ka: str
    label_en: str
    definition_ka: str
    definition_en: str
    broader: str | None


def code_list_names() -> tuple[str, ...]:
    """Return the names of all code lists, in the order of the file."""
    return tuple(_lists())


def code_list(name: str) -> tuple[Code, ...]:
    """Return the codes of one list in the order of the file, which is the order to show them in.

    >>> [code.code for code in code_list("funding-kind")]
    ['administrativeResource', 'stateBudget', 'donor']

    Raises ReadingError for a name that no list has.
    """
    try:
        return _lists()[name]
    except KeyError:
        known = ", ".join(code_list_names())
        found = f"there is no code list {name!r}"
        raise ReadingError(CODES_FILE, found, f"choose one of {known}") from None


@cache
def _lists() -> Mapping[str, tuple[Code, ...]]:
    lists: dict[str, list[Code]] = {}
    for iri, values in _values_of_subjects().items():
        name, _, code = iri.removeprefix(_ROOT).partition("/")
        codes = lists.setdefault(name, [])
        if code:
            codes.append(_code(name, code, values))
    return MappingProxyType({name: tuple(codes) for name, codes in lists.items()})


def _values_of_subjects() -> dict[str, dict[str, str]]:
    """Return subject → "property" or "property@language" → value."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    subjects: dict[str, dict[str, str]] = {}
    for quad in parse(path=CODES_FILE, format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode):
            continue
        values = subjects.setdefault(quad.subject.value, {})
        key = quad.predicate.value.removeprefix(PREFIXES["skos"])
        if isinstance(quad.object, Literal):
            values[key + _language(quad.object)] = quad.object.value
        elif isinstance(quad.object, NamedNode):
            values[key] = quad.object.value
    return subjects


def _code(name: str, code: str, values: Mapping[str, str]) -> Code:
    broader = values.get("broader")
    try:
        return Code(
            list=name,
            code=code,
            label_ka=values["prefLabel@ka"],
            label_en=values["prefLabel@en"],
            definition_ka=values["definition@ka"],
            definition_en=values["definition@en"],
            broader=broader.rpartition("/")[2] if broader else None,
        )
    except KeyError as missing:
        found = f"the code {name}/{code} lacks skos:{missing.args[0]}"
        raise ReadingError(CODES_FILE, found, "write it in both languages") from None


def _language(literal: Literal) -> str:
    return f"@{literal.language}" if literal.language else ""

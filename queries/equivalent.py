"""The SPARQL of tables that are computed in Python: queries that give the same facts.

A table such as that of the calendar is computed from all plans at once, since a page must be there
in milliseconds. Whoever wants to check it, or to go on from it, needs a query. These stand in the
folder ``equivalents``, one file each: a first line that says in words which table it gives, then
plain SPARQL 1.1. Values stand in ``VALUES`` clauses and are bound as those of the questions of the
library (see :mod:`~kavshiri.queries.parameters`). What several of them hold stands once, in a file
of the folder ``parts``: a line ``# part: leads`` is replaced by ``parts/leads.rq``, and a line
``# text: ties`` by what the caller makes of a choice that no file can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from textwrap import indent

from pyoxigraph import Literal, NamedNode

from kavshiri.graph.iris import Iris
from kavshiri.ontology.terms import DATA

from .parameters import bound_text

__all__ = ["FOLDER", "Term", "equivalent", "nodes", "texts"]

FOLDER = Path(__file__).with_name("equivalents")
"""Where the queries stand."""

Term = NamedNode | Literal

_PART = re.compile(r"^(?P<indent> *)# part: (?P<name>\S+)\n", re.MULTILINE)
_TEXT = re.compile(r"^(?P<indent> *)# text: (?P<name>\S+)\n", re.MULTILINE)


def equivalent(
    name: str,
    terms: Mapping[str, Iterable[Term]],
    *,
    base: str = DATA,
    parts: Mapping[str, str] | None = None,
    made: Mapping[str, str] | None = None,
) -> str:
    """Return a query with its values bound, on data whose IRIs begin with ``base``.

    A parameter without terms restricts nothing. ``parts`` tells which part stands in the place of
    a name; where it is the empty text, none does. ``made`` holds the texts for lines ``# text:``,
    in which no value may stand but as a serialised term.
    """
    text = _written(name, tuple(sorted((parts or {}).items())))
    bound = bound_text(Iris(base).moved(text), terms)
    texts = made or {}
    return _TEXT.sub(lambda line: indent(texts[line["name"]], line["indent"]), bound)


def nodes(iris: Iterable[str]) -> list[Term]:
    """Return IRIs as terms."""
    return [NamedNode(iri) for iri in iris]


def texts(*values: str) -> list[Term]:
    """Return texts as terms; an empty one is left out."""
    return [Literal(value) for value in values if value]


@lru_cache(maxsize=128)
def _written(name: str, parts: tuple[tuple[str, str], ...]) -> str:
    """Return a query as it stands in its file, with the parts in their places."""
    return _filled((FOLDER / f"{name}.rq").read_text(encoding="utf-8"), dict(parts))


def _filled(text: str, parts: Mapping[str, str]) -> str:
    def part(found: re.Match[str]) -> str:
        name = parts.get(found["name"], found["name"])
        if not name:
            return ""
        file = FOLDER / "parts" / f"{name}.rq"
        return indent(_filled(file.read_text(encoding="utf-8"), parts), found["indent"])

    return _PART.sub(part, text)

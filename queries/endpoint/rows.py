"""Rows of typed terms, as they go from a worker to the pages of the endpoint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kavshiri.graph.query import Term

__all__ = ["Cell", "Packed", "Table", "cells_of"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"

Packed = list[list[str] | None]
"""A row as it goes through the pipe: a term is the values of a :class:`Cell`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term: ``kind`` is iri, literal, blank or triple; language and datatype are of literals."""

    kind: str
    value: str
    lang: str = ""
    datatype: str = ""

    @property
    def is_iri(self) -> bool:
        """Whether it is an IRI."""
        return self.kind == "iri"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; None is unbound. ``more`` tells that there are rows that are not here."""

    variables: tuple[str, ...]
    rows: list[tuple[Cell | None, ...]]
    more: bool = False

    @classmethod
    def from_json(cls, data: bytes, *, more: bool) -> Self:
        """Read what a worker wrote."""
        content: dict[str, Any] = json.loads(data)
        rows = [tuple(Cell(*cell) if cell else None for cell in row) for row in content["rows"]]
        return cls(tuple(content["variables"]), rows, more)


def cells_of(
    solutions: QuerySolutions | QueryBoolean | QueryTriples,
) -> tuple[list[str], Iterator[Packed]]:
    """Return the columns and the rows of any answer, ready for JSON.

    The truth value of an ASK is the one cell of the column ``answer``; the triples of a CONSTRUCT
    are the columns subject, predicate and object.
    """
    match solutions:
        case QuerySolutions():
            names = [variable.value for variable in solutions.variables]
            return names, ([_packed(term) for term in solution] for solution in solutions)
        case QueryBoolean():
            return ["answer"], iter([[_packed(Literal(bool(solutions)))]])
    triples = ((each.subject, each.predicate, each.object) for each in solutions)
    return ["subject", "predicate", "object"], ([_packed(t) for t in row] for row in triples)


def _packed(term: Term | None) -> list[str] | None:
    match term:
        case None:
            return None
        case NamedNode():
            return ["iri", term.value]
        case BlankNode():
            return ["blank", f"_:{term.value}"]
        case Literal():
            kind = term.datatype.value
            return ["literal", term.value, term.language or "", "" if kind == _STRING else kind]
    return ["triple", str(term)]

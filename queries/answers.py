"""Asking a store for a table: the one door between the questions and whatever holds the graph."""

from __future__ import annotations

from typing import Protocol

from pyoxigraph import Literal

from kavshiri.graph.query import Answer, Graph, Rows
from kavshiri.graph.query import Result as Given

__all__ = ["Given", "Queryable", "Rows", "as_rows", "select"]


class Queryable(Protocol):
    """Anything that answers SPARQL as an open store does."""

    def query(self, text: str, /) -> Given:
        """Return the answer to a query, completely read."""


def select(store: Queryable, text: str) -> Rows:
    """Ask a store and return the answer as a table of terms."""
    return as_rows(store.query(text))


def as_rows(given: Given) -> Rows:
    """Return any answer as a table of terms.

    The truth value of an ASK becomes the one cell of the column ``answer``; the triples of a
    CONSTRUCT the columns subject, predicate and object.
    """
    match given:
        case Answer():
            return Rows(("answer",), [(Literal(given.value),)])
        case Graph():
            triples = [(each.subject, each.predicate, each.object) for each in given.triples]
            return Rows(("subject", "predicate", "object"), [tuple(row) for row in triples])
    return given

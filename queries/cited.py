"""The cells that activities were read from, to be shown word for word beside what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kavshiri.graph.query import Queryable, kept, select, to_python

__all__ = ["Cited", "cells_of"]

_AT_ONCE = 500  # activities in one query: a server may refuse a longer one

_CELLS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?activity ?cell ?document ?column ?row ?first ?last ?words WHERE {
  VALUES ?activity { %s }
  ?activity prov:wasDerivedFrom ?cell .
  ?cell kav:document ?document ; kav:column ?column ; kav:row ?row ;
    kav:firstLine ?first ; kav:lastLine ?last ; prov:value ?words .
}
"""
_FIELDS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?cell ?field WHERE {
  VALUES ?activity { %s }
  ?activity prov:wasDerivedFrom ?cell . ?cell kav:field ?field .
}
"""


@dataclass(frozen=True, slots=True)
class Cited:
    """A cell of a table: its IRI, its document's IRI, where it stands, and its words verbatim.

    ``fields`` are the properties that it feeds, by their local names: ``lead``, ``hasDeadline``.
    Lines are counted from 1, both ends included.
    """

    iri: str
    document: str
    column: str
    row: int
    first: int
    last: int
    words: str
    fields: frozenset[str]

    @property
    def lines(self) -> str:
        """The lines, as ``88–109``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def cells_of(store: Queryable, activities: Iterable[str]) -> Mapping[str, tuple[Cited, ...]]:
    """Return the cells of the rows of activities (IRIs), in the order of their lines and columns.

    An activity that no cell tells of has none. An open store is asked once for each activity.
    """
    known: dict[str, tuple[Cited, ...]] = kept(store, "cited cells", dict)
    asked = sorted(set(activities))
    missing = [iri for iri in asked if iri not in known]
    for start in range(0, len(missing), _AT_ONCE):
        some = missing[start : start + _AT_ONCE]
        found = _read(store, some)
        known.update((iri, found.get(iri, ())) for iri in some)
    return {iri: known[iri] for iri in asked}


def _read(store: Queryable, activities: Sequence[str]) -> dict[str, tuple[Cited, ...]]:
    named = " ".join(str(NamedNode(iri)) for iri in activities)
    fields: defaultdict[str, set[str]] = defaultdict(set)
    for cell, field in _rows(store, _FIELDS % named):
        fields[str(cell)].add(str(field).replace("#", "/").rpartition("/")[2])
    found: defaultdict[str, list[Cited]] = defaultdict(list)
    for activity, *told in _rows(store, _CELLS % named):
        cell, document, column, row, first, last, words = told
        found[str(activity)].append(
            Cited(
                str(cell), str(document), str(column), _number(row), _number(first),
                _number(last), str(words), frozenset(fields[str(cell)]),
            )
        )  # fmt: skip
    order = {
        iri: sorted(cells, key=lambda c: (c.first, c.row, c.iri)) for iri, cells in found.items()
    }
    return {iri: tuple(cells) for iri, cells in order.items()}


def _rows(store: Queryable, text: str) -> Iterator[tuple[object, ...]]:
    for row in select(store, text).rows:
        yield tuple(to_python(term) for term in row)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0

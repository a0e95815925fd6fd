"""The documents behind a store, cut into parts that a page can hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kavshiri.graph.query import Queryable, select, to_python

__all__ = ["ROWS", "Document", "columns_of", "documents_of"]

ROWS = 60
"""Rows of a table that stand on one page."""

_DOCUMENTS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT ?document ?name ?digest ?lines (MAX(?row) AS ?rows) WHERE {
  ?document a kav:SourceDocument ; kav:fileName ?name ; kav:sha256 ?digest .
  OPTIONAL { ?document kav:lineCount ?lines }
  OPTIONAL { ?cell kav:document ?document ; kav:row ?row }
}
GROUP BY ?document ?name ?digest ?lines
ORDER BY ?name ?document
"""
_STARTS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT ?row (MIN(?line) AS ?first) WHERE {
  VALUES ?row { %s }
  ?cell kav:document %s ; kav:row ?row ; kav:firstLine ?line .
}
GROUP BY ?row ORDER BY ?row
"""
_ROW = re.compile(r"r(\d+)c\d+$")
_LINE = re.compile(r"l(\d+)(?:-\d+)?$")


_COLUMNS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?name ?column ?label WHERE {
  {
    SELECT DISTINCT ?document ?column ?field
    WHERE { ?cell kav:document ?document ; kav:column ?column ; kav:field ?field }
  }
  ?document kav:fileName ?name .
  ?field rdfs:label ?label .
  FILTER(LANG(?label) = "en" && ?field != kav:column)
}
ORDER BY ?name ?column ?label
"""


def columns_of(store: Queryable) -> Mapping[tuple[str, str], str]:
    """Return what columns tell, in English, by the name of their document and their heading.

    These are the labels of the properties that their cells feed.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for row in select(store, _COLUMNS).rows:
        name, column, label = (str(to_python(term)) for term in row)
        found.setdefault((name, column), []).append(label.removeprefix("has "))
    return {column: ", ".join(labels) for column, labels in found.items()}


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a plan was read from; ``starts`` are the first lines of its parts but the first.

    ``lines`` is how many lines it has, None where nobody counted.
    """

    iri: str
    name: str
    sha256: str
    lines: int | None
    starts: tuple[int, ...] = ()

    @property
    def parts(self) -> int:
        """How many pages show it."""
        return len(self.starts) + 1

    def bounds(self, part: int) -> tuple[int, int | None]:
        """Return the first line of a part, and the first one behind it if there is any."""
        edges = (1, *self.starts)
        return edges[part - 1], edges[part] if part < self.parts else None

    def part_of(self, key: str) -> int:
        """Return the part in which a cell or unused text stands, by the end of its IRI.

        >>> Document("d", "d.txt", "", 90, (31, 61)).part_of("r900c2")
        3
        >>> Document("d", "d.txt", "", 90, (31, 61)).part_of("l31-2")
        2
        """
        if row := _ROW.search(key):
            return min((int(row[1]) - 1) // ROWS + 1, self.parts)
        line = _LINE.search(key)
        return bisect_right(self.starts, int(line[1])) + 1 if line else 1


def documents_of(store: Queryable) -> Mapping[str, Document]:
    """Return the documents of a store by their IRIs, in the order of their names."""
    return {document.iri: document for document in _read(store)}


def _read(store: Queryable) -> Iterator[Document]:
    for row in select(store, _DOCUMENTS).rows:
        iri, name, digest, lines, rows = (to_python(term) for term in row)
        known = rows if isinstance(rows, int) else 0
        yield Document(
            str(iri),
            str(name),
            str(digest),
            lines if isinstance(lines, int) else None,
            _starts(store, str(iri), known),
        )


def _starts(store: Queryable, iri: str, rows: int) -> tuple[int, ...]:
    firsts = " ".join(str(row) for row in range(ROWS + 1, rows + 1, ROWS))
    if not firsts:
        return ()
    found = select(store, _STARTS % (firsts, NamedNode(iri))).rows
    return tuple(line for row in found if isinstance(line := to_python(row[1]), int))

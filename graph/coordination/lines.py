"""Where activities stand in their documents: the file and the lines of the row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kavshiri.graph.query import Queryable, kept, select, to_python

__all__ = ["Lines", "documents", "source_lines"]

_AT_ONCE = 500  # activities in one query: a server may refuse a longer one

_DOCUMENTS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT DISTINCT ?document ?name ?digest WHERE {
  VALUES ?plan { %s }
  ?plan a kav:ActionPlan ; kav:document ?document .
  ?document kav:fileName ?name ; kav:sha256 ?digest
}
ORDER BY ?name ?digest ?document
"""
_LINES = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?activity ?document (MIN(?one) AS ?first) (MAX(?other) AS ?last) WHERE {
  VALUES ?activity { %s }
  ?activity prov:wasDerivedFrom ?cell .
  ?cell kav:document ?document ; kav:firstLine ?one ; kav:lastLine ?other .
}
GROUP BY ?activity ?document ORDER BY ?activity ?document
"""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one row, counted from 1, both ends included; ``document`` is a file's name."""

    document: str
    first: int
    last: int

    def __str__(self) -> str:
        """Return the lines alone, as ``88–109``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def source_lines(store: Queryable, activities: Iterable[str]) -> Mapping[str, Lines]:
    """Return where activities (IRIs) stand, from the first line of their cells to the last.

    One whose document has no lines is absent. A row in two documents is told by the first of them.
    """
    known: dict[str, Lines | None] = kept(store, "source lines", dict)
    asked = sorted(set(activities))
    missing = [iri for iri in asked if iri not in known]
    if missing:
        found = dict(_read_lines(store, missing))
        known.update((iri, found.get(iri)) for iri in missing)
    return {iri: lines for iri in asked if (lines := known[iri])}


def _read_lines(store: Queryable, activities: Sequence[str]) -> Iterator[tuple[str, Lines]]:
    """Yield where activities stand, those in two documents with the first of them last."""
    names = {iri: name for iri, name, _ in _documents(store)}
    for some in _chunks(activities):
        text = _LINES % " ".join(str(NamedNode(iri)) for iri in some)
        for row in reversed(select(store, text).rows):
            activity, document, first, last = map(to_python, row)
            if isinstance(first, int) and isinstance(last, int):
                name = names.get(str(document), str(document))
                yield str(activity), Lines(name, first, last)


def documents(store: Queryable, plans: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the files that some plans (IRIs; all if none is named) were read from, by name.

    Each with its hash.
    """
    wanted = tuple(sorted(set(plans)))
    found = kept(store, ("documents", wanted), lambda: _documents(store, wanted))
    return tuple(f"{name} (SHA-256 {digest})" for _, name, digest in found)


def _documents(store: Queryable, plans: Iterable[str] = ()) -> list[tuple[str, str, str]]:
    named = " ".join(str(NamedNode(iri)) for iri in sorted(set(plans))) or "UNDEF"
    rows = (tuple(map(to_python, row)) for row in select(store, _DOCUMENTS % named).rows)
    return [(str(iri), str(name), str(digest)) for iri, name, digest in rows]


def _chunks(iris: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(iris), _AT_ONCE):
        yield iris[start : start + _AT_ONCE]

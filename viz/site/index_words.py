"""What the cells of the documents say, as the search reads it: mended where the graph has it so.

A cell of a plan may break its words over lines; what was read of it (the text of an indicator, an
expected result) has them whole. Cells that nothing reads so are taken as they stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.query import Queryable, select, to_python
from kavshiri.queries.cited import Cited, cells_of

__all__ = ["Said", "said"]

_PREFIXES = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_OF_NODES = """
SELECT ?cell ?text WHERE {
  VALUES ?type { kav:Indicator kav:Verification kav:Risk }
  ?node a ?type ; kav:text ?text ; prov:wasDerivedFrom ?cell .
}
"""
_OF_ACTIVITIES = """
SELECT ?activity ?property ?text WHERE {
  VALUES ?property { kav:expectedResult kav:note }
  ?activity a kav:Activity ; ?property ?text .
}
"""
_ALL = """
SELECT ?cell ?document ?column ?row ?first ?last ?words ?reason WHERE {
  ?cell kav:document ?document ; kav:firstLine ?first ; kav:lastLine ?last ; prov:value ?words .
  OPTIONAL { ?cell kav:column ?column }
  OPTIONAL { ?cell kav:row ?row }
  OPTIONAL { ?cell kav:unusedReason/skos:notation ?reason }
}
"""
_OF_TITLES = "SELECT DISTINCT ?cell WHERE { ?cell kav:field skos:prefLabel }"
_DOCUMENTS = "SELECT ?document ?plan WHERE { ?plan a kav:ActionPlan ; kav:document ?document }"
_EMPTY = frozenset({"artefact", "layout", "marker"})
"""Why a text was left unused that says nothing."""

_TITLES = frozenset({"prefLabel", "notation"})


@dataclass(frozen=True, slots=True)
class Said:
    """A cell with its texts as they were read, its activity and its plan (empty if of none)."""

    cell: Cited
    texts: tuple[str, ...]
    activity: str
    plan: str


def said(store: Queryable, plans: Plans) -> Iterator[Said]:
    """Yield the cells that say anything but titles: those of activities, then the others."""
    nodes: defaultdict[str, list[str]] = defaultdict(list)
    for cell, text in sorted(_rows(store, _OF_NODES)):
        nodes[cell].append(text)
    own = {(of, _local(name)): text for of, name, text in sorted(_rows(store, _OF_ACTIVITIES))}
    cells = cells_of(store, plans.activities)
    for iri, activity in plans.activities.items():
        for cited in cells[iri]:
            if cited.words.strip() and not (cited.fields and cited.fields <= _TITLES):
                yield Said(cited, _texts(cited, iri, nodes, own), iri, activity.plan)
    used = {each.iri for some in cells.values() for each in some}
    yield from _outside(store, used)


def _texts(
    cell: Cited,
    activity: str,
    nodes: Mapping[str, list[str]],
    own: Mapping[tuple[str, str], str],
) -> tuple[str, ...]:
    """Return what was read of a cell, else its words."""
    read = [own[activity, name] for name in sorted(cell.fields) if (activity, name) in own]
    return tuple(dict.fromkeys((*read, *nodes.get(cell.iri, ())))) or (_whole(cell.words),)


def _outside(store: Queryable, used: Set[str]) -> Iterator[Said]:
    """Yield the cells and unused texts that no activity and no title was read from."""
    known = used | {cell for (cell,) in _rows(store, _OF_TITLES)}
    plans: dict[str, str] = {}
    for document, plan in sorted(_rows(store, _DOCUMENTS)):
        plans.setdefault(document, plan)
    found = []
    for cell, document, column, row, first, last, words, reason in _rows(store, _ALL):
        if cell not in known and reason not in _EMPTY and words.strip():
            cited = Cited(cell, document, column, _number(row), _number(first), _number(last),
                          words, frozenset())  # fmt: skip
            found.append(Said(cited, (_whole(words),), "", plans.get(document, "")))
    yield from sorted(found, key=lambda each: (each.plan, each.cell.first, each.cell.iri))


def _whole(words: str) -> str:
    return words.replace("<p>", " ").replace("</p>", " ")


def _local(name: str) -> str:
    return name.replace("#", "/").rpartition("/")[2]


def _rows(store: Queryable, query: str) -> Iterator[tuple[str, ...]]:
    for row in select(store, _PREFIXES + query).rows:
        yield tuple("" if term is None else str(to_python(term)) for term in row)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0

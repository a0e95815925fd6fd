"""What a page about a thing tells: its statements in words, what names it, the source's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from pyoxigraph import NamedNode

from kavshiri.ontology.terms import ONTOLOGY, PREFIXES
from kavshiri.ontology.vocabulary import borrowed_terms, short_name, vocabulary

from .formats import GRAPHS
from .pages import Linker, Quotation, Said, Thing
from .rows import Cell, Table
from .service import Service
from .words import words

__all__ = ["graph_as_thing", "said_of"]

_MOST_SAID = 1_000
_MOST_NAMING = 200
_MOST_QUOTED = 20

_OUT = "SELECT ?p ?x ?g WHERE { GRAPH ?g { %s ?p ?x } } ORDER BY ?p ?g ?x"
_IN = "SELECT ?p ?x ?g WHERE { GRAPH ?g { ?x ?p %s } } ORDER BY ?p ?g ?x"
_LABELS = """SELECT ?x ?label WHERE {
  VALUES ?x { %s }
  VALUES ?p { skos:prefLabel rdfs:label dct:title }
  ?x ?p ?label .
} ORDER BY ?x ?p ?label"""
_WORDS = """SELECT DISTINCT ?cell ?words ?column ?first ?last ?document WHERE {
  { BIND(%s AS ?cell) } UNION { %s prov:wasDerivedFrom|prov:wasQuotedFrom ?cell }
  ?cell prov:value ?words ; kav:firstLine ?first ; kav:lastLine ?last ;
    kav:document/kav:fileName ?document .
  FILTER(?words != "")
  OPTIONAL { ?cell kav:column ?column }
} ORDER BY ?document ?first ?cell"""

_Labels = Mapping[str, str]


async def said_of(service: Service, node: NamedNode, lang: str) -> Thing | None:
    """Return what a page about a thing shows; None where the store does not know it."""
    out = await service.table(_OUT % node, most_rows=_MOST_SAID)
    naming = await service.table(_IN % node, most_rows=_MOST_NAMING)
    if not out.rows and not naming.rows:
        return None
    labels = await _labels(service, [_cells(out), _cells(naming), [Cell("iri", node.value)]], lang)
    quoted = await service.table(_WORDS % (node, node), most_rows=_MOST_QUOTED)
    base = service.passport().base
    types = [cell for p, cell, _ in out.rows if p and cell and p.value == _TYPE]
    return Thing(
        iri=node.value,
        label=labels.get(node.value) or node.value.removeprefix(base),
        types=[(cell, labels.get(cell.value, "")) for cell in dict.fromkeys(types)],
        said=_by_property(out, labels, base),
        quotations=[_quotation(row, lang) for row in quoted.rows],
        incoming=_by_property(naming, labels, base),
        formats=GRAPHS,
        link=Linker(base, ONTOLOGY),
    )


def graph_as_thing(service: Service, graph: str, lang: str) -> Thing:
    """Return what a page about a named graph shows: what it holds, and how much."""
    t, base = words(lang), service.passport().base
    name = graph.removeprefix(f"{base}graph/")
    what = t.get(f"graph_{name.partition('/')[0]}", "")
    number = t["triples"].format(number=f"{service.graphs()[graph]:,}")
    note = ": ".join(filter(None, (t["a_graph"], what)))
    return Thing(graph, name, (), (), (), (), GRAPHS, Linker(base, ONTOLOGY), f"{note} ({number})")


_TYPE = PREFIXES["rdf"] + "type"


def _cells(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row[:2] if cell and cell.is_iri]


async def _labels(service: Service, cells: Iterable[Iterable[Cell]], lang: str) -> _Labels:
    """Return what IRIs are called: in the language, else in the other, else not at all."""
    known = _vocabulary(lang)
    iris = dict.fromkeys(c.value for some in cells for c in some if c.value not in known)
    if not iris:
        return known
    names = " ".join(str(NamedNode(iri)) for iri in iris)
    found: dict[str, dict[str, str]] = {}
    for thing, label in (await service.table(_LABELS % names)).rows:
        if thing and label:
            found.setdefault(thing.value, {}).setdefault(label.lang, label.value)
    chosen = {iri: _in_language(texts, lang) for iri, texts in found.items()}
    return {**known, **chosen}


def _in_language(texts: Mapping[str, str], lang: str) -> str:
    return next(texts[each] for each in (lang, "en", "ka", *texts) if each in texts)


@cache
def _vocabulary(lang: str) -> _Labels:
    terms = (*vocabulary(), *borrowed_terms())
    return {term.iri: term.label_ka if lang == "ka" else term.label_en for term in terms}


def _by_property(table: Table, labels: _Labels, base: str) -> list[Said]:
    """Return rows of property, thing and graph by property; the last one may be cut."""
    rows = [(p.value, x, g.value if g else "") for p, x, g in table.rows if p and x]
    found = []
    for name, group in groupby(rows, key=lambda row: row[0]):
        values = [
            (cell, labels.get(cell.value, ""), graph.removeprefix(f"{base}graph/"))
            for _, cell, graph in group
        ]
        found.append(Said(short_name(name), labels.get(name) or short_name(name), values))
    if table.more and found:
        last = found[-1]
        found[-1] = Said(last.name, last.label, last.values, more=True)
    return found


def _quotation(row: tuple[Cell | None, ...], lang: str) -> Quotation:
    cell, *texts = row
    assert cell is not None
    said, column, first, last, document = (text.value if text else "" for text in texts)
    told = words(lang)["place" if first != last else "place_in_one_line"]
    place = told.format(document=document, column=column, first=first, last=last)
    return Quotation(said, place, cell)

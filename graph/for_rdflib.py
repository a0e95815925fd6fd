"""Statements as rdflib's, for those who live there. Literals keep the form they are written in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kavshiri.ontology.terms import PREFIXES

__all__ = ["as_dataset", "as_graph"]

_STRING = PREFIXES["xsd"] + "string"
_G = TypeVar("_G", bound=rdflib.Graph)
_Node = rdflib.URIRef | rdflib.BNode


def as_dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """Return quads of named graphs as a dataset whose queries see the union of its graphs.

    The prefixes of the project are bound, so that a query need not declare them.
    """
    dataset = rdflib.Dataset(default_union=True)
    graph = cache(dataset.graph)
    dataset.addN((*_statement(quad.triple), graph(_node(quad.graph_name))) for quad in quads)
    return _named(dataset)


def as_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return triples as a graph, with the prefixes of the project bound."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add(_statement(triple))
    return _named(graph)


def _named(graph: _G) -> _G:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def _statement(triple: Triple) -> tuple[_Node, rdflib.URIRef, _Node | rdflib.Literal]:
    value = triple.object
    kept = _literal(value) if isinstance(value, Literal) else _node(value)
    return _node(triple.subject), rdflib.URIRef(triple.predicate.value), kept


def _node(term: object) -> _Node:
    """Return an IRI or a blank node. ValueError for a statement about a statement."""
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
    raise ValueError(f"rdflib has no place for {term}")


def _literal(literal: Literal) -> rdflib.Literal:
    kind = literal.datatype.value
    datatype = None if literal.language or kind == _STRING else rdflib.URIRef(kind)
    return rdflib.Literal(literal.value, lang=literal.language, datatype=datatype, normalize=False)

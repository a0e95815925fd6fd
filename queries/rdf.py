"""The formats of an answer that is a graph: Turtle, N-Triples, JSON-LD.

Statements stand sorted, so that the same answer is the same text; only the prefixes that occur are
declared.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kavshiri.graph.query import Term
from kavshiri.ontology.terms import PREFIXES

__all__ = ["GRAPH_FORMATS", "as_rdf", "sorted_triples"]

GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")
_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def sorted_triples(triples: Iterable[Triple]) -> list[Triple]:
    """Return the different statements: by subject, the types of a thing first."""
    return sorted(set(triples), key=_place)


def _place(triple: Triple) -> tuple[str, bool, str, str]:
    subject, predicate, value = _terms(triple)
    return str(subject).rstrip(">"), predicate != _TYPE, str(predicate), str(value)


def as_rdf(triples: Sequence[Triple], format: str) -> str:
    """Return statements in one of :data:`GRAPH_FORMATS`; ValueError for another."""
    match format:
        case "turtle":
            return _serialised(triples, RdfFormat.TURTLE, _prefixes_in(triples))
        case "ntriples":
            return _serialised(triples, RdfFormat.N_TRIPLES)
        case "jsonld":
            return _jsonld(triples)
    raise ValueError(f"no format of graphs: {format!r}")


def _jsonld(triples: Sequence[Triple]) -> str:
    """Return expanded JSON-LD, one key on each line."""
    document = json.loads(_serialised(triples, RdfFormat.JSON_LD))
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _serialised(
    triples: Iterable[Triple], kind: RdfFormat, prefixes: dict[str, str] | None = None
) -> str:
    buffer = io.BytesIO()
    serialize(triples, buffer, kind, prefixes=prefixes)
    return buffer.getvalue().decode()


def _prefixes_in(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the prefixes of the project that shorten a name in some statements."""
    names = {name for triple in triples for term in _terms(triple) for name in _names(term)}
    return {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if any(name.startswith(namespace) for name in names)
    }


def _terms(triple: Triple) -> tuple[Term, Term, Term]:
    return triple.subject, triple.predicate, triple.object


def _names(term: Term) -> Iterator[str]:
    match term:
        case NamedNode():
            yield term.value
        case Literal():
            yield term.datatype.value
        case Triple():
            for part in _terms(term):
                yield from _names(part)

"""What a SPARQL server answers, as the terms that the embedded store would give.

Servers write the same value in several ways (``"1"`` or ``"true"``, ``"2.50"`` or ``"2.5"``); here
it gets the one form that the embedded store keeps, so that answers of different engines are equal.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kavshiri.graph.query import Answer, Graph, Result, Rows, Term
from kavshiri.graph.server import Reply
from kavshiri.ontology.errors import QueryError
from kavshiri.ontology.terms import PREFIXES

__all__ = ["ACCEPT", "read_answer", "usual"]

_TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_FOR_TABLES = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_FOR_GRAPHS = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.7"
ACCEPT = {
    "SELECT": _FOR_TABLES,
    "ASK": _FOR_TABLES,
    "CONSTRUCT": _FOR_GRAPHS,
    "DESCRIBE": _FOR_GRAPHS,
}
"""The formats to ask for, by the form of the query. Virtuoso's Turtle loses the type of decimals,
so N-Triples are the best for a graph."""

_XSD = PREFIXES["xsd"]
_TRUTH = {"1": "true", "0": "false"}
_WHOLE = re.compile(r"[+-]?[0-9]+")


def read_answer(reply: Reply, form: str, address: str) -> Result:
    """Return the answer to a query of a form (SELECT, ASK, CONSTRUCT, DESCRIBE).

    Raises QueryError where it is no such answer, breaks off, or is only a part of one.
    """
    _require_whole(reply, address)
    try:
        if form in ("SELECT", "ASK") and reply.media_type in _TABLES:
            return _table(reply, form, address)
        if form in ("CONSTRUCT", "DESCRIBE") and reply.media_type in _GRAPHS:
            return _graph(reply)
    except QueryError:
        raise
    except (SyntaxError, ValueError) as error:
        raise QueryError(
            f"{address}: the answer breaks off or is damaged ({error}); "
            "the server may have reached its own limit: ask for less"
        ) from None
    raise QueryError(
        f"{address} does not answer as a SPARQL endpoint: it sent {reply.media_type or 'no type'} "
        "to a query; see that the address is that of its query service"
    )


def _require_whole(reply: Reply, address: str) -> None:
    """Refuse an answer that Virtuoso stopped in the middle, which it says in a header only."""
    if reply.headers.get("x-sql-state"):
        said = reply.headers.get("x-sql-message", "").partition("Activity:")[0].strip()
        raise QueryError(f"{address}: the server gave only a part of the answer ({said})")


def _table(reply: Reply, form: str, address: str) -> Result:
    answer = parse_query_results(reply.body, format=_TABLES[reply.media_type])
    try:
        if isinstance(answer, QueryBoolean) != (form == "ASK"):
            raise ValueError("a table where a yes or no was asked for, or the other way round")
        if isinstance(answer, QueryBoolean):
            return Answer(bool(answer))
        names = tuple(variable.value for variable in answer.variables)
        rows: list[tuple[Term | None, ...]] = []
        for solution in answer:
            rows.append(tuple(None if term is None else usual(term) for term in solution))
    finally:
        del answer  # an error may outlive this thread, and the engine's reader may not
    _require_all_rows(reply, len(rows), address)
    return Rows(names, rows)


def _require_all_rows(reply: Reply, rows: int, address: str) -> None:
    most = reply.headers.get("x-sparql-maxrows", "")
    if most.isdigit() and rows >= int(most):
        raise QueryError(
            f"{address}: the server hands out no more than {int(most):,} rows, so some may be "
            "missing; raise its limit (ResultSetMaxRows), or ask in portions with LIMIT and OFFSET"
        )


def _graph(reply: Reply) -> Graph:
    quads = parse(reply.body, format=_GRAPHS[reply.media_type])
    found: dict[Triple, None] = {}  # Virtuoso may hand out a triple twice
    try:
        for quad in quads:
            found[Triple(quad.subject, quad.predicate, usual(quad.object))] = None
    finally:
        del quads
    return Graph(list(found))


def usual(term: Term) -> Term:
    """Return a term in the form that the embedded store keeps: numbers and truth values.

    >>> from pyoxigraph import NamedNode
    >>> usual(Literal("1", datatype=NamedNode(_XSD + "boolean"))).value
    'true'
    >>> usual(Literal("2.50", datatype=NamedNode(_XSD + "decimal"))).value
    '2.5'
    """
    if not isinstance(term, Literal) or not term.datatype.value.startswith(_XSD):
        return term
    text = _usual_text(term.value, term.datatype.value.removeprefix(_XSD))
    return term if text == term.value else Literal(text, datatype=term.datatype)


def _usual_text(text: str, kind: str) -> str:
    if kind == "boolean":
        return _TRUTH.get(text, text)
    if kind == "integer" and _WHOLE.fullmatch(text):
        return str(int(text))
    if kind == "decimal":
        try:
            number = format(Decimal(text), "f")
        except InvalidOperation:
            return text
        number = number.rstrip("0").rstrip(".") if "." in number else number
        return "0" if number in ("-0", "") else number
    return text

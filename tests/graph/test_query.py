"""Questions: what a query sees, what is refused before the engine sees it, what comes out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kavshiri.graph import Answer, Graph, OpenStore, Result, Rows, run_query, to_python
from kavshiri.graph.query import Term
from kavshiri.graph.sparql import require_safe
from kavshiri.ontology.errors import QueryError
from kavshiri.ontology.terms import DATA, PREFIXES

XSD = PREFIXES["xsd"]
GRAPHS = DATA + "graph/"


def rows(result: Result) -> list[tuple[object, ...]]:
    assert isinstance(result, Rows)
    return [tuple(to_python(term) for term in row) for row in result.rows]


def test_a_query_sees_the_union_and_needs_no_prefixes(built: OpenStore) -> None:
    result = built.query("""
        SELECT ?label ?due {
          ?activity kav:lead ?agency ; kav:dueBy ?due ; skos:prefLabel ?label .
          FILTER(LANG(?label) = "en")
        }""")
    assert isinstance(result, Rows)
    assert result.variables == ("label", "due")
    assert rows(result) == [("Training of consuls", date(2019, 12, 31))]
    assert result.to_python() == [{"label": "Training of consuls", "due": date(2019, 12, 31)}]


def test_a_prefix_of_ones_own_wins(built: OpenStore) -> None:
    found = built.query("PREFIX kav: <http://example.org/> SELECT * { ?s kav:lead ?o }")
    assert rows(found) == []
    found = built.query("PREFIX k: <https://w3id.org/kavshiri/ontology#> ASK { ?s k:lead ?o }")
    assert found == Answer(True)


@pytest.mark.parametrize(
    "clause",
    [
        f"FROM <{GRAPHS}source>",
        f"from\n<{GRAPHS}source>",
        f"FROM <{GRAPHS}source> FROM NAMED <{GRAPHS}computed>",
    ],
)
def test_a_dataset_clause_is_obeyed(clause: str, built: OpenStore) -> None:
    found = built.query(f"SELECT (COUNT(*) AS ?n) {clause} {{ ?s ?p ?o }}")
    assert rows(found) == [(built.info().counts["source"],)]


@pytest.mark.parametrize(
    "query",
    [
        f"PREFIX g: <{GRAPHS}> SELECT (COUNT(*) AS ?n) FROM g:source {{ ?s ?p ?o }}",
        f"PREFIX g: <{GRAPHS}> SELECT (COUNT(*) AS ?n) FROM g:sour\\u0063e {{ ?s ?p ?o }}",
        f"BASE <{GRAPHS}> SELECT (COUNT(*) AS ?n) FROM <source> {{ ?s ?p ?o }}",
    ],
    ids=["prefix", "escape", "base"],
)
def test_a_graph_can_be_named_in_short(query: str, built: OpenStore) -> None:
    if "\\u" in query:
        with pytest.raises(QueryError):
            built.query(query)
        return
    assert rows(built.query(query)) == [(built.info().counts["source"],)]


def test_from_in_a_string_or_a_comment_is_no_clause(built: OpenStore) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?o != 'FROM <x:y>') } # FROM <x:z>"
    assert rows(built.query(query)) == [(len(built.store),)]


def test_an_unknown_graph_is_refused(built: OpenStore) -> None:
    with pytest.raises(QueryError, match="there is no graph <file:///etc/passwd> here; the graphs"):
        built.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    with pytest.raises(QueryError, match=r"there is no graph <http://example\.org/x> here"):
        built.query("SELECT * FROM NAMED <http://example.org/x> { GRAPH ?g { ?s ?p ?o } }")


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{} }",
    "SELECT * { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?a<?b) SERVICE <http://127.0.0.1:9/> {} FILTER(?a>?b) }",
    "PREFIX e: <e:> SELECT * { ?s ?p e:\\# SERVICE <http://127.0.0.1:9/> {}\n }",
    "SELECT * { ?s ?p 'a\\'' SERVICE <http://127.0.0.1:9/> {} }",
    "SELECT * { ?s ?p '''a''' SERVICE <http://127.0.0.1:9/> {} # '''\n}",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> {} } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_a_call_to_another_service_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="a query may not call other services with SERVICE"):
        require_safe(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <x>' }",
        "SELECT * { ?s ?p <http://example.org/SERVICE> } # SERVICE <x> {}",
        'SELECT * { ?s ?p """SERVICE "x" <y>""" }',
        "SELECT * { ?s kav:socialServiceAgency ?o }",
        "SELECT * { ?s ?p 'x'@service }",
    ],
)
def test_the_word_service_in_other_places_is_no_call(query: str, built: OpenStore) -> None:
    assert rows(built.query(query)) == []


@pytest.mark.parametrize(
    "update",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <a:> DROP ALL",
        "LOAD <file:///etc/passwd>",
        "CLEAR DEFAULT",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused(update: str, built: OpenStore) -> None:
    with pytest.raises(QueryError, match="would change the store, which can only be asked"):
        built.query(update)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }",
        "SELECT * " + "{" * 5_000 + "}" * 5_000,
        "SELECT * { ?s ?p " + "[ ?p " * 5_000 + "1" + "]" * 5_000 + " }",
    ],
    ids=["parentheses", "braces", "brackets"],
)
def test_deep_nesting_is_refused_before_parsing(query: str, built: OpenStore) -> None:
    with pytest.raises(QueryError, match="brackets are nested more than 100 deep"):
        built.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(1" + "+1" * 20_000 + ") }",
        "SELECT * { FILTER(" + "!" * 20_000 + "true) }",
        "SELECT * { {}" + "UNION {}" * 20_000 + " }",
        "SELECT * {" + "".join(f"BIND(1 AS ?b{i}) " for i in range(5_000)) + "}",
    ],
    ids=["plus", "not", "union", "bind"],
)
def test_long_chains_are_refused_before_parsing(query: str, built: OpenStore) -> None:
    with pytest.raises(QueryError, match="the query has more than 2000 operators and clauses"):
        built.query(query)


def test_what_is_just_within_the_limits_is_answered(built: OpenStore) -> None:
    assert built.query("ASK { FILTER(" + "(" * 98 + "1" + ")" * 98 + ") }") == Answer(True)
    values = " ".join(f"<x:{i}>" for i in range(5_000))
    assert rows(built.query(f"SELECT * {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")) == []


def test_brackets_in_strings_and_iris_are_not_counted(built: OpenStore) -> None:
    query = "ASK { FILTER(STRLEN('" + "(" * 500 + "') = 500) } # " + "{" * 500
    assert built.query(query) == Answer(True)


def test_what_cannot_be_read_says_where(built: OpenStore) -> None:
    with pytest.raises(QueryError, match="the query cannot be read: error at 2:"):
        built.query("SELECT *\nWHERE { ?s ?p }")
    with pytest.raises(QueryError, match="FROM must be followed by the IRI of a graph"):
        built.query("SELECT * FROM nowhere:x { ?s ?p ?o }")


def test_graphs_and_truth_come_out_typed(built: OpenStore) -> None:
    graph = built.query("CONSTRUCT { ?s a kav:Activity } { ?s a kav:Activity }")
    assert isinstance(graph, Graph)
    assert len(graph.triples) == 2
    assert built.query("ASK { ?s a kav:Activity }") == Answer(True)
    assert not built.query("ASK { ?s a kav:Cake }")


def test_parameters_are_bound_not_written_in(built: OpenStore) -> None:
    query = "SELECT ?who ?role { ?p kav:organisation ?who ; kav:role/skos:notation ?role }"
    eu = NamedNode(DATA + "organisation/eu")
    assert rows(run_query(built.store, query, parameters={"who": eu})) == [(eu.value, "donor")]
    hostile = Literal('" } ; DROP ALL #')
    assert rows(run_query(built.store, query, parameters={"who": hostile})) == []
    with pytest.raises(QueryError, match=r"the query cannot be answered: .* variable \?other"):
        run_query(built.store, query, parameters={"other": eu})


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (Literal("სია", language="ka"), "სია"),
        (Literal("1.10"), "1.10"),
        (Literal("12", datatype=NamedNode(XSD + "integer")), 12),
        (Literal("2.50", datatype=NamedNode(XSD + "decimal")), Decimal("2.50")),
        (Literal("1e3", datatype=NamedNode(XSD + "double")), 1000.0),
        (Literal("true", datatype=NamedNode(XSD + "boolean")), True),
        (Literal("0", datatype=NamedNode(XSD + "boolean")), False),
        (Literal("2019-12-31", datatype=NamedNode(XSD + "date")), date(2019, 12, 31)),
        (Literal("2019-02-30", datatype=NamedNode(XSD + "date")), "2019-02-30"),
        (Literal("many", datatype=NamedNode(XSD + "decimal")), "many"),
        (
            Literal("2019-12-31T10:00:00", datatype=NamedNode(XSD + "dateTime")),
            datetime(2019, 12, 31, 10),
        ),
        (Literal("x", datatype=NamedNode("http://example.org/kind")), "x"),
        (NamedNode("http://example.org/"), "http://example.org/"),
        (BlankNode("b"), "_:b"),
        (Triple(NamedNode("a:s"), NamedNode("a:p"), Literal("o")), ("a:s", "a:p", "o")),
    ],
)
def test_terms_become_plain_values(term: Term | None, value: object) -> None:
    found = to_python(term)
    assert found == value
    assert type(found) is type(value)

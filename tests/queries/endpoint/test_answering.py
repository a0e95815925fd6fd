"""Answering one query as a worker does, without a process of its own."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kavshiri.queries.endpoint.answering import Answered, answer
from kavshiri.queries.endpoint.errors import ProblemError
from kavshiri.queries.endpoint.job import Done, Job
from kavshiri.queries.endpoint.rows import Cell, Table

BASE = "https://x.test/id/"


@pytest.fixture
def quads() -> Store:
    """Three graphs with one statement each."""
    store = Store()
    for name in "abc":
        node = NamedNode(BASE + name)
        store.add(Quad(node, NamedNode(f"{BASE}p"), Literal(name.upper()), node))
    return store


def asked(store: Store, query: str, format: str = "json", **more: Any) -> tuple[bytes, Answered]:
    parts: list[bytes] = []
    job = Job(query, format, most_rows=1_000, most_bytes=100_000)
    known = answer(store, replace(job, **more), BASE, parts.append)
    return b"".join(parts), known


def column(body: bytes, name: str = "o") -> list[str]:
    return sorted(row[name]["value"] for row in json.loads(body)["results"]["bindings"])


def test_without_a_dataset_the_union_is_seen(quads: Store) -> None:
    body, known = asked(quads, "SELECT ?o { ?s ?p ?o }")
    assert column(body) == ["A", "B", "C"]
    assert known == Answered(rows=3)


@pytest.mark.parametrize(
    ("dataset", "default", "named"),
    [
        ({"default_graphs": (f"{BASE}a",), "named_graphs": ()}, ["A"], []),
        ({"default_graphs": (), "named_graphs": (f"{BASE}b",)}, [], ["B"]),
        ({"default_graphs": (f"{BASE}a", f"{BASE}b"), "named_graphs": (f"{BASE}c",)},
         ["A", "B"], ["C"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("clause", ["", "FROM <c> FROM NAMED <a>"])
def test_the_dataset_of_the_protocol_is_the_only_one(
    dataset: dict[str, Any], default: list[str], named: list[str], clause: str, quads: Store
) -> None:
    body, _ = asked(quads, f"SELECT ?o {clause} {{ ?s ?p ?o }}", **dataset)
    assert column(body) == default
    body, _ = asked(quads, f"SELECT ?o {clause} {{ GRAPH ?g {{ ?s ?p ?o }} }}", **dataset)
    assert column(body) == named


def test_the_dataset_of_the_query_is_obeyed(quads: Store) -> None:
    body, _ = asked(quads, "SELECT ?o FROM <a> { ?s ?p ?o }")
    assert column(body) == ["A"]
    body, _ = asked(quads, "SELECT ?o FROM NAMED <b> { GRAPH ?g { ?s ?p ?o } }")
    assert column(body) == ["B"]


@pytest.mark.parametrize(
    ("query", "kind", "status"),
    [
        ("ASK {", "unreadable", 400),
        ("", "unreadable", 400),
        ("ASK { ?s ?p 'x }", "unreadable", 400),
        ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }", "unreadable", 400),
        ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "service", 403),
        ("SELECT * FROM <file:///x> { ?s ?p }", "unreadable", 400),
        ("SELECT * FROM <file:///x> { ?s ?p ?o }", "unknown_graph", 400),
        ("SELECT * FROM nowhere:x { ?s ?p ?o }", "unreadable", 400),
        ("CLEAR ALL", "update", 403),
        ("ASK { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }", "too_complex", 400),
        ("ASK { FILTER(1" + "+1" * 5_000 + ") }", "too_complex", 400),
        ("SELECT (xsd:intger('1') AS ?x) { }", "unanswerable", 400),
    ],
)
def test_what_is_not_answered(query: str, kind: str, status: int, quads: Store) -> None:
    with pytest.raises(ProblemError) as caught:
        asked(quads, query)
    assert (caught.value.kind, caught.value.status) == (kind, status)


def test_a_graph_of_the_protocol_must_be_ours(quads: Store) -> None:
    with pytest.raises(ProblemError) as caught:
        asked(quads, "ASK { }", default_graphs=("file:///etc/passwd",), named_graphs=())
    known = ", ".join(f"<{BASE}{name}>" for name in "abc")
    assert caught.value.words("en") == {
        "title": "There is no such graph here",
        "message": "The store has no graph <file:///etc/passwd>, and nothing is loaded from "
        "elsewhere.",
        "next": f"Name one of {known}.",
    }


def test_a_function_that_nobody_knows_is_an_error_where_it_is_called(quads: Store) -> None:
    body, known = asked(quads, "SELECT ?o { ?s ?p ?o FILTER(<x:f>(?o) || ?o = 'A') }")
    assert column(body) == ["A"]  # error || true is true, error || false is an error
    assert known.unknown == {"x:f"}
    _, known = asked(quads, "SELECT * { ?s ?p ?o . ?s <x:q> ?q FILTER(<x:f>(?o)) }")
    assert known.unknown == set()  # it was never called


def test_time_and_chance_are_told(quads: Store) -> None:
    assert asked(quads, "SELECT (NOW() AS ?t) { }")[1].volatile
    assert not asked(quads, "SELECT ?o { ?s ?p ?o }")[1].volatile


@pytest.mark.parametrize("format", ["csv", "json", "tsv", "xml"])
def test_too_many_rows(format: str, quads: Store) -> None:
    assert asked(quads, "SELECT * { ?s ?p ?o }", format, most_rows=3)[1].rows == 3
    with pytest.raises(ProblemError, match="The answer has more than 2 rows; a cut answer is not"):
        asked(quads, "SELECT * { ?s ?p ?o }", format, most_rows=2)


@pytest.mark.parametrize("format", ["jsonld", "nquads", "ntriples", "rdfxml", "trig", "turtle"])
def test_too_many_triples(format: str, quads: Store) -> None:
    body, known = asked(quads, "CONSTRUCT WHERE { ?s ?p ?o }", format, most_rows=3)
    assert known.rows == 3
    assert b"https://x.test/id/" in body
    with pytest.raises(ProblemError, match="The answer has more than 2 rows"):
        asked(quads, "CONSTRUCT WHERE { ?s ?p ?o }", format, most_rows=2)


@pytest.mark.parametrize("format", ["csv", "json", "tsv", "xml"])
def test_too_many_bytes(format: str, quads: Store) -> None:
    with pytest.raises(ProblemError, match="The answer has more than 20 bytes"):
        asked(quads, "SELECT * { ?s ?p ?o }", format, most_bytes=20)


@pytest.mark.parametrize("character", ["\\u0001", "\\u000B", "\\u001F", "\\uFFFE", "\\uFFFF"])
def test_xml_is_not_written_where_it_cannot_be_read(character: str, quads: Store) -> None:
    query = f"SELECT ('a{character}b' AS ?x) {{ }}"
    with pytest.raises(ProblemError) as caught:
        asked(quads, query, "xml")
    assert caught.value.status == 406
    assert asked(quads, query, "json")[1].rows == 1


def test_a_carriage_return_survives_xml(quads: Store) -> None:
    body, _ = asked(quads, "SELECT ('a\\r\\nb' AS ?x) { }", "xml")
    assert b"a&#xD;\nb" in body
    body, _ = asked(quads, "CONSTRUCT { <s> <p> 'a\\rb' } { }", "rdfxml")
    (quad,) = parse(io.BytesIO(body), format=RdfFormat.RDF_XML)
    assert quad.object == Literal("a\rb")


def test_a_small_graph_declares_only_the_prefixes_it_uses(quads: Store) -> None:
    body, _ = asked(quads, "CONSTRUCT { <s> rdfs:label 'x' } { }", "turtle")
    assert body.decode().count("@prefix") == 1


def test_rows_for_our_own_pages(quads: Store) -> None:
    body, known = asked(
        quads,
        "SELECT ?s ?o ?u { ?s ?p ?o } ORDER BY ?s",
        "rows",
        most_rows=2,
        cut=True,
    )
    table = Table.from_json(body, more=known.more)
    assert table.more
    assert table.variables == ("s", "o", "u")
    assert table.rows == [
        (Cell("iri", f"{BASE}a"), Cell("literal", "A"), None),
        (Cell("iri", f"{BASE}b"), Cell("literal", "B"), None),
    ]
    body, _ = asked(quads, "SELECT ('x'@ka AS ?a) (1 AS ?b) { }", "rows")
    assert Table.from_json(body, more=False).rows == [
        (
            Cell("literal", "x", "ka", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
            Cell("literal", "1", "", "http://www.w3.org/2001/XMLSchema#integer"),
        )
    ]
    body, _ = asked(quads, "ASK { }", "rows")
    (((cell,),)) = Table.from_json(body, more=False).rows
    assert cell is not None
    assert cell.value == "true"


def test_messages_go_through_the_pipe_and_come_out_the_same() -> None:
    job = Job("ASK {}", "json", 1, 2, ("a:b",), None, cut=True)
    assert Job.from_json(job.to_json()) == job
    done = Done(rows=1, build="x", unknown=("a:f", "b:f"), tired=True)
    assert Done.from_json(done.to_json()) == done

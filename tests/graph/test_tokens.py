"""The engine reads a query as it was judged; a query that is refused has been read without harm."""

from __future__ import annotations

import re
import socket

import pytest

from kavshiri.graph import OpenStore
from kavshiri.graph.query import check_grammar
from kavshiri.graph.sparql import dataset_of, is_volatile
from kavshiri.graph.tokens import tokens, unambiguous
from kavshiri.ontology.errors import QueryError
from kavshiri.ontology.terms import DATA, PREFIXES

GRAPHS = DATA + "graph/"

HIDDEN = [  # by the grammar no call, by the engine's own reading one
    "SELECT * { BIND('' AS ?a) FILTER(?a<'>') SERVICE <URL> { ?d ?e ?f } FILTER('' = '') }",
    "SELECT * { FILTER(?a<?b)SERVICE<URL>#>\n{ ?d ?e ?f } }",
    "PREFIX x: <URL> SELECT * { BIND(1 AS ?a) FILTER(?a<?b)SERVICE/x:#>\n{ ?d ?e ?f } }",
    "PREFIX x: <URL> SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE?x#>\n{ ?d ?e ?f } }",
    "PREFIX x: <x:> SELECT * { VALUES ?x { '''a' x:\\( } SERVICE <URL> { } VALUES ?y { 'b''' } }",
    "SELECT * { VALUES ?x { '''a' '\\uD800' } SERVICE <URL> { } VALUES ?y { 'b''' } }",
]


@pytest.mark.parametrize("query", HIDDEN)
def test_the_engine_reads_what_was_judged(query: str, built: OpenStore) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(QueryError):
            built.query(query.replace("URL", address))
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_brackets_hidden_in_an_iri_do_not_end_the_process(built: OpenStore) -> None:
    hidden = "SELECT * { FILTER(1<" + "(" * 5_000 + "2" + ")" * 5_000 + "#>\n) }"
    with pytest.raises(QueryError, match="the query cannot be read"):
        built.query(hidden)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p <a?b>, <x:y>, <http://example.org/?q='>, '''it's''', 'it''' }",
        'SELECT * { ?s ?p """a\\n"b" \\\\""", "\\u0022", \'\\n\' # all\n}',
        "SELECT * { ?s <#a> <\\u0062> FILTER(1 <2 && ?s<?p) }",
        "SELECT * { ?s ?p '''''' , '' '' \"\"\"\"\"\" }",
    ],
)
def test_an_unambiguous_query_has_the_same_tokens(query: str) -> None:
    certain = unambiguous(query)
    assert _meant(certain) == _meant(query)
    assert certain.count("\n") == query.count("\n")
    assert unambiguous(certain) == certain


def _meant(query: str) -> list[tuple[str, str]]:
    found = [token for token in tokens(query) if token.kind != "comment"]
    return [(each.kind, _plain(each.text)) for each in found]


def _plain(text: str) -> str:
    text = re.sub(r"\\u00([0-9A-Fa-f]{2})", lambda match: chr(int(match[1], 16)), text)
    return text.replace("\\'", "'").replace('\\"', '"')


def test_grammar_is_checked_without_asking_anyone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        service = f"SERVICE SILENT <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }}"
        for query in (f"ASK {{ {service} }}", f"CONSTRUCT WHERE {{ ?s ?p ?o }} # {service}"):
            check_grammar(query)
        check_grammar(f"SELECT (COUNT(*) AS ?n) FROM <file:///x> {{ {service} }} ORDER BY ?n")
        with pytest.raises(QueryError, match="the query cannot be read: error at 1:"):
            check_grammar(f"ASK {{ {service} ")
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n ?s ?p 'a }", r"error at 2:8: the string that begins here has no end"),
        ("SELECT * { ?s ?p 'a\\z' }", r"error at 1:20: a string knows no escape '\\\\z'"),
        ("SEL\\u0045CT * { }", r"error at 1:4: a backslash cannot stand here"),
    ],
    ids=["no end", "no escape", "backslash"],
)
def test_what_no_token_can_be_is_told_with_its_place(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=f"the query cannot be read: {message}"):
        check_grammar(query)


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <file:///etc/passwd>",
        "from<file:///etc/passwd>",
        "FROM NAMED <file:///etc/passwd>",
        "FROM # a comment\n<file:///etc/passwd>",
        "FROM <file:///etc/p\\u0061sswd>",
        "FROM <\\U00000066ile:///etc/passwd>",
        "FROM f:passwd",
        "FROM <passwd>",
        "FROM <../etc/passwd>",
    ],
)
def test_a_file_is_never_a_graph(clause: str, built: OpenStore) -> None:
    before = "BASE <file:///etc/x> PREFIX f: <file:///etc/>"
    with pytest.raises(QueryError, match="there is no graph <file:///etc/passwd> here"):
        built.query(f"{before} SELECT * {clause} {{ ?s ?p ?o }}")


def test_the_base_that_is_given_holds_for_the_dataset() -> None:
    query = "SELECT * FROM <source> { ?s ?p ?o }"
    assert dataset_of(query, PREFIXES, GRAPHS).graphs == (f"{GRAPHS}source",)


def test_time_and_chance_are_seen() -> None:
    assert is_volatile("SELECT (now() AS ?t) { }")
    assert is_volatile("SELECT * { ?s ?p ?o } ORDER BY RAND()")
    assert not is_volatile("SELECT ?now { ?now ?p 'NOW()' } # RAND()")

"""The judges themselves, on invented tests and a server that answers as it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from .client import Client, Reply
from .graph_store import judge_graph_store
from .outcome import Outcome
from .protocol import judge_protocol
from .service import judge_description
from .suites import SUITES, VARIABLE, Suite, Test, folder_of_suites, read_suite
from .syntax import judge_query, judge_update

MANIFEST = """
@prefix : <http://x.test/manifest#> .
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix ht: <http://www.w3.org/2011/http#> .
@prefix hts: <http://www.w3.org/2011/http-statusCodes#> .
@prefix cnt: <http://www.w3.org/2011/content#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<> a mf:Manifest ; mf:entries (:good :bad :update :ask :change :get :put :conforms-to-schema) .
:good a mf:PositiveSyntaxTest11 ; mf:action <good.rq> .
:bad a mf:NegativeSyntaxTest11 ; mf:action <bad.rq> .
:update a mf:PositiveUpdateSyntaxTest11 ; mf:action <update.ru> .
:ask a mf:ProtocolTest ; mf:action [ ht:requests ([
    ht:absolutePath "/sparql/?query=ASK%7B%7D" ; ht:methodName "GET" ;
    ht:resp [ mf:expectedFormat "boolean" ; mf:expectedBoolean true ;
              mf:expectedStatus hts:StatusCode2xx ] ]) ] .
:change a mf:ProtocolTest ; mf:action [ ht:requests ([
    ht:absolutePath "/sparql/" ; ht:methodName "POST" ;
    ht:body [ cnt:characterEncoding "UTF-8" ; cnt:chars "update=CLEAR+ALL" ] ;
    ht:resp [ mf:expectedStatus hts:StatusCode2xx ] ]) ] .
:get a mf:GraphStoreProtocolTest ; rdfs:comment \"\"\"
#### Request

    GET $GRAPHSTORE$/a.ttl HTTP/1.1
    Host: $HOST$

#### Response

    200 OK

    [] <http://x.test/p> 1 .
\"\"\" .
:put a mf:GraphStoreProtocolTest ; rdfs:comment \"\"\"
#### Request

    PUT $GRAPHSTORE$/a.ttl HTTP/1.1
    Host: $HOST$

    [] <http://x.test/p> 1 .

#### Response

    201 Created
\"\"\" .
:conforms-to-schema a mf:ServiceDescriptionTest .
"""
SD = "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> . <http://suite.test/sparql> "


class Scripted(Client):
    """Answers every request in one way. The store changes with each request if told so."""

    def __init__(self, reply: Reply, *, changes: bool = False) -> None:
        self.reply, self.changes, self.asked = reply, changes, 0

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        self.asked += 1
        return self.reply

    def state(self) -> bytes:
        return str(self.asked if self.changes else 0).encode()


def problem(status: int, kind: str) -> Reply:
    return Reply(status, "application/json", f'{{"error": {{"kind": "{kind}"}}}}'.encode())


TABLE = Reply(200, "application/sparql-results+json", b'{"head": {"vars": []}}')
YES = Reply(200, "application/sparql-results+json", b'{"boolean": true}')
NO = Reply(200, "application/sparql-results+xml", b"<s xmlns='x:'><boolean>false</boolean></s>")


@pytest.fixture
def tests(tmp_path: Path) -> dict[str, Test]:
    """The invented tests by name."""
    (tmp_path / "manifest.ttl").write_text(
        MANIFEST.replace("http://x.test/manifest#", "http://suite.test/manifest#")
    )
    for name in ("good.rq", "bad.rq", "update.ru"):
        (tmp_path / name).write_text("ASK { }")
    found = read_suite(tmp_path, Suite(".", "invented", 8))
    return {test.name: test for test in found}


@pytest.mark.parametrize(
    ("name", "reply", "result"),
    [
        ("good", TABLE, "passed"),
        ("good", problem(403, "service"), "refused"),
        ("good", problem(400, "unknown_graph"), "refused"),
        ("good", problem(400, "unreadable"), "deviation"),
        ("good", problem(400, "too_complex"), "deviation"),
        ("good", problem(504, "too_slow"), "deviation"),
        ("bad", problem(400, "unreadable"), "passed"),
        ("bad", problem(403, "service"), "deviation"),
        ("bad", problem(400, "unknown_graph"), "deviation"),
        ("bad", problem(500, "crashed"), "deviation"),
        ("bad", TABLE, "deviation"),
    ],
)
def test_queries(tests: dict[str, Test], name: str, reply: Reply, result: str) -> None:
    client = Scripted(reply)
    assert judge_query(tests[name], client).result == result
    assert client.asked == 3


@pytest.mark.parametrize(
    ("reply", "result"),
    [
        (problem(403, "update"), "refused"),
        (problem(400, "unreadable"), "deviation"),
        (problem(413, "too_long"), "deviation"),
        (TABLE, "deviation"),
        (Reply(204, "", b""), "deviation"),
    ],
)
def test_updates(tests: dict[str, Test], reply: Reply, result: str) -> None:
    assert judge_update(tests["update"], Scripted(reply)).result == result
    assert judge_protocol(tests["change"], Scripted(reply)).result == result


@pytest.mark.parametrize(
    ("reply", "result"),
    [
        (YES, "passed"),
        (NO, "deviation"),
        (TABLE, "deviation"),
        (Reply(200, "text/plain", b"true"), "deviation"),
        (problem(400, "unreadable"), "deviation"),
    ],
)
def test_an_answer_by_the_protocol(tests: dict[str, Test], reply: Reply, result: str) -> None:
    assert judge_protocol(tests["ask"], Scripted(reply)).result == result


@pytest.mark.parametrize(
    ("name", "reply", "result"),
    [
        ("get", Reply(200, "text/turtle", b"_:x <http://x.test/p> 1 ."), "passed"),
        ("get", Reply(200, "text/turtle", b"_:x <http://x.test/p> 2 ."), "deviation"),
        ("get", Reply(200, "text/html", b""), "deviation"),
        ("get", problem(404, "no_graph"), "deviation"),
        ("put", problem(403, "read_only"), "refused"),
        ("put", problem(404, "no_graph"), "deviation"),
        ("put", Reply(201, "", b""), "deviation"),
    ],
)
def test_graphs(tests: dict[str, Test], name: str, reply: Reply, result: str) -> None:
    held: list[Mapping[str, str]] = []
    client = Scripted(reply)
    assert judge_graph_store(tests[name], client, held.append).result == result
    assert client.asked == 2  # at the graph's own address and at the graph store's
    if name == "get":
        assert "http://suite.test/graph/a.ttl" in held[0]
    else:
        assert held == []


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("a sd:Service ; sd:endpoint <http://suite.test/sparql> .", "deviation"),  # no named graph
        ("a sd:Service, sd:NamedGraph ; sd:endpoint <x:a> ; sd:name <x:b> .", "passed"),
        ("a sd:Service, sd:NamedGraph ; sd:name <x:b> .", "deviation"),
        ("a sd:Service, sd:NamedGraph ; sd:endpoint <x:a> ; sd:name <x:b>, <x:c> .", "deviation"),
        ("a sd:Service ; sd:named <x:b> .", "deviation"),
        ("sd:endpoint <http://suite.test/sparql> .", "deviation"),
    ],
)
def test_a_description(tests: dict[str, Test], said: str, result: str) -> None:
    reply = Reply(200, "text/turtle", f"{SD}{said}".encode())
    assert judge_description(tests["conforms-to-schema"], Scripted(reply)).result == result


@pytest.mark.parametrize(
    "judge",
    [lambda t, c: judge_update(t["update"], c), lambda t, c: judge_protocol(t["change"], c)],
)
def test_a_refusal_that_changes_the_store_is_none(
    tests: dict[str, Test], judge: Callable[[dict[str, Test], Client], Outcome]
) -> None:
    client = Scripted(problem(403, "update"), changes=True)
    assert judge(tests, client).result == "deviation"


def test_a_suite_that_lacks_a_test_is_no_suite(tests: dict[str, Test]) -> None:
    folder = tests["good"].folder
    with pytest.raises(AssertionError, match="8"):
        read_suite(folder, Suite(".", "invented", 9))


def test_the_numbers_of_the_suites() -> None:
    # counted by rdf:type: 215 positive and 81 negative syntax tests of queries, 34 of the protocol,
    # 3 of the service description, 18 of graph stores, 42 and 13 syntax tests of updates
    assert sum(suite.number for suite in SUITES) == 215 + 81 + 34 + 3 + 18 + 42 + 13


def test_where_the_suites_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert folder_of_suites() is None
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert folder_of_suites() == tmp_path
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))
    with pytest.raises(NotADirectoryError, match=VARIABLE):
        folder_of_suites()

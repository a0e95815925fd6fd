"""What is said where a server does not answer as it should."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal

import kavshiri
from kavshiri.command import main
from kavshiri.graph.query import select
from kavshiri.graph.remote import RemoteStore
from kavshiri.ontology import KavshiriError, QueryError, StoreError

from .running import free_port, virtuoso
from .scripted import JSON, Scripted

Capture = pytest.CaptureFixture[str]

ASK = "ASK { ?a kav:lead ?b }"
ONE_ROW = (
    '{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "x:y"}}]}}'
)

REFUSALS: dict[str, tuple[dict[str, Any], type[KavshiriError], str]] = {
    "bad-query": (
        {"status": 400, "type": "text/plain", "body": "line 1: no such\n\nSPARQL query:\nASK"},
        QueryError,
        "the query cannot be read by {address}: line 1: no such",
    ),
    "cannot-answer": (
        {"status": 500, "type": "application/json", "body": '{"message": "out of memory"}'},
        QueryError,
        "the query cannot be answered by {address}: out of memory",
    ),
    "no-user": (
        {"status": 401, "type": "text/plain", "body": ""},
        StoreError,
        "{address}: it wants a user and a password (401: Unauthorized); "
        "set KAVSHIRI_USER and KAVSHIRI_PASSWORD",
    ),
    "forbidden": (
        {"status": 403, "type": "text/html", "body": "<h1>Not &amp; never</h1>"},
        StoreError,
        "{address}: it wants a user and a password (403: Not & never); "
        "set KAVSHIRI_USER and KAVSHIRI_PASSWORD",
    ),
    "nothing-there": (
        {"status": 404, "type": "text/plain", "body": "no"},
        StoreError,
        "{address}: no SPARQL endpoint is at this address; they are often at /query (Oxigraph), "
        "/sparql (Virtuoso, Neptune), /DATASET/sparql (Fuseki), /repositories/NAME (GraphDB) "
        "(404: no)",
    ),
    "busy": (
        {"status": 503, "type": "application/problem+json", "body": '{"detail": "full"}'},
        StoreError,
        "{address}: it is too busy, or took too long (503: full); try again, or ask for less",
    ),
    "moved": (
        {"status": 301, "headers": {"Location": "https://example.org/sparql"}},
        StoreError,
        "{address}: it sends on to https://example.org/sparql (301); give that address",
    ),
    "too-large": (
        {"status": 413, "type": "text/plain", "body": ""},
        StoreError,
        "{address}: it refuses the request (413: Request Entity Too Large)",
    ),
    "web-page": (
        {"type": "text/html; charset=utf-8", "body": "<html>Welcome</html>"},
        QueryError,
        "{address} does not answer as a SPARQL endpoint: it sent text/html to a query; "
        "see that the address is that of its query service",
    ),
    "part": (
        {
            "body": ONE_ROW,
            "headers": {"X-SQL-State": "S1TAT", "X-SQL-Message": "stopped Activity: 1"},
        },
        QueryError,
        "{address}: the server gave only a part of the answer (stopped)",
    ),
    "rows-cut": (
        {"body": ONE_ROW, "headers": {"X-SPARQL-MaxRows": "1"}},
        QueryError,
        "{address}: the server hands out no more than 1 rows, so some may be missing; "
        "raise its limit (ResultSetMaxRows), or ask in portions with LIMIT and OFFSET",
    ),
}  # fmt: skip


def answering(scripted: Scripted, script: dict[str, Any]) -> RemoteStore:
    """Return the scripted server as a store, answering so."""
    for name, value in script.items():
        setattr(scripted, name, value)
    return RemoteStore(scripted.address)


@pytest.mark.parametrize(("script", "kind", "message"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_told_in_words(
    script: dict[str, Any], kind: type[KavshiriError], message: str, scripted: Scripted
) -> None:
    with pytest.raises(KavshiriError) as caught:
        answering(scripted, script).query(ASK)
    assert str(caught.value) == message.format(address=scripted.address)
    assert type(caught.value).__mro__.index(kind) <= 1


@pytest.mark.parametrize("body", ['{"head": {"vars": ["x"]}, "results": {"bindi', "<sparql>", ""])
def test_an_answer_that_breaks_off_is_none(body: str, scripted: Scripted) -> None:
    with pytest.raises(QueryError, match="the answer breaks off or is damaged"):
        answering(scripted, {"body": body}).query(ASK)


def test_a_body_that_is_shorter_than_promised(scripted: Scripted) -> None:
    with pytest.raises(StoreError, match="the connection broke off"):
        answering(scripted, {"shorter": 5}).query(ASK)


def test_patience_has_an_end(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAVSHIRI_TIMEOUT", "0.2")
    with pytest.raises(StoreError) as caught:
        answering(scripted, {"hangs": True}).query(ASK)
    assert str(caught.value) == (
        f"{scripted.address}: no answer within 0.2 seconds; ask for less, or give it more time "
        "with KAVSHIRI_TIMEOUT (seconds)"
    )


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "inf"])
def test_patience_must_be_a_number(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAVSHIRI_TIMEOUT", text)
    with pytest.raises(StoreError, match="set it to a number of seconds, such as 60"):
        kavshiri.open("http://127.0.0.1:1/query")


def test_a_dead_server_by_command(capsys: Capture) -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    assert main(["query", ASK, "--store", address]) == 1
    assert capsys.readouterr().err == (
        f"kavshiri: {address}: nothing answers there; start the server, "
        "or see that the address is right\n"
    )
    assert main(["ask", "due-next", "--store", address, "--lang", "ka"]) == 1
    assert "აქ არავინ პასუხობს; გაუშვით სერვერი" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("ftp://example.org/", "ftp://example.org is no address of a SPARQL server"),
        ("http://", "http:// is no address of a SPARQL server"),
        ("http://me:hunter2@example.org/query", "example.org: others can see a password"),
    ],
)
def test_what_is_no_address_is_refused_at_once(address: str, message: str) -> None:
    with pytest.raises(StoreError) as caught:
        kavshiri.open(address)
    assert str(caught.value).startswith(message)
    assert "hunter2" not in str(caught.value)


def test_a_server_without_plans_says_what_to_do(scripted: Scripted) -> None:
    with pytest.raises(StoreError) as caught:
        RemoteStore(scripted.address).info()
    assert str(caught.value) == (
        f"{scripted.address} holds no action plan; load one with: kavshiri push {scripted.address}"
    )


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "not a query at all",
        "SELECT ?x WHERE { " + "{" * 200 + "}" * 200 + " }",
    ],
)
def test_nothing_is_sent_that_may_not_be_asked(query: str, scripted: Scripted) -> None:
    with pytest.raises(QueryError):
        RemoteStore(scripted.address).query(query)
    assert scripted.requests == []


def test_a_query_is_a_form_with_the_prefixes_it_needs(scripted: Scripted) -> None:
    query = "PREFIX ex: <x:> SELECT ?x WHERE { ex:a kav:lead ?x ; skos:related ex:b }"
    RemoteStore(scripted.address).query(query)
    request = scripted.requests[-1]
    assert (request.method, request.path) == ("POST", "/sparql")
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["accept"].startswith(JSON)
    form = parse_qs(request.body)
    assert form == {
        "query": [
            "PREFIX kav: <https://w3id.org/kavshiri/ontology#> "
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            f"{query}"
        ]
    }


@pytest.mark.parametrize("scheme", ["Basic", "Digest"])
def test_a_challenge_is_answered_and_kept(
    scheme: str, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAVSHIRI_USER", "საბა")
    monkeypatch.setenv("KAVSHIRI_PASSWORD", "hunter2")
    store = RemoteStore(scripted.address)
    scripted.status = 401
    scripted.headers = {"WWW-Authenticate": f'{scheme} realm="r", nonce="n", qop="auth"'}
    with pytest.raises(StoreError, match="it does not let in the user 'საბა'") as caught:
        store.query(ASK)
    assert "hunter2" not in str(caught.value)
    shown = [request.headers.get("authorization", "") for request in scripted.requests]
    assert [text.partition(" ")[0] for text in shown] == ["", scheme]  # once, and not again
    scripted.status, scripted.headers = 200, {}
    store.query("SELECT ?x WHERE { ?x a kav:Activity }")
    assert all("authorization" in request.headers for request in scripted.requests[2:])
    assert not any("hunter2" in str(request) for request in scripted.requests)


def test_nothing_is_shown_to_a_server_that_does_not_ask(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAVSHIRI_USER", "me")
    monkeypatch.setenv("KAVSHIRI_PASSWORD", "hunter2")
    RemoteStore(scripted.address).query("SELECT ?x WHERE { ?x a kav:Activity }")
    assert not any("authorization" in request.headers for request in scripted.requests)


def test_a_server_of_this_machine_is_asked_past_any_proxy(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    RemoteStore(scripted.address).query("SELECT ?x WHERE { ?x a kav:Activity }")
    assert scripted.requests


def test_values_get_the_form_of_the_embedded_store(scripted: Scripted) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    cells = ",".join(
        f'"x{number}": {{"type": "{kind}", "value": "{value}", "datatype": "{xsd}{name}"}}'
        for number, (kind, value, name) in enumerate(
            [
                ("literal", "1", "boolean"),
                ("typed-literal", "0", "boolean"),
                ("literal", "007", "integer"),
                ("literal", "2.50", "decimal"),
                ("literal", "-0.0", "decimal"),
                ("literal", "lots", "decimal"),
            ]
        )
    )
    names = ", ".join(f'"x{number}"' for number in range(6))
    scripted.body = f'{{"head": {{"vars": [{names}]}}, "results": {{"bindings": [{{{cells}}}]}}}}'
    row = select(RemoteStore(scripted.address), "SELECT * WHERE { ?s ?p ?o }").rows[0]
    texts = [term.value for term in row if isinstance(term, Literal)]
    assert texts == ["true", "false", "7", "2.5", "0", "lots"]


def test_virtuoso_that_hands_out_few_rows(
    tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAVSHIRI_USER", "dba")
    monkeypatch.setenv("KAVSHIRI_PASSWORD", "dba")
    server = virtuoso(tmp_path, rows=100).start()
    try:
        assert main(["push", server.address, "--store", str(small), "--quiet"]) == 0
        store = RemoteStore(server.address)
        rows = select(store, "SELECT ?s WHERE { ?s a kav:Activity } LIMIT 99").rows
        assert len(rows) == 57  # counted in the document
        with pytest.raises(QueryError, match="the server hands out no more than 100 rows"):
            store.query("SELECT ?s WHERE { ?s ?p ?o }")
        with pytest.raises(StoreError, match=r"gave 10\d of the .* raise the server's limit"):
            store.copy()
    finally:
        server.kill()

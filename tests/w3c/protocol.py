"""The tests of the SPARQL 1.1 Protocol: each request of the manifest, and the answer it expects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from pyoxigraph import RdfFormat, parse

from .client import Client, Reply
from .outcome import Outcome, deviates, passed, refused
from .suites import Node, Test

__all__ = ["graphs_of", "judge_protocol"]

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_HT = "http://www.w3.org/2011/http#"
_CNT = "http://www.w3.org/2011/content#"
_UT = "http://www.w3.org/2009/sparql/tests/test-update#"
_RESULTS = "application/sparql-results+"
_TYPES = {
    "boolean": (f"{_RESULTS}xml", f"{_RESULTS}json"),
    "tabular": (f"{_RESULTS}xml", f"{_RESULTS}json", "text/csv", "text/tab-separated-values"),
    "RDF": ("application/rdf+xml", "text/turtle", "application/n-triples"),
}
"""The media types of the formats that the manifest names in the titles of its tests."""

_GRAPH_TYPES = {
    "application/rdf+xml": RdfFormat.RDF_XML,
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
}


@dataclass(frozen=True, slots=True)
class _Request:
    """A request of the manifest with what it expects. ``statuses`` are such as ``2`` for 2xx."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None
    statuses: frozenset[str]
    format: str | None
    truth: bool | None

    @property
    def is_update(self) -> bool:
        """Whether a server that takes updates would take this one."""
        typed = "sparql-update" in self.headers.get("content-type", "")
        return typed or (self.body or b"").startswith(b"update=")


def graphs_of(test: Test) -> dict[str, str]:
    """Return the graphs that the store is to hold for a test: their names and N-Triples."""
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    return {
        test.value(node, label): test.file(test.value(node, f"{_UT}graph")).decode()
        for node in test.nodes(test.node, f"{_UT}graphData")
    }


def judge_protocol(test: Test, client: Client) -> Outcome:
    """Send the requests of a test in turn; updates must be refused and change nothing.

    A query that follows an update asks whether that has been done; it must say no.
    """
    before, took_update = client.state(), False
    for request in _requests(test):
        reply = client.send(request.method, request.path, request.headers, request.body)
        if client.state() != before:
            return deviates(test, "the store is not what it was")
        if request.is_update and "2" in request.statuses:
            if (reply.status, reply.kind) != (403, "update"):
                return deviates(test, reply.shown)
            took_update = True
            continue
        wrong = _wrong(reply, request, expected=request.truth and not took_update)
        if wrong:
            return deviates(test, wrong)
    return refused(test, "updates are refused") if took_update else passed(test)


def _wrong(reply: Reply, request: _Request, *, expected: bool | None) -> str:
    """Return what is wrong with an answer; nothing if it is as the manifest expects."""
    if str(reply.status)[0] not in request.statuses:
        return reply.shown
    if request.format is None:
        return ""
    if reply.media_type not in _TYPES[request.format]:
        return f"answered as {reply.media_type}"
    if request.format == "RDF":
        list(
            parse(reply.body, format=_GRAPH_TYPES[reply.media_type], base_iri="http://suite.test/")
        )
        return ""
    truth = _truth(reply)
    if request.format == "boolean" and truth is None:
        return "answered with a table"
    return f"answered {truth}" if expected is not None and truth != expected else ""


def _truth(reply: Reply) -> bool | None:
    """Return the answer to ASK; None for the table that answers SELECT."""
    if reply.media_type.endswith("json"):
        said = json.loads(reply.body).get("boolean")
        return said if isinstance(said, bool) else None
    if reply.media_type.endswith("xml"):
        found = ElementTree.fromstring(reply.body).find("{*}boolean")
        return None if found is None else found.text == "true"
    return None


def _requests(test: Test) -> list[_Request]:
    (connection,) = test.nodes(test.node, f"{_MF}action")
    found = [_request(test, node) for node in test.listed(connection, f"{_HT}requests")]
    assert found, f"{test.id} has no request"
    return found


def _request(test: Test, node: Node) -> _Request:
    (answer,) = test.nodes(node, f"{_HT}resp")
    headers = {
        test.value(header, f"{_HT}fieldName"): test.value(header, f"{_HT}fieldValue")
        for header in test.listed(node, f"{_HT}headers")
    }
    formats = test.nodes(answer, f"{_MF}expectedFormat")
    truths = test.nodes(answer, f"{_MF}expectedBoolean")
    statuses = test.nodes(answer, f"{_MF}expectedStatus")
    assert statuses, f"{test.id} expects no status"
    return _Request(
        test.value(node, f"{_HT}methodName"),
        test.value(node, f"{_HT}absolutePath"),
        headers,
        _body(test, node),
        frozenset(each.value.rpartition("StatusCode")[2][0] for each in statuses),
        formats[0].value if formats else None,
        truths[0].value == "true" if truths else None,
    )


def _body(test: Test, node: Node) -> bytes | None:
    """Return the body in the encoding that the manifest gives it."""
    for body in test.nodes(node, f"{_HT}body"):
        encoding = test.value(body, f"{_CNT}characterEncoding")
        return test.value(body, f"{_CNT}chars").encode(encoding)
    return None

"""The syntax tests over HTTP: queries are answered or found unreadable, updates are refused."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_from_bytes

from .client import Client, Reply
from .outcome import Outcome, deviates, passed, refused
from .suites import Test

__all__ = ["judge_query", "judge_update"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = {"Content-Type": "application/sparql-query"}
_UPDATE = {"Content-Type": "application/sparql-update"}
_REFUSALS = {
    (403, "service"): "SERVICE is not called",
    (400, "unknown_graph"): "FROM of a graph that is not in the store",
}
"""What a query that could be read may be refused for."""


def judge_query(test: Test, client: Client) -> Outcome:
    """Send a query in all three ways of the protocol; the answers must be of one kind."""
    replies = list(_asked(client, test.text()))
    said = {(reply.status, reply.kind) for reply in replies}
    if len(said) > 1:
        return deviates(test, " but ".join(reply.shown for reply in replies))
    ((status, kind),) = said
    if test.is_positive:
        if (status, kind) in _REFUSALS:
            return refused(test, _REFUSALS[status, kind])
        return passed(test) if status == 200 else deviates(test, replies[0].shown)
    return passed(test) if kind == "unreadable" else deviates(test, replies[0].shown)


def _asked(client: Client, text: bytes) -> Iterator[Reply]:
    value = quote_from_bytes(text, safe="")
    yield client.send("POST", "/sparql", _QUERY, text)
    yield client.send("POST", "/sparql", {"Content-Type": _FORM}, f"query={value}".encode())
    yield client.send("GET", f"/sparql?query={value}")


def judge_update(test: Test, client: Client) -> Outcome:
    """Send an update as such in both ways, and in the guise of a query; nothing may change."""
    text, before = test.text(), client.state()
    value = quote_from_bytes(text, safe="")
    as_update = [
        client.send("POST", "/sparql", _UPDATE, text),
        client.send("POST", "/sparql", {"Content-Type": _FORM}, f"update={value}".encode()),
    ]
    as_query = list(_asked(client, text))
    if client.state() != before:
        return deviates(test, "the store is not what it was")
    for reply in as_update:
        if (reply.status, reply.kind) != (403, "update"):
            return deviates(test, reply.shown)
    for reply in as_query:
        if (reply.status, reply.kind) not in ((403, "update"), (400, "unreadable")):
            return deviates(test, f"sent as a query: {reply.shown}")
    return refused(test, "updates are refused")

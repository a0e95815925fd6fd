"""The tests of the Graph Store HTTP Protocol: requests and answers as the suite's prose shows them.

The suite goes from one state of a store to the next by writing. Here writing is refused, so before
a test that reads the store is made what the suite says it would be: the graph that the test expects
to get, or none. A graph is asked for in both ways of the protocol (section 4): at its own address,
and by ``?graph=`` at that of the graph store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

from .client import Client, Reply
from .outcome import Outcome, deviates, passed, refused
from .suites import Test

__all__ = ["judge_graph_store"]

_HOST = "suite.test"
_GRAPHS = "/graph"  # the graphs of a store stand under its base there
_PLACES = {
    "/$GRAPHSTORE$": _GRAPHS,
    "$GRAPHSTORE$": _GRAPHS,
    "$NEWPATH$": f"{_GRAPHS}/new.ttl",
    "$HOST$": _HOST,
}
_OTHER = {"http://suite.test/other": "<http://suite.test/a> <http://suite.test/b> 1 ."}

Hold = Callable[[Mapping[str, str]], None]
"""Makes the server's store hold these graphs, given by name as Turtle, and nothing else."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A request and the answer expected. ``graph`` is an IRI; None for the default graph."""

    method: str
    graph: str | None
    headers: Mapping[str, str]
    body: str
    status: int
    expected: str

    @property
    def paths(self) -> tuple[str, ...]:
        """The addresses that stand for the graph; the graph store's own one where none is named."""
        if self.graph is None:
            return ("/graph-store?default",)
        path = self.graph.removeprefix(f"http://{_HOST}")
        if path == _GRAPHS:
            return ("/graph-store",)
        return (f"/id{path}", f"/graph-store?graph={quote(self.graph, safe='')}")


def judge_graph_store(test: Test, client: Client, hold: Hold) -> Outcome:
    """Perform a test: what reads must be answered as expected, what writes must be refused."""
    exchange = _exchange(test.comment)
    if exchange.method in ("GET", "HEAD"):
        hold(_state(exchange))
        wrongs = [_wrong(exchange, reply) for reply in _replies(client, exchange)]
        return deviates(test, " ".join(wrongs).strip()) if any(wrongs) else passed(test)
    before = client.state()
    replies = _replies(client, exchange)
    if client.state() != before:
        return deviates(test, "the store is not what it was")
    for reply in replies:
        if (reply.status, reply.kind) != (403, "read_only"):
            return deviates(test, reply.shown)
    return refused(test, "graphs are only read")


def _replies(client: Client, exchange: _Exchange) -> list[Reply]:
    body = exchange.body.encode() or None
    return [client.send(exchange.method, path, exchange.headers, body) for path in exchange.paths]


def _state(exchange: _Exchange) -> dict[str, str]:
    """Return the graphs before a test that reads. The default graph is the union of all."""
    if exchange.graph is None:
        return {"http://suite.test/only": exchange.expected}
    if exchange.status == 404:
        return _OTHER
    held = exchange.expected or "<http://suite.test/a> <http://suite.test/b> 2 ."
    return {**_OTHER, exchange.graph: held}


def _wrong(exchange: _Exchange, reply: Reply) -> str:
    """Return what is wrong with an answer; nothing if it is as expected."""
    if reply.status != exchange.status:
        return reply.shown
    if reply.status == 404:
        return ""
    if reply.media_type != "text/turtle":
        return f"answered as {reply.media_type}"
    if exchange.method == "HEAD":
        return "HEAD was answered with a body" if reply.body else ""
    same = _canonical(reply.body) == _canonical(exchange.expected.encode())
    return "" if same else "the graph is another one"


def _canonical(turtle: bytes) -> Dataset:
    triples = (quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE))
    graph = Dataset(Quad(each.subject, each.predicate, each.object) for each in triples)
    graph.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return graph


def _exchange(comment: str) -> _Exchange:
    """Read a comment of the suite: headings of Markdown over blocks of HTTP."""
    for place, filled in _PLACES.items():
        comment = comment.replace(place, filled)
    found = re.fullmatch(r"\s*#### Request\n(.*)#### Response\n(.*)", comment, re.DOTALL)
    assert found, comment
    asked, answered = (_block(part) for part in found.groups())
    method, target, version = asked[0].split(" ")
    assert version == "HTTP/1.1"
    return _Exchange(
        method, _graph(target), asked[1], asked[2], int(answered[0].split(" ")[0]), answered[2]
    )


def _block(text: str) -> tuple[str, dict[str, str], str]:
    """Return the first line, the headers and the body of a block that is indented by four."""
    lines = "\n".join(line.removeprefix("    ") for line in text.splitlines()).strip()
    head, _, body = lines.partition("\n\n")
    first, *rest = head.split("\n")
    return first, dict(line.split(": ", 1) for line in rest), body


def _graph(target: str) -> str | None:
    """Return the IRI of the graph that a request is about; None for the default graph."""
    path, _, query = target.partition("?")
    if query == "default":
        return None
    return query.removeprefix("graph=") or f"http://{_HOST}{path}"

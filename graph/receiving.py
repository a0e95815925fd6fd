"""The ways in which a server takes in statements: Graph Store Protocol, or SPARQL Update."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode
from urllib.request import Request

from kavshiri.graph.server import Server, ServerError
from kavshiri.graph.targets import Target
from kavshiri.ontology.errors import StoreError

__all__ = ["METHODS", "Receiver", "receiver_of"]

METHODS = ("graph-store", "update")

Lines = Sequence[bytes]
"""Statements of one graph, each a line of N-Triples."""


class Receiver(Protocol):
    """What takes in the statements of named graphs. All of it may be said twice without harm."""

    @property
    def method(self) -> str:
        """Its name, one of :data:`METHODS`."""

    @property
    def portion(self) -> int:
        """How many statements to send at once, if nobody says otherwise."""

    def greet(self, graph: str) -> None:
        """Ask to be let in, without changing anything; ``graph`` is one that nobody has."""

    def replace(self, graph: str, lines: Lines) -> None:
        """Put the statements in the place of all that the graph holds."""

    def add(self, graph: str, lines: Lines) -> None:
        """Add statements to a graph."""

    def remove(self, graph: str) -> None:
        """Remove a graph."""


def receiver_of(target: Target, server: Server, method: str | None = None) -> Receiver:
    """Return the way to send statements to a server: by the method asked for, or the best known.

    StoreError where it is not known at which address the server takes them in.
    """
    if method in (None, "graph-store") and target.graph_store:
        return _GraphStore(server.at(target.graph_store))
    if method in (None, "update") and target.update:
        return _Update(server.at(target.update))
    wanted = {"graph-store": "--graph-store URL", "update": "--update URL"}
    said = wanted.get(method or "", "--graph-store URL or --update URL")
    raise StoreError(
        f"{target.query}: it is not known where {target.product} takes in graphs; "
        f"say it with {said}"
    )


@dataclass(frozen=True, slots=True)
class _GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol, sections 5.3 to 5.5."""

    server: Server
    method: str = "graph-store"
    portion: int = 20_000

    def greet(self, graph: str) -> None:
        try:
            self._send("GET", graph)
        except ServerError as error:
            if error.status not in (404, 405, 406):  # no such graph: what else should it say
                raise

    def replace(self, graph: str, lines: Lines) -> None:
        self._send("PUT", graph, lines)

    def add(self, graph: str, lines: Lines) -> None:
        self._send("POST", graph, lines)

    def remove(self, graph: str) -> None:
        try:
            self._send("DELETE", graph)
        except ServerError as error:
            if error.status != 404:
                raise

    def _send(self, verb: str, graph: str, lines: Lines = ()) -> None:
        mark = "&" if "?" in self.server.address else "?"
        address = f"{self.server.address}{mark}graph={quote(graph, safe='')}"
        headers = {"Accept": "*/*"}  # Virtuoso refuses a PUT that accepts no HTML
        if lines:
            headers["Content-Type"] = "application/n-triples"
        body = b"".join(lines) if lines else None
        self.server.send(Request(address, data=body, headers=headers, method=verb))


@dataclass(frozen=True, slots=True)
class _Update:
    """SPARQL 1.1 Update, sent as a form (SPARQL 1.1 Protocol, section 2.2.1)."""

    server: Server
    method: str = "update"
    portion: int = 1_000  # Virtuoso's parser gives up at some 4,900 lines

    def greet(self, graph: str) -> None:
        self.remove(graph)

    def replace(self, graph: str, lines: Lines) -> None:
        self.remove(graph)
        self.add(graph, lines)

    def add(self, graph: str, lines: Lines) -> None:
        data = b"".join(lines).decode("utf-8")
        self._send(f"INSERT DATA {{ GRAPH <{graph}> {{\n{data}}} }}")

    def remove(self, graph: str) -> None:
        self._send(f"DROP SILENT GRAPH <{graph}>")

    def _send(self, text: str) -> None:
        form = urlencode({"update": text}).encode("ascii")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        self.server.send(Request(self.server.address, data=form, headers=headers, method="POST"))

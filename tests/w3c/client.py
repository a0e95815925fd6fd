"""A plain HTTP client that sends what it is told byte for byte, on one connection."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["Client", "Reply"]

_STATE = """SELECT ?g ?s ?p ?o {
  { GRAPH ?g { } } UNION { GRAPH ?g { ?s ?p ?o } }
} ORDER BY ?g ?s ?p ?o"""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    content_type: str
    body: bytes

    @property
    def media_type(self) -> str:
        """The type without its parameters."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def kind(self) -> str:
        """The kind of error, by the endpoint's own name for it; empty where there is none."""
        if self.status < 400 or self.media_type != "application/json" or not self.body:
            return ""
        return str(json.loads(self.body)["error"]["kind"])

    @property
    def shown(self) -> str:
        """The status and what is said with it, for people."""
        return f"{self.status} {self.kind or self.media_type}".strip()


class Client:
    """A client of one server. Nothing is added to a request but what HTTP itself needs."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        """Send a request and return the whole answer."""
        try:
            return self._send(method, path, headers or {}, body)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self._connection.close()  # the server let go of a connection that was idle
            return self._send(method, path, headers or {}, body)

    def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Reply:
        self._connection.request(method, path, body, dict(headers))
        answer = self._connection.getresponse()
        return Reply(answer.status, answer.headers.get("Content-Type", ""), answer.read())

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def state(self) -> bytes:
        """Return all graphs of the server, empty ones too, with every statement."""
        reply = self.send("GET", f"/sparql?query={quote(_STATE)}&format=tsv")
        assert reply.status == 200, reply.shown
        return reply.body

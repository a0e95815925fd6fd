"""A server on loopback that answers as a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["JSON", "Request", "Scripted", "scripted_server"]

JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Request:
    """What the server was asked. Names of headers are in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class Scripted:
    """The server. Its answer can be set; ``hangs`` makes it take a request and say nothing."""

    address: str = ""
    status: int = 200
    type: str = JSON
    body: str = '{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    shorter: int = 0
    """How many bytes of the body are promised but not sent."""
    requests: list[Request] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)


@contextmanager
def scripted_server() -> Iterator[Scripted]:
    """Run a scripted server until the block ends."""
    script = Scripted()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            script.requests.append(Request(self.command, self.path, headers, body))
            if script.hangs:
                script.let_go.wait(60)
                return
            content = script.body.encode()
            self.send_response(script.status)
            self.send_header("Content-Type", script.type)
            self.send_header("Content-Length", str(len(content)))
            for name, value in script.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content[: len(content) - script.shorter])

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        script.address = f"http://127.0.0.1:{server.server_address[1]}/sparql"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield script
        finally:
            script.let_go.set()
            server.shutdown()
            thread.join()

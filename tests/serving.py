"""A real server for tests: ``kavshiri serve`` as a process on a free port, and stores to serve."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kavshiri.graph.folder import Folder, Passport

__all__ = ["Server", "serving", "write_store"]


@dataclass(frozen=True)
class Server:
    """A running server. ``root`` is its address without a slash at the end."""

    root: str
    process: subprocess.Popen[str]
    said: str

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.root.rpartition(":")[2])

    @property
    def sparql(self) -> str:
        """The address of the endpoint."""
        return f"{self.root}/sparql"

    def workers(self) -> list[int]:
        """The processes that answer queries, and only they."""
        task = Path(f"/proc/{self.process.pid}/task")
        children = [
            int(pid)
            for thread in task.iterdir()
            for pid in (thread / "children").read_text().split()
        ]
        return sorted(pid for pid in children if is_running(pid))


def is_running(pid: int) -> bool:
    """Return whether a process is there and not only a name that nobody has asked after."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@contextmanager
def serving(store: Path, *options: str) -> Iterator[Server]:
    """Serve a store until the end of the block; the server answers from its beginning."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kavshiri", "serve", "--store", store, "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "error"},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        yield _ready(process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        process.stderr.close()


def _ready(process: subprocess.Popen[str]) -> Server:
    """Wait until the server has said all it says when it is ready."""
    assert process.stdout is not None
    assert process.stderr is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    else:
        raise AssertionError(f"kavshiri serve did not start: {process.stderr.read()}")
    found = re.search(r"http://\S+?(?=/sparql)", said)
    assert found is not None
    return Server(found[0], process, said)


def write_store(
    folder: Path, graphs: Mapping[str, str], *, build: str = "0" * 64, base: str = "http://x.test/"
) -> Path:
    """Write a store with graphs of any name, each given as N-Triples or Turtle; return its folder.

    Written into a folder where a store is, it takes the place of that one, as a build does.
    """
    place = Folder(folder)
    with place.claimed():
        quads = place.new_quads()
        store = Store(str(quads))
        counts = {}
        for name, text in graphs.items():
            graph = NamedNode(name)
            triples = [each.triple for each in parse(text.encode(), format=RdfFormat.TURTLE)]
            store.add_graph(graph)
            store.extend(Quad(each.subject, each.predicate, each.object, graph) for each in triples)
            counts[name] = len(triples)
        store.flush()
        del store
        place.take_over(
            Passport(
                quads=quads.name,
                program_version="0",
                base=base,
                build_hash=build,
                documents={},
                inputs={},
                plans=(),
                counts=counts,
            )
        )
        place.sweep()
    return folder

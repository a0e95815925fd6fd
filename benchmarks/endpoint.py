"""What the endpoint adds to the bare engine, for small answers and for large ones.

``python benchmarks/endpoint.py [STORE]`` (default: the two plans, built anew) asks some queries of
the engine in this process, and of ``kavshiri serve`` by one client that keeps its connection; then
by many clients at once. Times are medians in milliseconds. Figures differ from machine to machine.
"""

from __future__ import annotations

import http.client
import io
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import QueryResultsFormat, Store

import kavshiri
from kavshiri.graph import open_store
from kavshiri.ontology import PREFIXES

TIMES = 200
CLIENTS = 20
QUERIES = {
    "a truth value": "ASK { ?a a kav:Activity }",
    "2 rows": "SELECT ?plan { ?plan a kav:ActionPlan }",
    "60 rows": "SELECT ?a ?title { ?a kav:lead ?b ; skos:prefLabel ?title } LIMIT 60",
    "a count": "SELECT ?b (COUNT(DISTINCT ?a) AS ?n) { ?a kav:lead ?b } GROUP BY ?b",
    "5,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 5000",
}


def main(arguments: list[str]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(arguments[0]) if arguments else kavshiri.build(out=f"{folder}/store").path
        print(f"{'':14} {'engine':>9} {'endpoint':>9} {'added':>9}")
        for mode in ([], ["--in-memory"]):
            print("in memory" if mode else "on disk")
            with served(store, *mode) as port:
                compare(store, port, in_memory=bool(mode))


def compare(store: Path, port: int, *, in_memory: bool) -> None:
    """Ask every query of both, and then all clients at once."""
    with open_store(store) as opened:
        bare = opened.store
        if in_memory:
            bare = Store()
            bare.bulk_extend(opened.store)
        for name, query in QUERIES.items():
            alone = median(engine(bare, query))
            through = median(client(port, query))
            print(f"  {name:12} {alone:9.2f} {through:9.2f} {through - alone:9.2f}")
    print(f"  {CLIENTS} clients at once: {throughput(port):,.0f} answers a second")


def engine(store: Store, query: str) -> Callable[[], object]:
    """Ask the engine and write the answer as JSON, as the endpoint does."""

    def ask() -> None:
        found = store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        found.serialize(io.BytesIO(), QueryResultsFormat.JSON)  # type: ignore[call-overload, union-attr]

    return ask


def client(port: int, query: str) -> Callable[[], object]:
    """Ask over a connection that is kept."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask() -> bytes:
        connection.request("GET", f"/sparql?query={quote(query)}")
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read()

    return ask


def median(ask: Callable[[], object]) -> float:
    """Return the median time in milliseconds, after some rounds to warm up."""
    for _ in range(TIMES // 10):
        ask()
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1_000


def throughput(port: int) -> float:
    """Return the answers a second that many clients get together."""
    query = QUERIES["2 rows"]

    def work(_number: int) -> None:
        ask = client(port, query)
        for _ in range(50):
            ask()

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(work, range(CLIENTS)))
    return CLIENTS * 50 / (time.perf_counter() - start)


@contextmanager
def served(store: Path, *options: str) -> Iterator[int]:
    """Serve a store on a free port."""
    command = [sys.executable, "-m", "kavshiri", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        said = "".join(iter(process.stdout.readline, "stop with Ctrl-C\n"))
        found = re.search(r":(\d+)/sparql", said)
        assert found is not None
        yield int(found[1])
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main(sys.argv[1:])

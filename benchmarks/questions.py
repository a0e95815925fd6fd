"""How fast the questions of the library are answered, beside rdflib, and how that grows.

``python benchmarks/questions.py [TIMES …]`` (default: 1 10) builds the two plans, repeated so many
times, and asks every question with its defaults: of the store on disk, of the same engine with all
in memory, and (for the smallest size) of rdflib. Medians of several runs, in milliseconds of the
process. Figures differ from machine to machine: compare ratios.
"""

from __future__ import annotations

import io
import signal
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import rdflib

import kavshiri
from build import repeated
from kavshiri import data
from kavshiri.graph import open_store
from kavshiri.graph.query import Result, run_query
from kavshiri.queries.library import questions, sparql
from kavshiri.queries.results import Result as Result_

RUNS = 5
LONGEST = 120  # seconds for one question of rdflib


@dataclass(frozen=True)
class InMemory:
    """The engine with everything in memory."""

    store: pyoxigraph.Store

    def query(self, text: str, /) -> Result:
        """Return the answer to a query."""
        return run_query(self.store, text)


class TooLongError(Exception):
    """A question took longer than anybody would wait."""


def measured(ask: Callable[[], object], runs: int = RUNS) -> float:
    """The median of some runs in milliseconds; the first, which only warms up, is left out."""
    ask()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise TooLongError in what takes longer."""

    def stop(_signal: int, _frame: object) -> None:
        raise TooLongError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def of_rdflib(quads: bytes, texts: dict[str, str]) -> dict[str, float]:
    """The milliseconds of each question in rdflib, once; infinite where it took too long."""
    graph = rdflib.Dataset(default_union=True).parse(data=quads, format="nquads")
    found = {}
    for name, text in texts.items():
        start = time.perf_counter()
        try:
            with at_most(LONGEST), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                list(graph.query(text))
            found[name] = 1000 * (time.perf_counter() - start)
        except TooLongError:
            found[name] = float("inf")
    return found


def bench(times: int, folder: Path, with_rdflib: bool) -> None:
    """Print a table for one size."""
    files = []
    for path in data.plan_files():
        copy = folder / path.name
        copy.write_text(repeated(path.read_text(encoding="utf-8"), times), encoding="utf-8")
        files.append(copy)
    kavshiri.build(files, folder / "store")
    with open_store(folder / "store") as store, kavshiri.open(folder / "store") as graph:
        quads = io.BytesIO()
        graph.export(quads)
        memory = pyoxigraph.Store()
        memory.bulk_load(quads.getvalue(), format=pyoxigraph.RdfFormat.N_QUADS)
        texts = {name: sparql(store, name) for name in questions()}
        slow = of_rdflib(quads.getvalue(), texts) if with_rdflib else {}
        print(f"\n{times} times the plans: {len(store.store):,} statements")
        print(f"{'question':<28}{'rows':>7}{'disk ms':>10}{'memory ms':>11}{'rdflib ms':>11}")
        ratios: dict[str, list[float]] = {"disk": [], "memory": []}
        medians: dict[str, list[float]] = {"disk": [], "memory": []}
        in_memory = InMemory(memory)
        for name, text in texts.items():
            rows = len(Result_.of(store.query(text)))
            disk = measured(lambda text=text: store.query(text))  # type: ignore[misc]
            fast = measured(lambda text=text: in_memory.query(text))  # type: ignore[misc]
            medians["disk"].append(disk)
            medians["memory"].append(fast)
            peer = slow.get(name)
            if peer is not None:
                ratios["disk"].append(peer / disk)
                ratios["memory"].append(peer / fast)
            shown = "" if peer is None else f"{peer:11.0f}"
            print(f"{name:<28}{rows:>7,}{disk:>10.1f}{fast:>11.1f}{shown}")
        for where, found in medians.items():
            print(f"median on {where}: {statistics.median(found):.1f} ms", end="")
            if ratios[where]:
                print(
                    f"; rdflib takes a median {statistics.median(ratios[where]):.0f} times as long"
                )
            else:
                print()


def main() -> None:
    """Print the tables."""
    sizes = [int(word) for word in sys.argv[1:]] or [1, 10]
    for times in sizes:
        with tempfile.TemporaryDirectory() as name:
            bench(times, Path(name), with_rdflib=times == min(sizes))


if __name__ == "__main__":
    main()

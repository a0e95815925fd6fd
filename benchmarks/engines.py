"""How long the questions of the library take on several stores that hold the same build.

    python benchmarks/engines.py kavshiri-store http://127.0.0.1:7878/query

Every question is asked with its defaults, once to warm up and then several times; the median of
each question is shown in milliseconds, with what a person waits for: sending, evaluating, reading
and sorting. The last line is the median over all questions.
"""

from __future__ import annotations

import argparse
import statistics
import time

from kavshiri.graph import open_any
from kavshiri.graph.query import Queryable
from kavshiri.queries.library import ask, questions

__all__ = ["main"]


def main() -> None:
    """Measure the stores that are named on the command line and print a table."""
    options = _options()
    stores = [open_any(place) for place in options.stores]
    print(f"{'question':28}" + "".join(f"{place[-24:]:>26}" for place in options.stores))
    columns: list[list[float]] = []
    for name in questions():
        medians = [_median(store, name, options.times) for store in stores]
        columns.append(medians)
        print(f"{name:28}" + "".join(f"{1000 * median:26.1f}" for median in medians), flush=True)
    overall = [statistics.median(column) for column in zip(*columns, strict=True)]
    print(f"{'median':28}" + "".join(f"{1000 * median:26.1f}" for median in overall))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stores", nargs="+", metavar="DIR|URL", help="stores with the same build")
    parser.add_argument("--times", type=int, default=5, help="default: 5")
    return parser.parse_args()


def _median(store: Queryable, name: str, times: int) -> float:
    ask(store, name)
    return statistics.median(_seconds(store, name) for _ in range(times))


def _seconds(store: Queryable, name: str) -> float:
    start = time.perf_counter()
    ask(store, name)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

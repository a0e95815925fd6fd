"""How fast plans are read, written, loaded and checked, and how that grows with the rows.

``python benchmarks/build.py [TIMES …]`` (default: 1 10 100) repeats the two plans that come with
the package, the numbers of chapters and goals changed, builds each size in a process of its own and
prints a table. Beside it, for the smallest size, the time that rdflib takes to parse the same
quads. Figures differ from machine to machine: compare ratios.
"""

from __future__ import annotations

import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kavshiri import data

_ROMAN = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")]


def roman(number: int) -> str:
    """A Roman numeral.

    >>> roman(49)
    'XLIX'
    """
    text = ""
    for value, sign in [*_ROMAN, (1, "I")]:
        text += sign * (number // value)
        number %= value
    return text


def repeated(text: str, times: int) -> str:
    """A plan's text with its rows several times over, chapters and goals renumbered."""
    start = re.search(r"^(?:[IVX]+ თავი|\d+\.\S)", text, re.MULTILINE)
    assert start is not None
    head, body = text[: start.start()], text[start.start() :]
    copies = [body]
    for copy in range(1, times):
        changed = re.sub(
            r"^(\[bookmark[^\]]*\]\s*)?[IVX]+( თავი)", _chapter(copy), body, flags=re.M
        )
        copies.append(re.sub(r"(^|\t|<p>)(\d+)(\s*\.\s*\d+\s*\.\s*\d+)", _goal(copy), changed))
    return head + "\n\n".join(copies)


def _chapter(copy: int) -> Callable[[re.Match[str]], str]:
    numbers = iter(range(20 * copy + 1, 20 * copy + 20))
    return lambda match: f"{roman(next(numbers))}{match[2]}"


def _goal(copy: int) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{match[1]}{int(match[2]) + 10 * (copy % 9)}{match[3]}"


def measured(times: int) -> dict[str, float]:
    """Build the repeated plans in this process; rows, quads, seconds by stage and memory."""
    from kavshiri.building import build

    with tempfile.TemporaryDirectory() as folder:
        files = []
        for path in data.plan_files():
            files.append(Path(folder) / path.name)
            files[-1].write_text(repeated(path.read_text("utf-8"), times), encoding="utf-8")
        start = time.perf_counter()
        built = build(files, Path(folder) / "store")
        wall = time.perf_counter() - start
    rows = sum(account.counts["activities"] for account in built.plans)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "rows": rows,
        "quads": built.report.total,
        **built.report.seconds,
        "wall": wall,
        "memory": memory,
    }


def peer() -> float:
    """Seconds that rdflib takes for the quads of the two plans, by the seconds of our loading."""
    import rdflib

    import kavshiri

    with tempfile.TemporaryDirectory() as folder:
        built = kavshiri.build(out=Path(folder) / "store")
        quads = io.BytesIO()
        with kavshiri.open(Path(folder) / "store") as graph:
            graph.export(quads, "nquads")
    start = time.perf_counter()
    rdflib.Dataset().parse(data=quads.getvalue(), format="nquads")
    return (time.perf_counter() - start) / built.report.seconds["loading"]


def main(arguments: list[str]) -> None:
    """Measure each size in a fresh process and print the table."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(measured(int(arguments[1]))))
        return
    stages = ("reading", "writing", "loading", "checking")
    heads = ("times", "rows", "quads", "wall s", "MiB", "rows/s", "quads/s", "quads/s", "check s")
    parts = ("", "", "", "", "", "reading", "writing", "loading", "")
    for line in (heads, parts):
        print("".join(f"{word:>11}" for word in line))
    for times in [int(argument) for argument in arguments] or [1, 10, 100]:
        command = [sys.executable, __file__, "--one", str(times)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        reading, writing, loading, checking = (found[stage] for stage in stages)
        figures = (
            f"{times}",
            f"{found['rows']:,}",
            f"{found['quads']:,}",
            f"{found['wall']:.1f}",
            f"{found['memory']:,.0f}",
            f"{found['rows'] / reading:,.0f}",
            f"{found['quads'] / writing:,.0f}",
            f"{found['quads'] / loading:,.0f}",
            f"{checking:.2f}",
        )
        print("".join(f"{figure:>11}" for figure in figures))
    print(f"rdflib takes {peer():.1f} times as long as our loading for the same quads")


if __name__ == "__main__":
    main(sys.argv[1:])

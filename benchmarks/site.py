"""How long pages take to be made: the first time, and when they are remembered, beside a bare file.

``python benchmarks/site.py [STORE]`` (default: the two plans, built anew) asks ``kavshiri serve``
for pages of every kind by one client that keeps its connection. ``first`` is the time to the first
byte of a page that nobody asked for before, ``again`` of the same page when it is remembered,
``file`` of the style sheet, which the same server only hands out: the peer. Times are milliseconds;
of several pages of a kind the median and the longest. Then the site is written as files. Figures
differ from machine to machine.
"""

from __future__ import annotations

import gzip
import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import kavshiri

PAGES = {
    "home": [""],
    "plan": ["plans/migration-2019", "plans/thb-2019-2020"],
    "activity": [],
    "organisation": [],
    "donor": ["donors/eu", "donors/unhcr", "donors/inl"],
    "list": ["activities", "objectives", "findings", "organisations"],
    "network": ["network", "network?around=iom", "network?level=ministry", "network?layer=funding"],
    "matrix": ["matrix", "matrix?plan=thb-2019-2020"],
    "deadlines": ["deadlines", "deadlines?organisation=iom", "deadlines?from=2019-06-01"],
    "money": ["money", "money?by=organisation", "money?by=chapter"],
    "what-if": ["what-if?without=iom&without=eu", "what-if?without=giz&plan=migration-2019"],
    "overlaps": ["overlaps", "overlaps?where=across"],
    "question": [],
    "search": ["search?q=iom", "search?q=shromis"],
    "source": ["source/thb-2019-2020", "source/migration-2019"],
}
"""Addresses after the language; those of many things are found in the lists."""

MOST = 40  # pages of a kind
LISTS = {"activity": "activities?all=plan-as-table", "organisation": "organisations",
         "question": "questions"}  # fmt: skip


def main(arguments: list[str]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(arguments[0]) if arguments else kavshiri.build(out=f"{folder}/store").path
        with served(store) as port:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            time.sleep(20)  # until the pages of the menu are made, as a server in use has them
            compare(connection)
        begin = time.perf_counter()
        with kavshiri.open(store) as graph:
            written = graph.write_site(Path(folder) / "site")
        seconds = time.perf_counter() - begin
        print(
            f"as files: {written.pages:,} pages and {written.files:,} files, "
            f"{written.size / 1e6:.0f} MB in {seconds:.1f} s; links that lead nowhere: "
            f"{len(written.broken)}"
        )


def compare(connection: http.client.HTTPConnection) -> None:
    """Ask for every page twice, and for the style sheet."""
    bare = statistics.median(asked(connection, "/static/site.css")[0] for _ in range(50))
    print(f"{'':14}{'pages':>6}{'first':>9}{'longest':>9}{'again':>8}{'kB':>7}{'gzip kB':>9}")
    for kind, paths in pages(connection).items():
        first = [asked(connection, path) for path in paths]
        again = [asked(connection, path)[0] for path in paths]
        times = [took for took, _ in first]
        sizes = [len(body) for _, body in first]
        packed = [len(gzip.compress(body, 6)) for _, body in first]
        print(
            f"{kind:14}{len(paths):6}{statistics.median(times):9.1f}{max(times):9.1f}"
            f"{statistics.median(again):8.1f}{max(sizes) / 1000:7.0f}{max(packed) / 1000:9.0f}"
        )
    print(f"the style sheet, a bare file of the same server: {bare:.1f} ms")


def pages(connection: http.client.HTTPConnection) -> dict[str, list[str]]:
    """Return the addresses to ask for, by kind."""
    found = {kind: [f"/ka/{quote(path, safe='/?=&')}" for path in paths]
             for kind, paths in PAGES.items()}  # fmt: skip
    for kind, path in LISTS.items():
        links = re.findall(
            r'href="(/ka/\w+/[^"#?]+)"', asked(connection, f"/ka/{path}")[1].decode()
        )
        folder = f"/ka/{path.partition('?')[0]}/"
        own = [link for link in dict.fromkeys(links) if link.startswith(folder)]
        found[kind] = own[:: max(1, len(own) // MOST)][:MOST]
    found["question"] = [
        f"{path}?plan=migration-2019"  # without it they are made before they are asked for
        for path in found["question"]
        if b'name="plan"' in asked(connection, path)[1]
    ]
    return found


def asked(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Return the milliseconds until an answer began, and all of it."""
    begin = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    took = (time.perf_counter() - begin) * 1000
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: HTTP {answer.status}")
    return took, body


@contextmanager
def served(store: Path) -> Iterator[int]:
    """Serve a store until the end of the block."""
    command = [sys.executable, "-m", "kavshiri", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            if not line:
                raise SystemExit(f"nothing is served from {store}")
            said += line
        port = re.search(r"127\.0\.0\.1:(\d+)/sparql", said)
        assert port is not None
        yield int(port[1])
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main(sys.argv[1:])

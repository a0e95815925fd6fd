"""The commands of docs/engines.md run as they stand, on a real server at another port."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kavshiri.command import main
from kavshiri.graph.targets import target_of

from .running import Server, oxigraph

DOCS = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:7878/query"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Oxigraph, as the document starts it."""
    started = oxigraph(tmp_path, "--union-default-graph").start()
    yield started
    started.kill()


def test_the_first_commands_run(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    block = DOCS.partition("```sh\n")[2].partition("```")[0]
    lines = block.replace(ADDRESS, server.address).splitlines()
    assert len(lines) == 6
    for line in lines:
        words = shlex.split(line)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            monkeypatch.setenv(name, value)
        else:
            assert words[0] == "kavshiri"
            assert main(words[1:]) == 0, line


def test_the_python_runs(server: Server, folder: Path) -> None:
    assert main(["push", server.address, "--store", str(folder), "--quiet"]) == 0
    code = DOCS.partition("```python\n")[2].partition("```")[0].replace(ADDRESS, server.address)
    assert "due-next" in code
    exec(f"import kavshiri\n{code}", {})


def test_every_engine_of_the_table_has_a_section_or_is_known() -> None:
    rows = re.findall(r"^\| ([\w ,]+) \| `(http[^`]+)` \|", DOCS, re.MULTILINE)
    assert len(rows) == 6
    headings = "\n".join(re.findall(r"^### (.+)$", DOCS, re.MULTILINE))
    for engine, address in rows:
        assert engine.split(",")[0].split()[-1] in headings, engine
        if engine in ("Oxigraph", "GraphDB, RDF4J"):  # the others are known by their answers
            assert target_of(address).graph_store, engine

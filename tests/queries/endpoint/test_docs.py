"""The commands of docs/endpoint.md run, and what it lists is what there is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from serving import Server

from kavshiri.queries.endpoint.errors import kinds
from kavshiri.queries.endpoint.formats import GRAPHS, TABLES
from kavshiri.queries.endpoint.limits import Limits

DOCUMENT = Path(__file__).parents[3] / "docs" / "endpoint.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_the_commands_run(server: Server) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    blocks = re.findall(r"^```sh\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
    commands = [
        command.replace("http://127.0.0.1:8000", server.root).replace("curl -s", "curl -s --fail")
        for block in blocks
        for command in re.split(r"(?<!\\)(?<!\|)\n", block.strip())
        if "curl" in command
    ]
    assert len(commands) == 8
    for command in commands:
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
        assert done.returncode == 0, command
        assert done.stdout, command


def test_every_kind_of_error_is_listed_with_its_status() -> None:
    assert len(kinds()) == 29
    for kind, told in kinds().items():
        rows = [line for line in TEXT.splitlines() if f"`{kind}`" in line and line.startswith("|")]
        assert any(str(told["status"]) in row for row in rows), kind


def test_every_form_is_listed() -> None:
    for each in (*TABLES, *GRAPHS):
        assert f"`{each.name}`" in TEXT


def test_the_limits_are_those_of_the_program() -> None:
    limits = Limits()
    assert f"| `--timeout SECONDS` | {limits.seconds:g} |" in TEXT
    assert f"| `--memory MB` | {limits.memory}, " in TEXT
    assert f"| `--rows N` | {limits.rows:,} |" in TEXT
    assert f"| `--bytes N` | {limits.bytes:,} |" in TEXT
    assert f"with {limits.waiting} waiting 503" in TEXT


@pytest.mark.parametrize("kind", kinds())
def test_every_problem_has_words_in_both_languages(kind: str) -> None:
    told = kinds()[kind]
    for part in ("title", "message", "next"):
        names = [set(re.findall(r"\{(\w+)\}", told[part][lang])) for lang in ("ka", "en")]
        assert names[0] == names[1]
        assert all(told[part].values())

"""The README's commands and code run as they stand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kavshiri.command import main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_commands_and_the_code_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KAVSHIRI_STORE", raising=False)
    commands = re.findall(r"^kavshiri (.*)$", README, re.MULTILINE)
    assert len(commands) == 7
    for command in commands:
        words = shlex.split(command, comments=True)
        if words != ["serve"]:  # which ends only when it is stopped: tests/queries/endpoint
            assert main(words) == 0, command
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 1
    names: dict[str, object] = {}
    exec(blocks[0], names)
    assert len(names["table"]) == 204  # type: ignore[arg-type]
    assert "https://w3id.org/kavshiri/id/organisation/iom" in names["network"]  # type: ignore[operator]


def test_every_link_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert len(links) > 7
    for link in links:
        assert (Path(__file__).parent.parent / link).exists(), link

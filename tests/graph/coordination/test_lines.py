"""The lines of rows, against those that a person noted while reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from kavshiri.graph import open_store
from kavshiri.graph.coordination import lines
from kavshiri.graph.coordination.lines import Lines, documents, source_lines

from .conftest import Reading

PLACE = "https://w3id.org/kavshiri/id/activity/"


@pytest.mark.parametrize("at_once", [500, 50])
def test_lines_of_every_row(
    both_store: Path, reading: Reading, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_AT_ONCE", at_once)
    with open_store(both_store) as store:
        found = source_lines(store, [PLACE + path for path in reading])
    assert len(found) == 204
    for path, each in reading.items():
        here = found[PLACE + path]
        assert [here.first, here.last] == each["lines"], path
        assert here.document == f"{path.partition('/')[0]}.txt"


def test_documents_and_rows_that_nobody_knows(both_store: Path) -> None:
    with open_store(both_store) as store:
        assert [name.partition(" ")[0] for name in documents(store)] == [
            "migration-2019.txt", "thb-2019-2020.txt",
        ]  # fmt: skip
        assert source_lines(store, [PLACE + "nowhere"]) == {}
        assert source_lines(store, []) == {}


def test_lines_as_text() -> None:
    assert str(Lines("a.txt", 88, 109)) == "88–109"
    assert str(Lines("a.txt", 7, 7)) == "7"

"""A small store of two invented plans, counted by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pytest

from kavshiri.graph.query import Result, run_query

SMALL = Path(__file__).with_name("small.trig")


@dataclass(frozen=True)
class MemoryStore:
    """A store in memory that answers as an open store does."""

    quads: pyoxigraph.Store

    def query(self, text: str, /) -> Result:
        return run_query(self.quads, text)


@pytest.fixture(scope="session")
def store() -> MemoryStore:
    quads = pyoxigraph.Store()
    quads.load(path=SMALL, format=pyoxigraph.RdfFormat.TRIG)
    return MemoryStore(quads)


@pytest.fixture
def empty_store() -> MemoryStore:
    return MemoryStore(pyoxigraph.Store())

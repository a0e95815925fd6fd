"""Small stores for the tests of the questions and of the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pytest

from kavshiri.graph.query import Result, run_query

SMALL = Path(__file__).parent / "queries" / "small.trig"


@dataclass(frozen=True)
class MemoryStore:
    """A store in memory that answers as an open store does."""

    quads: pyoxigraph.Store

    def query(self, text: str, /) -> Result:
        return run_query(self.quads, text)


@pytest.fixture(scope="session")
def in_memory() -> Callable[[pyoxigraph.Store], MemoryStore]:
    """Makes of quads a store that can be asked."""
    return MemoryStore


@pytest.fixture(scope="session")
def store() -> MemoryStore:
    """Two invented plans, counted by hand."""
    quads = pyoxigraph.Store()
    quads.load(path=SMALL, format=pyoxigraph.RdfFormat.TRIG)
    return MemoryStore(quads)


@pytest.fixture
def empty_store() -> MemoryStore:
    """A store without a statement."""
    return MemoryStore(pyoxigraph.Store())

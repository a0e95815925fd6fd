"""A real server over the two plans, for all tests of the endpoint."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kavshiri.graph import open_store

sys.path.insert(0, str(Path(__file__).parents[2]))  # for tests/serving.py

from serving import Server, serving

COUNT = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}


@pytest.fixture(scope="session")
def plans(plans_store: Path) -> Path:
    """The store of the two plans that come with the package; only read."""
    return plans_store


@pytest.fixture(scope="session")
def most_rows(plans: Path) -> int:
    """A limit of rows just above the statements in the store."""
    with open_store(plans) as store:
        return len(store.store) + 1_000


@pytest.fixture(scope="session")
def server(plans: Path, most_rows: int) -> Iterator[Server]:
    """A server whose limits are near. After all tests it is the same process with the same data."""
    limits = ("--timeout", "60", "--memory", "256", "--rows", str(most_rows), "--workers", "2")
    with serving(plans, *limits) as running:
        before = httpx.get(running.sparql, params=COUNT).text
        yield running
        assert running.process.poll() is None
        assert httpx.get(running.sparql, params=COUNT).text == before


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    """A client of the server that follows no redirect and asks for no compression."""
    headers = {"Accept-Encoding": "identity"}
    with httpx.Client(base_url=server.root, headers=headers, timeout=60) as client:
        yield client

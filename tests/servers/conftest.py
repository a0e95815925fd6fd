"""The two plans in a folder, and the same pushed to real servers on this machine.

The servers run for the whole session and are only read after they have been filled; tests that
write start their own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import kavshiri
from kavshiri import data
from kavshiri.building import Built
from kavshiri.graph.push import Push
from kavshiri.graph.query import Result
from kavshiri.graph.remote import RemoteStore
from kavshiri.graph.store import OpenStore, open_store

from .running import Server, oxigraph, virtuoso
from .scripted import Scripted, scripted_server

NAMES = ("oxigraph", "oxigraph-plain", "virtuoso")

Login = Callable[[], None]
Once = Callable[[str, Callable[[Path], Any]], Any]


class _Remembering(RemoteStore):
    """A server that nobody writes to: a query is sent once, however many questions need it."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._answers: dict[str, Result] = {}

    def query(self, text: str) -> Result:
        """Return the answer to a query, which may be an earlier one."""
        if text not in self._answers:
            self._answers[text] = super().query(text)
        return self._answers[text]


@dataclass(frozen=True)
class Engine:
    """A server that holds the two plans."""

    name: str
    address: str

    @cached_property
    def store(self) -> RemoteStore:
        """The server as a store. What it has answered it is not asked again."""
        return _Remembering(self.address)


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KAVSHIRI_USER", "KAVSHIRI_PASSWORD", "KAVSHIRI_TIMEOUT", "KAVSHIRI_STORE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def as_dba(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user whom every new Virtuoso knows."""
    monkeypatch.setenv("KAVSHIRI_USER", "dba")
    monkeypatch.setenv("KAVSHIRI_PASSWORD", "dba")


@pytest.fixture(scope="session")
def folder(plans_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the two plans, built: a copy, for a push takes notes in it."""
    return shutil.copytree(plans_store, tmp_path_factory.mktemp("pushed") / "store")


@pytest.fixture(scope="session")
def embedded(folder: Path) -> Iterator[OpenStore]:
    """The two plans in the embedded store."""
    with open_store(folder) as store:
        yield store


@pytest.fixture(scope="session")
def small(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the smaller plan alone, a copy for tests that write."""
    plans = [file for file in data.plan_files() if file.stem == "thb-2019-2020"]
    assert len(plans) == 1
    built: Built = once("smaller-plan", lambda out: kavshiri.build(plans, out=out))
    return shutil.copytree(built.path, tmp_path_factory.mktemp("small") / "store")


@pytest.fixture(scope="session", params=NAMES)
def engine(
    request: pytest.FixtureRequest, embedded: OpenStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A server of each kind that holds the two plans; one at a time.

    ``oxigraph-plain`` is Oxigraph as it is installed: its default graph is not the union.
    """
    place = tmp_path_factory.mktemp(request.param)
    server = _server(request.param, place)
    server.start()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KAVSHIRI_USER", "dba")
            patch.setenv("KAVSHIRI_PASSWORD", "dba")
            Push(embedded, server.address).run()
        yield Engine(request.param, server.address)
    finally:
        server.kill()


def _server(name: str, place: Path) -> Server:
    match name:
        case "oxigraph":
            return oxigraph(place, "--union-default-graph")
        case "oxigraph-plain":
            return oxigraph(place)
    return virtuoso(place)


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """A server that answers as a test tells it to."""
    with scripted_server() as server:
        yield server

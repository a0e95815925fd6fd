"""What the tests of several rooms share: the two plans, built once, and small stores in memory.

A test run may be spread over several processes (``pytest -n 2``). What is dear is made by whichever
process needs it first, and read by the others; see :func:`once`.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import HealthCheck, settings

import kavshiri
from kavshiri.building import Built
from kavshiri.graph.query import Result, run_query
from kavshiri.viz.site.folder import Written

sys.path.insert(0, str(Path(__file__).parent))  # for what tests share beside this file

from hostile_plan import hostile_plan

# A machine that does much else at the time is no fault of what is tested.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

SMALL = Path(__file__).parent / "queries" / "small.trig"

Make = Callable[[Path], Any]
Once = Callable[[str, Make], Any]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes something once in a test run, in whatever order the tests come: ``once(name, make)``.

    ``make`` is given a path of its own that does not exist yet, and what it returns is handed to
    every process of the run.
    """
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent  # of all processes

    def made(name: str, make: Make) -> Any:
        kept = place / f"{name}.pickle"
        with (place / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # until it is closed
            if not kept.exists():
                kept.write_bytes(pickle.dumps(make(place / name)))
        return pickle.loads(kept.read_bytes())

    return made


@pytest.fixture(scope="session")
def built_plans(once: Once) -> Iterator[Built]:
    """The two plans that come with the package, built. Nobody may change their store."""
    built: Built = once("two-plans", lambda out: kavshiri.build(out=out))
    before = _files(built.path)
    yield built
    assert _files(built.path) == before, "a test wrote into the store that all tests read"


@pytest.fixture(scope="session")
def plans_store(built_plans: Built) -> Path:
    """The folder of the store of the two plans. A test that writes into a store copies it."""
    return built_plans.path


@pytest.fixture(scope="session")
def hostile_place(once: Once) -> Path:
    """The folder of a store of a plan whose every cell tries to run."""

    def made(out: Path) -> Path:
        name = "<img src=x onerror=window.hacked=1>.txt"
        return kavshiri.build([hostile_plan(out / name)], out=out / "store").path

    return Path(once("hostile", made))


@pytest.fixture(scope="session")
def hostile_site(once: Once, hostile_place: Path) -> Written:
    """The pages of that store as files."""

    def made(out: Path) -> Written:
        with kavshiri.open(hostile_place) as graph:
            return graph.write_site(out)

    written: Written = once("hostile-site", made)
    return written


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file in a folder."""
    found = ((file, file.stat()) for file in folder.rglob("*"))
    return {str(file): (state.st_size, state.st_mtime_ns) for file, state in found}


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

"""The store of the two plans, as the face asks it, and what people read in the plans."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kavshiri
from kavshiri.building import Built

READINGS = Path(__file__).parents[1] / "resources" / "readings"


@pytest.fixture(scope="session")
def built(built_plans: Built) -> Built:
    """The two plans that come with the package, built."""
    return built_plans


@pytest.fixture(scope="session")
def store(built: Built) -> Path:
    """The folder of the built store; tests only read it."""
    return built.path


@pytest.fixture(scope="session")
def asked(store: Path) -> Iterator[Callable[..., list[dict[str, Any]]]]:
    """Asks a question of the library of the two plans; the rows as dictionaries."""
    with kavshiri.open(store) as graph:
        yield lambda name, **params: graph.ask(name, **params).records()


def _read(what: str) -> list[dict[str, Any]]:
    """Entries of all readings, in the order of the plans; ``plan`` says of which."""
    readings = [json.loads(path.read_text("utf-8")) for path in sorted(READINGS.glob("*.json"))]
    return [{**entry, "plan": reading["plan"]} for reading in readings for entry in reading[what]]


@pytest.fixture(scope="session")
def read() -> list[dict[str, Any]]:
    """Every activity of both plans, as it was read by hand."""
    found = _read("activities")
    assert len(found) == 204
    return found


@pytest.fixture(scope="session")
def objectives() -> list[dict[str, Any]]:
    """Every objective of both plans, as it was read by hand."""
    found = _read("objectives")
    assert len(found) == 122
    return found


@pytest.fixture(scope="session")
def divisions() -> list[dict[str, Any]]:
    """Every chapter, section and goal of both plans, as it was read by hand."""
    found = _read("divisions")
    assert len(found) == 40
    return found


@pytest.fixture(scope="session")
def bodies() -> Callable[..., set[str]]:
    """Tells the bodies of an activity in some roles, or in any role, by slug."""
    every = ("lead", "support", "partner", "donor", "reporting")
    return lambda activity, *roles: {
        slug for role in roles or every for slug, _ in activity.get(role, [])
    }


@pytest.fixture(scope="session")
def slug() -> Callable[[dict[str, Any]], str]:
    """Tells the slug of the organisation that a row is about."""
    return lambda row: str(row["iri"]).partition("/organisation/")[2]

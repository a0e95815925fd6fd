"""The two plans that come with the package, as the analyses know them and as a person read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kavshiri.graph import open_store
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.coordination.reading import read_plans

_READINGS = Path(__file__).parents[2] / "resources" / "readings"
_FILES = {
    "migration-2019-a": "migration-2019",
    "migration-2019-b": "migration-2019",
    "migration-2019-c": "migration-2019",
    "thb-2019-2020": "thb-2019-2020",
}
Reading = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="session")
def both_store(plans_store: Path) -> Path:
    """The folder of a store of the two plans; tests only read it."""
    return plans_store


@pytest.fixture(scope="session")
def both(both_store: Path) -> Plans:
    """The two plans, read from their store."""
    with open_store(both_store) as store:
        return read_plans(store)


@pytest.fixture(scope="session")
def reading() -> Reading:
    """What a person read in each row of both plans, by plan and path."""
    rows: dict[str, Mapping[str, Any]] = {}
    for name, slug in _FILES.items():
        part = json.loads((_READINGS / f"{name}.json").read_text(encoding="utf-8"))
        rows |= {f"{slug}/{row['path']}": row for row in part["activities"]}
    assert len(rows) == 204
    return rows

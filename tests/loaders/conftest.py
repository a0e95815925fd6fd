"""The plans that the tests of the loaders read, each read once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kavshiri.loaders.read import read_plan
from kavshiri.loaders.records import Activity, PlanRecord

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "tests" / "resources"
_READINGS = {
    "migration-2019": [f"readings/migration-2019-{part}.json" for part in "abc"],
    "thb-2019-2020": ["readings/thb-2019-2020.json"],
    "open-government-2020": ["plans/open-government-2020.json"],
    "juvenile-justice-2021-2022": ["plans/juvenile-justice-2021-2022.json"],
    "migration-2020": ["plans/migration-2020.json"],
    "thb-2021-2022": ["plans/thb-2021-2022.json"],
}
Case = tuple[dict[str, Any], Activity]


def plan_file(slug: str) -> Path:
    """Where a plan stands: with the package, or made for the tests."""
    shipped = ROOT / "data" / "plans" / f"{slug}.txt"
    return shipped if shipped.exists() else RESOURCES / "plans" / f"{slug}.txt"


@cache
def record_of(slug: str) -> PlanRecord:
    return read_plan(plan_file(slug))


@cache
def reading_of(slug: str) -> dict[str, Any]:
    """What a person read: the parts of a plan put together."""
    whole: dict[str, Any] = {}
    for name in _READINGS[slug]:
        part = json.loads((RESOURCES / name).read_text(encoding="utf-8"))
        for key, value in part.items():
            whole[key] = whole.get(key, []) + value if isinstance(value, list) else value
    for key in ("divisions", "objectives"):  # a part repeats what it continues
        whole[key] = list({entry["path"]: entry for entry in whole[key]}.values())
    return whole


def squeezed(text: str | None) -> str:
    """A text without blanks."""
    return re.sub(r"\s+", "", text or "")


@pytest.fixture
def record() -> Callable[[str], PlanRecord]:
    return record_of


@pytest.fixture
def reading() -> Callable[[str], dict[str, Any]]:
    return reading_of


@pytest.fixture
def plan() -> Callable[[str], Path]:
    return plan_file


@pytest.fixture
def pairs() -> Callable[[str], list[Case]]:
    """(what a person read, what the loader read) of every activity of a plan."""

    def of(slug: str) -> list[Case]:
        read = {activity.path: activity for activity in record_of(slug).activities}
        return [(gold, read[gold["path"]]) for gold in reading_of(slug)["activities"]]

    return of


@pytest.fixture
def squeeze_blanks() -> Callable[[str | None], str]:
    return squeezed

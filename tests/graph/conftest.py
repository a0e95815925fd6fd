"""Small plans, and a store built of them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kavshiri.graph import BuildReport, OpenStore, build_store, open_store
from kavshiri.loaders.records import PlanRecord


def _small_plan_module() -> ModuleType:
    file = Path(__file__).with_name("small_plan.py")
    spec = importlib.util.spec_from_file_location("small_plan_of_graph_tests", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SMALL = _small_plan_module()


@pytest.fixture
def plan() -> PlanRecord:
    """A plan of two activities."""
    result: PlanRecord = SMALL.small_plan()
    return result


@pytest.fixture
def other() -> PlanRecord:
    """A plan without activities that shares an unresolved body with the first."""
    result: PlanRecord = SMALL.other_plan()
    return result


@pytest.fixture
def report(plan: PlanRecord, other: PlanRecord, tmp_path: Path) -> BuildReport:
    """What a build of both plans says."""
    return build_store(
        [plan, other],
        tmp_path / "store",
        translations=SMALL.TRANSLATIONS,
        inputs={"lexicon.txt": "c" * 64},
        version="0.1.0",
    )


@pytest.fixture
def built(report: BuildReport) -> Iterator[OpenStore]:
    """The store of both plans, open."""
    with open_store(report.path) as store:
        yield store

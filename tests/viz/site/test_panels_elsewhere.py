"""The SPARQL of the panels elsewhere: asked with rdflib, and of data under another base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import rdflib

import kavshiri
from kavshiri import data
from kavshiri.graph.store import open_store
from kavshiri.queries.results import Result
from kavshiri.viz.site.content import Panel
from kavshiri.viz.site.known import Known
from kavshiri.viz.site.shelf import known_of

from .facts import FACTS, Row, facts_of
from .pages import Query, content_of

BASE = "https://example.org/data/"
LAYERS = ["delivery", "joint", "funding", "reporting", "hosting"]
WITHOUT: Query = {"without": ["eu", "iom"]}
ROLLED_UP: Query = {"layer": LAYERS, "level": ["ministry"], "chair": ["no"], "groups": ["yes"]}

PAGES: Mapping[str, tuple[str, Query]] = {
    "lead": ("organisations/ministry-of-foreign-affairs", {}),
    "lead-of-one-plan": (
        "organisations/ministry-of-foreign-affairs",
        {"plan": ["migration-2019"]},
    ),
    "donor": ("organisations/eu", {}),
    "activity": ("activities/migration-2019/iv/a/4.1", {}),
    "deadlines": ("deadlines", {"from": ["2019-10-01"]}),
    "deadlines-of": ("deadlines", {"organisation": ["eu"], "until": ["2020-01-01"]}),
    "money-donor": ("money", {"by": ["donor"]}),
    "money-chapter": ("money", {"by": ["chapter"]}),
    "what-if": ("what-if", WITHOUT),
    "overlaps": ("overlaps", {}),
    "network": ("network", {"layer": LAYERS, "type": ["government", "international"]}),
    "network-rolled-up": ("network", ROLLED_UP),
    "matrix": ("matrix", {"layer": LAYERS, "donor": ["eu"]}),
    "between": ("between/ministry-of-foreign-affairs/iom", {"layer": LAYERS}),
}


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first pages of a plan: rdflib would need minutes for all of it."""
    (whole,) = (file for file in data.plan_files() if file.stem == "migration-2019")
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    part = tmp_path_factory.mktemp("beginning") / "migration-2019.txt"
    part.write_text("".join(lines[:330]), encoding="utf-8")
    return part


@pytest.fixture(scope="module")
def known(beginning: Path) -> Iterator[Known]:
    """The first pages as the site knows them."""
    built = kavshiri.build([beginning], out=beginning.with_name("store"))
    with open_store(built.path) as store:
        yield known_of(store)


@pytest.fixture(scope="module")
def dataset(known: Known, beginning: Path) -> rdflib.Dataset:
    """The same in rdflib."""
    with kavshiri.open(beginning.with_name("store")) as graph:
        return graph.to_rdflib()


@pytest.fixture(scope="module")
def moved(beginning: Path) -> Iterator[Known]:
    """The same under another base."""
    built = kavshiri.build([beginning], out=beginning.with_name("moved"), base=BASE)
    with open_store(built.path) as store:
        yield known_of(store)


def kind_of(page: str, panel: Panel) -> str:
    """Return under which name the facts of a panel are made."""
    if page == "between":
        return "between"
    return "objectives-hit" if (page, panel.name) == ("what-if", "objectives") else panel.name


def panels_of(known: Known, page: str) -> list[Panel]:
    """Return the panels of a page whose facts can be compared."""
    path, query = PAGES[page]
    found = [
        panel
        for panel in content_of(known, path, query).panels
        if kind_of(page, panel) in FACTS or panel.name.startswith("role-")
    ]
    assert found, page
    return found


def shown(panel: Panel, page: str) -> object:
    """Return the facts that a panel shows."""
    return facts_of(kind_of(page, panel), panel.result.to_records(), shown=True)


def rdflib_rows(dataset: rdflib.Dataset, query: str) -> list[Row]:
    """Return the rows that rdflib answers, as Python values."""
    answer = dataset.query(query)
    names = [str(name) for name in answer.vars or ()]
    return [dict(zip(names, map(python, row), strict=True)) for row in answer]  # type: ignore[arg-type]  # rows


def python(term: Any) -> Any:
    """Return a term of rdflib as a Python value."""
    if term is None or isinstance(term, rdflib.URIRef):
        return None if term is None else str(term)
    value = term.toPython()
    return str(value) if isinstance(value, rdflib.Literal | str) else value


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize("page", PAGES)
def test_rdflib_answers_the_same(page: str, known: Known, dataset: rdflib.Dataset) -> None:
    for panel in panels_of(known, page):
        rows = rdflib_rows(dataset, panel.sparql)
        assert facts_of(kind_of(page, panel), rows, shown=False) == shown(panel, page), panel.name


@pytest.mark.parametrize("page", PAGES)
def test_data_under_another_base_answers_the_same(page: str, moved: Known) -> None:
    for panel in panels_of(moved, page):
        assert "w3id.org/kavshiri/id/" not in panel.sparql
        rows = Result.of(moved.store.query(panel.sparql)).to_records()
        assert facts_of(kind_of(page, panel), rows, shown=False) == shown(panel, page), panel.name

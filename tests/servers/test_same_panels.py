"""The SPARQL behind the panels of the site gives the same facts on every server as in a folder.

That these are the facts of the panels is tested beside the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from kavshiri.graph.query import Queryable
from kavshiri.graph.store import OpenStore
from kavshiri.queries.results import Result
from kavshiri.viz.site.content import Panel
from kavshiri.viz.site.known import Known
from kavshiri.viz.site.shelf import known_of
from tests.viz.site.facts import FACTS, facts_of
from tests.viz.site.pages import content_of

from .conftest import Engine

LAYERS = ["delivery", "joint", "funding", "reporting", "hosting"]
NETWORK = {"layer": LAYERS, "level": ["ministry"], "chair": ["no"], "plan": ["migration-2019"]}
NARROW = {
    "layer": LAYERS, "chapter": ["migration-2019/v"], "donor": ["eu"], "type": ["government"],
    "without": ["ministry-of-justice"], "groups": ["yes"],
}  # fmt: skip

PAGES: Mapping[str, tuple[str, Mapping[str, Sequence[str]]]] = {
    "lead": ("organisations/ministry-of-internal-affairs", {}),
    "lead-of-one-plan": ("organisations/ministry-of-justice", {"plan": ["thb-2019-2020"]}),
    "donor-of-one-plan": ("organisations/unhcr", {"plan": ["migration-2019"]}),
    "donor": ("organisations/eu", {}),
    "activity": ("activities/migration-2019/v/g/4.7", {}),
    "deadlines": ("deadlines", {"from": ["2019-06-30"], "until": ["2019-12-31"]}),
    "deadlines-of": ("deadlines", {"organisation": ["iom"], "plan": ["migration-2019"]}),
    "money-donor": ("money", {"by": ["donor"]}),
    "money-lead": ("money", {"by": ["organisation"], "plan": ["migration-2019"]}),
    "money-objective": ("money", {"by": ["objective"]}),
    "money-chapter": ("money", {"by": ["chapter"]}),
    "what-if": ("what-if", {"without": ["eu", "iom"]}),
    "overlaps": ("overlaps", {"where": ["across"]}),
    "network": ("network", {"layer": LAYERS, "groups": ["yes"]}),
    "network-rolled-up": ("network", NETWORK),
    "network-narrow": ("network", NARROW),
    "matrix": ("matrix", NETWORK),
    "between": ("between/ministry-of-internal-affairs/iom", {"layer": LAYERS}),
}


@pytest.fixture(scope="module")
def known(embedded: OpenStore) -> Known:
    """The two plans as the pages know them."""
    return known_of(embedded)


def computed(known: Known, name: str) -> Iterator[Panel]:
    """Yield the panels of a page that no question of the library answers."""
    path, query = PAGES[name]
    for panel in content_of(known, path, query).panels:
        if panel.sparql.startswith("# "):
            yield panel


def answered(store: Queryable, panel: Panel, name: str) -> object:
    """Return what a panel's SPARQL says, without the order of rows and of lists within them."""
    rows = Result.of(store.query(panel.sparql)).to_records()
    kind = {"between": "between"}.get(name, panel.name)
    if name == "what-if" and kind == "objectives":
        kind = "objectives-hit"
    if kind in FACTS or kind.startswith("role-"):
        return facts_of(kind, rows, shown=False)
    return sorted(map(str, rows))


@pytest.mark.parametrize("name", PAGES)
def test_every_computed_panel(name: str, engine: Engine, known: Known) -> None:
    count = 0
    for panel in computed(known, name):
        here = answered(known.store, panel, name)
        assert answered(engine.store, panel, name) == here, panel.name
        count += bool(here)
    assert count

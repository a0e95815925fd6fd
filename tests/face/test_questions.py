"""The questions on the two real plans, against what the hand readings of the documents say."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

import kavshiri

READINGS = Path(__file__).parents[1] / "resources" / "readings"


@pytest.fixture(scope="module")
def read() -> list[dict[str, Any]]:
    """Every activity of both plans, as it was read by hand; ``plan`` says of which."""
    found = []
    for path in sorted(READINGS.glob("*.json")):
        reading = json.loads(path.read_text(encoding="utf-8"))
        found += [{**activity, "plan": reading["plan"]} for activity in reading["activities"]]
    assert len(found) == 204
    return found


def bodies(activity: dict[str, Any], role: str) -> set[str]:
    """The bodies in a role, by slug."""
    return {slug for slug, _ in activity.get(role, [])}


def test_the_eu_pays_for_57_activities(store: Path, read: list[dict[str, Any]]) -> None:
    paid = {(a["plan"], a["path"]) for a in read if "eu" in bodies(a, "donor")}
    assert len(paid) == 57
    with kavshiri.open(store) as graph:
        rows = graph.ask("donor-trace", donor="EU").records()
    assert {(row["plan"], row["place"]) for row in rows} == paid


def test_roles_of_every_organisation(store: Path, read: list[dict[str, Any]]) -> None:
    roles = {"leads": "lead", "supports": "support", "partners": "partner", "funds": "donor"}
    counts = {
        column: Counter((a["plan"], body) for a in read for body in bodies(a, role))
        for column, role in roles.items()
    }
    with kavshiri.open(store) as graph:
        rows = graph.ask("organisation-roles").records()
    assert len(rows) > 60
    for row in rows:
        slug = str(row["iri"]).partition("/organisation/")[2]
        for column, count in counts.items():
            assert row[column] == count[str(row["plan"]), slug], (slug, column)


def test_every_deadline_is_due(store: Path, read: list[dict[str, Any]]) -> None:
    due = Counter((a["plan"], a["path"], deadline[1]) for a in read for deadline in a["deadlines"])
    assert sum(due.values()) == 205  # 147 and 58
    with kavshiri.open(store) as graph:
        rows = graph.ask("due-next", from_="2019-01-01").records()
    assert Counter((r["plan"], r["place"], str(r["due"])) for r in rows) == due


def test_whom_the_service_agency_needs(store: Path, read: list[dict[str, Any]]) -> None:
    agency = "state-services-development-agency"
    led = [a for a in read if agency in bodies(a, "lead")]
    needed = {
        (a["plan"], a["path"], body)
        for a in led
        for body in (bodies(a, "support") | bodies(a, "partner")) - {agency}
    }
    with kavshiri.open(store) as graph:
        rows = graph.ask("needed-by", organisation="სსგს").records()
    slugs = {(r["plan"], r["place"], str(r["iri"]).partition("/organisation/")[2]) for r in rows}
    places = {(r["plan"], r["place"]) for r in rows}
    assert places == {(plan, path) for plan, path, _ in needed}
    assert len(slugs) <= len(needed)


def test_the_plan_as_a_table_has_every_activity_in_order(
    store: Path, read: list[dict[str, Any]]
) -> None:
    with kavshiri.open(store) as graph:
        rows = graph.ask("plan-as-table").records()
    assert [(r["plan"], r["place"]) for r in rows] == [(a["plan"], a["path"]) for a in read]
    assert [r["number"] for r in rows] == [a["number"] for a in read]


def test_a_trace_holds_every_body_of_an_activity(store: Path, read: list[dict[str, Any]]) -> None:
    with kavshiri.open(store) as graph:
        rows = graph.ask("trace-activity").records()
    said: dict[tuple[Any, ...], set[Any]] = defaultdict(set)
    for row in rows:
        said[row["plan"], row["place"], row["what"]].add(row["value"])
    for activity in read:
        for role in ("lead", "support", "partner", "donor"):
            named = {tuple(body) for body in activity.get(role, [])}
            assert len(said[activity["plan"], activity["path"], role]) == len(named), activity

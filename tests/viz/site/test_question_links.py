"""The numbers in answers open as many rows as they say."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from kavshiri.viz.site.pages.question_links import OPENS
from kavshiri.viz.site.site import Site

from .pages import content_of


def rows_behind(site: Site, address: str, column: str) -> int:
    """Return how many rows the page at an address shows of what a column counts."""
    found = urlsplit(address)
    path = found.path.removeprefix("/en/")
    query = parse_qs(found.query)
    if path == "what-if":
        outcome = "withoutLead" if column == "leads" else "withoutMoney"
        query["outcome"] = [outcome]
        panels = {panel.name: panel for panel in content_of(site.known, path, query).panels}
        return len(panels["activities"].result)
    (panel,) = content_of(site.known, path, query).panels
    return len(panel.result)


@pytest.mark.parametrize("name", sorted(set(OPENS) - {"single-points-of-failure"}))
def test_a_number_opens_as_many_rows(site: Site, name: str) -> None:
    (panel,) = content_of(site.known, f"questions/{name}", {}).panels
    checked = 0
    for column, addresses in panel.addresses.items():
        at = panel.result.names.index(column)
        for row, address in zip(panel.result.rows, addresses, strict=True):
            if address and row[at]:
                assert rows_behind(site, address, column) == row[at], (row, address)
                checked += 1
    assert checked > 5


def test_who_leads_alone_opens_what_would_have_no_lead(site: Site) -> None:
    (panel,) = content_of(site.known, "questions/single-points-of-failure", {}).panels
    at = panel.result.names.index("leads")
    pairs = list(zip(panel.result.rows, panel.addresses["leads"], strict=True))
    assert pairs
    for row, address in pairs[:4]:
        assert address
        assert rows_behind(site, address, "leads") == row[at]


def test_answers_about_rows_of_a_plan_stand_beside_their_words(site: Site) -> None:
    (due,) = content_of(site.known, "questions/due-next", {}).panels
    assert {"prefLabel", "hasDeadline"} <= set(due.cited)
    (money,) = content_of(site.known, "questions/donor-without-state-money", {}).panels
    assert "donor" in money.cited
    for counted in (
        "brokers",
        "plans",
        "works-in-plans",
        "risks-named",
    ):  # no row, or its own words
        (panel,) = content_of(site.known, f"questions/{counted}", {}).panels
        assert panel.cited == ()


@pytest.mark.parametrize(
    ("path", "name", "column"),
    [
        ("deadlines", "months", "deadlines"),
        ("deadlines", "load", "all"),
        ("donors", "money-by-donor", "unstated"),
        ("objectives", "objectives", "activities"),
    ],
)
def test_a_number_of_a_list_opens_as_many_rows(
    site: Site, path: str, name: str, column: str
) -> None:
    panels = {each.name: each for each in content_of(site.known, path, {}).panels}
    rows = panels[name].result.to_records()
    pairs = list(zip(rows, panels[name].addresses[column], strict=True))
    for row, address in pairs[:12]:
        found = urlsplit(address or "")
        content = content_of(site.known, found.path.removeprefix("/en/"), parse_qs(found.query))
        behind = next(each for each in content.panels if each.name in ("due", "plan-as-table"))
        assert len({each["iri"] for each in behind.result.to_records()}) == row[column]

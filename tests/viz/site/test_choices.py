"""Lists that the address sifts, held against readings made by hand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from kavshiri.viz.site.site import Site

from .test_words_of_the_plan import activities, body


def listed(site: Site, **query: str) -> set[str]:
    """Return the places of the activities that the list of them shows."""
    asked = {name: [value] for name, value in query.items()} | {"format": ["csv"]}
    answer = site.answer("en", "activities", asked)
    assert answer.status == 200
    found = csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")))
    return {f"{row['plan']}/{row['place']}" for row in found}


def read() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every activity as a person read it, with its place."""
    for plan in ("migration-2019", "thb-2019-2020"):
        for each in activities(plan):
            yield f"{plan}/{each['path']}", each


def has(each: dict[str, Any], role: str, slug: str) -> bool:
    return any(name == slug for name, _ in each[role])


def test_what_one_body_does_in_one_role(site: Site) -> None:
    expected = {place for place, each in read() if has(each, "partner", "iom")}
    assert len(expected) == 37
    assert listed(site, organisation="iom", role="partner") == expected
    assert listed(site, organisation="iom", role="lead") == set()


def test_a_chapter_and_a_plan(site: Site) -> None:
    expected = {place for place, _ in read() if place.startswith("migration-2019/v/")}
    assert expected
    assert listed(site, chapter="migration-2019/v") == expected
    assert listed(site, chapter="migration-2019/v", plan="thb-2019-2020") == set()
    assert len(listed(site, plan="thb-2019-2020")) == 57
    assert len(listed(site)) == 204


def test_the_query_of_a_sifted_list_gives_its_rows(site: Site) -> None:
    from kavshiri.graph.query import select

    asked = {"organisation": ["icmpd"], "role": ["partner"]}
    query = site.answer("en", "activities", {**asked, "format": ["sparql"]}).body.decode()
    expected = {place for place, each in read() if has(each, "partner", "icmpd")}
    assert expected
    assert len(select(site.known.store, query).rows) == len(expected)


@pytest.mark.parametrize(
    "query",
    [{"role": "chief"}, {"chapter": "nothing"}, {"organisation": "nobody"}, {"plan": "nothing"}],
)
def test_what_is_not_known_is_told(site: Site, query: dict[str, str]) -> None:
    answer = site.answer("en", "activities", {name: [v] for name, v in query.items()})
    assert answer.status == 400
    assert "This value cannot be used" in answer.body.decode()


def figures(page: str) -> dict[str, str]:
    """Return the numbers at the top of a page by their words."""
    found = re.findall(r"<li><a href=\"[^\"]*\"><b>([^<]*)</b> ([^<]*)</a></li>", page)
    return {words: number for number, words in found}


def test_what_if_tells_first_what_is_lost(site: Site) -> None:
    # Who leads alone: 39 rows of the migration plan have the Ministry of Internal Affairs as their
    # only lead, as the readings count them.
    internal = "ministry-of-internal-affairs"
    alone = [p for p, e in read() if [s for s, _ in e["lead"]] == [internal]]
    shared = [p for p, e in read() if has(e, "lead", internal) and len(e["lead"]) > 1]
    told = figures(body(site, "what-if", without=internal))
    assert told["left without any lead"] == str(len(alone))
    assert told["loses a lead, another stays"] == str(len(shared))
    assert alone
    assert shared


def test_an_outcome_opens_its_rows(site: Site) -> None:
    internal = "ministry-of-internal-affairs"
    query = {"without": [internal], "outcome": ["withoutLead"]}
    asked = {**query, "panel": ["activities"], "format": ["csv"]}
    rows = csv.DictReader(io.StringIO(site.answer("en", "what-if", asked).body.decode("utf-8-sig")))
    expected = {p for p, e in read() if [s for s, _ in e["lead"]] == [internal]}
    assert {f"{row['plan']}/{row['place']}" for row in rows} == expected


def test_bars_count_what_the_plans_say(site: Site) -> None:
    # Of the months that are no December: March, June and September 2019.
    page = body(site, "deadlines")
    bars = re.findall(r'aria-label="(\d{4}-\d\d): (\d+) activities fall due"', page)
    expected: dict[str, set[str]] = {}
    for place, each in read():
        for _, last, _ in each["deadlines"]:
            expected.setdefault(last[:7], set()).add(place)
    assert {month: int(count) for month, count in bars} == {
        month: len(places) for month, places in expected.items()
    }
    assert 'href="/en/deadlines?from=2019-06-01&amp;until=2019-06-30#due"' in page


def test_the_most_needed_stand_on_the_home_page(site: Site) -> None:
    rows = re.findall(
        r'href="/en/organisations/([^"]+)">[^<]*</a></td><td class="integer is-activities">(\d+)',
        body(site, "", all="most-needed"),
    )
    counts = {slug: int(count) for slug, count in rows}
    needed = [
        place
        for place, each in read()
        if (has(each, "partner", "icmpd") or has(each, "support", "icmpd")) and each["lead"]
    ]
    assert counts["icmpd"] == len(needed) == 24


def test_donors_of_a_plan(site: Site) -> None:
    counted = re.findall(r'href="/en/donors/([^"?]+)[^"]*"><b>(\d+)', body(site, "donors"))
    assert dict(counted)["eu"] == "57"
    # The anti-trafficking plan has no column for donors.
    assert "Nothing here." in body(site, "donors", plan="thb-2019-2020")


def test_questions_of_one_kind_of_user(site: Site) -> None:
    page = body(site, "questions", **{"for": "auditor"})
    assert "/en/questions/donor-trace" in page
    assert "/en/questions/due-next" not in page
    assert site.answer("en", "questions", {"for": ["kings"]}).status == 400


def test_the_matrix_has_the_choices_of_the_network(site: Site) -> None:
    """Without the chair 38 bodies have a tie, 79 ties are left (as on the page of the network)."""
    from kavshiri.graph.coordination.choice import Choice
    from kavshiri.graph.coordination.network import network

    page = body(site, "matrix", chair="no")
    for name in ("layer", "plan", "chapter", "donor", "level", "chair", "groups", "type"):
        assert f'name="{name}"' in page
    assert "Left out: Ministry of Justice of Georgia, " in page
    graph = network(site.known.plans, Choice(chair=False))
    table = page.partition('<table class="matrix">')[2]
    numbers = re.findall(r'<td class="shade\d"><a href="([^"]+)">(\d+)</a>', table)
    assert sorted(int(number) for _, number in numbers) == sorted(
        weight for _, _, weight in graph.edges(data="weight")
    )
    assert all("chair=no" in address for address, _ in numbers)
    assert "/organisations/ministry-of-justice" not in table

"""The pages as a function: an address in, an answer out; counted by hand in the two plans."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Protocol

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kavshiri.graph.query import Queryable
from kavshiri.viz.site.known import Known
from kavshiri.viz.site.links import ServedLinks
from kavshiri.viz.site.site import Site

BASE = "https://w3id.org/kavshiri/id/"
KAV = "https://w3id.org/kavshiri/ontology#"


class MemoryStore(Queryable, Protocol):
    """A store in memory to which a test can add."""

    quads: Store


def body(site: Site, path: str, lang: str = "en", **query: str) -> str:
    """Return a page, which must be there."""
    answer = site.answer(lang, path, {name: [value] for name, value in query.items()})
    assert answer.status == 200, answer.body.decode()
    return answer.body.decode()


def rows(site: Site, path: str, panel: str, **query: str) -> list[dict[str, str]]:
    """Return a panel of a page as its CSV has it."""
    query |= {"panel": panel, "format": "csv"}
    text = body(site, path, **query).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def column(site: Site, path: str, panel: str, at: int, **query: str) -> list[str]:
    """Return the values of one column of a panel."""
    return [list(row.values())[at] for row in rows(site, path, panel, **query)]


def section(page: str, name: str) -> str:
    """Return the panel of a page."""
    found = re.search(rf'<section class="panel" id="{name}".*?</section>', page, re.DOTALL)
    assert found, f"no panel {name}"
    return found[0]


PAGES = (
    "", "plans", "plans/thb-2019-2020", "activities", "activities/thb-2019-2020/2/2.2.1",
    "objectives", "organisations", "organisations/social-service-agency", "donors", "donors/eu",
    "network", "matrix", "deadlines", "money", "what-if", "overlaps", "findings", "questions",
    "questions/donor-trace", "search", "about", "source/thb-2019-2020",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["ka", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages(site: Site, lang: str, path: str) -> None:
    page = body(site, path, lang)
    assert f'<html lang="{lang}" ' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    ("lang", "path", "query", "status"),
    [
        ("en", "nothing", {}, 404),
        ("fr", "", {}, 404),
        ("en", "organisations/nobody", {}, 404),
        ("en", "activities/thb-2019-2020/9/9.9.9", {}, 404),
        ("en", "divisions/thb-2019-2020/2", {}, 404),
        ("en", "what-if", {"without": ["nobody-at-all"]}, 400),
        ("en", "deadlines", {"from": ["tomorrow"]}, 400),
        ("en", "money", {"by": ["colour"]}, 400),
        ("en", "about", {"format": ["csv"]}, 404),
    ],
)
def test_what_is_not_there_says_so(
    site: Site, lang: str, path: str, query: dict[str, list[str]], status: int
) -> None:
    answer = site.answer(lang, path, query)
    assert answer.status == status
    assert answer.media_type.startswith("text/html")


# The Social Service Agency stands in seven rows of the anti-trafficking plan (lines 9, 32, 33, 35,
# 38, 39 and 59 of its text) and in none of the other plan.
AGENCY = "organisations/social-service-agency"


def test_what_an_organisation_leads_and_supports(site: Site) -> None:
    led = column(site, AGENCY, "role-lead", 1)
    assert led == ["1.1.2", "2.2.1", "2.2.2", "2.2.5", "4.2.4"]
    assert column(site, AGENCY, "role-support", 1) == ["2.2.3", "2.2.4"]
    assert "role-donor" not in body(site, AGENCY)


def test_whom_an_organisation_needs(site: Site) -> None:
    # 2.2.1 has one helper: the Public Service Development Agency.
    needs = [list(row.values()) for row in rows(site, AGENCY, "needs")]
    helper = next(row for row in needs if row[0] == "Public Service Development Agency")
    assert helper[1:6] == ["delivery", "1", "2020-12-31", "2020-12-31", "thb-2019-2020: 2/2.2.1"]


def test_who_needs_an_organisation(site: Site) -> None:
    # It helps in 2.2.3, led by the ministry of labour, and in 2.2.4, led by that of education.
    needed = [list(row.values()) for row in rows(site, AGENCY, "needed-by")]
    assert {(row[0], row[5]) for row in needed if row[1] == "delivery"} == {
        (
            "Ministry of Internally Displaced Persons from the Occupied Territories, Labour, "
            "Health and Social Affairs of Georgia",
            "thb-2019-2020: 2/2.2.3",
        ),
        (
            "Ministry of Education, Science, Culture and Sport of Georgia",
            "thb-2019-2020: 2/2.2.4",
        ),
    }


def test_a_number_of_activities_opens_them(site: Site) -> None:
    address = "/en/between/social-service-agency/state-services-development-agency"
    assert f'<a href="{address}?layer=delivery&amp;groups=yes">1</a>' in body(site, AGENCY)
    path = address.removeprefix("/en/")
    assert column(site, path, "activities", 2, layer="delivery", groups="yes") == ["2.2.1"]


def test_names_in_every_language(site: Site) -> None:
    names = rows(site, "organisations/state-services-development-agency", "names")
    found = {tuple(row.values()) for row in names}
    assert ("Public Service Development Agency", "name", "English") in found
    assert ("სსგს", "other name", "Georgian") in found
    assert ("PSDA", "abbreviation", "") in found


def test_where_an_organisation_belongs(site: Site) -> None:
    page = body(site, "organisations/state-services-development-agency")
    assert 'Part of</dt><dd><a href="/en/organisations/ministry-of-justice">' in page
    # Of its units in the authority list this one stands in the migration plan too.
    assert re.search(r"Its units</dt>.*Citizenship and Migration Service", page)
    assert re.search(r"Hosts</dt>.*Secretariat of the State Commission on Migration Issues", page)


def test_measures_are_explained_and_not_ranked(site: Site) -> None:
    measures = [list(row.values()) for row in rows(site, AGENCY, "measures")]
    leads = next(row for row in measures if row[0] == "leads")
    assert leads[1:3] == ["5", "activities"]
    assert all(row[3] for row in measures)


def test_a_donor_whose_money_nothing_replaces(site: Site) -> None:
    # 57 activities name the European Union as donor (counted in the donor column of both plans).
    assert len(rows(site, "organisations/eu", "role-donor")) == 57
    assert 'href="/en/donors/eu"' in body(site, "organisations/eu")
    assert rows(site, "organisations/eu", "only-money-of")


@pytest.mark.parametrize(("kind", "group"), [("group", True), ("body", False)])
def test_the_list_of_organisations_can_be_filtered(site: Site, kind: str, group: bool) -> None:
    listed = set(column(site, "organisations", "organisation-roles", -1, kind=kind))
    known = site.known.plans.organisations
    assert {known[iri].is_group for iri in listed} == {group}


def test_numbers_of_the_home_page_open_as_many_rows(site: Site) -> None:
    page = body(site, "")
    shown = {
        unescape(address): int(number)
        for address, number in re.findall(r'<li><a href="([^"]+)"><b>(\d+)</b>', page)
    }
    counted = {
        "/en/activities": len(rows(site, "activities", "plan-as-table")),
        "/en/objectives": len(rows(site, "objectives", "objectives")),
        "/en/organisations?kind=body": len(
            rows(site, "organisations", "organisation-roles", kind="body")
        ),
        "/en/organisations?kind=group": len(
            rows(site, "organisations", "organisation-roles", kind="group")
        ),
        "/en/donors": body(site, "donors").count('<li><a href="/en/donors/'),
        "/en/findings": len(rows(site, "findings", "findings")),
    }
    assert shown == counted
    assert shown["/en/activities"] == 147 + 57  # rows of the two plans


def test_findings_open_what_they_are_about(site: Site) -> None:
    # 3.2.2 names no lead: its cell has only "დამხმარე:" (line 46).
    serious = section(body(site, "", all="serious"), "serious")
    assert '<a href="/en/activities/thb-2019-2020/3/3.2.2">3.2.2</a>' in serious


def test_an_activity_says_whose_words_the_title_are(site: Site) -> None:
    english = body(site, "activities/thb-2019-2020/2/2.2.1")
    assert "Unofficial translation" in english
    assert "არაოფიციალური" not in body(site, "activities/thb-2019-2020/2/2.2.1", "ka")


def test_an_activity_knows_its_neighbours(site: Site) -> None:
    page = body(site, "activities/thb-2019-2020/2/2.2.1")
    assert re.search(r'rel="prev" href="/en/activities/thb-2019-2020/2/2\.1\.11"', page)
    assert re.search(r'rel="next" href="/en/activities/thb-2019-2020/2/2\.2\.2"', page)
    first = body(site, "activities/migration-2019/iv/a/1.1")
    assert 'rel="prev"' not in first


def test_an_activity_tells_who_needs_whom(site: Site) -> None:
    needs = [
        list(row.values()) for row in rows(site, "activities/thb-2019-2020/2/2.2.1", "needs-within")
    ]
    assert [
        "Social Service Agency", "Public Service Development Agency", "support", "delivery"
    ] in needs  # fmt: skip
    assert {row[0] for row in needs} == {"Social Service Agency"}


def test_an_activity_without_a_lead_needs_nobody(site: Site) -> None:
    assert "needs-within" not in body(site, "activities/thb-2019-2020/3/3.2.2")


def test_divisions_and_objectives_lead_to_their_plan(site: Site) -> None:
    # Activity 2.1.7 stands in goal 2 of the anti-trafficking plan.
    page = body(site, "objectives", plan="thb-2019-2020")
    anchors = re.findall(r'href="/en/plans/thb-2019-2020#([^"]+)"', page)
    assert len(set(anchors)) == 24  # objectives of that plan, counted in its text
    plan = body(site, "plans/thb-2019-2020")
    assert all(f'id="{unescape(anchor)}"' in plan for anchor in anchors)


def test_slugs_of_plans_are_titles_on_pages_and_slugs_in_files(site: Site) -> None:
    page = section(body(site, AGENCY), "role-lead")
    assert "2019–2020 Action Plan for Combating Human Trafficking</a>" in page
    assert column(site, AGENCY, "role-lead", -2) == ["thb-2019-2020"] * 5


def test_places_and_names_in_tables_are_links(site: Site) -> None:
    months = section(body(site, "deadlines"), "months")
    assert '<a href="/en/activities/thb-2019-2020/2/2.1.1">2.1.1</a>' in months
    due = section(body(site, "deadlines"), "due")
    assert '<a href="/en/organisations/ministry-of-foreign-affairs">' in due


def test_columns_that_say_nothing_are_left_out(site: Site) -> None:
    # Without a day there is nothing to count days from.
    days = '<th scope="col" class="integer">Days</th>'
    assert days not in body(site, "deadlines")
    assert days in body(site, "deadlines", **{"from": "2019-06-30"})


def test_long_tables_say_how_many_rows_there_are(site: Site) -> None:
    due = section(body(site, "deadlines"), "due")
    assert due.count("<tr>") == 1 + 60
    assert "60 of 205 are shown" in due
    assert '<a href="/en/deadlines?all=due#due">show all</a>' in due
    assert len(rows(site, "deadlines", "due")) == 205
    every = section(body(site, "deadlines", all="due"), "due")
    assert every.count("<tr>") == 1 + 205
    assert "show all" not in every


def test_many_choices_are_boxes_and_the_chosen_come_first(site: Site) -> None:
    page = body(site, "what-if", without="iom")
    boxes = re.findall(r'<input type="checkbox" name="without" value="([^"]+)"( checked)?>', page)
    assert boxes[0] == ("iom", " checked")
    assert len(boxes) == 49 + 16  # the bodies and groups of the home page
    assert not any(checked for _, checked in boxes[1:])


def test_hostile_texts_are_escaped_on_every_page(hostile_store: MemoryStore) -> None:
    for number in range(6):  # what every activity of a built store has
        activity = NamedNode(f"{BASE}activity/bad/{number}")
        hostile_store.quads.add(Quad(activity, NamedNode(f"{KAV}order"), Literal(number)))
    hostile = Site(Known(hostile_store, BASE, "build", "1"), ServedLinks())
    paths = (
        "", "plans", "plans/bad", "activities", "objectives", "organisations", "network", "matrix",
        "deadlines", "money", "what-if", "overlaps", "findings", "search", "donors",
        *(f"organisations/o{number}" for number in range(6)),
        *(f"activities/bad/{number}" for number in range(6)),
    )  # fmt: skip
    for path in paths:
        query = {"without": ["o1"]} if path == "what-if" else {"q": ["<script>"]}
        answer = hostile.answer("en", path, query)
        assert answer.status == 200, (path, answer.body.decode())
        text = answer.body.decode()
        for bad in ("<script>doc", "<img src=x", "<svg onload", 'href="javascript:', "<b>*bold*"):
            assert bad not in text, (path, bad)

"""The delivery network of the small store, counted by hand."""

from __future__ import annotations

import pytest

from kavshiri.graph.query import Queryable
from kavshiri.queries.errors import ParameterError
from kavshiri.viz.delivery import Delivery, read_delivery

BASE = "https://w3id.org/kavshiri/id/"


def short(iri: str) -> str:
    return iri.removeprefix(BASE + "organisation/").removeprefix(BASE + "activity/")


def links(delivery: Delivery) -> dict[tuple[str, str], tuple[list[str], tuple[str, ...]]]:
    return {
        (short(link.lead), short(link.needed)): ([short(i) for i in link.activities], link.roles)
        for link in delivery.links
    }


def test_each_lead_needs_each_supporter_and_partner(store: Queryable) -> None:
    ssda, moj = "state-services-development-agency", "ministry-of-justice"
    assert links(read_delivery(store)) == {
        (moj, "iom"): (["one/i/a/1.2"], ("partner", "support")),
        (moj, ssda): (["one/after-i/1.10", "two/1"], ("partner", "support")),
        (ssda, "iom"): (["one/i/a/1.2"], ("partner", "support")),
        (ssda, moj): (["one/i/a/1.1"], ("support",)),
    }


def test_groups_are_left_out_and_counted(store: Queryable) -> None:
    delivery = read_delivery(store)
    assert delivery.groups_left_out == 1
    assert all(not each.is_group for each in delivery.organisations.values())


def test_groups_come_in_when_asked_for(store: Queryable) -> None:
    delivery = read_delivery(store, include_groups=True)
    assert delivery.groups_left_out == 0
    found = links(delivery)
    assert len(found) == 6
    assert found["ministry-of-justice", "interested-ngos"] == (["one/i/a/1.2"], ("partner",))


def test_one_plan_alone(store: Queryable) -> None:
    delivery = read_delivery(store, plans=["two"])
    assert links(delivery) == {
        ("ministry-of-justice", "state-services-development-agency"): (["two/1"], ("partner",))
    }
    assert [plan.title for plan in delivery.plans] == ["მეორე გეგმა"]
    assert [short(iri) for iri in delivery.activities] == ["two/1"]


def test_an_unknown_plan_is_named(store: Queryable) -> None:
    with pytest.raises(ParameterError, match="found 'three', expected a plan of the store"):
        read_delivery(store, plans=["three"])


def test_sectors_are_the_tops_of_the_types(store: Queryable) -> None:
    delivery = read_delivery(store, include_groups=True)
    assert {short(iri): each.sector for iri, each in delivery.organisations.items()} == {
        "interested-ngos": "civilSociety",
        "iom": "international",
        "ministry-of-justice": "government",
        "state-services-development-agency": "government",
    }


def test_activities_know_their_lines_and_their_bodies(store: Queryable) -> None:
    delivery = read_delivery(store)
    first = next(iter(delivery.activities.values()))
    assert (first.number, first.title, first.first_line, first.last_line) == (
        "1.1", "Set up the register", 10, 19,
    )  # fmt: skip
    justice = BASE + "organisation/ministry-of-justice"
    assert [short(i) for i in delivery.leads[justice]] == [
        "one/i/a/1.2", "one/after-i/1.10", "two/1",
    ]  # fmt: skip
    assert [short(i) for i in delivery.helps[justice]] == ["one/i/a/1.1"]


def test_names_are_in_the_language_asked_for(store: Queryable) -> None:
    english = read_delivery(store).organisations
    georgian = read_delivery(store, lang="ka").organisations
    justice, iom = BASE + "organisation/ministry-of-justice", BASE + "organisation/iom"
    assert english[justice].name == "Ministry of Justice"
    assert georgian[justice].name == "იუსტიციის სამინისტრო"
    assert english[iom].name == georgian[iom].name == "მიგრაციის საერთაშორისო ორგანიზაცია"

"""Measures by name: which part of the plans is meant, the table, and the explanations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.measures.describe import MEASURES
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.query import Queryable
from kavshiri.queries.choosing import choice_of
from kavshiri.queries.errors import ParameterError
from kavshiri.queries.measuring import explained, measures


@pytest.fixture
def plans(store: Queryable) -> Plans:
    """Two invented plans, counted by hand."""
    return read_plans(store)


def test_names_become_iris(store: Queryable, plans: Plans) -> None:
    choice = choice_of(
        store, plans, layer=["joint", "funding"], level="ministry", plan="one", donor="EU",
        without=["Ministry of Justice"], type="international", since=date(2019, 1, 1), chair=False,
    )  # fmt: skip
    assert choice.layers == ("joint", "funding")
    assert choice.plans == (f"{plans.base}plan/one",)
    assert choice.donors == (f"{plans.base}organisation/eu",)
    assert choice.without == (f"{plans.base}organisation/ministry-of-justice",)
    assert choice.types == ("international",)
    assert not choice.chair


@pytest.mark.parametrize(
    ("path", "expected"),
    [("one/i/a", "one/i/a"), ("i/a", "one/i/a"), ("I/A", "one/i/a"), ("after-i", "one/after-i")],
)
def test_a_chapter_is_named_by_its_path(
    store: Queryable, plans: Plans, path: str, expected: str
) -> None:
    assert choice_of(store, plans, chapter=path).divisions == (f"{plans.base}division/{expected}",)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"chapter": "i/b"}, "parameter chapter: found 'i/b', expected the path of one chapter"),
        ({"layer": "delivry"}, "parameter layer: found 'delivry', expected one of delivery, joint"),
        ({"level": "unit"}, "parameter level: found 'unit', expected one of body, ministry"),
        ({"type": "state"}, "parameter type: found 'state', expected one of government"),
        ({"donor": "Euu"}, "parameter donor: found 'Euu', expected an organisation"),
        ({"plan": "three"}, "parameter plan: found 'three', expected a plan of the store"),
        (
            {"since": date(2019, 2, 1), "until": date(2019, 1, 1)},
            "parameter until: found '2019-01-01', expected a day that is not before 2019-02-01",
        ),
    ],
)
def test_what_means_nothing_is_refused(
    store: Queryable, plans: Plans, wrong: dict[str, object], message: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        choice_of(store, plans, **wrong)  # type: ignore[arg-type]  # a table of cases
    assert str(caught.value).startswith(message)
    assert caught.value.within("ka") != str(caught.value)


def test_a_table_of_measures_names_the_bodies(plans: Plans) -> None:
    """Leads: the agency 1.1 and 1.2; the ministry 1.2, 1.10 and 1 of the second plan."""
    result = measures(plans, Choice(), ["leads", "constraint"])
    rows = {row["name"]: row for row in result.records()}
    assert list(rows) == sorted(rows)
    assert rows["Ministry of Justice"]["leads"] == 3
    assert rows["State Services Development Agency"]["leads"] == 2
    assert str(rows["Ministry of Justice"]["iri"]).endswith("/ministry-of-justice")
    assert result.names == ("name", "sector", "leads", "constraint", "few", "iri")


def test_few_cases_are_named(plans: Plans) -> None:
    """Everybody has fewer than three neighbours here: three bodies without the group."""
    rows = measures(plans, Choice(), ["constraint"]).records()
    assert {row["few"] for row in rows} == {"constraint (2)"}


def test_measures_in_georgian(plans: Plans) -> None:
    result = measures(plans, Choice(), ["leads"], lang="ka")
    assert result.title == "ორგანიზაციების საზომები"
    assert result.headings[0] == "ორგანიზაცია"
    assert "იუსტიციის სამინისტრო" in [row["name"] for row in result.records()]


def test_the_highest_come_first_and_nothing_last(plans: Plans) -> None:
    rows = measures(plans, Choice(groups=True), ["supports"], sort="constraint").records()
    values = [row["constraint"] for row in rows]
    assert values == sorted(values, reverse=True)  # type: ignore[type-var]  # all are numbers
    alone = measures(plans, Choice(plans=(f"{plans.base}plan/two",), layers=("joint",)),
                     ["constraint"]).records()  # fmt: skip
    assert [row["constraint"] for row in alone] == [None]


def test_a_measure_of_another_thing_is_refused(plans: Plans) -> None:
    with pytest.raises(ParameterError, match="found 'concentration', expected one of leads"):
        measures(plans, Choice(), ["concentration"])
    with pytest.raises(ParameterError, match="expected one of concentration, effectiveNumber"):
        measures(plans, Choice(), ["leads"], about="objective")
    with pytest.raises(ParameterError, match="about: found 'plan', expected one of organisation"):
        measures(plans, Choice(), about="plan")


def test_numbers_have_four_decimals_at_most(plans: Plans) -> None:
    found = {row["constraint"] for row in measures(plans, Choice(), ["constraint"]).records()}
    assert all(isinstance(value, Decimal) and len(str(value)) <= 6 for value in found)


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_can_be_explained(code: str) -> None:
    english, georgian = explained(code), explained(code, "ka")
    measure = MEASURES[code]
    assert measure.words.definition_en in english
    assert measure.words.definition_ka in georgian
    assert "O(" in english
    assert "``" not in english
    assert "not what was done" in english


def test_an_unknown_measure_suggests() -> None:
    with pytest.raises(ParameterError, match="did you mean 'betweenness'"):
        explained("betwenness")

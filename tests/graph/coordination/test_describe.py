"""The registry of measures: all are described, in both languages, and say when cases are few."""

from __future__ import annotations

import re

import pytest

from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.measures.describe import (
    MEASURES,
    UNITS,
    Measure,
    measure_of,
    scores,
)
from kavshiri.graph.coordination.measures.view import View
from kavshiri.ontology.codes import code_list
from kavshiri.ontology.errors import QueryError

from .made import made, row


def test_every_code_of_the_list_is_measured_in_its_order() -> None:
    assert [code.code for code in code_list("measure")] == list(MEASURES)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_every_measure_is_described(measure: Measure) -> None:
    assert measure.unit in UNITS
    assert measure.about in ("organisation", "objective")
    assert re.search("[ა-ჰ]", measure.label("ka") + measure.definition("ka"))
    assert measure.definition("en").endswith(".")
    assert "O(" in (measure.function.__doc__ or "")
    assert (measure.cases is None) == (measure.few == 0) == (measure.rests_on == "")
    if measure.rests_on:
        assert measure.rests_on in UNITS
    if measure.source:
        assert re.search(r"\b(19|20)\d\d\b", measure.source)


def test_an_unknown_measure_names_those_there_are() -> None:
    with pytest.raises(QueryError, match="measure: found 'rank', expected one of leads, supports"):
        measure_of("rank")


def test_a_score_that_rests_on_few_cases_says_so() -> None:
    plans = made(row("1", lead="a", partner="b c d"), row("2", lead="b"))
    found = {each.about: each for each in scores(View(plans), "constraint")}
    assert (found["a"].cases, found["a"].few) == (3, False)
    assert (found["b"].cases, found["b"].few) == (1, True)
    counts = scores(View(plans), "leads")
    assert {(each.cases, each.few) for each in counts} == {(None, False)}


def test_a_concentration_of_two_activities_rests_on_few() -> None:
    plans = made(
        *(row(str(n), lead="a", objective="big") for n in range(3)),
        *(row(str(n), lead="a", objective="small") for n in range(3, 5)),
    )
    found = {each.about: (each.value, each.cases, each.few) for each in
             scores(View(plans), "effectiveNumber")}  # fmt: skip
    assert found == {"big": (1.0, 3, False), "small": (1.0, 2, True)}


def test_scores_come_in_the_order_of_the_measures() -> None:
    plans = made(row("1", lead="b", partner="a"))
    found = scores(View(plans, Choice(layers=LAYERS)), "leads", "betweenness")
    assert [(each.code, each.about) for each in found] == [
        ("leads", "a"), ("leads", "b"), ("betweenness", "a"), ("betweenness", "b"),
    ]  # fmt: skip


def test_measures_of_nothing_are_no_scores() -> None:
    assert scores(View(made())) == []

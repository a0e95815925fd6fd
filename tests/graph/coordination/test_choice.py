"""Which activities and bodies a choice lets in."""

from __future__ import annotations

from datetime import date

import pytest

from kavshiri.graph.coordination.choice import LAYERS, Choice, activities, bodies, known
from kavshiri.ontology.codes import code_list
from kavshiri.ontology.errors import QueryError

from .made import made, row

JUNE = ((date(2019, 6, 1), date(2019, 6, 30)),)
YEAR = ((date(2019, 1, 1), date(2019, 12, 31)),)


def test_the_layers_are_those_of_the_code_list() -> None:
    assert tuple(code.code for code in code_list("layer")) == LAYERS


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"layers": ("delivry",)}, "layer: found 'delivry', expected one of delivery, joint, "),
        ({"layers": ()}, r"layers: found \(\), expected a tuple of delivery, "),
        ({"layers": "delivery"}, "layers: found 'delivery', expected a tuple of delivery, "),
        ({"level": "unit"}, "level: found 'unit', expected one of body, ministry"),
        (
            {"since": date(2020, 1, 1), "until": date(2019, 1, 1)},
            "the span from 2020-01-01 to 2019-01-01 ends before it begins",
        ),
    ],
)
def test_a_choice_that_no_network_can_be_made_of_is_refused(
    wrong: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        Choice(**wrong)  # type: ignore[arg-type]  # that it is refused is what is tested


SCOPES = made(
    row("1", lead="a", plan="p", objective="o1", parent="s1", donor="eu"),
    row("2", lead="a", plan="p", objective="o2", parent="s2", periods=JUNE),
    row("3", lead="b", plan="q", objective="o3", parent="t", periods=()),
    divisions={"c1": "p", "s1": "c1", "s2": "c1", "t": "q"},
)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, "1 2 3"),
        ({"plans": ("q",)}, "3"),
        ({"plans": ("q", "p")}, "1 2 3"),
        ({"divisions": ("c1",)}, "1 2"),  # the chapter, with what stands in it
        ({"divisions": ("s2",)}, "2"),
        ({"objectives": ("o1", "o3")}, "1 3"),
        ({"divisions": ("s2",), "objectives": ("o3",)}, "2 3"),  # either of them
        ({"donors": ("eu",)}, "1"),
        ({"donors": ("eu",), "plans": ("q",)}, ""),  # both at once
        ({"since": date(2019, 6, 30), "until": date(2019, 6, 30)}, "2"),  # its last day
        ({"since": date(2019, 7, 1)}, "1"),
        ({"until": date(2019, 6, 1)}, "2"),
        ({"until": date(2019, 5, 31)}, ""),
    ],
    ids=str,
)
def test_the_scope_of_a_choice(choice: dict[str, object], expected: str) -> None:
    found = activities(SCOPES, Choice(**choice))  # type: ignore[arg-type]  # tables of cases
    assert [each.iri for each in found] == expected.split()


def test_a_period_that_only_touches_a_span_counts() -> None:
    plans = made(row("1", lead="a", periods=YEAR))
    for day in (date(2019, 1, 1), date(2019, 12, 31)):
        assert len(activities(plans, Choice(since=day, until=day))) == 1


def test_groups_are_out_unless_asked_for() -> None:
    plans = made(row("1", lead="a", partner="all"), groups="all")
    assert bodies(plans, Choice()) == {"a": "a"}
    assert bodies(plans, Choice(groups=True)) == {"a": "a", "all": "all"}


MINISTRIES = made(
    row("1", lead="unit", support="agency"),
    parents={"unit": "department", "department": "m", "agency": "m", "mine": "n"},
    types={"m": "ministry", "n": "ministry"},
)


def test_units_are_shown_as_the_ministry_they_are_part_of() -> None:
    assert dict(bodies(MINISTRIES, Choice(level="ministry"))) == {
        "agency": "m",
        "department": "m",
        "m": "m",
        "mine": "n",
        "n": "n",
        "unit": "m",
    }


def test_a_ministry_that_is_left_out_goes_with_its_units_where_they_are_rolled_up() -> None:
    one = bodies(MINISTRIES, Choice(without=("m",)))
    assert sorted(one) == ["agency", "department", "mine", "n", "unit"]
    rolled = bodies(MINISTRIES, Choice(without=("m",), level="ministry"))
    assert dict(rolled) == {"mine": "n", "n": "n"}


def test_a_unit_that_is_left_out_leaves_the_ministry_there() -> None:
    rolled = bodies(MINISTRIES, Choice(without=("agency",), level="ministry"))
    assert "agency" not in rolled
    assert rolled["unit"] == "m"


def test_types_and_sectors_are_those_of_what_is_shown() -> None:
    assert set(bodies(MINISTRIES, Choice(types=("ministry",)))) == {"m", "n"}
    rolled = bodies(MINISTRIES, Choice(types=("ministry",), level="ministry"))
    assert rolled["unit"] == "m"
    assert len(bodies(MINISTRIES, Choice(types=("government",)))) == 6
    assert bodies(MINISTRIES, Choice(types=("private",))) == {}


def test_without_the_chair_its_agencies_stay() -> None:
    """The ministry m chairs the council; it hosts a second one that nobody chairs."""
    plans = made(
        row("1", lead="m", support="agency"),
        parents={"agency": "m"},
        chairs={"council": "m"},
        hosts={"council": "n", "office": "m", "panel": "n"},
    )
    assert sorted(bodies(plans, Choice(chair=False))) == ["agency", "n", "panel"]


def test_a_body_that_nobody_describes_has_its_iri_only() -> None:
    plans = made(row("1", lead="a"))
    assert known(plans, "x").name("ka") == "x"
    assert known(plans, "x").sector == ""

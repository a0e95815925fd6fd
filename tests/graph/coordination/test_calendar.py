"""When work falls due: on plans where every figure is obvious, and on the two plans."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.graph.coordination.calendar import (
    bunching,
    deadlines,
    due_from,
    load,
    months,
    outside_period,
    overdue,
)
from kavshiri.graph.coordination.plans import ROLES, Period, Plans
from kavshiri.ontology import QueryError

from .conftest import Reading
from .made import made, row

BODY = "https://w3id.org/kavshiri/id/organisation/"
PLACE = "https://w3id.org/kavshiri/id/activity/"
MIGRATION = "https://w3id.org/kavshiri/id/plan/migration-2019"
TRAFFICKING = "https://w3id.org/kavshiri/id/plan/thb-2019-2020"

MARCH, JUNE = date(2019, 3, 1), date(2019, 6, 1)
SEPTEMBER, DECEMBER = date(2019, 9, 1), date(2019, 12, 1)
IN_MARCH = (MARCH, date(2019, 3, 31))
FIRST_HALF = (date(2019, 1, 1), date(2019, 6, 30))
SECOND_HALF = (date(2019, 7, 1), date(2019, 12, 31))
IN_DECEMBER = (DECEMBER, date(2019, 12, 31))

SMALL = made(
    row("1", lead="a", periods=(IN_MARCH,)),
    row("2", lead="a", partner="b", periods=(FIRST_HALF, SECOND_HALF)),
    row("3", lead="b", support="a b", periods=(IN_DECEMBER, SECOND_HALF)),
    row("4", lead="a", periods=()),
)


def test_a_deadline_counts_in_its_last_month() -> None:
    assert months(SMALL.activities["2"]) == (JUNE, DECEMBER)
    assert months(SMALL.activities["3"]) == (DECEMBER,)  # two deadlines end in one month
    assert months(SMALL.activities["4"]) == ()


def test_a_deadline_spread_over_its_period() -> None:
    whole_year = tuple(date(2019, month, 1) for month in range(1, 13))
    assert months(SMALL.activities["2"], spread=True) == whole_year
    assert months(SMALL.activities["1"], spread=True) == (MARCH,)


def test_load_of_leads_and_of_all_roles() -> None:
    leads = {(each.organisation, each.month): each.activities for each in load(SMALL)}
    assert leads == {
        ("a", MARCH): ("1",), ("a", JUNE): ("2",), ("a", DECEMBER): ("2",), ("b", DECEMBER): ("3",),
    }  # fmt: skip
    everyone = {(each.organisation, each.month): each.activities for each in load(SMALL, roles=())}
    assert everyone["a", DECEMBER] == ("2", "3")
    assert everyone["b", DECEMBER] == ("2", "3")  # b leads and supports 3: once
    only = load(SMALL, roles=ROLES, organisations=["b"])
    assert [(each.organisation, each.month) for each in only] == [("b", JUNE), ("b", DECEMBER)]


def test_bunching_shares_add_up() -> None:
    found = bunching(SMALL)
    counts = {each.month: (len(each.activities), each.share) for each in found.months}
    assert counts == {
        MARCH: (1, Fraction(1, 4)), JUNE: (1, Fraction(1, 4)), DECEMBER: (2, Fraction(1, 2)),
    }  # fmt: skip
    assert found.busiest is not None
    assert found.busiest.month == DECEMBER
    assert found.share_of(12) == Fraction(1, 2)
    assert found.without_deadline == ("4",)


def test_bunching_without_any_deadline() -> None:
    found = bunching(made(row("1", lead="a", periods=())))
    assert (found.months, found.busiest, found.share_of(12)) == ((), None, 0)


def test_what_is_due_from_a_day_on() -> None:
    found = due_from(SMALL, date(2019, 6, 30))
    assert [(each.activity, each.period[1].isoformat(), each.days) for each in found] == [
        ("2", "2019-06-30", 0), ("2", "2019-12-31", 184), ("3", "2019-12-31", 184),
        ("3", "2019-12-31", 184),
    ]  # fmt: skip
    assert [each.activity for each in due_from(SMALL, MARCH, until=date(2019, 6, 30))] == ["1", "2"]
    helped = due_from(SMALL, JUNE, organisations=["b"], roles=("partner",))
    assert {each.activity for each in helped} == {"2"}


def test_what_is_past_on_a_day() -> None:
    found = overdue(SMALL, date(2019, 7, 1))
    assert [(each.activity, each.days) for each in found] == [("1", -92), ("2", -1)]
    assert not overdue(SMALL, MARCH)


def test_deadlines_outside_the_period() -> None:
    plans = made(
        row("1", periods=((date(2018, 12, 1), date(2019, 1, 31)),)),
        row("2", periods=((date(2018, 1, 1), date(2020, 12, 31)),)),
        row("3", periods=(IN_DECEMBER,)),
    )
    year = replace(plans.plans["plan"], start=date(2019, 1, 1), end=date(2019, 12, 31))
    known = replace(plans, plans={"plan": year})
    found = [(each.activity, each.side) for each in outside_period(known)]
    assert found == [("1", "before"), ("2", "before"), ("2", "after")]
    assert not outside_period(plans)  # no period, nothing to lie outside of


def test_unknown_names_are_errors() -> None:
    with pytest.raises(QueryError, match="no organisation <nobody>"):
        load(SMALL, organisations=["nobody"])
    with pytest.raises(QueryError, match="no plan <q>"):
        bunching(SMALL, ["q"])


DAYS = st.dates(date(2018, 1, 1), date(2021, 12, 31))
PERIODS = st.lists(st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))), max_size=3)


@given(st.lists(PERIODS, max_size=5), DAYS)
def test_every_deadline_is_due_or_past(rows: list[list[Period]], day: date) -> None:
    plans = made(*(row(f"{n}", lead="a", periods=tuple(each)) for n, each in enumerate(rows)))
    both = Counter(each.activity for each in (*due_from(plans, day), *overdue(plans, day)))
    assert both == Counter({f"{n}": len(set(each)) for n, each in enumerate(rows) if each})
    assert sum(each.share for each in bunching(plans).months) == (1 if any(rows) else 0)


@given(st.lists(PERIODS, max_size=5), st.randoms())
def test_counts_do_not_depend_on_order(rows: list[list[Period]], random: Any) -> None:
    activities = [row(f"{n}", lead="a", periods=tuple(each)) for n, each in enumerate(rows)]
    plans = made(*activities)
    random.shuffle(activities)
    assert bunching(plans) == bunching(made(*activities))
    assert load(plans, spread=True) == load(made(*activities), spread=True)


# The two plans. These deadlines of the migration plan are not 12.2019, as printed in its column:
# 03.2019: v/b/8.2 (line 867), after-viii/b/1.2; 06.2019: after-viii/a/4.1, after-viii/g/2.1, and
# "06.2019; 12.2019": v/g/2.1, vi/g/5.1, vii/a/6.1, vii/b/6.1; 09.2019: iv/a/1.2, v/b/8.3,
# after-viii/a/3.2, after-viii/b/1.3, x/a/1.1, xi/a/7.1. Four deadlines are lost: v/g/3.1, 4.1, 4.2,
# 4.6. So 147 - 4 - 2 - 2 - 6 = 133 activities are due in December, four of them the second time.


def places(activities: tuple[str, ...]) -> set[str]:
    """The places of some activities in their plan."""
    return {iri.removeprefix(PLACE).partition("/")[2] for iri in activities}


def test_the_migration_plan_falls_due_in_december(both: Plans) -> None:
    found = bunching(both, [MIGRATION])
    counts = {each.month: len(each.activities) for each in found.months}
    assert counts == {MARCH: 2, JUNE: 6, SEPTEMBER: 6, DECEMBER: 133}
    assert found.share_of(12) == Fraction(133, 147)
    assert places(found.without_deadline) == {"v/g/3.1", "v/g/4.1", "v/g/4.2", "v/g/4.6"}
    june = next(each for each in found.months if each.month == JUNE)
    assert places(june.activities) == {
        "after-viii/a/4.1", "after-viii/g/2.1", "v/g/2.1", "vi/g/5.1", "vii/a/6.1", "vii/b/6.1",
    }  # fmt: skip


def test_the_other_plan_falls_due_in_december_too(both: Plans) -> None:
    """Half-years count at their end: I of 2019 is 2.1.1; II of 2019: 1.1.2, 2.1.1, 4.1.3, 6.2.3."""
    found = bunching(both, [TRAFFICKING])
    counts = {each.month: len(each.activities) for each in found.months}
    assert counts == {JUNE: 1, DECEMBER: 4, date(2020, 12, 1): 53}
    assert places(found.months[1].activities) == {"1/1.1.2", "2/2.1.1", "4/4.1.3", "6/6.2.3"}
    assert not found.without_deadline


def test_both_plans_together_in_december_2019(both: Plans) -> None:
    counts = {each.month: len(each.activities) for each in bunching(both).months}
    assert counts[DECEMBER] == 137  # 133 and 4
    assert sum(counts.values()) == 205


def test_load_of_the_ministry_of_internal_affairs(both: Plans, reading: Reading) -> None:
    """Of 36 led in the migration plan three have no deadline and one is due in June: 32 and 2."""
    found = load(both, organisations=[BODY + "ministry-of-internal-affairs"])
    assert {(each.month, len(each.activities)) for each in found} == {
        (JUNE, 1), (DECEMBER, 34), (date(2020, 12, 1), 17),
    }  # fmt: skip
    read = {
        path
        for path, each in reading.items()
        if "ministry-of-internal-affairs" in {body for body, _ in each["lead"]}
        and any(day[1] == "2020-12-31" for day in each["deadlines"])
    }
    last = next(each for each in found if each.month == date(2020, 12, 1))
    assert {iri.removeprefix(PLACE) for iri in last.activities} == read


def test_what_was_due_before_july(both: Plans) -> None:
    past = overdue(both, date(2019, 7, 1))
    assert places(tuple(each.activity for each in past)) == {
        "v/b/8.2", "after-viii/b/1.2", "after-viii/a/4.1", "after-viii/g/2.1", "v/g/2.1",
        "vi/g/5.1", "vii/a/6.1", "vii/b/6.1", "2/2.1.1",
    }  # fmt: skip
    coming = due_from(both, date(2019, 7, 1))
    assert len(coming) == 205 - 9
    assert {each.period[1].isoformat() for each in coming[:6]} == {"2019-09-30"}


def test_no_deadline_lies_outside_the_two_periods(both: Plans) -> None:
    assert not outside_period(both)


def test_deadlines_are_those_that_a_person_read(both: Plans, reading: Reading) -> None:
    for path, each in reading.items():
        read = sorted(
            {(date.fromisoformat(d[0]), date.fromisoformat(d[1])) for d in each["deadlines"]}
        )
        assert sorted(deadlines(both.activities[PLACE + path])) == read

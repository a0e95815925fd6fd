"""What holds for any plans: rolling up keeps totals, leaving out nobody changes nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kavshiri.graph.coordination.choice import LAYERS, Choice, bodies
from kavshiri.graph.coordination.measures.concentration import concentration
from kavshiri.graph.coordination.measures.dependence import only_funder, only_lead
from kavshiri.graph.coordination.measures.describe import MEASURES, scores
from kavshiri.graph.coordination.measures.view import View
from kavshiri.graph.coordination.network import network
from kavshiri.graph.coordination.plans import Activity, Plans
from kavshiri.graph.coordination.projection import co_working

from .made import made, row

BODIES = "abcdefgh"
PARENTS = {"a": "m", "b": "m", "c": "n"}
SECTORS = {"f": "international", "g": "civilSociety", "h": ""}

some = st.sets(st.sampled_from(BODIES), max_size=3).map(lambda found: " ".join(sorted(found)))


@st.composite
def rows(draw: st.DrawFn) -> list[Activity]:
    count = draw(st.integers(0, 8))
    return [
        row(
            str(number),
            lead=draw(some),
            support=draw(some),
            partner=draw(some),
            donor=draw(some),
            objective=f"o{number // 2}",
            state_money=draw(st.booleans()),
            budget_cell=draw(st.sampled_from([True, False, None])),
        )
        for number in range(count)
    ]


def plans_of(activities: list[Activity]) -> Plans:
    return made(*activities, parents=PARENTS, sectors=SECTORS, groups="e", hosts={"d": "m"})


quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
everything = pytest.mark.parametrize("level", ["body", "ministry"])


def seen(graph: object) -> tuple[object, ...]:
    """All of a network, in its order."""
    nodes = [(node, data) for node, data in graph.nodes(data=True)]  # type: ignore[attr-defined]
    edges = list(graph.edges(data=True))  # type: ignore[attr-defined]
    return nodes, edges


@everything
@quick
@given(rows())
def test_leaving_out_nobody_changes_nothing(level: str, activities: list[Activity]) -> None:
    plans = plans_of(activities)
    choice = Choice(layers=LAYERS, level=level)
    gone = replace(choice, without=("nobody",), plans=("plan",), donors=())
    assert seen(network(plans, gone)) == seen(network(plans, choice))
    assert scores(View(plans, gone)) == scores(View(plans, choice))


@everything
@quick
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_activities_changes_no_score(
    level: str, activities: list[Activity], chance: Random
) -> None:
    choice = Choice(layers=LAYERS, level=level, groups=True)
    before = scores(View(plans_of(activities), choice))
    chance.shuffle(activities)
    assert scores(View(plans_of(activities), choice)) == before


@quick
@given(rows())
def test_a_ministry_does_what_its_units_do(activities: list[Activity]) -> None:
    plans = plans_of(activities)
    shown = bodies(plans, Choice(level="ministry"))
    expected: dict[str, set[str]] = {}
    for each in activities:
        for lead in each.bodies("lead"):
            if lead in shown:
                expected.setdefault(shown[lead], set()).add(each.iri)
    rolled = network(plans, Choice(level="ministry"))
    assert {n: c for n, c in rolled.nodes(data="leads") if c} == {
        ministry: len(led) for ministry, led in expected.items()
    }


@quick
@given(rows())
def test_rolling_up_keeps_every_activity_of_a_tie(activities: list[Activity]) -> None:
    """Each tie between bodies of two ministries is there with all its activities, and none new."""
    plans = plans_of(activities)
    shown = bodies(plans, Choice(level="ministry"))
    expected: dict[tuple[str, str], set[str]] = {}
    for one, other, edge in network(plans).edges(data=True):
        if shown[one] != shown[other]:
            pair = (shown[one], shown[other])
            expected.setdefault(pair, set()).update(edge["activities"])
    rolled = network(plans, Choice(level="ministry"))
    found = {(u, v): edge["activities"] for u, v, edge in rolled.edges(data=True)}
    assert {pair: set(each) for pair, each in found.items()} == expected
    assert all(len(set(each)) == len(each) for each in found.values())
    assert all(each == tuple(sorted(each, key=int)) for each in found.values())  # plan order


@quick
@given(rows())
def test_a_body_more_that_does_nothing_breaks_nothing(activities: list[Activity]) -> None:
    alone = [*activities, row("99", lead="z", objective="z")]
    found = scores(View(plans_of(alone), Choice(layers=LAYERS)))
    about_it = {each.code: each.value for each in found if each.about == "z"}
    assert about_it["leads"] == about_it["soleLead"] == 1
    assert about_it["strength"] == about_it["betweenness"] == about_it["coreNumber"] == 0
    assert about_it["constraint"] is None
    assert about_it["effectiveSize"] is None
    assert {each.code for each in found} == set(MEASURES)


@everything
@quick
@given(rows())
def test_what_one_body_holds_alone(level: str, activities: list[Activity]) -> None:
    """Dominators say what counting says."""
    plans = plans_of(activities)
    choice = Choice(level=level, groups=True)
    shown = bodies(plans, choice)
    leads: dict[str, set[str]] = {}
    money: dict[str, set[str]] = {}
    for each in activities:
        led = {shown[lead] for lead in each.bodies("lead")}
        paid = {shown[donor] for donor in each.bodies("donor")}
        if len(led) == 1:
            leads.setdefault(led.pop(), set()).add(each.iri)
        other = any(funding.kind == "stateBudget" for funding in each.fundings)
        if len(paid) == 1 and not other and each.has_budget_cell:
            money.setdefault(paid.pop(), set()).add(each.iri)
    for expected, found in ((leads, only_lead(plans, choice)), (money, only_funder(plans, choice))):
        own = {body: {iri for iri in all if iri in plans.activities} for body, all in found.items()}
        assert {body: each for body, each in own.items() if each} == expected
        for body, things in found.items():
            for objective in plans.objectives:
                rows_of = {each.iri for each in activities if each.objective == objective}
                assert (objective in things) == (rows_of <= expected.get(body, set()))


@quick
@given(rows())
def test_shares_of_an_objective_add_up(activities: list[Activity]) -> None:
    for each in concentration(plans_of(activities), Choice(groups=True)).values():
        assert sum(each.shares.values()) == 1
        assert 1 / len(each.shares) <= each.index <= 1
        assert 1 <= each.effective_number <= len(each.shares)


@quick
@given(rows())
def test_who_works_together_shares_activities(activities: list[Activity]) -> None:
    graph = co_working(plans_of(activities), Choice(layers=LAYERS, groups=True))
    for one, other, edge in graph.edges(data=True):
        together = [e.iri for e in activities if {one, other} <= set(e.bodies())]
        assert list(edge["activities"]) == together
        assert 0 < edge["weight"] <= len(together)

"""What-if on plans so small that every figure is obvious."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.graph.coordination.cohesion import cohesion
from kavshiri.graph.coordination.plans import Activity, Funding, Organisation, Part, Plan, Plans
from kavshiri.graph.coordination.similar import DOERS, HELPERS, PAYERS, likeness
from kavshiri.graph.coordination.whatif import (
    DELIVERY,
    MONEY,
    UNKNOWN_MONEY,
    WhatIf,
    money_outcomes,
    what_if,
    with_units_of,
)
from kavshiri.ontology import QueryError

EFFORT = Funding("administrativeResource", "notStated")
STATE = Funding("stateBudget", "stated")
TBD = Funding("stateBudget", "toBeDetermined")
WORD = Funding("stateBudget", "notStated")
JUNE, DECEMBER = date(2019, 6, 30), date(2019, 12, 31)


def activity(name: str, roles: Mapping[str, str] | None = None, **more: Any) -> Activity:
    """An activity of the plan ``p``; roles as ``{"lead": "A B"}``; donors need no funding."""
    named = {role: tuple(sorted(words.split())) for role, words in (roles or {}).items()}
    due = more.pop("due", DECEMBER)
    return Activity(
        iri=name,
        plan=more.pop("plan", "p"),
        labels={"en": name},
        order=more.pop("order", 0),
        objective=more.pop("objective", "o"),
        periods=((due.replace(day=1), due),) if due else (),
        due=due,
        roles=named,
        has_budget_cell=more.pop("cell", True),
        **more,
    )


def plans(*activities: Activity, bodies: tuple[Organisation, ...] = ()) -> Plans:
    """Plans of some activities; every body that is named exists, groups begin with ``g``."""
    names = {body for each in activities for body in each.bodies()}
    known = {iri: Organisation(iri, {"en": iri}, is_group=iri.startswith("g")) for iri in names}
    known |= {body.iri: body for body in bodies}
    return Plans(
        plans={iri: Plan(iri, {"en": iri}) for iri in sorted({"p", *(a.plan for a in activities)})},
        divisions={},
        objectives={a.objective: Part(a.objective, {}) for a in activities if a.objective},
        organisations=dict(sorted(known.items())),
        activities={each.iri: each for each in activities},
    )


def delivery(roles: Mapping[str, str], *without: str) -> str:
    """What happens to the delivery of one activity."""
    found = plans(activity("a", roles), bodies=(Organisation("X", {}), Organisation("Y", {})))
    return what_if(found, without).effects[0].delivery


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({"lead": "X"}, "withoutLead"),
        ({"lead": "X", "support": "A"}, "withoutLead"),
        ({"lead": "X A"}, "fewerLeads"),
        ({"lead": "X g"}, "fewerLeads"),  # a group stays, though it has no name
        ({"lead": "A", "support": "X"}, "withoutHelper"),
        ({"lead": "A", "partner": "X B"}, "withoutHelper"),
        ({"lead": "X A", "partner": "X"}, "fewerLeads"),  # the graver of the two
        ({"lead": "A", "reporting": "X"}, "withoutReporting"),
        ({"lead": "A", "partner": "X", "reporting": "X"}, "withoutHelper"),
        ({"lead": "A", "donor": "X"}, "untouched"),
        ({"lead": "A"}, "untouched"),
        ({"support": "A"}, "leadNotStated"),
        ({"support": "X"}, "withoutHelper"),
        ({}, "leadNotStated"),
    ],
)
def test_delivery_of_an_activity_without_x(roles: dict[str, str], expected: str) -> None:
    assert delivery(roles, "X") == expected


def test_delivery_without_both_leads() -> None:
    assert delivery({"lead": "X Y"}, "X", "Y") == "withoutLead"


@pytest.mark.parametrize(
    ("donors", "fundings", "cell", "expected"),
    [
        ("X", (), True, "withoutMoney"),
        ("X", (EFFORT,), True, "withoutMoney"),  # effort is work, not money
        ("X A", (), True, "partFunded"),
        ("X A", (), False, "partFunded"),  # another donor stays, whatever the lost cell said
        ("X", (STATE,), True, "partFunded"),
        ("X", (TBD,), True, "partFunded"),
        ("X", (WORD,), True, "partFunded"),  # "state budget" without an amount
        ("X", (Funding("donor", "notStated"),), True, "partFunded"),  # a donor without a name
        ("X", (), False, "cellLost"),
        ("X", (), None, "noColumn"),
        ("X", (EFFORT,), None, "noColumn"),
        ("A", (), True, "untouched"),
        ("A", (), False, "untouched"),
        ("", (STATE,), True, "untouched"),
        ("", (TBD, EFFORT), True, "untouched"),
        ("", (EFFORT,), True, "effortOnly"),
        ("", (EFFORT,), None, "effortOnly"),
        ("", (), True, "notNamed"),
        ("", (), False, "cellLost"),
        ("", (), None, "noColumn"),
    ],
)
def test_money_of_an_activity_without_x(
    donors: str, fundings: tuple[Funding, ...], cell: bool | None, expected: str
) -> None:
    one = activity("a", {"lead": "A", "donor": donors}, fundings=fundings, cell=cell)
    found = what_if(plans(one, bodies=(Organisation("X", {}),)), ["X"])
    assert found.effects[0].money == expected


def test_a_donor_that_only_its_funding_names_goes_too() -> None:
    one = activity("a", {"lead": "A"}, fundings=(Funding("donor", "stated", funder="X"),))
    found = what_if(plans(one, bodies=(Organisation("X", {}),)), ["X"])
    assert found.effects[0].money == "withoutMoney"
    assert found.effects[0].gone("donor") == ("X",)


def test_who_goes_and_who_stays() -> None:
    roles = {"lead": "A", "support": "X B", "partner": "X g", "donor": "X D"}
    effect = what_if(plans(activity("a", roles)), ["X"]).effects[0]
    assert dict(effect.lost) == {"support": ("X",), "partner": ("X",), "donor": ("X",)}
    assert dict(effect.left) == {
        "lead": ("A",), "support": ("B",), "partner": ("g",), "donor": ("D",),
    }  # fmt: skip
    assert effect.gone("support", "partner") == ("X",)
    assert effect.still("support", "partner") == ("B", "g")


def test_a_body_takes_only_itself_unless_its_units_are_asked_for() -> None:
    tree = (
        Organisation("M", {}),
        Organisation("unit", {}, parent="M"),
        Organisation("desk", {}, parent="unit"),
        Organisation("council", {}, host="M", chair="M"),
    )
    found = plans(
        activity("a", {"lead": "M"}),
        activity("b", {"lead": "unit"}),
        activity("c", {"lead": "desk"}),
        activity("d", {"lead": "council"}),
        bodies=tree,
    )
    assert [e.activity.iri for e in what_if(found, ["M"]).stranded] == ["a"]
    whole = what_if(found, ["M"], with_units=True)
    assert whole.without == ("M", "desk", "unit")
    assert [e.activity.iri for e in whole.stranded] == ["a", "b", "c"]
    assert with_units_of(found, ["unit"]) == ("desk", "unit")


def test_bodies_that_are_parts_of_each_other_end() -> None:
    circle = (Organisation("X", {}, parent="Y"), Organisation("Y", {}, parent="X"))
    assert with_units_of(plans(bodies=circle), ["X"]) == ("X", "Y")


def three_objectives() -> Plans:
    """X leads both activities of o1, one of two of o2, and helps in o3; o4 is not concerned."""
    return plans(
        activity("a", {"lead": "X"}, objective="o1", order=1),
        activity("b", {"lead": "X"}, objective="o1", order=2, due=JUNE),
        activity("c", {"lead": "X"}, objective="o2", order=3, due=None),
        activity("d", {"lead": "A"}, objective="o2", order=4),
        activity("e", {"lead": "A", "partner": "X"}, objective="o3", order=5),
        activity("f", {"lead": "A"}, objective="o4", order=6, due=date(2019, 3, 31)),
        activity("g", {"lead": "X"}, objective=None, order=7),
    )


def test_objectives_lose_all_some_or_none_of_their_activities() -> None:
    found = what_if(three_objectives(), ["X"])
    losses = {each.objective: each.loss for each in found.objectives}
    assert losses == {"o1": "all", "o2": "some", "o3": "none", "o4": "untouched"}
    assert [len(each.effects) for each in found.objectives] == [2, 2, 1, 1]


def test_the_next_deadline_that_is_hit() -> None:
    found = what_if(three_objectives(), ["X"])
    assert found.next_deadline() == JUNE
    assert found.next_deadline(date(2019, 7, 1)) == DECEMBER
    assert found.next_deadline(date(2020, 1, 1)) is None
    by_objective = {each.objective: each.next_deadline() for each in found.objectives}
    assert by_objective == {"o1": JUNE, "o2": None, "o3": DECEMBER, "o4": None}


def test_only_the_plans_asked_for() -> None:
    both = plans(activity("a", {"lead": "X"}), activity("b", {"lead": "X"}, plan="q"))
    assert [e.activity.iri for e in what_if(both, ["X"], ["q"]).effects] == ["b"]
    assert what_if(both, ["X"], ["q"]).plan_iris == ("q",)


def test_what_nobody_knows_is_no_good_news() -> None:
    found = plans(activity("a", {"lead": "X"}))
    with pytest.raises(QueryError, match="there is no organisation <nobody> in the store"):
        what_if(found, ["nobody"])
    with pytest.raises(QueryError, match="there is no plan <q> in the store; the plans are p"):
        what_if(found, ["X"], ["q"])


def test_a_body_that_is_named_but_not_described_can_go() -> None:
    bare = Plans(
        plans={"p": Plan("p", {})}, divisions={}, objectives={}, organisations={},
        activities={"a": activity("a", {"lead": "X"})},
    )  # fmt: skip
    assert what_if(bare, ["X"]).effects[0].delivery == "withoutLead"


def test_the_network_falls_apart() -> None:
    # A - a - X - b - B: one piece of 5; without X: {A, a} and {B, b}: 1 - (2·1 + 2·1) / (4·3) = 2/3
    found = plans(activity("a", {"lead": "A X"}), activity("b", {"lead": "B", "donor": "X"}))
    before, after = cohesion(found, (), ["X"])
    assert (before.bodies, before.activities, before.pieces, before.fragmentation) == (3, 2, 1, 0)
    assert (after.bodies, after.pieces, after.alone) == (2, 2, ())
    assert after.fragmentation == pytest.approx(2 / 3)


def test_an_activity_that_only_groups_are_left_in_is_alone() -> None:
    found = what_if(plans(activity("a", {"lead": "X", "partner": "g"})), ["X"])
    assert found.cohesion[1].alone == ("a",)


def test_similar_things_are_told_by_their_nearest_sign() -> None:
    asked = activity("a", {"lead": "X", "partner": "P"}, parent="d", types=("training",))
    same = {"parent": "d", "types": ("training",)}
    found = plans(
        asked,
        activity("b", {"lead": "A"}, **same),
        activity("c", {"lead": "A", "support": "P"}, objective="o2", **same),
        activity("d", {"lead": "B"}, objective="o3", parent="e", types=("training", "study")),
        activity("e", {"lead": "B g"}, objective="o3", parent="e", types=("study",)),
        activity("f", {"lead": "X"}, **same),
        activity("g", {"lead": "C"}, objective="o4"),
    )
    others = likeness(found, found.activities.values(), DOERS).of(asked, ["X"])
    assert [(e.organisation, e.takes_part, e.objective, e.division, e.types) for e in others] == [
        ("P", True, (), ("c",), ()),
        ("A", False, ("b",), ("c",), ()),
        ("B", False, (), (), ("d",)),
    ]


@pytest.mark.parametrize(("roles", "who"), [(HELPERS, "H"), (PAYERS, "D")])
def test_who_helps_or_pays_in_similar_activities(roles: tuple[str, ...], who: str) -> None:
    asked = activity("a", {"lead": "X"})
    other = activity("b", {"lead": "L", "partner": "H", "donor": "D"})
    found = likeness(plans(asked, other), [asked, other], roles).of(asked)
    assert [each.organisation for each in found] == [who]


NAMES = "ABCDEF"
ROLE_SETS = st.dictionaries(
    st.sampled_from(["lead", "support", "partner", "donor", "reporting"]),
    st.sets(st.sampled_from(NAMES), min_size=1).map(" ".join),
)
ACTIVITIES = st.lists(
    st.tuples(
        ROLE_SETS,
        st.lists(st.sampled_from([EFFORT, STATE, TBD, WORD]), max_size=2, unique=True),
        st.sampled_from([True, False, None]),
        st.sampled_from(["o1", "o2", None]),
    ),
    max_size=6,
)
SOME = st.sets(st.sampled_from(NAMES))


def drawn(rows: list[Any]) -> Plans:
    """Plans of what hypothesis drew."""
    activities = (
        activity(f"a{n}", roles, fundings=tuple(money), cell=cell, objective=objective, order=n)
        for n, (roles, money, cell, objective) in enumerate(rows)
    )
    return plans(*activities, bodies=tuple(Organisation(name, {}) for name in NAMES))


def codes(found: WhatIf) -> tuple[Counter[str], Counter[str]]:
    """How many activities each answer has."""
    return (
        Counter(each.delivery for each in found.effects),
        Counter(each.money for each in found.effects),
    )


@given(ACTIVITIES)
def test_removing_nothing_changes_nothing(rows: list[Any]) -> None:
    found = what_if(drawn(rows), [])
    assert not found.hit
    assert not found.stranded
    assert found.cohesion[0] == found.cohesion[1]
    assert {each.loss for each in found.objectives} <= {"untouched"}
    assert {each.delivery for each in found.effects} <= {"untouched", "leadNotStated"}
    assert {e.money for e in found.effects} <= {"untouched", "effortOnly", *UNKNOWN_MONEY}


@given(ACTIVITIES, SOME)
def test_each_activity_is_told_once_for_delivery_and_once_for_money(
    rows: list[Any], without: set[str]
) -> None:
    found = what_if(drawn(rows), without)
    assert sum(len(found.delivery(code)) for code in DELIVERY) == len(rows)
    assert sum(len(found.money(code)) for code in MONEY) == len(rows)
    assert [each.activity.iri for each in found.effects] == [f"a{n}" for n in range(len(rows))]


@given(ACTIVITIES, SOME, SOME)
def test_removing_more_never_leaves_fewer_stranded(
    rows: list[Any], some: set[str], more: set[str]
) -> None:
    less = {each.activity.iri for each in what_if(drawn(rows), some).stranded}
    assert less <= {each.activity.iri for each in what_if(drawn(rows), some | more).stranded}


@given(ACTIVITIES, SOME, st.randoms())
def test_the_order_of_the_activities_does_not_matter(
    rows: list[Any], without: set[str], random: Any
) -> None:
    found = drawn(rows)
    shuffled = list(found.activities.items())
    random.shuffle(shuffled)
    other = Plans(
        found.plans, found.divisions, found.objectives, found.organisations, dict(shuffled)
    )
    assert codes(what_if(found, without)) == codes(what_if(other, without))
    assert what_if(found, without).effects == what_if(other, without).effects


@given(ACTIVITIES, SOME)
def test_what_stays_and_what_goes_are_all_that_was_there(
    rows: list[Any], without: set[str]
) -> None:
    for each in what_if(drawn(rows), without).effects:
        for role, bodies in each.activity.roles.items():
            assert {*each.lost.get(role, ()), *each.left.get(role, ())} == set(bodies)
        assert without.isdisjoint(each.still("lead", "support", "partner", "donor", "reporting"))


LIKE = st.lists(
    st.tuples(
        st.sets(st.sampled_from(NAMES), max_size=3).map(" ".join),
        st.sampled_from(["o1", "o2", None]),
        st.sampled_from(["d1", "d2", None]),
        st.sets(st.sampled_from(["training", "study"])).map(lambda each: tuple(sorted(each))),
    ),
    min_size=1,
    max_size=6,
)


@given(LIKE, SOME, st.integers(0, 4))
def test_similar_is_what_the_definition_says(rows: list[Any], without: set[str], most: int) -> None:
    """Written out without any index: every other activity under its nearest sign."""
    all_ = [
        activity(f"a{n}", {"lead": lead}, objective=objective, parent=parent, types=types, order=n)
        for n, (lead, objective, parent, types) in enumerate(rows)
    ]
    asked, found = all_[0], plans(*all_)
    expected: list[Any] = []
    for body in set(NAMES) - without:
        signs: dict[str, list[str]] = {"objective": [], "division": [], "types": []}
        for other in all_[1:]:
            if body not in other.bodies("lead"):
                continue
            if asked.objective and asked.objective == other.objective:
                signs["objective"].append(other.iri)
            elif asked.parent and asked.parent == other.parent:
                signs["division"].append(other.iri)
            elif set(asked.types) & set(other.types):
                signs["types"].append(other.iri)
        if any(signs.values()):
            rank = [-len(each) for each in signs.values()]
            expected.append((body not in asked.bodies(), *rank, body, signs))
    answer = likeness(found, all_).of(asked, without)
    told = [
        (e.organisation, *(set(each) for each in (e.objective, e.division, e.types)))
        for e in answer
    ]
    assert told == [
        (row[4], *(set(each) for each in row[5].values()))
        for row in sorted(expected, key=lambda row: row[:5])
    ]
    assert likeness(found, all_).of(asked, without, most) == answer[:most]


@pytest.mark.parametrize(
    ("fundings", "cell", "expected"),
    [
        ((), True, ("untouched", "partFunded", "withoutMoney")),
        ((STATE,), True, ("untouched", "partFunded", "partFunded")),
        ((), False, ("untouched", "partFunded", "cellLost")),
        ((), None, ("untouched", "partFunded", "noColumn")),
        ((EFFORT,), True, ("untouched", "partFunded", "withoutMoney")),
    ],
)
def test_what_the_money_of_an_activity_comes_to(
    fundings: tuple[Funding, ...], cell: bool | None, expected: tuple[str, str, str]
) -> None:
    """When none, one and both of its donors go: the same as taking them away says."""
    one = activity("a", {"lead": "L", "donor": "X Y"}, fundings=fundings, cell=cell)
    assert money_outcomes(one) == expected
    found = plans(one, bodies=(Organisation("X", {}), Organisation("Y", {})))
    gone: tuple[tuple[str, ...], ...] = ((), ("X",), ("X", "Y"))
    assert tuple(what_if(found, each).effects[0].money for each in gone) == expected


def test_an_activity_without_donors_keeps_what_it_has() -> None:
    assert set(money_outcomes(activity("a", {"lead": "L"}, fundings=(EFFORT,)))) == {"effortOnly"}
    assert set(money_outcomes(activity("a", {"lead": "L"}, cell=False))) == {"cellLost"}

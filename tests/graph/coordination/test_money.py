"""Money that plans name: on plans where every figure is obvious, and on the two plans."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.graph.coordination.chains import delivery_chains
from kavshiri.graph.coordination.money import (
    HEADINGS,
    NOBODY,
    STATE,
    Amount,
    Heading,
    donors,
    has_effort,
    money,
)
from kavshiri.graph.coordination.plans import Activity, Funding, Plans
from kavshiri.ontology import QueryError

from .conftest import Reading
from .made import made, row

BODY = "https://w3id.org/kavshiri/id/organisation/"
PLACE = "https://w3id.org/kavshiri/id/activity/"
MIGRATION = "https://w3id.org/kavshiri/id/plan/migration-2019"
X3 = "x/g/imigrantta-integratsia-da-dabrunebul-migrantta-reintegratsia"

EFFORT = Funding("administrativeResource", "notStated")


def state(amount: int | None, kind: str = "stated", currency: str = "GEL") -> Funding:
    """State money as a cell prints it."""
    known = Decimal(amount) if amount is not None else None
    return Funding("stateBudget", kind, known, currency if known is not None else None)


def given_by(donor: str, amount: int, currency: str = "EUR") -> Funding:
    """A donor's own amount."""
    return Funding("donor", "stated", Decimal(amount), currency, donor)


def paid(iri: str, *fundings: Funding, **more: Any) -> Activity:
    """An activity with its money."""
    return replace(row(iri, **more), fundings=fundings)


SMALL = made(
    paid("1", state(100), lead="a b", objective="o1", parent="d1"),
    paid("2", state(50), EFFORT, lead="a", donor="eu", objective="o1", parent="d1"),
    paid("3", given_by("eu", 7), state(5, currency="EUR"), lead="b", donor="eu", objective="o2",
         parent="s1"),
    paid("4", state(900, "wholeProgramme"), lead="a", objective="o2", parent="s1"),
    paid("5", state(900, "wholeProgramme"), lead="b", parent="s1"),
    paid("6", state(3, "perUnit"), state(3, "perUnit"), lead="a", parent="s1"),
    paid("7", state(None, "toBeDetermined"), lead="a", parent="s1"),
    paid("8", EFFORT, lead="a", parent="s1"),
    paid("9", lead="a", donor="eu un", parent="s1"),
    paid("10", lead="a", parent="s1"),
    paid("11", lead="a", budget_cell=False, parent="s1"),
    paid("12", lead="", parent="s1"),
    divisions={"c1": "plan", "c2": "plan", "d1": "c1", "s1": "c2"},
)  # fmt: skip


def stated(heading: Heading) -> dict[str, int]:
    """The sums of a heading by currency."""
    return {each.currency: int(each.amount) for each in heading.stated}


def test_the_total_counts_every_activity_once() -> None:
    total = money(SMALL).total
    assert stated(total) == {"EUR": 12, "GEL": 150}
    assert len(total.activities) == 12
    assert total.whole_programme == (Amount(Decimal(900), "GEL", ("4", "5")),)
    assert [each.activities for each in total.per_unit] == [("6",), ("6",)]
    assert total.to_be_determined == ("7",)
    assert total.not_stated == ("2", "9")  # two donors of 9, one activity
    assert total.effort == ("2", "8")
    assert total.cell_lost == ("11",)
    assert total.nothing == ("10", "12")
    assert total.currencies == ("EUR", "GEL")
    assert total.sum("GEL") == 150
    assert total.sum("USD") == 0


def test_state_money_beside_a_donor_is_the_states() -> None:
    found = money(SMALL, "donor")
    assert [each.key for each in found.headings] == ["eu", "un", STATE]
    eu = found.of("eu")
    assert eu.activities == ("2", "3", "9")
    assert stated(eu) == {"EUR": 7}  # neither the 50 of 2 nor the 5 of 3
    assert eu.not_stated == ("2", "9")
    assert eu.effort == ("2",)
    assert stated(found.of(STATE)) == {"EUR": 5, "GEL": 150}
    assert found.of(STATE).not_stated == ()
    assert found.of("un").not_stated == ("9",)


def test_each_lead_has_the_whole_and_the_total_once() -> None:
    found = money(SMALL, "organisation")
    assert stated(found.of("a")) == {"GEL": 150}
    assert stated(found.of("b")) == {"EUR": 12, "GEL": 100}
    assert stated(found.total) == {"EUR": 12, "GEL": 150}
    assert found.of(NOBODY).activities == ("12",)
    assert [each.key for each in found.headings] == ["a", "b", NOBODY]


def test_a_programme_is_told_once_under_each_heading() -> None:
    found = money(SMALL, "organisation")
    assert found.of("a").whole_programme == (Amount(Decimal(900), "GEL", ("4",)),)
    assert found.of("b").whole_programme == (Amount(Decimal(900), "GEL", ("5",)),)


def test_objectives_and_chapters_share_out_the_activities() -> None:
    by_objective, by_chapter = money(SMALL, "objective"), money(SMALL, "chapter")
    assert [(each.key, len(each.activities)) for each in by_objective.headings] == [
        ("o1", 2), ("o2", 2), (NOBODY, 8),
    ]  # fmt: skip
    assert [(each.key, stated(each)) for each in by_chapter.headings] == [
        ("c1", {"GEL": 150}), ("c2", {"EUR": 12}),
    ]  # fmt: skip


def test_a_donor_without_a_name_has_a_heading() -> None:
    found = money(made(paid("1", Funding("donor", "notStated"), lead="a")), "donor")
    assert [(each.key, each.not_stated) for each in found.headings] == [(NOBODY, ("1",))]


def test_equal_budgets_of_two_plans_are_two() -> None:
    programme = state(900, "wholeProgramme")
    plans = made(paid("1", programme, lead="a"), paid("2", programme, lead="a", plan="second"))
    assert [each.activities for each in money(plans).total.whole_programme] == [("1",), ("2",)]


def test_donors_are_those_of_roles_and_of_fundings() -> None:
    activity = paid("1", given_by("un", 1), EFFORT, lead="a", donor="eu")
    assert donors(activity) == ("eu", "un")
    assert has_effort(activity)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match="money is told by donor, organisation, objective"):
        money(SMALL, "colour")
    with pytest.raises(QueryError, match="no plan <q>"):
        money(SMALL, "donor", ["q"])


def test_nothing_of_nothing() -> None:
    for by in HEADINGS:
        found = money(made(), by)
        assert (found.headings, found.total.activities) == ((), ())
        assert found.of("nobody") == Heading("nobody", ())


def test_chains_change_no_role_and_add_no_money() -> None:
    world = {
        "eu": "international",
        "un": "international",
        "iom": "international",
        "g": "international",
    }
    plans = made(
        row("1", lead="a b", partner="iom c", donor="eu"),
        row("2", lead="a", partner="iom un g", donor="eu un"),
        row("3", lead="a", partner="eu", donor="eu"),  # a donor is no go-between to itself
        row("4", lead="a", partner="iom"),
        row("5", lead="a", support="iom", donor="eu"),
        sectors=world,
        groups="g",
    )
    before = money(plans)
    found = [
        (c.donor, c.intermediary, c.leads, c.activity, c.alternatives)
        for c in delivery_chains(plans)
    ]
    assert found == [
        ("eu", "iom", ("a", "b"), "1", 1),
        ("eu", "iom", ("a",), "2", 2),
        ("un", "iom", ("a",), "2", 2),
    ]
    assert money(plans) == before


FUNDINGS = st.lists(
    st.one_of(
        st.just(EFFORT),
        st.builds(
            state,
            st.integers(0, 10**6),
            st.sampled_from(["stated", "wholeProgramme", "perUnit"]),
            st.sampled_from(["GEL", "EUR"]),
        ),
        st.builds(given_by, st.sampled_from(["eu", "un"]), st.integers(0, 10**6)),
    ),
    max_size=3,
)
ROWS = st.lists(
    st.tuples(FUNDINGS, st.sampled_from(["", "a", "a b"]), st.sampled_from(["o1", "o2", None])),
    max_size=6,
)


def drawn(rows: list[Any]) -> list[Activity]:
    """Activities of what hypothesis drew."""
    return [
        replace(paid(f"{n}", *fundings, lead=lead, objective=objective), order=n)
        for n, (fundings, lead, objective) in enumerate(rows)
    ]


@given(ROWS, st.sampled_from(HEADINGS), st.randoms())
def test_totals_do_not_depend_on_order(rows: list[Any], by: str, random: Any) -> None:
    activities = drawn(rows)
    first = money(made(*activities), by)
    random.shuffle(activities)
    assert money(made(*activities), by) == first


@given(ROWS, st.sampled_from(["donor", "objective", "chapter"]))
def test_rows_that_share_out_add_up_to_the_total(rows: list[Any], by: str) -> None:
    found = money(made(*drawn(rows)), by)
    for currency in ("GEL", "EUR"):
        assert sum(each.sum(currency) for each in found.headings) == found.total.sum(currency)


@given(ROWS)
def test_no_lead_has_more_than_the_total(rows: list[Any]) -> None:
    found = money(made(*drawn(rows)), "organisation")
    for heading in found.headings:
        assert heading.sum("GEL") <= found.total.sum("GEL")
    assert {iri for each in found.headings for iri in each.activities} == set(
        found.total.activities
    )


# The migration plan prints these amounts in its column of state money (line numbers of the text).
STATED = {
    "v/b/8.1": 50_000,  # 854: 50,000 ₾
    "v/g/4.9": 1_800,  # 1668: 1,800 ₾, beside EU
    "vi/g/1.1": 16_378,  # 1998: 16,378.00 ₾
    "vi/g/2.2": 40_000,  # 2016: 40,000.00 ₾
    "vii/b/1.1": 650_000,  # 2144: 650,000 ₾
    "viii/a/1.1": 700_000,  # 2254: 700, 000 ₾
    f"{X3}/4.2": 3_000,  # 3330: 3.000 ₾
}
# 50,000 + 1,800 = 51,800; + 16,378 = 68,178; + 40,000 = 108,178; + 650,000 = 758,178;
# + 700,000 = 1,458,178; + 3,000 = 1,461,178.
SUM = 1_461_178
# Not the activity's own: 2,090,000 (2059, 2120, 2196: the whole programme), 2,250 (2078: for one
# student), 7,000 (2317: for one grant). 344: the amount comes from a market study.
DONORS = {
    "eu": 57, "unhcr": 11, "bmz": 4, "inl": 4, "dtra": 3, "us-exbs": 2, "coe": 1, "norway-mfa": 1,
    "us-doj": 1, "unresolved/idf": 2,
}  # fmt: skip


def places(activities: tuple[str, ...]) -> set[str]:
    """The places of some activities in their plan."""
    return {iri.removeprefix(PLACE).partition("/")[2] for iri in activities}


def test_stated_money_of_the_migration_plan(both: Plans) -> None:
    assert sum(STATED.values()) == SUM
    total = money(both, "donor", [MIGRATION]).total
    assert stated(total) == {"GEL": SUM}
    assert places(total.stated[0].activities) == set(STATED)


def test_what_is_not_added(both: Plans) -> None:
    total = money(both, "donor", [MIGRATION]).total
    (programme,) = total.whole_programme
    assert (programme.amount, places(programme.activities)) == (
        2_090_000, {"vi/g/5.1", "vii/a/6.1", "vii/b/6.1"},
    )  # fmt: skip
    prices = {(int(each.amount), *places(each.activities)) for each in total.per_unit}
    assert prices == {(2_250, "vi/g/6.1"), (7_000, "viii/a/1.4")}
    assert places(total.to_be_determined) == {"iv/b/2.1"}
    assert places(total.cell_lost) == {"v/g/3.1", "v/g/4.1", "v/g/4.2", "v/g/4.6"}


def test_money_per_donor(both: Plans) -> None:
    found = money(both, "donor")
    counts = {each.key.removeprefix(BODY): len(each.activities) for each in found.headings}
    assert counts.pop(STATE) == len(STATED) + 3 + 2 + 1
    assert counts == DONORS
    for heading in found.headings:
        if heading.key != STATE:  # no donor's amount is printed anywhere
            assert (heading.stated, heading.whole_programme, heading.per_unit) == ((), (), ())
            assert heading.not_stated == heading.activities
    assert stated(found.of(STATE)) == {"GEL": SUM}


def test_the_eu_does_not_get_the_states_1800(both: Plans) -> None:
    eu = money(both, "donor").of(BODY + "eu")
    assert "v/g/4.9" in places(eu.not_stated)
    assert not eu.stated


def test_money_per_chapter(both: Plans) -> None:
    found = money(both, "chapter", [MIGRATION])
    sums = {each.key.rpartition("/")[2]: stated(each).get("GEL", 0) for each in found.headings}
    assert sums == {
        "iv": 0, "v": 51_800, "vi": 56_378, "vii": 650_000, "viii": 700_000, "after-viii": 0,
        "x": 3_000, "xi": 0,
    }  # fmt: skip
    assert sum(len(each.activities) for each in found.headings) == 147


def test_money_per_lead(both: Plans) -> None:
    """The ministry of labour leads vii/b/1.1 and the 3,000 of chapter X."""
    found = money(both, "organisation")
    sums = {
        each.key.removeprefix(BODY): stated(each)["GEL"] for each in found.headings if each.stated
    }
    assert sums == {
        "state-services-development-agency": 50_000,
        "high-school-of-justice": 1_800,
        "ministry-of-education": 16_378 + 40_000,
        "ministry-of-labour": 650_000 + 3_000,
        "rustaveli-science-foundation": 700_000,
    }


def test_effort_is_counted_apart(both: Plans, reading: Reading) -> None:
    read = {path for path, each in reading.items() if each.get("admin")}
    total = money(both).total
    assert {iri.removeprefix(PLACE) for iri in total.effort} == read
    assert len(read) == 104
    # The 57 of the plan without money, and two whose cells are empty (v/g/4.7; migration, 5.1).
    assert len(total.nothing) == 59


def test_chains_from_the_eu(both: Plans) -> None:
    """Lines 171-198: EU pays for iv/a/4.1, ICMPD and IOM are partners; 232-252: ICMPD alone."""
    found = {(c.donor.removeprefix(BODY), c.intermediary.removeprefix(BODY), c.alternatives)
             for c in delivery_chains(both) if c.activity.endswith("/iv/a/4.1")}  # fmt: skip
    assert found == {("eu", "icmpd", 2), ("eu", "iom", 2)}
    single = [c for c in delivery_chains(both) if c.activity.endswith("/iv/a/5.1")]
    assert [(c.intermediary.removeprefix(BODY), c.alternatives) for c in single] == [("icmpd", 1)]
    assert single[0].leads == (BODY + "state-services-development-agency",)

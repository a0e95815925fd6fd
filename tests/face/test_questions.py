"""The first questions on the two real plans, against what the hand readings of them say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]
Bodies = Callable[..., set[str]]
Slug = Callable[[dict[str, Any]], str]


def test_the_eu_pays_for_57_activities(asked: Ask, read: Rows, bodies: Bodies) -> None:
    paid = {(a["plan"], a["path"]) for a in read if "eu" in bodies(a, "donor")}
    assert len(paid) == 57
    assert {(r["plan"], r["place"]) for r in asked("donor-trace", donor="EU")} == paid


def test_roles_of_every_organisation(asked: Ask, read: Rows, bodies: Bodies, slug: Slug) -> None:
    roles = {"leads": "lead", "supports": "support", "partners": "partner", "funds": "donor"}
    counts = {
        column: Counter((a["plan"], body) for a in read for body in bodies(a, role))
        for column, role in roles.items()
    }
    rows = asked("organisation-roles")
    assert len(rows) == 77  # 12 bodies in both plans, 53 in one
    for row in rows:
        for column, count in counts.items():
            assert row[column] == count[str(row["plan"]), slug(row)], (slug(row), column)


def test_every_deadline_is_due(asked: Ask, read: Rows) -> None:
    due = Counter((a["plan"], a["path"], deadline[1]) for a in read for deadline in a["deadlines"])
    assert sum(due.values()) == 205  # 147 and 58
    rows = asked("due-next", from_="2019-01-01")
    assert Counter((r["plan"], r["place"], str(r["due"])) for r in rows) == due


def test_whom_the_service_agency_needs(asked: Ask, read: Rows, bodies: Bodies) -> None:
    agency = "state-services-development-agency"
    needed = {
        (a["plan"], a["path"], body)
        for a in read
        if agency in bodies(a, "lead")
        for body in bodies(a, "support", "partner") - {agency}
    }
    rows = asked("needed-by", organisation="სსგს")
    assert Counter((r["plan"], r["place"]) for r in rows) == Counter(
        (plan, path) for plan, path, _ in needed
    )
    # ICMPD most of all: iv/a/4.2 and 5.1, after-viii/a/4.1, 4.2 and 6.1, after-viii/g/3.1
    assert Counter(body for *_, body in needed).most_common(1) == [("icmpd", 6)]
    often = [r for r in rows if r["times"] == 6]
    assert {r["needed"] for r in often} == {"International Centre for Migration Policy Development"}
    assert len(often) == 6


def test_the_plan_as_a_table_has_every_activity_in_order(asked: Ask, read: Rows) -> None:
    rows = asked("plan-as-table")
    assert [(r["plan"], r["place"]) for r in rows] == [(a["plan"], a["path"]) for a in read]
    assert [r["number"] for r in rows] == [a["number"] for a in read]


def test_a_trace_holds_every_body_of_an_activity(asked: Ask, read: Rows) -> None:
    said: dict[tuple[Any, ...], set[Any]] = defaultdict(set)
    for row in asked("trace-activity"):
        said[row["plan"], row["place"], row["what"]].add(row["value"])
    for activity in read:
        for role in ("lead", "support", "partner", "donor"):
            named = {tuple(body) for body in activity.get(role, [])}
            assert len(said[activity["plan"], activity["path"], role]) == len(named), activity


def test_a_number_is_traced_to_its_own_cell(asked: Ask, read: Rows) -> None:
    # The objective's cell stands in the same row and holds a number too, but not this one.
    numbers = [r for r in asked("trace-activity") if r["what"] == "number"]
    assert [(r["plan"], r["place"]) for r in numbers] == [(a["plan"], a["path"]) for a in read]
    assert {r["value"] for r in numbers if r["place"] == "v/g/1.1"} == {"1.1"}
    line = next(r["lines"] for r in numbers if r["place"] == "v/g/1.1")
    assert line == "946–965"  # "1.1.სამართალდამცავი …"; line 945 is objective 1


def test_what_is_said_about_iom(asked: Ask, read: Rows, bodies: Bodies) -> None:
    # IOM is a partner of 37 activities and nothing else: 36 times as "IOM" in the migration plan,
    # once in full in the other (line 46).
    rows = asked("trace-organisation", organisation="IOM")
    named = [(a["plan"], a["number"]) for a in read if "iom" in bodies(a)]
    assert [(r["plan"], r["number"]) for r in rows] == named
    assert {r["role"] for r in rows} == {"partner"}
    assert Counter(r["mention"] for r in rows) == {
        "IOM": 36,
        "მიგრაციის საერთაშორისო ორგანიზაცია (IOM)": 1,
    }
    assert all("IOM" in r["words"] for r in rows)


# By hand: v/g/3.1 (line 1152) lost deadline and budget; 4.1 (1198) partner, deadline and budget;
# 4.2 (1341) and 4.6 (1544) deadline and budget; viii/b/7.1 (2501) the note.
LOST = {"v/g/3.1": 2, "v/g/4.1": 3, "v/g/4.2": 2, "v/g/4.6": 2, "viii/b/7.1": 1}


def test_the_cells_that_the_document_lost_are_findings(asked: Ask) -> None:
    rows = asked("findings", kind="lostCell")
    assert Counter(r["place"] for r in rows) == LOST
    assert {r["severity"] for r in rows} == {"serious"}


def test_every_activity_without_a_target_is_a_finding(asked: Ask, read: Rows) -> None:
    without = [(a["plan"], a["path"]) for a in read if not a["targets"]]
    assert len(without) == 99  # 43 and 56
    rows = asked("findings", kind="noTarget")
    assert sorted((r["plan"], r["place"]) for r in rows) == sorted(without)


@pytest.mark.parametrize(
    "name",
    [
        "activities-of-type", "delivery-chain", "donor-trace", "donor-without-state-money",
        "due-next", "plan-as-table", "promises-of", "reporting-bodies", "unmeasurable-indicators",
        "what-is-missing",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "ka"])
def test_every_row_of_an_activity_names_its_leads(
    asked: Ask, read: Rows, bodies: Bodies, name: str, lang: str
) -> None:
    leads = {(a["plan"], a["path"]): len(bodies(a, "lead")) for a in read}
    rows = [row for row in asked(name, lang=lang) if row["place"]]
    for row in rows:
        named = row["leads"].split("; ") if row["leads"] else []
        assert len(named) == leads[row["plan"], row["place"]], row
    assert len(rows) > 10

"""What an analyst asks of the two real plans, against what people read and counted in them.

Lines are those of ``data/plans/*.txt``; paths those of the hand readings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]
Bodies = Callable[..., set[str]]
Slug = Callable[[dict[str, Any]], str]

PLANS = Path(__file__).parents[2] / "data" / "plans"
MIGRATION, TRAFFICKING = "migration-2019", "thb-2019-2020"


def test_what_stands_in_each_plan(
    asked: Ask, read: Rows, divisions: Rows, objectives: Rows, bodies: Bodies
) -> None:
    """Eight chapters and six goals are the outermost parts; the readings count the rest."""
    rows = asked("plans")
    assert [(row["plan"], row["chapters"]) for row in rows] == [
        ("migration-2019", 8), ("thb-2019-2020", 6),
    ]  # fmt: skip
    assert [(row["from"], row["until"]) for row in rows] == [
        (date(2019, 1, 1), date(2019, 12, 31)), (date(2019, 1, 1), date(2020, 12, 31)),
    ]  # fmt: skip
    for row in rows:
        own = [each for each in read if each["plan"] == row["plan"]]
        outermost = [
            part for part in divisions
            if part["plan"] == row["plan"] and "/" not in part["path"]
        ]  # fmt: skip
        assert row["chapters"] == len(outermost)
        assert row["activities"] == len(own)
        assert row["objectives"] == sum(each["plan"] == row["plan"] for each in objectives)
        assert row["donors"] == len({slug for each in own for slug in bodies(each, "donor")})
        everybody = {slug for each in own for slug in bodies(each)}
        assert row["organisations"] + row["groups"] == len(everybody)
    assert sum(row["groups"] for row in rows) == 16  # each works in one plan


def test_twelve_bodies_work_in_both_plans(
    asked: Ask, read: Rows, bodies: Bodies, slug: Slug
) -> None:
    plans: dict[str, set[str]] = defaultdict(set)
    activities = Counter[str]()
    for activity in read:
        for body in bodies(activity):
            plans[body].add(activity["plan"])
            activities[body] += 1
    rows = asked("works-in-plans")
    assert {slug(r): r["names"] for r in rows} == {
        body: ", ".join(sorted(names)) for body, names in plans.items()
    }
    assert {slug(r): r["activities"] for r in rows} == activities
    assert [slug(r) for r in asked("works-in-plans", only="several")] == [
        "ministry-of-internal-affairs",  # 81 activities: "შსს" in one plan, in full in the other
        "anti-trafficking-council",
        "state-services-development-agency",
        "ministry-of-foreign-affairs",
        "ministry-of-labour",
        "iom",
        "trafficking-fund",
        "prosecutors-office",
        "icmpd",
        "ministry-of-education",
        "high-school-of-justice",
        "ministry-of-defence",
    ]
    assert len(asked("works-in-plans", only="one")) == 53
    assert sum(r["group"] for r in rows) == 16


def test_who_works_together(asked: Ask, read: Rows, bodies: Bodies) -> None:
    """Counted in the readings: every two named bodies that share a row, donors apart."""
    named = {r["iri"].rpartition("/organisation/")[2] for r in asked("works-in-plans")
             if not r["group"]}  # fmt: skip
    plans: dict[tuple[str, str], list[str]] = defaultdict(list)
    for activity in read:
        here = sorted(bodies(activity, "lead", "support", "partner") & named)
        for pair in combinations(here, 2):
            plans[pair].append(activity["plan"])
    rows = asked("work-together")
    told = {
        (r["iri"].rpartition("/organisation/")[2], r["partner"].rpartition("/organisation/")[2]):
            (r["activities"], r["plans"])
        for r in rows
    }  # fmt: skip
    assert told == {pair: (len(found), len(set(found))) for pair, found in plans.items()}
    # The migration organisation meets three bodies in row 3.2.2 of the second plan: MIA, the fund
    # and the ministry of foreign affairs; all three in the first as well.
    assert len(asked("work-together", organisation="IOM", only="several")) == 3


def test_risks_word_for_word(asked: Ask, read: Rows) -> None:
    rows = asked("risks-named")
    assert len(rows) == sum(bool(activity.get("risk")) for activity in read) == 88
    (lack,) = [r for r in rows if r["place"] == "iv/a/4.2"]
    assert (lack["lines"], lack["words"]) == ("228", "ფინანსური რესურსების არარსებობა")
    by_kind = {r["kind"]: r["risks"] for r in asked("risks-by-kind")}
    assert len(asked("risks-named", kind="financial")) == by_kind["financial"]


def test_risks_by_kind(asked: Ask, read: Rows) -> None:
    rows = asked("risks-by-kind")
    risks = {r["kind"]: r["risks"] for r in rows}
    # The kinds whose words leave no doubt, read in the 88 risks:
    # procurement: tenders (v/a/2.3, 2.4), buying (v/b/9.3), choosing who carries out (vii/b/1.1,
    #   x/a/1.1)
    # external: climate (v/a/2.1, 2.2), natural disasters (v/g/2.1)
    # human resources: cadres (iv/b/3.1, vii/b/2.1), experts (v/g/4.1-4.6, after-viii/a/6.1 and
    #   g/3.1), "human resources" (v/b/9.3, v/g/2.1, after-viii/a/4.2, after-viii/b/1.1-1.3 and 2.1)
    # untold: viii/b/7.1, xi/a/8.1 (something does not take place), x/b/3.1 (no risk but a page)
    assert (risks["procurement"], risks["external causes"]) == (5, 3)
    assert (risks["human resources"], risks[None]) == (17, 3)
    assert {r["plan"] for r in rows} == {MIGRATION}  # the other plan has no such column
    printed = [a for a in read if a.get("risk")]
    assert len(printed) == 88
    assert all(r["risks"] == r["activities"] for r in rows)  # one cell, one risk


def test_risks_by_objective(asked: Ask, read: Rows) -> None:
    risky = Counter(a["objective"] for a in read if a.get("risk"))
    every = Counter((a["plan"], a["objective"]) for a in read)
    rows = asked("risks-by-objective")
    assert {r["place"]: r["threatened"] for r in rows} == risky
    assert all(r["activities"] == every[MIGRATION, r["place"]] for r in rows)
    assert sum(r["risks"] for r in rows) == 88
    # Training on trafficking (lines 1198-1675): all nine activities but 4.8 and 4.9 name a risk.
    assert (rows[0]["place"], rows[0]["risks"], rows[0]["activities"]) == ("v/g/4", 7, 9)


# Whose part a body is by law or by its own name; councils belong to nobody.
PARENTS = {
    "ministry-of-justice": (
        "state-services-development-agency", "crime-prevention-centre", "house-of-justice",
        "justice-training-centre", "data-exchange-agency", "public-registry",
    ),
    "ministry-of-internal-affairs": ("central-criminal-police-department",),
    "ministry-of-labour": (
        "trafficking-fund", "social-service-agency", "labour-inspection-department",
    ),
    "ministry-of-education": (
        "rustaveli-science-foundation", "international-education-centre",
        "education-quality-centre",
    ),
    "ministry-of-economy": ("enterprise-georgia", "national-tourism-administration"),
    "ministry-of-finance": ("academy-of-ministry-of-finance",),
    "state-security-service": ("operational-technical-agency",),
    "us-department-of-state": ("inl", "us-exbs"),
    "us-department-of-defense": ("dtra",),
    "eu": ("eurostat",),
}  # fmt: skip


def test_subordinate_bodies_with_their_ministries(
    asked: Ask, read: Rows, bodies: Bodies, slug: Slug
) -> None:
    rows = asked("units-rolled-up")
    houses = {top: {top, *below} for top, below in PARENTS.items()}
    taking = {body for a in read for body in bodies(a)}
    assert {slug(r) for r in rows} == set().union(*houses.values()) & taking
    for row in rows:
        house = next(top for top, members in houses.items() if slug(row) in members)
        together = sum(bool(bodies(a) & houses[house]) for a in read)
        own = [a for a in read if slug(row) in bodies(a)]
        assert (row["together"], row["activities"]) == (together, len(own)), slug(row)
        led = sum(slug(row) in bodies(a, "lead") for a in read)
        assert row["funds"] == sum(slug(row) in bodies(a, "donor") for a in read), slug(row)
        assert (row["leads"], row["subordinate"]) == (led, slug(row) != house), slug(row)


def test_activities_by_type(asked: Ask) -> None:
    rows = asked("activities-by-type")
    counted = {(r["plan"], r["type"]): r["activities"] for r in rows}
    assert {r["plan"]: r["total"] for r in rows} == {MIGRATION: 147, TRAFFICKING: 57}
    # Memoranda with organisations (6.2.2) and talks with neighbours (6.3.1), lines 101 and 104.
    assert counted[TRAFFICKING, "agreement"] == 2
    # Teaching about trafficking (2.1.2) and, of the eighteen activities of goal 5, all but the
    # study of the law (5.12.1): the preparing of soldiers (5.11.1) is training too.
    assert counted[TRAFFICKING, "training"] == 1 + 18 - 1


def test_the_training_of_the_plan_against_trafficking(asked: Ask, read: Rows) -> None:
    rows = asked("activities-of-type", plan=TRAFFICKING)
    goal = [a["path"] for a in read if a["plan"] == TRAFFICKING and a["division"] == "5"]
    assert len(goal) == 18
    law = "5/5.12.1"
    assert [r["place"] for r in rows] == ["2/2.1.2", *(path for path in goal if path != law)]


# Lines 4 to 83 of the plan, in its order; only მეას names no organisation but a system.
SHORT = [
    "BMZ", "CoE", "DTRA", "DOJ", "EU", "Eurostat", "FRONTEX", "GIZ", "ICMPD", "IOM", "INL", "UNHCR",
    "US EXBS", "განათლების სამინისტრო", "ეკონომიკის სამინისტრო", "იუსტიციის სამინისტრო", "მეას",
    "მსსკ", "პროკურატურა", "საქსტატი", "სსგს", "ტრეფიკინგის საბჭო", "ტრეფიკინგის ფონდი", "უსდ",
    "შრომის სამინისტრო", "შსს",
]  # fmt: skip


def test_the_abbreviations_of_the_migration_plan(asked: Ask) -> None:
    rows = asked("abbreviations")
    assert [r["short"] for r in rows] == SHORT
    assert [r["short"] for r in rows if r["organisation"] is None] == ["მეას"]
    text = (PLANS / "migration-2019.txt").read_text(encoding="utf-8").split("\n")
    for row in rows:
        short, full = (text[int(line) - 1].strip() for line in row["lines"].split(", "))
        assert (row["short"], row["full"]) == (short, full)


def tree(read: Rows, divisions: Rows) -> Iterator[tuple[str, str, int]]:
    """Plan, place and depth of every part in the order of the document, by the hand readings."""
    kinds = {(d["plan"], d["path"]): d["kind"] for d in divisions}
    seen: set[tuple[str, str]] = set()
    for activity in read:
        plan, parts = activity["plan"], activity["division"].split("/")
        above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        above = [path for path in above if (plan, path) in kinds]
        steps = [("", 0), *((path, n + 1) for n, path in enumerate(above))]
        steps.append((f"objective {activity['objective']}", len(above) + 1))
        for path, depth in steps:
            if (plan, path) not in seen:
                seen.add((plan, path))
                yield plan, path.removeprefix("objective "), depth
        yield plan, activity["path"], len(above) + 2


def test_the_plan_as_a_tree(asked: Ask, read: Rows, divisions: Rows) -> None:
    rows = asked("plan-tree")
    assert [(r["plan"], r["place"], r["depth"]) for r in rows] == list(tree(read, divisions))
    assert Counter(r["kind"] for r in rows) == {
        "plan": 2, "chapter": 8, "section": 26, "goal": 6, "objective": 122, "activity": 204,
    }  # fmt: skip
    beneath = {(r["plan"], r["place"], r["kind"]): r["activities"] for r in rows}
    assert (beneath[MIGRATION, "", "plan"], beneath[TRAFFICKING, "", "plan"]) == (147, 57)
    assert beneath[TRAFFICKING, "5", "goal"] == 18
    # The heading of the chapter before line 2551 is lost: it has no number and no title.
    lost = next(r for r in rows if r["place"] == "after-viii")
    assert (lost["kind"], lost["number"], lost["title"]) == ("chapter", None, "")


def test_groups_without_names(asked: Ask, read: Rows, bodies: Bodies, slug: Slug) -> None:
    rows = asked("groups-named")
    assert len(rows) == 16
    for row in rows:
        counts = {
            column: sum(slug(row) in bodies(a, *roles) for a in read)
            for column, roles in (
                ("leads", ["lead"]),
                ("supports", ["support"]),
                ("partners", ["partner"]),
                ("activities", []),
            )
        }
        assert {column: row[column] for column in counts} == counts, slug(row)
    # Twice it says how: "… in agreement and coordination with government agencies".
    assert (rows[0]["partners"], rows[0]["words"].count(";")) == (38, 1)
    by_hand = {
        "უსდ-ები": 2,
        "მსსკ-ს წევრი უწყებები": 3,
        "დაინტერესებული საერთაშორისო ორგანიზაციები": 2,
    }
    assert {r["words"]: r["activities"] for r in rows if r["words"] in by_hand} == by_hand

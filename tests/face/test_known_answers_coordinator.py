"""What a coordinator asks of the two real plans, against what people read and counted in them.

Lines are those of ``data/plans/*.txt``; paths those of the hand readings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]
Bodies = Callable[..., set[str]]
Slug = Callable[[dict[str, Any]], str]

MIGRATION, TRAFFICKING = "migration-2019", "thb-2019-2020"
AGENCY = "state-services-development-agency"

# Printed as a group, without the names of its members: "მსსკ-ს წევრი უწყებები", "უსდ-ები", …
GROUPS = {
    "anti-trafficking-council-member-agencies",
    "anti-trafficking-council-member-government-agencies",
    "higher-education-institutions",
    "interested-international-organisations",
    "interested-ngos",
    "interested-ngos-and-international-organisations",
    "invited-members-of-parliament",
    "migration-commission-member-agencies",
    "migration-commission-member-state-agencies",
    "migration-strategy-working-group-members",
    "ngos-and-international-organisations",
    "programme-implementing-ngos",
    "reintegration-programme-implementing-ngo",
    "research-centres-and-universities",
    "risk-analysis-working-group-members",
    "social-partners",
}


def test_everything_the_service_agency_promised(asked: Ask, read: Rows, bodies: Bodies) -> None:
    rows = asked("promises-of", organisation="სსგს")
    named = [a for a in read if AGENCY in bodies(a)]
    assert [(r["plan"], r["place"]) for r in rows] == [(a["plan"], a["path"]) for a in named]
    assert Counter(r["roles"] for r in rows) == {"lead": 39, "support": 5, "partner": 2}
    due = [max(d[1] for d in a["deadlines"]) for a in named]
    assert [str(r["due"]) for r in rows] == due


def test_promises_in_one_role(asked: Ask) -> None:
    # A partner in registering emigrants (line 437) and in handing out information (line 3336).
    rows = asked("promises-of", organisation="სსგს", role="partner", lang="ka")
    assert [r["roles"] for r in rows] == ["პარტნიორი"] * 2
    assert [r["place"] for r in rows] == [
        "iv/g/2.1",
        "x/g/imigrantta-integratsia-da-dabrunebul-migrantta-reintegratsia/4.3",
    ]


def test_objectives_carried_by_one_and_by_many(
    asked: Ask, read: Rows, objectives: Rows, bodies: Bodies
) -> None:
    serving, leads, taking = Counter[Any](), defaultdict(set), defaultdict(set)
    for activity in read:
        objective = activity["plan"], activity["objective"]
        serving[objective] += 1
        leads[objective] |= bodies(activity, "lead") - GROUPS
        taking[objective] |= bodies(activity) - GROUPS
    rows = asked("objectives-carried-by")
    assert len(rows) == len(objectives)
    for row in rows:
        objective = row["plan"], row["place"]
        counted = row["activities"], row["leading"], row["bodies"]
        expected = serving[objective], len(leads[objective]), len(taking[objective])
        assert counted == expected, objective
    assert Counter(r["leading"] for r in rows) == {1: 101, 2: 13, 3: 1, 4: 1, 5: 2, 6: 3, 7: 1}
    # 1.1.1 (line 7) is led by the council, 1.1.2 (line 9) by the council and six more.
    assert (rows[0]["place"], rows[0]["leading"]) == ("1/1.1", 7)


def test_who_helps_whom(asked: Ask, read: Rows, bodies: Bodies, slug: Slug) -> None:
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for activity in read:
        for lead in bodies(activity, "lead"):
            for helper in bodies(activity, "support", "partner") - {lead}:
                pairs[lead, helper].append(f"{activity['plan']}/{activity['path']}")
    rows = asked("partners-of")
    assert len(rows) == len(pairs) == 129
    assert Counter((slug(r), r["activities"]) for r in rows) == Counter(
        (helper, ", ".join(places)) for (_, helper), places in pairs.items()
    )
    for row in rows:
        assert row["times"] == len(row["activities"].split(", "))
        assert row["times"] <= row["supports"] + row["partners"]
        assert row["group"] == (slug(row) in GROUPS)
    most = Counter({pair: len(places) for pair, places in pairs.items()}).most_common(2)
    assert most == [
        (("anti-trafficking-council", "interested-ngos-and-international-organisations"), 14),
        (("ministry-of-internal-affairs", "iom"), 13),
    ]
    assert [r["times"] for r in rows[:2]] == [14, 13]


def test_whom_iom_helps(asked: Ask, read: Rows, bodies: Bodies) -> None:
    rows = asked("partners-of", helper="IOM")
    times = Counter(lead for a in read if "iom" in bodies(a, "partner") for lead in a_leads(a))
    assert sorted(r["times"] for r in rows) == sorted(times.values())
    inside = asked("partners-of", helper="IOM", organisation="შსს")
    assert [r["times"] for r in inside] == [13]


def a_leads(activity: dict[str, Any]) -> list[str]:
    return [slug for slug, _ in activity["lead"]]


def test_almost_everything_is_due_in_december(asked: Ask, read: Rows) -> None:
    rows = asked("deadlines-by-month")
    ends = Counter((a["plan"], d[1][:7]) for a in read for d in a["deadlines"])
    assert {(r["plan"], r["month"]): r["deadlines"] for r in rows} == ends
    # The migration plan: 147 deadlines of 143 activities; 4 cells are lost and 4 hold two months
    # (v/g/2.1, vi/g/5.1, vii/a/6.1, vii/b/6.1). The other: 57 activities, 2.1.1 with two halves.
    assert ends == {
        (MIGRATION, "2019-03"): 2, (MIGRATION, "2019-06"): 6, (MIGRATION, "2019-09"): 6,
        (MIGRATION, "2019-12"): 133, (TRAFFICKING, "2019-06"): 1, (TRAFFICKING, "2019-12"): 4,
        (TRAFFICKING, "2020-12"): 53,
    }  # fmt: skip
    assert {r["plan"]: r["total"] for r in rows} == {MIGRATION: 147, TRAFFICKING: 58}
    exact = Counter((a["plan"], d[1][:7]) for a in read for d in a["deadlines"] if d[2] == "month")
    assert {(r["plan"], r["month"]): r["exact"] for r in rows if r["exact"]} == exact


def test_whose_months_are_heavy(asked: Ask, read: Rows, bodies: Bodies, slug: Slug) -> None:
    rows = asked("load-by-month")
    load, shared, total = Counter[Any](), Counter[Any](), Counter[Any]()
    for activity in read:
        leads = bodies(activity, "lead")
        for lead in leads:
            for deadline in activity["deadlines"]:
                load[lead, deadline[1][:7]] += 1
                shared[lead, deadline[1][:7]] += len(leads) > 1
                total[lead] += 1
    found = {(slug(r), r["month"]): (r["deadlines"], r["shared"], r["total"]) for r in rows}
    assert found == {key: (load[key], shared[key], total[key[0]]) for key in load}
    assert [(slug(r), r["month"], r["deadlines"]) for r in rows[:3]] == [
        ("ministry-of-internal-affairs", "2019-12", 34),
        (AGENCY, "2019-12", 30),
        ("ministry-of-labour", "2019-12", 27),
    ]


def test_objectives_where_donors_meet(asked: Ask, read: Rows, bodies: Bodies) -> None:
    meeting: dict[str, set[str]] = defaultdict(set)
    together, funded = Counter[str](), Counter[str]()
    for activity in read:
        donors = bodies(activity, "donor")
        meeting[activity["objective"]] |= donors
        funded[activity["objective"]] += bool(donors)
        together[activity["objective"]] += len(donors) > 1
    rows = asked("donors-meeting")
    assert {r["place"]: r["meeting"] for r in rows} == {
        objective: len(donors) for objective, donors in meeting.items() if len(donors) > 1
    }
    for row in rows:
        place = row["place"]
        assert (row["funded"], row["together"]) == (funded[place], together[place]), place
    # Training on trafficking, lines 1198-1675: EU, INL, the justice department of the USA, the
    # Council of Europe. Guarding the border, lines 564-657: DTRA, EU, EXBS.
    assert len(rows) == 11
    assert (rows[0]["place"], rows[0]["meeting"]) == ("v/g/4", 4)
    assert rows[0]["donors"].count(";") == 3
    assert [r["place"] for r in asked("donors-meeting", least=3)] == ["v/g/4", "v/a/2"]


def test_who_leads_much_and_is_helped_little(
    asked: Ask, read: Rows, bodies: Bodies, slug: Slug
) -> None:
    led, helped, groups = Counter[str](), Counter[str](), Counter[str]()
    helpers: dict[str, set[str]] = defaultdict(set)
    for activity in read:
        for lead in bodies(activity, "lead"):
            helping = bodies(activity, "support", "partner") - {lead}
            led[lead] += 1
            helped[lead] += bool(helping - GROUPS)
            groups[lead] += bool(helping) and not helping - GROUPS
            helpers[lead] |= helping - GROUPS
    rows = asked("leads-much-helped-little", least=1)
    assert len(rows) == len(led)
    for row in rows:
        lead = slug(row)
        counted = row["leads"], row["helped"], row["groups"], row["alone"], row["helpers"]
        alone = led[lead] - helped[lead] - groups[lead]
        assert counted == (led[lead], helped[lead], groups[lead], alone, len(helpers[lead])), lead
    assert len(asked("leads-much-helped-little")) == sum(number >= 3 for number in led.values())
    assert (slug(rows[0]), rows[0]["leads"], rows[0]["alone"]) == (AGENCY, 39, 17)

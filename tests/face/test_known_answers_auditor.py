"""What an auditor asks of the two real plans, against what people read and counted in them.

Lines are those of ``data/plans/*.txt``; paths those of the hand readings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]
Bodies = Callable[..., set[str]]
Slug = Callable[[dict[str, Any]], str]

PLANS = Path(__file__).parents[2] / "data" / "plans"
MIGRATION, TRAFFICKING = "migration-2019", "thb-2019-2020"

# Every amount that is printed, by its line: "50,000 ₾", "16,378.00 ₾", "700, 000 ₾", "3.000 ₾", …
# as a Georgian reader takes them.
AMOUNTS = {
    854: 50_000, 1668: 1_800, 1998: 16_378, 2016: 40_000, 2059: 2_090_000, 2078: 2_250,
    2120: 2_090_000, 2144: 650_000, 2196: 2_090_000, 2254: 700_000, 2317: 7_000, 3330: 3_000,
}  # fmt: skip
WHOLE_PROGRAMME, PER_UNIT = (2059, 2120, 2196), (2078, 2317)
OWN = {line: AMOUNTS[line] for line in AMOUNTS if line not in (*WHOLE_PROGRAMME, *PER_UNIT)}
LEGAL_MIGRATION = "x/g/legaluri-migratsiis-khelshetsqoba-da-aralegaluris-preventsia"
LOST_BUDGET = {"v/g/3.1", "v/g/4.1", "v/g/4.2", "v/g/4.6"}  # at lines 1181, 1319, 1394, 1591


def span(lines: str) -> range:
    """The lines that "12–15" or "12" means."""
    first, _, last = lines.partition("–")
    return range(int(first), int(last or first) + 1)


def places(rows: Rows) -> list[tuple[Any, Any]]:
    return [(row["plan"], row["place"]) for row in rows]


def test_every_amount_comes_from_the_line_that_prints_it(asked: Ask) -> None:
    rows = asked("source-of-value")
    assert len(rows) == len(AMOUNTS)
    for row, (line, amount) in zip(rows, AMOUNTS.items(), strict=True):
        assert line in span(row["lines"]), row
        assert row["value"] == f"{amount} GEL"
        assert row["column"] == "სახელმწიფო ბიუჯეტი"
        assert row["document"] == "migration-2019.txt"


@pytest.mark.parametrize("role", ["lead", "support", "partner", "donor", "reporting"])
def test_every_body_comes_from_a_cell_of_its_row(
    asked: Ask, read: Rows, bodies: Bodies, role: str
) -> None:
    rows = asked("source-of-value", kind=role)
    named = {(r["plan"], r["place"], r["value"]) for r in rows}
    counts = Counter((plan, place) for plan, place, _ in named)
    assert counts == Counter({(a["plan"], a["path"]): len(bodies(a, role)) for a in read})
    lines = {(a["plan"], a["path"]): range(a["lines"][0], a["lines"][1] + 1) for a in read}
    for row in rows:
        assert set(span(row["lines"])) <= set(lines[row["plan"], row["place"]])


def test_every_target_and_deadline_has_its_source(asked: Ask, read: Rows) -> None:
    for kind, key, number in (("target", "targets", 131), ("deadline", "deadlines", 205)):
        said = Counter({(a["plan"], a["path"]): len(a[key]) for a in read if a[key]})
        assert sum(said.values()) == number
        assert Counter(places(asked("source-of-value", kind=kind))) == said


def test_an_activity_has_its_number_from_one_cell(asked: Ask, read: Rows) -> None:
    rows = asked("source-of-value", kind="number")
    assert [(*place, row["value"]) for place, row in zip(places(rows), rows, strict=True)] == [
        (a["plan"], a["path"], a["number"]) for a in read
    ]


def test_no_donor_has_an_amount(asked: Ask, read: Rows, bodies: Bodies, slug: Slug) -> None:
    # No cell of the column of donors holds a number: all amounts stand in that of the state budget.
    rows = {slug(row): row for row in asked("money-by-donor")}
    funded = Counter(donor for a in read for donor in bodies(a, "donor"))
    assert {donor: row["activities"] for donor, row in rows.items()} == funded
    assert sum(funded.values()) == 86
    for row in rows.values():
        assert (row["stated"], row["programmes"], row["units"]) == (None, 0, 0)
        assert row["unstated"] == row["activities"]
    # The EU: 57 activities, 31 with administrative effort too; state money at v/g/4.9 (line 1668)
    # and viii/a/1.4 (line 2317).
    eu = rows["eu"]
    assert (eu["activities"], eu["effort"], eu["state"]) == (57, 31, 2)
    assert sum(bool(a["admin"]) for a in read if "eu" in bodies(a, "donor")) == 31


def test_money_by_the_body_that_leads(asked: Ask, read: Rows, bodies: Bodies, slug: Slug) -> None:
    rows = {(slug(row), row["source"]): row for row in asked("money-by-organisation")}
    state = {key[0]: row for key, row in rows.items() if key[1] == "state budget"}
    # Each amount has one lead: lines 854 | 1668 | 1998, 2016 and 2078 | 2144, 3330 and the budget
    # of the programme at 2059, 2120 and 2196 | 2254 | 2317; at line 344 it is still to be told.
    assert {body: row["stated"] for body, row in state.items()} == {
        "state-services-development-agency": 50_000,
        "high-school-of-justice": 1_800,
        "ministry-of-education": 16_378 + 40_000,
        "ministry-of-labour": 650_000 + 3_000,
        "rustaveli-science-foundation": 700_000,
        "ministry-of-foreign-affairs": None,
        "ministry-of-economy": None,
    }
    assert {body: row["programmes"] for body, row in state.items() if row["programmes"]} == {
        "ministry-of-labour": 3
    }
    assert {body: row["units"] for body, row in state.items() if row["units"]} == {
        "ministry-of-education": 1,
        "ministry-of-foreign-affairs": 1,
    }
    assert {body for body, row in state.items() if row["unstated"]} == {"ministry-of-economy"}
    effort = Counter(body for a in read if a.get("admin") for body in bodies(a, "lead"))
    assert effort["state-services-development-agency"] == 32
    efforts = {key[0]: row for key, row in rows.items() if key[1] == "administrative resource"}
    assert {body: row["activities"] for body, row in efforts.items()} == effort
    assert {(row["stated"], row["unstated"]) for row in efforts.values()} == {(None, 0)}


def test_money_by_objective_adds_up_only_what_is_an_activitys_own(asked: Ask, read: Rows) -> None:
    rows = asked("money-by-objective")
    assert sum(row["stated"] or 0 for row in rows) == Decimal(sum(OWN.values())) == 1_461_178
    programmes = [row for row in rows if row["programmes"]]
    assert [row["place"] for row in programmes] == ["vi/g/5", "vii/a/6", "vii/b/6"]
    # Printed with commas at lines 2059 and 2120, with a point at line 2196.
    assert [row["printed"][:9] for row in programmes] == ["2,090,000", "2,090,000", "2.090,000"]
    assert [row["place"] for row in rows if row["units"]] == ["vi/g/6", "viii/a/1"]
    sources = Counter(
        (a["objective"], source)
        for a in read
        for source, said in (
            ("state budget", a.get("money")),
            ("donor", a.get("donor")),
            ("administrative resource", a.get("admin")),
        )
        if said
    )
    assert {(row["place"], row["source"]): row["activities"] for row in rows} == sources


def test_what_the_plans_lack_and_what_was_lost(asked: Ask, read: Rows) -> None:
    rows = asked("what-is-missing")
    found = {
        kind: [(r["plan"], r["place"], r["reason"]) for r in rows if r["missing"] == kind]
        for kind in {r["missing"] for r in rows}
    }
    nowhere = (TRAFFICKING, None, "nowhere in the plan")  # its table has no such columns
    assert found.pop("target") == [
        (a["plan"], a["path"], "not printed") for a in read if not a["targets"]
    ]
    assert found == {
        "lead": [(TRAFFICKING, "3/3.2.2", "not printed")],  # line 46
        "deadline": [
            (MIGRATION, path, "cell lost") for path in ("v/g/3.1", "v/g/4.1", "v/g/4.2", "v/g/4.6")
        ],
        "means of verification": [
            (MIGRATION, f"{LEGAL_MIGRATION}/3.3", "not printed"),  # line 3085: no "წყარო:"
            nowhere,
        ],
        "funding": [
            (MIGRATION, "v/g/4.7", "not printed"),  # line 1606
            (MIGRATION, "x/g/migratsia-da-ganvitareba/5.1", "not printed"),  # line 3397
            nowhere,
        ],
    }


def test_what_is_missing_can_be_asked_for_one_thing(asked: Ask) -> None:
    rows = asked("what-is-missing", what="deadline", lang="ka")
    assert {r["reason"] for r in rows} == {"უჯრა დაკარგულია"}
    assert len(rows) == 4


def test_indicators_without_a_number(asked: Ask, read: Rows) -> None:
    rows = asked("unmeasurable-indicators")
    assert places(rows) == [(a["plan"], a["path"]) for a in read if not a["targets"]]
    assert Counter(r["plan"] for r in rows) == {MIGRATION: 43, TRAFFICKING: 56}
    lines = {(a["plan"], a["path"]): range(a["lines"][0], a["lines"][1] + 1) for a in read}
    for row in rows:
        for part in row["lines"].split(", "):
            assert set(span(part)) <= set(lines[row["plan"], row["place"]])


# The partners that are international or foreign; the EU itself is partner at xi/a/7.1.
FOREIGN = {
    "iom", "icmpd", "unhcr", "giz", "dtra", "us-exbs", "frontex", "coe", "eu", "eurostat",
}  # fmt: skip


def test_the_chains_from_donors_to_leads(asked: Ask, read: Rows, bodies: Bodies) -> None:
    rows = asked("delivery-chain")
    chains = Counter(
        (a["path"], donor)
        for a in read
        for donor in bodies(a, "donor")
        for _ in (bodies(a, "partner") & FOREIGN) - bodies(a, "donor") or {None}
    )
    assert sum(chains.values()) == len(rows) == 106
    assert Counter(r["place"] for r in rows) == Counter(path for path, _ in chains.elements())
    eu = Counter(r["intermediary"] for r in asked("delivery-chain", donor="EU"))
    assert eu == {
        "International Organization for Migration": 33,
        "International Centre for Migration Policy Development": 23,
        "Deutsche Gesellschaft für Internationale Zusammenarbeit": 3,
        "European Border and Coast Guard Agency": 1,
        None: 10,
    }


def test_a_donor_that_is_also_a_partner_is_no_intermediary(asked: Ask) -> None:
    # vi/b/2.2 (line 1941): UNHCR and the EU give; UNHCR and ICMPD are partners.
    rows = [r for r in asked("delivery-chain") if r["place"] == "vi/b/2.2"]
    assert {r["intermediary"] for r in rows} == {
        "International Centre for Migration Policy Development"
    }
    assert len(rows) == 2


def test_donors_without_state_money(asked: Ask, read: Rows, bodies: Bodies) -> None:
    rows = asked("donor-without-state-money")
    paid = [a for a in read if bodies(a, "donor") and not a["money"]]
    assert places(rows) == [(a["plan"], a["path"]) for a in paid]
    assert len(paid) == 67  # 69 activities have a donor, 2 of them state money
    for row, activity in zip(rows, paid, strict=True):
        lost = activity["path"] in LOST_BUDGET
        alone = len(bodies(activity, "donor")) == 1
        assert (row["lost"], row["effort"]) == (lost, activity["admin"]), activity["path"]
        assert row["critical"] == (alone and not lost), activity["path"]
    assert sum(row["lost"] for row in rows) == 4


def test_the_prosecutors_are_called_by_several_names(asked: Ask) -> None:
    rows = asked("names-of", organisation="prosecutors-office")
    # In cells from lines 998, 1453, 1484, 2992 and 3593 of the one plan (61 is the list of
    # abbreviations); in 19 cells of the other, in one of which the name goes over two lines.
    assert [(r["words"], r["times"], r["plan"]) for r in rows] == [
        ("პროკურატურა", 5, MIGRATION),
        ("საქართველოს გენერალური პროკურატურა", 19, TRAFFICKING),
    ]
    assert rows[0]["lines"] == "998, 1453, 1484, 2992, 3593"


def test_bodies_under_one_name_are_left_out(asked: Ask) -> None:
    assert asked("names-of", organisation="UNHCR") == []
    assert [r["times"] for r in asked("names-of", organisation="UNHCR", least=1)] == [22]


def test_the_labels_of_the_plan_are_text_that_was_not_used(asked: Ask) -> None:
    text = (PLANS / "migration-2019.txt").read_text(encoding="utf-8")
    markers = [r["words"] for r in asked("unused-text", reason="marker", plan=MIGRATION)]
    assert sum("წყარო" in words for words in markers) == text.count("წყარო:") == 146
    label = "ანგარიშგებაზე პასუხისმგებელი:"
    assert sum(label in words for words in markers) == text.count(label) == 12


def test_the_tags_of_the_conversion_are_text_that_was_not_used(asked: Ask) -> None:
    text = (PLANS / "thb-2019-2020.txt").read_text(encoding="utf-8")
    words = [r["words"] for r in asked("unused-text", reason="artefact", plan=TRAFFICKING)]
    tags = re.findall(r"</?p>", " ".join(words))
    assert len(tags) == text.count("<p>") + text.count("</p>") == 486


def test_nothing_was_left_unread(asked: Ask) -> None:
    assert asked("unused-text", reason="unread") == []


def test_who_reports_on_what(asked: Ask, read: Rows, bodies: Bodies) -> None:
    rows = asked("reporting-bodies")
    assert places(rows) == [(a["plan"], a["path"]) for a in read if bodies(a, "reporting")]
    # The note "ანგარიშგებაზე პასუხისმგებელი:" begins on these lines.
    assert [span(r["lines"])[0] for r in rows] == [
        1014, 1098, 1148, 1193, 1336, 1412, 1470, 1505, 1540, 1602, 3567, 3614,
    ]  # fmt: skip
    assert all("ტრეფიკინგის საბჭო" in r["words"] for r in rows)


def test_the_finding_of_no_lead_quotes_the_cell_that_names_none(asked: Ask) -> None:
    """Row 3.2.2, line 46: the cell of the responsible bodies begins with "დამხმარე:"."""
    (finding,) = [row for row in asked("findings") if row["kind"] == "no lead"]
    assert (finding["place"], finding["lines"]) == ("3/3.2.2", "46")
    assert "დამხმარე: საქართველოს შინაგან საქმეთა სამინისტრო; ფონდი" in finding["words"]

"""Two plans in the same layouts with other words, in which every difficulty has a new form.

They were written for these tests; what stands in them was written down beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kavshiri.loaders.read import read_plan
from kavshiri.loaders.records import Activity, PlanRecord

Pairs = Callable[[str], list[tuple[dict[str, Any], Activity]]]
COUNTS = {"open-government-2020": 25, "juvenile-justice-2021-2022": 20}
EACH_PLAN = pytest.mark.parametrize("slug", COUNTS)


@EACH_PLAN
def test_the_plan(
    slug: str, record: Callable[[str], PlanRecord], reading: Callable[[str], dict[str, Any]]
) -> None:
    gold, plan = reading(slug), record(slug)
    assert plan.title == gold["title"]
    assert [plan.period_start.isoformat(), plan.period_end.isoformat()] == gold["period"]
    assert [(d.path, d.kind, d.notation, d.label) for d in plan.divisions] == [
        (d["path"], d["kind"], d["notation"], d["label"]) for d in gold["divisions"]
    ]
    assert [(o.path, o.notation, o.label) for o in plan.objectives] == [
        (o["path"], o["notation"], o["label"]) for o in gold["objectives"]
    ]
    assert [(a.short, a.full, a.organisation) for a in plan.abbreviations] == [
        (a["short"], a["full"], a["organisation"]) for a in gold.get("abbreviations", [])
    ]


@EACH_PLAN
def test_the_words_of_every_activity(slug: str, pairs: Pairs) -> None:
    found = pairs(slug)
    assert len(found) == COUNTS[slug]
    for gold, read in found:
        place = gold["path"]
        assert read.label == gold["text"], place
        assert (read.notation, read.objective) == (gold["number"], gold["objective"]), place
        assert "".join(i.text for i in read.indicators) == gold["indicator"], place
        if "result" in gold:
            assert read.expected_result == gold["result"], place
            assert "".join(v.text for v in read.verifications) == gold["verification"], place
            assert "".join(r.text for r in read.risks) == (gold["risk"] or ""), place
            assert read.note == gold["note"], place


@EACH_PLAN
@pytest.mark.parametrize("role", ["lead", "support", "partner", "donor", "reporting"])
def test_who_takes_part(slug: str, role: str, pairs: Pairs) -> None:
    for gold, read in pairs(slug):
        found = [[p.organisation, p.within] for p in read.participations if p.role == role]
        assert found == gold.get(role, []), gold["path"]


@EACH_PLAN
def test_deadlines_and_targets(slug: str, pairs: Pairs) -> None:
    for gold, read in pairs(slug):
        deadlines = [[d.start.isoformat(), d.end.isoformat(), d.precision] for d in read.deadlines]
        assert deadlines == gold["deadlines"], gold["path"]
        found = [(t.value, t.maximum, t.unit) for i in read.indicators for t in i.targets]
        wanted = [
            (Decimal(t["value"]), Decimal(t["max"]) if t["max"] else None, t["unit"])
            for t in gold["targets"]
        ]
        assert found == wanted, gold["path"]


def test_money_and_effort(pairs: Pairs) -> None:
    for gold, read in pairs("open-government-2020"):
        effort = any(f.kind == "administrativeResource" for f in read.fundings)
        assert effort == gold["admin"], gold["path"]
        found = [(f.state, f.amount, f.currency) for f in read.fundings if f.kind == "stateBudget"]
        wanted = [
            (m["state"], Decimal(m["amount"]) if m["amount"] else None, m["currency"])
            for m in gold["money"]
        ]
        assert found == wanted, gold["path"]


@EACH_PLAN
def test_lines_and_lost_cells(slug: str, pairs: Pairs, record: Callable[[str], PlanRecord]) -> None:
    plan = record(slug)
    cells = {cell.key: cell for cell in plan.cells}
    for gold, read in pairs(slug):
        own = [cells[key] for key in read.cells]
        lines = [min(c.first_line for c in own), max(c.last_line for c in own)]
        assert lines == gold["lines"], gold["path"]
        lost = [f.key for f in plan.findings if f.kind == "lostCell" and f.about[1] == read.path]
        assert lost == gold.get("lost", []), gold["path"]


@pytest.mark.parametrize(
    ("slug", "kind", "about"),
    [
        ("open-government-2020", "missingHeading", ["after-ii"]),
        ("open-government-2020", "strayNumber", ["ii/a/1.3"]),
        ("open-government-2020", "repeatedNumber", ["ii/a/1.2-2"]),
        ("open-government-2020", "misnumberedActivity", ["ii/a/1.2-2", "after-ii/a/3.1"]),
        ("open-government-2020", "notARisk", ["ii/a/2.2", "after-ii/b/2.1"]),
        (
            "open-government-2020",
            "unknownAbbreviation",
            ["unresolved/dri", "unresolved/ndi"],
        ),
        ("juvenile-justice-2021-2022", "repeatedNumber", ["3/3.2.3-2"]),
        (
            "juvenile-justice-2021-2022",
            "rowCutByPage",
            ["2/2.1.3", "2/2.2.3", "4/4.1.3"],
        ),
        ("juvenile-justice-2021-2022", "noLead", ["4/4.3.2"]),
        ("juvenile-justice-2021-2022", "noDeadline", ["3/3.1.1"]),
        ("juvenile-justice-2021-2022", "unknownAbbreviation", ["unresolved/pri"]),
    ],
)
def test_findings(
    slug: str, kind: str, about: list[str], record: Callable[[str], PlanRecord]
) -> None:
    found = [f.about[1] for f in record(slug).findings if f.kind == kind]
    assert found == about


def test_a_deadline_that_names_no_date_is_reported_and_not_invented(
    record: Callable[[str], PlanRecord],
) -> None:
    for slug in COUNTS:
        assert any(u.text == "მუდმივად" and u.reason == "unread" for u in record(slug).unused)


def test_headings_and_labels_in_other_forms(
    plan: Callable[[str], Path], record: Callable[[str], PlanRecord], tmp_path: Path
) -> None:
    slug = "open-government-2020"
    text = plan(slug).read_text(encoding="utf-8")
    for old, new in (
        ("I თავი: საჯარო", "თავი I. საჯარო"),
        ("II თავი. კორუფციის", "თავი II – კორუფციის"),
        ("\nშემოკლებები\n", "\nგამოყენებული აბრევიატურები\n"),
        ("წყარო:", "გადამოწმების წყარო:"),
        ("პასუხისმგებელი: ", "პასუხისმგებელი უწყება: "),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / f"{slug}.txt"
    path.write_text(text, encoding="utf-8")
    other, usual = read_plan(path), record(slug)
    assert [(d.path, d.label) for d in other.divisions] == [
        (d.path, d.label) for d in usual.divisions
    ]
    for one, two in zip(other.activities, usual.activities, strict=True):
        assert (one.path, one.label, one.note) == (two.path, two.label, two.note)
        assert [i.text for i in one.indicators] == [i.text for i in two.indicators]
        assert [v.text for v in one.verifications] == [v.text for v in two.verifications]
        assert [(p.role, p.organisation) for p in one.participations] == [
            (p.role, p.organisation) for p in two.participations
        ]

"""What a person knows to be wrong with the two real plans is said, and nothing beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kavshiri.loaders.read import read_plan
from kavshiri.loaders.records import Finding, PlanRecord
from kavshiri.ontology.codes import code_list

Record = Callable[[str], PlanRecord]
LOST = {
    ("v/g/3.1", "deadline"), ("v/g/3.1", "budget"),
    ("v/g/4.1", "partner"), ("v/g/4.1", "deadline"), ("v/g/4.1", "budget"),
    ("v/g/4.2", "deadline"), ("v/g/4.2", "budget"),
    ("v/g/4.6", "deadline"), ("v/g/4.6", "budget"),
    ("viii/b/7.1", "note"),
}  # fmt: skip
ABOUT = {  # of every other kind whose members a person listed
    "missingHeading": ["after-viii"],
    "strayNumber": ["v/b/5.2"],
    "misnumberedActivity": ["vi/g/1.1"],
    "notARisk": ["x/b/3.1"],
    "noFunding": ["v/g/4.7", "x/g/migratsia-da-ganvitareba/5.1"],
    "repeatedBudget": ["vi/g/5.1", "vii/a/6.1", "vii/b/6.1"],
    "unknownAbbreviation": ["unresolved/idf"],
    "noLead": [],
    "noDeadline": [],
    "noIndicator": [],
    "repeatedNumber": [],
    "unreadText": [],
    "unresolvedName": [],
}


def of_kind(record: PlanRecord, kind: str) -> list[Finding]:
    return [finding for finding in record.findings if finding.kind == kind]


def test_the_ten_lost_cells(record: Record) -> None:
    found = of_kind(record("migration-2019"), "lostCell")
    assert {(f.about[1], f.key) for f in found} == LOST
    assert len(found) == len(LOST) == 10
    assert {f.severity for f in found} == {"serious"}


@pytest.mark.parametrize("kind", ABOUT)
def test_what_else_a_person_found_in_the_migration_plan(kind: str, record: Record) -> None:
    assert [f.about[1] for f in of_kind(record("migration-2019"), kind)] == ABOUT[kind]


def test_the_stray_number_stands_at_line_789(record: Record) -> None:
    plan = record("migration-2019")
    (finding,) = of_kind(plan, "strayNumber")
    (cell,) = [cell for cell in plan.cells if cell.key in finding.cells]
    assert (cell.first_line, cell.last_line, cell.text) == (789, 789, "1.")


def test_the_repeated_budget_is_one_amount(record: Record) -> None:
    texts = {
        f.text_en.split(": ", 1)[1] for f in of_kind(record("migration-2019"), "repeatedBudget")
    }
    assert texts == {
        "the budget of a whole programme (2,090,000 GEL) is printed beside 3 activities; "
        "it is not added up."
    }
    found = of_kind(record("migration-2019"), "repeatedBudget")[0]
    assert "(2\u00a0090\u00a0000 ლარი)" in found.text_ka


def test_a_name_that_is_not_known_is_told_with_names_and_not_with_slugs(record: Record) -> None:
    (found,) = of_kind(record("migration-2019"), "unknownAbbreviation")
    assert found.text_ka.startswith("შემოკლება „IDF“ ორგანიზაციების ავტორიტეტულ სიაში არ არის")
    assert "„ინფორმაციის თავისუფლების განვითარების ინსტიტუტი“" in found.text_ka
    assert found.text_en.startswith("The abbreviation “IDF” is not in the authority list, nor")
    assert "“Institute for Development of Freedom of Information”" in found.text_en
    assert "institute-for" not in found.text_ka + found.text_en


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("repeatedNumber", ["4/4.2.5-2"]),
        ("noLead", ["3/3.2.2"]),
        ("noDeadline", []),
        ("lostCell", []),
        ("unreadText", []),
        ("unresolvedName", []),
        ("unknownAbbreviation", []),
        (
            "rowCutByPage",
            [
                "2/2.1.5", "2/2.1.6", "2/2.1.10", "2/2.2.5", "4/4.1.3", "4/4.2.4", "5/5.1.4",
                "5/5.4.1", "5/5.8.1", "5/5.13.1", "6/6.1.1",
            ],
        ),
    ],
)  # fmt: skip
def test_the_anti_trafficking_plan(kind: str, about: list[str], record: Record) -> None:
    assert [f.about[1] for f in of_kind(record("thb-2019-2020"), kind)] == about


def test_the_rows_that_stand_one_column_to_the_left(record: Record) -> None:
    shifted = {f.about[1] for f in of_kind(record("thb-2019-2020"), "shiftedRow")}
    lines = {
        activity.path: cell.first_line
        for activity in record("thb-2019-2020").activities
        for cell in record("thb-2019-2020").cells
        if cell.key == activity.cells[0]
    }
    assert sorted(lines[path] for path in shifted) == [
        55, 56, 58, 59, 67, 68, 69, 72, 73, 80, 81, 82, 83, 100, 101, 102,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "slug",
    ["migration-2019", "thb-2019-2020", "open-government-2020", "juvenile-justice-2021-2022"],
)
def test_every_finding_can_be_followed(slug: str, record: Record) -> None:
    plan = record(slug)
    kinds = {code.code for code in code_list("finding-kind")}
    severities = {code.code for code in code_list("severity")}
    cells = {cell.key for cell in plan.cells}
    things = {
        "activity": {a.path for a in plan.activities},
        "objective": {o.path for o in plan.objectives},
        "division": {d.path for d in plan.divisions},
        "plan": {""},
    }
    names = Counter((f.kind, f.about, f.key) for f in plan.findings)
    assert max(names.values()) == 1
    for finding in plan.findings:
        assert finding.kind in kinds
        assert finding.severity in severities
        assert set(finding.cells) <= cells
        kind, name = finding.about
        assert kind == "organisation" or name in things[kind]
        assert finding.text_ka
        assert finding.text_en


def test_a_deadline_without_a_date_is_said_with_its_cell(
    plan: Callable[[str], Path], tmp_path: Path
) -> None:
    text = plan("thb-2019-2020").read_text(encoding="utf-8")
    changed = tmp_path / "plan.txt"
    printed, always = "<p>2019 წლის მეორე ნახევარი</p>", "<p>მუდმივად</p>"
    changed.write_text(text.replace(printed, always, 1), encoding="utf-8")
    record = read_plan(changed)
    assert [finding.about[1] for finding in of_kind(record, "noDeadline")] == ["1/1.1.2"]
    unread = of_kind(record, "unreadText")
    cells = {cell.key: cell.text for cell in record.cells}
    assert [[cells[key] for key in finding.cells] for finding in unread] == [[always]]
    assert "მუდმივად" in unread[0].text_ka

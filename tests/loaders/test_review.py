"""Names for a person to judge: written, filled in, read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kavshiri.loaders.read import read_plan
from kavshiri.loaders.records import PlanRecord
from kavshiri.loaders.review import read_review, review_rows, review_text
from kavshiri.ontology.errors import ReadingError

Record = Callable[[str], PlanRecord]


def review_table(plans: list[PlanRecord]) -> str:
    return review_text([row for plan in plans for row in review_rows(plan)], {})


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def filled_in(text: str, decisions: dict[str, str], path: Path) -> Path:
    rows = rows_of(text)
    for row in rows:
        row["decision"] = decisions.get(row["name"], "")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_one_name_that_the_real_plans_leave_open(record: Record) -> None:
    plans = [record("migration-2019"), record("thb-2019-2020")]
    (row,) = rows_of(review_table(plans))
    assert (row["name"], row["decision"], row["plan"]) == ("IDF", "", "migration-2019")


def test_a_decision_is_taken_over(
    record: Record, plan: Callable[[str], Path], tmp_path: Path
) -> None:
    text = review_table([record("migration-2019")])
    path = filled_in(
        text,
        {"IDF": "institute-for-development-of-freedom-of-information"},
        tmp_path / "review.csv",
    )
    decisions = read_review(path)
    assert decisions == {"IDF": "institute-for-development-of-freedom-of-information"}
    again = read_plan(plan("migration-2019"), decisions=decisions)
    assert again.organisations == ()
    curated = [
        (activity.path, part.organisation)
        for activity in again.activities
        for part in activity.participations
        if part.mention.resolved_by == "curated"
    ]
    before = [
        (activity.path, "institute-for-development-of-freedom-of-information")
        for activity in record("migration-2019").activities
        for part in activity.participations
        if part.organisation == "unresolved/idf"
    ]
    assert curated == before
    assert curated
    assert not [f for f in again.findings if f.kind == "unknownAbbreviation"]


def test_a_body_judged_new_stays_and_is_no_longer_reported(
    record: Record, plan: Callable[[str], Path], tmp_path: Path
) -> None:
    text = review_table([record("migration-2019")])
    decisions = read_review(filled_in(text, {"IDF": "new"}, tmp_path / "review.csv"))
    again = read_plan(plan("migration-2019"), decisions=decisions)
    assert [o.slug for o in again.organisations] == ["unresolved/idf"]
    assert not [f for f in again.findings if f.kind == "unknownAbbreviation"]


def test_a_decision_on_a_name_that_the_document_abbreviates(
    record: Record, plan: Callable[[str], Path], tmp_path: Path
) -> None:
    text = review_table([record("open-government-2020")])
    name = "თვითმმართველობის მონიტორინგის ცენტრი"
    assert name in {row["name"] for row in rows_of(text)}
    path = filled_in(text, {name: "gipa"}, tmp_path / "review.csv")
    again = read_plan(plan("open-government-2020"), decisions=read_review(path))
    activity = next(a for a in again.activities if a.path == "i/b/1.2")
    first = activity.participations[0]
    assert (first.organisation, first.mention.resolved_by) == (
        "gipa", "curated",
    )  # fmt: skip


def test_an_empty_decision_decides_nothing(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(review_table([record("migration-2019")]), encoding="utf-8")
    assert read_review(path) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "name,decision\nIDF,nobody\n",
            "line 2: no organisation is called 'nobody'; "
            "write a slug of the authority list or 'new'",
        ),
        (
            "a,b\n1,2\n",
            "line 1: the columns name and decision are missing; "
            "give the review file that build wrote",
        ),
    ],
)
def test_a_wrong_review_file(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadingError) as error:
        read_review(path)
    assert message in str(error.value)


def test_a_review_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    with pytest.raises(ReadingError, match="it cannot be read"):
        read_review(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReadingError, match="it cannot be read"):
        read_review(path)

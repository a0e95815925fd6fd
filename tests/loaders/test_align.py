"""Cells in their columns, whatever a page lost or moved."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kavshiri.loaders.read import read_plan
from kavshiri.loaders.records import PlanRecord

HEAD = "2020 წლის სამოქმედო გეგმა\nI თავი: ცდა\nა. ცდა\n"
WHOLE = {
    "objective": "1. სერვისის დახვეწა",
    "activity": "1.1. სერვისის დანერგვა",
    "expected_result": "სერვისი დანერგილია",
    "indicator": "სერვისი (მინ. 1)\nწყარო: ანგარიში",
    "responsible": "იუსტიციის სამინისტრო",
    "partner": "IOM",
    "deadline": "12.2020",
    "budget": "ადმინ. რესურსი",
    "donor": "EU",
    "deficit": "",
    "risk": "ინტერესის ნაკლებობა",
    "note": "ანგარიშგებაზე პასუხისმგებელი: საქსტატი",
}
COLUMNS = list(WHOLE)
SAMPLE = "".join(f"\t{text}\n" for text in WHOLE.values())


def plan_of(folder: Path, *rows: str) -> PlanRecord:
    path = folder / "cells-2020.txt"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return read_plan(path)


def numbered(row: str, number: int) -> str:
    return row.replace("1. სერვისის დახ", f"{number}. სერვისის დახ").replace("1.1.", f"{number}.1.")


@pytest.mark.parametrize(
    "lost",
    [
        ["expected_result"], ["indicator"], ["deadline"], ["budget"], ["donor", "deficit"],
        ["risk"], ["note"], ["deadline", "budget"], ["risk", "note"], ["expected_result", "note"],
        ["indicator", "deadline"], ["partner", "deadline", "budget"],
    ],
    ids="+".join,
)  # fmt: skip
def test_what_is_left_stands_in_its_column(lost: list[str], tmp_path: Path) -> None:
    row = "".join(f"\t{text}\n" for key, text in WHOLE.items() if key not in lost)
    whole = [numbered(SAMPLE, number) for number in (1, 2, 3)]
    plan = plan_of(tmp_path, *whole, numbered(row, 4))
    found = [f.key for f in plan.findings if f.kind == "lostCell"]
    assert found == lost
    read, good = plan.activities[3], plan.activities[0]
    assert read.expected_result == (None if "expected_result" in lost else good.expected_result)
    for key, name in (
        ("indicator", "indicators"), ("deadline", "deadlines"), ("risk", "risks"),
    ):  # fmt: skip
        wanted = [] if key in lost else [value.as_stated if key == "deadline" else value.text
                                         for value in getattr(good, name)]  # fmt: skip
        values = [v.as_stated if key == "deadline" else v.text for v in getattr(read, name)]
        assert values == wanted
    roles = {"responsible": "lead", "partner": "partner", "donor": "donor", "note": "reporting"}
    kept = [roles[key] for key in COLUMNS if key in roles and key not in lost]
    assert [part.role for part in read.participations] == kept


def test_neighbours_neither_lose_nor_borrow(tmp_path: Path) -> None:
    row = "".join(f"\t{text}\n" for key, text in WHOLE.items() if key != "deadline")
    plan = plan_of(tmp_path, numbered(SAMPLE, 1), numbered(row, 2), numbered(SAMPLE, 3))
    assert [len(a.deadlines) for a in plan.activities] == [1, 0, 1]
    assert [len(a.risks) for a in plan.activities] == [1, 1, 1]


@pytest.mark.parametrize("mode", ["six cells", "trailing empty cell"])
@pytest.mark.parametrize("slug", ["thb-2019-2020", "juvenile-justice-2021-2022"])
def test_pages_shifted_to_the_left_read_the_same(
    slug: str,
    mode: str,
    plan: Callable[[str], Path],
    record: Callable[[str], PlanRecord],
    tmp_path: Path,
) -> None:
    """Pages whose goal column is empty, moved one column, as some pages of the real plan are."""
    pages = plan(slug).read_text(encoding="utf-8").split("\n\n")
    movable = [number for number, page in enumerate(pages) if _can_move(page)]
    assert movable
    for number in random.Random(3).sample(movable, min(4, len(movable))):
        end = "\t" if mode == "trailing empty cell" else ""
        pages[number] = "\n".join(line[1:] + end for line in pages[number].split("\n"))
    path = tmp_path / f"{slug}.txt"
    path.write_text("\n\n".join(pages), encoding="utf-8")
    for moved, whole in zip(read_plan(path).activities, record(slug).activities, strict=True):
        assert (moved.path, moved.label, moved.objective) == (
            whole.path, whole.label, whole.objective,
        )  # fmt: skip
        assert [(p.role, p.organisation, p.within) for p in moved.participations] == [
            (p.role, p.organisation, p.within) for p in whole.participations
        ]
        assert [d.as_stated for d in moved.deadlines] == [d.as_stated for d in whole.deadlines]
        assert [i.text for i in moved.indicators] == [i.text for i in whole.indicators]


def _can_move(page: str) -> bool:
    lines = page.split("\n")
    return all(line.count("\t") == 6 and line.startswith("\t") for line in lines)


def test_a_header_that_every_page_repeats_is_no_row(
    plan: Callable[[str], Path], record: Callable[[str], PlanRecord], tmp_path: Path
) -> None:
    slug = "juvenile-justice-2021-2022"
    text = plan(slug).read_text(encoding="utf-8")
    header = next(line for line in text.split("\n") if line.startswith("მიზანი\t"))
    begin, rest = text.split(f"{header}\n")
    path = tmp_path / f"{slug}.txt"
    path.write_text(
        f"{begin}{header}\n" + rest.replace("\n\n", f"\n\n{header}\n"), encoding="utf-8"
    )
    again = read_plan(path)
    assert [a.label for a in again.activities] == [a.label for a in record(slug).activities]
    assert [len(a.participations) for a in again.activities] == [
        len(a.participations) for a in record(slug).activities
    ]


def test_the_cut_half_of_a_row_follows_the_shape_of_the_row_before(
    record: Callable[[str], PlanRecord],
) -> None:
    activity = next(
        a for a in record("juvenile-justice-2021-2022").activities if a.path == "4/4.1.3"
    )
    assert activity.label.endswith("განახლება და სავალდებულო სასწავლო გეგმაში ჩართვა")

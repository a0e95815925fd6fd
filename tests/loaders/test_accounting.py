"""No character of a document vanishes: it is read, or it is listed as unused with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kavshiri.loaders.records import Deadline, Funding, PlanRecord
from kavshiri.ontology.codes import code_list

SLUGS = ("migration-2019", "thb-2019-2020", "open-government-2020", "juvenile-justice-2021-2022")
EACH_PLAN = pytest.mark.parametrize("slug", SLUGS)
Record = Callable[[str], PlanRecord]


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def used_texts(record: PlanRecord) -> list[str]:
    """The words of every cell from which a field was read."""
    return [cell.text for cell in record.cells if cell.fields]


@EACH_PLAN
def test_cells_and_unused_text_make_up_the_document(
    slug: str, record: Record, plan: Callable[[str], Path]
) -> None:
    """Counted anew from the file: what no cell holds is listed as unused, letter by letter."""
    whole = letters(plan(slug).read_text(encoding="utf-8"))
    held = letters("".join(cell.text for cell in record(slug).cells))
    assert not held - whole
    outside = whole - held
    assert not outside - letters("".join(text.text for text in record(slug).unused))


@EACH_PLAN
def test_every_cell_with_words_is_used_or_listed_as_unused(slug: str, record: Record) -> None:
    unused = " ".join(text.text for text in record(slug).unused)
    for cell in record(slug).cells:
        if not cell.fields:
            words = re.findall(r"[^\W\d_]+|\d+", re.sub("<[^>]*>", "", cell.text))
            assert [word for word in words if word not in unused] == [], cell.key


@EACH_PLAN
def test_every_line_with_words_is_in_a_cell(
    slug: str, record: Record, plan: Callable[[str], Path]
) -> None:
    covered = {
        line for cell in record(slug).cells for line in range(cell.first_line, cell.last_line + 1)
    }
    lines = plan(slug).read_text(encoding="utf-8").splitlines()
    with_words = {number for number, line in enumerate(lines, start=1) if line.strip()}
    assert with_words <= covered


@EACH_PLAN
def test_a_cell_holds_the_words_of_its_lines(
    slug: str, record: Record, plan: Callable[[str], Path]
) -> None:
    lines = plan(slug).read_text(encoding="utf-8").split("\n")
    for cell in record(slug).cells:
        place = "\n".join(lines[cell.first_line - 1 : cell.last_line])
        assert cell.text in place, cell.key


@EACH_PLAN
def test_unused_text_stands_where_it_says_and_has_a_reason(
    slug: str, record: Record, plan: Callable[[str], Path]
) -> None:
    lines = plan(slug).read_text(encoding="utf-8").split("\n")
    reasons = {code.code for code in code_list("unused-reason")}
    assert record(slug).unused
    for text in record(slug).unused:
        assert text.reason in reasons
        assert text.text in "\n".join(lines[text.first_line - 1 : text.last_line])


@pytest.mark.parametrize("slug", SLUGS[:2])
def test_nothing_in_the_real_plans_is_unread(slug: str, record: Record) -> None:
    assert [text for text in record(slug).unused if text.reason == "unread"] == []


@EACH_PLAN
def test_what_was_read_stands_in_the_cells_that_it_names(slug: str, record: Record) -> None:
    cells = {cell.key: cell for cell in record(slug).cells}
    for activity in record(slug).activities:
        for part in activity.participations:
            words = "".join("".join(cells[key].text.split()) for key in part.cells)
            for piece in part.mention.text.split():
                assert piece in words, (activity.path, part.mention.text)
        stated: tuple[Deadline | Funding, ...] = (*activity.deadlines, *activity.fundings)
        for value in stated:
            words = "".join("".join(cells[key].text.split()) for key in value.cells)
            assert "".join(value.as_stated.split()) in words, activity.path


def test_document_facts(record: Record, plan: Callable[[str], Path]) -> None:
    import hashlib

    for slug in SLUGS:
        data = plan(slug).read_bytes()
        document = record(slug).document
        assert document.sha256 == hashlib.sha256(data).hexdigest()
        assert document.line_count == len(data.decode().splitlines())
        assert (document.slug, document.file_name) == (slug, f"{slug}.txt")

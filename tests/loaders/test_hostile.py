"""Bad files: a clear error or a record with findings, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kavshiri.loaders.read import read_plan
from kavshiri.loaders.records import PlanRecord
from kavshiri.ontology.errors import ProfileError, ReadingError

SLUGS = ("migration-2019", "thb-2019-2020")
ROW = "\t1. ა\n\t1.1. ა\n\tა\n\t{0}\n\tშსს\n\t\n\t2019\n\t{1}\n\t\n\t\n\t\n\t\n"


@pytest.fixture
def attempt(tmp_path: Path) -> Callable[[bytes], PlanRecord | ReadingError]:
    def read(data: bytes) -> PlanRecord | ReadingError:
        path = tmp_path / "plan.txt"
        path.write_bytes(data)
        try:
            return read_plan(path)
        except ReadingError as error:
            return error

    return read


Attempt = Callable[[bytes], PlanRecord | ReadingError]

REFUSED = {
    "empty": (b"", "the file is empty; give a plan with a table"),
    "blank": (b" \n\n", "the file is empty; give a plan with a table"),
    "no tab": (
        b"2019\nabc\n",
        "there is no table in it: no line has a tab; "
        "save the plan as text with tabs between the cells",
    ),
    "utf-16": ("2019\n\tა\n".encode("utf-16"), "it is UTF-16; save it as UTF-8"),
    "latin-1": (
        "2019\né\t1\n".encode("latin-1"),
        "line 2: byte 0xe9 is not UTF-8; save it as UTF-8",
    ),
    "nul": (b"2019\n\ta\0\n", "line 2: there is a NUL character; give a text file"),
    "a cell of many pages": (
        b"2019\n\t" + b"a " * 15_000,
        "line 2: 30,001 characters stand without a tab; a cell has 20,000 at most; "
        "check that it is a plan with tabs between the cells",
    ),
    "one endless cell": (b"\t" + b"x" * 25_000_000, "without a tab"),
    "too large": (b"\t" + b"x" * 33_554_432, "the file has 33,554,433 bytes; a plan has at most"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_plan_is_refused(data: bytes, message: str, attempt: Attempt) -> None:
    error = attempt(data)
    assert isinstance(error, ReadingError)
    assert str(error.path) in str(error)
    assert message in str(error)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(ReadingError, match="it cannot be read"):
            read_plan(path)


@pytest.mark.parametrize(
    "data",
    [
        b"2019\n" + b"\t" * 5_000,
        b"2019\n" + b"\t" * 500_000,
        b"2019\n" + b"a\tb\tc\td\te\tf\tg\n" * 50_000,
        b"2019\n" + b"\t".join([b"1.1.1 a"] * 7) * 5_000,
        ("2019\n" + "\t(((((\n" * 3_000).encode(),
    ],
    ids=["tabs", "many tabs", "rows without numbers", "one endless row", "brackets"],
)
def test_tables_that_are_no_plan(data: bytes, attempt: Attempt) -> None:
    error = attempt(data)
    assert isinstance(error, ReadingError)
    assert isinstance(error, ProfileError) or "cells; check that it is a plan" in str(error)


@pytest.mark.parametrize("slug", SLUGS)
def test_line_ends_and_a_byte_order_mark_change_nothing(
    slug: str,
    plan: Callable[[str], Path],
    record: Callable[[str], PlanRecord],
    attempt: Attempt,
) -> None:
    data = plan(slug).read_bytes()
    for other in (
        data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r"), b"\xef\xbb\xbf" + data,
    ):  # fmt: skip
        read = attempt(other)
        assert isinstance(read, PlanRecord)
        assert read.activities == record(slug).activities


@pytest.mark.parametrize("slug", SLUGS)
def test_a_plan_printed_twice_in_a_file(
    slug: str, plan: Callable[[str], Path], record: Callable[[str], PlanRecord], attempt: Attempt
) -> None:
    read = attempt(plan(slug).read_bytes() * 2)
    assert isinstance(read, PlanRecord)
    paths = [activity.path for activity in read.activities]
    assert len(paths) == len(set(paths)) == 2 * len(record(slug).activities)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seed", range(4))
def test_a_plan_cut_anywhere(
    slug: str, seed: int, plan: Callable[[str], Path], attempt: Attempt
) -> None:
    data = plan(slug).read_bytes()
    chance = random.Random(seed)
    attempt(data[: chance.randrange(len(data))])
    lines = data.decode().split("\n")
    attempt(("2019\n" + "\n".join(lines[chance.randrange(len(lines)) :])).encode())


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seed", range(4))
def test_a_plan_with_noise(
    slug: str, seed: int, plan: Callable[[str], Path], attempt: Attempt
) -> None:
    chance = random.Random(seed)
    characters = list(plan(slug).read_text(encoding="utf-8"))
    for _ in range(300):
        put = chance.choice("\t\n (),;.-0123456789აბგ<>/ABC\u2028\u200b\u00a0\x0b")
        characters[chance.randrange(len(characters))] = put
    attempt("".join(characters).encode())


@pytest.mark.parametrize("slug", SLUGS)
def test_a_plan_with_its_lines_shuffled(
    slug: str, plan: Callable[[str], Path], attempt: Attempt
) -> None:
    lines = plan(slug).read_text(encoding="utf-8").split("\n")
    random.Random(1).shuffle(lines)
    attempt(("2019 წლის გეგმა\n" + "\n".join(lines)).encode())


@pytest.mark.parametrize(
    ("indicator", "budget"),
    [
        ("(მინ. " + "1" * 15_000 + ")", ""),
        ("ა", "1," * 9_000),
        ("ა", "5 ლარი " * 2_500),
        ("12.2019 " * 2_000, "ადმინ. რესურსი " * 1_000),
        ("აბგ\n" * 4_900, "("),
        ("ა-\n" * 4_900, ")"),
        ("(მინ. ٣٤)", "²³ ₾ ٣ ლარი"),
    ],
    ids=["digits", "groups", "amounts", "dates", "fragments", "hyphens", "other digits"],
)
def test_cells_made_to_be_slow(indicator: str, budget: str, attempt: Attempt) -> None:
    read = attempt(("2019\n" + ROW.format(indicator, budget)).encode())
    assert isinstance(read, PlanRecord)
    assert len(read.activities) == 1


def test_without_a_year_in_the_title_the_deadlines_tell_the_period(attempt: Attempt) -> None:
    read = attempt(("გეგმა\n" + ROW.format("ა", "")).encode())
    assert isinstance(read, PlanRecord)
    assert (str(read.period_start), str(read.period_end)) == ("2019-01-01", "2019-12-31")


def test_a_plan_without_any_year(attempt: Attempt) -> None:
    error = attempt(("გეგმა\n" + ROW.format("ა", "").replace("2019", "მუდმივად")).encode())
    assert isinstance(error, ReadingError)
    assert "neither its title nor a deadline names a year" in str(error)

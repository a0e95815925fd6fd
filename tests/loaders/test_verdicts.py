"""The verdicts file: written and read again, and every way in which a person can spoil it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.loaders.verdicts import (
    BadVerdictError,
    Verdict,
    merged_verdicts,
    read_verdicts,
    verdict_codes,
    verdict_of,
    verdicts_text,
)
from kavshiri.ontology import ReadingError

HEAD = "first,second,verdict,author,date,note\n"
GOOD = "m/v/g/1.1,t/4/4.2.2,overlap,ნინო,2026-11-22,\n"

tails = st.sampled_from(["m/1", "m/v/g/1.1", "t/4/4.2.5-2", "t/a%20b/1", "t/~/1"])
words = st.text("ნი გé\u00a0=+-@,;'\"\\#", max_size=8)


@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    first, second = draw(st.lists(tails, min_size=2, max_size=2, unique=True))
    author = "ა" + draw(words)
    note = draw(words) + draw(st.sampled_from(["", "\n", "\r\n"])) + draw(words)
    code = draw(st.sampled_from(verdict_codes()))
    return verdict_of(first, second, code, author, draw(st.dates()), note)


@given(st.lists(verdicts()))
def test_what_is_written_is_read_again(several: list[Verdict]) -> None:
    text = verdicts_text(several)
    assert verdicts_text(reversed(merged_verdicts(several))) == text
    assert _read(text) == merged_verdicts(several)


def _read(text: str) -> tuple[Verdict, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verdicts.csv"
        path.write_bytes(text.encode())
        return read_verdicts(path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "verdicts.csv"


def test_the_codes_are_those_of_the_list() -> None:
    assert verdict_codes() == ("fragmentation", "overlap", "duplication", "complement", "none")


@pytest.mark.parametrize(
    "text",
    [
        HEAD + GOOD,
        "\ufeff" + HEAD + GOOD,  # as Excel saves it
        (HEAD + GOOD).replace(",", ";"),  # … where the comma parts decimals
        (HEAD + GOOD).replace("\n", "\r\n"),
        HEAD + "\n,,,,,\n" + GOOD,
        "note,first,second,verdict,author,date\n,t/4/4.2.2,m/v/g/1.1,overlap, ნინო ,2026-11-22\n",
        HEAD + GOOD.replace("m/v", "https://w3id.org/kavshiri/id/activity/m/v"),
    ],
    ids=["plain", "mark", "semicolons", "line-ends", "empty-lines", "columns", "iri"],
)
def test_it_is_read_in_every_form_that_programs_save(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    expected = Verdict("m/v/g/1.1", "t/4/4.2.2", "ნინო", "overlap", date(2026, 11, 22))
    assert read_verdicts(file) == (expected,)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "m/1,t/2,maybe,ნინო,2026-11-22,",
            "column verdict: found 'maybe', expected one of fragmentation, overlap, duplication, "
            "complement, none",
        ),
        ("m/1,t/2,none, ,2026-11-22,", "column author: found ' ', expected the name of who"),
        ("m/1,t/2,none,ნინო,22.11.2026,", "column date: found '22.11.2026', expected a day as"),
        ("m/1,t/2,none,ნინო,2026-02-30,", "column date: found '2026-02-30', expected a day as"),
        ("m/1,t/2,none,ნინო,,", "column date: found '', expected a day as 2026-11-22"),
        ("m 1,t/2,none,ნინო,2026-11-22,", "column first: found 'm 1', expected an activity as"),
        ("m/1,2.1.7,none,ნინო,2026-11-22,", "column second: found '2.1.7', expected an activity"),
        ("m/1,t/../2,none,ნინო,2026-11-22,", "column second: found 't/../2', expected an activity"),
        ("m/1,m/1,none,ნინო,2026-11-22,", "column second: found 'm/1', expected another activity"),
        ("m/1,t/2,none,ნინო", "there are 4 cells and 6 columns"),
        ("m/1,t/2,none,ნინო,2026-11-22,a,b", "there are 7 cells and 6 columns"),
        ('m/1,t/2,none,ნინო,2026-11-22,"a" b', "it is no row of a table"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_with_what_is_wrong_in_it(file: Path, line: str, found: str) -> None:
    file.write_text(HEAD + '"m/1",m/2,none,a,2026-11-22,"two\nlines"\n' + line + "\n", "utf-8")
    with pytest.raises(ReadingError) as caught:
        read_verdicts(file)
    assert str(caught.value).startswith(f"{file}, line 4: {found}")
    assert str(caught.value).endswith("; mend the line, or take it out")
    assert caught.value.within("ka").startswith(f"{file}, სტრიქონი 4: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: the columns are missing, not first, second, verdict, author, date, note; "),
        (b"name,decision\n", "line 1: the columns are name, decision, not first, second, verdict"),
        (HEAD.replace("note", "note,mine").encode(), "line 1: the columns are first, second,"),
        (b"\xff\xfe", ": it cannot be read: it is not UTF-8; give the verdicts file"),
        (None, ": it cannot be read: No such file or directory; give the verdicts file"),
    ],
    ids=["empty", "other", "one-more", "bytes", "missing"],
)
def test_another_file_is_refused(file: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReadingError) as caught:
        read_verdicts(file)
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(file))


def _verdict(author: str, code: str, day: int, note: str = "") -> Verdict:
    return verdict_of("m/1", "t/2", code, author, date(2026, 11, day), note)


def test_the_later_verdict_of_an_author_counts_and_authors_may_differ() -> None:
    early, late = _verdict("ნინო", "none", 1), _verdict("ნინო", "overlap", 2)
    other = _verdict("გია", "duplication", 1)
    assert merged_verdicts([late], [early, other]) == (other, late)
    same_day = _verdict("ნინო", "complement", 2)
    assert merged_verdicts([late], [same_day]) == (same_day,)


def test_names_of_authors_are_tidied_and_stay_whole() -> None:
    assert _verdict("  ნინო \n ბერიძე ", "none", 1).author == "ნინო ბერიძე"
    assert _verdict("é", "none", 1) == _verdict("e\u0301", "none", 1)


def test_a_bad_value_says_what_was_found_and_expected() -> None:
    with pytest.raises(BadVerdictError) as caught:
        verdict_of("m/1", "t/2", "", "ნინო", "2026-11-22")
    assert caught.value.column == "verdict"
    assert str(caught.value).startswith("verdict: found '', expected one of fragmentation,")

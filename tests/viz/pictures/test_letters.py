"""Which letters are drawn, and where lines break."""

from __future__ import annotations

import pytest

from kavshiri.viz.pictures.letters import broken, clean, legal, width


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("იუსტიციის სამინისტრო", "იუსტიციის სამინისტრო"),
        ("ᲘᲣᲡᲢᲘᲪᲘᲐ", "იუსტიცია"),  # capitals that hardly any font has
        ("two\nlines\tand  blanks", "two lines and blanks"),
        ("漢字 and 😀", "□□ and 😀"),  # the font has some of the faces
        ("\U0001f9d1\u200d\U0001f680", "□□"),  # joined to one sign elsewhere
        ("evil\u202etxt\x00\x07\ud800", "eviltxt"),
        ("e\u0301 a\u20e3", "é a"),  # an accent that the font lacks is dropped
        ("$x_1$ \\frac <b> &amp; %", "$x_1$ \\frac <b> &amp; %"),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_what_cannot_be_drawn_is_replaced_or_dropped(text: str, drawn: str) -> None:
    assert clean(text) == drawn


def test_what_is_said_keeps_every_letter_that_xml_may_hold() -> None:
    assert legal("漢\x00字 <b> \ufffe\n2") == "漢字 <b> 2"


def test_lines_fit_their_room() -> None:
    name = "Interagency Coordination Council for the Implementation of Measures"
    lines = broken(name, 80, 7, most=9)
    assert " ".join(lines) == name
    assert len(lines) > 3
    assert all(width(line, 7) <= 80 for line in lines)


def test_a_name_that_is_too_long_ends_in_dots() -> None:
    lines = broken("one two three four five", 40, 10, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width(line, 10) <= 40 for line in lines)
    (only,) = broken("ა" * 100_000, 50, 7, most=1)
    assert only.endswith("…")


def test_a_long_word_breaks_after_its_hyphen() -> None:
    word = "ოპერატიულ-ტექნიკური"
    assert broken(word, width("ოპერატიულ-ტექნ", 7), 7) == ("ოპერატიულ-", "ტექნიკური")


def test_nothing_gives_no_line() -> None:
    assert broken("", 10, 7) == broken("\u202e", 10, 7) == ()

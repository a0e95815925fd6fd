"""What an activity's words tell: whom it is for, and which words say nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kavshiri.loaders.subject import people_in, people_name, subject_words

LANGUAGE = Path(__file__).parents[2] / "loaders" / "language"
PEOPLE = tomllib.loads((LANGUAGE / "people.toml").read_text(encoding="utf-8"))
EMPTY = [
    line
    for line in (LANGUAGE / "empty_words.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # forms of one noun, with and without the vowel that it loses
        ("დამსაქმებელი", "employers"),
        ("დამსაქმებლებისთვის", "employers"),
        ("დამსაქმებელთა", "employers"),
        ("ექთანი", "healthWorkers"),
        ("ექთნების გადამზადება", "healthWorkers"),
        # the longer stem wins: no displaced person, a country's citizen
        ("უცხო ქვეყნის მოქალაქისა", "foreigners"),
        ("მოქალაქეობის არმქონე პირები", "stateless"),
        ("ქუჩაში მცხოვრები ბავშვები", "children homeless"),
        # only at the beginning of a word: immigrants are no migrants, emigrants no immigrants
        ("იმიგრანტების ინფორმირება", "immigrants"),
        ("ემიგრანტების ინფორმირება", "emigrants"),
        ("რეემიგრანტების ინფორმირება", ""),
        # a word that fits any office names nobody
        ("თანამშრომლების გადამზადება", ""),
        ("", ""),
        ("ᲛᲝᲡᲐᲛᲐᲠᲗᲚᲔᲔᲑᲘ", "judges"),  # capital letters
        # from plans that are not carried here
        ("სკოლის მასწავლებლების გადამზადება", "pupils teachers"),
        ("არასრულწლოვან მსჯავრდებულთა რეაბილიტაცია", "children convicts"),
        ("ფერმერთა და მცირე მეწარმეთა მხარდაჭერა", "entrepreneurs farmers"),
    ],
)
def test_people_are_found_by_the_beginnings_of_their_names(text: str, people: str) -> None:
    assert people_in(text) == tuple(people.split())


def test_words_that_say_nothing_are_left_out_in_any_case_of_letters() -> None:
    text = "პროკურორების გადამზადება, ასევე სსგს-ს მიერ „ვიზების“ საკითხებზე (Task Force) 2019"
    assert subject_words(text) == (
        "პროკურორების", "გადამზადება", "სსგს", "ვიზების", "task", "force", "2019",
    )  # fmt: skip


def test_a_word_stands_as_often_as_it_is_said() -> None:
    assert subject_words("გზა და გზა") == ("გზა", "გზა")


def test_the_list_of_people_is_sound() -> None:
    stems = [stem for known in PEOPLE.values() for stem in known["stems"]]
    assert len(PEOPLE) > 40
    assert len(stems) == len(set(stems))
    for code, known in PEOPLE.items():
        assert re.fullmatch("[a-z]+([A-Z][a-z]+)*", code)
        assert set(known) == {"ka", "en", "stems"}
        assert re.search("[ა-ჰ]", people_name(code, "ka"))
        assert not re.search("[ა-ჰ]", people_name(code, "en"))
        assert all(len(stem) >= 3 and stem == stem.strip() for stem in known["stems"])


def test_the_list_of_empty_words_is_sound() -> None:
    assert sorted(EMPTY) == EMPTY
    assert len(EMPTY) == len(set(EMPTY)) > 40
    assert all(re.fullmatch("[ა-ჰ]+", word) for word in EMPTY)
    assert not any(people_in(word) for word in EMPTY)

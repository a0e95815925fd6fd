"""Stems of Georgian words: the forms of one word meet, and other words stay apart."""

from __future__ import annotations

import pytest

from kavshiri.loaders.stems import LATIN, latin, stem

FORMS = {
    "საზღვარი": "საზღვრის საზღვარზე საზღვრები საზღვრებთან საზღვრისთვის",
    "რეადმისია": "რეადმისიის რეადმისიას რეადმისიით რეადმისიები",
    "იუსტიცია": "იუსტიციის იუსტიციაში იუსტიციას",
    "სტატისტიკა": "სტატისტიკის სტატისტიკას სტატისტიკით",
    "პასპორტი": "პასპორტის პასპორტები პასპორტების პასპორტით პასპორტზე",
    "ქვეყანა": "ქვეყნის ქვეყნები ქვეყნებში ქვეყანაში ქვეყნიდან",
    "თანამშრომელი": "თანამშრომლის თანამშრომლები თანამშრომელთა",
    "სააგენტო": "სააგენტოს სააგენტოში სააგენტოები სააგენტოსთან სააგენტომ",
    "მოქალაქე": "მოქალაქის მოქალაქეთა მოქალაქეებისთვის მოქალაქეს",
    "საქმე": "საქმის საქმეთა საქმეში საქმეები",
    "ბარათი": "ბარათის ბარათები ბარათით",
    "ფორმა": "ფორმის ფორმები ფორმით",
    "კვოტა": "კვოტის კვოტები კვოტით",
    "წყალი": "წყლის წყლები",
    "თვე": "თვის თვეში თვეები",
    "უფლება": "უფლების უფლებები უფლებათა უფლებებისა",
    "შრომითი": "შრომითი შრომით",  # of what stands before a noun the ending is lost
}
"""The first form of words, as a dictionary has them, and others."""


@pytest.mark.parametrize("word", FORMS)
def test_the_forms_of_a_word_have_one_stem(word: str) -> None:
    assert {stem(form) for form in FORMS[word].split()} == {stem(word)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ქალი", "ქალაქი"), ("ბარი", "ბარათი"), ("კარი", "კარტი"), ("საქმე", "საქმიანობა"),
        ("სახლი", "სახელმწიფო"), ("მინისტრი", "სამინისტრო"), ("პირი", "პირობა"),
    ],
)  # fmt: skip
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", [each for each in FORMS if each != "შრომითი"])
def test_latin_letters_give_one_stem_too(word: str) -> None:
    # თ and ტ are the same letter here: what ends in -ეთა keeps it, as ანკეტა does.
    forms = [form for form in FORMS[word].split() if not form.endswith("ეთა")]
    assert {stem(latin(form), LATIN) for form in forms} == {stem(latin(word), LATIN)}


@pytest.mark.parametrize(
    ("georgian", "typed"),
    [
        ("შინაგან საქმეთა", "shinagan saqmeta"),
        ("შინაგან საქმეთა", "Shinagan Sakmeta"),
        ("ტრეფიკინგი", "trefikingi"),
        ("ტრეფიკინგი", "t'repik'ingi"),
        ("სახელმწიფო", "saxelmwifo"),
        ("სახელმწიფო", "sakhelmts’ipo"),
        ("ყველა", "yvela"),
        ("ჭიათურა", "tchiatura"),
    ],
)
def test_people_type_georgian_in_several_ways(georgian: str, typed: str) -> None:
    assert latin(georgian) == latin(typed)


def test_short_words_keep_two_letters() -> None:
    for word in ("და", "ის", "სია", "ა", "", "ებებ", "აეიოუ"):
        assert len(stem(word)) >= min(2, len(word))
        assert len(stem(latin(word), LATIN)) >= min(2, len(word))

"""Georgian in Latin letters: words whose spelling is known, and what holds for every text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.ontology.romanise import SlugError, romanise, slug

KNOWN = {
    "საქართველო": "sakartvelo",
    "კავშირი": "k'avshiri",
    "ყვარელი": "q'vareli",
    "წყალტუბო": "ts'q'alt'ubo",
    "ჭიათურა": "ch'iatura",
    "თბილისი": "tbilisi",
    "ქუთაისი": "kutaisi",
    "ბათუმი": "batumi",
    "ფოთი": "poti",
    "პანკისი": "p'ank'isi",
    "ზუგდიდი": "zugdidi",
    "ღვინო": "ghvino",
    "ხაჭაპური": "khach'ap'uri",
    "ჯავახეთი": "javakheti",
    "ჰერეთი": "hereti",
    "ჟინვალი": "zhinvali",
    "ცხინვალი": "tskhinvali",
    "ძველი": "dzveli",
    "ჩოხატაური": "chokhat'auri",
    "მცხეთა": "mtskheta",
    "შსს": "shss",
}


@pytest.mark.parametrize(("georgian", "latin"), KNOWN.items(), ids=KNOWN.values())
def test_known_words(georgian: str, latin: str) -> None:
    assert romanise(georgian) == latin


def test_the_thirty_three_letters_are_told_apart() -> None:
    alphabet = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
    assert len({romanise(letter) for letter in alphabet}) == len(alphabet) == 33


def test_mtavruli_is_read_as_ordinary_letters() -> None:
    assert romanise("საქართველო".upper()) == "sakartvelo"
    assert "საქართველო".upper() != "საქართველო"


def test_latin_digits_and_signs_stay() -> None:
    assert romanise("UNHCR, 12.2019 – „ვიზა“ (მინ. 1)") == "UNHCR, 12.2019 – „viza“ (min. 1)"


def test_names_are_capitalised_where_asked() -> None:
    text = "სსგს-ს ოპერატიულ-ტექნიკური ჯგუფი და iOM"
    assert romanise(text, capitals="words") == "Ssgs-s Op'erat'iul-t'eknik'uri Jgupi Da iOM"
    assert romanise(text, capitals="first") == "Ssgs-s op'erat'iul-t'eknik'uri jgupi da iOM"
    assert romanise("ჭიათურა", capitals="first") == "Ch'iatura"


SLUGS = {
    "IDF": "idf",
    "წყალტუბო": "tsqaltubo",
    "ჭიათურის მერია": "chiaturis-meria",
    "  „კავშირი“ – 2019  ": "kavshiri-2019",
    "Société générale": "societe-generale",
}


@pytest.mark.parametrize(("text", "expected"), SLUGS.items(), ids=SLUGS.values())
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_is_cut_between_words() -> None:
    assert slug("ერთი ორი სამი", limit=8) == "erti-ori"
    assert slug("ერთი ორი სამი", limit=7) == "erti"
    assert slug("ერთი ორი სამი", limit=3) == "ert"


@pytest.mark.parametrize("text", ["", " ", "–", "„“", "漢"])
def test_a_text_without_letters_gives_no_slug(text: str) -> None:
    with pytest.raises(SlugError) as error:
        slug(text)
    assert error.value.text == text
    assert str(error.value) == (
        f"no letter or digit to name an IRI by in {text!r}; give a name in words"
    )


GEORGIAN = [
    chr(code)
    for first, last in ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))
    for code in range(first, last + 1)
    if unicodedata.name(chr(code), "").startswith("GEORGIAN")
]
texts = st.text(st.one_of(st.sampled_from(GEORGIAN), st.characters()))


def test_the_georgian_letters_were_found() -> None:
    assert len(GEORGIAN) >= 33 * 4


@given(texts)
def test_no_georgian_letter_is_left(text: str) -> None:
    for options in ("none", "first", "words"):
        assert not re.search("[Ⴀ-ჺჼ-ჿᲐ-Ჿⴀ-ⴭ]", romanise(text, capitals=options))


@given(texts)
def test_romanised_text_stays_as_it_is(text: str) -> None:
    assert romanise(romanise(text)) == romanise(text)


@given(texts, st.integers(min_value=1, max_value=80))
def test_a_slug_fits_an_iri(text: str, limit: int) -> None:
    try:
        name = slug(text, limit)
    except SlugError:
        return
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= limit
    assert slug(name, limit) == name

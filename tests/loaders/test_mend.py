"""Broken words are joined, whole ones are left alone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.loaders.lexicon import lexicon, words_of_document
from kavshiri.loaders.mend import mend
from kavshiri.ontology.authority import authority
from kavshiri.ontology.codes import code_list

BROKEN = {
    "over a line end": ("შესყიდვის პროცედუ\nრების", "შესყიდვის პროცედურების"),
    "over two line ends": ("თანამშრომ\nლობი\nს", "თანამშრომლობის"),
    "by a stray blank": ("მონაცემთა სტატის ტიკა", "მონაცემთა სტატისტიკა"),
    "by a hyphen at a line end": ("პოლიტი-\nკური ნება", "პოლიტიკური ნება"),
    "before a postposition": ("არასრულწლოვან-\nთათვის", "არასრულწლოვანთათვის"),
    "by a hyphen in a line": ("თანამშრომლების-თვის", "თანამშრომლებისთვის"),
    "a prefix that is a word": ("მექანიზმის და\nხვეწა", "მექანიზმის დახვეწა"),
    "an ending of one letter": ("ცუდი\nამინდი\nს\nპირობები", "ცუდი ამინდის პირობები"),
    "a word that no list has": ("სისტემის\nგაუმარ\nთაობა", "სისტემის გაუმართაობა"),
    "at a slash": ("მსხვერპლთა/\nდაზარალებულთა", "მსხვერპლთა/დაზარალებულთა"),
}
WHOLE = {
    "two words": "ადამიანის უფლებები",
    "a conjunction": "და ხელმისაწვდომობა",
    "a pronoun": "წერია ის, რაც არის",
    "a compound": "ვებ-გვერდი და ტრენინგ-პროგრამა",
    "an acronym with an ending": "სსგს-ს და მსსკ-ის წევრები",
    "an abbreviation with a slash": "აჭარის ა/რ მთავრობა",
    "an abbreviation with full stops": "აფხაზეთის ა.რ. მთავრობა",
    "two phrases that rhyme": "ერთსა და იმავეს აკეთებს",
    "a negation": "მთლიანად და არა ერთი სასამართლო",
    "a year": "2019 წლის გეგმა (მინ. 5)",
}


@pytest.mark.parametrize(("printed", "wanted"), BROKEN.values(), ids=BROKEN)
def test_a_broken_word_is_joined(printed: str, wanted: str) -> None:
    assert mend(printed) == wanted


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_whole_words_stay_apart(text: str) -> None:
    assert mend(text) == text


def test_no_word_runs_over_an_empty_line() -> None:
    assert mend("თანამშრომ\n\nლობა") == "თანამშრომ ლობა"


def test_a_compound_keeps_its_hyphen_over_a_line_end() -> None:
    assert mend("ვებ-\nგვერდი") == "ვებ-გვერდი"
    assert mend("მსსკ-\nს წევრი") == "მსსკ-ს წევრი"


def well_formed_texts() -> list[str]:
    """Georgian that nobody broke: names of organisations and labels of codes."""
    names = [name for body in authority().values() for name in (body.name_ka, *body.alt_labels)]
    return [name for name in names if re.search("[ა-ჰ]", name)]


def test_nothing_changes_in_names_that_are_whole() -> None:
    texts = well_formed_texts()
    assert len(texts) > 300
    assert [text for text in texts if mend(text) != " ".join(text.split())] == []


def test_labels_of_codes_stay_as_they_are() -> None:
    texts = [code.label_ka for code in code_list("finding-kind")]
    assert texts
    assert [text for text in texts if mend(text) != text] == []


@pytest.mark.parametrize("slug", ["migration-2019", "thb-2019-2020", "open-government-2020"])
def test_most_words_broken_at_random_are_restored(
    slug: str, reading: Callable[[str], dict[str, Any]]
) -> None:
    """Each kind of break, in one word of seven; the texts are those that a person read."""
    texts = [" ".join(a["text"].split()) for a in reading(slug)["activities"]]
    for kind, least in (("\n", 0.95), ("-\n", 0.95), (" ", 0.9)):
        chance = random.Random(1)
        broken = [_break(text, kind, chance) for text in texts]
        whole = sum(mend(b) == mend(t) for b, t in zip(broken, texts, strict=True))
        assert whole >= least * len(texts), (kind, whole, len(texts))


def _break(text: str, kind: str, chance: random.Random) -> str:
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if re.fullmatch("[ა-ჰ]{6,}", word)]
    for i in chance.sample(long, min(len(long), 1 + len(words) // 7)):
        cut = chance.randrange(2, len(words[i]) - 1)
        words[i] = words[i][:cut] + kind + words[i][cut:]
    return " ".join(words)


def test_words_of_the_document_itself_are_known() -> None:
    text = "\tსა ჩვენზურგოთა კავშირი\n\tდა ჩვენზურგოთა სია, ჩვენზურგოთა\n"
    own = words_of_document(text)
    assert own == {"ჩვენზურგოთა": 1}  # twice in the midst of a line; the last is at an edge
    assert mend("ჩვენზურ გოთა", lexicon().with_words(own)) == "ჩვენზურგოთა"
    assert mend("ჩვენზურ გოთა") == "ჩვენზურ გოთა"


@given(st.text(alphabet="აბგდევზთიკლმნოპრსტუქშჩცხჯჰ -\n.,()/", max_size=120))
def test_mending_takes_out_blanks_and_hyphens_and_nothing_else(text: str) -> None:
    def letters(words: str) -> str:
        return re.sub(r"[\s-]", "", words)

    assert letters(mend(text)) == letters(text)


@given(st.text(max_size=80))
def test_mended_text_has_single_blanks(text: str) -> None:
    mended = mend(text)
    assert mended == " ".join(mended.split())

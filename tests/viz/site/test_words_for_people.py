"""What a coordinator reads on the pages: names and labels, where a program has slugs and codes."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kavshiri.viz.site.site import Site

MIGRATION = "საქართველოს 2016-2020 წლების მიგრაციის სტრატეგია 2019 წლის სამოქმედო გეგმა"
TRAFFICKING = "ადამიანით ვაჭრობის (ტრეფიკინგის) წინააღმდეგ ბრძოლის 2019-2020 წლების სამოქმედო გეგმა"


def page(site: Site, lang: str, path: str, **query: str) -> str:
    """Return a page, which must be there."""
    answer = site.answer(lang, path, {name: [value] for name, value in query.items()})
    assert answer.status == 200, path
    return answer.body.decode()


def words(html: str) -> str:
    """Return what is read on a page."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def options(html: str, name: str) -> dict[str, str]:
    """Return what can be chosen in a field of a form: the values, each with what people read."""
    field = re.search(rf'<select[^>]* name="{name}".*?</select>', html, re.DOTALL)
    assert field, name
    found = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)', field[0])
    return {value: unescape(label).strip() for value, label in found if value}


@pytest.mark.parametrize(
    ("lang", "question", "name", "label"),
    [
        ("ka", "works-in-plans", "only", ("one", "მხოლოდ ერთ გეგმაში")),
        ("en", "works-in-plans", "only", ("several", "in several plans")),
        ("ka", "promises-of", "role", ("lead", "პასუხისმგებელი")),
        ("en", "activities-of-type", "type", ("legalDrafting", "legal drafting")),
        ("ka", "what-is-missing", "what", ("verification", "დადასტურების წყარო")),
        ("en", "source-of-value", "kind", ("amount", "amount")),
        ("ka", "what-is-missing", "plan", ("migration-2019", MIGRATION)),
    ],
)
def test_forms_offer_words_and_keep_codes(
    site: Site, lang: str, question: str, name: str, label: tuple[str, str]
) -> None:
    offered = options(page(site, lang, f"questions/{question}"), name)
    assert label in offered.items()
    if lang == "ka":
        assert all(re.search("[ა-ჰ]", each) for each in offered.values())


def test_a_list_of_plans_is_told_by_their_titles(site: Site) -> None:
    text = words(page(site, "ka", "questions/works-in-plans"))
    assert f"{MIGRATION} ; {TRAFFICKING}" in text


def test_codes_and_commands_are_for_analysts(site: Site) -> None:
    listed = page(site, "ka", "questions")
    assert "<code" in listed
    assert ">plan-as-table</code>" in listed
    assert ">due-next</code>" not in listed  # a question of the coordinator
    asked = page(site, "en", "questions/due-next")
    folded = re.search(r"<details><summary>For analysts.*?</details>", asked, re.DOTALL)
    assert folded
    assert "kavshiri ask due-next" in folded[0]
    assert "SELECT" in folded[0]
    assert asked.count("kavshiri ask due-next") == 1


def test_a_body_that_was_not_recognised_is_told_to_be_one(site: Site) -> None:
    assert "ეს სახელი ვერ ამოვიცანით" in page(site, "ka", "organisations/unresolved/idf")
    assert "This name was not recognised" in page(site, "en", "organisations/unresolved/idf")
    assert "This name was not recognised" not in page(site, "en", "organisations/eu")


def test_lines_and_currencies_are_told_in_georgian(site: Site) -> None:
    text = words(page(site, "ka", "source/migration-2019"))
    assert re.search(r"[0-9\u202f]+ სტრიქონი ", text)
    text = words(page(site, "ka", "money"))
    assert "ლარი" in text
    assert "GEL" not in text
    assert "GEL" in words(page(site, "en", "money"))


def test_a_sentence_follows_the_number_of_lines(site: Site) -> None:
    text = words(page(site, "ka", "network"))
    assert "შესრულება 102 ხაზი: პასუხისმგებელს დამხმარე ან პარტნიორი სჭირდება." in text


def test_of_a_fraction_two_digits_are_told(site: Site) -> None:
    rows = re.findall(r"<tr>.*?</tr>", page(site, "ka", "organisations/eu"), re.DOTALL)
    measured = [words(row) for row in rows if "ერთეულის გარეშე (ფარდობა)" in row]
    assert measured
    for row in measured:
        found = re.search(r" (\d+(?:,\d+)?) ერთეულის გარეშე", row)
        assert found, row
        assert re.fullmatch(r"\d+(,\d\d)?|0,0+[1-9]\d?", found[1]), row


def test_what_if_counts_in_sentences(site: Site) -> None:
    text = words(page(site, "ka", "what-if", without="ministry-of-internal-affairs"))
    assert re.search(r"\d+ ამოცანა, რომლის ყველა საქმიანობა ფერხდება", text)

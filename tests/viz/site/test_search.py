"""The search of the two plans: what a person read in them is found, however it is asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pyoxigraph
import pytest

import kavshiri
from kavshiri.graph.query import Queryable
from kavshiri.graph.store import open_store
from kavshiri.queries.results import Result
from kavshiri.viz.site.content import Content
from kavshiri.viz.site.finder import Finder
from kavshiri.viz.site.index import Entry
from kavshiri.viz.site.known import Known
from kavshiri.viz.site.links import ServedLinks
from kavshiri.viz.site.shelf import known_of
from kavshiri.viz.site.site import Site
from kavshiri.viz.site.tokens import initials, tokens

from .pages import content_of

MORE = Path(__file__).parents[2] / "resources" / "plans" / "juvenile-justice-2021-2022.txt"


def page(site: Site, lang: str = "en", **query: str) -> str:
    """Return the page of a search as HTML."""
    answer = site.answer(lang, "search", {name: [value] for name, value in query.items()})
    assert answer.status == 200
    return answer.body.decode()


def counts(site: Site, q: str) -> dict[str, int]:
    """Return how many of each kind are found."""
    return {panel.name: len(panel.result) for panel in made(site, q=q).panels}


def made(site: Site, lang: str = "en", **query: str) -> Content:
    """Return the page of a search before it is rendered."""
    given = {name: [value] for name, value in query.items()}
    return content_of(site.known, "search", given, lang)


def organisations(site: Site, q: str) -> list[str]:
    """Return the slugs of the organisations that are found, in order."""
    found = site.known.finder.organisations(q)
    return [iri.rpartition("/organisation/")[2] for iri in found]


def records(site: Site, q: str, panel: str) -> list[dict[str, str]]:
    """Return the rows of a panel as its CSV has them."""
    asked = {"q": [q], "panel": [panel], "format": ["csv"]}
    answer = site.answer("en", "search", asked)
    return list(csv.DictReader(io.StringIO(answer.body.decode())))


@pytest.mark.parametrize(
    "word", ["ცნობიერება", "საზღვარი", "რეადმისია", "სტატისტიკა", "პასპორტი", "იუსტიცია"]
)
def test_a_nominative_finds_the_other_cases(site: Site, word: str) -> None:
    found = site.known.finder.find(word)
    assert found.places
    assert counts(site, word)["words"]


def test_readmission_is_found_wherever_the_plan_speaks_of_it(site: Site) -> None:
    expected = {"activities": 6, "objectives": 4, "divisions": 1, "words": 7}  # lines 1723-1821
    for typed in ("რეადმისია", "რეადმისიის", "readmisia", "Readmisiis"):
        assert counts(site, typed) == expected, typed
    assert counts(site, "readmission") == {"activities": 6, "objectives": 4, "divisions": 1}


@pytest.mark.parametrize(
    "typed",
    ["შინაგან საქმეთა", "შინაგანი საქმეები", "shinagan saqmeta", "shinagan sakmeta",
     "Internal Affairs", "internal affair"],
)  # fmt: skip
def test_a_ministry_is_found_as_people_type_it(site: Site, typed: str) -> None:
    assert "ministry-of-internal-affairs" in organisations(site, typed)


@pytest.mark.parametrize("typed", ["trefikingi", "trepikingi", "ტრეფიკინგი", "t'repik'ingis"])
def test_trafficking_in_any_letters(site: Site, typed: str) -> None:
    assert counts(site, typed) == counts(site, "ტრეფიკინგის")
    assert counts(site, typed)["activities"] > 20


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("SDA", "state-services-development-agency"),
        ("PSDA", "state-services-development-agency"),
        ("SSDA", "state-services-development-agency"),  # its initials
        ("სსგს", "state-services-development-agency"),
        ("IOM", "iom"),
        ("State Services", "state-services-development-agency"),
    ],
)
def test_other_names_acronyms_and_initials(site: Site, typed: str, slug: str) -> None:
    assert organisations(site, typed)[0] == slug


def test_a_word_is_found_from_its_beginning_only(site: Site) -> None:
    assert organisations(site, "iom") == ["iom"]
    assert "biometric" not in page(site, q="iom")
    assert counts(site, "iom").keys() == {"organisations", "words", "document"}
    assert not site.known.finder.find("ეტრიული").places


@pytest.mark.parametrize("typed", ["650,000", "650000", "650 000", "650.000"])
def test_an_amount_is_found_with_its_place(site: Site, typed: str) -> None:
    (row,) = records(site, typed, "words")
    assert row["words"].strip() == "650,000 ₾"
    assert (row["document"], row["lines"], row["number"]) == ("migration-2019.txt", "2144", "1.1")
    html = page(site, q=typed)
    assert "<mark>650,000</mark> ₾" in html
    assert "reintegration programme" in html
    link = re.search(
        r'href="(/en/source/migration-2019[^"]+)">migration-2019.txt, line 2144<', html
    )
    assert link
    path, _, place = link[1].removeprefix("/en/").partition("#")
    assert f'id="{place}"' in site.answer("en", path, {}).body.decode()


def test_the_words_of_cells_are_searched(site: Site) -> None:
    said = [row["words"] for row in records(site, "ადმინ. რესურსი", "words")]
    assert sum("ადმინ. რესურსი" in words for words in said) == 98  # lines of the migration plan
    assert said[0] == "ადმინ. რესურსი"


def test_a_risk_is_found_with_its_field(site: Site) -> None:
    rows = records(site, "ტენდერი", "words")
    assert [(row["lines"], row["column"]) for row in rows] == [("638", "რისკი"), ("656", "რისკი")]
    assert " · risk · " in page(site, q="ტენდერი")
    assert " · რისკი · " in page(site, "ka", q="ტენდერი")


def test_words_broken_over_lines_are_found_whole(site: Site) -> None:
    rows = records(site, "განმახორციელებელი საგრანტო კონკურსში", "words")
    assert any("განმახორციელებე ლი" in row["words"] for row in rows)  # line 2132


def test_names_stand_before_titles_and_titles_before_words(site: Site) -> None:
    names = [panel.name for panel in made(site, q="იუსტიცია").panels]
    assert names == ["organisations", "activities", "objectives", "words", "document"]


def test_the_best_come_first(site: Site) -> None:
    entries = site.known.finder.entries
    found = [entries[at] for at in site.known.finder.find("2.1").places]
    numbers = [each.title("ka").partition(" ")[0] for each in found]
    assert numbers.index("2.1.1") > max(at for at, each in enumerate(numbers) if each == "2.1")


def test_the_address_chooses_kind_and_plan(site: Site) -> None:
    every = counts(site, "სტატისტიკა")
    one = made(site, q="სტატისტიკა", kind="words")
    assert [(each.name, len(each.result)) for each in one.panels] == [("words", every["words"])]
    plan = made(site, q="ტრეფიკინგი", plan="thb-2019-2020", kind="activity")
    (panel,) = plan.panels
    assert {row["plan"] for row in panel.result.to_records()} == {"thb-2019-2020"}
    html = page(site, q="სტატისტიკა", kind="words")
    assert f'href="/en/search?q={quote("სტატისტიკა")}"' in html  # all kinds again
    assert site.answer("en", "search", {"q": ["a"], "kind": ["nothing"]}).status == 400
    assert site.answer("en", "search", {"q": ["a"], "plan": ["nothing"]}).status == 400


def test_what_a_filter_hides_is_told(site: Site) -> None:
    html = page(site, q="რეადმისია", plan="thb-2019-2020")
    assert "Found: 0" in html
    assert "search without the filters" in html
    assert "Did you mean" not in html


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("რეადმსია", "რეადმისიის"),
        ("სტატისიტკა", "სტატისტიკა"),
        ("UNCHR", "unhcr"),
        ("trapiking", "ტრეფიკინგის"),
        ("minstry of justcie", "ministry of justice"),
    ],
)
def test_what_was_mistyped_is_near_something(site: Site, typed: str, meant: str) -> None:
    html = page(site, q=typed)
    assert "Found: 0" in html
    assert "not the same" in html
    near = site.known.finder.near(typed)
    assert near[0].words == meant
    assert near[0].count == len(site.known.finder.find(meant).places) > 0
    assert "ხომ არ გულისხმობდით" in page(site, "ka", q=typed)


def test_words_that_never_stand_together_are_offered_apart(site: Site) -> None:
    assert [each.words for each in site.known.finder.near("პასპორტი ტენდერი")] == [
        "პასპორტი",
        "ტენდერი",
    ]


def test_what_is_near_nothing_says_so(site: Site) -> None:
    html = page(site, q="xyzzyqwv")
    assert "Found: 0" in html
    assert "Did you mean" not in html


@pytest.mark.parametrize("lang", ["ka", "en"])
@pytest.mark.parametrize("q", ["იუსტიცია", "ტრეფიკინგი", "სტრატეგია 2019", "IOM"])
def test_the_sparql_answers_with_the_same_rows(site: Site, lang: str, q: str) -> None:
    panels = made(site, lang, q=q).panels
    assert panels
    for panel in panels:
        assert len(panel.result) > 0
        asked = Result.of(site.known.store.query(panel.sparql)).to_records()
        assert asked == panel.result.to_records(), panel.name


def test_data_under_another_base_is_found_too(tmp_path: Path) -> None:
    built = kavshiri.build([MORE], out=tmp_path / "store", base="https://example.org/data/")
    with open_store(built.path) as store:
        known = known_of(store)
        panels = content_of(known, "search", {"q": ["იუსტიცია"]}).panels
        assert {"organisations", "words"} <= {each.name for each in panels}
        for panel in panels:
            assert "w3id.org/kavshiri/id/" not in panel.sparql
            asked = Result.of(store.query(panel.sparql)).to_records()
            assert asked == panel.result.to_records()


def test_every_panel_can_be_taken_away(site: Site) -> None:
    html = page(site, q="იუსტიცია")
    for format in ("csv", "xlsx", "json", "sparql"):
        assert html.count(f"format={format}") == 5
        asked = {"q": ["იუსტიცია"], "panel": ["words"], "format": [format]}
        assert site.answer("ka", "search", asked).status == 200


def test_all_is_shown_where_the_address_asks_for_it(site: Site) -> None:
    html = page(site, q="IOM")
    assert html.count("<q>") == 1 + 20 + 1  # its acronym, cells, the list of abbreviations
    more = re.search(r'<a href="([^"]*all=words[^"]*)"', html)
    assert more
    whole = page(site, q="IOM", all="words")
    assert whole.count("<q>") == 1 + 37 + 1


def test_a_store_that_no_page_reads_whole_has_names_and_titles(
    in_memory: Callable[[pyoxigraph.Store], Queryable], place: Path
) -> None:
    quads = pyoxigraph.Store.read_only(str(next(place.rglob("CURRENT")).parent))
    copy = pyoxigraph.Store()
    copy.bulk_extend(quads)
    known = Known(in_memory(copy), "https://w3id.org/kavshiri/id/", "build", "1")
    site = Site(known, ServedLinks())
    assert not known.is_small
    assert counts(site, "რეადმისია") == {"activities": 6, "objectives": 4, "divisions": 1}
    assert "in a store of this size" in page(site, q="რეადმისია")


def test_very_many_words_are_cut(site: Site) -> None:
    assert page(site, q=" ".join(f"სიტყვა{at}" for at in range(5000)))


def test_tokens_know_where_they_stand() -> None:
    text = "„Sak’art’velo“ 1,250.50, 2.1.10 და IOM-ის"
    for each in tokens(text):
        written = text[each.start : each.end]
        assert each.form == written.replace("’", "").replace(",", "").lower() or "." in written
    assert [each.form for each in tokens("2019 100 200")] == ["2019", "100200"]


def test_initials() -> None:
    assert initials("State Commission on Migration Issues") == "SCMI"
    assert initials("Ministry of Justice") == ""


def test_the_order_does_not_depend_on_where_things_stood() -> None:
    names = ["ერთი სახლი", "ორი სახლის", "სახლები", "სახლისთვის სამი", "სახლმფლობელი"]
    finder = Finder([Entry(name, "plan", {"ka": name}) for name in names])
    assert [finder.entries[at].iri for at in finder.find("სახლი").places] == [
        "ერთი სახლი", "ორი სახლის", "სახლები", "სახლისთვის სამი",
    ]  # fmt: skip
    assert [finder.entries[at].iri for at in finder.find("სახლ").places] == names[:4] + names[4:]

"""The words of the plans beside what the pages say, held against readings made by hand.

Activity 4.1 of section IV ა of the migration plan stands on lines 171 to 198: lead on line 189,
indicator and source on 182 to 188, partners ICMPD and IOM on 190 to 192, deadline on 193, state
budget on 194, donor on 195.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from kavshiri import data
from kavshiri.viz.site.site import Site

READINGS = Path(__file__).parents[2] / "resources" / "readings"
VISAS = "migration-2019/iv/a/4.1"


def body(site: Site, path: str, lang: str = "en", **query: str) -> str:
    """Return a page, which must be there."""
    answer = site.answer(lang, path, {name: [value] for name, value in query.items()})
    assert answer.status == 200, answer.body.decode()
    return answer.body.decode()


def activities(plan: str) -> Iterator[dict[str, Any]]:
    """Yield the activities of a plan as a person read them."""
    for file in sorted(READINGS.glob(f"{plan}*.json")):
        yield from json.loads(file.read_text(encoding="utf-8"))["activities"]


def traces(page: str) -> dict[str, str]:
    """Return the cards of a donor's page by the path of their activity."""
    cards = re.findall(r'<article class="trace">.*?</article>', page, re.DOTALL)
    return {
        found[1]: card
        for card in cards
        if (found := re.search(r'href="/\w\w/activities/([^"]+)"', card))
    }


def said(card: str) -> list[tuple[str, str, str]]:
    """Return the quotations: words, address, and the line below without its column."""
    figures = re.findall(
        r'<blockquote lang="ka">(.*?)</blockquote><figcaption><a href="([^"]+)">[^<]*</a>(.*?)'
        r"</figcaption>",
        card,
        re.DOTALL,
    )
    return [(unescape(w), address, re.sub(r"<[^>]+>", "", told)) for w, address, told in figures]


def funded(*, alone: bool = False) -> set[str]:
    """The activities for which a person read the EU as donor, or as the only donor."""
    found = set()
    for each in activities("migration-2019"):
        donors = {slug for slug, _ in each["donor"]}
        if "eu" in donors and (donors == {"eu"} or not alone):
            found.add(f"migration-2019/{each['path']}")
    return found


def test_a_donor_has_a_card_for_every_activity_that_names_it(site: Site) -> None:
    assert len(funded()) == 57
    assert set(traces(body(site, "donors/eu"))) == funded()
    assert set(traces(body(site, "donors/eu", only="alone"))) == funded(alone=True)


def test_the_donor_of_one_lead_alone(site: Site) -> None:
    foreign = {
        f"migration-2019/{each['path']}"
        for each in activities("migration-2019")
        if any(slug == "eu" for slug, _ in each["donor"])
        and any(slug == "ministry-of-foreign-affairs" for slug, _ in each["lead"])
    }
    assert foreign
    page = body(site, "donors/eu", lead="ministry-of-foreign-affairs")
    assert set(traces(page)) == foreign


def test_a_card_says_every_step_word_for_word(site: Site) -> None:
    quotes = said(traces(body(site, "donors/eu"))[VISAS])
    assert [(words, told) for words, _, told in quotes] == [
        ("საგარეო საქმეთა სამინისტრო", " · column პასუხისმგებელი უწყება (lead) · row 5 · line 189"),
        (
            "გამართული\nტრენინგები\n(მინ. 1 )\nწყარო: ტრენინგის მონაწილეთა სია;\n"
            "დღის წესრიგი/სასწავლო პროგრამა",
            " · column ინდიკატორი (indicator, means of verification) · row 5 · lines 182–188",
        ),
        ("ადმინ. რესურსი", " · column სახელმწიფო ბიუჯეტი (funding) · row 5 · line 194"),
        ("EU", " · column დონორი (donor, funding) · row 5 · line 195"),
        ("12.2019", " · column განხორციელების ვადა (deadline) · row 5 · line 193"),
    ]


def test_a_quotation_opens_its_place_in_the_document(site: Site) -> None:
    for words, address, _ in said(traces(body(site, "donors/eu"))[VISAS]):
        path, _, place = address.removeprefix("/en/").partition("#")
        page = body(site, path)
        cell = re.search(rf'<div id="{place}">.*?<dd lang="ka">(.*?)</dd>', page, re.DOTALL)
        assert cell is not None, address
        lines = re.findall(r'<span class="line" data-line="(\d+)">(.*?)</span>', cell[1])
        assert "\n".join(unescape(line) for _, line in lines) == words


def test_every_line_of_a_cell_has_its_number_in_the_document(site: Site) -> None:
    """Line 193 of the document says 12.2019 and nothing else."""
    page = body(site, "source/migration-2019")
    assert '<span class="line" data-line="193">12.2019</span>' in page
    (file,) = (each for each in data.plan_files() if each.stem == "migration-2019")
    text = file.read_text(encoding="utf-8").splitlines()
    told = re.findall(r'<span class="line" data-line="(\d+)">(.*?)</span>', page)
    assert len(told) > 1000
    for number, words in told:
        assert unescape(words) in re.sub("</?p>", "", text[int(number) - 1])


@pytest.mark.parametrize(
    ("path", "panel", "words"),
    [
        ("deadlines", "due", "12.2019"),
        ("organisations/icmpd", "role-partner", "ICMPD\nIOM"),
        ("money", "details", "ადმინ. რესურსი"),
        ("what-if", "activities", "ICMPD\nIOM"),
    ],
)
def test_lists_have_the_words_of_the_plan_beside_them(
    site: Site, path: str, panel: str, words: str
) -> None:
    query = {"without": "icmpd"} if path == "what-if" else {}
    page = body(site, path, all=panel, **query)
    section = re.search(rf'<section class="panel" id="{panel}".*?</section>', page, re.DOTALL)
    assert section is not None
    row = next(r for r in section[0].split("<tr>") if f'href="/en/activities/{VISAS}"' in r)
    assert words in [quote for quote, _, _ in said(row)]


def test_every_cell_and_every_unused_text_has_one_place(site: Site) -> None:
    from kavshiri.graph.query import select, to_python

    known = select(
        site.known.store,
        "SELECT ?text WHERE { { ?text a kav:SourceCell } UNION { ?text a kav:UnusedText } }",
    ).rows
    wanted = {str(to_python(row[0])).removeprefix(site.known.base) for row in known}
    assert len(wanted) > 3000
    found = []
    for document in site.known.documents.values():
        slug = document.iri.rpartition("/")[2]
        for part in range(1, document.parts + 1):
            page = body(site, f"source/{slug}/{part}" if part > 1 else f"source/{slug}")
            for place in re.findall(r'<(?:div|code) id="([^"]+)"', page):
                kind = "unused" if "-" in place else "cell"
                found.append(f"{kind}/{slug}/{place}")
    assert sorted(found) == sorted(wanted)


def test_a_row_of_the_source_leads_to_what_became_of_it(site: Site) -> None:
    page = body(site, "source/migration-2019")
    block = page[: page.index('id="r5c1"')].rpartition('<section class="block"')[2]
    assert f'href="/en/activities/{VISAS}"' in block
    # Line 7 of the other plan is the row of activity 1.1.1.
    page = body(site, "source/thb-2019-2020")
    block = page[: page.index('id="r2c1"')].rpartition('<section class="block"')[2]
    assert 'href="/en/activities/thb-2019-2020/1/1.1.1"' in block


def test_a_part_of_a_document_that_is_not_there(site: Site) -> None:
    for part in ("0", "99"):
        assert site.answer("en", f"source/thb-2019-2020/{part}", {}).status == 404


def test_an_english_reader_is_told_what_a_column_is(site: Site) -> None:
    """The headings of both plans, in their own words: who is responsible, until when."""
    path = "activities/thb-2019-2020/3/3.2.2"
    english = re.sub("<[^>]*>", "", site.answer("en", path, {}).body.decode())
    assert "column განხორციელების ვადა (deadline) · row 29" in english
    assert "column პასუხისმგებელი უწყება (lead, support) · row 29" in english
    georgian = re.sub("<[^>]*>", "", site.answer("ka", path, {}).body.decode())
    assert "სვეტი განხორციელების ვადა · მწკრივი 29" in georgian

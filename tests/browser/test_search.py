"""The search in a browser: served, as files, and as files without JavaScript."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from kavshiri.graph.store import open_store
from kavshiri.viz.site.app import STATIC
from kavshiri.viz.site.shelf import for_pages, known_of
from kavshiri.viz.site.writer import Writer

from .accessible import assert_accessible
from .watching import Watch

Open = Callable[..., Page]

TELEPHONE = {"width": 360, "height": 780}

QUERIES = (
    "იუსტიცია", "რეადმისია", "პასპორტი", "iustitsia", "shinagan saqmeta", "trefikingi", "IOM",
    "SSDA", "650,000", "650 000", "2.1", "2.1.7", "ადმინ. რესურსი", "Ministry of Justice", "states",
    "და",
    "სტატისტიკა kind:words", "ტრეფიკინგი plan:thb-2019-2020", "რეადმისია plan:thb-2019-2020",
    "სახელმწიფო kind:objective", "რეადმსია", "UNCHR", "trapiking", "პასპორტი ტენდერი", "xyzzyqwv",
    "Sak’art’velo", "საქართველო strategy", "<b>", "განმახორციელებელი საგრანტო კონკურსში",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search pages of the two plans as files, without the pages that they lead to."""
    out = tmp_path_factory.mktemp("search")
    with open_store(store) as opened:
        writer = Writer(known_of(for_pages(opened)), out, ["ka", "en"])
        for lang in ("ka", "en"):
            for path in ("search", "search/index.js"):
                writer._page((lang, path, ()))
    shutil.copytree(STATIC, out / "static")
    return out


@pytest.fixture
def open_file(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens the search page that is a file: ``open_file("ka", "q=iom")``."""
    watch, contexts = Watch("file://"), []

    def open_file(lang: str, query: str, **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1366, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = watch.over(context.new_page())
        page.goto(f"file://{quote(str(folder))}/{lang}/search/index.html?{query}")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert not watch.problems, "\n".join(watch.problems)


TOLD = """() => [...document.querySelectorAll('main > *:not(.filters), #found > *')]
  .filter(each => !each.matches('h1, form + .note, #found, #without-script'))
  .map(each => { const copy = each.cloneNode(true);
    copy.querySelectorAll('.files').forEach(part => part.remove());
    return copy; })
  .flatMap(each => each.matches('section')
    ? [each.id, ...each.querySelectorAll('h2, li, .note')] : [each])
  .map(each => typeof each === 'string' ? each : each.textContent.replace(/\\s+/g, ' ').trim())"""
"""What a page says was found, in order, but for the files of its tables."""

MARKED = "() => [...document.querySelectorAll('mark')].map(each => each.textContent)"


def query_of(asked: str) -> str:
    """Return the query of an address for words that may end in a filter."""
    words, *filters = asked.split(" kind:") if " kind:" in asked else asked.split(" plan:")
    name = "kind" if " kind:" in asked else "plan"
    return f"q={quote(words)}" + "".join(f"&{name}={value}" for value in filters)


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_files_find_what_a_server_finds(open_page: Open, open_file: Open, lang: str) -> None:
    served = open_page(f"/{lang}/search")
    file = open_file(lang, "")
    root = file.url.partition("?")[0]
    found = 0
    for asked in QUERIES:
        served.goto(f"/{lang}/search?{query_of(asked)}")
        file.goto(f"{root}?{query_of(asked)}")
        expected, told = served.evaluate(TOLD), file.evaluate(TOLD)
        assert expected == told, asked
        assert served.evaluate(MARKED) == file.evaluate(MARKED), asked
        found += len(expected)
    assert found > 500


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_links_of_files_lead_where_those_of_a_server_do(
    open_page: Open, open_file: Open, lang: str
) -> None:
    query = query_of("იუსტიცია")
    links = (
        "() => [...document.querySelectorAll('.hits li a')].map(each => each.getAttribute('href'))"
    )
    served: list[str] = open_page(f"/{lang}/search?{query}").evaluate(links)
    told: list[str] = open_file(lang, query).evaluate(links)
    assert len(served) > 40
    as_served = [each.removeprefix("../..").replace("/index.html", "") for each in told]
    assert as_served == [each.partition("?")[0] for each in served]


def test_without_a_script_files_say_so_and_lead_on(open_file: Open) -> None:
    page = open_file("ka", "q=iom", java_script_enabled=False)
    expect(page.get_by_text("ძებნას JavaScript სჭირდება")).to_be_visible()
    expect(page.get_by_text("ნაპოვნია")).to_have_count(0)
    expect(page.locator("#without-script a")).to_have_count(8)
    page = open_file("ka", "q=iom")
    expect(page.get_by_text("ძებნას JavaScript სჭირდება")).to_be_hidden()
    expect(page.locator("[role=status]")).to_have_text("ნაპოვნია: 39")


def test_the_index_of_files_is_no_burden(folder: Path) -> None:
    for lang in ("ka", "en"):
        file = folder / lang / "search" / "index.js"
        assert file.stat().st_size < 1_000_000
        text = file.read_text("utf-8")
        assert len(json.loads(text.removeprefix("window.kavshiriSearch = ")[:-2])["entries"]) > 1000


def test_files_are_searched_again_by_the_form(open_file: Open) -> None:
    page = open_file("ka", query_of("სტატისტიკა"), viewport=TELEPHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]
    page.locator("main select[name=kind]").select_option("words")
    with page.expect_navigation():
        page.locator("main form button").click()
    expect(page.locator("section.hits")).to_have_count(1)
    expect(page.locator("main select[name=kind]")).to_have_value("words")
    with page.expect_navigation():
        page.locator(".choices a").first.click()
    assert page.locator("section.hits").count() > 2


def test_more_is_shown_where_asked_for(open_file: Open) -> None:
    page = open_file("en", "q=IOM")
    expect(page.locator("#words li")).to_have_count(20)
    with page.expect_navigation():
        page.locator("#words > .note a").click()
    expect(page.locator("#words li")).to_have_count(37)


def test_a_served_search_is_a_form_and_links(open_page: Open) -> None:
    page = open_page("/ka/search", java_script_enabled=False, viewport=TELEPHONE)
    page.locator("main input[name=q]").fill("რეადმსია")
    page.locator("main form button").click()
    page.locator(".near a").click()
    expect(page.locator("[role=status]")).to_have_text("ნაპოვნია: 18")
    page.locator("#words .note a[href*='/source/']").first.click()
    expect(page.locator(":target")).to_be_visible()


def test_it_is_accessible(open_page: Open) -> None:
    for query in ("იუსტიცია", "რეადმსია"):
        assert_accessible(open_page(f"/en/search?{query_of(query)}"))

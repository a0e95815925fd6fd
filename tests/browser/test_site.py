"""The pages of the site in a browser: for every eye, on a telephone, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accessible import assert_accessible
from .watching import Watch

Open = Callable[..., Page]

TELEPHONE = {"width": 360, "height": 780}

PAGES = {
    "home": "",
    "plans": "plans",
    "plan": "plans/thb-2019-2020",
    "activity": "activities/thb-2019-2020/2/2.2.1",
    "activities": "activities?plan=thb-2019-2020&role=partner",
    "objectives": "objectives?plan=thb-2019-2020",
    "organisations": "organisations",
    "organisation": "organisations/iom",
    "donors": "donors",
    "donor": "donors/eu",
    "network": "network",
    "pictures": "pictures",
    "matrix": "matrix",
    "between": "between/anti-trafficking-council/crime-prevention-centre",
    "deadlines": "deadlines",
    "money": "money",
    "what-if": "what-if?without=iom",
    "overlaps": "overlaps",
    "findings": "findings?plan=thb-2019-2020",
    "questions": "questions",
    "question": "questions/donor-trace",
    "search": "search?q=iom",
    "source": "source/migration-2019/2",
    "about": "about",
}
"""A page of every kind."""


def test_every_kind_of_page_in_both_languages(open_page: Open) -> None:
    page = open_page("/en/", viewport=TELEPHONE)
    for lang in ("ka", "en"):
        for name, path in PAGES.items():
            page.goto(f"/{lang}/{path}")
            assert page.locator("html").get_attribute("lang") == lang, name
            assert page.locator("h1").count() == 1, name
            assert page.locator("h1").inner_text().strip(), name
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide == TELEPHONE["width"], f"{lang}/{path} is {wide} wide"


@pytest.mark.parametrize("name", PAGES)
def test_it_is_accessible(open_page: Open, name: str) -> None:
    page = open_page(f"/en/{PAGES[name]}")
    assert_accessible(page)


def test_the_menu_can_be_skipped(open_page: Open) -> None:
    page = open_page("/ka/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_other_language_shows_the_same_page(open_page: Open) -> None:
    page = open_page("/en/money?by=chapter")
    page.locator(".language a").click()
    expect(page).to_have_url(re.compile(r"/ka/money\?by=chapter$"))
    expect(page.locator("html")).to_have_attribute("lang", "ka")


def test_an_address_that_is_nowhere(open_page: Open, watch: Watch) -> None:
    watch.expected.append("status of 404")
    page = open_page("/ka/plans/nothing")
    expect(page.locator("h1")).to_have_text("ასეთი გვერდი არ არის")
    assert_accessible(page)


def test_what_if_is_a_form(open_page: Open) -> None:
    page = open_page("/en/what-if", java_script_enabled=False)
    expect(page.locator("section.panel")).to_have_count(0)
    page.get_by_label("International Organization for Migration", exact=False).first.check()
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"/en/what-if\?without=iom"))
    expect(page.get_by_label("International Organization for Migration").first).to_be_checked()
    expect(page.locator("ul.numbers a")).to_have_count(7)
    expect(page.locator("#activities tbody a[href*='/activities/']").first).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Labour inspection"), ("ka", "შრომის ინსპექტირების"), ("en", "shromis inspektirebis")],
)
def test_it_is_found_in_georgian_english_and_latin_letters(
    open_page: Open, lang: str, words: str
) -> None:
    page = open_page(f"/{lang}/about")
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    hit = page.locator("main a[href*='/organisations/labour-inspection']")
    expect(hit.first).to_be_visible()


def test_a_table_is_downloaded(open_page: Open) -> None:
    page = open_page("/en/donors/eu")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").first.click()
    assert started.value.suggested_filename == "donors-eu-donor-trace.csv"


def test_the_query_of_a_table_opens_in_the_editor(open_page: Open) -> None:
    page = open_page("/en/deadlines")
    page.locator("#due").get_by_role("link", name="in the editor").click()
    page.wait_for_selector("html[data-ready=yes]")
    expect(page.locator(".tabPanel.active .scroller tbody tr").first).to_be_visible()
    assert "#load" not in page.url


def test_a_list_is_sifted_and_opened(open_page: Open) -> None:
    page = open_page("/ka/donors/eu", java_script_enabled=False)
    expect(page.locator("article.trace")).to_have_count(57)
    page.locator("select[name=lead]").select_option("ministry-of-foreign-affairs")
    page.locator("form.filters button").click()
    expect(page).to_have_url(re.compile("lead=ministry-of-foreign-affairs"))
    shown = page.locator("article.trace").count()
    assert 0 < shown < 57
    page.locator("article.trace figcaption a").first.click()
    expect(page.locator(":target")).to_be_visible()


def test_what_if_tells_what_is_lost_and_opens_it(open_page: Open) -> None:
    page = open_page("/en/what-if?without=ministry-of-internal-affairs")
    left = page.get_by_role("link", name=re.compile("left without any lead"))
    count = int(left.locator("b").inner_text())
    left.click()
    expect(page.locator("#activities .count").first).to_have_text(str(count))


def test_a_month_opens_its_deadlines(open_page: Open) -> None:
    page = open_page("/en/deadlines")
    page.get_by_role("link", name="2019-09: 6 activities fall due").click()
    expect(page).to_have_url(re.compile(r"from=2019-09-01&until=2019-09-30#due$"))
    expect(page.locator("#due tbody tr")).to_have_count(6)

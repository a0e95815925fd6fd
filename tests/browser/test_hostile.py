"""A plan whose every cell tries to run, through the whole build, as pages in a browser.

The pages have a strict policy that would stop a script, on a server and as files; the tests fail
where it would have been needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Browser, Page
from serving import serving

from kavshiri.viz.site.folder import Written

from .accessible import assert_accessible
from .drawing import expect_drawn
from .watching import Watch

KINDS = (
    "", "plans", "activities", "objectives", "organisations", "donors", "network", "matrix",
    "deadlines", "money", "pictures", "what-if", "overlaps", "findings", "questions", "about",
    "search?q=img", "questions/trace-activity", "questions/plan-tree", "questions/findings",
    "questions/unused-text",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(hostile_place: Path) -> Iterator[str]:
    """The address of the pages of the hostile plan."""
    with serving(hostile_place) as running:
        yield running.root


def assert_harmless(page: Page, where: str) -> None:
    """Nothing of the plan became markup, and nothing of it ran."""
    assert page.evaluate("window.hacked") is None, where
    assert page.locator("img:not(.sheet img), main a[href^='javascript:']").count() == 0, where
    assert page.locator("[onerror], [onload], [onmouseover]").count() == 0, where
    own = page.evaluate(
        "[...document.querySelectorAll('script')].every("
        "s => s.id === 'data' || /\\/(static\\/[\\w.\\/-]+|search\\/index\\.js)$/.test(s.src))"
    )
    assert own, where


def found(page: Page, selector: str) -> list[str]:
    """Return the addresses of links, as the browser resolved them."""
    hrefs: list[str] = page.eval_on_selector_all(selector, "links => links.map(l => l.href)")
    return list(dict.fromkeys(href.partition("#")[0] for href in hrefs))


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_every_kind_of_page(open_page: Callable[..., Page], server: str, lang: str) -> None:
    page = open_page(f"/{lang}/")
    for kind in KINDS:
        page.goto(f"{server}/{lang}/{kind}")
        assert_harmless(page, kind)
    for kind, selector in (
        ("activities", "td.is-activity > a"),
        ("organisations", "td.is-organisation a"),
        ("about", "main table a"),
    ):
        page.goto(f"{server}/{lang}/{kind}")
        addresses = found(page, selector)[:12]
        assert addresses, kind
        for address in addresses:
            page.goto(address)
            assert_harmless(page, address)


def test_they_are_accessible_too(open_page: Callable[..., Page], server: str) -> None:
    page = open_page("/en/")
    for kind in ("", "activities", "network", "deadlines", "what-if"):
        page.goto(f"{server}/en/{kind}")
        assert_accessible(page)


def test_as_files(browser: Browser, hostile_site: Written) -> None:
    watch = Watch("file://")
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = watch.over(context.new_page())
    some = [
        "index.html", "network/index.html", "search/index.html", "matrix/index.html",
        "deadlines/index.html", "findings/index.html", "pictures/index.html",
    ]  # fmt: skip
    folder = hostile_site.path / "en"
    deep = sorted(folder.glob("activities/*/**/index.html"))[:8]
    deep += sorted(folder.glob("organisations/*/index.html"))[:8]
    deep += sorted(folder.glob("source/*/index.html"))
    assert len(deep) > 10
    for file in [*(folder / name for name in some), *deep]:
        page.goto(f"file://{quote(str(file))}")
        assert_harmless(page, str(file))
        styled = page.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor")
        assert styled == "rgb(11, 60, 93)", file
        if file.parent.name == "network":
            expect_drawn(page)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), "
        "{ textContent: 'window.hacked = 1' }))"
    )
    assert page.evaluate("window.hacked") is None  # what came in nevertheless would not run
    assert len(watch.problems) == 1
    assert "inline script violates" in watch.problems.pop()
    context.close()
    assert not watch.problems, "\n".join(watch.problems)


def test_the_search_of_files_finds_what_is_asked(browser: Browser, hostile_site: Written) -> None:
    watch = Watch("file://")
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = watch.over(context.new_page())
    page.goto(f"file://{quote(str(hostile_site.path / 'ka' / 'index.html'))}")
    for words, name in (("შინაგან საქმეთა", "ministry-of-internal-affairs"),
                        ("shinagan sakmeta", "ministry-of-internal-affairs"),
                        ("internal affairs", "ministry-of-internal-affairs")):  # fmt: skip
        page.locator("header input[name=q]").fill(words)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(f"#organisations li a[href*='/organisations/{name}/']").count() == 1
        assert page.locator("mark").count() > 0
    for words in ("<img src=x>", "onerror", "hacked", "<script>"):
        page.locator("main input[name=q]").fill(words)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("#words li").count() > 5  # every cell says it
        assert_harmless(page, words)
    context.close()
    assert not watch.problems, "\n".join(watch.problems)


def test_no_spreadsheet_holds_a_formula(hostile_site: Written) -> None:
    seen = attacked = 0
    for file in sorted(hostile_site.path.rglob("*.xlsx"))[::4]:
        for row in openpyxl.load_workbook(file).active.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (file, cell.value)
                attacked += "HYPERLINK" in str(cell.value)
        seen += 1
    assert seen > 50
    assert attacked

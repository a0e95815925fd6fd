"""The guards of these tests notice what they are there for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from .accessible import assert_accessible
from .watching import Watch

ELSEWHERE = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (f"<img alt='' src='{ELSEWHERE}/x.png'>", f"asked another server: {ELSEWHERE}/x.png"),
        ("<script>console.error('broken')</script>", "console: error: broken"),
        ("<script>console.warn('odd')</script>", "console: warning: odd"),
        ("<script>throw new Error('failed')</script>", "error on the page: failed"),
    ],
)
def test_a_watch_notices(browser: Browser, html: str, told: str) -> None:
    watch = Watch("http://127.0.0.1:1")
    page = watch.over(browser.new_page())
    page.set_content(html)
    page.wait_for_load_state("networkidle")
    page.close()
    assert told in watch.problems


def test_a_watch_passes_over_what_is_expected(browser: Browser) -> None:
    watch = Watch("http://127.0.0.1:1", expected=["^bro.en$"])
    page = watch.over(browser.new_page())
    page.set_content("<script>console.error('broken'); console.log('fine')</script>")
    page.close()
    assert watch.problems == []


def test_axe_names_the_element_that_excludes_people(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<html lang='en'><title>A</title><main><h1>A</h1><p>b</p><a href='#x'>c</a>"
        "<ul><li>d</li></ul><input id='nameless'></main></html>"
    )
    with pytest.raises(AssertionError, match=r"critical: label: (.|\n)*id=.nameless"):
        assert_accessible(page)
    page.close()

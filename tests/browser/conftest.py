"""A real browser before the real server: Debian's Chromium, driven by Playwright.

A test fails on any request to another server, on errors and warnings of the console and on errors
of scripts. Where a part is missing the tests are skipped with its name; under
``KAVSHIRI_REQUIRE_ALL=1`` they fail instead.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kavshiri.viz.editor.page import has_scripts

from .accessible import AXE
from .watching import Watch

sys.path.insert(0, str(Path(__file__).parents[1]))  # for tests/serving.py

from serving import serving

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_WAIT = 20_000  # ms until an expected element is given up: the machine may be busy


def missing(what: str) -> None:
    """Skip for want of a part; fail where every part is required."""
    if os.environ.get("KAVSHIRI_REQUIRE_ALL") == "1":
        pytest.fail(f"KAVSHIRI_REQUIRE_ALL=1, but there is no {what}")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser, where all that these tests need is there."""
    found = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if found is None:
        missing("Chromium (Debian: apt-get install chromium)")
    if not (has_scripts() and AXE.exists()):
        missing("JavaScript from npm (python viz/vendor/fetch.py)")
    return str(found)


@pytest.fixture(scope="session")
def store(plans_store: Path) -> Path:
    """The folder of the store of the two plans; tests only read it."""
    return plans_store


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[str]:
    """The address of ``kavshiri serve`` over the two plans: ``http://127.0.0.1:…``."""
    with serving(store) as running:
        yield running.root


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the tests of a module; Playwright's loop must end before others begin."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture
def watch(server: str) -> Iterator[Watch]:
    """What the pages of a test do wrong; the test fails at its end if there is anything."""
    watch = Watch(server)
    yield watch
    assert not watch.problems, "\n".join(watch.problems)


@pytest.fixture
def open_page(browser: Browser, server: str, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens an address of the server in a browser without memory: ``open_page("/sparql")``.

    Named arguments are options of Playwright's ``new_context``, as ``java_script_enabled=False``.
    """
    contexts = []

    def open_page(path: str, **options: Any) -> Page:
        given = {"viewport": {"width": 1366, "height": 900}, "locale": "en-GB", **options}
        context = browser.new_context(base_url=server, **given)
        context.set_default_timeout(_WAIT)
        contexts.append(context)
        page = watch.over(context.new_page())
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()

"""The drawing of the network page: where its script keeps it, and when it is there.

``page.wait_for_function`` must not be used for that: where its first look is too early, it looks
again by ``eval`` inside the page, which the pages' Content-Security-Policy forbids.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

__all__ = ["CY", "expect_drawn"]

CY = "window.kavshiriNetwork"


def expect_drawn(page: Page) -> None:
    """Wait until the page answers clicks: the last thing that its script shows are the files."""
    expect(page.locator("#files")).to_be_visible()
    assert page.evaluate(f"{CY}.nodes().length") > 0

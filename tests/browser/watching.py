"""Watching a page: whatever it asks of others, says on the console or fails at is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

__all__ = ["Watch"]

_LOCAL = ("about", "blob", "data")


@dataclass
class Watch:
    """What went wrong on the pages of a test; empty where all is well.

    ``expected`` are patterns of console messages that a test brings about on purpose: a browser
    reports there every answer whose status is an error.
    """

    server: str
    expected: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Watch a page and return it."""
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.problems.append(f"error on the page: {error}"))
        page.on("request", self._asked)
        return page

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(re.search(p, text) for p in self.expected):
            self.problems.append(f"console: {kind}: {text}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _LOCAL and f"{address.scheme}://{address.netloc}" != self.server:
            self.problems.append(f"asked another server: {request.url}")

"""Pages as they are before they are rendered, for the tests of their panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kavshiri.viz.site.content import Content
from kavshiri.viz.site.known import Known
from kavshiri.viz.site.links import ServedLinks
from kavshiri.viz.site.pages import PAGES
from kavshiri.viz.site.view import View

__all__ = ["Query", "content_of"]

Query = Mapping[str, Sequence[str]]
"""What stands in an address."""


def content_of(known: Known, path: str, query: Query, lang: str = "en") -> Content:
    """Return what the page of an address consists of."""
    view = View(known, lang, ServedLinks(), path, query)
    for page in PAGES:
        match = page.pattern.fullmatch(path)
        if match:
            return page.make(view, **match.groupdict())
    raise AssertionError(path)

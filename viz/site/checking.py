"""Looking at every link of a folder of pages: does what it leads to stand there?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from html import unescape
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["broken_links"]

_TARGETS = re.compile(r"""\b(?:href|src|action)="([^"]*)\"""")
_PLACES = re.compile(r"""\bid="([^"]*)\"""")


def broken_links(folder: Path) -> Iterator[str]:
    """Yield a sentence for every link of the pages in a folder that leads nowhere, in their order.

    A link leads to a file of the folder, and behind ``#`` to a place that its page has. Links to
    other servers are not followed: pages of this site have none but as the text of a plan.
    """

    @lru_cache(maxsize=4096)
    def places(page: Path) -> frozenset[str]:
        return frozenset(unescape(each) for each in _PLACES.findall(page.read_text("utf-8")))

    @cache
    def is_there(target: Path) -> bool:
        return target.is_file()

    for page in sorted(folder.rglob("*.html")):
        for link in dict.fromkeys(_TARGETS.findall(page.read_text("utf-8"))):
            parts = urlsplit(unescape(link))
            if parts.scheme or parts.netloc:
                continue
            place = unquote(parts.path)
            target = Path(normpath(page.parent / place)) if place else page
            shown = page.relative_to(folder).as_posix()
            if not is_there(target):
                yield f"{shown}: nothing stands at {unescape(link)}"
            elif parts.fragment and unquote(parts.fragment) not in places(target):
                yield f"{shown}: there is no place #{parts.fragment} at {unescape(link)}"

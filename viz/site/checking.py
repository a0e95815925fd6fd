"""Looking at every link of a folder of pages: does what it leads to stand there?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

__all__ = ["broken_links"]

_TARGETS = [re.compile(rf"""{name}="([^"]*)\"""") for name in ("href", "src", "action")]
"""One for each: an expression that begins with the same letters is found several times as fast."""
_PLACES = re.compile(r"""\bid="([^"]*)\"""")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def broken_links(folder: Path) -> Iterator[str]:
    """Yield a sentence for every link of the pages in a folder that leads nowhere, in their order.

    A link leads to a file of the folder, and behind ``#`` to a place that its page has. Links to
    other servers are not followed: pages of this site have none but as the text of a plan.
    """
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}

    @lru_cache(maxsize=4096)
    def places(page: str) -> frozenset[str]:
        text = (folder / page).read_text("utf-8")
        return frozenset(unescape(each) for each in _PLACES.findall(text))

    for page in sorted(file for file in files if file.endswith(".html")):
        here = dirname(page)
        text = (folder / page).read_text("utf-8")
        for written in {link: None for each in _TARGETS for link in each.findall(text)}:
            link = unescape(written)
            if _ELSEWHERE.match(link):
                continue
            path, _, place = link.partition("#")
            path = path.partition("?")[0]
            target = normpath(join(here, unquote(path))) if path else page
            if target not in files:
                yield f"{page}: nothing stands at {link}"
            elif place and unquote(place) not in places(target):
                yield f"{page}: there is no place #{place} at {link}"

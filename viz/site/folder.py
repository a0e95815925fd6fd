"""The site as a folder of files that work from any web server, or from a stick without one.

Pages are written by following links from the two home pages, so that what is written is what can be
reached. The folder takes the place of an earlier one when it is whole.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from kavshiri.ontology.errors import QueryError, StoreError

from .checking import broken_links
from .content import File, MissingPageError
from .index import search_index
from .links import Query
from .site import SUFFIXES, Site
from .view import Known
from .words import LANGUAGES

__all__ = ["Written", "write_site"]

_MARK = "kavshiri-site.json"
_STATIC = Path(__file__).parent.with_name("static")
_PICTURE = re.compile(r"\.(?:svg|png|pdf)$")
_UNSAFE = re.compile(r"[^\w.~-]+")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: pages, files of panels, bytes; sentences on links that lead nowhere."""

    path: Path
    pages: int
    files: int
    size: int
    broken: tuple[str, ...]


Address = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]
"""Language, path and query of a page."""


def write_site(
    known: Known, out: Path, *, progress: Callable[[str], None] = lambda line: None
) -> Written:
    """Write the site to a folder, in place of one that was written there before.

    StoreError where the folder holds anything else: nothing of it is touched.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not (out / _MARK).is_file():
        raise StoreError(
            f"{out} holds something that is not a site of Kavshiri and is left as it is; "
            "name an empty or a new folder"
        )
    draft = out.with_name(f".{out.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        written = _Writer(known, draft, progress).write(out)
        _take_over(draft, out)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return written


def _take_over(draft: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    draft.rename(out)
    shutil.rmtree(old, ignore_errors=True)


Files = list[tuple[str, str, str]]
"""Files of panels that a page links to: the name of the panel, the format, where it is written."""


@dataclass(slots=True)
class _Writer:
    """Follows the links and writes what they lead to."""

    known: Known
    folder: Path
    progress: Callable[[str], None]
    waiting: deque[Address] = field(default_factory=deque)
    seen: set[Address] = field(default_factory=set)
    pages: int = 0
    files: int = 0
    size: int = 0

    def write(self, out: Path) -> Written:
        """Write everything that can be reached and what it needs."""
        self.folder.mkdir(parents=True)
        for file in _static_files():
            self._put(_static(file.relative_to(_STATIC).as_posix()), file.read_bytes())
        self._put(_static("search-index.js"), search_index(self.known.index))
        for lang in LANGUAGES:
            self.want((lang, "", ()))
        while self.waiting:
            self._page(self.waiting.popleft())
        self._put("index.html", _ENTRANCE.encode())
        mark = {"build": self.known.build, "version": self.known.version}
        self._put(_MARK, (json.dumps(mark, sort_keys=True) + "\n").encode())
        self.progress(f"{self.pages:,} pages; looking at their links")
        return Written(out, self.pages, self.files, self.size, tuple(broken_links(self.folder)))

    def want(self, address: Address) -> None:
        """Take note of an address that something links to."""
        if address not in self.seen:
            self.seen.add(address)
            self.waiting.append(address)

    def _page(self, address: Address) -> None:
        lang, path, query = address
        links = _FileLinks(self, address)
        site = Site(self.known, links, is_file=True)
        try:
            made = site.made(lang, path, dict(query))
        except (MissingPageError, QueryError):
            return  # whoever links to it is told when the links are looked at
        if isinstance(made, File):
            self._put(_file_of(address), made.body)
            self.files += 1
            return
        self._put(_file_of(address), made.page().body)
        for panel, format, name in links.files:
            self._put(name, made.file(panel, format).body)
        self.pages += 1
        self.files += len(links.files)
        if self.pages % 100 == 0:
            self.progress(f"{self.pages:,} pages, at least {len(self.waiting):,} more")

    def _put(self, name: str, body: bytes) -> None:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        self.size += len(body)


def _static(name: str) -> str:
    return f"static/{name}"


def _static_files() -> Iterator[Path]:
    for file in sorted(_STATIC.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            yield file


@dataclass(frozen=True, slots=True)
class _FileLinks:
    """Addresses from one file to others: relative, so that the folder can stand anywhere.

    ``files`` collects what the page links to of its own panels.
    """

    writer: _Writer
    here: Address
    files: Files = field(default_factory=list)

    def page(self, lang: str, path: str, query: Query) -> str:
        kept = tuple(
            (name, tuple(value for value in values if value))
            for name, values in sorted(query.items())
            if any(values)
        )
        address = (lang, path, kept)
        if kept and kept != self.here[2] and self._take(address):
            return self._relative(_file_of(address))
        self.writer.want(address)
        return self._relative(_file_of(address))

    def file(self, name: str) -> str:
        return self._relative(_static(name))

    def _take(self, address: Address) -> bool:
        """Return whether an address is a file of this page, and take note of it."""
        lang, path, kept = address
        given = {name: values[-1] for name, values in kept}
        rest = tuple(pair for pair in kept if pair[0] not in ("format", "panel"))
        is_own = "format" in given and (lang, path, rest) == self.here
        if is_own:
            self.files.append((given.get("panel", ""), given["format"], _file_of(address)))
        return is_own

    def _relative(self, target: str) -> str:
        return "../" * _file_of(self.here).count("/") + quote(target)


@lru_cache(maxsize=65536)
def _file_of(address: Address) -> str:
    """Return the file of a page, or of one of its panels.

    >>> _file_of(("en", "plans/thb", (("format", ("csv",)), ("panel", ("tree",)))))
    'en/plans/thb/tree.csv'
    """
    lang, path, pairs = address
    query = dict(pairs)
    if picture := _PICTURE.search(path):
        chosen = "".join(f"--{key}-{'-'.join(values)}" for key, values in pairs)
        return f"{lang}/{path[: picture.start()]}{_UNSAFE.sub('-', chosen)}{picture[0]}"
    folder = [lang, *(part for part in path.split("/") if part not in ("", ".", ".."))]
    format = "".join(query.pop("format", ()))
    name = "".join(query.pop("panel", ())) or "panel"
    chosen = "".join(f"--{key}-{'-'.join(values)}" for key, values in sorted(query.items()))
    suffix = SUFFIXES.get(format, format)
    plain = f"{name if format else 'index'}{chosen}.{suffix or 'html'}"
    return "/".join((*folder, _UNSAFE.sub("-", plain)))


_ENTRANCE = """<!doctype html>
<html lang="ka">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=ka/index.html">
<title>კავშირი · Kavshiri</title>
<p><a href="ka/index.html">ქართული</a> · <a lang="en" href="en/index.html">English</a></p>
</html>
"""

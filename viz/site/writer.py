"""Writes pages as files: follows the links of one page to the next, so that all can be reached."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from kavshiri.ontology.errors import QueryError

from .content import File, MissingPageError
from .known import Known
from .links import Query
from .site import SUFFIXES, Site

__all__ = ["STATIC", "Address", "Count", "Writer"]

_FILE = re.compile(r"\.(?:svg|png|pdf|js)$")
_UNSAFE = re.compile(r"[^\w.~-]+")

STATIC = "static"
"""The folder of what all pages use."""

Address = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]
"""Language, path and query of a page."""


Files = list[tuple[str, str, str]]
"""Files of panels that a page links to: the name of the panel, the format, where it is written."""


@dataclass(slots=True)
class Count:
    """How much was written: pages, files of panels and pictures, bytes."""

    pages: int = 0
    files: int = 0
    size: int = 0

    def add(self, other: Count) -> None:
        """Take in what was written elsewhere."""
        self.pages += other.pages
        self.files += other.files
        self.size += other.size


@dataclass(slots=True)
class Writer:
    """Follows the links and writes what they lead to, in its own languages.

    ``elsewhere`` collects the addresses in other languages that a page links to.
    """

    known: Known
    folder: Path
    languages: Collection[str]
    count: Count = field(default_factory=Count)
    elsewhere: set[Address] = field(default_factory=set)
    _waiting: deque[Address] = field(default_factory=deque)
    _seen: set[Address] = field(default_factory=set)

    def want(self, address: Address) -> None:
        """Take note of an address that something links to."""
        if address[0] not in self.languages:
            self.elsewhere.add(address)
        elif address not in self._seen:
            self._seen.add(address)
            self._waiting.append(address)

    def write(self) -> Iterator[int]:
        """Write the home pages and all that can be reached; yield after each how many wait.

        What stands in the folder already is passed over.
        """
        for lang in self.languages:
            self.want((lang, "", ()))
        while self._waiting:
            self._page(self._waiting.popleft())
            yield len(self._waiting)

    def put(self, name: str, body: bytes) -> None:
        """Write a file of the folder."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        self.count.size += len(body)

    def _page(self, address: Address) -> None:
        if (self.folder / _file_of(address)).exists():
            return
        lang, path, query = address
        links = _FileLinks(self, address)
        site = Site(self.known, links, is_file=True)
        try:
            made = site.made(lang, path, dict(query))
        except (MissingPageError, QueryError):
            return  # whoever links to it is told when the links are looked at
        if isinstance(made, File):
            self.put(_file_of(address), made.body)
            self.count.files += 1
            return
        self.put(_file_of(address), made.page().body)
        for panel, format, name in links.files:
            self.put(name, made.file(panel, format).body)
        self.count.pages += 1
        self.count.files += len(links.files)


@dataclass(frozen=True, slots=True)
class _FileLinks:
    """Addresses from one file to others: relative, so that the folder can stand anywhere.

    ``files`` collects what the page links to of its own panels.
    """

    writer: Writer
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
        return self._relative(f"{STATIC}/{name}")

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
    """Return the file of a page, of one of its panels, or of a picture or script.

    >>> _file_of(("en", "plans/thb", (("format", ("csv",)), ("panel", ("tree",)))))
    'en/plans/thb/tree.csv'
    """
    lang, path, pairs = address
    query = dict(pairs)
    if file := _FILE.search(path):
        chosen = "".join(f"--{key}-{'-'.join(values)}" for key, values in pairs)
        return f"{lang}/{path[: file.start()]}{_UNSAFE.sub('-', chosen)}{file[0]}"
    folder = [lang, *(part for part in path.split("/") if part not in ("", ".", ".."))]
    format = "".join(query.pop("format", ()))
    name = "".join(query.pop("panel", ())) or "panel"
    chosen = "".join(f"--{key}-{'-'.join(values)}" for key, values in sorted(query.items()))
    suffix = SUFFIXES.get(format, format)
    plain = f"{name if format else 'index'}{chosen}.{suffix or 'html'}"
    return "/".join((*folder, _UNSAFE.sub("-", plain)))

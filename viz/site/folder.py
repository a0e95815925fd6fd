"""The site as a folder of files that work from any web server, or from a stick without one.

Pages are written by following links from the two home pages, so that what is written is what can be
reached; the second language by a second process where the machine has room for one. The folder
takes the place of an earlier one when it is whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kavshiri.graph.store import OpenStore
from kavshiri.ontology.errors import StoreError

from .checking import broken_links
from .known import Known
from .second import Second
from .words import LANGUAGES
from .writer import STATIC, Count, Writer

__all__ = ["Written", "write_site"]

_MARK = "kavshiri-site.json"
_STATIC = Path(__file__).parent.with_name("static")
_TOLD = 100  # pages between two lines of progress


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: pages, files of panels, bytes; sentences on links that lead nowhere."""

    path: Path
    pages: int
    files: int
    size: int
    broken: tuple[str, ...]


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
        written = _write(known, draft, out, progress)
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


def _write(known: Known, draft: Path, out: Path, progress: Callable[[str], None]) -> Written:
    """Write everything that can be reached and what it needs."""
    draft.mkdir(parents=True)
    count = Count()
    with ExitStack() as stack:
        languages = list(LANGUAGES)
        second = None
        if isinstance(known.store, OpenStore) and (os.cpu_count() or 1) > 1:
            second = stack.enter_context(Second(known.store, draft, languages.pop()))
        writer = Writer(known, draft, languages, count)
        for file in _static_files():
            writer.put(f"{STATIC}/{file.relative_to(_STATIC).as_posix()}", file.read_bytes())
        for waiting in writer.write():
            if count.pages % _TOLD == 0:
                pages, more = (second.pages, second.waiting) if second else (0, 0)
                progress(f"{count.pages + pages:,} pages, at least {waiting + more:,} more")
        if second:
            count.add(second.finished(progress))
            late = Writer(known, draft, LANGUAGES, count)  # pages that only the other language has
            for address in (*sorted(writer.elsewhere), *second.elsewhere):
                late.want(address)
            for _ in late.write():
                pass
    writer.put("index.html", _ENTRANCE.encode())
    mark = {"build": known.build, "version": known.version}
    writer.put(_MARK, (json.dumps(mark, sort_keys=True) + "\n").encode())
    progress(f"{count.pages:,} pages; looking at their links")
    return Written(out, count.pages, count.files, count.size, tuple(broken_links(draft)))


def _static_files() -> Iterator[Path]:
    for file in sorted(_STATIC.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            yield file


_ENTRANCE = """<!doctype html>
<html lang="ka">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=ka/index.html">
<title>კავშირი · Kavshiri</title>
<p><a href="ka/index.html">ქართული</a> · <a lang="en" href="en/index.html">English</a></p>
</html>
"""

"""A second process that writes the pages of one language while the first writes the others.

Started as ``python -m kavshiri.viz.site.second STORE QUADS FOLDER LANGUAGE``. After each page it
tells on standard output how far it is, and at its end what its pages link to in other languages.
It ends with an error where the store is no longer the one that the first process reads, and when
the first process is gone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import Self

from kavshiri.graph.store import OpenStore, open_store
from kavshiri.ontology.errors import StoreError

from .shelf import for_pages, known_of
from .writer import Address, Count, Writer

__all__ = ["Second", "main"]


class Second:
    """The second process as the first sees it. Use it as a context manager: it ends with that."""

    def __init__(self, store: OpenStore, folder: Path, language: str) -> None:
        command = [sys.executable, "-P", "-m", __name__]
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # it lives as long as the process
        self._process = subprocess.Popen(
            [*command, str(store.path.resolve()), store.info().quads, str(folder), language],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        self._language = language
        self._count = Count()
        self.waiting = 0
        self.elsewhere: list[Address] = []
        self._reader = Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def pages(self) -> int:
        """How many pages it has written by now."""
        return self._count.pages

    def finished(self, progress: Callable[[str], None]) -> Count:
        """Wait until it has written all pages; StoreError with its last words where it has not."""
        while self._reader.is_alive():
            self._reader.join(timeout=2)
            progress(f"{self.pages:,} pages of one language, at least {self.waiting:,} more")
        if self._process.wait() != 0:
            self._said.seek(0)
            words = self._said.read().decode(errors="replace").strip().splitlines()
            raise StoreError(
                f"the pages in the language {self._language!r} were not written: "
                f"{words[-1] if words else f'the process ended with {self._process.returncode}'}"
            )
        return self._count

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = json.loads(line)
            if "elsewhere" in told:
                self.elsewhere = [_address(*each) for each in told["elsewhere"]]
                return
            self.waiting = told.pop("waiting")
            self._count = Count(**told)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        assert self._process.stdout is not None
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdout.close()
        self._said.close()


def _address(lang: str, path: str, query: list[tuple[str, list[str]]]) -> Address:
    return lang, path, tuple((name, tuple(values)) for name, values in query)


def main(arguments: list[str]) -> None:
    """Write the pages of one language."""
    path, quads, folder, language = arguments
    with open_store(Path(path)) as store:
        if store.info().quads != quads:
            raise SystemExit("a new build has taken over; write the site again")
        writer = Writer(known_of(for_pages(store)), Path(folder), [language])
        for waiting in writer.write():
            told = {"waiting": waiting, **asdict(writer.count)}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()  # also how it learns that the first process is gone
        sys.stdout.write(json.dumps({"elsewhere": sorted(writer.elsewhere)}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

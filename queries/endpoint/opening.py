"""Opening what is served: the one place that knows what a store is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kavshiri.graph.folder import Folder, Passport
from kavshiri.graph.store import OpenStore, copied, open_store
from kavshiri.ontology.errors import StoreError

__all__ = ["Opened", "Place", "open_place"]


@dataclass(slots=True)
class Opened:
    """A store that can be asked, with its passport."""

    store: Store
    passport: Passport
    held: OpenStore | None = None

    def close(self) -> None:
        """Let go of it."""
        if self.held:
            self.held.close()


def open_place(path: Path, *, in_memory: bool = False) -> Opened:
    """Open the store in a folder, or read it into memory. StoreError where there is none."""
    held = open_store(path)
    if not in_memory:
        return Opened(held.store, held.info(), held)
    with held:
        return Opened(copied(held.store), held.info())


class Place:
    """A folder with a store, whose build may change at any time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._passport: Passport | None = None

    def passport(self) -> Passport:
        """Return the passport of the current build. StoreError where there is none."""
        seen = self._signature()
        if self._passport is None or seen != self._seen:
            passport = Folder(self.path).passport()
            if passport is None:
                raise StoreError(f"there is no store in {self.path}; build one: kavshiri build")
            self._seen, self._passport = seen, passport
        return self._passport

    def _signature(self) -> tuple[int, int, int] | None:
        """Return what changes with the passport's file; reading it at every request is dear."""
        with suppress(OSError):
            state = (self.path / "kavshiri.json").stat()
            return state.st_mtime_ns, state.st_ino, state.st_size
        return None

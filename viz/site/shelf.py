"""The site over a store in a folder, which a new build may replace while the site is served."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from kavshiri.graph.folder import Folder
from kavshiri.graph.remote import RemoteStore
from kavshiri.graph.store import OpenStore, open_store

from .known import Known
from .links import ServedLinks
from .site import Site

__all__ = ["MOST_IN_MEMORY", "Shelf", "for_pages", "is_small", "known_of"]

MOST_IN_MEMORY = 1_000_000
"""Statements that are copied into memory; more stay on the disk, where answers take longer."""


def known_of(store: OpenStore | RemoteStore) -> Known:
    """Return an open store as the pages know it."""
    info = store.info()
    return Known(store, store.iris.base, info.build_hash, info.program_version)


def for_pages(store: OpenStore) -> OpenStore:
    """Return a store as pages need it: a copy in memory, or itself where it is large."""
    return store.in_memory() if is_small(store) else store


def is_small(store: OpenStore) -> bool:
    """Return whether all of a store may be kept in memory."""
    return sum(store.info().counts.values()) <= MOST_IN_MEMORY


@dataclass(slots=True)
class Shelf:
    """Hands out the site over the store as it is now. May be called from any thread."""

    path: Path
    _site: Site | None = None
    _quads: str = ""
    _open: list[OpenStore] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def site(self) -> Site:
        """Return the site; the store is opened again where a build has taken over.

        The store before the last is closed then: a page that began before may still be reading the
        last one. Raises StoreError where there is no store.
        """
        passport = Folder(self.path).passport()
        with self._lock:
            if self._site is None or passport is None or passport.quads != self._quads:
                store = _opened(self.path)
                self._open.append(store)
                while len(self._open) > 2:
                    self._open.pop(0).close()
                    gc.unfreeze()  # so that what was known of it can be let go of
                self._site = Site(known_of(store), ServedLinks())
                self._quads = store.info().quads
            return self._site


def _opened(path: Path) -> OpenStore:
    store = open_store(path)
    ready = for_pages(store)
    if ready is not store:
        store.close()
    return ready

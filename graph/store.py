"""An open store: read-only, for questions, checks and exports."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pyoxigraph import Store

from kavshiri.graph.folder import Folder, Passport, held
from kavshiri.graph.iris import Iris
from kavshiri.graph.query import Result, run_query
from kavshiri.ontology.errors import StoreError

__all__ = ["OpenStore", "copied", "open_store"]


class OpenStore:
    """A store that is open for reading; a build that replaces it meanwhile does not disturb it.

    Use it as a context manager, in the thread that opened it: the engine ends the process where
    answers are read by another thread than the one that asked. ``kept`` is what was read of it once
    (see :func:`kavshiri.graph.query.kept`).
    """

    def __init__(self, path: Path, passport: Passport, store: Store, lock: ExitStack) -> None:
        self.path = path
        self._passport = passport
        self._store: Store | None = store
        self._lock = lock
        self.kept: dict[Hashable, Any] = {}

    @property
    def store(self) -> Store:
        """The engine's store. Raises StoreError after :meth:`close`."""
        if self._store is None:
            raise StoreError(f"the store {self.path} has been closed; open it again")
        return self._store

    @property
    def iris(self) -> Iris:
        """The names of the things in this store."""
        return Iris(self._passport.base)

    def query(self, text: str) -> Result:
        """Return the answer to a SPARQL query; see :func:`kavshiri.graph.query.run_query`."""
        return run_query(self.store, text)

    def in_memory(self) -> OpenStore:
        """Return a copy in memory, which this store need not stay open for.

        Copying takes a second for 70,000 statements; then answers come two to three times as fast.
        """
        return OpenStore(self.path, self._passport, copied(self.store), ExitStack())

    def info(self) -> Passport:
        """Return what the store was made from, and how many quads each graph holds."""
        return self._passport

    def close(self) -> None:
        """Let go of the store. Closing twice does nothing."""
        self._store = None
        self.kept.clear()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(path: Path) -> OpenStore:
    """Open the store in a folder for reading.

    Raises StoreError where there is none, or none that this program can read.
    """
    folder = Folder(path)
    for _attempt in range(10):  # a build may take over between reading the passport and opening
        passport = folder.passport()
        if passport is None:
            break
        lock = ExitStack()
        if lock.enter_context(held(path / passport.quads, shared=True)):
            try:
                return OpenStore(path, passport, _read_only(path / passport.quads), lock)
            except BaseException:
                lock.close()
                raise
        lock.close()
    else:
        raise StoreError(f"the quads of the store {path} are missing; build the store again")
    if folder.path.is_dir() and folder.is_ours():
        raise StoreError(f"no build has been finished in {path}; run: kavshiri build --out {path}")
    raise StoreError(f"there is no store in {path}; build one: kavshiri build --out {path}")


def _read_only(quads: Path) -> Store:
    try:
        return Store.read_only(str(quads))
    except OSError as error:
        raise StoreError(f"the quads in {quads} cannot be read ({error}); build again") from None


def copied(store: Store) -> Store:
    """Return a copy of a store in memory, with its empty graphs."""
    copy = Store()
    copy.bulk_extend(store)
    for graph in store.named_graphs():
        copy.add_graph(graph)
    return copy

"""One door to any store: a folder, or the address of a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kavshiri.graph.store import OpenStore, open_store

if TYPE_CHECKING:
    from kavshiri.graph.remote import RemoteStore

__all__ = ["is_address", "open_any"]


def is_address(place: str | Path) -> bool:
    """Return whether a place is the address of a server and not a folder.

    >>> is_address("http://127.0.0.1:7878/query"), is_address("kavshiri-store")
    (True, False)
    """
    return isinstance(place, str) and "://" in place


def open_any(place: str | Path) -> OpenStore | RemoteStore:
    """Open the store in a folder or at the address of a SPARQL endpoint.

    StoreError where there is no store in the folder, or the address is none. Whether a server
    answers is seen at the first question.
    """
    if isinstance(place, str) and is_address(place):
        from kavshiri.graph.remote import RemoteStore  # a folder needs nothing of the web

        return RemoteStore(place)
    return open_store(Path(place))

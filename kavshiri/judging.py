"""What people decided about look-alike activities: kept in a file beside the quads of a store.

A build reads the file, writes what it says into the graph ``verdicts``, and leaves it in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kavshiri.graph import OpenStore, RemoteStore
from kavshiri.graph.folder import held
from kavshiri.loaders.verdicts import (
    BadVerdictError,
    Verdict,
    merged_verdicts,
    read_verdicts,
    verdict_of,
    verdicts_text,
)
from kavshiri.ontology.errors import StoreError
from kavshiri.queries.errors import ParameterError
from kavshiri.queries.files import write_whole
from kavshiri.queries.names import find_activity
from kavshiri.queries.overlap_words import LOCAL
from kavshiri.queries.question import Text

__all__ = ["VERDICTS_FILE", "judge", "keep_verdicts", "kept_verdicts"]

VERDICTS_FILE = "verdicts.csv"


def kept_verdicts(folder: Path) -> tuple[Verdict, ...]:
    """Return the verdicts kept in a store's folder; none where there is no such file.

    Raises ReadingError for a file that a person has spoilt, naming line and column.
    """
    path = folder / VERDICTS_FILE
    return read_verdicts(path) if path.exists() else ()


def keep_verdicts(folder: Path, verdicts: Iterable[Verdict], *, replace: bool = False) -> Path:
    """Add verdicts to those kept in a store's folder and return the file, written whole.

    An earlier verdict of the same author on the same pair is replaced: always with ``replace``,
    else unless it is of a later date. Raises StoreError while somebody else is writing the file,
    ReadingError for a file that a person has spoilt, OSError where it cannot be written.
    """
    given = tuple(verdicts)
    with held(folder, shared=False) as is_free:
        if not is_free:
            error = StoreError(f"verdicts are being written in {folder} just now; try again")
            error.message_ka = f"{folder}: გადაწყვეტილებები ახლა იწერება; სცადეთ ხელახლა"
            raise error
        kept = kept_verdicts(folder)
        if replace:
            keys = {each.key for each in given}
            kept = tuple(each for each in kept if each.key not in keys)
        merged = merged_verdicts(kept, given)
        return write_whole(folder / VERDICTS_FILE, verdicts_text(merged).encode())


def judge(
    store: OpenStore | RemoteStore,
    first: str,
    second: str,
    code: str,
    author: str,
    day: date | str,
    note: str = "",
) -> Path:
    """Keep a verdict on two activities, named as people name them, in the folder of their store.

    Raises ParameterError, naming the part that is wrong, and what :func:`keep_verdicts` raises.
    """
    if not isinstance(store, OpenStore):
        raise ParameterError("store", store.address, LOCAL)
    one, other = (find_activity(store, name, parameter="judge") for name in (first, second))
    try:
        verdict = verdict_of(one, other, code, author, day, note)
    except BadVerdictError as bad:
        expected = Text(ka=bad.expected_ka, en=bad.expected)
        name = "judge" if bad.column in ("first", "second") else bad.column
        raise ParameterError(name, bad.found, expected) from None
    return keep_verdicts(store.path, [verdict], replace=True)

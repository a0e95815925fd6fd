"""The names of an activity's parts, each a function of the activity's name and of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from kavshiri.graph.iris import path_text
from kavshiri.loaders.records import Funding, Participation

__all__ = ["counted", "first_bare", "fundings", "participations", "told_apart"]

T = TypeVar("T")


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """Yield the names, the second of one name with ``-2``, the third with ``-3``, and so on.

    >>> list(told_apart(["a", "b", "a", "a-2"]))
    ['a', 'b', 'a-2', 'a-2-2']
    """
    given: set[str] = set()
    for name in names:
        free, number = name, 1
        while free in given:
            number += 1
            free = f"{name}-{number}"
        given.add(free)
        yield free


def counted(base: str, kind: str, records: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Yield each record with the name ``<base>/<kind>/<number>``, from 1."""
    for number, record in enumerate(records, 1):
        yield f"{base}/{kind}/{number}", record


def first_bare(base: str, kind: str, records: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Yield each record with the name ``<base>/<kind>``, further ones with ``/2``, ``/3``."""
    for number, record in enumerate(records, 1):
        yield f"{base}/{kind}" + (f"/{number}" if number > 1 else ""), record


def participations(
    activity: str, records: Sequence[Participation]
) -> Iterator[tuple[str, Participation]]:
    """Yield each participation with its name: the activity, the role, the organisation."""
    tails = [path_text(f"{record.role}/{record.organisation}") for record in records]
    names = told_apart(f"{activity}/participation/{tail}" for tail in tails)
    return zip(names, records, strict=True)


def fundings(activity: str, records: Sequence[Funding]) -> Iterator[tuple[str, Funding]]:
    """Yield each funding with its name: the activity, the kind and, if there is one, the funder."""
    tails = [path_text("/".join(filter(None, (r.kind, r.funder)))) for r in records]
    names = told_apart(f"{activity}/funding/{tail}" for tail in tails)
    return zip(names, records, strict=True)

"""Suggests what may have been meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

__all__ = ["alike", "alike_by_name"]

_MOST = 3
_CLOSE = 0.6
_SHORTEST = 3  # letters: any shorter word stands in too many others


def alike(asked: str, known: Iterable[str]) -> list[str]:
    """Return the known words most like the one asked for, at most three, the most alike first.

    A word that holds the one asked for, or stands in it, counts as alike.

    >>> alike("doner", ["donor", "plan", "lang"]), alike("thb", ["thb-2019-2020", "migration-2019"])
    (['donor'], ['thb-2019-2020'])
    """
    return alike_by_name(asked, {word: (word,) for word in known})


def alike_by_name(asked: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the things one of whose names is most like the one asked for; see :func:`alike`.

    >>> alike_by_name("trace of donor", {"donor-trace": ("The trace of a donor",), "due-next": ()})
    ['donor-trace']
    """
    wanted = asked.casefold().strip()
    scores = {
        thing: max((_likeness(wanted, name.casefold()) for name in names), default=0.0)
        for thing, names in known.items()
    }
    close = [thing for thing, score in scores.items() if score >= _CLOSE]
    return sorted(close, key=lambda thing: (-scores[thing], thing))[:_MOST]


def _likeness(asked: str, name: str) -> float:
    if len(asked) >= _SHORTEST and (asked in name or name in asked):
        return 1.0
    return SequenceMatcher(None, asked, name).ratio()

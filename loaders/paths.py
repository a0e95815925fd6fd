"""Paths: what a thing is called inside its plan, made of what the document prints."""

from __future__ import annotations

import re

from kavshiri.ontology.romanise import SlugError, slug

__all__ = ["Paths", "name_of", "number_text"]

_LONGEST = 60


def number_text(printed: str) -> str:
    """A printed number without blanks and a last full stop.

    >>> number_text("2. 1. "), number_text("10.1")
    ('2.1', '10.1')
    """
    return re.sub(r"\s", "", printed).rstrip(".")


def name_of(text: str | None, limit: int) -> str:
    """The text as a name for an IRI; "unnamed" where it has neither letter nor digit.

    >>> name_of("თავი 2", 60), name_of("(", 60)
    ('tavi-2', 'unnamed')
    """
    try:
        return slug(text or "unnamed", limit)
    except SlugError:
        return "unnamed"


class Paths:
    """Hands out paths; one that repeats gets a suffix, -2 for the second."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, parent: str | None, notation: str | None, label: str) -> str:
        """The path of a thing by its number or letter, else by its words."""
        name = notation if _is_number(notation) else name_of(notation or label, _LONGEST)
        path = f"{parent}/{name}" if parent else str(name)
        number, free = 1, path
        while free in self._taken:
            number += 1
            free = f"{path}-{number}"
        self._taken.add(free)
        return free


def _is_number(notation: str | None) -> bool:
    return notation is not None and re.fullmatch(r"[\d.]+", notation) is not None

"""What an activity's words tell of its subject: those that say something, and whom it is for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["people_in", "people_name", "subject_words"]

_LANGUAGE = Path(__file__).parent / "language"
_WORD = re.compile(r"[^\W_]+")


def subject_words(text: str) -> tuple[str, ...]:
    """Return the words that tell what a text is about, in small letters, as often as they stand.

    Single letters (most are endings behind a hyphen), conjunctions and the like are left out.

    >>> subject_words("პროკურორების გადამზადება ტრეფიკინგის საკითხებზე")
    ('პროკურორების', 'გადამზადება', 'ტრეფიკინგის')
    """
    words = (match.group() for match in _WORD.finditer(text.lower()))
    return tuple(word for word in words if len(word) > 1 and word not in _empty_words())


def people_in(text: str) -> tuple[str, ...]:
    """Return the codes of the people that a text names, sorted; see ``language/people.toml``.

    >>> people_in("თავშესაფრის მაძიებელთა და მოსამართლეების ინფორმირება")
    ('asylumSeekers', 'judges')
    """
    codes, pattern = _stems()
    return tuple(sorted({codes[match.group()] for match in pattern.finditer(text.lower())}))


def people_name(code: str, lang: str) -> str:
    """Return what the people of a code are called, in ``ka`` or ``en``.

    >>> people_name("judges", "ka")
    'მოსამართლეები'

    Raises KeyError for an unknown code or language.
    """
    return str(_people()[code][lang])


@cache
def _empty_words() -> frozenset[str]:
    lines = (_LANGUAGE / "empty_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _people() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((_LANGUAGE / "people.toml").read_text(encoding="utf-8"))


@cache
def _stems() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return the code of each stem, and what finds them, the longest first."""
    codes = {stem: code for code, known in _people().items() for stem in known["stems"]}
    longest = sorted(codes, key=lambda stem: (-len(stem), stem))
    return codes, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + ")")

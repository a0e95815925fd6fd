"""Texts as the search compares them: their words and numbers, each with its place.

Apostrophes inside a word do not count, nor do the marks between the thousands of a number. What is
said here is said again in ``static/search-words.js``, for pages that are files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kavshiri.loaders.stems import LATIN, latin, stem

__all__ = [
    "Token",
    "forms",
    "initials",
    "is_georgian",
    "is_number",
    "key",
    "latin_form",
    "normal",
    "tokens",
    "typed_key",
]

_TOKEN = re.compile(
    r"\d{1,3}(?:[,. \u00a0\u202f]\d{3})+(?!\d)"  # 650,000
    r"|\d+(?:\.\d+)*"  # 2.1.7
    r"|[^\W\d_]+(?:['’‘`ʼ][^\W\d_]+)*"
)
_NO_LETTER = re.compile("['’‘`ʼ]")
_BETWEEN_THOUSANDS = re.compile("[,. \u00a0\u202f]")
_GEORGIAN = re.compile("[\u10d0-\u10ff]")
_LITTLE_WORDS = frozenset({"and", "for", "in", "of", "on", "the", "to", "და"})
_FEWEST = 3  # words of a name that people call by its initials


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text as it is compared, and where it begins and ends there."""

    form: str
    start: int
    end: int


def normal(text: str) -> str:
    """Return text as the search holds it: composed letters, one blank between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and numbers of a text in their order.

    >>> [each.form for each in tokens("2.1.7 – 650,000 ₾; Sak’art’velo, IOM-ის ᲙᲐᲜᲝᲜᲘ")]
    ['2.1.7', '650000', 'sakartvelo', 'iom', 'ის', 'კანონი']
    """
    for found in _TOKEN.finditer(text):
        yield Token(_form(found[0]), found.start(), found.end())


def forms(text: str) -> set[str]:
    """Return the words and numbers of a text without their places: much faster for many texts."""
    return {_form(written) for written in _TOKEN.findall(text)}


@lru_cache(maxsize=65536)
def _form(written: str) -> str:
    if not is_number(written):
        return _NO_LETTER.sub("", written).lower()
    parts = _BETWEEN_THOUSANDS.split(written)
    is_grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:])
    return "".join(parts) if is_grouped else written


def is_number(form: str) -> bool:
    """Return whether a token is a number, such as that of an activity."""
    return form[0].isdecimal()


def is_georgian(form: str) -> bool:
    """Return whether a token is written in Georgian letters."""
    return _GEORGIAN.match(form) is not None


@lru_cache(maxsize=65536)
def key(form: str) -> str:
    """Return what all forms of one word have in common.

    >>> key("იუსტიციის") == key("იუსტიცია"), key("agencies") == key("agency"), key("2.1")
    (True, True, '2.1')
    """
    if is_georgian(form):
        return stem(form)
    if is_number(form) or len(form) < 4 or form.endswith(("us", "ss")):
        return form
    return form[:-3] + "y" if form.endswith("ies") else form.removesuffix("s")


@lru_cache(maxsize=65536)
def latin_form(form: str) -> str:
    """Return a word as :func:`~kavshiri.loaders.stems.latin` spells it, remembered."""
    return latin(form)


@lru_cache(maxsize=65536)
def typed_key(form: str) -> str:
    """Return the stem of a Georgian word that stands in Georgian or in any Latin letters.

    >>> typed_key("საქმეთა"), typed_key("saqmeta"), typed_key("sakmeta")
    ('sakmet', 'sakmet', 'sakmet')
    """
    return stem(latin_form(form), LATIN)


def initials(name: str) -> str:
    """Return the initials of a name of three words or more, without the little ones; else nothing.

    >>> initials("State Services Development Agency"), initials("Ministry of Justice")
    ('SSDA', '')
    >>> initials("სახელმწიფო სერვისების განვითარების სააგენტო")
    'სსგს'
    """
    said = [name[each.start] for each in tokens(name) if each.form not in _LITTLE_WORDS]
    letters = "".join(letter for letter in said if not letter.isdecimal())
    return letters if len(letters) >= _FEWEST else ""

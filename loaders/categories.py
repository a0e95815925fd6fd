"""What the words of a risk or of an activity suggest that it is about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["activity_types", "is_threat", "risk_categories"]

_FILE = Path(__file__).parent / "language" / "categories.toml"


def risk_categories(text: str) -> tuple[str, ...]:
    """Codes of the list risk-category, sorted.

    >>> risk_categories("ფინანსური რესურსების არარსებობა")
    ('capacity', 'financial')
    """
    return _matching("risk", text)


def activity_types(text: str) -> tuple[str, ...]:
    """Codes of the list activity-type, sorted.

    >>> activity_types("პროკურორების გადამზადება")
    ('training',)
    >>> activity_types("თანამშრომელთა მომზადება"), activity_types("ანგარიშის მომზადება")
    (('training',), ('monitoring',))
    """
    return _matching("activity", text)


def is_threat(text: str) -> bool:
    """Whether a text says that something lacks, fails, is late or is hard.

    >>> is_threat("ინტერესის ნაკლებობა"), is_threat("მსსკ-ს ვებგვერდი")
    (True, False)
    >>> is_threat("რისკი არ იკვეთება")
    False
    """
    found = _matching("threat", text)
    return "threat" in found and "none" not in found


def _matching(section: str, text: str) -> tuple[str, ...]:
    return tuple(sorted(code for code, stems in _patterns()[section].items() if stems.search(text)))


@cache
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        section: {code: _any_word_with(stems) for code, stems in codes.items()}
        for section, codes in data.items()
    }


def _any_word_with(stems: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![ა-ჰ\w])(?:" + "|".join(map(re.escape, stems)) + ")")

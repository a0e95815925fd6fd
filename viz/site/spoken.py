"""Dates, months and amounts as people say them in the language of a page."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from .words import words

__all__ = ["day", "number", "spoken"]

_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])\b(?!-)")
_AMOUNT = re.compile(r"\b(\d{4,}(?:\.\d+)?) (?=[A-Z]{3}\b)")


def spoken(text: str, lang: str) -> str:
    """Return a text that was made from values, with its days, months and amounts in words.

    Never for words of a plan: they stay as they are printed.

    >>> spoken("2019-12", "en"), spoken("2019-01-01 – 2019-06-30", "ka")
    ('December 2019', '01.01.2019 – 30.06.2019')
    >>> spoken("state budget: 650000 GEL", "en")
    'state budget: 650\\u202f000 GEL'
    """
    text = _DAY.sub(lambda found: day(date(*map(int, found.groups())), lang), text)
    text = _MONTH.sub(lambda found: month(int(found[1]), int(found[2]), lang), text)
    return _AMOUNT.sub(lambda found: f"{number(Decimal(found[1]))} ", text)


def day(value: date, lang: str) -> str:
    """Return a day as the readers of a language write it.

    >>> day(date(2019, 6, 30), "ka"), day(date(2019, 6, 30), "en")
    ('30.06.2019', '2019-06-30')
    """
    return f"{value:%d.%m.%Y}" if lang == "ka" else value.isoformat()


def month(year: int, number: int, lang: str) -> str:
    """Return a month of a year by its name.

    >>> month(2019, 12, "ka")
    'დეკემბერი 2019'
    """
    return f"{words(lang)['site.months'].split()[number - 1]} {year}"


def number(value: int | Decimal | float) -> str:
    """Return a number with a narrow blank between thousands, the same in both languages."""
    return f"{value:,}".replace(",", "\u202f")

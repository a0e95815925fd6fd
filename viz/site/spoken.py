"""Dates, months and amounts as people say them in the language of a page."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from kavshiri.ontology.currencies import currency_name

from .words import words

__all__ = ["day", "number", "spoken"]

_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])\b(?!-)")
_AMOUNT = re.compile(r"\b(\d+(?:\.\d+)?) ([A-Z]{3})\b")


def spoken(text: str, lang: str) -> str:
    """Return a text that was made from values, with its days, months and amounts in words.

    Never for words of a plan: they stay as they are printed.

    >>> spoken("2019-12", "en"), spoken("2019-01-01 – 2019-06-30", "ka")
    ('December 2019', '01.01.2019 – 30.06.2019')
    >>> spoken("state budget: 650000 GEL", "en")
    'state budget: 650,000 GEL'
    """
    text = _DAY.sub(lambda found: day(date(*map(int, found.groups())), lang), text)
    text = _MONTH.sub(lambda found: month(int(found[1]), int(found[2]), lang), text)
    return _AMOUNT.sub(
        lambda found: f"{number(Decimal(found[1]), lang)} {currency_name(found[2], lang)}", text
    )


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


def number(value: int | Decimal, lang: str = "en") -> str:
    """Return a number for people: thousands apart as in their language, at most two decimals.

    Of what is below a tenth two digits are left. Files have every number as it is.

    >>> number(Decimal("0.990")), number(Decimal("0.5255"), "ka"), number(Decimal("0.0235"))
    ('0.99', '0,53', '0.024')
    >>> number(Decimal("1.0000")), number(Decimal("90.5"))
    ('1', '90.5')
    >>> number(1461178), number(1461178, "ka")
    ('1,461,178', '1\\u202f461\\u202f178')
    """
    text = f"{_short(value):,}"
    return text.replace(",", "\u202f").replace(".", ",") if lang == "ka" else text


def _short(value: int | Decimal) -> int | Decimal:
    if not isinstance(value, Decimal) or value == int(value):
        return int(value)
    decimals = max(2, 1 - value.adjusted())
    return min(value, round(value, decimals), key=lambda each: len(f"{each:f}"))

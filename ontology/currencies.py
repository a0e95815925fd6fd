"""What people call a currency that data name by its code of ISO 4217."""

from __future__ import annotations

__all__ = ["currency_name"]

_GEORGIAN = {
    "CHF": "შვეიცარიული ფრანკი",
    "EUR": "ევრო",
    "GBP": "ფუნტი სტერლინგი",
    "GEL": "ლარი",
    "USD": "აშშ დოლარი",
}


def currency_name(code: str, language: str) -> str:
    """Return the name of a currency in Georgian; English texts, and all others, say its code.

    >>> currency_name("GEL", "ka"), currency_name("GEL", "en"), currency_name("SEK", "ka")
    ('ლარი', 'GEL', 'SEK')
    """
    return _GEORGIAN.get(code, code) if language == "ka" else code

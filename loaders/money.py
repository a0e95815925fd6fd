"""State money and effort as Georgian plans print them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

__all__ = ["Money", "read_money", "read_number", "read_scaled"]

_NUMBER = r"(?<!\d)(?<!\d[.,\s])(?>\d+(?:[.,\s]\s?\d+)*)"  # never from its midst
_SCALE = r"(?:\s*(?P<scale>მლნ|მილიონ[ა-ჰ]*|მლრდ?|მილიარდ[ა-ჰ]*|ათასი?[ა-ჰ]*)\.?)?"
_CURRENCIES = {"₾": "GEL", "ლარ": "GEL", "GEL": "GEL", "€": "EUR", "ევრო": "EUR", "EUR": "EUR",
               "$": "USD", "დოლარ": "USD", "აშშ": "USD", "USD": "USD"}  # fmt: skip
_CURRENCY = r"(?P<currency>₾|ლარ[ა-ჰ]*|GEL|€|ევრო[ა-ჰ]*|EUR|\$|(?:აშშ\s+)?დოლარ[ა-ჰ]*|USD)"
_AMOUNT = re.compile(
    rf"(?P<number>{_NUMBER}){_SCALE}\s*{_CURRENCY}|{_CURRENCY.replace('currency', 'before')}\s*"
    rf"(?P<after>{_NUMBER})"
)
_PARENTHESIS = re.compile(r"\s*\((?P<words>[^()]*)\)\s*[.;,]?")
_EFFORT = re.compile(
    r"ადმ(?:ინ(?:ისტრაცი[ა-ჰ]*)?)?\s*[.,]?\s*რ[ა-ჰ]*ს[ა-ჰ]*რს[ა-ჰ]*[.;,]?"
    r"|ადმ(?:ინ(?:ისტრაციულ[ა-ჰ]+)?)?\s*[.,]?\s*რ[ა-ჰ]*ს[ა-ჰ]*[.;,]?(?![ა-ჰ])"
    r"|ადმინისტრაციული\s+რ[ა-ჰ]+[.;,]?"
)
_TO_BE_DETERMINED = re.compile(
    r"[^.;]*(?:განისაზღვრ|დაზუსტდ|დადგინდ|დასაზუსტებ|დაზუსტებ|დასადგენ|განსასაზღვრ|გასარკვევ"
    r"|განსაზღვრის\s+პროცეს)[^.;]*[.;]?"
)
_WHOLE_PROGRAMME = re.compile(
    r"მთლიან|ჯამურ|(?:სრულ|საერთო)[ა-ჰ]*\s+(?:ბიუჯეტ|ღირებულებ|დაფინანსებ|თანხ)|პროგრამ[ა-ჰ]*\s+ბიუჯეტ"
)
_PER_UNIT = re.compile(
    r"(?<!\d)1\s+[ა-ჰ]|(?<![ა-ჰ])ერთ(?:ი|ეულ[ა-ჰ]*|ზე)?(?![ა-ჰ])|(?<![ა-ჰ])(?:თითო|ყოველ)[ა-ჰ]*|სულზე"
)
_STATE_MONEY = re.compile(
    r"(?:სახელმწიფო\s+)?(?:ბიუჯეტი|ბიუჯეტიდან|საბიუჯეტო\s+(?:სახსრები|ასიგნებები|დაფინანსება))[.;,]?"
)
_BETWEEN_AMOUNTS = re.compile(r"[;\n]|\.\s|,\s+(?!\d)")
_SCALES = {"ათას": 1_000, "მლნ": 1_000_000, "მილიონ": 1_000_000, "მლრ": 1_000_000_000,
           "მილიარდ": 1_000_000_000}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Money:
    """One source named in a budget cell: effort, an amount, or a promise of one."""

    span: tuple[int, int]
    kind: str  # administrativeResource, stateBudget
    state: str  # stated, notStated, toBeDetermined, wholeProgramme, perUnit
    amount: Decimal | None
    currency: str | None


def read_money(text: str) -> list[Money]:
    """The sources that a budget cell names, in printed order.

    >>> [(m.kind, m.state) for m in read_money("ადმინ. რესურსი")]
    [('administrativeResource', 'notStated')]
    >>> [(str(m.amount), m.state) for m in read_money("2.090,000 ლარი (პროგრამის მთლიანი ბიუჯეტი)")]
    [('2090000', 'wholeProgramme')]
    """
    efforts, amounts = list(_EFFORT.finditer(text)), list(_AMOUNT.finditer(text))
    places = sorted([(0, 0), (len(text), len(text)), *(m.span() for m in (*efforts, *amounts))])
    found = [_effort(text, match) for match in efforts]
    taken = 0
    for match in amounts:
        found.append(_amount(text, match, places, taken))
        taken = found[-1].span[1]
    if not any(money.amount is not None for money in found):
        found += [
            Money(match.span(), "stateBudget", "toBeDetermined", None, None)
            for match in _TO_BE_DETERMINED.finditer(text)
        ]
    if not any(money.kind == "stateBudget" for money in found):
        found += [
            Money(match.span(), "stateBudget", "notStated", None, None)
            for match in islice(_STATE_MONEY.finditer(text), 1)
            if not any(_overlap(match.span(), money.span) for money in found)
        ]
    return sorted(found, key=lambda money: money.span)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _effort(text: str, match: re.Match[str]) -> Money:
    end = match.end()
    words = _PARENTHESIS.match(text, end)
    return Money(
        (match.start(), words.end() if words else end),
        "administrativeResource",
        "notStated",
        None,
        None,
    )


def _amount(text: str, match: re.Match[str], places: list[tuple[int, int]], taken: int) -> Money:
    """An amount, with the parenthesis behind it that may say that it is not the activity's own."""
    words = _PARENTHESIS.match(text, match.end())
    number = bisect_left(places, match.span())
    start, end = _stretch(text, match, max(places[number - 1][1], taken), places[number + 1][0])
    remark = (
        f"{words['words'] if words else ''} {text[start : match.start()]} {text[match.end() : end]}"
    )
    state = "stated"
    if _WHOLE_PROGRAMME.search(remark):
        state = "wholeProgramme"
    elif _PER_UNIT.search(remark):
        state = "perUnit"
    scale = next((n for stem, n in _SCALES.items() if (match["scale"] or "").startswith(stem)), 1)
    amount = read_scaled(match["number"] or match["after"], scale)
    sign = match["currency"] or match["before"]
    currency = next(code for stem, code in _CURRENCIES.items() if sign.startswith(stem))
    span = (start, max(end, words.end() if words else 0))
    return Money(span, "stateBudget", state, amount, currency)


def _stretch(text: str, match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """The words around an amount that speak of it: up to the next mark, amount or effort."""
    for mark in _BETWEEN_AMOUNTS.finditer(text, start, match.start()):
        start = mark.end()
    mark_behind = _BETWEEN_AMOUNTS.search(text, match.end(), end)
    end = mark_behind.end() if mark_behind else end
    while start < match.start() and text[start].isspace():
        start += 1
    return start, match.end() + len(text[match.end() : end].rstrip())


def read_scaled(text: str, scale: int) -> Decimal:
    """A number before a word such as "million": there a single mark opens the decimals.

    >>> str(read_scaled("1.250", 1_000_000)), str(read_scaled("1.250", 1))
    ('1250000.000', '1250')
    """
    if scale > 1 and re.fullmatch(r"\d+[.,]\d+", text.strip()):
        return Decimal(text.strip().replace(",", ".")) * scale
    return read_number(text) * scale


def read_number(text: str) -> Decimal:
    """A number as a Georgian reader reads it.

    A mark before exactly three digits groups thousands; the last mark, before one or two digits,
    or before more than three, opens the decimals.

    >>> [str(read_number(n)) for n in ("50,000", "16,378.00", "700, 000", "3.000", "2.090,000")]
    ['50000', '16378.00', '700000', '3000', '2090000']
    >>> [str(read_number(n)) for n in ("1,5", "10", "1 250,75")]
    ['1.5', '10', '1250.75']
    """
    groups = re.split(r"[.,\s\u00a0]+", text.strip())
    if len(groups) > 1 and len(groups[-1]) != 3 and not re.search(r"\s\d+$", text.strip()):
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    return Decimal("".join(groups))

"""Deadlines as Georgian plans print them, each with its first and last day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["Period", "names_no_date", "read_periods"]

_YEAR = r"(?:19|20)\d\d"
_YEAR_WORD = r"(?:\s*წ(?:ელი|ლის|ელს|ლამდე|წ)?\.?(?![ა-ჰ]))?"
_MONTHS = (
    "იანვ", "თებერვ", "მარტ", "აპრილ", "მაის", "ივნის",
    "ივლის", "აგვისტ", "სექტემბ", "ოქტომბ", "ნოემბ", "დეკემბ",
)  # fmt: skip
_ORDINALS = {
    "პირველ": 1, "მეორე": 2, "მესამე": 3, "მეოთხე": 4,
    "IV": 4, "III": 3, "II": 2, "I": 1, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_ORDINAL = (
    r"(?<![\dIVX])(?:(?:პირველ|მეორე|მესამე|მეოთხე)[ა-ჰ]*|IV|III|II|I|(?:მე-)?[1-4])"
    r"(?![\dIVX.])(?:\s*-?\s*(?:ელი|ე)(?![ა-ჰ]))?"
)
_HALF = r"(?:ნახევ[ა-ჰ]+|ნახ\.?)"
_QUARTER = r"(?:კვარტ[ა-ჰ]+|კვ\.?)"
_DASH = r"\s*[-–—]\s*"
_MONTH_WORD = "(?:" + "|".join(_MONTHS) + r")[ა-ჰ]*\.?"
_OF_YEAR = rf"\s*,?\s*(?P<year>{_YEAR}){_YEAR_WORD}"
_YEAR_OF = rf"(?P<year>{_YEAR}){_YEAR_WORD}\s*,?\s*"
_PARTS = (
    rf"(?P<parts>{_ORDINAL}(?:\s*(?:,|და|[-–—])\s*{_ORDINAL})*)\s*-?\s*(?P<kind>{_HALF}|{_QUARTER})"
)
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:\s*-?\s*ე)?"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"

# Every way to print a period; where two begin at one place, the longer is meant.
_DIGITS = r"\s*[.,/]\s*"
_NAMED = rf"(?P<name>{_MONTH_WORD})"
_FIRST = rf"(?P<first>{_MONTH_WORD})"
_LAST = rf"(?P<last>{_MONTH_WORD})"
_FORMS = [
    (
        "day",
        rf"(?<!\d)(?P<day>\d{{1,2}}){_DIGITS}(?P<month>\d{{1,2}}){_DIGITS}(?P<year>{_YEAR})",
    ),
    ("day", rf"{_DAY}\s+{_NAMED}{_OF_YEAR}"),
    ("day", rf"{_YEAR_OF}{_DAY}\s+{_NAMED}"),
    (
        "months",
        rf"(?<!\d)(?P<first>{_MONTH_NUMBER}){_DIGITS}(?P<year>{_YEAR}){_YEAR_WORD}{_DASH}"
        rf"(?P<last>{_MONTH_NUMBER}){_DIGITS}(?P<until>{_YEAR})",
    ),
    (
        "months",
        rf"(?<!\d)(?P<first>{_MONTH_NUMBER}){_DASH}(?P<last>{_MONTH_NUMBER}){_DIGITS}"
        rf"(?P<year>{_YEAR})",
    ),
    ("months", rf"{_FIRST}{_OF_YEAR}{_DASH}{_LAST}\s*,?\s*(?P<until>{_YEAR}){_YEAR_WORD}"),
    ("months", rf"{_FIRST}{_DASH}{_LAST}{_OF_YEAR}"),
    ("months", rf"{_YEAR_OF}{_FIRST}{_DASH}{_LAST}"),
    ("month", rf"(?<!\d)(?P<month>{_MONTH_NUMBER}){_DIGITS}(?P<year>{_YEAR}){_YEAR_WORD}"),
    ("parts", _YEAR_OF + _PARTS),
    ("parts", _PARTS + _OF_YEAR),
    ("month", _YEAR_OF + _NAMED),
    ("month", _NAMED + _OF_YEAR),
    (
        "years",
        rf"(?<!\d)(?P<year>{_YEAR}){_YEAR_WORD}{_DASH}(?P<last>{_YEAR})(?!\d){_YEAR_WORD}",
    ),
    ("year", rf"(?<!\d)(?P<year>{_YEAR})(?!\d){_YEAR_WORD}"),
]
_WITHOUT_DATE = re.compile(
    r"(?<![ა-ჰ])(?:მუდმივ|პერმანენტულ|რეგულარულ|უვად|ყოველწლიურ|ყოველკვარტალურ|ყოველთვიურ"
    r"|ყოველდღიურ|პერიოდულ|საჭიროებისამებრ|საჭიროების\s+შემთხვევაში)"
)
_PATTERNS = [(name, re.compile(pattern)) for name, pattern in _FORMS]


@dataclass(frozen=True, slots=True)
class Period:
    """A printed period: where its words stand in the text, its days, and how exact it is."""

    span: tuple[int, int]
    start: date
    end: date
    precision: str


def read_periods(text: str) -> list[Period]:
    """The periods that a text names, in the order in which they are printed.

    A date that the calendar does not have (month 13, 30 February) names none.

    >>> [(p.start.isoformat(), p.end.isoformat(), p.precision) for p in read_periods("12. 2019")]
    [('2019-12-01', '2019-12-31', 'month')]
    >>> [p.end.month for p in read_periods("2019 წლის პირველი და მეორე ნახევარი")]
    [6, 12]
    """
    matches = [(m.start(), -m.end(), name, m) for name, p in _PATTERNS for m in p.finditer(text)]
    found: list[Period] = []
    place = 0
    for start, _, name, match in sorted(matches, key=lambda item: item[:2]):
        periods = list(_periods(name, match)) if start >= place else []
        if periods:
            found += periods
            place = match.end()
    return found


def names_no_date(text: str) -> bool:
    """Whether a text says when, yet names no date: "constantly", "as needed"."""
    return bool(_WITHOUT_DATE.search(text))


def _periods(name: str, match: re.Match[str]) -> Iterator[Period]:
    try:
        match name:
            case "day":
                day = date(int(match["year"]), _month(match), int(match["day"]))
                yield Period(match.span(), day, day, "range")
            case "month":
                yield _months(match, _month(match), 1, "month")
            case "months":
                yield _month_range(match)
            case "parts":
                yield from _parts(match)
            case "years" if match["last"] >= match["year"]:
                until = date(int(match["last"]), 12, 31)
                yield Period(match.span(), date(int(match["year"]), 1, 1), until, "range")
            case "year":
                yield _months(match, 1, 12, "year")
    except ValueError:
        return


def _month(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return _month_number(groups.get("name") or match["month"])


def _month_range(match: re.Match[str]) -> Period:
    start = date(int(match["year"]), _month_number(match["first"]), 1)
    until = int(match.groupdict().get("until") or match["year"])
    end = _last_day(until, _month_number(match["last"]))
    if end < start:
        raise ValueError(match.group())
    return Period(match.span(), start, end, "range")


def _parts(match: re.Match[str]) -> Iterator[Period]:
    """Halves or quarters of a year, each a period of its own; one from the first to the last."""
    precision, length = ("half", 6) if match["kind"].startswith("ნახ") else ("quarter", 3)
    numbers = [_ordinal(word) for word in re.findall(_ORDINAL, match["parts"])]
    if any(number * length > 12 for number in numbers):
        raise ValueError(match.group())
    is_range = len(numbers) == 2 and re.search(rf"(?<!მე){_DASH}(?!ე)", match["parts"])
    if is_range and numbers[0] < numbers[1]:
        count = (numbers[1] - numbers[0] + 1) * length
        yield _months(match, (numbers[0] - 1) * length + 1, count, "range")
        return
    for number in numbers:
        yield _months(match, (number - 1) * length + 1, length, precision)


def _ordinal(word: str) -> int:
    word = word.removeprefix("მე-")
    return next(number for stem, number in _ORDINALS.items() if word.startswith(stem))


def _month_number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return next(n for n, stem in enumerate(_MONTHS, start=1) if word.startswith(stem))


def _months(match: re.Match[str], first: int, count: int, precision: str) -> Period:
    year = int(match["year"])
    return Period(match.span(), date(year, first, 1), _last_day(year, first + count - 1), precision)


def _last_day(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, calendar.monthrange(year, month)[1])

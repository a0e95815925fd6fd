"""The numbers to reach that an indicator names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kavshiri.loaders.money import read_scaled

__all__ = ["StatedTarget", "read_targets"]

_NUMBER = r"\d+(?:[.,]\d+|[ \u00a0]\d{3}(?!\d))*"
_SCALE = r"(?:\s*(?P<scale>მლნ|მილიონ[ა-ჰ]*|ათას[ა-ჰ]*)\.?)?"
_LEAST = (
    r"(?:მინ(?:იმუმ)?[ა-ჰ]*\.?|მაქს(?:იმუმ)?[ა-ჰ]*\.?|სულ\s+მცირე|არანაკლებ|დაახლ(?:ოებით)?\.?"
    r"|სავარაუდოდ|საშუალოდ)"
)
_PER = r"(?:წელიწადში|ყოველწლიურად|წლიურად|კვარტალში|თვეში)"
_UNIT = r"(?P<unit>[ა-ჰ][ა-ჰ\- ]*)?"
_IN_PARENTHESES = re.compile(
    rf"\(\s*(?:{_LEAST}|{_PER})?\s*(?P<value>{_NUMBER})(?:\s*[-–—]\s*(?P<maximum>{_NUMBER}))?"
    rf"{_SCALE}\s*(?P<percent>%)?\s*{_UNIT}\s*\.?\s*\)"
)
_MINIMUM_AND_MAXIMUM = re.compile(
    rf"მინ(?:იმუმ)?[ა-ჰ]*\.?\s*[-–—]?\s*(?P<value>{_NUMBER})\s*[,;]?\s*"
    rf"მაქს(?:იმუმ)?[ა-ჰ]*\.?\s*[-–—]?\s*(?P<maximum>{_NUMBER})"
)
_UP_TO = re.compile(rf"(?<![\d.,])(?P<value>{_NUMBER})\s*-?\s*მდე(?P<unit>(?:\s+[ა-ჰ]+){{1,4}})?")
_FROM_TO = re.compile(
    rf"(?<![\d.,])(?P<value>{_NUMBER})\s*-?\s*დან\s+(?P<maximum>{_NUMBER})\s*-?\s*მდე"
)
_COUNTED = re.compile(
    rf"(?<![\d.,№/\-–])(?P<value>{_NUMBER})(?:\s*[-–—]\s*(?P<maximum>{_NUMBER}))?{_SCALE}"
    r"\s*(?P<percent>%)?\s*(?:\([ა-ჰ]+\)\s*)?(?P<unit>[ა-ჰ]+[იაოეუ](?![ა-ჰ]))"
)
_BASELINE = re.compile(r"საბაზისო[^;()\d]*$")  # what is so already is no target
_COUNTS = {
    "ერთი": 1, "ორი": 2, "სამი": 3, "ოთხი": 4, "ხუთი": 5, "ექვსი": 6, "შვიდი": 7, "რვა": 8,
    "ცხრა": 9, "ათი": 10, "თორმეტი": 12, "თხუთმეტი": 15, "ოცი": 20,
}  # fmt: skip
_IN_WORDS = re.compile(rf"(?<![ა-ჰ])(?P<count>{'|'.join(_COUNTS)})\s+(?P<unit>[ა-ჰ]+)")
_NO_COUNTED_THING = re.compile(
    r"(?:წლ|წელ|ასაკ|თვ|დღ|საათ|მუხლ|პუნქტ|რეზოლუცი|დანართ|დადგენილებ|ბრძანებ|კანონ|კლას)|ან$|და$"
)  # ages, years and spans of time are no targets
_LEAST_OUTSIDE = re.compile(
    rf"(?<!\(){_LEAST}\s*[-–—]?\s*(?P<value>{_NUMBER})(?!\s*[-–—.,]?\d){_SCALE}\s*(?P<percent>%)?\s*(?:\([ა-ჰ]+\)\s*)?(?P<unit>[ა-ჰ]+)?"
)
_PATTERNS = (
    _MINIMUM_AND_MAXIMUM, _FROM_TO, _IN_PARENTHESES, _UP_TO, _LEAST_OUTSIDE, _IN_WORDS, _COUNTED,
)  # fmt: skip
_SCALES = {"მლნ": 1_000_000, "მილიონ": 1_000_000, "ათას": 1_000}


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A number to reach: where it stands, its least and greatest value, and what is counted."""

    span: tuple[int, int]
    value: Decimal
    maximum: Decimal | None
    unit: str | None


def read_targets(text: str) -> list[StatedTarget]:
    """The targets of an indicator text (mended, on one line), in printed order.

    Numbers of list items, years, ages and standards are no targets.

    >>> [(t.value, t.maximum) for t in read_targets("პირთა რაოდენობა (მინ. 200-250).")]
    [(Decimal('200'), Decimal('250'))]
    >>> read_targets("18 წლამდე ასაკის მსმენელთა რაოდენობა (18 წელზე მეტი ასაკის)")
    []
    """
    found: list[StatedTarget] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _BASELINE.search(text, 0, match.start()):
                continue
            target = _target(match)
            if target and not any(_overlap(target.span, other.span) for other in found):
                found.append(target)
    return sorted(found, key=lambda target: target.span)


def _target(match: re.Match[str]) -> StatedTarget | None:
    groups = match.groupdict()
    unit = (groups.get("unit") or "").strip() or groups.get("percent")
    if unit and _NO_COUNTED_THING.match(unit):
        return None
    if groups.get("count"):
        return StatedTarget(match.span(), Decimal(_COUNTS[groups["count"]]), None, unit)
    scale = next(
        (n for stem, n in _SCALES.items() if (groups.get("scale") or "").startswith(stem)), 1
    )
    value = read_scaled(groups["value"], scale)
    is_least = re.search(_LEAST, match.group())
    if (
        not is_least
        and unit is None
        and scale == 1
        and re.fullmatch(r"(?:19|20)\d\d", groups["value"])
    ):
        return None
    maximum = groups.get("maximum")
    return StatedTarget(match.span(), value, read_scaled(maximum, scale) if maximum else None, unit)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]

"""The numbers to reach, and those that are none."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.loaders.targets import read_targets

TARGETS: dict[str, list[tuple[int, int | None, str | None]]] = {
    "შეხვედრა (მინ. 100)": [(100, None, None)],
    "რეკომენდაცია (30)": [(30, None, None)],
    "პირთა რაოდენობა (მინ. 200-250).": [(200, 250, None)],
    "ნახვა (1 მლნ.)": [(1_000_000, None, None)],
    "(მინ. 100,000)": [(100_000, None, None)],
    "იმიტირებული პროცესი (ორი ტურნირი)": [(2, None, "ტურნირი")],
    "სტუდენტები (მინიმუმ 24, მაქსიმუმ - 40)": [(24, 40, None)],
    "ბროშურა (მინ. 2 ათასი ცალი)": [(2000, None, "ცალი")],
    "წილი – არანაკლებ 5%": [(5, None, "%")],
    "მომზადებულია 2 ანგარიში": [(2, None, "ანგარიში")],
    "სულ მცირე 6 ტრენინგი": [(6, None, "ტრენინგი")],
    "მინიმუმ ხუთი შეხვედრა": [(5, None, "შეხვედრა")],
    "3 (სამი) სემინარი": [(3, None, "სემინარი")],
    "მონაწილე 120-დან 150-მდე": [(120, 150, None)],
    "60-მდე ბენეფიციარი": [(60, None, "ბენეფიციარი")],
    "საბაზისო მაჩვენებელი: 12; სამიზნე: 30 პეტიცია": [(30, None, "პეტიცია")],
    "სტუდენტი (დაახლოებით 60)": [(60, None, None)],
    "18 წლამდე ასაკის პირები": [],
    "14-დან 18 წლამდე მოზარდები": [],
    "2017-2019 წლების ტენდერები": [],
    "კონვენციის მე-5 და მე-13 მუხლები": [],
    "სტანდარტი ISO 27001": [],
    "პირთა რაოდენობა": [],
    "": [],
}


@pytest.mark.parametrize(("printed", "wanted"), TARGETS.items(), ids=list(TARGETS))
def test_targets(printed: str, wanted: list[tuple[int, int | None, str | None]]) -> None:
    assert [(t.value, t.maximum, t.unit) for t in read_targets(printed)] == wanted


@given(st.integers(1, 999_999))
def test_every_least_number_is_read_back(number: int) -> None:
    (target,) = read_targets(f"მონაწილე (მინ. {number})")
    assert target.value == Decimal(number)


@given(st.text(alphabet="0123456789-.,()% მინსულცრეატ/;", max_size=60))
def test_any_text_is_read_without_overlaps(text: str) -> None:
    spans = [target.span for target in read_targets(text)]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))

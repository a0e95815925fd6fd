"""Budget cells in every manner of printing."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.loaders.money import read_money, read_number, read_scaled

AMOUNTS = {  # printed -> amount, currency, state
    "50,000 ₾": ("50000", "GEL", "stated"),
    "16,378.00 ₾": ("16378", "GEL", "stated"),
    "700, 000 ₾": ("700000", "GEL", "stated"),
    "3.000 ₾": ("3000", "GEL", "stated"),
    "1 250 000 ₾": ("1250000", "GEL", "stated"),
    "15.000,00 ლარი": ("15000", "GEL", "stated"),
    "25 ათასი ლარი": ("25000", "GEL", "stated"),
    "1.2 მლნ ლარი": ("1200000", "GEL", "stated"),
    "1,250 მლნ. ლარი": ("1250000", "GEL", "stated"),
    "დაახლოებით 9 ათასი ლარი": ("9000", "GEL", "stated"),
    "120 000 EUR": ("120000", "EUR", "stated"),
    "€ 4.500": ("4500", "EUR", "stated"),
    "USD 45,000": ("45000", "USD", "stated"),
    "12 500 აშშ დოლარი": ("12500", "USD", "stated"),
    "საბიუჯეტო სახსრები – 30 000 ლარი": ("30000", "GEL", "stated"),
    "2.090,000 ლარი (პროგრამის მთლიანი ბიუჯეტი)": ("2090000", "GEL", "wholeProgramme"),
    "2 მილიონი ლარი (ქვეპროგრამის ჯამური ბიუჯეტი)": ("2000000", "GEL", "wholeProgramme"),
    "პროგრამის სრული ღირებულება: 3 400 000 ლარი": ("3400000", "GEL", "wholeProgramme"),
    "2,250 ₾ (1 სტუდენტი)": ("2250", "GEL", "perUnit"),
    "80 ლარი ერთ მსმენელზე": ("80", "GEL", "perUnit"),
    "თითო მონაწილეზე 150 ლარი": ("150", "GEL", "perUnit"),
}
EFFORT = [
    "ადმინ. რესურსი",
    "ადმინ.რესურსი",
    "ადმინ. რესურსები",
    "ადმ. რესურსი",
    "ადმინ.  რეს.",
    "ადმინისტრაციული რესურსი",
    "ადმინისტრაციული\nრესურსი",
]


@pytest.mark.parametrize(("printed", "wanted"), AMOUNTS.items(), ids=list(AMOUNTS))
def test_amounts(printed: str, wanted: tuple[str, str, str]) -> None:
    (money,) = read_money(printed)
    amount, currency, state = wanted
    assert money.kind == "stateBudget"
    assert (money.amount, money.currency, money.state) == (Decimal(amount), currency, state)


@pytest.mark.parametrize("printed", EFFORT)
def test_administrative_effort_has_no_amount(printed: str) -> None:
    (money,) = read_money(printed)
    assert (money.kind, money.state, money.amount, money.currency) == (
        "administrativeResource", "notStated", None, None,
    )  # fmt: skip


@pytest.mark.parametrize("printed", ["საჭიროებს დაზუსტებას", "თანხა განისაზღვრება მოგვიანებით"])
def test_what_is_to_be_determined(printed: str) -> None:
    assert [(m.state, m.amount) for m in read_money(printed)] == [("toBeDetermined", None)]


def test_the_state_budget_without_an_amount() -> None:
    assert [(m.kind, m.state) for m in read_money("სახელმწიფო ბიუჯეტი")] == [
        ("stateBudget", "notStated")
    ]


def test_several_sources_in_one_cell_keep_their_own_remarks() -> None:
    found = read_money("ადმინ. რესურსი; 7,500 ₾ (პროგრამის მთლიანი ბიუჯეტი)\n300 ლარი")
    assert [(m.kind, m.amount and int(m.amount), m.state) for m in found] == [
        ("administrativeResource", None, "notStated"),
        ("stateBudget", 7500, "wholeProgramme"),
        ("stateBudget", 300, "stated"),
    ]


@pytest.mark.parametrize("text", ["", "შსს", "12.2019", "EU"])
def test_no_money(text: str) -> None:
    assert read_money(text) == []


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "\u00a0"]))
def test_grouped_thousands_are_read_back(number: int, mark: str) -> None:
    assert read_number(f"{number:,}".replace(",", mark)) == number


@given(st.integers(0, 999), st.integers(0, 999))
def test_before_million_a_mark_opens_decimals(whole: int, part: int) -> None:
    assert read_scaled(f"{whole}.{part:03}", 10**6) == whole * 10**6 + part * 1000


@given(st.text(alphabet="0123456789., ₾ლარი€$()ათსმნადვუ;\n", max_size=60))
def test_any_text_is_read_without_overlaps(text: str) -> None:
    spans = [money.span for money in read_money(text) if money.amount is not None]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))

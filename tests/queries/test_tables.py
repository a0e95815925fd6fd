"""Computed tables are results like any other."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from kavshiri.queries.question import Text
from kavshiri.queries.results import Result
from kavshiri.queries.tables import column, decimal, described, numbered, one_of, percent, table

COLUMNS = (
    column("name", "text", "Name", "სახელი", "a name", "სახელი"),
    column("count", "integer", "Count", "რაოდენობა", "how many", "რამდენი"),
    column("sum", "decimal", "Sum", "ჯამი", "how much", "რამდენი"),
    column("day", "date", "Day", "დღე", "when", "როდის"),
    column("sure", "boolean", "Sure", "ზუსტად", "whether", "თუ"),
    column("iri", "iri", "IRI", "IRI", "which", "რომელი"),
)
QUESTION = described(
    "made", Text(en="Made", ka="შედგენილი"), Text(en="By hand", ka="ხელით"), COLUMNS
)
ROW = ("=1+1", 3, Decimal("1.50"), date(2019, 12, 31), True, "https://example.org/a")


def made(lang: str = "en") -> Result:
    """A table of one full and one empty row."""
    return table(QUESTION, [ROW, (None,) * 6], lang=lang, parameters={"by": "x"}, sources=["f"])


def test_values_stay_what_they_are() -> None:
    result = made()
    assert result.rows == (ROW, (None,) * 6)
    assert result.first(1).rows == (ROW,)  # read from the terms
    assert result.names == ("name", "count", "sum", "day", "sure", "iri")
    assert (result.parameters, result.sources) == ({"by": "x"}, ("f",))


def test_titles_in_both_languages() -> None:
    assert (made().title, made("ka").title) == ("Made", "შედგენილი")
    assert made("ka").headings[:2] == ("სახელი", "რაოდენობა")


def test_formats() -> None:
    assert made().text("csv").splitlines()[1] == "=1+1,3,1.50,2019-12-31,true,https://example.org/a"
    assert made().text("excel-csv").splitlines()[1].startswith("'=1+1,3")
    binding = json.loads(made().text("sparql-json"))["results"]["bindings"][0]
    assert binding["iri"] == {"type": "uri", "value": "https://example.org/a"}
    assert binding["sum"]["datatype"].endswith("#decimal")
    assert "example.org" not in made().text("table")  # IRIs are for machines
    assert "Made" in made().text("html")


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        table(QUESTION, [ROW[:5]])


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(1, 3, "33.3"), (2, 3, "66.7"), (0, 0, "0.0"), (5, 5, "100.0")]
)
def test_shares(part: int, whole: int, expected: str) -> None:
    assert str(percent(part, whole)) == expected


def test_numbers_as_people_write_them() -> None:
    assert numbered(2090000) == "2,090,000"
    assert numbered(Decimal("16378.00"), "ka") == "16\u00a0378"
    assert decimal(1 / 3) == Decimal("0.3333")
    assert one_of(["a", "b"]).ka == "ერთ-ერთი: a, b"

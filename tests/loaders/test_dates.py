"""Deadlines in every manner of printing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.loaders.dates import names_no_date, read_periods

# printed -> (first day, last day, precision) of each period
PRINTED = {
    "12.2019": [("2019-12-01", "2019-12-31", "month")],
    "12,2019": [("2019-12-01", "2019-12-31", "month")],
    "12. 2019": [("2019-12-01", "2019-12-31", "month")],
    "02.2020": [("2020-02-01", "2020-02-29", "month")],
    "05.2019\n\n11.2019": [
        ("2019-05-01", "2019-05-31", "month"),
        ("2019-11-01", "2019-11-30", "month"),
    ],
    "2019 წლის მარტი": [("2019-03-01", "2019-03-31", "month")],
    "სექტემბერი, 2021": [("2021-09-01", "2021-09-30", "month")],
    "2020 წლის მეორე ნახევარი": [("2020-07-01", "2020-12-31", "half")],
    "2019 წლის პირველი და მეორე ნახევარი": [
        ("2019-01-01", "2019-06-30", "half"),
        ("2019-07-01", "2019-12-31", "half"),
    ],
    "2021 წლის III კვარტალი": [("2021-07-01", "2021-09-30", "quarter")],
    "IV კვ. 2020": [("2020-10-01", "2020-12-31", "quarter")],
    "I-II კვარტალი 2020": [("2020-01-01", "2020-06-30", "range")],
    "2020 წლის I და III კვარტალი": [
        ("2020-01-01", "2020-03-31", "quarter"),
        ("2020-07-01", "2020-09-30", "quarter"),
    ],
    "2022 წლის მე-2 კვარტალი": [("2022-04-01", "2022-06-30", "quarter")],
    "2019": [("2019-01-01", "2019-12-31", "year")],
    "2021 წლის განმავლობაში": [("2021-01-01", "2021-12-31", "year")],
    "2020 წლის ბოლომდე": [("2020-01-01", "2020-12-31", "year")],
    "2019-2020": [("2019-01-01", "2020-12-31", "range")],
    "2019 - 2020 წლები": [("2019-01-01", "2020-12-31", "range")],
    "იანვარი-მარტი 2020": [("2020-01-01", "2020-03-31", "range")],
    "2020 წ. მაისი-ივლისი": [("2020-05-01", "2020-07-31", "range")],
    "იანვარი 2022 – თებერვალი 2023": [("2022-01-01", "2023-02-28", "range")],
    "03.2020-06.2020": [("2020-03-01", "2020-06-30", "range")],
    "03-06.2020": [("2020-03-01", "2020-06-30", "range")],
    "31.12.2020": [("2020-12-31", "2020-12-31", "range")],
    "2020 წლის 15 დეკემბერი": [("2020-12-15", "2020-12-15", "range")],
    "30 ივნისი, 2020": [("2020-06-30", "2020-06-30", "range")],
    "2020 წლის 1 სექტემბრამდე": [("2020-09-01", "2020-09-01", "range")],
    "13.2019": [("2019-01-01", "2019-12-31", "year")],
    "მუდმივად": [],
    "": [],
    "4.2.5": [],
}


@pytest.mark.parametrize(("printed", "wanted"), PRINTED.items(), ids=list(PRINTED))
def test_periods(printed: str, wanted: list[tuple[str, str, str]]) -> None:
    found = [(p.start.isoformat(), p.end.isoformat(), p.precision) for p in read_periods(printed)]
    assert found == wanted


def test_a_day_that_the_calendar_lacks_names_no_day() -> None:
    assert [p.precision for p in read_periods("30.02.2019")] == ["month"]


@pytest.mark.parametrize("text", ["მუდმივად", "რეგულარულად", "საჭიროების შემთხვევაში"])
def test_words_for_when_without_a_date(text: str) -> None:
    assert names_no_date(text)
    assert not names_no_date("12.2019")


@given(st.integers(1, 12), st.integers(1990, 2090), st.sampled_from([".", ",", ". ", "/"]))
def test_every_month_is_read_back(month: int, year: int, mark: str) -> None:
    (period,) = read_periods(f"{month:02}{mark}{year}")
    assert (period.start, period.precision) == (date(year, month, 1), "month")
    assert (period.end.year, period.end.month) == (year, month)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    (period,) = read_periods(f"{day:%d.%m.%Y}")
    assert period.start == period.end == day


@given(st.text(alphabet="0123456789.,-– წლისIV კვარტალნახევიმდა\n", max_size=60))
def test_any_text_gives_periods_in_order(text: str) -> None:
    periods = read_periods(text)
    assert all(p.start <= p.end for p in periods)
    assert [p.span for p in periods] == sorted(p.span for p in periods)

"""Bars of months: how much falls due when, as a picture whose every bar is a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from markupsafe import Markup, escape

__all__ = ["bars", "last_day", "span"]

_WIDTH, _HEIGHT, _TOP, _FOOT = 26, 150, 20, 40
_MOST_MONTHS = 60
_FILL = "#0072b2"


def last_day(month: date) -> date:
    """Return the last day of a month.

    >>> last_day(date(2020, 2, 1))
    datetime.date(2020, 2, 29)
    """
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def span(first: date, last: date) -> list[date]:
    """Return the first days of all months from one to another, both included.

    >>> [day.isoformat() for day in span(date(2019, 12, 1), date(2020, 1, 1))]
    ['2019-12-01', '2020-01-01']
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    start = first.year * 12 + first.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(start, start + months + 1)]


def bars(
    counts: Mapping[date, int],
    title: str,
    describe: Callable[[date, int], str],
    address: Callable[[date], str | None],
) -> Markup:
    """Return counts by month (its first day) as an ``<svg>``; empty where there is nothing.

    Months without anything have their place too, unless the span is longer than five years: then
    only months with something are drawn. ``describe`` says in words what a bar shows, ``address``
    what it opens.
    """
    if not counts:
        return Markup("")
    months = span(min(counts), max(counts))
    if len(months) > _MOST_MONTHS:
        months = sorted(counts)
    most = max(counts.values())
    drawn = "".join(
        _bar(place, month, counts.get(month, 0), most, months, describe, address)
        for place, month in enumerate(months)
    )
    width = len(months) * _WIDTH + 10
    return Markup(
        f'<svg class="bars" xmlns="http://www.w3.org/2000/svg" width="{width}" '
        f'height="{_TOP + _HEIGHT + _FOOT}" viewBox="0 0 {width} {_TOP + _HEIGHT + _FOOT}" '
        f'role="group" aria-label="{escape(title)}">{drawn}</svg>'
    )


def _bar(
    place: int,
    month: date,
    count: int,
    most: int,
    months: list[date],
    describe: Callable[[date, int], str],
    address: Callable[[date], str | None],
) -> str:
    x, base = 5 + place * _WIDTH, _TOP + _HEIGHT
    height = max(2, round(_HEIGHT * count / most, 1)) if count else 0
    middle = x + _WIDTH / 2
    is_year = place == 0 or months[place - 1].year != month.year
    foot = f'<text x="{middle}" y="{base + 15}" class="month">{month.month:02}</text>'
    if is_year:
        foot += f'<text x="{middle}" y="{base + 31}" class="year">{month.year}</text>'
    if not count:
        return foot
    bar = (
        f'<title>{escape(describe(month, count))}</title><rect x="{x + 4}" y="{base - height}" '
        f'width="{_WIDTH - 8}" height="{height}" fill="{_FILL}"/>'
        f'<text x="{middle}" y="{base - height - 4}" class="count">{count}</text>'
    )
    link = address(month)
    named = f'aria-label="{escape(describe(month, count))}"'
    return foot + (
        f'<a href="{escape(link)}" {named}>{bar}</a>'
        if link
        else f'<g role="img" {named}>{bar}</g>'
    )

"""When the work of plans falls due: months, bodies, what is next, what lies outside the period.

A deadline is a period with a first and a last day. A month is one of its own; half-years, quarters
and ranges end in their last month, and that is where they count: by then the work must be done. An
activity with two deadlines counts in the month of each, and once where both end in one month. Where
``spread`` is asked for, a deadline counts in every month that its period touches: that shows when
people may be at work, and its counts must not be added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from kavshiri.graph.coordination.plans import ROLES, Activity, Period, Plans
from kavshiri.graph.coordination.scope import in_plans, known_bodies

__all__ = [
    "Bunching",
    "Due",
    "Load",
    "Month",
    "Outside",
    "bunching",
    "deadlines",
    "due_from",
    "load",
    "months",
    "outside_period",
    "overdue",
]


@dataclass(frozen=True, slots=True)
class Load:
    """What falls due for one body in one month (its first day); activities in the plans' order."""

    organisation: str
    month: date
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What falls due in one month (its first day), and its share of all deadlines."""

    month: date
    activities: tuple[str, ...]
    share: Fraction


@dataclass(frozen=True, slots=True)
class Bunching:
    """How the deadlines are spread over the months.

    ``without_deadline`` holds the activities whose deadline is missing or was lost: they count
    nowhere.
    """

    months: tuple[Month, ...]
    without_deadline: tuple[str, ...]

    @property
    def busiest(self) -> Month | None:
        """The month with most deadlines, of equals the first; None without any deadline."""
        return max(self.months, key=lambda each: len(each.activities), default=None)

    def share_of(self, calendar_month: int) -> Fraction:
        """Return the share of one month of the calendar (12 is December) over all years."""
        return sum(
            (each.share for each in self.months if each.month.month == calendar_month), Fraction(0)
        )


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of one activity; ``days`` from the day asked about, below 0 when it is past."""

    activity: str
    period: Period
    days: int


@dataclass(frozen=True, slots=True)
class Outside:
    """A deadline that begins before the plan's period or ends after it."""

    activity: str
    period: Period
    side: Literal["before", "after"]


def deadlines(activity: Activity) -> tuple[Period, ...]:
    """Return the deadlines of an activity, each once, in the order of their last days."""
    return tuple(sorted(set(activity.periods), key=lambda period: (period[1], period[0])))


def months(activity: Activity, *, spread: bool = False) -> tuple[date, ...]:
    """Return the months (their first days) in which an activity counts, each once, sorted."""
    found: set[date] = set()
    for first, last in activity.periods:
        found.update(_months_from(first, last) if spread else [last.replace(day=1)])
    return tuple(sorted(found))


def load(
    plans: Plans,
    plan_iris: Iterable[str] = (),
    *,
    roles: Sequence[str] = ("lead",),
    organisations: Iterable[str] = (),
    spread: bool = False,
) -> tuple[Load, ...]:
    """Return what falls due for each body in each month, sorted by body (IRI) and month.

    ``roles`` says which roles load a body: only that of the lead, unless others are named (``()``
    stands for all); ``organisations`` leaves only some bodies. An activity in which a body has
    several roles counts once. QueryError for an unknown plan or body.
    """
    only = set(known_bodies(plans, organisations))
    found: dict[tuple[str, date], list[str]] = {}
    for activity in in_plans(plans, plan_iris):
        when = months(activity, spread=spread)
        for body in activity.bodies(*roles):
            for month in when if not only or body in only else ():
                found.setdefault((body, month), []).append(activity.iri)
    return tuple(Load(*key, tuple(found[key])) for key in sorted(found))


def bunching(
    plans: Plans,
    plan_iris: Iterable[str] = (),
    *,
    roles: Sequence[str] = ROLES,
    organisations: Iterable[str] = (),
) -> Bunching:
    """Return how the deadlines are spread over the months, each at its last month.

    The shares are of all pairs of an activity and a month, so that they add up to 1. Of
    ``organisations`` only activities in which one of them has one of ``roles`` count. QueryError
    for an unknown plan or body.
    """
    found: dict[date, list[str]] = {}
    without: list[str] = []
    for activity in _of(plans, plan_iris, roles, organisations):
        when = months(activity)
        for month in when:
            found.setdefault(month, []).append(activity.iri)
        if not when:
            without.append(activity.iri)
    pairs = sum(map(len, found.values()))
    return Bunching(
        months=tuple(
            Month(month, tuple(found[month]), Fraction(len(found[month]), pairs))
            for month in sorted(found)
        ),
        without_deadline=tuple(without),
    )


def due_from(
    plans: Plans,
    day: date,
    plan_iris: Iterable[str] = (),
    *,
    until: date | None = None,
    roles: Sequence[str] = ROLES,
    organisations: Iterable[str] = (),
) -> tuple[Due, ...]:
    """Return the deadlines whose last day is ``day`` or later, the next one first.

    ``until`` is the last day that is looked at. Deadlines of one day keep the order of the plans.
    QueryError for an unknown plan or body.
    """
    return tuple(
        each
        for each in _dues(day, _of(plans, plan_iris, roles, organisations))
        if each.days >= 0 and (until is None or each.period[1] <= until)
    )


def overdue(
    plans: Plans,
    day: date,
    plan_iris: Iterable[str] = (),
    *,
    roles: Sequence[str] = ROLES,
    organisations: Iterable[str] = (),
) -> tuple[Due, ...]:
    """Return the deadlines whose last day is before ``day``, the latest one last.

    A plan does not say what was done: these are overdue only if they were not. QueryError for an
    unknown plan or body.
    """
    found = _dues(day, _of(plans, plan_iris, roles, organisations))
    return tuple(each for each in found if each.days < 0)


def outside_period(plans: Plans, plan_iris: Iterable[str] = ()) -> tuple[Outside, ...]:
    """Return the deadlines that do not lie within their plan's period, in the order of the plans.

    One that does both stands twice. A plan without a known first or last day has none on that side.
    QueryError for an unknown plan.
    """
    found: list[Outside] = []
    for activity in in_plans(plans, plan_iris):
        plan = plans.plans.get(activity.plan)
        for period in deadlines(activity):
            if plan is not None and plan.start is not None and period[0] < plan.start:
                found.append(Outside(activity.iri, period, "before"))
            if plan is not None and plan.end is not None and period[1] > plan.end:
                found.append(Outside(activity.iri, period, "after"))
    return tuple(found)


def _of(
    plans: Plans, plan_iris: Iterable[str], roles: Sequence[str], organisations: Iterable[str]
) -> Iterator[Activity]:
    """Yield the activities in which one of some bodies (if any is named) has one of some roles."""
    only = set(known_bodies(plans, organisations))
    for activity in in_plans(plans, plan_iris):
        if not only or not only.isdisjoint(activity.bodies(*roles)):
            yield activity


def _dues(day: date, activities: Iterable[Activity]) -> list[Due]:
    found = [
        Due(activity.iri, period, (period[1] - day).days)
        for activity in activities
        for period in deadlines(activity)
    ]
    return sorted(found, key=lambda each: each.period[1])  # stable: the plans' order within a day


def _months_from(first: date, last: date) -> Iterator[date]:
    """Yield the first days of the months from one day to another.

    >>> [month.isoformat() for month in _months_from(date(2019, 11, 30), date(2020, 1, 1))]
    ['2019-11-01', '2019-12-01', '2020-01-01']
    """
    number = first.year * 12 + first.month - 1
    while number <= last.year * 12 + last.month - 1:
        yield date(number // 12, number % 12 + 1, 1)
        number += 1

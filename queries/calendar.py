"""The calendar of plans as an answer: names in, tables in Georgian or English out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kavshiri.graph.coordination.calendar import (
    Bunching,
    Due,
    bunching,
    due_from,
    load,
    outside_period,
    overdue,
)
from kavshiri.graph.coordination.lines import documents, source_lines
from kavshiri.graph.coordination.plans import ROLES, Plans
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.coordination.scope import in_plans
from kavshiri.graph.query import Queryable

from .activities import Shown
from .calendar_words import PARTS, SIDE_WORDS
from .errors import ParameterError
from .names import find_organisation, find_plan
from .question import Text
from .results import Result
from .tables import one_of, percent, table
from .values import Value

__all__ = ["CalendarAnswer", "ask_calendar"]

Rows = Iterator[tuple[Value, ...]]


def ask_calendar(
    store: Queryable,
    organisation: str | None = None,
    plans: Iterable[str] = (),
    *,
    day: date | None = None,
    until: date | None = None,
    spread: bool = False,
    lang: str = "en",
    read: Plans | None = None,
) -> CalendarAnswer:
    """Return when the work of plans (by slug; all if none) falls due, for one body or for all.

    ``day`` asks what is due from then on (at most ``until``) and what is past by then. With
    ``spread`` the load of bodies counts in every month of a period, not in its last alone.
    ``read`` is what was read from the store already. ParameterError, with suggestions, for a name
    that nothing or several things have.
    """
    bodies = [find_organisation(store, organisation)] if organisation else []
    iris = [find_plan(store, name) for name in plans]
    if day and until and until < day:
        expected = Text(
            en=f"a day not before {day.isoformat()}", ka=f"დღე არა უადრეს {day.isoformat()}-ისა"
        )
        raise ParameterError("until", until.isoformat(), expected)
    known = read or read_plans(store)
    lines = source_lines(store, (each.iri for each in in_plans(known, iris)))
    return CalendarAnswer(
        shown=Shown(known, lines, lang),
        plan_iris=tuple(iris),
        organisations=tuple(bodies),
        day=day,
        until=until,
        spread=spread,
        sources=documents(store),
    )


@dataclass(frozen=True)
class CalendarAnswer:
    """When the work falls due, as tables: each part can be shown, saved or made a frame."""

    shown: Shown = field(repr=False)
    plan_iris: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    day: date | None = None
    until: date | None = None
    spread: bool = False
    sources: tuple[str, ...] = ()

    @property
    def lang(self) -> str:
        """The language of the tables."""
        return self.shown.lang

    @cached_property
    def bunching(self) -> Bunching:
        """How the deadlines are spread over the months, whatever the role of the body."""
        return bunching(self.shown.plans, self.plan_iris, organisations=self.organisations)

    @cached_property
    def months(self) -> Result:
        """Each month with the number, share and places of what falls due."""
        return self._table("months", self._months())

    @cached_property
    def load(self) -> Result:
        """Each body and month with what it leads and all that it takes part in.

        The most first, of one body month by month; only the months from that of ``day`` to that of
        ``until``.
        """
        return self._table("load", self._load())

    @cached_property
    def due(self) -> Result:
        """The deadlines from a day on, the next first; from the first one if no day is given."""
        found = due_from(
            self.shown.plans,
            self.day or date.min,
            self.plan_iris,
            until=self.until,
            organisations=self.organisations,
        )
        return self._table("due", map(self._due, found))

    @cached_property
    def overdue(self) -> Result:
        """The deadlines that are past on the day, if what they stand for was not done."""
        day = self.day or date.min
        found = overdue(self.shown.plans, day, self.plan_iris, organisations=self.organisations)
        return self._table("overdue", map(self._due, found))

    @cached_property
    def undated(self) -> Result:
        """The activities without a deadline, missing or lost."""
        found = self.bunching.without_deadline
        return self._table("undated", (self._activity(iri) for iri in found))

    @cached_property
    def outside(self) -> Result:
        """The deadlines that do not lie in their plan's period."""
        return self._table("outside", self._outside())

    def part(self, name: str) -> Result:
        """Return one of the tables by its name; ParameterError where there is none."""
        if name not in PARTS:
            raise ParameterError("part", name, one_of(PARTS))
        result: Result = getattr(self, name)
        return result

    def _table(self, name: str, rows: Iterable[tuple[Value, ...]]) -> Result:
        parameters = {
            "organisation": self.shown.names(self.organisations),
            "plan": ", ".join(map(self.shown.plan, self.plan_iris)),
            "from": self.day.isoformat() if self.day else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return table(PARTS[name], rows, lang=self.lang, parameters=parameters, sources=self.sources)

    def _months(self) -> Rows:
        pairs = sum(len(each.activities) for each in self.bunching.months)
        for each in self.bunching.months:
            count, which = len(each.activities), self.shown.places(each.activities)
            led = sum(map(self._leads, each.activities)) if self.organisations else None
            yield f"{each.month:%Y-%m}", count, percent(count, pairs), led, which

    def _leads(self, iri: str) -> bool:
        leads = self.shown.plans.activities[iri].bodies("lead")
        return not set(leads).isdisjoint(self.organisations)

    def _load(self) -> Rows:
        led, taken = (
            load(
                self.shown.plans,
                self.plan_iris,
                roles=roles,
                organisations=self.organisations,
                spread=self.spread,
            )
            for roles in (("lead",), ROLES)
        )
        leads = {(each.organisation, each.month): len(each.activities) for each in led}
        rows = [
            (
                self.shown.name(each.organisation),
                f"{each.month:%Y-%m}",
                leads.get((each.organisation, each.month), 0),
                len(each.activities),
                self.shown.places(each.activities),
                each.organisation,
            )
            for each in taken
            if self._is_asked_for(each.month)
        ]
        if self.organisations:
            yield from sorted(rows, key=lambda row: (row[0], row[5], row[1]))
        else:
            yield from sorted(rows, key=lambda row: (-row[2], -row[3], row[1], row[0], row[5]))

    def _is_asked_for(self, month: date) -> bool:
        first = self.day.replace(day=1) if self.day else date.min
        return first <= month <= (self.until or date.max)

    def _due(self, due: Due) -> tuple[Value, ...]:
        activity = self.shown.plans.activities[due.activity]
        return (
            due.period[1],
            due.days if self.day else None,
            due.period[0],
            *self.shown.activity(activity)[:5],
            *self.shown.source(activity),
        )

    def _activity(self, iri: str) -> tuple[Value, ...]:
        activity = self.shown.plans.activities[iri]
        return *self.shown.activity(activity)[:5], *self.shown.source(activity)

    def _outside(self) -> Rows:
        for each in outside_period(self.shown.plans, self.plan_iris):
            activity = self.shown.plans.activities[each.activity]
            if not self.organisations or not set(activity.bodies()).isdisjoint(self.organisations):
                said = SIDE_WORDS[each.side].within(self.lang)
                yield said, *each.period, *self._activity(each.activity)

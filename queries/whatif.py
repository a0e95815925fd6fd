"""What-if as an answer: names in, tables in Georgian or English out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kavshiri.graph.coordination.lines import documents, source_lines
from kavshiri.graph.coordination.plans import ROLES, Plans
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.coordination.similar import DOERS, HELPERS, PAYERS, Likeness, Similar, likeness
from kavshiri.graph.coordination.whatif import DELIVERY, MONEY, Effect, WhatIf, what_if
from kavshiri.graph.query import Queryable, kept

from .activities import Shown
from .errors import ParameterError
from .names import find_organisation, find_plan
from .question import Text
from .results import Result
from .tables import decimal, one_of, percent, table
from .values import Value
from .whatif_words import (
    ASPECT,
    DELIVERY_WORDS,
    LOSS_WORDS,
    LOST_WORDS,
    MONEY_WORDS,
    NETWORK_WORDS,
    PARTS,
    ROLE_WORDS,
    titled,
)

__all__ = ["LOST", "WhatIfAnswer", "ask_what_if"]

_MOST_SIMILAR = 3
LOST = {"lead": ("lead",), "helper": HELPERS, "donor": PAYERS}
"""What can be lost, and in which roles."""

_ALIKE = {"lead": DOERS, "helper": HELPERS, "donor": PAYERS}  # who does similar things

Rows = Iterator[tuple[Value, ...]]


def ask_what_if(
    store: Queryable,
    without: Iterable[str],
    plans: Iterable[str] = (),
    *,
    with_units: bool = False,
    lang: str = "en",
    read: Plans | None = None,
) -> WhatIfAnswer:
    """Return what happens if organisations (by any name) are taken away from plans (by slug).

    ``read`` is what was read from the store already. ParameterError, with suggestions, for a name
    that nothing or several things have.
    """
    bodies = [find_organisation(store, name, parameter="without") for name in without]
    iris = [find_plan(store, name) for name in plans]
    if not bodies:
        expected = Text(en="at least one organisation to take away", ka="ერთი ორგანიზაცია მაინც")
        raise ParameterError("without", "", expected)
    found = what_if(read or read_plans(store), bodies, iris, with_units=with_units)
    lines = source_lines(store, (each.activity.iri for each in found.hit))
    scope = [each.activity for each in found.effects]

    def alike(lost: str) -> Likeness:
        key = ("likeness", found.plan_iris, lost)
        return kept(store, key, lambda: likeness(found.plans, scope, _ALIKE[lost]))

    return WhatIfAnswer(found, Shown(found.plans, lines, lang), alike, documents(store))


@dataclass(frozen=True)
class WhatIfAnswer:
    """What happens, as tables: each part is a result that can be shown, saved or made a frame.

    ``what_if`` is the analysis itself, with every activity; ``alike`` tells for each key of
    :data:`LOST` who does similar things.
    """

    what_if: WhatIf
    shown: Shown = field(repr=False)
    alike: Callable[[str], Likeness] = field(repr=False)
    sources: tuple[str, ...] = ()

    @property
    def lang(self) -> str:
        """The language of the tables."""
        return self.shown.lang

    @cached_property
    def summary(self) -> Result:
        """Every outcome with its number and its activities."""
        return self._table("summary", self._summary())

    @cached_property
    def activities(self) -> Result:
        """The activities in which anybody goes."""
        return self._table("activities", map(self._activity, self.what_if.hit))

    @cached_property
    def objectives(self) -> Result:
        """The objectives with such activities."""
        return self._table("objectives", self._objectives())

    @cached_property
    def deadlines(self) -> Result:
        """The deadlines of such activities, day by day."""
        return self._table("deadlines", self._deadlines())

    @cached_property
    def network(self) -> Result:
        """How the network of bodies and activities holds together, before and after."""
        return self._table("network", self._network())

    @cached_property
    def similar(self) -> Result:
        """Who else does what is like the activities that lose somebody."""
        return self._table("similar", self._similar())

    def part(self, name: str) -> Result:
        """Return one of the tables by its name; ParameterError where there is none."""
        if name not in PARTS:
            raise ParameterError("part", name, one_of(PARTS))
        result: Result = getattr(self, name)
        return result

    def others(self, effect: Effect, lost: str) -> tuple[Similar, ...]:
        """Return up to three who do what is like an activity; nobody where nothing is lost.

        ``lost`` is a key of :data:`LOST`.
        """
        if not effect.gone(*LOST[lost]):
            return ()
        return self.alike(lost).of(effect.activity, self.what_if.without, _MOST_SIMILAR)

    def roles(self, by_role: Mapping[str, tuple[str, ...]]) -> str:
        """Return bodies with their roles, as ``ICMPD (partner)``."""
        return "; ".join(
            f"{self.shown.name(body)} ({ROLE_WORDS[role].within(self.lang)})"
            for role in ROLES
            for body in by_role.get(role, ())
        )

    def _table(self, name: str, rows: Iterable[tuple[Value, ...]]) -> Result:
        names = self.shown.names(self.what_if.without)
        plans = ", ".join(map(self.shown.plan, self.what_if.plan_iris))
        return table(
            replace(PARTS[name], title=titled(PARTS[name].title, names)),
            rows,
            lang=self.lang,
            parameters={"without": names, "plan": plans},
            sources=self.sources,
        )

    def _summary(self) -> Rows:
        total = len(self.what_if.effects)
        for aspect, codes, words in (
            ("delivery", DELIVERY, DELIVERY_WORDS),
            ("money", MONEY, MONEY_WORDS),
        ):
            for code in codes:
                effects = getattr(self.what_if, aspect)(code)
                which = self.shown.places(each.activity.iri for each in effects)
                said = (ASPECT[aspect].within(self.lang), code, words[code].within(self.lang))
                yield (*said, len(effects), percent(len(effects), total), which)
        objectives = self.what_if.objectives
        for code, loss in LOSS_WORDS.items():
            hit = [each.objective for each in objectives if each.loss == code]
            said = (ASPECT["objectives"].within(self.lang), code, loss.within(self.lang))
            which = self.shown.objectives(hit)
            yield (*said, len(hit), percent(len(hit), len(objectives)), which)

    def _activity(self, effect: Effect) -> tuple[Value, ...]:
        return (
            *self.shown.activity(effect.activity),
            DELIVERY_WORDS[effect.delivery].within(self.lang),
            MONEY_WORDS[effect.money].within(self.lang),
            self.roles(effect.lost),
            self.roles(effect.left),
            effect.has_state_money,
            effect.has_effort,
            *self.shown.source(effect.activity),
        )

    def _objectives(self) -> Rows:
        for each in self.what_if.objectives:
            if each.hit:
                part = self.shown.plans.objectives.get(each.objective)
                yield (
                    self.shown.plan(each.effects[0].activity.plan),
                    part.number if part else None,
                    part.name(self.lang) if part else each.objective,
                    len(each.effects),
                    len(each.hit),
                    len(each.stranded),
                    LOSS_WORDS[each.loss].within(self.lang),
                    each.next_deadline(),
                    self.shown.places(effect.activity.iri for effect in each.hit),
                    each.objective,
                )

    def _deadlines(self) -> Rows:
        found: dict[date, list[Effect]] = {}
        for effect in self.what_if.hit:
            for day in sorted({period[1] for period in effect.activity.periods}):
                found.setdefault(day, []).append(effect)
        for day in sorted(found):
            which = self.shown.places(effect.activity.iri for effect in found[day])
            yield day, len(found[day]), sum(each.is_stranded for each in found[day]), which

    def _network(self) -> Rows:
        before, after = self.what_if.cohesion
        for name in ("fragmentation", "pieces", "alone", "bodies"):
            one, other = getattr(before, name), getattr(after, name)
            which = self.shown.places(other) if name == "alone" else None
            if name == "alone":
                one, other = len(one), len(other)
            first, second = decimal(one), decimal(other)
            yield NETWORK_WORDS[name].within(self.lang), first, second, second - first, which

    def _similar(self) -> Rows:
        for lost in LOST:
            for effect in self.what_if.hit:
                for other in self.others(effect, lost):
                    yield self._other(effect, lost, other)

    def _other(self, effect: Effect, lost: str, other: Similar) -> tuple[Value, ...]:
        which = (*other.objective, *other.division, *other.types)
        return (
            *self.shown.activity(effect.activity)[:4],
            LOST_WORDS[lost].within(self.lang),
            self.shown.name(other.organisation),
            other.takes_part,
            len(other.objective),
            len(other.division),
            len(other.types),
            self.shown.places(which),
            effect.activity.iri,
        )

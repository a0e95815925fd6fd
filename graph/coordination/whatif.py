"""What plans lose when bodies are taken away: activities, objectives and deadlines.

Taking a body away takes it out of every activity in every role that it has. Nobody else goes: not
its ministry, not its units (unless they are asked for), not the unnamed groups that it may belong
to. The state's money stays whichever body goes, for it is not the body's own. All of this is about
what was planned: a plan does not tell who would step in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from kavshiri.graph.coordination.calendar import deadlines
from kavshiri.graph.coordination.cohesion import Cohesion, cohesion
from kavshiri.graph.coordination.layers import has_state_money
from kavshiri.graph.coordination.money import donors, has_effort
from kavshiri.graph.coordination.plans import ROLES, Activity, Plans
from kavshiri.graph.coordination.scope import in_plans, known_bodies

__all__ = [
    "DELIVERY",
    "MONEY",
    "UNKNOWN_MONEY",
    "Effect",
    "ObjectiveEffect",
    "WhatIf",
    "money_outcomes",
    "what_if",
    "with_units_of",
]

DELIVERY = (
    "withoutLead",
    "fewerLeads",
    "withoutHelper",
    "withoutReporting",
    "leadNotStated",
    "untouched",
)
"""What happens to the delivery of an activity; the first that fits, so that each is told once.

- ``withoutLead``: it had leads and none stays.
- ``fewerLeads``: a lead goes, another stays. A group without a name counts as one that stays.
- ``withoutHelper``: all leads stay, but a supporter or partner that the lead needs goes. What
  remains of them is told beside it, for it may be nobody.
- ``withoutReporting``: only the body that reports on it goes.
- ``leadNotStated``: nobody of its delivery goes, but the plan names no lead, so that nobody can
  tell whether it had one to lose.
- ``untouched``: nobody of its delivery goes.
"""

MONEY = (
    "withoutMoney",
    "partFunded",
    "untouched",
    "effortOnly",
    "cellLost",
    "noColumn",
    "notNamed",
)
"""What happens to the money of an activity; each activity has one.

Its sources are the donors that it names and the state's money, with or without an amount.

- ``withoutMoney``: a donor goes, none stays, and the cell for state money is there and names none.
- ``partFunded``: a donor goes, another or state money stays.
- ``untouched``: it names money and none of it goes.
- ``effortOnly``: it names no money, only the state's administrative effort, which is work.
- ``cellLost``: no donor stays, or there was none, and the cell for state money was lost: nobody
  knows what it said.
- ``noColumn``: no donor stays, or there was none, and the plan has no column for state money.
- ``notNamed``: the cell for money is there, and names neither money nor effort.

Administrative effort that stands beside money makes no difference: it is told apart.
"""

UNKNOWN_MONEY = ("cellLost", "noColumn", "notNamed")
"""The answers to the question of money that mean: the plan does not say."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to one activity.

    ``lost`` and ``left`` hold the bodies that go and that stay by role (roles without any are
    absent); ``delivery`` and ``money`` are codes of :data:`DELIVERY` and :data:`MONEY`.
    """

    activity: Activity
    lost: Mapping[str, tuple[str, ...]]
    left: Mapping[str, tuple[str, ...]]
    delivery: str
    money: str

    @property
    def is_hit(self) -> bool:
        """Whether anybody goes, in whatever role."""
        return bool(self.lost)

    @property
    def is_stranded(self) -> bool:
        """Whether it loses its last lead or its only money."""
        return self.delivery == "withoutLead" or self.money == "withoutMoney"

    @property
    def has_state_money(self) -> bool:
        """Whether the plan names state money for it, with or without an amount."""
        return has_state_money(self.activity)

    @property
    def has_effort(self) -> bool:
        """Whether the plan names administrative effort for it: work that goes on without money."""
        return has_effort(self.activity)

    def still(self, *roles: str) -> tuple[str, ...]:
        """Return who stays in some roles, each once, sorted."""
        return tuple(sorted({body for role in roles for body in self.left.get(role, ())}))

    def gone(self, *roles: str) -> tuple[str, ...]:
        """Return who goes from some roles, each once, sorted."""
        return tuple(sorted({body for role in roles for body in self.lost.get(role, ())}))


@dataclass(frozen=True, slots=True)
class ObjectiveEffect:
    """What happens to one objective; ``effects`` are those of all its activities in scope."""

    objective: str
    effects: tuple[Effect, ...]

    @property
    def stranded(self) -> tuple[Effect, ...]:
        """Its activities that lose their last lead or their only money."""
        return tuple(each for each in self.effects if each.is_stranded)

    @property
    def hit(self) -> tuple[Effect, ...]:
        """Its activities in which anybody goes."""
        return tuple(each for each in self.effects if each.is_hit)

    @property
    def loss(self) -> str:
        """How much of it is stranded: ``all`` or ``some`` of its activities.

        ``none`` where nothing is stranded though something is hit; ``untouched`` else.
        """
        if self.stranded:
            return "all" if len(self.stranded) == len(self.effects) else "some"
        return "none" if self.hit else "untouched"

    def next_deadline(self, day: date = date.min) -> date | None:
        """Return the first deadline of a hit activity that is not before a day; None without."""
        return _next(self.hit, day)


@dataclass(frozen=True)
class WhatIf:
    """What happens to the plans in scope when some bodies are taken away.

    ``without`` are the bodies, sorted; ``effects`` has every activity in scope once, in the order
    of the plans.
    """

    plans: Plans = field(repr=False)
    plan_iris: tuple[str, ...]
    without: tuple[str, ...]
    effects: tuple[Effect, ...]

    @property
    def hit(self) -> tuple[Effect, ...]:
        """The activities in which anybody goes."""
        return tuple(each for each in self.effects if each.is_hit)

    @property
    def stranded(self) -> tuple[Effect, ...]:
        """The activities that lose their last lead or their only money."""
        return tuple(each for each in self.effects if each.is_stranded)

    def delivery(self, code: str) -> tuple[Effect, ...]:
        """Return the activities to whose delivery something happens (:data:`DELIVERY`)."""
        return tuple(each for each in self.effects if each.delivery == code)

    def money(self, code: str) -> tuple[Effect, ...]:
        """Return the activities to whose money something happens (:data:`MONEY`)."""
        return tuple(each for each in self.effects if each.money == code)

    @cached_property
    def objectives(self) -> tuple[ObjectiveEffect, ...]:
        """All objectives with activities in scope, in the order of the plans."""
        found: dict[str, list[Effect]] = {}
        for each in self.effects:
            if each.activity.objective:
                found.setdefault(each.activity.objective, []).append(each)
        return tuple(ObjectiveEffect(iri, tuple(effects)) for iri, effects in found.items())

    @cached_property
    def cohesion(self) -> tuple[Cohesion, Cohesion]:
        """How the plans in scope hang together before and after."""
        return cohesion(self.plans, self.plan_iris, self.without)

    def next_deadline(self, day: date = date.min) -> date | None:
        """Return the first deadline of a hit activity that is not before a day; None without."""
        return _next(self.hit, day)


def what_if(
    plans: Plans,
    without: Iterable[str],
    plan_iris: Iterable[str] = (),
    *,
    with_units: bool = False,
) -> WhatIf:
    """Return what happens to plans (all, if none is named) when bodies are taken away.

    ``without`` are IRIs; without any, nothing changes. With ``with_units`` all that is part of a
    body goes too (``org:subOrganizationOf``; a council that a ministry hosts is no part of it).
    QueryError for a body or plan that the store does not know. O(participations).
    """
    gone = known_bodies(plans, without)
    if with_units:
        gone = with_units_of(plans, gone)
    removed = frozenset(gone)
    chosen = tuple(sorted(set(plan_iris)))
    effects = tuple(_effect(activity, removed) for activity in in_plans(plans, chosen))
    return WhatIf(plans, chosen, gone, effects)


def with_units_of(plans: Plans, bodies: Iterable[str]) -> tuple[str, ...]:
    """Return bodies with all that is part of them, at every depth; each once, sorted."""
    parts: dict[str, list[str]] = {}
    for iri, organisation in plans.organisations.items():
        if organisation.parent:
            parts.setdefault(organisation.parent, []).append(iri)
    found: set[str] = set()
    waiting = list(bodies)
    while waiting:
        body = waiting.pop()
        if body not in found:
            found.add(body)
            waiting += parts.get(body, ())
    return tuple(sorted(found))


def _effect(activity: Activity, removed: frozenset[str]) -> Effect:
    roles = {role: activity.roles.get(role, ()) for role in ROLES}
    roles["donor"] = donors(activity)
    lost = {role: tuple(b for b in bodies if b in removed) for role, bodies in roles.items()}
    left = {role: tuple(b for b in bodies if b not in removed) for role, bodies in roles.items()}
    return Effect(
        activity=activity,
        lost=MappingProxyType({role: bodies for role, bodies in lost.items() if bodies}),
        left=MappingProxyType({role: bodies for role, bodies in left.items() if bodies}),
        delivery=_delivery(lost, left),
        money=_money(activity, bool(lost["donor"]), bool(left["donor"])),
    )


def money_outcomes(activity: Activity) -> tuple[str, str, str]:
    """Return what happens to the money of an activity when no donor goes, some go, and all go.

    Codes of :data:`MONEY`; all three are alike where the activity names no donor.
    """
    named = bool(donors(activity))
    none = _money(activity, goes=False, stays=named)
    if not named:
        return none, none, none
    return (
        none,
        _money(activity, goes=True, stays=True),
        _money(activity, goes=True, stays=False),
    )


def _delivery(lost: Mapping[str, tuple[str, ...]], left: Mapping[str, tuple[str, ...]]) -> str:
    if lost["lead"]:
        return "fewerLeads" if left["lead"] else "withoutLead"
    if lost["support"] or lost["partner"]:
        return "withoutHelper"
    if lost["reporting"]:
        return "withoutReporting"
    return "untouched" if left["lead"] else "leadNotStated"


def _money(activity: Activity, goes: bool, stays: bool) -> str:
    """``goes`` and ``stays`` say whether any donor does."""
    unnamed = any(each.kind == "donor" and not each.funder for each in activity.fundings)
    if stays or unnamed or has_state_money(activity):
        return "partFunded" if goes else "untouched"
    if activity.has_budget_cell is False:
        return "cellLost"
    if goes and activity.has_budget_cell:
        return "withoutMoney"
    if not goes and has_effort(activity):
        return "effortOnly"
    return "noColumn" if activity.has_budget_cell is None else "notNamed"


def _next(effects: Iterable[Effect], day: date) -> date | None:
    days = [period[1] for each in effects for period in deadlines(each.activity)]
    return min((each for each in days if each >= day), default=None)

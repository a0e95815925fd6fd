"""The layers of the network: what one activity adds to each, and when a donor is its only money.

=========== ==================================== ===========================================
layer       tie                                  from
=========== ==================================== ===========================================
delivery    lead → supporter, lead → partner     an activity: each lead needs each of them
joint       lead — lead                          an activity with more than one lead
funding     lead → donor                         an activity with a donor
reporting   reporting body → lead                an activity with a separate reporting body
hosting     council → who hosts it               the authority list, for each activity in
                                                 which the council takes part in any role
=========== ==================================== ===========================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

from kavshiri.graph.coordination.choice import known
from kavshiri.graph.coordination.plans import Activity, Plans

__all__ = ["ROLES_OF", "has_state_money", "money_tie", "ties"]

ROLES_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "delivery": ("lead", "support", "partner"),
        "joint": ("lead",),
        "funding": ("lead", "donor"),
        "reporting": ("lead", "reporting"),
        "hosting": ("lead", "support", "partner", "donor", "reporting"),
    }
)
"""The roles that each layer is made of."""

Tie = tuple[str, str, str]
"""Who needs whom, and the role in which the second is needed."""


def ties(plans: Plans, activity: Activity, layer: str) -> Iterator[Tie]:
    """Yield the ties that one activity adds to a layer, between the bodies that the plan names.

    The two leads of a joint tie stand in alphabetical order. A body in both roles of a tie is
    yielded as a tie to itself, so that who draws the network can count it.
    """
    return _TIES[layer](plans, activity)


def _delivery(_plans: Plans, activity: Activity) -> Iterator[Tie]:
    for lead in activity.bodies("lead"):
        for role in ("support", "partner"):
            for helper in activity.bodies(role):
                yield lead, helper, role


def _joint(_plans: Plans, activity: Activity) -> Iterator[Tie]:
    for one, other in combinations(activity.bodies("lead"), 2):
        yield one, other, "lead"


def _funding(_plans: Plans, activity: Activity) -> Iterator[Tie]:
    for lead in activity.bodies("lead"):
        for donor in activity.bodies("donor"):
            yield lead, donor, "donor"


def _reporting(_plans: Plans, activity: Activity) -> Iterator[Tie]:
    for reporter in activity.bodies("reporting"):
        for lead in activity.bodies("lead"):
            yield reporter, lead, "lead"


def _hosting(plans: Plans, activity: Activity) -> Iterator[Tie]:
    for body in activity.bodies():
        host = known(plans, body).host
        if host is not None:
            yield body, host, "host"


_TIES: dict[str, Callable[[Plans, Activity], Iterator[Tie]]] = {
    "delivery": _delivery,
    "joint": _joint,
    "funding": _funding,
    "reporting": _reporting,
    "hosting": _hosting,
}


def has_state_money(activity: Activity) -> bool:
    """Return whether the plan states any state money, in whatever form.

    A sum, a whole programme's budget, a price per unit, money still to be determined or not told:
    each says that state money is meant. Administrative resource is effort, not money.
    """
    return any(funding.kind == "stateBudget" for funding in activity.fundings)


def money_tie(plans: Plans, activity: Activity, level: str) -> str:
    """Return what the donors of an activity are to it.

    ``critical``: one donor, no state money, and the cell for state money is there and says so.
    ``unsure``: one donor and no state money that could be read, but that cell was lost, or the
    plan has no column for it. ``shared``: there is other money. ``none``: there is no donor. At the
    level of ministries two units of one body are one donor. Who is left out of a network still
    pays: this is about what the plan says.
    """
    donors = activity.bodies("donor")
    if level == "ministry":
        donors = tuple({plans.ministry(donor) for donor in donors})
    if not donors:
        return "none"
    if len(donors) > 1 or has_state_money(activity):
        return "shared"
    return "critical" if activity.has_budget_cell else "unsure"

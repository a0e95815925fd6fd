"""Donor, intermediary, lead, activity: how donor money probably travels.

A donor beside an international partner is often a delivery chain: the donor pays, the partner runs
the project with the body that leads. A plan does not say so. A chain is a view on one row of a
plan: it changes no role and adds no money.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kavshiri.graph.coordination.choice import known
from kavshiri.graph.coordination.money import donors
from kavshiri.graph.coordination.plans import Activity, Organisation, Plans
from kavshiri.graph.coordination.scope import in_plans

__all__ = ["Chain", "delivery_chains"]


@dataclass(frozen=True, slots=True)
class Chain:
    """One activity that a donor funds and in which an international body is a partner.

    ``alternatives`` is in how many chains the activity stands: 1 where one donor meets one
    intermediary; more where the plan leaves open who pays whom.
    """

    donor: str
    intermediary: str
    leads: tuple[str, ...]
    activity: str
    alternatives: int = 1


def delivery_chains(plans: Plans, plan_iris: Iterable[str] = ()) -> tuple[Chain, ...]:
    """Return every pairing of a donor with an international partner, in the order of the plans.

    An intermediary is a body of the sector ``international`` that is a partner of the activity and
    none of its donors (a donor needs no go-between to itself); groups without a name are none.
    Donors and intermediaries of one activity come sorted by IRI. QueryError for an unknown plan.
    """
    found: list[Chain] = []
    for activity in in_plans(plans, plan_iris):
        payers, between = donors(activity), _intermediaries(plans, activity)
        leads, ways = activity.roles.get("lead", ()), len(payers) * len(between)
        found += [
            Chain(payer, body, leads, activity.iri, ways) for payer in payers for body in between
        ]
    return tuple(found)


def _intermediaries(plans: Plans, activity: Activity) -> list[str]:
    payers = donors(activity)
    return [
        iri
        for iri in activity.roles.get("partner", ())
        if iri not in payers and _is_international(known(plans, iri))
    ]


def _is_international(body: Organisation) -> bool:
    return body.sector == "international" and not body.is_group

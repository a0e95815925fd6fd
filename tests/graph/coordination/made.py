"""Small plans for the tests, written in a line each: bodies are called a, b, c."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kavshiri.graph.coordination.plans import (
    Activity,
    Funding,
    Organisation,
    Part,
    Period,
    Plan,
    Plans,
)

__all__ = ["made", "row"]

_PERIOD = (date(2019, 12, 1), date(2019, 12, 31))


def row(
    iri: str,
    *,
    lead: str = "",
    support: str = "",
    partner: str = "",
    donor: str = "",
    reporting: str = "",
    plan: str = "plan",
    objective: str | None = None,
    parent: str | None = None,
    state_money: bool = False,
    effort: bool = False,
    budget_cell: bool | None = True,
    periods: tuple[Period, ...] = (_PERIOD,),
) -> Activity:
    """One activity; the bodies of a role stand in one text, separated by blanks."""
    named = {
        "lead": lead,
        "support": support,
        "partner": partner,
        "donor": donor,
        "reporting": reporting,
    }
    fundings = [Funding("donor", "notStated", funder=each) for each in donor.split()]
    fundings += [Funding("stateBudget", "notStated")] * state_money
    fundings += [Funding("administrativeResource", "notStated")] * effort
    return Activity(
        iri=iri,
        plan=plan,
        labels={"en": f"Activity {iri}", "ka": f"საქმიანობა {iri}"},
        number=iri,
        objective=objective,
        parent=parent,
        periods=periods,
        roles={role: tuple(sorted(text.split())) for role, text in named.items() if text},
        fundings=tuple(fundings),
        has_budget_cell=budget_cell,
    )


def made(
    *rows: Activity,
    parents: Mapping[str, str] | None = None,
    hosts: Mapping[str, str] | None = None,
    chairs: Mapping[str, str] | None = None,
    sectors: Mapping[str, str] | None = None,
    types: Mapping[str, str] | None = None,
    groups: str = "",
    divisions: Mapping[str, str] | None = None,
) -> Plans:
    """Plans with these activities, in this order; every body that is named is known."""
    bodies = {body for each in rows for body in each.bodies()}
    for links in (parents, hosts, chairs):
        bodies |= {*(links or {}), *(links or {}).values()}
    divisions = divisions or {}
    objectives = {each.objective: each.parent for each in rows if each.objective}
    return Plans(
        plans={plan: Plan(plan, {"en": plan}) for plan in sorted({each.plan for each in rows})},
        divisions={iri: Part(iri, {"en": iri}, parent=above) for iri, above in divisions.items()},
        objectives={iri: Part(iri, {"en": iri}, parent=up) for iri, up in objectives.items()},
        organisations={
            body: Organisation(
                iri=body,
                labels={"en": body.upper(), "ka": f"უწყება {body}"},
                type=(types or {}).get(body, "agency"),
                sector=(sectors or {}).get(body, "government"),
                is_group=body in groups.split(),
                parent=(parents or {}).get(body),
                host=(hosts or {}).get(body),
                chair=(chairs or {}).get(body),
            )
            for body in sorted(bodies)
        },
        activities={each.iri: each for each in rows},
    )

"""What hangs on one body alone: its only lead, its only money.

Both are told by dominators. A flow leads from a start through bodies to activities and on to all
that these stand in: objectives, divisions, plans. A body dominates a thing if every way from the
start to the thing passes through the body: without it, the thing is reached by nobody.

Leads and money have flows of their own. In one flow donor → lead → activity, money for one activity
of an agency would count as a way to all its other activities, and hide what hangs on one donor.

Dominators: E. S. Lowry and C. W. Medlock, "Object code optimization", Communications of the ACM 12
(1969); found as by K. D. Cooper, T. J. Harvey and K. Kennedy, "A simple, fast dominance algorithm"
(2001).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from kavshiri.graph.coordination.choice import Choice, activities, bodies
from kavshiri.graph.coordination.layers import money_tie
from kavshiri.graph.coordination.plans import Activity, Plans

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["START", "dominated", "lead_flow", "money_flow", "only_funder", "only_lead"]

START = ""
"""Where every flow begins; no IRI is empty."""


def only_lead(plans: Plans, choice: Choice | None = None) -> dict[str, tuple[str, ...]]:
    """Return what each body alone leads: activities, objectives, divisions and plans, sorted.

    An activity whose one lead is the body; an objective, division or plan if that holds for all of
    its activities in scope. An activity without a lead hangs on nobody. Leads who are left out of
    the choice are leads still; only what they dominate is not returned. At the level of ministries
    two units of one ministry are one lead. O(participations · depth of the plan).
    """
    choice = choice or Choice()
    return dominated(lead_flow(plans, choice), sorted(set(bodies(plans, choice).values())))


def only_funder(plans: Plans, choice: Choice | None = None) -> dict[str, tuple[str, ...]]:
    """Return what each donor alone pays: activities, objectives, divisions and plans, sorted.

    An activity with this one donor and no state money, whose cell for state money is there (see
    :func:`~kavshiri.graph.coordination.layers.money_tie`); an objective, division or plan if that
    holds for all of its activities in scope. Administrative effort is no money. Who is left out of
    the choice pays still. O(participations · depth of the plan).
    """
    choice = choice or Choice()
    return dominated(money_flow(plans, choice), sorted(set(bodies(plans, choice).values())))


def lead_flow(plans: Plans, choice: Choice) -> nx.DiGraph[str]:
    """Return the flow start → lead → activity → all that it stands in.

    The start leads straight to an activity without a lead.
    """
    return _flow(plans, choice, lambda activity: activity.bodies("lead"))


def money_flow(plans: Plans, choice: Choice) -> nx.DiGraph[str]:
    """Return the flow start → donor → activity → all that it stands in.

    The start leads straight to an activity unless a donor is its only money.
    """

    def donor(activity: Activity) -> Iterable[str]:
        critical = money_tie(plans, activity, choice.level) == "critical"
        return activity.bodies("donor") if critical else ()

    return _flow(plans, choice, donor)


def dominated(flow: nx.DiGraph[str], by: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return what each of some bodies dominates in a flow, sorted; nothing for one not in it."""
    import networkx as nx

    above: Mapping[str, str | None] = nx.immediate_dominators(flow, START)
    found: dict[str, list[str]] = {body: [] for body in by}
    for thing in sorted(above):
        here = above[thing]
        while here is not None and here != START:
            if here in found:
                found[here].append(thing)
            here = above.get(here)
    return {body: tuple(things) for body, things in found.items()}


def _flow(
    plans: Plans, choice: Choice, sources: Callable[[Activity], Iterable[str]]
) -> nx.DiGraph[str]:
    import networkx as nx

    flow: nx.DiGraph[str] = nx.DiGraph()
    flow.add_node(START)
    for activity in activities(plans, choice):
        through = {
            plans.ministry(body) if choice.level == "ministry" else body
            for body in sources(activity)
        }
        for body in sorted(through):
            flow.add_edge(START, body)
            flow.add_edge(body, activity.iri)
        if not through:
            flow.add_edge(START, activity.iri)
        for place in (*plans.within(activity), activity.plan):
            flow.add_edge(activity.iri, place)
    return flow

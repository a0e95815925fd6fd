"""How much a body does, and how much it needs and is needed: counts of activities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kavshiri.graph.coordination.calendar import months
from kavshiri.graph.coordination.network import taking_part
from kavshiri.graph.coordination.plans import Activity

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ROLE_COUNTS", "deadline_load", "neighbours", "role_counts", "shares", "strengths"]

ROLE_COUNTS = ("leads", "supports", "partners", "funds", "reports")
"""The codes of the counts by role, in the order of the roles."""


def role_counts(graph: nx.Graph[str], code: str) -> dict[str, int]:
    """Return in how many activities of the scope each node has the role that a code counts.

    Unit: activities. An activity counts once for a node, also where several units of one ministry
    have the role. Every role is counted, whatever the layers of the network. O(n).
    """
    return {node: int(data[code]) for node, data in graph.nodes(data=True)}


def shares(graph: nx.Graph[str]) -> dict[str, int]:
    """Return in how many activities each node takes part, in any role the network is made of.

    For the network of organisations and activities: the degree of its organisations. Unit:
    activities. O(n).
    """
    return {node: graph.degree(node) for node, side in graph.nodes(data="bipartite") if side == 0}


def strengths(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the sum of the weights of the ties of each node.

    Unit: activities, each counted once for every body it ties the node to. In a directed network
    the ties in both directions. 0 for a node without ties. O(n + m).

    Source: A. Barrat, M. Barthélemy, R. Pastor-Satorras and A. Vespignani, "The architecture of
    complex weighted networks", Proceedings of the National Academy of Sciences 101 (2004).
    """
    return {node: int(graph.degree(node, weight="weight")) for node in graph}


def neighbours(graph: nx.Graph[str]) -> Mapping[str, int]:
    """Return with how many others each node has a tie: the cases that most scores rest on."""
    return {node: graph.degree(node) for node in graph}


def deadline_load(activities: Iterable[Activity], shown: Mapping[str, str]) -> dict[str, int]:
    """Return how many of the activities that each body leads are due in its busiest month.

    An activity counts in the month of the last day of each of its deadlines. Unit: activities; 0
    for a body that leads nothing with a deadline. ``shown`` is what
    :func:`~kavshiri.graph.coordination.choice.bodies` returns. O(participations).
    """
    loads: dict[str, Counter[date]] = defaultdict(Counter)
    for activity in activities:
        for lead in taking_part(activity, ("joint",), shown):
            loads[lead].update(months(activity))
    return {lead: max(load.values(), default=0) for lead, load in loads.items()}

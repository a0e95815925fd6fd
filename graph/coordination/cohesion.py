"""How far the network of bodies and activities hangs together, with some bodies and without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kavshiri.graph.coordination.bipartite import bipartite
from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.measures.fragmentation import fragmentation
from kavshiri.graph.coordination.plans import Plans

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Cohesion", "cohesion"]


@dataclass(frozen=True, slots=True)
class Cohesion:
    """The bipartite network in figures.

    ``pieces`` are parts that no chain of shared activities joins; ``alone`` the activities (IRIs,
    sorted) in which nobody with a name takes part, each a piece of its own; ``fragmentation`` the
    share of pairs of nodes, bodies and activities, that cannot reach each other (0 to 1).
    """

    bodies: int
    activities: int
    pieces: int
    alone: tuple[str, ...]
    fragmentation: float


def cohesion(
    plans: Plans, plan_iris: Iterable[str] = (), without: Iterable[str] = ()
) -> tuple[Cohesion, Cohesion]:
    """Return how plans (all, if none is named) hang together with and without some bodies.

    Every role counts, groups without a name do not. The bodies that go leave the network; their
    activities stay in it. O(participations).
    """
    graph = bipartite(plans, Choice(layers=LAYERS, plans=tuple(plan_iris)))
    before = _measured(graph)
    graph.remove_nodes_from(list(without))
    return before, _measured(graph)


def _measured(graph: nx.Graph[str]) -> Cohesion:
    import networkx as nx

    activities = sorted(node for node, side in graph.nodes(data="bipartite") if side == 1)
    return Cohesion(
        bodies=len(graph) - len(activities),
        activities=len(activities),
        pieces=nx.number_connected_components(graph),
        alone=tuple(node for node in activities if not graph.degree(node)),
        fragmentation=fragmentation(graph),
    )

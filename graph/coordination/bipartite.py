"""The plain truth behind every network: which body takes part in which activity, in what roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kavshiri.graph.coordination.choice import Choice, activities, bodies
from kavshiri.graph.coordination.network import describe, taking_part
from kavshiri.graph.coordination.plans import Plans

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["bipartite"]


def bipartite(plans: Plans, choice: Choice | None = None) -> nx.Graph[str]:
    """Return the network of organisations and activities of a choice.

    Nodes are IRIs with ``bipartite`` 0 (an organisation, described as in the network) or 1 (an
    activity with ``name_ka``, ``name_en``, ``number`` and ``plan``; also one that nobody takes part
    in). Edges carry ``roles``, in the order of the roles; only those roles count that the chosen
    layers are made of. Nodes and edges go in sorted. O(participations).
    """
    import networkx as nx

    choice = choice or Choice()
    shown = bodies(plans, choice)
    chosen = {each.iri: each for each in activities(plans, choice)}
    found = {iri: taking_part(each, choice.layers, shown) for iri, each in chosen.items()}
    graph: nx.Graph[str] = nx.Graph()
    for node in sorted({node for roles in found.values() for node in roles}):
        graph.add_node(node, bipartite=0, **describe(plans, node))
    for iri in sorted(chosen):
        each = chosen[iri]
        names = {"name_ka": each.name("ka"), "name_en": each.name("en")}
        graph.add_node(iri, bipartite=1, **names, number=each.number, plan=each.plan)
    for iri in sorted(found):
        for node, roles in found[iri].items():
            graph.add_edge(node, iri, roles=roles)
    return graph

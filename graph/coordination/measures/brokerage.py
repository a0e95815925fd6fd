"""Brokerage between sectors: who is needed by one side and needs the other.

R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in
transaction networks", Sociological Methodology 19 (1989) 89-126.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BROKERAGE_ROLES", "brokerage", "sectors"]

BROKERAGE_ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
"""The five roles, in the order of the code list; ``consultant`` is also called itinerant broker."""


def brokerage(
    graph: nx.DiGraph[str], groups: Mapping[str, str]
) -> dict[str, dict[str, int] | None]:
    """Return, for each node, how often it has each of the five roles of a broker.

    b brokers between a and c where a → b → c and a has no tie to c. With an arrow from the body
    that needs to the body that is needed: a needs b, b needs c, and a does not turn to c itself.

    ============== =========================================
    coordinator    a, b and c are of one group
    consultant     a and c are of one group, b of another
    gatekeeper     b and c are of one group, a of another
    representative a and b are of one group, c of another
    liaison        a, b and c are of three groups
    ============== =========================================

    Unit: ordered pairs (a, c), raw counts; weights do not matter. ``groups`` names the group of
    each node. A node whose group is not known (empty or missing) brokers for nobody and is None;
    pairs with such a node count for nobody. 0 for a node without arrows in and out. O(Σ in · out).
    """
    known = {node for node in graph if groups.get(node)}
    reached = {node: set(graph.successors(node)) & known for node in graph}
    found: dict[str, dict[str, int] | None] = {}
    for broker in graph:
        if broker not in known:
            found[broker] = None
            continue
        counts = dict.fromkeys(BROKERAGE_ROLES, 0)
        targets: dict[str, set[str]] = {}
        for target in reached[broker] - {broker}:
            targets.setdefault(groups[target], set()).add(target)
        for source in graph.predecessors(broker):
            if source not in known or source == broker:
                continue
            for group, there in targets.items():
                open_pairs = len(there - reached[source] - {source})
                counts[_role(groups[source], groups[broker], group)] += open_pairs
        found[broker] = counts
    return found


def sectors(graph: nx.Graph[str]) -> dict[str, str]:
    """Return the sector of each node: government, international, civil society and so on."""
    return {node: str(sector or "") for node, sector in graph.nodes(data="sector")}


def _role(source: str, broker: str, target: str) -> str:
    if source == target:
        return "coordinator" if source == broker else "consultant"
    if broker == target:
        return "gatekeeper"
    return "representative" if broker == source else "liaison"

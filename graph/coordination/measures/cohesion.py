"""Where a network would come apart, and how deep in its dense part a body stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["articulation_points", "bridges", "core_numbers"]


def articulation_points(graph: nx.Graph[str]) -> dict[str, int]:
    """Return 1 for each organisation without which its part of the network falls apart, else 0.

    ``graph`` is that of organisations and activities. An organisation is an articulation point if
    there are more components without it: an activity that only it takes part in stands alone then,
    or two sides lose their one link. No unit. An organisation that takes part in one activity is
    never one, nor is one that is alone with one activity. O(n + m).

    Source: J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation",
    Communications of the ACM 16 (1973).
    """
    import networkx as nx

    cut = set(nx.articulation_points(graph))
    return {node: int(node in cut) for node, side in graph.nodes(data="bipartite") if side == 0}


def bridges(graph: nx.Graph[str]) -> dict[str, list[str]]:
    """Return, for each organisation, the activities to which its tie is a bridge, sorted.

    ``graph`` is that of organisations and activities. A tie is a bridge if the network falls apart
    where this one participation is dropped: always where an activity has only this body, or this
    body only that activity, else where the two sides have no other link. Their number is the
    measure; its unit is activities. O(n + m).

    Source: as :func:`articulation_points`.
    """
    import networkx as nx

    found: dict[str, list[str]] = {
        node: [] for node, side in graph.nodes(data="bipartite") if side == 0
    }
    for one, other in nx.bridges(graph):
        body, activity = (one, other) if one in found else (other, one)
        found[body].append(activity)
    return {node: sorted(each) for node, each in found.items()}


def core_numbers(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the core number of each node: the largest k for which it is in the k-core.

    The k-core is what is left when every node with fewer than k ties within it is taken away, again
    and again. Weights do not matter. Unit: ties; 0 for a node without any. O(n + m).

    Sources: S. B. Seidman, "Network structure and minimum degree", Social Networks 5 (1983);
    V. Batagelj and M. Zaveršnik, "An O(m) algorithm for cores decomposition of networks" (2003).
    """
    import networkx as nx

    return dict(nx.core_number(graph))

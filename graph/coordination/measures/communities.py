"""Natural clusters: groups of bodies with more ties among them than to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["communities", "modularity"]

_SEED = 1


def communities(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the number of the cluster of each node, by the Louvain method.

    The method moves nodes between clusters as long as modularity grows, then merges the clusters
    and goes on. Clusters are numbered from 1, the largest first, those of one size by their first
    member; a number is a name and no size. A node without ties is a cluster of its own.

    The method depends on the order of nodes and on chance: they go in sorted, as whole numbers
    (whose sets are ordered alike under every hash seed), with a fixed seed. Other partitions can be
    about as good: read clusters as a hint. About O(m log n).

    Source: V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of
    communities in large networks", Journal of Statistical Mechanics (2008) P10008.
    """
    import networkx as nx

    names, numbered = _numbered(graph)
    parts = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED)
    ordered = sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part[0]))
    found = {names[each]: place for place, part in enumerate(ordered, 1) for each in part}
    return {name: found[name] for name in names}


def modularity(graph: nx.Graph[str], clusters: dict[str, int]) -> float | None:
    """Return how much more of the weight lies within clusters than by chance.

    Q = Σ (inside/W - (strength/2W)²) over the clusters, for W the weight of all ties. From -1/2 to
    1, no unit; None where there are no ties. O(n + m).

    Source: M. E. J. Newman, "Analysis of weighted networks", Physical Review E 70 (2004) 056131.
    """
    import networkx as nx

    if not graph.number_of_edges():
        return None
    names, numbered = _numbered(graph)
    parts: dict[int, set[int]] = {}
    for place, name in enumerate(names):
        parts.setdefault(clusters[name], set()).add(place)
    ordered = [parts[number] for number in sorted(parts)]
    return float(nx.community.modularity(numbered, ordered, weight="weight"))


def _numbered(graph: nx.Graph[str]) -> tuple[list[str], nx.Graph[int]]:
    """Return the names of the nodes, sorted, and the network of their places, edges sorted."""
    import networkx as nx

    names = sorted(graph)
    place = {name: each for each, name in enumerate(names)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    ties = ((*sorted((place[u], place[v])), weight) for u, v, weight in graph.edges(data="weight"))
    numbered.add_weighted_edges_from(sorted(ties))
    return names, numbered

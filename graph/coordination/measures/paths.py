"""Who stands between others: betweenness on ways that are short where ties are strong."""

from __future__ import annotations

from collections.abc import Mapping
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["betweenness", "distances"]

_MANY = 1000  # nodes, above which igraph is used where it is installed


def betweenness(graph: nx.Graph[str], *, fast: bool | None = None) -> dict[str, float]:
    """Return the share of the shortest ways between two others that lead through each node.

    A tie of weight w is 1/w long, so what is often done together is near. For every pair of others
    the share of their shortest ways that pass the node is added up, and divided by the number of
    pairs, (n - 1)(n - 2)/2: 1 for the middle of a star, 0 for an end. Pairs without a way count as
    0. No unit, from 0 to 1; 0 for fewer than three nodes. O(nm + n² log n).

    ``fast`` says whether igraph computes it; None: where the network has more than a thousand nodes
    and igraph (the extra ``fast``) is installed. Both give the same up to rounding.

    Sources: L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40
    (1977); U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
    Sociology 25 (2001); lengths of 1/w: M. E. J. Newman, "Scientific collaboration networks. II",
    Physical Review E 64 (2001) 016132.
    """
    if fast if fast is not None else len(graph) > _MANY and _has_igraph():
        return _with_igraph(graph)
    import networkx as nx

    measured: nx.Graph[str] = nx.Graph()
    measured.add_nodes_from(sorted(graph))
    for (one, other), length in distances(graph).items():
        measured.add_edge(one, other, distance=length)
    found: Mapping[str, float] = nx.betweenness_centrality(measured, weight="distance")
    return dict(found)


def distances(graph: nx.Graph[str]) -> dict[tuple[str, str], int]:
    """Return the length 1/w of every tie as a whole number, in units of the largest that fits all.

    Whole numbers, since ways of equal length must be found equal: 1/3 + 1/3 + 1/3 is not 1 in
    floating point. The pairs are sorted, and so are the ends in each.
    """
    weights = {(min(u, v), max(u, v)): weight for u, v, weight in graph.edges(data="weight")}
    whole = lcm(*set(weights.values()))
    return {pair: whole // weights[pair] for pair in sorted(weights)}


def _has_igraph() -> bool:
    from importlib.util import find_spec

    return find_spec("igraph") is not None


def _with_igraph(graph: nx.Graph[str]) -> dict[str, float]:
    import igraph

    names = sorted(graph)
    number = {name: place for place, name in enumerate(names)}
    lengths = distances(graph)
    ties = [(number[one], number[other]) for one, other in lengths]
    net = igraph.Graph(len(names), ties)
    sums = net.betweenness(directed=False, weights=[float(each) for each in lengths.values()])
    pairs = (len(names) - 1) * (len(names) - 2) / 2
    return {name: each / pairs if pairs else 0.0 for name, each in zip(names, sums, strict=True)}

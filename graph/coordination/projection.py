"""Who works with whom: the activities that two bodies share, weighed by how many share them.

Newman's weight: an activity that k bodies take part in ties each two of them by 1/(k - 1), so that
a body's weights add up to its number of shared activities. M. E. J. Newman, "Scientific
collaboration networks. II. Shortest paths, weighted networks, and centrality", Physical Review E 64
(2001) 016132.

Weights are added up as whole numbers over a common denominator, so they are exact in any order, and
the same whichever of the two ways counts them: a Counter where there is little, SciPy's sparse
matrices where there is much.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, combinations, pairwise
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from kavshiri.graph.coordination.choice import Choice, activities, bodies
from kavshiri.graph.coordination.network import describe, taking_part
from kavshiri.graph.coordination.plans import Plans

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Groups", "Projection", "co_working", "project"]

_MANY = 20_000  # participations, above which loading SciPy pays
_EXACT = 2**53  # whole numbers up to here are exact as floats
_WHOLE = 2**63  # whole numbers from here on are none for SciPy


class Groups(NamedTuple):
    """Who takes part in what: the members of all groups one after another, and where each begins.

    Members are numbers of bodies, in ascending order and each once in a group; ``starts`` has one
    entry more than there are groups, which is the number of all members. Compact arrays, so that
    hundreds of thousands of participations are counted without a Python object for each.
    """

    starts: array[int]
    members: array[int]

    @classmethod
    def of(cls, groups: Iterable[Iterable[int]]) -> Groups:
        """Return groups from lists of members."""
        starts, members = array("i", [0]), array("i")
        for group in groups:
            members.extend(group)
            starts.append(len(members))
        return cls(starts, members)


class Projection(NamedTuple):
    """Pairs of bodies with their weights, as three columns, sorted by first and second."""

    first: array[int]
    second: array[int]
    weight: array[float]


def project(groups: Groups, count: int) -> Projection:
    """Return Newman's weight for every two of ``count`` bodies that share a group.

    The weights are the exact sums, rounded once. An empty group and one of a single member tie
    nobody. O(Σ k²) over groups of k.
    """
    if len(groups.members) > _MANY:
        return _sparse(groups, count)
    return _counted(groups)


def co_working(plans: Plans, choice: Choice | None = None) -> nx.Graph[str]:
    """Return the network of bodies that take part in the same activities.

    Nodes are as in the network, also those that work alone. Edges carry ``weight`` (Newman's, no
    unit) and ``activities``, in the order of the plans. The roles that count are those that the
    chosen layers are made of. An activity with one body only ties nobody. Nodes and edges go in
    sorted.
    """
    import networkx as nx

    choice = choice or Choice()
    shown = bodies(plans, choice)
    chosen = activities(plans, choice)
    parts = [list(taking_part(each, choice.layers, shown)) for each in chosen]
    names = sorted({node for part in parts for node in part})
    number = {name: place for place, name in enumerate(names)}
    groups = [[number[node] for node in part] for part in parts]
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for each, group in zip(chosen, groups, strict=True):
        for pair in combinations(group, 2):
            shared[pair].append(each.iri)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((name, describe(plans, name)) for name in names)
    for one, other, weight in zip(*project(Groups.of(groups), len(names)), strict=True):
        together = tuple(shared[one, other])
        graph.add_edge(names[one], names[other], weight=weight, activities=together)
    return graph


def _counted(groups: Groups) -> Projection:
    by_size: dict[int, list[array[int]]] = defaultdict(list)
    for start, end in pairwise(groups.starts):
        if end - start > 1:
            by_size[end - start].append(groups.members[start:end])
    whole = _denominator(by_size)
    total: Counter[tuple[int, int]] = Counter()
    for size, same in by_size.items():
        counts = Counter(chain.from_iterable(combinations(group, 2) for group in same))
        for pair, times in counts.items():
            total[pair] += times * (whole // (size - 1))
    pairs = sorted(total)
    return Projection(
        array("i", [pair[0] for pair in pairs]),
        array("i", [pair[1] for pair in pairs]),
        array("d", [total[pair] / whole for pair in pairs]),
    )


def _denominator(sizes: Iterable[int]) -> int:
    """Return what the shares 1/(k - 1) of groups of some sizes are all whole parts of."""
    return lcm(*(size - 1 for size in sizes if size > 1))


def _sparse(groups: Groups, count: int) -> Projection:
    """Return the same as the product Bᵀ D B of the incidence matrix and the shares of groups.

    Where sizes differ so much that whole numbers of 64 bits do not do, the other way counts.
    """
    import numpy as np
    from scipy import sparse

    starts = np.frombuffer(groups.starts, dtype=np.intc)
    members = np.frombuffer(groups.members, dtype=np.intc)
    sizes = np.diff(starts).astype(np.int64)
    whole = _denominator(np.flatnonzero(np.bincount(sizes)).tolist())
    if whole * len(sizes) >= _WHOLE:
        return _counted(groups)
    shares = np.where(sizes > 1, whole // np.maximum(sizes - 1, 1), 0)
    shape = (len(sizes), count)
    ones = np.ones(len(members), dtype=np.int64)
    incidence = sparse.csr_array((ones, members, starts), shape=shape)
    weighed = sparse.csr_array((np.repeat(shares, sizes), members, starts), shape=shape)
    product = sparse.csr_array(incidence.T) @ weighed
    product.sort_indices()
    rows = np.repeat(np.arange(count, dtype=np.intc), np.diff(product.indptr))
    upper = rows < product.indices
    sums = product.data[upper]
    exact = whole * len(sizes) < _EXACT  # else Python divides, which rounds once
    weights = sums / whole if exact else np.array([each / whole for each in sums.tolist()])
    return Projection(
        array("i", rows[upper].tobytes()),
        array("i", product.indices[upper].astype(np.intc).tobytes()),
        array("d", weights.tobytes()),
    )

"""Structural holes: how far the partners of a body are tied to each other.

R. S. Burt, "Structural Holes: The Social Structure of Competition" (Harvard University Press,
1992), chapter 2; on what the numbers mean, S. P. Borgatti, "Structural holes: unpacking Burt's
redundancy measures", Connections 20 (1997).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import fsum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["constraint", "effective_size"]

_MANY = 100_000  # ties, above which SciPy's sparse matrices are used: the same up to rounding
_ROWS = 500  # nodes at once, so that what lies two ties away fits into memory

_Shares = Mapping[str, Mapping[str, float]]


def constraint(graph: nx.Graph[str]) -> dict[str, float | None]:
    """Return Burt's constraint of each node: how far its ties lead back to the same partners.

    cᵢ = Σⱼ (pᵢⱼ + Σ_q pᵢ_q p_qⱼ)² over the neighbours j of i and the q that are neighbours of both,
    where pᵢⱼ is the share of the tie to j in the strength of i. 1 for a node with one neighbour;
    1/n for n neighbours of equal weight that have no ties among them; above 1 is possible for few
    neighbours that are tied to each other. No unit. None for a node without ties, of which it says
    nothing. O(Σ deg²).
    """
    if graph.number_of_edges() > _MANY:
        return _by_matrices(graph, _constraint_of_rows)
    shares = _shares(graph)
    found: dict[str, float | None] = {}
    for node in graph:
        own = shares[node]
        terms = [
            (own[j] + fsum(own[q] * shares[q][j] for q in _common(shares, node, j))) ** 2
            for j in own
        ]
        found[node] = fsum(terms) if terms else None
    return found


def effective_size(graph: nx.Graph[str]) -> dict[str, float | None]:
    """Return Burt's effective size of each node: how many partners offer what others do not.

    eᵢ = Σⱼ (1 - Σ_q pᵢ_q mⱼ_q) over the neighbours j of i and the q that are neighbours of both,
    where pᵢ_q is the share of the tie to q in the strength of i, and mⱼ_q the weight of the tie
    between j and q for the weight of j's strongest tie. With equal weights it is n - 2t/n for n
    neighbours with t ties among them: n where none are tied, 1 where all are. Unit: partners. None
    for a node without ties. O(Σ deg²).
    """
    if graph.number_of_edges() > _MANY:
        return _by_matrices(graph, _effective_size_of_rows)
    shares = _shares(graph)
    strongest = {node: max(shares[node].values(), default=0.0) for node in graph}
    found: dict[str, float | None] = {}
    for node in graph:
        own = shares[node]
        redundant = [
            own[q] * shares[j][q] / strongest[j] for j in own for q in _common(shares, node, j)
        ]
        found[node] = len(own) - fsum(redundant) if own else None
    return found


def _shares(graph: nx.Graph[str]) -> _Shares:
    """Return the share of each tie in the strength of its node."""
    shares = {}
    for node in graph:
        weights = {other: edge["weight"] for other, edge in graph[node].items() if other != node}
        whole = sum(weights.values())
        shares[node] = {other: weight / whole for other, weight in weights.items()}
    return shares


def _common(shares: _Shares, one: str, other: str) -> Iterator[str]:
    """Yield who is a neighbour of both."""
    few, many = sorted((shares[one], shares[other]), key=len)
    return (each for each in few if each in many)


def _by_matrices(
    graph: nx.Graph[str], of_rows: Callable[[Any, Any, slice], Any]
) -> dict[str, float | None]:
    """Return what a function of the weights and the shares says of every node, block by block."""
    import networkx as nx
    import numpy as np
    from scipy import sparse

    names = sorted(graph)
    weights = nx.to_scipy_sparse_array(graph, nodelist=names, dtype=float, format="csr")
    weights.setdiag(0)
    weights.eliminate_zeros()
    strengths = weights.sum(axis=1)
    shares = sparse.csr_array(weights.multiply(1 / np.where(strengths > 0, strengths, 1)[:, None]))
    values: list[float] = []
    for start in range(0, len(names), _ROWS):
        values += of_rows(weights, shares, slice(start, start + _ROWS)).tolist()
    return {
        name: value if strength else None
        for name, value, strength in zip(names, values, strengths.tolist(), strict=True)
    }


def _constraint_of_rows(weights: Any, shares: Any, rows: slice) -> Any:
    """Σⱼ (P + (P·P) ∘ [W > 0])² of some rows."""
    own, tied = shares[rows], weights[rows] > 0
    both = own + (own @ shares).multiply(tied)
    return both.multiply(both).sum(axis=1)


def _effective_size_of_rows(weights: Any, shares: Any, rows: slice) -> Any:
    """n - Σⱼ ((P·Mᵀ) ∘ [W > 0]) of some rows, M being the weights for the strongest tie of each."""
    import numpy as np

    tied = weights[rows] > 0
    strongest = weights.max(axis=1).toarray().ravel()
    marginal = weights.multiply(1 / np.where(strongest > 0, strongest, 1)[:, None])
    redundant = (shares[rows] @ marginal.T).multiply(tied).sum(axis=1)
    return tied.sum(axis=1) - redundant

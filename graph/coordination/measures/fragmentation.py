"""How far a network falls apart, and how much further without one of its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["fragmentation", "fragmentation_changes"]


def fragmentation(graph: nx.Graph[str]) -> float:
    """Return the share of ordered pairs of nodes that cannot reach each other.

    F = 1 - Σ sᵢ(sᵢ - 1) / (n(n - 1)) over the components of sizes sᵢ: 0 where all are connected, 1
    where nobody has a tie. Directions and weights do not matter. No unit, from 0 to 1; 0 for fewer
    than two nodes, where no pair could be cut. O(n + m).

    Source: S. P. Borgatti, "Identifying sets of key players in a social network", Computational and
    Mathematical Organization Theory 12 (2006) 21-34.
    """
    import networkx as nx

    components = nx.weakly_connected_components if graph.is_directed() else nx.connected_components
    return _fragmented(len(part) for part in components(graph))


def fragmentation_changes(graph: nx.Graph[str]) -> dict[str, float]:
    """Return, for each node, the fragmentation without it less the fragmentation with it.

    Above 0: the rest falls further apart. Below 0: the node itself was among the loose ends, and
    what is left holds together better. All nodes in one walk over the network: O(n + m).

    Source: as :func:`fragmentation`.
    """
    whole = fragmentation(graph)
    neighbours = {node: sorted({*_around(graph, node)} - {node}) for node in sorted(graph)}
    parts = _parts_without(neighbours)
    sizes = _sizes(neighbours)
    total = len(neighbours)
    together = sum(size * (size - 1) for size in sizes.values())  # sizes by the first node of each
    changes = {}
    for node, (first, left) in parts.items():
        size = sizes[first]
        rest = together - size * (size - 1) + sum(part * (part - 1) for part in left)
        changes[node] = _share_apart(rest, total - 1) - whole
    return changes


def _fragmented(sizes: Iterable[int]) -> float:
    found = list(sizes)
    return _share_apart(sum(size * (size - 1) for size in found), sum(found))


def _share_apart(together: int, count: int) -> float:
    """Return the share of ordered pairs that are apart, from the number that are together."""
    pairs = count * (count - 1)
    return (pairs - together) / pairs if pairs else 0.0


def _around(graph: Any, node: str) -> Iterable[str]:
    if graph.is_directed():
        yield from graph.predecessors(node)
        yield from graph.successors(node)
    else:
        yield from graph.neighbors(node)


def _sizes(neighbours: Mapping[str, list[str]]) -> dict[str, int]:
    """Return the size of each component, by its first node."""
    sizes: dict[str, int] = {}
    seen: set[str] = set()
    for first in neighbours:
        if first in seen:
            continue
        stack, part = [first], {first}
        while stack:
            fresh = [other for other in neighbours[stack.pop()] if other not in part]
            part.update(fresh)
            stack += fresh
        seen |= part
        sizes[first] = len(part)
    return sizes


def _parts_without(neighbours: Mapping[str, list[str]]) -> dict[str, tuple[str, list[int]]]:
    """Return, for each node, the first node of its component and the sizes of what is left of it.

    Depth-first search with low points (Hopcroft and Tarjan, "Algorithm 447: efficient algorithms
    for graph manipulation", 1973): what hangs below a child that reaches no higher than the node
    comes off as one part when the node goes; the rest of the component is another.
    """
    found: dict[str, tuple[str, list[int]]] = {}
    for first in neighbours:
        if first not in found:
            found.update(_walk(first, neighbours))
    return found


def _walk(first: str, neighbours: Mapping[str, list[str]]) -> dict[str, tuple[str, list[int]]]:
    depth = {first: 0}
    low = {first: 0}
    size = {first: 1}
    cut: dict[str, list[int]] = {first: []}
    stack = [(first, "", iter(neighbours[first]))]
    while stack:
        node, parent, rest = stack[-1]
        for other in rest:
            if other not in depth:
                depth[other] = low[other] = len(stack)
                size[other], cut[other] = 1, []
                stack.append((other, node, iter(neighbours[other])))
                break
            if other != parent:
                low[node] = min(low[node], depth[other])
        else:
            stack.pop()
            if stack:
                size[parent] += size[node]
                low[parent] = min(low[parent], low[node])
                if low[node] >= depth[parent]:
                    cut[parent].append(size[node])
    whole = size[first]
    return {
        node: (first, [*parts, *([above] if (above := whole - 1 - sum(parts)) else [])])
        for node, parts in cut.items()
    }

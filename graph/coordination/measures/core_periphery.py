"""Core and periphery: a few bodies that all ties lead to, and the rest that have none among them.

S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", Social Networks 21 (2000)
375-395: the discrete model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CorePeriphery", "core_periphery", "fit"]

_CANDIDATES = 40  # bodies on either side that a swap is tried with
_LARGE = 500  # nodes, above which only the best beginnings are climbed from
_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class CorePeriphery:
    """The core, sorted, and how well the pattern fits; see :func:`fit`."""

    core: tuple[str, ...]
    fit: float | None


def core_periphery(graph: nx.Graph[str]) -> CorePeriphery:
    """Return the core with which the pattern of a core and a periphery fits a network best.

    In the pattern every two nodes have a tie of which at least one is in the core. Whether there is
    a tie counts, not its weight. The best core of all cannot be found in sensible time, so this
    searches from several starts (the nodes with most ties; those that cover most ties not yet
    covered) by taking in, letting go and swapping, as long as the fit grows. Even chances are
    decided by name, so the outcome depends on the network only. Where no partition says anything
    (fewer than three nodes, no ties, all ties) the core is empty and the fit None. About O(n · (n +
    m)) for networks such as these.
    """
    search = _Search({node: sorted(set(graph[node]) - {node}) for node in sorted(graph)})
    best: frozenset[str] = frozenset()
    if search.says_something():
        climbed = [search.climb(start) for start in search.starts()]
        best = max(climbed, key=lambda core: (search.fit(core), -len(core)))
    return CorePeriphery(tuple(sorted(best)), fit(graph, best) if best else None)


def fit(graph: nx.Graph[str], core: frozenset[str]) -> float | None:
    """Return how well a core fits a network: the correlation of its ties with the ideal pattern.

    Pearson's correlation over all pairs of nodes, between 1 for a tie (else 0) and 1 for a pair of
    which at least one is in the core (else 0). 1 for a star and its middle; no unit. None where one
    of the two does not vary. O(n + m).
    """
    neighbours = {node: sorted(set(graph[node]) - {node}) for node in sorted(graph)}
    search = _Search(neighbours)
    covered = search.covered(core)
    return search.correlation(covered, len(core)) if search.varies(len(core)) else None


class _Search:
    """One network, its numbers, and the climb to a core that fits it."""

    def __init__(self, neighbours: Mapping[str, Sequence[str]]) -> None:
        self.neighbours = neighbours
        self.count = len(neighbours)
        self.pairs = self.count * (self.count - 1) // 2
        self.ties = sum(map(len, neighbours.values())) // 2

    def says_something(self) -> bool:
        return self.count > 2 and 0 < self.ties < self.pairs

    def varies(self, size: int) -> bool:
        return 0 < self._pattern(size) < self.pairs and 0 < self.ties < self.pairs

    def covered(self, core: frozenset[str]) -> int:
        """Return how many ties have an end in the core."""
        inside = sum(1 for node in core for other in self.neighbours[node] if other in core)
        return sum(len(self.neighbours[node]) for node in core) - inside // 2

    def fit(self, core: frozenset[str]) -> float:
        return self.correlation(self.covered(core), len(core))

    def correlation(self, covered: int, size: int) -> float:
        """Return Pearson's correlation from counts alone, all of them whole numbers."""
        if not self.varies(size):
            return -1.0
        pattern = self._pattern(size)
        shared = self.pairs * covered - self.ties * pattern
        spread = self.ties * (self.pairs - self.ties) * pattern * (self.pairs - pattern)
        return shared / sqrt(spread)

    def starts(self) -> list[frozenset[str]]:
        """Return beginnings of two orders: by number of ties, and by ties not yet met.

        Of each order the beginning that fits best and, in a network that is not large, those of
        1, 2, 4, 8, … nodes.
        """
        by_ties = sorted(self.neighbours, key=lambda node: (-len(self.neighbours[node]), node))
        found: dict[frozenset[str], None] = {}
        for order in (by_ties, self._covering()):
            sizes = [self._best_beginning(order), *self._powers()]
            found.update((frozenset(order[:size]), None) for size in sizes)
        return list(found)

    def _powers(self) -> list[int]:
        if self.count > _LARGE:
            return []
        return [2**power for power in range(self.count.bit_length()) if 2**power < self.count]

    def climb(self, core: frozenset[str]) -> frozenset[str]:
        """Return what a core becomes by the best single changes, until none betters it."""
        best = self.fit(core)
        for _ in range(_STEPS):
            gain, changed = self._best_change(core)
            if gain <= best + 1e-12:
                break
            best, core = gain, changed
        return core

    def _pattern(self, size: int) -> int:
        outside = self.count - size
        return self.pairs - outside * (outside - 1) // 2

    def _best_beginning(self, order: Sequence[str]) -> int:
        covered, best, length = 0, -2.0, 1
        core: set[str] = set()
        for size, node in enumerate(order, 1):
            covered += sum(other not in core for other in self.neighbours[node])
            core.add(node)
            value = self.correlation(covered, size)
            if value > best + 1e-12:
                best, length = value, size
        return length

    def _covering(self) -> list[str]:
        """Return the nodes, each time the one with the most ties to those not yet taken."""
        left = {node: len(others) for node, others in self.neighbours.items()}
        buckets: dict[int, set[str]] = {}
        for node, ties in left.items():
            buckets.setdefault(ties, set()).add(node)
        order: list[str] = []
        highest = max(buckets, default=0)
        while left:
            while not buckets.get(highest):
                highest -= 1
            node = min(buckets[highest])
            buckets[highest].remove(node)
            del left[node]
            order.append(node)
            for other in self.neighbours[node]:
                if other in left:
                    buckets[left[other]].remove(other)
                    left[other] -= 1
                    buckets.setdefault(left[other], set()).add(other)
        return order

    def _best_change(self, core: frozenset[str]) -> tuple[float, frozenset[str]]:
        """Return the best fit that one change gives, and the core after it."""
        outward = {  # ties to the periphery
            node: sum(other not in core for other in others)
            for node, others in self.neighbours.items()
        }
        covered, size = self.covered(core), len(core)
        out = sorted((n for n in outward if n not in core), key=lambda n: (-outward[n], n))
        inn = sorted(core, key=lambda n: (outward[n], n))
        changes: list[tuple[float, frozenset[str]]] = [(-2.0, core)]
        if out:
            value = self.correlation(covered + outward[out[0]], size + 1)
            changes.append((value, core | {out[0]}))
        if len(inn) > 1:
            value = self.correlation(covered - outward[inn[0]], size - 1)
            changes.append((value, core - {inn[0]}))
        changes.append(self._best_swap(core, covered, outward, inn, out))
        return max(changes, key=lambda change: change[0])

    def _best_swap(
        self,
        core: frozenset[str],
        covered: int,
        outward: Mapping[str, int],
        inn: Sequence[str],
        out: Sequence[str],
    ) -> tuple[float, frozenset[str]]:
        best, pair = -1, ("", "")
        for leaving in inn[:_CANDIDATES]:
            near = set(self.neighbours[leaving])
            for entering in out[:_CANDIDATES]:
                left = covered - outward[leaving] + (entering in near) + outward[entering]
                if left > best:
                    best, pair = left, (leaving, entering)
        if best < 0:
            return -2.0, core
        return self.correlation(best, len(core)), core - {pair[0]} | {pair[1]}

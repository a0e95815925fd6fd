"""The way from one body to another over those who need each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["way_between"]


def way_between(simple: nx.Graph[str], one: str, other: str) -> list[str]:
    """Return the bodies on a way from one to another, both included; nobody if there is none.

    The fewest steps, whichever way the arrows point; of ways of one length the one that leaves each
    body by its heaviest ties. O(n + m log m).
    """
    if one not in simple or other not in simple:
        return []
    before: dict[str, str] = {one: one}
    waiting = [one]
    for here in waiting:
        for there in sorted(simple[here], key=lambda to: (-simple[here][to]["weight"], to)):
            if there not in before:
                before[there] = here
                waiting.append(there)
    if other not in before:
        return []
    way = [other]
    while way[-1] != one:
        way.append(before[way[-1]])
    return way[::-1]

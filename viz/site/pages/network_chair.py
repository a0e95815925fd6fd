"""The network with and without who chairs: by construction they stand in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kavshiri.graph.coordination.choice import known
from kavshiri.graph.coordination.measures.paths import betweenness
from kavshiri.viz.site.networks import Seen
from kavshiri.viz.site.view import View

from .network_asked import Asked
from .network_left import chairs_of

__all__ = ["Chair", "Side", "chair_of"]

_FIRST = 5
_MANY = 400  # bodies, above which it would take long to say who stands between


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two networks: how many bodies and ties, and who stands between others most.

    ``first`` are names with the address of their pages and their betweenness, as a text.
    """

    bodies: int
    edges: int
    first: Sequence[tuple[str, str, str]]
    address: str


@dataclass(frozen=True, slots=True)
class Chair:
    """Who is left out, and the network with them and without."""

    names: str
    sides: tuple[Side, Side]


def chair_of(view: View, asked: Asked) -> Chair | None:
    """Return both networks of the choice; None where nobody chairs, or there are too many."""
    names = chairs_of(view)
    if asked.seen.by or not names:
        return None
    both = [Seen(replace(asked.choice, chair=chair)) for chair in (True, False)]
    if any(len(view.known.networks.simple(seen)) > _MANY for seen in both):
        return None
    kept = {name: list(values) for name, values in view.query.items() if name in _KEPT}
    addresses = (view.link("network", **kept), view.link("network", **kept, chair="no"))
    first, second = (
        _side(view, seen, address) for seen, address in zip(both, addresses, strict=True)
    )
    return Chair(names, (first, second)) if first.bodies else None


_KEPT = ("layer", "plan", "chapter", "donor", "type", "level", "groups")


def _side(view: View, seen: Seen, address: str) -> Side:
    networks = view.known.networks
    simple = networks.simple(seen)
    scores = networks.remembered(("between", seen), lambda: betweenness(simple))
    ranked = sorted((body for body in scores if scores[body]), key=lambda b: (-scores[b], b))
    return Side(
        sum(1 for node in simple if simple.degree(node)),
        networks.of(seen).number_of_edges(),
        [
            (known(view.plans, b).name(view.lang), view.thing(b) or "", f"{scores[b]:.2f}")
            for b in ranked[:_FIRST]
        ],
        address,
    )

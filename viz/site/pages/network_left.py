"""What a choice of the network leaves out, and what is left when bodies are taken away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kavshiri.graph.coordination.choice import activities, chairing, known
from kavshiri.viz.site.view import View

from .network_asked import Asked
from .network_loss import Entry, entries

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Left", "Untied", "chairs_of", "hidden_donors", "left_of", "untied_of"]

_MOST = 60  # activities without a tie that are named


@dataclass(frozen=True, slots=True)
class Untied:
    """The activities of a choice that no line stands for: the first of them, and how many."""

    entries: tuple[Entry, ...]
    count: int
    all: int


def untied_of(view: View, asked: Asked) -> Untied | None:
    """Return the activities of a choice that have no tie in its layers.

    None where bodies are gathered: what stays inside of a group is counted beside the picture.
    """
    if asked.seen.by:
        return None

    def found() -> tuple[list[str], int]:
        edges = view.known.networks.of(asked.seen).edges(data="activities")
        tied = {iri for _, _, each in edges for iri in each}
        chosen = [each.iri for each in activities(view.plans, asked.choice)]
        return [iri for iri in chosen if iri not in tied], len(chosen)

    without, every = view.known.networks.remembered(("untied", asked.seen), found)
    return Untied(entries(view, without[:_MOST]), len(without), every) if without else None


def hidden_donors(view: View, asked: Asked, drawn: Collection[str]) -> str:
    """Return the names of the donors that are filtered by and not drawn, for want of a layer."""
    if "funding" in asked.choice.layers or set(asked.choice.donors) & set(drawn):
        return ""
    return ", ".join(known(view.plans, iri).name(view.lang) for iri in asked.choice.donors)


def chairs_of(view: View) -> str:
    """Return the names of who chairs, then of the councils, as far as the plans name them."""
    chairs = {body.chair for body in view.plans.organisations.values()}
    named = {body for each in view.plans.activities.values() for body in each.bodies()}
    bodies = sorted(chairing(view.plans) & named, key=lambda iri: (iri not in chairs, iri))
    return ", ".join(known(view.plans, iri).name(view.lang) for iri in bodies)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left in the picture when some are taken away: who still has a tie, and the ties.

    ``cut`` are those who had ties, and lost them all.
    """

    bodies: int
    edges: int
    cut: frozenset[str]


def left_of(graph: nx.MultiDiGraph[str], inside: Collection[str], away: Set[str]) -> Left:
    """Return what is left of the network between some bodies without those that are away."""
    ties: Mapping[str, set[str]] = {body: set() for body in inside}
    edges = 0
    for one, other in graph.edges():
        if one in ties and other in ties and one != other:
            ties[one].add(other)
            ties[other].add(one)
            edges += not {one, other} & away
    still = {body for body, others in ties.items() if body not in away and others - away}
    cut = {body for body, others in ties.items() if others and body not in away} - still
    return Left(len(still), edges, frozenset(cut))

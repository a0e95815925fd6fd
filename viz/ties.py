"""The ties of a part of the plans, as the page that travels shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kavshiri.graph.coordination.choice import Choice, activities, bodies, known
from kavshiri.graph.coordination.layers import ROLES_OF
from kavshiri.graph.coordination.network import network
from kavshiri.graph.coordination.plans import Activity, Organisation, Plans

__all__ = ["PARTS", "Link", "Ties", "read_ties"]

PARTS: Mapping[str, tuple[str, ...]] = {
    "leads": ("lead",),
    "helps": ("support", "partner"),
    "funds": ("donor",),
    "reports": ("reporting",),
}
"""What a body does in an activity, by the roles that mean it."""


@dataclass(frozen=True, slots=True)
class Link:
    """One planned tie of one layer: who needs whom, in which activities and roles.

    A ``mutual`` one has no direction. ``critical`` are the activities whose only money it is.
    """

    source: str
    target: str
    layer: str
    activities: tuple[str, ...]
    roles: tuple[str, ...]
    mutual: bool = False
    critical: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """In how many activities."""
        return len(self.activities)


@dataclass(frozen=True, slots=True)
class Ties:
    """The network of a choice; everything by IRI and sorted, activities in the order of the plans.

    ``bodies`` are those with any tie. ``parts`` holds, by what a body does (:data:`PARTS`, where
    the layers are made of such roles), its activities; ``works`` in how many it takes part.
    ``groups_left_out`` counts the unnamed groups that would be there if they had been asked for,
    ``loops`` the ties of a body to itself.
    """

    plans: Plans
    choice: Choice
    bodies: tuple[str, ...]
    links: tuple[Link, ...]
    parts: Mapping[str, Mapping[str, tuple[str, ...]]]
    works: Mapping[str, int]
    groups_left_out: int
    loops: int

    def body(self, iri: str) -> Organisation:
        """Return what is known of a body."""
        return known(self.plans, iri)

    def evidence(self) -> set[str]:
        """Return the activities that any tie stands for."""
        return {iri for link in self.links for iri in link.activities}


def read_ties(plans: Plans, choice: Choice) -> Ties:
    """Return the ties of a choice. O(ties of all activities)."""
    graph = network(plans, choice)
    every = graph if choice.groups else network(plans, replace(choice, groups=True))
    groups = sum(1 for _, is_group in every.nodes(data="is_group") if is_group)
    links = tuple(_link(edge) for edge in sorted(graph.edges(data=True), key=_place))
    tied = {end for link in links for end in (link.source, link.target)}
    return Ties(
        plans=plans,
        choice=choice,
        bodies=tuple(sorted(tied)),
        links=links,
        parts=_parts(activities(plans, choice), choice, bodies(plans, choice), tied),
        works=dict(graph.nodes(data="takes_part")),
        groups_left_out=0 if choice.groups else groups,
        loops=graph.graph["loops"],
    )


def _place(edge: tuple[str, str, Mapping[str, Any]]) -> tuple[str, str, str]:
    return edge[0], edge[1], edge[2]["layer"]


def _link(edge: tuple[str, str, Mapping[str, Any]]) -> Link:
    source, target, data = edge
    return Link(
        source,
        target,
        data["layer"],
        data["activities"],
        data["roles"],
        data["mutual"],
        data.get("critical", ()),
    )


def _parts(
    chosen: Iterable[Activity], choice: Choice, shown: Mapping[str, str], tied: set[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    drawn = {role for layer in choice.layers for role in ROLES_OF[layer]}
    found: dict[str, dict[str, list[str]]] = {
        part: {iri: [] for iri in sorted(tied)}
        for part, roles in PARTS.items()
        if drawn.intersection(roles)
    }
    for activity in chosen:
        for part, lists in found.items():
            nodes = {shown.get(body, "") for body in activity.bodies(*PARTS[part])}
            for node in sorted(nodes & tied):
                lists[node].append(activity.iri)
    return {
        part: {iri: tuple(each) for iri, each in lists.items()} for part, lists in found.items()
    }

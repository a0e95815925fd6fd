"""The plans as measures see them: a choice and its networks, each made once when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kavshiri.graph.coordination.bipartite import bipartite
from kavshiri.graph.coordination.choice import Choice, activities, bodies
from kavshiri.graph.coordination.network import directed, network, undirected
from kavshiri.graph.coordination.plans import Activity, Plans

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["View"]


@dataclass(frozen=True)
class View:
    """Plans and a choice, with the networks that follow from them; see the modules they are in."""

    plans: Plans
    choice: Choice = field(default_factory=Choice)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """The activities in scope."""
        return activities(self.plans, self.choice)

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """Who is shown, and as which node."""
        return bodies(self.plans, self.choice)

    @cached_property
    def network(self) -> nx.MultiDiGraph[str]:
        """The network by layers."""
        return network(self.plans, self.choice)

    @cached_property
    def directed(self) -> nx.DiGraph[str]:
        """One arrow for each ordered pair."""
        return directed(self.network)

    @cached_property
    def undirected(self) -> nx.Graph[str]:
        """One tie for each pair."""
        return undirected(self.network)

    @cached_property
    def bipartite(self) -> nx.Graph[str]:
        """Organisations and activities."""
        return bipartite(self.plans, self.choice)

"""The marks and lines of a picture of the network: bodies and what ties them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kavshiri.graph.coordination.choice import known
from kavshiri.graph.coordination.layout import Box, Point
from kavshiri.graph.coordination.plans import Plans
from kavshiri.viz.looks import sector_of

from .labels import label, radius, room
from .words import LANGUAGES, words

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Edge", "Line", "Mark", "lines_of", "mark_of"]

Edge = tuple[str, str, str, Mapping[str, Any]]
"""Both ends, the layer, and what the network says of it."""

_WIDEST = 9.0
_BENDS = {"delivery": 9.0, "joint": 0.0, "funding": 18.0, "reporting": 27.0, "hosting": 36.0}
_BEND = 0.01  # of the length of a line, for each unit of a bend: short lines bend less


@dataclass(frozen=True, slots=True)
class Mark:
    """One body: where it stands, how large it is, and what is written below it.

    ``room`` holds the mark with its name in either language. ``members`` are the bodies that it
    stands for where bodies are gathered, the busiest first.
    """

    iri: str
    name: str
    label: tuple[str, ...]
    sector: str
    is_group: bool
    x: float
    y: float
    size: float
    leads: int
    supports: int
    partners: int
    funds: int
    room: Box
    members: tuple[str, ...] = ()

    @property
    def helps(self) -> int:
        """In how many roles it helps."""
        return self.supports + self.partners


@dataclass(frozen=True, slots=True)
class Line:
    """One edge of one layer, with the activities that it stands for.

    ``bend`` is how far its middle is drawn aside, so that lines of several layers stand apart.
    """

    source: str
    target: str
    layer: str
    weight: int
    mutual: bool
    bend: float
    activities: tuple[str, ...]
    critical: tuple[str, ...]

    @property
    def width(self) -> float:
        """How wide it is drawn: it grows up to about fifty activities."""
        return round(min(0.9 + 1.2 * math.sqrt(self.weight - 1), _WIDEST), 1)


def mark_of(
    plans: Plans,
    graph: nx.MultiDiGraph[str],
    node: str,
    lang: str,
    *,
    members: tuple[str, ...],
    growing: float,
) -> Mark:
    """Return the mark of a body, at no place yet; ``growing`` says how marks grow."""
    data = graph.nodes[node]
    size = radius(data["takes_part"], growing)
    names = {each: _names(plans, node, members, each) for each in LANGUAGES}
    labels = {each: label(short) for each, (_, short) in names.items()}
    return Mark(
        iri=node,
        name=names[lang][0],
        label=labels[lang],
        sector=_sector(plans, members or (node,)),
        is_group=data["is_group"],
        x=0.0,
        y=0.0,
        size=size,
        leads=data["leads"],
        supports=data["supports"],
        partners=data["partners"],
        funds=data["funds"],
        room=room([*labels.values()], size),
        members=members,
    )


def lines_of(edges: Collection[Edge], places: Mapping[str, Point]) -> tuple[Line, ...]:
    """Return the lines of some edges; those that stand alone between two bodies are straight."""
    between = Counter(frozenset(edge[:2]) for edge in edges)
    return tuple(
        _line(edge, 0.0 if between[frozenset(edge[:2])] == 1 else _bend(edge, places))
        for edge in edges
    )


def _names(plans: Plans, node: str, members: tuple[str, ...], lang: str) -> tuple[str, str]:
    """Return the name and the short name of a body, or of several that are gathered."""
    if not members:
        body = known(plans, node)
        return body.name(lang), body.short_name(lang)
    kind, _, code = node.partition("/")
    if kind == "sector":
        name = words(lang)[f"pictures.sector_{sector_of(code) or 'unknown'}"]
        return name, f"{name} ({len(members)})"
    first, more = known(plans, members[0]), len(members) - 1
    if not more:
        return first.name(lang), first.short_name(lang)
    name = words(lang)["network.and_more"].format(name=first.name(lang), more=more)
    return name, f"{first.short_name(lang)} +{more}"


def _sector(plans: Plans, bodies: tuple[str, ...]) -> str:
    """Return the sector that bodies share, else ``mixed``."""
    sectors = {sector_of(known(plans, each).sector) for each in bodies}
    return sectors.pop() if len(sectors) == 1 else "mixed"


def _bend(edge: Edge, places: Mapping[str, Point]) -> float:
    most = _BENDS[edge[2]]
    return round(min(most, _BEND * most * math.dist(places[edge[0]], places[edge[1]])), 1)


def _line(edge: Edge, bend: float) -> Line:
    source, target, layer, data = edge
    return Line(
        source,
        target,
        layer,
        data["weight"],
        data["mutual"],
        bend,
        data["activities"],
        data.get("critical", ()),
    )

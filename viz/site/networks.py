"""Networks and places that pages ask for again and again: an open store does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from kavshiri.graph.coordination.arrange import arrange
from kavshiri.graph.coordination.choice import LAYERS, LEVELS, Choice, bodies, known
from kavshiri.graph.coordination.layout import Box, Point, place
from kavshiri.graph.coordination.measures.communities import communities
from kavshiri.graph.coordination.network import network, undirected
from kavshiri.graph.coordination.plans import Plans

from .labels import growth, label, radius, room

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ALL_DRAWN", "GATHERED", "RATIO", "Networks", "Seen"]

ALL_DRAWN = 100
"""Up to so many bodies all are drawn, and each keeps its place whatever is chosen of them."""

GATHERED = ("sector", "community")
"""What bodies can be gathered by, besides the ministries that they are parts of."""

RATIO = 1.5
"""The width of a picture for its height."""

_MOST, _LEAST = 64, 6  # networks that are kept: fewer of large ones
_ROOM = 100_000  # activities in all the networks that are kept
_SMALL = 128  # other things that are kept

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """A part of the plans and how it is drawn; ``by`` is empty or one of :data:`GATHERED`."""

    choice: Choice
    by: str = ""


class _Kept:
    """What was made before, by key; the longest unused goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, made now if it is not known."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Networks:
    """The networks over some plans. May be asked from any thread."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans
        self._large = _Kept(max(_LEAST, min(_MOST, _ROOM // (len(plans.activities) + 1))))
        self._small = _Kept(_SMALL)
        self._places: dict[tuple[str, bool], Mapping[str, Point]] = {}
        self._growing: dict[tuple[str, bool], float] = {}

    def of(self, seen: Seen) -> nx.MultiDiGraph[str]:
        """Return the network of a choice; who asks must not change it."""
        gathered = self.groups(seen)
        return self._large.get(
            ("network", seen), lambda: network(self._plans, seen.choice, gathered=gathered)
        )

    def simple(self, seen: Seen) -> nx.Graph[str]:
        """Return the same with one edge for each pair."""
        return self._large.get(("simple", seen), lambda: undirected(self.of(seen)))

    def nodes(self, seen: Seen) -> Mapping[str, str]:
        """Return, for every body that a choice lets in, the node that it is shown as."""
        groups = self.groups(seen)
        shown = bodies(self._plans, seen.choice)
        return {body: groups.get(node, node) for body, node in shown.items()}

    def groups(self, seen: Seen) -> Mapping[str, str]:
        """Return what each body is gathered into, such as ``sector/government``.

        Empty where bodies stand for themselves. Communities are numbered from the largest on.
        """
        if not seen.by:
            return {}
        return self.remembered(("groups", seen), lambda: self._gathered(seen))

    def places(
        self, seen: Seen, shown: Collection[str], boxes: Callable[[], Mapping[str, Box]]
    ) -> Mapping[str, Point]:
        """Return the places of those who are shown; ``boxes`` is asked for only where needed.

        Where all bodies can be drawn, each has one place for all choices at a level: a filter moves
        nobody. Else those who are shown are arranged by themselves.
        """
        if not seen.by:
            every = self._every(seen.choice.level, seen.choice.groups)
            if every.keys() >= set(shown):
                return every
        key = ("places", seen, frozenset(shown))
        return self.remembered(key, lambda: self._arranged(self.simple(seen), shown, boxes()))

    def growing(self, seen: Seen) -> float:
        """Return how fast marks grow with their activities: alike for all choices at a level."""
        if seen.by:
            return _growth(self.of(seen))
        self._every(seen.choice.level, seen.choice.groups)
        return self._growing[seen.choice.level, seen.choice.groups]

    def warm(self) -> None:
        """Compute the places that most pages need."""
        for level in LEVELS:
            for groups in (False, True):
                self._every(level, groups)

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made before under a key, else make it; the longest unused go first."""
        return self._small.get(key, make)

    def _every(self, level: str, groups: bool) -> Mapping[str, Point]:
        """Return the places of all bodies at a level; of nobody where they are too many."""
        if (level, groups) not in self._places:
            seen = Seen(Choice(layers=LAYERS, level=level, groups=groups))
            graph, simple = self.of(seen), self.simple(seen)
            tied = [node for node in simple if simple.degree(node)]
            growing = self._growing[level, groups] = _growth(graph)
            rooms = {node: self._room(graph, node, growing) for node in tied[: ALL_DRAWN + 1]}
            self._places[level, groups] = (
                self._arranged(simple, tied, rooms) if len(tied) <= ALL_DRAWN else {}
            )
        return self._places[level, groups]

    def _room(self, graph: nx.MultiDiGraph[str], node: str, growing: float) -> Box:
        """Return the room for a body with its name in either language: both have one picture."""
        body = known(self._plans, node)
        labels = [label(body.short_name(lang)) for lang in ("ka", "en")]
        return room(labels, radius(graph.nodes[node]["takes_part"], growing))

    def _arranged(
        self, simple: nx.Graph[str], shown: Collection[str], boxes: Mapping[str, Box]
    ) -> Mapping[str, Point]:
        part = simple.subgraph(shown).copy()  # a view would filter at every step
        return arrange(part, place(part), boxes, ratio=RATIO)

    def _gathered(self, seen: Seen) -> Mapping[str, str]:
        simple = self.simple(Seen(seen.choice))
        if seen.by == "sector":
            return {node: f"sector/{known(self._plans, node).sector}" for node in simple}
        tied = simple.subgraph(node for node in simple if simple.degree(node))
        return {node: f"community/{number}" for node, number in communities(tied).items()}


def _growth(graph: nx.MultiDiGraph[str]) -> float:
    return growth(max((count for _, count in graph.nodes(data="takes_part")), default=0))

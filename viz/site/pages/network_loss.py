"""What is told beside the picture without a script: what is lost, and the way between two bodies.

The script tells the same, in the same words, of whatever is chosen in the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kavshiri.graph.coordination.choice import LAYERS, known
from kavshiri.graph.coordination.whatif import UNKNOWN_MONEY, Effect, WhatIf, what_if
from kavshiri.viz.site.view import View

from .network_asked import Asked

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["LOSSES", "Entry", "Loss", "Step", "loss_of", "steps_of"]

LOSSES = (
    "withoutLead", "withoutMoney", "withoutHelper", "unknownMoney", "fewerLeads", "partFunded",
    "withoutReporting",
)  # fmt: skip
"""What can be lost, the gravest first: codes of delivery and money.

``unknownMoney`` is for activities that lose a donor and of whose other money nobody knows.
"""


_MOST = 100  # activities that a list tells of


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity as it is told of."""

    number: str
    title: str
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class Loss:
    """What is lost when some bodies are taken away, in words.

    ``lists`` are the kinds of losses: what it is, the first activities, and how many there are.
    """

    title: str
    sentences: tuple[str, ...]
    lists: tuple[tuple[str, tuple[Entry, ...], int], ...]
    address: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: both bodies, and every tie between them, whichever way it points.

    A tie is told by its layer and direction, with its first activities and how many there are.
    """

    title: str
    ties: tuple[tuple[str, tuple[Entry, ...], int], ...]


def loss_of(view: View, asked: Asked) -> Loss | None:
    """Return what the plans in the picture lose; None where nobody is taken away."""
    if not asked.away:
        return None
    found = view.known.networks.remembered(
        ("what-if", asked.away, asked.choice.plans),
        lambda: what_if(view.plans, asked.away, asked.choice.plans),
    )
    names = ", ".join(known(view.plans, body).name(view.lang) for body in asked.away)
    start = len(view.iri("organisation", ""))
    lists = [(code, [each.activity.iri for each in _lost(found, code)]) for code in LOSSES]
    return Loss(
        view.word("network.loss_title", names=names),
        tuple(_sentences(view, found)),
        tuple(
            (view.word(f"network.loss_{code}"), entries(view, iris[:_MOST]), len(iris))
            for code, iris in lists
            if iris
        ),
        view.link(
            "what-if",
            without=[body[start:] for body in asked.away],
            plan=list(view.values("plan")),
        ),
    )


def _lost(found: WhatIf, code: str) -> Sequence[Effect]:
    if code == "unknownMoney":
        return [each for each in found.hit if each.money in UNKNOWN_MONEY and each.gone("donor")]
    return found.money(code) if code in ("withoutMoney", "partFunded") else found.delivery(code)


def _sentences(view: View, found: WhatIf) -> list[str]:
    before, after = found.cohesion
    said = [
        view.word("network.loss_hit", hit=len(found.hit), all=len(found.effects),
                  stranded=len(found.stranded)),
        view.word("network.loss_parts" if after.pieces != before.pieces else "network.loss_whole",
                  after=after.pieces, before=before.pieces),
    ]  # fmt: skip
    if after.alone:
        said.append(view.word("network.loss_alone", alone=len(after.alone)))
    return said


def entries(view: View, iris: Iterable[str]) -> tuple[Entry, ...]:
    """Return activities with their number, title, plan and deadline."""
    found, several = [], len(view.plans.plans) > 1
    for iri in iris:
        activity = view.plans.activities[iri]
        note = [view.plans.plans[activity.plan].name(view.lang)] if several else []
        if activity.due:
            note.append(f"{view.word('network.due')} {activity.due}")
        address = view.thing(iri) or ""
        found.append(Entry(activity.number, activity.name(view.lang), " · ".join(note), address))
    return tuple(found)


def steps_of(
    view: View,
    graph: nx.MultiDiGraph[str],
    way: Sequence[str],
    names: Mapping[str, str],
    most: int,
) -> tuple[Step, ...]:
    """Return the steps of a way, each tie with up to ``most`` of its activities.

    A way may go against an arrow: each tie says who needs whom. ``names`` are those of bodies that
    are gathered.
    """

    def name(node: str) -> str:
        return names.get(node) or known(view.plans, node).name(view.lang)

    def told(one: str, other: str) -> Iterator[tuple[str, tuple[Entry, ...], int]]:
        for layer in LAYERS:
            for source, target in ((one, other), (other, one)):
                if edge := graph.get_edge_data(source, target, layer):
                    arrow = "↔" if edge["mutual"] else "→"
                    words = f"{view.code(f'layer/{layer}')}: {name(source)} {arrow} {name(target)}"
                    yield words, entries(view, edge["activities"][:most]), len(edge["activities"])

    return tuple(
        Step(f"{name(one)} – {name(other)}", tuple(told(one, other)))
        for one, other in pairwise(way)
    )

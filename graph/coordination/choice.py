"""Which part of the plans an analysis looks at, and how bodies are shown in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kavshiri.graph.coordination.plans import Activity, Organisation, Plans
from kavshiri.ontology.errors import QueryError

__all__ = ["LAYERS", "LEVELS", "Choice", "activities", "bodies", "chairing", "known"]

LAYERS = ("delivery", "joint", "funding", "reporting", "hosting")
"""The layers of the network, in the order of the code list ``layer``."""

LEVELS = ("body", "ministry")
"""As named in the plan, or rolled up into the ministry that it is a part of."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of the plans and a way to show it. Without arguments: delivery, all plans, no groups.

    ``plans``, ``divisions``, ``objectives``, ``donors`` and ``without`` hold IRIs, ``types`` codes
    of organisation types or sectors; an empty tuple restricts nothing. ``divisions`` and
    ``objectives`` together mean either of them; everything else must hold at once. ``since`` and
    ``until`` keep the activities with a period that touches the span, both days included.

    ``without`` leaves out bodies as the plan names them and, at the level of ministries, the
    ministries with all that is shown as them. ``chair=False`` leaves out who chairs a council and
    every council that such a body chairs or hosts, for they are central by construction; the
    agencies of a chairing ministry stay, and are shown as that ministry where units are rolled up.

    Raises QueryError for a layer or level that does not exist, and for a span that ends before it
    begins.
    """

    layers: tuple[str, ...] = ("delivery",)
    level: str = "body"
    plans: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    groups: bool = False
    without: tuple[str, ...] = ()
    chair: bool = True

    def __post_init__(self) -> None:
        """Refuse what no network can be made of."""
        if isinstance(self.layers, str) or not self.layers:
            raise QueryError(f"layers: found {self.layers!r}, expected a tuple of {_list(LAYERS)}")
        for layer in self.layers:
            if layer not in LAYERS:
                raise QueryError(f"layer: found {layer!r}, expected one of {_list(LAYERS)}")
        if self.level not in LEVELS:
            raise QueryError(f"level: found {self.level!r}, expected one of {_list(LEVELS)}")
        if self.since and self.until and self.since > self.until:
            raise QueryError(f"the span from {self.since} to {self.until} ends before it begins")


def activities(plans: Plans, choice: Choice) -> tuple[Activity, ...]:
    """Return the activities in scope, in the order of the plans.

    An activity without a deadline is out of every span of time.
    """
    return tuple(each for each in plans.activities.values() if _in_scope(plans, each, choice))


def bodies(plans: Plans, choice: Choice) -> Mapping[str, str]:
    """Return, for every body that the choice lets in, the node that it is shown as.

    The keys are all organisations of the store, sorted, with those that a plan names and nobody
    describes; who is left out is absent. At the level of bodies each is shown as itself.
    """
    left_out = set(choice.without) | (set() if choice.chair else chairing(plans))
    shown: dict[str, str] = {}
    for iri in sorted({*plans.organisations, *_named(plans)}):
        node = plans.ministry(iri) if choice.level == "ministry" else iri
        if iri in left_out or node in choice.without:
            continue
        if _fits(plans, iri, node, choice):
            shown[iri] = node
    return shown


def known(plans: Plans, iri: str) -> Organisation:
    """Return what is known of an organisation; of one that nobody describes, its IRI only."""
    return plans.organisations.get(iri) or Organisation(iri=iri, labels={})


def _in_scope(plans: Plans, activity: Activity, choice: Choice) -> bool:
    places = {*choice.divisions, *choice.objectives}
    return (
        (not choice.plans or activity.plan in choice.plans)
        and (not choice.donors or not _apart(choice.donors, activity.bodies("donor")))
        and (not places or not _apart(places, plans.within(activity)))
        and _touches(activity, choice)
    )


def _apart(some: Iterable[str], others: Iterable[str]) -> bool:
    return set(some).isdisjoint(others)


def _touches(activity: Activity, choice: Choice) -> bool:
    if choice.since is None and choice.until is None:
        return True
    first, last = choice.since or date.min, choice.until or date.max
    return any(start <= last and end >= first for start, end in activity.periods)


def _fits(plans: Plans, iri: str, node: str, choice: Choice) -> bool:
    if known(plans, iri).is_group and not choice.groups:
        return False
    shown = known(plans, node)
    return not choice.types or not _apart(choice.types, (shown.type, shown.sector))


def chairing(plans: Plans) -> set[str]:
    """Return all who chair a council, and every council that one of them chairs or hosts."""
    chairs = {body.chair for body in plans.organisations.values() if body.chair}
    run_by_them = {
        iri for iri, body in plans.organisations.items() if {body.chair, body.host} & chairs
    }
    return chairs | run_by_them


def _named(plans: Plans) -> set[str]:
    """Return every body that an activity names in some role."""
    return {
        body
        for activity in plans.activities.values()
        for named in activity.roles.values()
        for body in named
    }


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)

"""Who else does similar things: bodies that the plans name for like activities.

Three signs of likeness, from near to far: the same objective, the same division (the innermost one
that the activity stands in), a type in common (training, legal drafting, …). A plan tells who was
given what; it does not tell who could do more, so this is a list of people to ask and no advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kavshiri.graph.coordination.choice import known
from kavshiri.graph.coordination.plans import Activity, Plans

__all__ = ["DOERS", "HELPERS", "PAYERS", "Likeness", "Similar", "likeness"]

DOERS = ("lead", "support")
"""The roles in which somebody does things."""

HELPERS = ("support", "partner")
"""The roles in which somebody helps the lead."""

PAYERS = ("donor",)
"""The role in which somebody pays."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A body, and the activities other than the one asked about for which the plans name it.

    Each activity stands under its nearest sign only. ``takes_part``: it stays in the activity
    itself, in whatever role.
    """

    organisation: str
    takes_part: bool
    objective: tuple[str, ...] = ()
    division: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


_Signs = Mapping[str, Sequence[str]]


class Likeness:
    """Some activities and who does them; ask it with :meth:`of`."""

    def __init__(self, plans: Plans, activities: Iterable[Activity], roles: Sequence[str]) -> None:
        """Gather who does what, in one walk over the activities."""
        self._plans = plans
        self._doers: dict[str, tuple[str, ...]] = {}
        self._types: dict[str, frozenset[str]] = {}
        self._by_objective: dict[str, list[str]] = {}
        self._by_division: dict[str, list[str]] = {}
        self._by_type: dict[str, dict[str, None]] = {}
        self._far: dict[tuple[str, ...], Mapping[str, list[str]]] = {}
        for each in activities:
            self._add(each, roles)

    def of(
        self, activity: Activity, without: Iterable[str] = (), most: int | None = None
    ) -> tuple[Similar, ...]:
        """Return who does what is like an activity, apart from some bodies and from groups.

        First those who take part in the activity itself, then by the number of activities with the
        same objective, division, type; equals by IRI. ``most`` is how many at most, None for all.
        O(activities of the same objective and division, and bodies).
        """
        gone = set(without)
        here = set(activity.bodies()) - gone
        near, far = self._near(activity), self._of_types(activity.types)
        ranked = []
        for body in {*near, *here} - gone:
            counts = self._counts(activity, body, near.get(body, {}), far)
            if any(counts):
                rank = (body not in here, *(-count for count in counts))
                ranked.append((rank, body))
        first = [body for _, body in sorted(ranked)[:most]]
        left = None if most is None else most - len(first)
        rest = (body for body in far if body not in gone and body not in near and body not in here)
        return (
            *(self._similar(activity, b, b in here, near.get(b, {}), far) for b in first),
            *(Similar(body, False, types=tuple(far[body])) for body in islice(rest, left)),
        )

    def _add(self, activity: Activity, roles: Sequence[str]) -> None:
        iri = activity.iri
        bodies = activity.bodies(*roles)
        self._doers[iri] = tuple(b for b in bodies if not known(self._plans, b).is_group)
        self._types[iri] = frozenset(activity.types)
        if activity.objective:
            self._by_objective.setdefault(activity.objective, []).append(iri)
        if activity.parent:
            self._by_division.setdefault(activity.parent, []).append(iri)
        for code in activity.types:
            self._by_type.setdefault(code, {})[iri] = None

    def _near(self, activity: Activity) -> dict[str, dict[str, list[str]]]:
        """Return who does something of the same objective or division, by body and sign."""
        found: dict[str, dict[str, list[str]]] = {}
        seen = {activity.iri}
        for sign, likes in (
            ("objective", self._by_objective.get(activity.objective or "", ())),
            ("division", self._by_division.get(activity.parent or "", ())),
        ):
            for like in likes:
                for body in () if like in seen else self._doers[like]:
                    found.setdefault(body, {}).setdefault(sign, []).append(like)
            seen.update(likes)
        return found

    def _of_types(self, types: tuple[str, ...]) -> Mapping[str, list[str]]:
        """Return who does something of one of some types; who does most of it comes first."""
        if types not in self._far:
            found: dict[str, list[str]] = {}
            alike = dict.fromkeys(iri for code in types for iri in self._by_type.get(code, ()))
            for iri in alike:
                for body in self._doers[iri]:
                    found.setdefault(body, []).append(iri)
            order = sorted(found, key=lambda body: (-len(found[body]), body))
            self._far[types] = {body: found[body] for body in order}
        return self._far[types]

    def _counts(
        self, activity: Activity, body: str, near: _Signs, far: Mapping[str, list[str]]
    ) -> tuple[int, int, int]:
        """Return how many activities stand under each sign, without listing the many of a type."""
        objective, division = near.get("objective", ()), near.get("division", ())
        told = {*objective, *division}
        if body in self._doers.get(activity.iri, ()):
            told.add(activity.iri)
        alike = sum(not self._types[iri].isdisjoint(activity.types) for iri in told)
        return len(objective), len(division), len(far.get(body, ())) - alike

    def _similar(
        self,
        activity: Activity,
        body: str,
        takes_part: bool,
        near: _Signs,
        far: Mapping[str, list[str]],
    ) -> Similar:
        objective, division = tuple(near.get("objective", ())), tuple(near.get("division", ()))
        told = {activity.iri, *objective, *division}
        types = tuple(iri for iri in far.get(body, ()) if iri not in told)
        return Similar(body, takes_part, objective, division, types)


def likeness(
    plans: Plans, activities: Iterable[Activity], roles: Sequence[str] = DOERS
) -> Likeness:
    """Return what is needed to ask who else does (or, for the role of donor, pays) similar things.

    Only these activities are compared. An activity without an objective, division or type is like
    no other in that respect. O(participations).
    """
    return Likeness(plans, activities, roles)

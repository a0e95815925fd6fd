"""How far one body carries an objective or a division alone.

O. C. Herfindahl, "Concentration in the steel industry" (dissertation, Columbia University, 1950);
A. O. Hirschman, "The paternity of an index", American Economic Review 54 (1964); the effective
number: M. Laakso and R. Taagepera, "'Effective' number of parties: a measure with application to
West Europe", Comparative Political Studies 12 (1979).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kavshiri.graph.coordination.choice import Choice, activities, bodies
from kavshiri.graph.coordination.network import taking_part
from kavshiri.graph.coordination.plans import Activity, Plans

__all__ = ["PLACES", "Concentration", "concentration", "herfindahl"]

PLACES = ("objective", "division", "plan")
"""What the activities can be taken together by."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """How the activities of one place are shared among their leads.

    ``shares`` add up to 1, by node, sorted; ``activities`` are those that have a lead.
    """

    shares: Mapping[str, Fraction]
    activities: tuple[str, ...]

    @property
    def index(self) -> Fraction:
        """The Herfindahl–Hirschman index; see :func:`herfindahl`."""
        return herfindahl(self.shares.values())

    @property
    def effective_number(self) -> Fraction:
        """How many bodies with equal shares would give the same index: 1/HHI."""
        return 1 / self.index


def concentration(
    plans: Plans, choice: Choice | None = None, by: str = "objective"
) -> dict[str, Concentration]:
    """Return how the activities of each objective, division or plan are shared among their leads.

    Every activity counts 1 and is shared equally among its leads; a division counts all that stands
    in it. Keys are sorted. Activities without a lead that is shown carry nothing, and a place with
    no other activities is absent. O(participations · depth of the plan).

    Raises KeyError for anything to take together by that is not one of :data:`PLACES`.
    """
    choice = choice or Choice()
    place = {"objective": _objective, "division": _divisions, "plan": _plan}[by]
    shown = bodies(plans, choice)
    shares: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    named: dict[str, list[str]] = defaultdict(list)
    for activity in activities(plans, choice):
        leads = taking_part(activity, ("joint",), shown)
        for here in place(plans, activity) if leads else ():
            named[here].append(activity.iri)
            for lead in leads:
                shares[here][lead] += Fraction(1, len(leads))
    return {here: _of(shares[here], named[here]) for here in sorted(named)}


def herfindahl(shares: Iterable[Fraction]) -> Fraction:
    """Return the Herfindahl–Hirschman index of shares that add up to 1: the sum of their squares.

    1 where one has all, 1/n for n equal ones. No unit, exact. 0 for no shares at all.

    >>> herfindahl([Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)])
    Fraction(3, 8)
    """
    return sum((share * share for share in shares), start=Fraction())


def _of(shares: Mapping[str, Fraction], named: list[str]) -> Concentration:
    return Concentration({lead: shares[lead] / len(named) for lead in sorted(shares)}, tuple(named))


def _objective(_plans: Plans, activity: Activity) -> tuple[str, ...]:
    return (activity.objective,) if activity.objective else ()


def _divisions(plans: Plans, activity: Activity) -> tuple[str, ...]:
    return tuple(place for place in plans.within(activity) if place in plans.divisions)


def _plan(_plans: Plans, activity: Activity) -> tuple[str, ...]:
    return (activity.plan,)

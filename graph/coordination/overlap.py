"""Overlap: pairs of activities that look alike in words, actors, kind of work and people.

What is found is a hint and no finding: whether two activities fragment, overlap or duplicate each
other is for a person to judge (see ``graph.verdicts``).

The score is a mean of four likenesses from 0 to 1, weighted by :data:`WEIGHTS`: the words of the
titles (cosine of character n-grams), the bodies (cosine over those that lead, support or are
partners), the kind of work (a type of activity in common or none) and the people named in the
titles (those in common among all). What one of the two activities does not tell (no body but
unnamed groups, no known type, no people) is left out of the mean. Weights and threshold were chosen
on one part of some pairs judged by reading and measured on the other: see ``docs/overlap.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from kavshiri.graph.coordination.likenesses import among_best, any_common, cosine, jaccard
from kavshiri.graph.coordination.matrices import Floats, Ints, closeness, marks, nearest
from kavshiri.graph.coordination.ngrams import TextSpace
from kavshiri.graph.coordination.plans import Activity, Plans
from kavshiri.loaders.subject import people_in, subject_words

__all__ = ["LEAST", "MOST", "WEIGHTS", "Comparison", "Overlap", "Reason", "overlaps"]

WEIGHTS = {"words": 0.6, "actors": 0.2, "types": 0.1, "people": 0.1}
"""How much each part counts."""

LEAST = Decimal("0.55")
"""The lowest score of a candidate."""

MOST = 5
"""How many candidates an activity has at most inside its plan, and as many in other plans."""

_ROLES = {"lead": 2.0, "support": 1.0, "partner": 1.0}
_SEARCHED = 2  # times as many neighbours by words are measured as candidates are wanted


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two activities (IRIs, in the order of the plans) that look alike, and how much.

    Every number is from 0 to 1 with three decimals; None where one of the two does not tell.
    ``is_across``: they stand in two plans.
    """

    first: str
    second: str
    score: Decimal
    words: Decimal
    actors: Decimal | None
    types: Decimal | None
    people: Decimal | None
    is_across: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """What two activities have in common: words of the first, bodies (IRIs), codes of people.

    ``bodies`` names the roles that each has in the first and in the second activity.
    """

    words: tuple[str, ...]
    bodies: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    types: tuple[str, ...]
    people: tuple[str, ...]


def overlaps(
    plans: Plans,
    *,
    least: Decimal = LEAST,
    most: int = MOST,
    also: Iterable[tuple[str, str]] = (),
) -> list[Overlap]:
    """Return the pairs of activities that look alike, the likest first; see :class:`Comparison`."""
    return Comparison(plans).overlaps(least=least, most=most, also=also)


class Comparison:
    """All activities of some plans, ready to be compared. Deterministic.

    Up to some 2,000 activities every pair is looked at. Beyond, pairs that have only common words
    in common can be missed, so that time grows with the activities and not with their square.
    """

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self._activities = tuple(plans.activities.values())
        self._place = {each.iri: place for place, each in enumerate(self._activities)}
        titles = [each.labels.get("ka") or each.labels.get("en", "") for each in self._activities]
        self._words = TextSpace.of([subject_words(title) for title in titles])
        self._people = [people_in(title) for title in titles]
        self._parts = (
            cosine(marks([self._bodies(each).items() for each in self._activities])),
            any_common(marks([[(code, 1) for code in a.types] for a in self._activities])),
            jaccard(marks([[(code, 1) for code in codes] for codes in self._people])),
        )

    def overlaps(
        self,
        *,
        least: Decimal = LEAST,
        most: int = MOST,
        also: Iterable[tuple[str, str]] = (),
    ) -> list[Overlap]:
        """Return the pairs that look alike, the likest first, equals in the order of the plans.

        A pair is taken if its score is at least ``least`` and it is among the ``most`` best of one
        of its activities, inside their plan or across plans; those in ``also`` (such as pairs that
        a person has judged) are taken in any case, unless one of the two is unknown here.
        """
        sides = self._sides()
        near = nearest(self._words.matrix, sides, most * _SEARCHED)
        asked = self._pairs(also)
        first, second = self._ends(np.union1d(self._codes(*near), asked))
        score, parts = self._measured(first, second)
        good = among_best(first, second, sides, score, most) & (score >= float(least))
        chosen = np.flatnonzero(good | np.isin(self._codes(first, second), asked))
        found = [self._overlap(first[n], second[n], score[n], parts[:, n]) for n in chosen]
        return sorted(found, key=lambda each: (-each.score, *self._places(each)))

    def reason(self, overlap: Overlap) -> Reason:
        """Return what the two activities of a pair have in common.

        Raises KeyError for an activity that is not among those compared.
        """
        one, other = self._places(overlap)
        first, second = self._activities[one], self._activities[other]
        bodies = [
            (body, _roles_of(first, body), _roles_of(second, body))
            for body in first.bodies(*_ROLES)
            if body in second.bodies(*_ROLES)
        ]
        return Reason(
            words=self._words.shared_words(one, other),
            bodies=tuple(bodies),
            types=tuple(code for code in first.types if code in second.types),
            people=tuple(code for code in self._people[one] if code in self._people[other]),
        )

    def _bodies(self, activity: Activity) -> dict[str, float]:
        """Return how much each named body has to do with an activity."""
        found: dict[str, float] = {}
        for role, weight in _ROLES.items():
            for body in activity.roles.get(role, ()):
                known = self.plans.organisations.get(body)
                if known is None or not known.is_group:
                    found[body] = max(found.get(body, 0.0), weight)
        return found

    def _sides(self) -> Ints:
        numbers = {plan: n for n, plan in enumerate(sorted({a.plan for a in self._activities}))}
        return np.array([numbers[each.plan] for each in self._activities], dtype=np.int64)

    def _places(self, overlap: Overlap) -> tuple[int, int]:
        return self._place[overlap.first], self._place[overlap.second]

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> Ints:
        """Return the numbers of pairs whose ends are both known; see :meth:`_codes`."""
        places = [
            sorted((self._place[one], self._place[other]))
            for one, other in pairs
            if one != other and one in self._place and other in self._place
        ]
        ends = np.array(places, dtype=np.int64).reshape(-1, 2)
        return np.unique(self._codes(ends[:, 0], ends[:, 1]))

    def _codes(self, first: Ints, second: Ints) -> Ints:
        """Return each pair of places, the lower first, as one number."""
        return first * len(self._activities) + second

    def _ends(self, codes: Ints) -> tuple[Ints, Ints]:
        count = max(1, len(self._activities))
        return codes // count, codes % count

    def _measured(self, first: Ints, second: Ints) -> tuple[Floats, Floats]:
        """Return the score of each pair and, a row each, its parts; what is not told is NaN."""
        words = closeness(self._words.matrix, first, second)
        parts = np.vstack([words, *(measure(first, second) for measure in self._parts)])
        weights = np.array(list(WEIGHTS.values()))[:, None] * ~np.isnan(parts)
        score: Floats = (np.nan_to_num(parts) * weights).sum(axis=0) / weights.sum(axis=0)
        return np.round(score, 3), np.round(parts, 3).astype(np.float64)

    def _overlap(self, one: int, other: int, score: float, parts: Floats) -> Overlap:
        words, actors, types, people = map(_told_decimal, parts)
        first, second = self._activities[one], self._activities[other]
        return Overlap(
            first=first.iri,
            second=second.iri,
            score=_decimal(score),
            words=words or _decimal(0),
            actors=actors,
            types=types,
            people=people,
            is_across=first.plan != second.plan,
        )


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.3f}")


def _told_decimal(value: float) -> Decimal | None:
    return None if np.isnan(value) else _decimal(value)


def _roles_of(activity: Activity, body: str) -> tuple[str, ...]:
    return tuple(role for role in _ROLES if body in activity.roles.get(role, ()))

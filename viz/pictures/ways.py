"""How many donor-funded activities go from which donor over which chapter to which lead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kavshiri.graph.coordination.choice import activities, bodies
from kavshiri.graph.coordination.plans import Activity, Plans

from .subject import Subject

__all__ = ["MOST", "NOBODY", "OTHERS", "Flow", "Way", "flow_of"]

MOST = 14
"""Blocks of one column that can be read on a page; those with the fewest stand together."""

NOBODY = ""
"""Stands for the lead of an activity that names none."""

OTHERS = "…"
"""Stands for all who have no block of their own."""

Way = tuple[str, str, str]
"""From a donor over a chapter to a lead."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many activities take each way, in parts that add up to ``funded``.

    ``counts`` are the whole activities at each block of each column (0 donors, 1 chapters,
    2 leads). ``others`` tells how many blocks stand together in each column.
    """

    ways: Mapping[Way, float]
    counts: Sequence[Mapping[str, int]]
    others: Sequence[int]
    funded: int
    every: int


def flow_of(subject: Subject, most: int = MOST) -> Flow:
    """Return the flow of the chosen activities from donors over chapters to those who lead them.

    An activity with two donors and two leads takes four ways by a quarter each. Unnamed groups
    count as bodies do; an activity of whose donors or leads none is let in by the choice takes
    none.
    """
    choice = replace(subject.choice, groups=True)
    shown = bodies(subject.plans, choice)
    every = activities(subject.plans, choice)
    ends = {each.iri: found for each in every if (found := _ends(subject.plans, each, shown))}
    columns = [_counted(ends.values(), place) for place in range(3)]
    kept = [_kept(column, most) for column in columns]
    ways: dict[Way, float] = defaultdict(float)
    counts: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for found in ends.values():
        drawn = [[n if n in kept[place] else OTHERS for n in found[place]] for place in range(3)]
        share = 1 / (len(drawn[0]) * len(drawn[2]))
        for donor in drawn[0]:
            for lead in drawn[2]:
                ways[donor, drawn[1][0], lead] += share
        for place in range(3):
            counts[place].update(sorted(set(drawn[place])))
    others = [len(columns[place]) - len(kept[place]) for place in range(3)]
    return Flow(dict(sorted(ways.items())), counts, others, len(ends), len(every))


Ends = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The donors, the chapter and the leads of one activity."""


def _ends(plans: Plans, activity: Activity, shown: Mapping[str, str]) -> Ends | None:
    """Return where an activity begins and ends; None where it has no donor, or none is let in."""
    donors = tuple(sorted({shown[body] for body in activity.bodies("donor") if body in shown}))
    leads = tuple(sorted({shown[body] for body in activity.bodies("lead") if body in shown}))
    if not activity.bodies("lead"):
        leads = (NOBODY,)
    if not donors or not leads:
        return None
    return donors, ((activity.plan, *plans.within(activity))[-1],), leads


def _counted(ends: Iterable[Ends], place: int) -> Counter[str]:
    return Counter(name for found in ends for name in found[place])


def _kept(column: Counter[str], most: int) -> set[str]:
    """Return who has a block alone: all, or those with the most activities."""
    if len(column) <= most:
        return set(column)
    return set(sorted(column, key=lambda name: (-column[name], name))[: most - 1])

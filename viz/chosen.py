"""Chooses what of a network a page can show: all of it, or the busiest part where it is too large.

A page says what it leaves out. The bounds are far above what a real plan needs; they keep the page
of a hundred thousand activities from becoming one that no browser opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ties import Link, Ties

__all__ = ["Chosen", "choose"]

MOST_BODIES = 120  # above this many no picture can be read
MOST_LINKS = 1000
MOST_ACTIVITIES = 3000
FEW_LINES = 250  # the picture begins with the strongest lines if there are more


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a page shows of a network.

    ``bodies`` are drawn, in alphabetical order of their IRIs; ``links`` are listed, the heaviest
    first, and drawn where both ends are; ``activities`` are listed by their places, in the order of
    the plans. ``least`` is the weight from which lines are drawn at first.
    """

    bodies: tuple[str, ...]
    links: tuple[Link, ...]
    activities: Mapping[str, int]
    least: int

    def drawn(self) -> list[Link]:
        """Return the links between bodies that are drawn, in alphabetical order."""
        bodies = set(self.bodies)
        found = [link for link in self.links if link.source in bodies and link.target in bodies]
        return sorted(found, key=lambda link: (link.source, link.target, link.layer))

    def known(self, activities: tuple[str, ...]) -> list[str]:
        """Return those of some activities that the page lists."""
        return [iri for iri in activities if iri in self.activities]


def choose(ties: Ties, lang: str) -> Chosen:
    """Return what a page shows of a network in a language."""
    links = sorted(ties.links, key=lambda link: _rank(ties, link, lang))[:MOST_LINKS]
    named = {iri for link in links for iri in link.activities}
    named |= {iri for part in ties.parts.values() for found in part.values() for iri in found}
    listed = [iri for iri in ties.plans.activities if iri in named][:MOST_ACTIVITIES]
    return Chosen(
        bodies=_drawn(ties, links),
        links=tuple(links),
        activities={iri: place for place, iri in enumerate(listed)},
        least=1 if len(links) <= FEW_LINES else links[FEW_LINES].weight + 1,
    )


def _drawn(ties: Ties, links: Sequence[Link]) -> tuple[str, ...]:
    """Return the bodies at both ends of the heaviest links, as many as a picture holds.

    Of links that weigh the same those of the bodies with the most activities come first. So none
    is drawn without a line, if there is any.
    """
    if len(ties.bodies) <= MOST_BODIES:
        return ties.bodies
    works = {iri: ties.works[iri] for iri in ties.bodies}
    chosen: set[str] = set()
    for link in sorted(
        links, key=lambda link: (-link.weight, -works[link.source] - works[link.target])
    ):
        both = chosen | {link.source, link.target}
        if len(both) <= MOST_BODIES:
            chosen = both
    return tuple(sorted(chosen))


def _rank(ties: Ties, link: Link, lang: str) -> tuple[object, ...]:
    """Return what puts the links in order: the heaviest first, then by name."""
    names = (ties.body(link.source).name(lang), ties.body(link.target).name(lang))
    return -link.weight, *names, link.source, link.target, link.layer

"""What the analyses know of the plans.

Every analysis works on :class:`Plans` alone. It is the same whether the store is a folder, a server
or still being built, and it holds nothing that the graph does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from kavshiri.ontology.terms import DATA

__all__ = [
    "ROLES",
    "SHORTCUTS",
    "Activity",
    "Funding",
    "Labels",
    "Organisation",
    "Part",
    "Period",
    "Plan",
    "Plans",
    "upwards",
]

ROLES = ("lead", "support", "partner", "donor", "reporting")
"""The codes of the roles, in their order."""

SHORTCUTS: Mapping[str, str] = {
    "lead": "kav:lead",
    "support": "kav:support",
    "partner": "kav:partner",
    "donor": "kav:donor",
    "reporting": "kav:reportingBody",
}
"""The property that leads straight from an activity to who has a role in it, by role."""

Labels = Mapping[str, str]
"""A name by language: ``ka``, ``en``; a language may be missing."""

Period = tuple[date, date]
"""The first and the last day of one deadline."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body or an unnamed group.

    ``type`` and ``sector`` are codes of the list organisation-type, empty where nobody knows (a
    name that was not resolved); ``parent``, ``host`` and ``chair`` are IRIs. ``short`` holds short
    names that the authority list knows, by language; a language without any is absent.
    """

    iri: str
    labels: Labels
    acronym: str = ""
    type: str = ""
    sector: str = ""
    is_group: bool = False
    parent: str | None = None
    host: str | None = None
    chair: str | None = None
    short: Labels = field(default_factory=dict)

    def name(self, lang: str) -> str:
        """Return its name in a language, else in English, else in Georgian, else its IRI."""
        return _named(self.labels, lang, self.iri)

    def short_name(self, lang: str) -> str:
        """Return a short form of its name that people know, else its name."""
        return self.short.get(lang) or self.name(lang)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with its period."""

    iri: str
    labels: Labels
    start: date | None = None
    end: date | None = None

    def name(self, lang: str) -> str:
        """Return its title in a language, else in English, else in Georgian, else its IRI."""
        return _named(self.labels, lang, self.iri)


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter, section, goal or objective; ``parent`` is another part or the plan."""

    iri: str
    labels: Labels
    number: str = ""
    parent: str | None = None
    order: int = 0

    def name(self, lang: str) -> str:
        """Return its words in a language, else in English, else in Georgian, else its IRI."""
        return _named(self.labels, lang, self.iri)


@dataclass(frozen=True, slots=True)
class Funding:
    """One source of money or effort; the codes are those of the lists, ``funder`` is an IRI."""

    kind: str
    state: str
    amount: Decimal | None = None
    currency: str | None = None
    funder: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of a plan.

    ``roles`` holds the organisations by role, sorted by IRI. ``has_budget_cell`` is None where the
    plan's table has no column for state money at all, False where the plan has one but this row
    lost its cell.
    """

    iri: str
    plan: str
    labels: Labels
    number: str = ""
    order: int = 0
    parent: str | None = None
    objective: str | None = None
    due: date | None = None
    periods: tuple[Period, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fundings: tuple[Funding, ...] = ()
    has_budget_cell: bool | None = None
    types: tuple[str, ...] = ()

    def name(self, lang: str) -> str:
        """Return its words in a language, else in English, else in Georgian, else its IRI."""
        return _named(self.labels, lang, self.iri)

    def bodies(self, *roles: str) -> tuple[str, ...]:
        """Return who takes part in some roles (all roles if none is named), each once, sorted."""
        if len(roles) == 1:
            return self.roles.get(roles[0], ())
        return tuple(sorted({body for role in roles or ROLES for body in self.roles.get(role, ())}))


@dataclass(frozen=True)
class Plans:
    """All plans of a store. Every mapping is by IRI; activities stand in the order of the plans."""

    plans: Mapping[str, Plan]
    divisions: Mapping[str, Part]
    objectives: Mapping[str, Part]
    organisations: Mapping[str, Organisation]
    activities: Mapping[str, Activity]
    base: str = DATA

    @cached_property
    def ancestors(self) -> Mapping[str, tuple[str, ...]]:
        """What each division and objective stands in, from itself outwards, without the plan."""
        parents = {
            i: each.parent for i, each in [*self.divisions.items(), *self.objectives.items()]
        }
        return {iri: tuple(upwards(iri, parents)) for iri in parents}

    def within(self, activity: Activity) -> tuple[str, ...]:
        """Return the objective and the divisions that an activity stands in, innermost first."""
        own = [activity.objective] if activity.objective else []
        places = self.ancestors.get(activity.parent or "", ())
        return (*own, *(place for place in places if place not in own))

    def ministry(self, organisation: str) -> str:
        """Return the topmost body that an organisation is a part of; itself if of none.

        Only ``org:subOrganizationOf`` counts: a council stays a council, whoever hosts it.
        """
        return [*upwards(organisation, self._parents)][-1]

    @cached_property
    def _parents(self) -> Mapping[str, str | None]:
        return {iri: body.parent for iri, body in self.organisations.items()}


def _named(labels: Labels, lang: str, iri: str) -> str:
    return labels.get(lang) or labels.get("en") or labels.get("ka") or iri


def upwards(iri: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield a thing and all above it that are known; a circle ends where it closes."""
    seen: set[str] = set()
    here: str | None = iri
    while here is not None and here not in seen and (here in parents or here == iri):
        seen.add(here)
        yield here
        here = parents.get(here)

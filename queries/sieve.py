"""Which activities a person means: names in, a sieve with IRIs out, and the SPARQL of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from pyoxigraph import Literal, NamedNode

from kavshiri.graph.coordination.money import donors
from kavshiri.graph.coordination.plans import ROLES, SHORTCUTS, Activity, Plans
from kavshiri.graph.query import Queryable
from kavshiri.ontology.codes import code_list

from .choosing import Names, find_body, find_part, one_known, several
from .names import find_plan

__all__ = ["EVERYTHING", "Sieve", "sieve_of"]


@dataclass(frozen=True, slots=True)
class Sieve:
    """Activities for which all holds that is given; of several values of one kind any will do.

    ``organisations`` take part in some of ``roles`` (in any if none is given); without bodies an
    activity passes in which anybody has such a role. ``donors`` are those of its roles or of its
    fundings. An empty sieve lets every activity pass.
    """

    plans: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def passing(self, plans: Plans) -> dict[str, Activity]:
        """Return the activities that pass by their IRIs, in the order of the plans."""
        return {iri: each for iri, each in plans.activities.items() if self._fits(plans, each)}

    def _fits(self, plans: Plans, activity: Activity) -> bool:
        return (
            (not self.plans or activity.plan in self.plans)
            and (not self.objectives or activity.objective in self.objectives)
            and _meet(self.chapters, plans.within(activity) if self.chapters else ())
            and _meet(self.leads, activity.bodies("lead"))
            and _meet(self.organisations, activity.bodies(*self.roles))
            and (not self.roles or bool(activity.bodies(*self.roles)))
            and _meet(self.donors, donors(activity) if self.donors else ())
            and _meet(self.types, activity.types)
        )

    def sparql(self, activity: str = "iri") -> str:
        """Return the patterns that let the same activities pass, of a variable; may be empty.

        Each gives a solution at most once, so nothing is counted twice behind it. The prefixes
        ``kav:`` and ``skos:`` are needed.
        """
        this, patterns = f"?{activity}", []
        roles = "|".join(SHORTCUTS[role] for role in self.roles) or "kav:involves"
        if self.plans:
            patterns.append((f"{this} kav:plan ?of", self.plans))
        if self.objectives:
            patterns.append((f"{this} kav:objective ?of", self.objectives))
        if self.chapters:
            patterns.append((f"{this} kav:partOf+ ?of", self.chapters))
        if self.leads:
            patterns.append((f"{this} kav:lead ?of", self.leads))
        if self.organisations or self.roles:
            patterns.append((f"{this} {roles} ?of", self.organisations))
        if self.donors:
            patterns.append((f"{this} kav:donor|(kav:hasFunding/kav:funder) ?of", self.donors))
        if self.types:
            patterns.append((f"{this} kav:activityType/skos:notation ?of", self.types))
        return "".join(
            f"{{ SELECT DISTINCT {this} WHERE {{ {_values(wanted)}{pattern} }} }}\n"
            for pattern, wanted in patterns
        )


EVERYTHING = Sieve()
"""Lets every activity pass."""


def sieve_of(
    store: Queryable,
    plans: Plans,
    *,
    plan: Names = (),
    chapter: Names = (),
    objective: Names = (),
    lead: Names = (),
    organisation: Names = (),
    role: Names = (),
    donor: Names = (),
    type: Names = (),
) -> Sieve:
    """Return the sieve that names mean.

    Plans, chapters, objectives and bodies are named as in
    :func:`~kavshiri.queries.choosing.choice_of`, types by the codes of the list activity-type.
    ParameterError for a name that means nothing or several things.
    """
    types = [each.code for each in code_list("activity-type")]
    return Sieve(
        plans=tuple(find_plan(store, name) for name in several(plan)),
        chapters=tuple(find_part("chapter", name, plans.divisions) for name in several(chapter)),
        objectives=tuple(
            find_part("objective", name, plans.objectives) for name in several(objective)
        ),
        leads=tuple(find_body(store, "lead", name) for name in several(lead)),
        organisations=tuple(
            find_body(store, "organisation", name) for name in several(organisation)
        ),
        roles=tuple(one_known("role", name, ROLES) for name in several(role)),
        donors=tuple(find_body(store, "donor", name) for name in several(donor)),
        types=tuple(one_known("type", name, types) for name in several(type)),
    )


def _meet(wanted: Iterable[str], has: Iterable[str]) -> bool:
    """Return whether something wanted is there; True where nothing is wanted."""
    asked = set(wanted)
    return not asked or not asked.isdisjoint(has)


def _values(wanted: Iterable[str]) -> str:
    """Return what binds ``?of``: IRIs, or codes where there is no colon; nothing for nothing."""
    named = " ".join(str(NamedNode(w) if ":" in w else Literal(w)) for w in wanted)
    return f"VALUES ?of {{ {named} }} " if named else ""

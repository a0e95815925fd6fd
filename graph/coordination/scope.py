"""The activities of some plans, and the errors for plans and bodies that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

from kavshiri.graph.coordination.plans import Activity, Plans
from kavshiri.ontology.errors import QueryError

__all__ = ["in_plans", "known_bodies"]


def in_plans(plans: Plans, plan_iris: Iterable[str] = ()) -> tuple[Activity, ...]:
    """Return the activities of some plans (of all if none is named), in the order of the plans.

    QueryError for a plan that is not in the store: an empty answer would look like good news.
    """
    wanted = set(plan_iris)
    unknown = sorted(wanted - set(plans.plans))
    if unknown:
        known = ", ".join(sorted(plans.plans)) or "none"
        error = QueryError(f"there is no plan <{unknown[0]}> in the store; the plans are {known}")
        error.message_ka = f"გრაფში გეგმა <{unknown[0]}> არ არის; გეგმებია: {known}"
        raise error
    found = [each for each in plans.activities.values() if not wanted or each.plan in wanted]
    return tuple(sorted(found, key=lambda each: (each.plan, each.order, each.iri)))


def known_bodies(plans: Plans, bodies: Iterable[str]) -> tuple[str, ...]:
    """Return bodies, each once and sorted; QueryError for one that the store does not know."""
    wanted = sorted(set(bodies))
    unknown = [iri for iri in wanted if iri not in plans.organisations]
    if unknown:
        named = {body for each in plans.activities.values() for body in each.bodies()}
        unknown = [iri for iri in unknown if iri not in named]
    if unknown:
        error = QueryError(
            f"there is no organisation <{unknown[0]}> in the store; give the IRI of one that is"
        )
        error.message_ka = (
            f"გრაფში ორგანიზაცია <{unknown[0]}> არ არის; მიუთითეთ იმისი IRI, რომელიც არის"
        )
        raise error
    return tuple(wanted)

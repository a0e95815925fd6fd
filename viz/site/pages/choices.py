"""What can be chosen in the forms of the pages: plans, organisations, donors."""

from __future__ import annotations

from kavshiri.viz.site.content import Filter
from kavshiri.viz.site.view import View

__all__ = ["organisation_choices", "plan_choices", "plan_filter"]

Choices = tuple[tuple[str, str], ...]


def plan_choices(view: View) -> Choices:
    """Return the plans: the slug of each with its title."""
    start = len(view.iri("plan", ""))
    return tuple((iri[start:], each.name(view.lang)) for iri, each in view.plans.plans.items())


def plan_filter(view: View) -> Filter:
    """Return the choice of one plan."""
    return Filter("plan", view.word("site.plans"), view.values("plan"), plan_choices(view))


def organisation_choices(view: View, *roles: str) -> Choices:
    """Return who takes part in the plans (in some roles), by name: the slug with the name."""
    start = len(view.iri("organisation", ""))
    involved = {body for each in view.plans.activities.values() for body in each.bodies(*roles)}
    named = (
        (iri[start:], view.plans.organisations[iri].name(view.lang))
        for iri in involved
        if iri in view.plans.organisations
    )
    return tuple(sorted(named, key=lambda each: (each[1], each[0])))

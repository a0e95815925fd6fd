"""What can be chosen in the forms of the pages: plans, organisations, donors."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from kavshiri.graph.coordination.choice import Choice
from kavshiri.queries.choosing import choice_of as named_choice
from kavshiri.queries.errors import ParameterError
from kavshiri.viz.site.content import Filter
from kavshiri.viz.site.view import View

__all__ = [
    "chapter_choices",
    "chapter_filter",
    "choice_of",
    "day_of",
    "donor_filter",
    "lead_filter",
    "objective_choices",
    "objectives_in_order",
    "organisation_choices",
    "plan_choices",
    "plan_filter",
    "sector_choices",
]

_WIDE = 90
"""Letters of an objective that its line in a list of choices shows."""

_WITH_PLAN = {"plan", "by", "kind", "level", "where"}

Choices = tuple[tuple[str, str], ...]


def plan_choices(view: View) -> Choices:
    """Return the plans: the slug of each with its title."""
    start = len(view.iri("plan", ""))
    return tuple((iri[start:], each.name(view.lang)) for iri, each in view.plans.plans.items())


def plan_filter(view: View) -> Filter:
    """Return the choice of one plan."""
    alone = set(view.query) <= _WITH_PLAN  # else files would be written for every combination
    given = view.values("plan")
    return Filter("plan", view.word("site.plans"), given, plan_choices(view), in_files=alone)


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


def choice_of(view: View) -> Choice:
    """Return what the address chooses of the network; QueryError for what does not exist."""
    return named_choice(
        view.known.store,
        view.plans,
        layer=view.values("layer") or ("delivery",),
        level=view.value("level", "body"),
        plan=view.values("plan"),
        chapter=view.values("chapter"),
        donor=view.values("donor"),
        type=view.values("type"),
        groups=bool(view.value("groups")),
        chair=not view.value("chair"),
        without=view.values("without"),
        since=day_of(view, "from"),
        until=day_of(view, "until"),
    )


def day_of(view: View, name: str) -> date | None:
    """Return the day that the address gives under a name; ParameterError for what is no day."""
    given = view.value(name)
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ParameterError(name, given, view.word("deadlines.a_day")) from None


def chapter_choices(view: View) -> Choices:
    """Return the outermost divisions of the plans: the path of each with its heading."""
    start = len(view.iri("division", ""))
    plans = view.plans.plans
    tops = [part for part in view.plans.divisions.values() if part.parent in plans]
    tops.sort(key=lambda part: (str(part.parent), part.order, part.iri))
    unnamed = view.word("plan.unnamed")
    return tuple(
        (part.iri[start:], f"{part.number} {part.name(view.lang) if part.labels else unnamed}")
        for part in tops
    )


def chapter_filter(view: View) -> Filter:
    """Return the choice of one chapter."""
    word = view.word("network.chapter")
    return Filter("chapter", word, view.values("chapter"), chapter_choices(view))


def lead_filter(view: View) -> Filter:
    """Return the choice of one body that leads."""
    choices = organisation_choices(view, "lead")
    return Filter("lead", view.word("lists.lead"), view.values("lead"), choices)


def donor_filter(view: View) -> Filter:
    """Return the choice of one donor."""
    choices = organisation_choices(view, "donor")
    return Filter("donor", view.word("network.donor"), view.values("donor"), choices)


def objective_choices(view: View) -> Choices:
    """Return the objectives in the order of the plans: the path of each, its number and name."""
    start = len(view.iri("objective", ""))
    found = ((iri, view.plans.objectives[iri]) for iri in objectives_in_order(view))
    return tuple(
        (iri[start:], shorten(f"{part.number} {part.name(view.lang) if part.labels else ''}", _WIDE,
                              placeholder=" …"))
        for iri, part in found
    )  # fmt: skip


def objectives_in_order(view: View) -> list[str]:
    """Return the objectives (IRIs) in the order in which the plans print them."""
    firsts = {iri: (each.order, iri) for iri, each in view.plans.objectives.items()}
    start = len(view.iri("objective", ""))
    return sorted(firsts, key=lambda iri: (iri[start:].partition("/")[0], firsts[iri]))


def sector_choices(view: View) -> Choices:
    """Return the sectors of those who take part."""
    found = {
        view.plans.organisations[body].sector
        for each in view.plans.activities.values()
        for body in each.bodies()
        if body in view.plans.organisations
    }
    return tuple((code, view.code(f"organisation-type/{code}")) for code in sorted(found - {""}))

"""The way from a plan down to a thing in it, as links at the top of a page."""

from __future__ import annotations

from kavshiri.graph.coordination.plans import Activity, Part

from .view import View

__all__ = ["place_of", "trail_of"]


def trail_of(view: View, activity: Activity) -> tuple[tuple[str, str], ...]:
    """Return the plan, divisions and objective that an activity stands in, outermost first."""
    plan = view.plans.plans[activity.plan]
    slug = activity.plan.removeprefix(view.iri("plan", ""))
    steps = [(plan.name(view.lang), view.link(f"plans/{slug}"))]
    for iri in reversed(view.plans.within(activity)):
        part = view.plans.divisions.get(iri) or view.plans.objectives[iri]
        words = place_of(part, view.lang) or view.word("plan.unnamed")
        steps.append((words, view.link(f"plans/{slug}#{anchor(view, iri)}")))
    return tuple(steps)


def place_of(part: Part, lang: str) -> str:
    """Return the number and the words of a division or objective."""
    return f"{part.number} {part.name(lang) if part.labels else ''}".strip()


def anchor(view: View, iri: str) -> str:
    """Return the name of a thing's place on the page of its plan."""
    return iri.removeprefix(view.known.base).replace("/", "-")

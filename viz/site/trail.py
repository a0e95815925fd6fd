"""The way from a plan down to a thing in it, as links at the top of a page."""

from __future__ import annotations

from kavshiri.graph.coordination.plans import Activity, Part

from .view import View

__all__ = ["place_of", "printed_place", "trail_of"]

_LONG = 32  # letters of a heading that stands in the place of a number


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


def printed_place(view: View, iri: str) -> str:
    """Return where an activity, objective or division stands, in the numbers that the plan prints.

    Such as ``V · გ · 4.1``: numbers begin anew in every section, so that one alone says little. A
    division without a number is told by its heading, and one that has lost its heading by what
    stands before it.
    """
    kept = view.known.printed
    if (view.lang, iri) not in kept:
        kept[view.lang, iri] = " · ".join(_numbers(view, iri))
    return kept[view.lang, iri]


def _numbers(view: View, iri: str) -> list[str]:
    plans = view.plans
    activity = plans.activities.get(iri)
    if activity:
        inner, above = activity.number, plans.within(activity)
    elif iri in plans.objectives:
        inner, above = plans.objectives[iri].number, plans.ancestors[iri][1:]
    else:
        inner, above = "", plans.ancestors.get(iri, ())
    told = [inner] if inner else []
    for each in above:
        part = plans.divisions.get(each)
        if part and not (told and part.number and told[0].startswith(f"{part.number}.")):
            told.insert(0, part.number or _unnumbered(view, part))
    return told


def _unnumbered(view: View, part: Part) -> str:
    if part.labels:
        words = part.name(view.lang)
        return words if len(words) <= _LONG else f"{words[:_LONG].rsplit(' ', 1)[0]}…"
    beside = [each for each in view.plans.divisions.values() if each.parent == part.parent]
    before = [each for each in beside if each.order < part.order and each.number]
    last = max(before, key=lambda each: each.order, default=None)
    return view.word("plan.after", number=last.number) if last else view.word("plan.unnamed")


def place_of(part: Part, lang: str) -> str:
    """Return the number and the words of a division or objective."""
    return f"{part.number} {part.name(lang) if part.labels else ''}".strip()


def anchor(view: View, iri: str) -> str:
    """Return the name of a thing's place on the page of its plan."""
    return iri.removeprefix(view.known.base).replace("/", "-")

"""The plans, and each as a tree: chapter → section → objective → activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kavshiri.graph.coordination.plans import Activity, Part
from kavshiri.viz.site.content import Content, MissingPageError
from kavshiri.viz.site.spoken import day
from kavshiri.viz.site.trail import anchor, place_of
from kavshiri.viz.site.view import View

__all__ = ["plan", "plans"]


@dataclass(slots=True)
class Branch:
    """A part of a plan with all that stands in it."""

    name: str
    anchor: str
    branches: list[Branch] = field(default_factory=list)
    activities: list[Mapping[str, str]] = field(default_factory=list)
    count: int = 0


def plans(view: View) -> Content:
    """Return the plans with what stands in each; a number opens what it counts."""
    panel = view.panel("plans", hidden=("plan",), link="title")
    rows = list(panel.result.records())
    opened: dict[str, list[str | None]] = {
        name: [view.link(name, plan=str(row["plan"])) for row in rows]
        for name in ("objectives", "activities", "donors")
    }
    for name, kind in (("organisations", "body"), ("groups", "group")):
        opened[name] = [
            view.link("organisations", plan=str(row["plan"]), kind=kind) for row in rows
        ]
    by_name = {each.name: each.iri for each in view.known.documents.values()}
    opened["documents"] = [view.thing(by_name.get(str(row["documents"]))) for row in rows]
    return Content(
        "base.html",
        view.word("site.plans"),
        lead=view.word("plan.list_lead"),
        panels=(replace(panel, addresses=opened),),
    )


def plan(view: View, slug: str) -> Content:
    """Return a plan as a tree of its divisions, objectives and activities."""
    iri = view.iri("plan", slug)
    if iri not in view.plans.plans:
        raise MissingPageError(slug)
    found = view.plans.plans[iri]
    return Content(
        "plan.html",
        found.name(view.lang),
        trail=((view.word("site.plans"), view.link("plans")),),
        kind="plan",
        panels=(
            view.panel(
                "plan-as-table",
                {"plan": slug},
                hidden=("plan", "place"),
                link="activity",
                folded=True,
            ),
        ),
        shown={
            "original": found.labels.get("ka", "") if view.lang != "ka" else "",
            "period": (found.start, found.end),
            "branches": _tree(view, iri),
        },
    )


def _tree(view: View, plan_iri: str) -> list[Branch]:
    """Return the topmost parts of a plan, each with its own, in the order of the document."""
    parts: dict[str, Part] = {**view.plans.divisions, **view.plans.objectives}
    by_parent: dict[str | None, list[Part]] = defaultdict(list)
    for part in sorted(parts.values(), key=lambda part: (part.order, part.iri)):
        by_parent[part.parent].append(part)
    by_part: dict[str, list[Activity]] = defaultdict(list)
    for each in view.plans.activities.values():
        by_part[each.objective or each.parent or each.plan].append(each)
    return [_branch(view, part, by_parent, by_part) for part in by_parent[plan_iri]]


def _branch(
    view: View,
    part: Part,
    by_parent: Mapping[str | None, list[Part]],
    by_part: Mapping[str, list[Activity]],
) -> Branch:
    branches = [_branch(view, each, by_parent, by_part) for each in by_parent.get(part.iri, [])]
    activities = [_leaf(view, each) for each in by_part.get(part.iri, [])]
    return Branch(
        place_of(part, view.lang) or view.word("plan.unnamed"),
        anchor(view, part.iri),
        branches,
        activities,
        len(activities) + sum(each.count for each in branches),
    )


def _leaf(view: View, activity: Activity) -> Mapping[str, str]:
    organisations = view.plans.organisations
    leads = (organisations[body] for body in activity.bodies("lead"))
    return {
        "number": activity.number,
        "title": activity.name(view.lang),
        "address": view.thing(activity.iri) or "",
        "leads": "; ".join(body.short_name(view.lang) for body in leads),
        "due": day(activity.due, view.lang) if activity.due else "",
    }

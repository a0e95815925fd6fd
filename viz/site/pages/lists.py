"""Lists with filters: objectives, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kavshiri.graph.coordination.plans import Activity
from kavshiri.queries.choosing import find_body, find_part
from kavshiri.queries.library import questions, sparql
from kavshiri.queries.names import find_plan
from kavshiri.queries.question import Text
from kavshiri.queries.tables import column, described, table
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.narrowing import narrowed
from kavshiri.viz.site.view import View

from .choices import chapter_filter, lead_filter, objectives_in_order, plan_filter

__all__ = ["findings", "findings_panel", "objectives"]

MOST_ROWS = 60
"""Rows that a page shows; the files have all."""

_OBJECTIVES = described(
    "objectives",
    Text(ka="ამოცანები", en="Objectives"),
    Text(ka="ამოცანები და რამდენი საქმიანობა აქვს თითოეულს.",
         en="The objectives, and how many activities each has."),
    (
        column("plan", "text", "Plan", "გეგმა", "the plan", "გეგმა"),
        column("place", "text", "Place", "ადგილი", "the place in the plan", "ადგილი გეგმაში"),
        column("number", "text", "No.", "№", "the number as printed",
               "ნომერი, როგორც დაბეჭდილია"),
        column("objective", "text", "Objective", "ამოცანა", "the words", "სიტყვები"),
        column("activities", "integer", "Activities", "საქმიანობა", "how many activities it has",
               "რამდენი საქმიანობა აქვს"),
        column("leads", "text", "Led by", "პასუხისმგებელი", "who leads its activities",
               "ვინ არის მის საქმიანობებზე პასუხისმგებელი"),
        column("iri", "iri", "IRI", "IRI", "the IRI of the objective", "ამოცანის IRI"),
    ),
)  # fmt: skip


def objectives(view: View) -> Content:
    """Return the objectives with their activities counted: all, or those that the address chooses.

    With a lead, those of which the body leads an activity.
    """
    served: dict[str, list[Activity]] = {}
    for each in view.plans.activities.values():
        served.setdefault(each.objective or "", []).append(each)
    kept = _chosen(view, served)
    is_narrow = bool(view.values("chapter") or view.values("lead"))
    rows = [_objective(view, iri, served.get(iri, [])) for iri in kept]
    panel = Panel(
        "objectives",
        view.word("lists.objectives"),
        table(_OBJECTIVES, rows, lang=view.lang),
        link="objective",
        hidden=("place",),
        at_most=MOST_ROWS,
        cited=("prefLabel",),
        sparql=_objectives_sparql(view),
        addresses={} if view.is_file else {"activities": [_served_by(view, iri) for iri in kept]},
    )
    return Content(
        "base.html",
        view.word("lists.objectives"),
        lead=view.word("lists.objectives_lead"),
        filters=(plan_filter(view), chapter_filter(view), lead_filter(view)),
        panels=(narrowed(panel, set(kept)) if is_narrow else panel,),
    )


def _served_by(view: View, iri: str) -> str:
    return view.link("activities", objective=iri.removeprefix(view.iri("objective", "")))


def _chosen(view: View, served: Mapping[str, list[Activity]]) -> list[str]:
    """Return the objectives for which all holds that the address says, in the plans' order."""
    store, plans = view.known.store, view.plans
    wanted = {find_plan(store, name) for name in view.values("plan")}
    chapters = {find_part("chapter", name, plans.divisions) for name in view.values("chapter")}
    leads = {find_body(store, "lead", name) for name in view.values("lead")}
    start, found = len(view.iri("objective", "")), []
    for iri in objectives_in_order(view):
        above = {view.iri("plan", iri[start:].partition("/")[0]), *plans.ancestors.get(iri, ())}
        led = {body for each in served.get(iri, ()) for body in each.bodies("lead")}
        if all(not asked or asked & has
               for asked, has in ((wanted, above), (chapters, above), (leads, led))):  # fmt: skip
            found.append(iri)
    return found


def _objectives_sparql(view: View) -> str:
    """Return the question of the library that tells the same of each objective, and more."""
    given = {"plan": view.values("plan")} if view.values("plan") else {}
    query = sparql(view.known.store, "objectives-carried-by", lang=view.lang, **given)
    return f"# Objectives: how many activities each has, and who leads them.\n{query}"


def findings_panel(view: View, given: Mapping[str, str], **shown: Any) -> Panel:
    """Return findings of which each opens what it is about."""
    panel = view.panel("findings", given, **shown)
    opened = [_about(view, row) for row in panel.result.records()]
    return replace(panel, addresses={"number": opened, "about": opened})


def _about(view: View, row: Mapping[str, Value]) -> str | None:
    """Return the page of what a finding is about: a part of a plan, else the plan."""
    path = f"{row['plan']}/{row['place']}"
    for kind, things in (
        ("activity", view.plans.activities),
        ("objective", view.plans.objectives),
        ("division", view.plans.divisions),
    ):
        if view.iri(kind, path) in things:
            return view.thing(view.iri(kind, path))
    plan = view.iri("plan", str(row["plan"]))
    return view.thing(plan) if plan in view.plans.plans else None


def _objective(view: View, iri: str, activities: list[Activity]) -> tuple[Value, ...]:
    plan, _, place = iri.removeprefix(view.iri("objective", "")).partition("/")
    found = view.plans.objectives[iri]
    leads = {body for each in activities for body in each.bodies("lead")}
    names = sorted(view.plans.organisations[body].name(view.lang) for body in leads)
    name = found.name(view.lang) if found.labels else ""
    return plan, place, found.number, name, len(activities), "; ".join(names), iri


def findings(view: View) -> Content:
    """Return the findings about the plans and their reading, by plan, kind and severity."""
    named = ("plan", "severity", "kind")
    given = {name: view.value(name) for name in named if view.value(name)}
    parameters = questions()["findings"].parameters
    return Content(
        "base.html",
        view.word("site.findings"),
        lead=view.word("lists.findings_lead"),
        filters=(
            plan_filter(view),
            *(
                Filter(
                    name,
                    view.word(f"lists.{name}"),
                    view.values(name),
                    tuple(
                        (code, view.code(f"{scheme}/{code}")) for code in parameters[name].choices
                    ),
                )
                for name, scheme in (("severity", "severity"), ("kind", "finding-kind"))
            ),
        ),
        panels=(findings_panel(view, given, hidden=("place",), at_most=MOST_ROWS),),
    )

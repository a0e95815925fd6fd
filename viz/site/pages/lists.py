"""Lists with filters: objectives, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kavshiri.graph.coordination.plans import Activity
from kavshiri.queries.library import questions, sparql
from kavshiri.queries.question import Text
from kavshiri.queries.tables import column, described, table
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.view import View

from .choices import plan_filter

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
    """Return all objectives, or those of one plan, with their activities counted."""
    wanted = view.value("plan")
    by_objective: dict[str, list[Activity]] = {}
    for each in view.plans.activities.values():
        by_objective.setdefault(each.objective or "", []).append(each)
    rows = [
        row
        for iri in _in_order(view)
        if (row := _objective(view, iri, by_objective.get(iri, [])))[0] == wanted or not wanted
    ]
    return Content(
        "base.html",
        view.word("lists.objectives"),
        lead=view.word("lists.objectives_lead"),
        filters=(plan_filter(view),),
        panels=(
            Panel("objectives", view.word("lists.objectives"),
                  table(_OBJECTIVES, rows, lang=view.lang), link="objective", hidden=("place",),
                  at_most=MOST_ROWS, cited=("prefLabel",), sparql=_objectives_sparql(view)),
        ),
    )  # fmt: skip


def _objectives_sparql(view: View) -> str:
    """Return the question of the library that tells the same of each objective, and more."""
    given = {"plan": view.value("plan")} if view.value("plan") else {}
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


def _in_order(view: View) -> list[str]:
    """Return the objectives in the order in which the plans print them."""
    firsts = {iri: (each.order, iri) for iri, each in view.plans.objectives.items()}
    start = len(view.iri("objective", ""))
    return sorted(firsts, key=lambda iri: (iri[start:].partition("/")[0], firsts[iri]))


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

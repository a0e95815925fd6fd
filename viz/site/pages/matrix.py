"""Who needs whom as a matrix, and the activities behind each of its numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from kavshiri.graph.coordination.choice import LAYERS, LEVELS, Choice
from kavshiri.graph.coordination.network import directed
from kavshiri.graph.coordination.network import network as network_of
from kavshiri.queries.network_sparql import between_sparql, matrix_sparql
from kavshiri.queries.question import Text
from kavshiri.queries.results import Result
from kavshiri.queries.tables import column, described, table
from kavshiri.viz.scope import scope_text
from kavshiri.viz.site.content import Content, Filter, MissingPageError, Panel
from kavshiri.viz.site.view import View

from .choices import chapter_filter, choice_of, donor_filter, plan_filter
from .network_filters import kind_filters
from .network_left import chairs_of

__all__ = ["between", "matrix"]

MOST = 40
"""Rows and columns that a page shows; its files have all."""

_FIELDS = described(
    "matrix",
    Text(ka="ვის ვინ სჭირდება", en="Who needs whom"),
    Text(
        ka="მატრიცის უჯრები: რამდენი საქმიანობისთვის სჭირდება ერთს მეორე, არჩეულ შრეებში ერთად.",
        en="The fields of the matrix: for how many activities one needs the other, in all chosen "
        "layers together.",
    ),
    (
        column("from", "text", "Who needs", "ვის სჭირდება", "who needs the other", "ვის სჭირდება"),
        column("to", "text", "Whom", "ვინ სჭირდება", "who is needed", "ვინ სჭირდება"),
        column("activities", "integer", "Activities", "საქმიანობა", "for how many activities",
               "რამდენი საქმიანობისთვის"),
        column("which", "text", "Which", "რომელი", "plan and place of each activity",
               "თითო საქმიანობის გეგმა და ადგილი"),
        column("from_iri", "iri", "IRI of who needs", "ვის სჭირდება, IRI",
               "the IRI of who needs the other", "ვის სჭირდება, IRI"),
        column("to_iri", "iri", "IRI of whom", "ვინ სჭირდება, IRI", "the IRI of who is needed",
               "ვინ სჭირდება, IRI"),
    ),
)  # fmt: skip

_ACTIVITIES = described(
    "between",
    Text(ka="საქმიანობები ორ ორგანიზაციას შორის", en="Activities between two bodies"),
    Text(ka="რა საქმიანობებისთვის სჭირდება.", en="For which activities one needs the other."),
    (
        column("layer", "text", "Layer", "შრე", "the kind of dependency", "დამოკიდებულების სახე"),
        column("plan", "text", "Plan", "გეგმა", "the plan", "გეგმა"),
        column("number", "text", "No.", "№", "the number as printed", "ნომერი, როგორც დაბეჭდილია"),
        column("activity", "text", "Activity", "საქმიანობა", "the title", "სახელი"),
        column("due", "date", "Due", "ვადა", "the last day of the last period",
               "ბოლო ვადის ბოლო დღე"),
        column("iri", "iri", "IRI", "IRI", "the IRI of the activity", "საქმიანობის IRI"),
    ),
)  # fmt: skip


def matrix(view: View) -> Content:
    """Return the matrix of what the address chooses; every number is a link."""
    choice = choice_of(view)
    graph = directed(network_of(view.plans, choice))
    rows, columns = _busiest(graph, 0), _busiest(graph, 1)
    most = max((edge[2] for edge in graph.edges(data="weight")), default=1)
    return Content(
        "matrix.html",
        view.word("network.matrix_title"),
        lead=view.word("network.matrix_lead"),
        kind="matrix",
        picture="matrix",
        filters=(*_filters(view, choice), *kind_filters(view)),
        panels=(
            Panel("matrix", view.word("network.matrix_title"), _fields(view, graph),
                  sparql=matrix_sparql(choice, lang=view.lang, base=view.known.base)),
        ),
        shown={
            "chosen": scope_text(view.plans, choice, view.lang),
            "left_out": "" if choice.chair
            else view.word("network.chair_names", names=chairs_of(view)),
            "columns": [_end(view, body) for body in columns],
            "rows": [(_end(view, r), [_field(view, graph, r, c, most) for c in columns])
                     for r in rows],
        },
    )  # fmt: skip


def _filters(view: View, choice: Choice) -> tuple[Filter, ...]:
    """Return the choices of the matrix that also say what stands behind one of its fields."""
    return (
        Filter("layer", view.word("network.layer"), choice.layers,
               tuple((layer, view.code(f"layer/{layer}")) for layer in LAYERS), several=True),
        plan_filter(view),
        chapter_filter(view),
        donor_filter(view),
        Filter("level", view.word("network.level"), (choice.level,),
               tuple((level, view.word(f"network.{level}")) for level in LEVELS)),
        Filter("chair", view.word("network.chair"), view.values("chair"),
               (("no", view.word("network.without_chair")),)),
        Filter("groups", view.word("network.groups"), view.values("groups"),
               (("yes", view.word("network.with_groups")),)),
    )  # fmt: skip


def between(view: View, one: str, other: str) -> Content:
    """Return the activities for which one body needs another, layer by layer."""
    source, target = view.iri("organisation", one), view.iri("organisation", other)
    bodies = view.plans.organisations
    if source not in bodies or target not in bodies:
        raise MissingPageError(f"{one} → {other}")
    choice = choice_of(view)
    graph = network_of(view.plans, choice)
    rows = []
    for layer in LAYERS:
        for first, second in ((source, target), (target, source)):
            edge = graph.get_edge_data(first, second, layer)
            if edge and (first == source or edge["mutual"]):
                rows += [_activity(view, layer, iri) for iri in edge["activities"]]
    title = f"{bodies[source].name(view.lang)} → {bodies[target].name(view.lang)}"
    return Content(
        "base.html",
        title,
        lead=scope_text(view.plans, choice, view.lang),
        filters=tuple(replace(each, in_files=False) for each in _filters(view, choice)),
        trail=((view.word("site.matrix"), view.link("matrix")),),
        panels=(
            Panel("activities", view.word("network.edge_title"),
                  table(_ACTIVITIES, rows, lang=view.lang), link="activity",
                  sparql=between_sparql(choice, source, target, lang=view.lang,
                                        base=view.known.base)),
        ),
    )  # fmt: skip


def _fields(view: View, graph: Any) -> Result:
    """Return all fields of the matrix that are not empty, the largest numbers first."""
    start = len(view.iri("activity", ""))
    edges = sorted(graph.edges(data=True), key=lambda edge: (-edge[2]["weight"], *edge[:2]))
    names = view.plans.organisations
    return table(
        _FIELDS,
        (
            (
                names[one].name(view.lang),
                names[other].name(view.lang),
                edge["weight"],
                "; ".join(iri[start:] for iri in edge["activities"]),
                one,
                other,
            )
            for one, other, edge in edges
        ),
        lang=view.lang,
    )


def _busiest(graph: Any, end: int) -> list[str]:
    weights: Counter[str] = Counter()
    for edge in graph.edges(data="weight"):
        weights[edge[end]] += edge[2]
    return sorted(weights, key=lambda node: (-weights[node], node))[:MOST]


def _end(view: View, iri: str) -> dict[str, str]:
    body = view.plans.organisations[iri]
    return {
        "name": body.name(view.lang),
        "short": body.short_name(view.lang),
        "address": view.thing(iri) or "",
    }


def _field(view: View, graph: Any, row: str, column: str, most: int) -> dict[str, Any] | None:
    """Return the number of a field, its link and how dark it is from 1 to 4; None if empty."""
    if not graph.has_edge(row, column):
        return None
    weight = graph.edges[row, column]["weight"]
    start = len(view.iri("organisation", ""))
    kept = {name: list(values) for name, values in view.query.items() if name in _KEPT}
    return {
        "weight": weight,
        "shade": 1 + min(3, (4 * weight - 1) // (most + 1)),
        "address": view.link(f"between/{row[start:]}/{column[start:]}", **kept),
    }


_KEPT = ("layer", "plan", "chapter", "donor", "type", "level", "chair", "groups")


def _activity(view: View, layer: str, iri: str) -> tuple[Any, ...]:
    activity = view.plans.activities[iri]
    plan = activity.plan.removeprefix(view.iri("plan", ""))
    return (
        view.code(f"layer/{layer}"),
        plan,
        activity.number,
        activity.name(view.lang),
        activity.due,
        iri,
    )

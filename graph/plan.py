"""The graph ``plan/<slug>``: what the plan itself says, down to the titles of its objectives.

The rows of the plan are written by :mod:`kavshiri.graph.activity`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kavshiri.graph import nquads
from kavshiri.graph.activity import iter_activity
from kavshiri.graph.parts import told_apart
from kavshiri.graph.scope import LANGUAGE, Pairs, Scope
from kavshiri.graph.words import word
from kavshiri.loaders.records import Abbreviation, Division, Objective
from kavshiri.ontology.romanise import SlugError, slug

__all__ = ["iter_plan"]


def iter_plan(scope: Scope) -> Iterator[str]:
    """Yield the lines of the graph of a plan."""
    graph = scope.graph(f"plan/{scope.plan.slug}")
    yield from nquads.quads(graph, scope.me, _plan(scope))
    for division in scope.plan.divisions:
        subject = scope.thing("division", division.path)
        yield from nquads.quads(graph, subject, _division(scope, division))
    for objective in scope.plan.objectives:
        subject = scope.thing("objective", objective.path)
        yield from nquads.quads(graph, subject, _objective(scope, objective))
    for activity in scope.plan.activities:
        yield from iter_activity(scope, graph, activity)
    for subject, abbreviation in _abbreviations(scope):
        yield from nquads.quads(graph, subject, _abbreviation(scope, abbreviation))


def _plan(scope: Scope) -> Pairs:
    plan = scope.plan
    yield word("rdf:type"), word("kav:ActionPlan")
    yield word("dct:title"), nquads.text(plan.title, LANGUAGE)
    yield word("kav:periodStart"), nquads.day(plan.period_start)
    yield word("kav:periodEnd"), nquads.day(plan.period_end)
    yield word("kav:document"), scope.document
    yield from scope.derived(plan.title_cells)


def _division(scope: Scope, division: Division) -> Pairs:
    yield word("rdf:type"), word("kav:Division")
    yield word("kav:divisionKind"), scope.code("division-kind", division.kind)
    if division.notation is not None:
        yield word("skos:notation"), nquads.text(division.notation)
    if division.label is not None:
        yield word("skos:prefLabel"), nquads.text(division.label, LANGUAGE)
    yield word("kav:partOf"), scope.parent(division.parent)
    yield word("kav:plan"), scope.me
    yield word("kav:order"), nquads.integer(division.order)
    yield from scope.derived(division.cells)


def _objective(scope: Scope, objective: Objective) -> Pairs:
    yield word("rdf:type"), word("kav:Objective")
    if objective.notation is not None:
        yield word("skos:notation"), nquads.text(objective.notation)
    yield word("skos:prefLabel"), nquads.text(objective.label, LANGUAGE)
    yield word("kav:partOf"), scope.parent(objective.division)
    yield word("kav:plan"), scope.me
    yield word("kav:order"), nquads.integer(objective.order)
    yield from scope.derived(objective.cells)


def _abbreviations(scope: Scope) -> Iterator[tuple[str, Abbreviation]]:
    records = scope.plan.abbreviations
    names = told_apart(_name(record.short) for record in records)
    for name, record in zip(names, records, strict=True):
        yield nquads.iri(scope.iris.abbreviation(scope.plan.slug, name)), record


def _name(short: str) -> str:
    try:
        return slug(short)
    except SlugError:  # such as "№": told apart by number only
        return "unnamed"


def _abbreviation(scope: Scope, abbreviation: Abbreviation) -> Pairs:
    yield word("rdf:type"), word("kav:Abbreviation")
    yield word("kav:shortForm"), nquads.text(abbreviation.short)
    yield word("kav:fullForm"), nquads.text(abbreviation.full, LANGUAGE)
    if abbreviation.organisation is not None:
        yield word("kav:abbreviates"), scope.organisation(abbreviation.organisation)
    yield from scope.derived(abbreviation.cells)

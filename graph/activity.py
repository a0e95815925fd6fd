"""The statements of one row of a plan: the activity and every part of it, each with its cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kavshiri.graph import nquads, parts
from kavshiri.graph.scope import LANGUAGE, Pairs, Scope
from kavshiri.graph.words import word
from kavshiri.loaders.records import (
    Activity,
    Deadline,
    Funding,
    Indicator,
    Participation,
    Target,
)

__all__ = ["iter_activity"]

Parts = Iterator[tuple[str, str, str, Pairs]]
"""The thing that a part belongs to, the property that joins them, the part, what is said of it."""


def iter_activity(scope: Scope, graph: str, activity: Activity) -> Iterator[str]:
    """Yield the lines of an activity and of all its parts in a graph (a term)."""
    name = scope.iris.activity(scope.plan.slug, activity.path)
    yield from nquads.quads(graph, nquads.iri(name), _activity(scope, activity))
    for owner, link, part, pairs in chain(
        _participations(scope, name, activity),
        _indicators(scope, name, activity),
        _texts(scope, name, activity),
        _fundings(scope, name, activity),
        _deadlines(scope, name, activity),
    ):
        node = nquads.iri(part)
        yield f"{nquads.iri(owner)} {word(link)} {node} {graph} .\n"
        yield from nquads.quads(graph, node, pairs)


def _activity(scope: Scope, activity: Activity) -> Pairs:
    yield word("rdf:type"), word("kav:Activity")
    if activity.notation is not None:
        yield word("skos:notation"), nquads.text(activity.notation)
    yield word("skos:prefLabel"), nquads.text(activity.label, LANGUAGE)
    if activity.objective is not None:
        yield word("kav:objective"), scope.thing("objective", activity.objective)
    yield word("kav:partOf"), scope.parent(activity.division)
    yield word("kav:plan"), scope.me
    yield word("kav:order"), nquads.integer(activity.order)
    if activity.expected_result is not None:
        yield word("kav:expectedResult"), nquads.text(activity.expected_result, LANGUAGE)
    if activity.note is not None:
        yield word("kav:note"), nquads.text(activity.note, LANGUAGE)
    yield from scope.derived(activity.cells)


def _participations(scope: Scope, owner: str, activity: Activity) -> Parts:
    for name, record in parts.participations(owner, activity.participations):
        yield owner, "kav:hasParticipation", name, _participation(scope, owner, record)
        yield name, "kav:mention", f"{name}/mention", _mention(scope, record)


def _participation(scope: Scope, owner: str, record: Participation) -> Pairs:
    yield word("rdf:type"), word("kav:Participation")
    yield word("kav:activity"), nquads.iri(owner)
    yield word("kav:organisation"), scope.organisation(record.organisation)
    yield word("kav:role"), scope.code("role", record.role)
    if record.within is not None:
        yield word("kav:within"), scope.organisation(record.within)
    yield from scope.derived(record.cells)


def _mention(scope: Scope, record: Participation) -> Pairs:
    yield word("rdf:type"), word("kav:Mention")
    yield word("prov:value"), nquads.text(record.mention.text)
    yield word("kav:resolvedBy"), scope.code("resolution", record.mention.resolved_by)
    yield word("kav:confidence"), nquads.decimal(record.mention.confidence)
    yield from scope.derived(record.cells, "prov:wasQuotedFrom")
    yield from scope.derived(record.cells)


def _indicators(scope: Scope, owner: str, activity: Activity) -> Parts:
    for name, record in parts.first_bare(owner, "indicator", activity.indicators):
        pairs = _text(scope, "kav:Indicator", record.text, record.cells)
        yield owner, "kav:hasIndicator", name, pairs
        for number, target in parts.counted(name, "target", record.targets):
            yield name, "kav:hasTarget", number, _target(scope, record, target)


def _target(scope: Scope, indicator: Indicator, target: Target) -> Pairs:
    yield word("rdf:type"), word("kav:Target")
    yield word("kav:asStated"), nquads.text(target.as_stated)
    yield word("kav:targetValue"), nquads.decimal(target.value)
    if target.maximum is not None:
        yield word("kav:targetMax"), nquads.decimal(target.maximum)
    if target.unit is not None:
        yield word("kav:unit"), nquads.text(target.unit, LANGUAGE)
    yield from scope.derived(indicator.cells)


def _texts(scope: Scope, owner: str, activity: Activity) -> Parts:
    for name, verification in parts.first_bare(owner, "verification", activity.verifications):
        pairs = _text(scope, "kav:Verification", verification.text, verification.cells)
        yield owner, "kav:hasVerification", name, pairs
    for name, risk in parts.first_bare(owner, "risk", activity.risks):
        yield owner, "kav:hasRisk", name, _text(scope, "kav:Risk", risk.text, risk.cells)


def _text(scope: Scope, kind: str, words: str, cells: tuple[str, ...]) -> Pairs:
    yield word("rdf:type"), word(kind)
    yield word("kav:text"), nquads.text(words, LANGUAGE)
    yield from scope.derived(cells)


def _fundings(scope: Scope, owner: str, activity: Activity) -> Parts:
    for name, record in parts.fundings(owner, activity.fundings):
        yield owner, "kav:hasFunding", name, _funding(scope, record)


def _funding(scope: Scope, record: Funding) -> Pairs:
    yield word("rdf:type"), word("kav:Funding")
    yield word("kav:fundingKind"), scope.code("funding-kind", record.kind)
    yield word("kav:amountState"), scope.code("amount-state", record.state)
    if record.amount is not None:
        yield word("kav:amount"), nquads.decimal(record.amount)
    if record.currency is not None:
        yield word("kav:currency"), nquads.text(record.currency)
    if record.funder is not None:
        yield word("kav:funder"), scope.organisation(record.funder)
    yield word("kav:asStated"), nquads.text(record.as_stated)
    yield from scope.derived(record.cells)


def _deadlines(scope: Scope, owner: str, activity: Activity) -> Parts:
    for name, record in parts.counted(owner, "deadline", activity.deadlines):
        yield owner, "kav:hasDeadline", name, _deadline(scope, record)


def _deadline(scope: Scope, record: Deadline) -> Pairs:
    yield word("rdf:type"), word("kav:Deadline")
    yield word("kav:asStated"), nquads.text(record.as_stated)
    yield word("kav:periodFrom"), nquads.day(record.start)
    yield word("kav:periodTo"), nquads.day(record.end)
    yield word("kav:precision"), scope.code("precision", record.precision)
    yield from scope.derived(record.cells)

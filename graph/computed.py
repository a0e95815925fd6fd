"""The graph ``computed``: what the program adds to a plan by rule. A reader can leave it out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kavshiri.graph import nquads, parts
from kavshiri.graph.scope import LANGUAGE, SHORTCUTS, Pairs, Scope
from kavshiri.graph.words import word
from kavshiri.loaders.records import Activity, Document, Finding

__all__ = ["Run", "iter_computed"]


@dataclass(frozen=True, slots=True)
class Run:
    """What a result was computed from: the data files by name and hash, and the program."""

    inputs: Mapping[str, str]
    version: str

    def digest(self, document: Document) -> str:
        """Return the hash that names the run over a document; the same inputs give the same."""
        named = {"document": document.sha256, "inputs": dict(self.inputs), "program": self.version}
        return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()


def iter_computed(scope: Scope, run: Run) -> Iterator[str]:
    """Yield the lines of a plan in the graph of computed things: shortcuts, kinds, findings.

    There is one run for each plan, over its document: a further plan in the same build renames
    nothing of the others, and no plan has to wait for the next.
    """
    graph = scope.graph("computed")
    digest = run.digest(scope.plan.document)
    subject = nquads.iri(scope.iris.run(digest[:32]))
    yield from nquads.quads(graph, subject, _run(scope, run, digest))
    for activity in scope.plan.activities:
        yield from _activity(scope, graph, activity)
    for finding in scope.plan.findings:
        name = scope.iris.finding(scope.plan.slug, finding.kind, finding.about, finding.key)
        yield from nquads.quads(graph, nquads.iri(name), _finding(scope, finding, subject))


def _run(scope: Scope, run: Run, digest: str) -> Pairs:
    yield word("rdf:type"), word("kav:Run")
    yield word("kav:programVersion"), nquads.text(run.version)
    yield word("kav:inputHash"), nquads.text(digest)
    yield word("prov:used"), scope.document


def _activity(scope: Scope, graph: str, activity: Activity) -> Iterator[str]:
    name = scope.iris.activity(scope.plan.slug, activity.path)
    yield from nquads.quads(graph, nquads.iri(name), _shortcuts(scope, activity))
    for risk, record in parts.first_bare(name, "risk", activity.risks):
        categories = [
            (word("kav:riskCategory"), scope.code("risk-category", code))
            for code in record.categories
        ]
        yield from nquads.quads(graph, nquads.iri(risk), categories)


def _shortcuts(scope: Scope, activity: Activity) -> Pairs:
    for record in activity.participations:
        body = scope.organisation(record.organisation)
        yield word("kav:involves"), body
        yield word(SHORTCUTS[record.role]), body
    if activity.deadlines:
        yield word("kav:dueBy"), nquads.day(max(record.end for record in activity.deadlines))
    if any(record.kind == "administrativeResource" for record in activity.fundings):
        yield word("kav:adminResource"), nquads.boolean(True)
    for code in activity.types:
        yield word("kav:activityType"), scope.code("activity-type", code)


def _finding(scope: Scope, finding: Finding, run: str) -> Pairs:
    yield word("rdf:type"), word("kav:Finding")
    yield word("kav:findingKind"), scope.code("finding-kind", finding.kind)
    yield word("kav:severity"), scope.code("severity", finding.severity)
    yield word("kav:about"), scope.thing(*finding.about)
    yield word("kav:scope"), scope.me
    yield word("kav:text"), nquads.text(finding.text_ka, LANGUAGE)
    yield word("kav:text"), nquads.text(finding.text_en, "en")
    yield from scope.derived(finding.cells)
    yield word("prov:wasGeneratedBy"), run

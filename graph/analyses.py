"""The graph ``computed``, second part: what follows from all plans together, and no plan says.

Dependencies between bodies in every layer, with the activities they are seen from; measures of the
bodies over all plans and over each; activities that look alike. A reader can leave all of it out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kavshiri.graph import nquads
from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.measures.counts import ROLE_COUNTS
from kavshiri.graph.coordination.measures.describe import MEASURES, Score, scores
from kavshiri.graph.coordination.measures.view import View
from kavshiri.graph.coordination.network import network
from kavshiri.graph.coordination.overlap import overlaps
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.iris import Iris
from kavshiri.graph.overlaps import iter_overlap_lines
from kavshiri.graph.words import word

__all__ = ["Analysis", "iter_analyses"]

_PLACES = 6  # decimals of a measure: far more than it means, and the same on every machine
_OF_DISTANCE = (
    "betweenness", "constraint", "effectiveSize", "fragmentation", "corePeriphery",
)  # fmt: skip
_OF_ALL = (
    *ROLE_COUNTS, "soleLead", "soleFunder", "soleLeadObjective", "soleFunderObjective",
)  # fmt: skip
_OF_DELIVERY = frozenset(
    measure.code for measure in MEASURES.values() if measure.rests_on == "bodies"
) | {"strength", "strengthIn", "strengthOut"}

MOST_BODIES = 1_000
"""Measures of distance are left out of the graph where more bodies take part: they would take
hours. ``kavshiri measures`` still gives them. The bound is fixed, so that a build does not depend
on the machine it runs on."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the analyses were made from: the documents, the data files, the program."""

    iris: Iris
    documents: Mapping[str, str]  # SHA-256 by slug
    inputs: Mapping[str, str]  # SHA-256 by the name of the data file
    version: str

    @property
    def digest(self) -> str:
        """The hash that names the run over all documents."""
        named = {
            "documents": dict(self.documents),
            "inputs": dict(self.inputs),
            "program": self.version,
        }
        return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()

    @property
    def run(self) -> str:
        """The run as a term."""
        return nquads.iri(self.iris.run(self.digest[:32]))

    @property
    def graph(self) -> str:
        """The graph of computed things as a term."""
        return nquads.iri(self.iris.graph("computed"))

    def code(self, scheme: str, code: str) -> str:
        """Return a concept of a code list as a term."""
        return nquads.iri(self.iris.code(scheme, code))


def iter_analyses(
    plans: Plans, analysis: Analysis, judged: Sequence[tuple[str, str]] = ()
) -> Iterator[str]:
    """Yield the lines of the run over all plans and of everything that it computed.

    ``judged`` are pairs of activities that a person has judged: they are compared in any case. A
    store without activities has no lines.
    """
    if not plans.activities:
        return
    yield from nquads.quads(analysis.graph, analysis.run, _run(analysis))
    yield from _dependencies(plans, analysis)
    yield from _measures(plans, analysis)
    found = overlaps(plans, also=judged)
    yield from iter_overlap_lines(found, analysis.iris, analysis.graph, analysis.run)


def _run(analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield word("rdf:type"), word("kav:Run")
    yield word("kav:programVersion"), nquads.text(analysis.version)
    yield word("kav:inputHash"), nquads.text(analysis.digest)
    for slug in sorted(analysis.documents):
        yield word("prov:used"), nquads.iri(analysis.iris.document(slug))


def _dependencies(plans: Plans, analysis: Analysis) -> Iterator[str]:
    """Yield every dependency with its evidence, and the shortcut from one body to the other.

    Groups are in: a query leaves them out by their class. A tie between two leads is written in
    both directions, for each needs the other.
    """
    graph = network(plans, Choice(layers=LAYERS, groups=True))
    shortcuts: dict[tuple[str, str], None] = {}
    for one, other, layer, edge in sorted(
        graph.edges(keys=True, data=True), key=lambda found: found[:3]
    ):
        ends = ((one, other), (other, one)) if edge["mutual"] else ((one, other),)
        for pair in ends:
            shortcuts[pair] = None
            name = nquads.iri(analysis.iris.dependency(layer, *pair))
            yield from nquads.quads(analysis.graph, name, _dependency(analysis, pair, edge))
    for source, target in sorted(shortcuts):
        yield from nquads.quads(
            analysis.graph, nquads.iri(source), [(word("kav:dependsOn"), nquads.iri(target))]
        )


def _dependency(
    analysis: Analysis, pair: tuple[str, str], edge: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    yield word("rdf:type"), word("kav:Dependency")
    yield word("kav:from"), nquads.iri(pair[0])
    yield word("kav:to"), nquads.iri(pair[1])
    yield word("kav:layer"), analysis.code("layer", edge["layer"])
    yield word("kav:weight"), nquads.integer(edge["weight"])
    for activity in edge["activities"]:
        yield word("kav:evidence"), nquads.iri(activity)
    for activity in edge.get("critical", ()):
        yield word("kav:criticalEvidence"), nquads.iri(activity)
    yield word("prov:wasGeneratedBy"), analysis.run


def _measures(plans: Plans, analysis: Analysis) -> Iterator[str]:
    """Yield the measures over all plans together, and then over each plan where there are more.

    An objective stands in one plan, so that its measures over all are those over its own.
    """
    for plan in [None, *plans.plans] if len(plans.plans) > 1 else [None]:
        for score in _scores(plans, plan):
            is_said = plan and MEASURES[score.code].about == "objective"
            if score.value is not None and not is_said:
                name = nquads.iri(analysis.iris.measure(score.code, score.about, plan))
                yield from nquads.quads(analysis.graph, name, _measure(analysis, score, plan))


def _scores(plans: Plans, plan: str | None) -> Iterator[Score]:
    """Yield what hangs on each body for all who have any role, and the rest for who delivers."""
    chosen = (plan,) if plan else ()
    everybody = View(plans, Choice(plans=chosen, layers=LAYERS))
    yield from scores(everybody, *_OF_ALL)
    delivering = View(plans, Choice(plans=chosen))
    many = len(delivering.network) > MOST_BODIES
    left_out = (*_OF_ALL, *(_OF_DISTANCE if many else ()))
    yield from scores(delivering, *(code for code in MEASURES if code not in left_out))


def _measure(analysis: Analysis, score: Score, plan: str | None) -> Iterator[tuple[str, str]]:
    yield word("rdf:type"), word("kav:Measure")
    yield word("kav:about"), nquads.iri(score.about)
    yield word("kav:measureKind"), analysis.code("measure", score.code)
    yield word("kav:value"), nquads.decimal(round(Decimal(repr(score.value)), _PLACES))
    if plan is not None:
        yield word("kav:scope"), nquads.iri(plan)
    if score.code in _OF_DELIVERY:
        yield word("kav:layer"), analysis.code("layer", "delivery")
    if score.cases is not None:
        yield word("kav:cases"), nquads.integer(score.cases)
        yield word("kav:fewCases"), nquads.boolean(score.few)
    yield word("prov:wasGeneratedBy"), analysis.run

"""The tests of the service description, which the suite gives by their titles alone."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from .client import Client, Reply
from .outcome import Outcome, deviates, passed
from .suites import Test

__all__ = ["judge_description"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_HOST = "suite.test"
_CLASSES = frozenset(
    (
        "AggregateFunction",
        "Dataset",
        "EntailmentProfile",
        "EntailmentRegime",
        "Feature",
        "Function",
        "Graph",
        "GraphCollection",
        "Language",
        "NamedGraph",
        "Service",
    )
)
"""The classes of the vocabulary in the recommendation SPARQL 1.1 Service Description."""

_INSTANCES = frozenset(
    (
        "BasicFederatedQuery",
        "DereferencesURIs",
        "EmptyGraphs",
        "RequiresDataset",
        "SPARQL10Query",
        "SPARQL11Query",
        "SPARQL11Update",
        "UnionDefaultGraph",
    )
)
"""The instances that the vocabulary has from the beginning."""

_SUBJECTS = {
    "endpoint": ("Service",),
    "feature": ("Service",),
    "defaultEntailmentRegime": ("Service",),
    "entailmentRegime": ("NamedGraph",),
    "defaultSupportedEntailmentProfile": ("Service",),
    "supportedEntailmentProfile": ("NamedGraph",),
    "extensionFunction": ("Service",),
    "extensionAggregate": ("Service",),
    "languageExtension": ("Service",),
    "supportedLanguage": ("Service",),
    "propertyFeature": ("Service",),
    "defaultDataset": ("Service",),
    "availableGraphs": ("Service",),
    "resultFormat": ("Service",),
    "inputFormat": ("Service",),
    "defaultGraph": ("Dataset",),
    "namedGraph": ("GraphCollection", "Dataset"),
    "name": ("NamedGraph",),
    "graph": ("NamedGraph",),
}
"""Each property and the class of what has it (its domain); a Dataset is a GraphCollection."""

_OBJECTS = {
    "defaultDataset": ("Dataset",),
    "defaultGraph": ("Graph",),
    "namedGraph": ("NamedGraph",),
    "graph": ("Graph",),
}
"""The class of the values (the range) of the properties that link the parts."""


def judge_description(test: Test, client: Client) -> Outcome:
    """Ask the endpoint without a query, and look whether the answer is what the title says."""
    reply = client.send("GET", "/sparql", {"Host": _HOST})
    wrong = _CHECKS[test.name](reply)
    return deviates(test, wrong) if wrong else passed(test)


def _triples(reply: Reply) -> list[Triple]:
    assert reply.media_type == "text/turtle", reply.shown
    return [quad.triple for quad in parse(reply.body, format=RdfFormat.TURTLE)]


def _returns_rdf(reply: Reply) -> str:
    if reply.status != 200 or reply.media_type != "text/turtle":
        return reply.shown
    return "" if _triples(reply) else "there is no statement"


def _has_endpoint(reply: Reply) -> str:
    said = [t.object for t in _triples(reply) if t.predicate == NamedNode(f"{_SD}endpoint")]
    return "" if said == [NamedNode(f"http://{_HOST}/sparql")] else f"sd:endpoint is {said}"


def _conforms(reply: Reply) -> str:
    triples = _triples(reply)
    typed = {(t.subject, t.object) for t in triples if t.predicate == _TYPE}
    known = {NamedNode(_SD + name) for name in (*_CLASSES, *_INSTANCES, *_SUBJECTS)}

    def is_a(node: object, classes: tuple[str, ...]) -> bool:
        return any((node, NamedNode(_SD + name)) in typed for name in classes)

    for t in triples:
        for term in (t.predicate, t.object):
            if isinstance(term, NamedNode) and term.value.startswith(_SD) and term not in known:
                return f"{term} is not in the vocabulary"
        name = t.predicate.value.removeprefix(_SD)
        if name in _SUBJECTS and not is_a(t.subject, _SUBJECTS[name]):
            return f"{t} does not stand at a {_SUBJECTS[name][0]}"
        if name in _OBJECTS and not is_a(t.object, _OBJECTS[name]):
            return f"{t} does not lead to a {_OBJECTS[name][0]}"
    return _incomplete(triples, typed)


def _incomplete(triples: list[Triple], typed: AbstractSet[tuple[object, object]]) -> str:
    """A service has one endpoint, a named graph one name."""
    for kind, wanted in (("Service", "endpoint"), ("NamedGraph", "name")):
        found = [node for node, cls in typed if cls == NamedNode(_SD + kind)]
        if not found:
            return f"there is no sd:{kind}"
        for node in found:
            has = [t for t in triples if (t.subject, t.predicate.value) == (node, _SD + wanted)]
            if len(has) != 1:
                return f"{node} has {len(has)} sd:{wanted}"
    return ""


_CHECKS: dict[str, Callable[[Reply], str]] = {
    "returns-rdf": _returns_rdf,
    "has-endpoint-triple": _has_endpoint,
    "conforms-to-schema": _conforms,
}

"""Checking a store by the rules in ``rules/``: one query for each rule of ``shapes.ttl``.

A rule's file has the name of its shape; what a breach is called, and how grave it is, stands in
``shapes.ttl`` alone. That the queries find what the shapes find is tested with pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse

from kavshiri.graph.iris import Iris
from kavshiri.graph.query import Term
from kavshiri.graph.store import OpenStore
from kavshiri.graph.words import expanded
from kavshiri.ontology.terms import PREFIXES, SHAPES

__all__ = ["Rule", "Violation", "rules", "validate"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, its severity (violation, warning or info), its words, its query."""

    name: str
    severity: str
    message_ka: str
    message_en: str
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A breach of a rule.

    ``focus`` is the thing that breaks it and ``value`` the value at fault, None where something is
    missing or there is too much. ``cells`` are the source cells of the thing, or, if it names
    none, of what points at it.
    """

    rule: str
    severity: str
    focus: str
    value: str | None
    message_ka: str
    message_en: str
    cells: tuple[str, ...]


def validate(store: Store | OpenStore, iris: Iris | None = None) -> list[Violation]:
    """Return every breach of every rule in the union of the graphs, sorted; empty if all is well.

    ``iris`` says where the data IRIs begin: without it, where an open store says, or as usual.
    """
    if isinstance(store, OpenStore):
        return validate(store.store, iris or store.iris)
    base = (iris or Iris()).base + "code/"
    found = [
        _violation(store, rule, focus, value)
        for rule in rules()
        for focus, value in _breaches(store, rule.query, base)
    ]
    return sorted(found, key=lambda v: (v.rule, v.focus, v.value or ""))


def _violation(store: Store, rule: Rule, focus: Term, value: Term | None) -> Violation:
    return Violation(
        rule=rule.name,
        severity=rule.severity,
        focus=_text(focus),
        value=None if value is None else _text(value),
        message_ka=rule.message_ka,
        message_en=rule.message_en,
        cells=tuple(sorted(_cells(store, focus))),
    )


def _text(term: Term) -> str:
    return str(term) if isinstance(term, Triple) else term.value


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, sorted by name. Raises KeyError for a query that no shape stands behind."""
    shapes = _shapes()
    queries = sorted(
        (file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in (files("kavshiri.graph") / "rules").iterdir()
        if file.name.endswith(".rq")
    )
    return tuple(
        Rule(
            name=name,
            severity=shapes[name]["severity"].lower(),
            message_ka=shapes[name]["ka"],
            message_en=shapes[name]["en"],
            query=query,
        )
        for name, query in queries
    )


def _shapes() -> dict[str, dict[str, str]]:
    """Return, by the local name of a shape, its severity and its message by language."""
    text = (files("kavshiri.ontology") / "shapes.ttl").read_bytes()
    shapes: dict[str, dict[str, str]] = {}
    for quad in parse(text, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(SHAPES):
            said = shapes.setdefault(quad.subject.value.removeprefix(SHAPES), {})
            if quad.predicate.value == expanded("sh:message") and isinstance(quad.object, Literal):
                said[str(quad.object.language)] = quad.object.value
            elif quad.predicate.value == expanded("sh:severity"):
                said["severity"] = _text(quad.object).removeprefix(PREFIXES["sh"])
    return shapes


def _breaches(store: Store, query: str, base: str) -> Iterator[tuple[Term, Term | None]]:
    answer = store.query(
        query, base_iri=base, prefixes=dict(PREFIXES), use_default_graph_as_union=True
    )
    assert isinstance(answer, QuerySolutions), "a rule is a SELECT"
    for solution in answer:
        yield solution["focus"], solution["value"]


def _cells(store: Store, focus: Term) -> set[str]:
    if not isinstance(focus, NamedNode):
        return set()
    derived = NamedNode(expanded("prov:wasDerivedFrom"))
    kind = NamedNode(expanded("rdf:type"))
    cell = NamedNode(expanded("kav:SourceCell"))
    if any(store.quads_for_pattern(focus, kind, cell)):
        return {_text(focus)}
    own = {_text(quad.object) for quad in store.quads_for_pattern(focus, derived, None)}
    return own or {
        _text(quad.object)
        for pointer in store.quads_for_pattern(None, None, focus)
        for quad in store.quads_for_pattern(pointer.subject, derived, None)
    }

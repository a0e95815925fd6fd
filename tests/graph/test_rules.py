"""The rule queries find exactly what the shapes find: the same things, at the same values."""

from __future__ import annotations

import importlib.util
import random
from functools import cache
from pathlib import Path
from types import ModuleType

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from rdflib import RDF, SH, Graph

from kavshiri.graph import rules, validate
from kavshiri.ontology.terms import DATA, PREFIXES, SHAPES

ROOT = Path(__file__).parents[2]
ORDERS = {"plan-period-order", "deadline-order", "target-range", "source-line-order"}
OR = SH.OrConstraintComponent
Found = set[tuple[str, str, str | None]]


@cache
def shapes() -> Graph:
    return Graph().parse(ROOT / "ontology" / "shapes.ttl", format="turtle")


def rule_names() -> set[str]:
    return {str(shape).removeprefix(SHAPES) for shape in shapes().subjects(SH.severity, None)}


@cache
def examples() -> ModuleType:
    file = ROOT / "tests" / "ontology" / "shape_examples.py"
    spec = importlib.util.spec_from_file_location("shape_examples_for_rules", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def triples_of(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)]


def stored(triples: list[Triple]) -> Store:
    store = Store()
    graph = NamedNode(DATA + "graph/all")
    store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    return store


def found_by_queries(store: Store) -> Found:
    return {(v.rule, v.focus, v.value) for v in validate(store)}


def found_by_shapes(store: Store) -> Found:
    """Ask pySHACL. An "or" of a node shape reports the thing itself as its value: that is none."""
    lines = serialize([q.triple for q in store], format=RdfFormat.N_TRIPLES)
    data = Graph().parse(data=lines, format="nt")
    _, report, _ = pyshacl.validate(
        data, shacl_graph=shapes(), do_owl_imports=False, advanced=False, inference="none"
    )
    assert isinstance(report, Graph)
    found: Found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        name = str(report.value(result, SH.sourceShape)).removeprefix(SHAPES)
        focus = str(report.value(result, SH.focusNode))
        value = report.value(result, SH.value)
        component = report.value(result, SH.sourceConstraintComponent)
        is_none = value is None or (component == OR and str(value) == focus)
        found.add((name, focus, None if is_none else str(value)))
    return found


def comparable(found: Found) -> Found:
    """Leave out an order of two values where the same thing breaks another rule as well.

    SHACL 4.5.4: values that cannot be compared break the rule. pySHACL compares a date with a
    number all the same, by rdflib's order of types; our queries keep to the specification.
    """
    others = {focus for rule, focus, _value in found if rule not in ORDERS}
    return {row for row in found if row[0] not in ORDERS or row[1] not in others}


def test_every_rule_has_a_query_and_every_query_a_rule() -> None:
    files = {file.stem for file in (ROOT / "graph" / "rules").glob("*.rq")}
    assert len(files) == 89
    assert files == rule_names()
    assert {rule.name for rule in rules()} == files


def test_the_words_and_the_severity_of_a_rule_are_those_of_its_shape() -> None:
    rule = {rule.name: rule for rule in rules()}["target-range"]
    assert rule.severity == "warning"
    assert rule.message_ka == "სამიზნის ქვედა ზღვარი ზედაზე მეტია."
    assert rule.message_en == "The lower end of the target is above its upper end."
    assert all(rule.message_ka and rule.message_en for rule in rules())
    assert {rule.severity for rule in rules()} == {"violation", "warning"}


@pytest.mark.parametrize("rule", sorted(rule_names()))
def test_the_failing_example_is_found_as_the_shapes_find_it(rule: str) -> None:
    store = stored(triples_of(examples().EXAMPLES[rule][1]))
    found = found_by_queries(store)
    assert {name for name, _focus, _value in found} == {rule}
    assert found == found_by_shapes(store)


@pytest.mark.parametrize("rule", sorted(rule_names()))
def test_the_passing_example_passes(rule: str) -> None:
    assert found_by_queries(stored(triples_of(examples().EXAMPLES[rule][0]))) == set()


def mutated(triples: list[Triple], seed: int) -> list[Triple]:
    """Return the triples with about one in eight dropped, doubled, or given another object."""
    chance = random.Random(seed)
    others = [
        *(triple.object for triple in triples),
        *(Literal(text, language="ka") for text in ("", "სხვა")),
        *(Literal(text) for text in ("", "gel", "12")),
        Literal("other", language="en"),
        Literal("2019-02-30", datatype=NamedNode(PREFIXES["xsd"] + "date")),
        Literal("-1", datatype=NamedNode(PREFIXES["xsd"] + "integer")),
        Literal("-2.5", datatype=NamedNode(PREFIXES["xsd"] + "decimal")),
        Literal("many", datatype=NamedNode(PREFIXES["xsd"] + "decimal")),
    ]
    result = []
    for triple in triples:
        what = chance.randrange(24)
        if what != 0:
            result.append(triple)
        if what == 1:
            result.append(Triple(triple.subject, triple.predicate, chance.choice(others)))
        if what == 2:
            result.remove(triple)
            result.append(Triple(triple.subject, triple.predicate, chance.choice(others)))
    return result


@pytest.mark.parametrize("seed", range(30))
def test_in_a_damaged_graph_both_find_the_same(seed: int) -> None:
    store = stored(mutated(triples_of(examples().WORLD), seed))
    found = found_by_queries(store)
    assert len(found) > 5
    assert comparable(found) == comparable(found_by_shapes(store))


def test_values_that_cannot_be_compared_are_in_no_order() -> None:
    world = examples().WORLD.replace("kav:firstLine 88", 'kav:firstLine "2019-01-01"^^xsd:date')
    cell = DATA + "cell/p/r1c1"
    assert found_by_queries(stored(triples_of(world))) == {
        ("source-first-line", cell, "2019-01-01"),
        ("source-line-order", cell, "2019-01-01"),
    }

"""The shapes say what the design says: each rule passes what is right and finds what is wrong."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pyshacl
import pytest
from rdflib import SH, SKOS, Graph, URIRef

from kavshiri.ontology.terms import CLASSES, ONTOLOGY, PROPERTIES, SHAPES, kav

ROOM = Path(__file__).parents[2] / "ontology"
PARTS = "https://w3id.org/kavshiri/shapes/part#"
GEORGIAN = re.compile(r"[\u10d0-\u10ff]")


def load(name: str) -> Graph:
    return Graph().parse(ROOM / name, format="turtle")


def examples() -> ModuleType:
    """Load the examples beside this file, which is no package."""
    name = "shape_examples"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@cache
def shapes() -> Graph:
    return load("shapes.ttl")


def rules() -> set[str]:
    """Return the names of the rules: the shapes that have a severity."""
    return {str(s).removeprefix(SHAPES) for s in shapes().subjects(SH.severity, None)}


@cache
def reported(turtle: str) -> frozenset[str]:
    """Return the names of the rules that a graph breaks."""
    data = Graph().parse(data=turtle, format="turtle")
    _, report, _ = pyshacl.validate(
        data, shacl_graph=shapes(), do_owl_imports=False, advanced=False, inference="none"
    )
    assert isinstance(report, Graph)
    return frozenset(str(s).removeprefix(SHAPES) for s in report.objects(None, SH.sourceShape))


def test_shapes_are_valid_shacl() -> None:
    pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True, do_owl_imports=False)


def test_the_world_of_the_examples_keeps_every_rule() -> None:
    assert reported(examples().WORLD) == frozenset()


def test_every_rule_has_an_example() -> None:
    assert len(rules()) == 89
    assert set(examples().EXAMPLES) == rules()


@pytest.mark.parametrize("rule", sorted(rules()))
def test_the_passing_example_passes(rule: str) -> None:
    assert reported(examples().EXAMPLES[rule][0]) == frozenset()


@pytest.mark.parametrize("rule", sorted(rules()))
def test_the_failing_example_breaks_just_its_rule(rule: str) -> None:
    assert reported(examples().EXAMPLES[rule][1]) == {rule}


def test_every_rule_explains_itself() -> None:
    graph = shapes()
    for rule in rules():
        shape = URIRef(SHAPES + rule)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule)
        messages = {getattr(m, "language", ""): str(m) for m in graph.objects(shape, SH.message)}
        assert sorted(messages) == ["en", "ka"], rule
        assert GEORGIAN.search(messages["ka"]), rule
        assert not GEORGIAN.search(messages["en"]), rule
        assert graph.value(shape, SH.severity) in (SH.Violation, SH.Warning)


def test_every_rule_is_applied() -> None:
    """A property rule hangs on a target; a rule about two properties has its own."""
    graph = shapes()
    for rule in rules():
        shape = URIRef(SHAPES + rule)
        assert list(graph.subjects(SH.property, shape)) or graph.value(shape, SH.targetClass), rule


def test_every_class_of_the_stored_data_has_a_rule() -> None:
    abstract = {"PlanElement", "Statement", "SourceText", "Assessment"}
    targets = {str(t) for t in shapes().objects(None, SH.targetClass)}
    assert {kav(n) for n in CLASSES if n not in abstract} <= targets


def test_shapes_name_only_declared_terms_and_codes() -> None:
    known = {URIRef(kav(n)) for n in (*CLASSES, *PROPERTIES)} | set(load("codes.ttl").subjects())
    ours = (ONTOLOGY, "https://w3id.org/kavshiri/id/")
    used = {n for t in shapes() for n in t if str(n).startswith(ours)}
    assert used
    assert used <= known


def test_no_rule_asks_for_a_translation() -> None:
    """English is required only of what the program itself writes."""
    english = URIRef(PARTS + "english")
    asking = set(shapes().subjects(SH.qualifiedValueShape, english))
    ours = ("finding-text-english", "question-label-english", "question-text-english")
    assert asking == {URIRef(SHAPES + rule) for rule in ours}


def test_code_lists_in_shapes_are_complete() -> None:
    """Every list that a rule spells out holds all its codes, as long as it is not a part of one."""
    codes = load("codes.ttl")
    graph = shapes()
    checked = 0
    for shape, values in graph.subject_objects(SH["in"]):
        members = set(graph.items(values))
        schemes = {s for m in members for s in codes.objects(m, SKOS.inScheme)}
        if str(shape).startswith(PARTS + "") and shape != URIRef(SHAPES + "part#classified"):
            continue
        assert len(schemes) == 1, shape
        assert members == set(codes.subjects(SKOS.inScheme, schemes.pop())), shape
        checked += 1
    assert checked == 13

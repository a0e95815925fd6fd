"""The ontology and its alignment keep the rules that good ontologies keep."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import (
    DCTERMS,
    FOAF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    VANN,
    BNode,
    Graph,
    Literal,
    URIRef,
)
from rdflib.term import Node

from kavshiri.ontology.terms import CLASSES, ONTOLOGY, PREFIXES, PROPERTIES, kav

ROOM = Path(__file__).parents[2] / "ontology"
IRI = URIRef("https://w3id.org/kavshiri/ontology")
GEORGIAN = re.compile(r"[\u10d0-\u10ff]")
MTAVRULI = re.compile(r"[\u1c90-\u1cbf]")


def words(text: str) -> list[str]:
    return text.split()


# Written by hand from the design: what people query by. The names must not change.
DESIGN_CLASSES = words("""
ActionPlan Division Objective Activity Participation Mention Indicator Target Verification Funding
Deadline Risk SourceDocument SourceCell StakeholderGroup Finding Run Dependency Measure Overlap
Abbreviation PlanElement Statement UnusedText Question Variable
""")
DESIGN_PROPERTIES = words("""
periodStart periodEnd document divisionKind partOf order objective plan expectedResult
hasParticipation hasIndicator hasVerification hasFunding hasDeadline hasRisk
activity organisation role within mention resolvedBy confidence text hasTarget targetValue targetMax
unit fundingKind amountState amount currency funder asStated periodFrom periodTo precision
riskCategory column headerPrinted columnIndex row field firstLine lastLine hostedBy chairedBy
findingKind severity about lead support partner donor reportingBody involves dueBy adminResource
dependsOn acronym contextualLabel contextHint note shortForm fullForm abbreviates activityType
unresolved suggestion lineCount sha256 fileName format programVersion inputHash unusedReason
from to layer weight evidence hasParameter hasColumn variableName valueType defaultValue
allowedValue codeList
""")
DISJOINT_GROUPS = [
    "ActionPlan PlanElement Statement Assessment SourceDocument SourceText StakeholderGroup Run "
    "Question Variable",
    "Division Objective Activity",
    "Participation Mention Indicator Target Verification Funding Deadline Risk Abbreviation",
    "SourceCell UnusedText",
    "Finding Dependency Measure Overlap Verdict",
]


def load(name: str) -> Graph:
    return Graph().parse(ROOM / name, format="turtle")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return load("kavshiri.ttl")


def declared(graph: Graph, *types: URIRef) -> set[URIRef]:
    return {s for t in types for s in graph.subjects(RDF.type, t) if isinstance(s, URIRef)}


def classes(graph: Graph) -> set[URIRef]:
    return declared(graph, OWL.Class)


def properties(graph: Graph) -> set[URIRef]:
    return declared(graph, OWL.ObjectProperty, OWL.DatatypeProperty)


def texts(graph: Graph, subject: Node, predicate: URIRef) -> dict[str, list[str]]:
    """Return language → texts."""
    found: dict[str, list[str]] = {}
    for value in graph.objects(subject, predicate):
        assert isinstance(value, Literal)
        found.setdefault(value.language or "", []).append(str(value))
    return found


def faults_of_texts(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    """Return what is wrong with a text that must stand once in Georgian and once in English."""
    found = texts(graph, subject, predicate)
    faults = [] if sorted(found) == ["en", "ka"] else [f"languages {sorted(found)}"]
    faults += [f"{len(v)} texts in {k!r}" for k, v in found.items() if len(v) != 1]
    faults += [
        f"no Georgian letter in {t!r}" for t in found.get("ka", []) if not GEORGIAN.search(t)
    ]
    faults += [f"Mtavruli in {t!r}" for t in found.get("ka", []) if MTAVRULI.search(t)]
    faults += [f"Georgian letter in {t!r}" for t in found.get("en", []) if GEORGIAN.search(t)]
    faults += [f"blanks around {t!r}" for v in found.values() for t in v if t != t.strip()]
    return faults


def foreign_declarations(graph: Graph) -> set[Node]:
    """Return subjects outside of our namespaces: a file of ours must say nothing about them."""
    return {s for s in graph.subjects() if not str(s).startswith("https://w3id.org/kavshiri/")}


def cycles(graph: Graph, predicate: URIRef) -> set[Node]:
    """Return what lies above itself."""
    return {
        s
        for s in graph.subjects(predicate, None)
        for above in graph.objects(s, predicate)
        if s in graph.transitive_objects(above, predicate)
    }


def inverses_that_disagree(graph: Graph) -> set[tuple[Node, Node]]:
    """Return declared inverses that are one-sided or whose domain and range do not cross."""
    return {
        (a, b)
        for a, b in graph.subject_objects(OWL.inverseOf)
        if (b, OWL.inverseOf, a) not in graph
        or graph.value(a, RDFS.domain) != graph.value(b, RDFS.range)
        or graph.value(a, RDFS.range) != graph.value(b, RDFS.domain)
    }


def unexplained(graph: Graph) -> set[URIRef]:
    """Return properties without domain or range and without a reason for it."""
    return {
        p
        for p in properties(graph)
        if None in (graph.value(p, RDFS.domain), graph.value(p, RDFS.range))
        and not any(
            "No domain:" in str(n) or "No range:" in str(n)
            for n in graph.objects(p, SKOS.editorialNote)
        )
    }


def test_terms_of_the_design_are_declared(ontology: Graph) -> None:
    assert {kav_iri(n) for n in DESIGN_CLASSES} <= classes(ontology)
    assert {kav_iri(n) for n in DESIGN_PROPERTIES} <= properties(ontology)


def test_the_ontology_is_small(ontology: Graph) -> None:
    assert 20 <= len(classes(ontology)) <= 30


def test_python_names_are_the_terms_of_the_ontology(ontology: Graph) -> None:
    assert {kav(n) for n in CLASSES} == {str(c) for c in classes(ontology)}
    assert {kav(n) for n in PROPERTIES} == {str(p) for p in properties(ontology)}
    assert len(set(CLASSES + PROPERTIES)) == len(CLASSES) + len(PROPERTIES)


def test_python_prefixes_are_those_of_the_files() -> None:
    for file in ("kavshiri.ttl", "shapes.ttl", "codes.ttl"):
        written = dict(re.findall(r"^@prefix ([\w-]*): <(.*)> \.$", text_of(file), re.MULTILINE))
        assert written
        written.pop("part", None)  # the inner conditions of the shapes are nobody else's
        assert written.items() <= PREFIXES.items(), file


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment])
def test_every_term_speaks_both_languages(ontology: Graph, predicate: URIRef) -> None:
    terms = classes(ontology) | properties(ontology)
    assert len(terms) == len(CLASSES) + len(PROPERTIES)
    faults = {t: f for t in terms if (f := faults_of_texts(ontology, t, predicate))}
    assert not faults


def test_no_two_terms_share_their_comment(ontology: Graph) -> None:
    comments = [
        str(c)
        for t in classes(ontology) | properties(ontology)
        for c in ontology.objects(t, RDFS.comment)
    ]
    assert len(comments) == len(set(comments))


def test_every_term_says_where_it_is_defined(ontology: Graph) -> None:
    for term in classes(ontology) | properties(ontology):
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [IRI]


def test_every_class_stands_under_another(ontology: Graph) -> None:
    assert all(ontology.value(c, RDFS.subClassOf, any=True) for c in classes(ontology))


def test_domain_and_range_or_a_reason(ontology: Graph) -> None:
    assert not unexplained(ontology)


def test_at_most_one_domain_and_one_range(ontology: Graph) -> None:
    """Two domains would mean both at once, which is hardly ever meant."""
    for prop in properties(ontology):
        assert len(list(ontology.objects(prop, RDFS.domain))) <= 1
        assert len(list(ontology.objects(prop, RDFS.range))) <= 1


def test_ranges_fit_the_kind_of_property(ontology: Graph) -> None:
    literal = (PREFIXES["xsd"], str(RDF.langString))
    for prop, value in ontology.subject_objects(RDFS.range):
        is_data = (prop, RDF.type, OWL.DatatypeProperty) in ontology
        assert str(value).startswith(literal) == is_data, prop


def test_kavshiri_names_used_are_declared(ontology: Graph) -> None:
    known = classes(ontology) | properties(ontology)
    used = {n for t in ontology for n in t if isinstance(n, URIRef) and n.startswith(ONTOLOGY)}
    assert used
    assert used <= known


def test_nothing_is_said_about_foreign_terms(ontology: Graph) -> None:
    assert not foreign_declarations(ontology)


def test_nothing_is_imported(ontology: Graph) -> None:
    assert not list(ontology.objects(None, OWL.imports))
    assert not list(load("shapes.ttl").objects(None, OWL.imports))
    assert not list(load("alignment.ttl").objects(None, OWL.imports))


@pytest.mark.parametrize("name", ["kavshiri.ttl", "codes.ttl", "alignment.ttl"])
def test_no_blank_nodes(name: str) -> None:
    graph = load(name)
    assert len(graph) > 30
    assert not [n for t in graph for n in t if isinstance(n, BNode)]


def test_core_classes_are_pairwise_disjoint(ontology: Graph) -> None:
    for group in DISJOINT_GROUPS:
        for a, b in combinations(group.split(), 2):
            pair = (kav_iri(a), kav_iri(b))
            assert any((x, OWL.disjointWith, y) in ontology for x, y in (pair, pair[::-1])), pair


def test_a_planned_activity_has_not_happened(ontology: Graph) -> None:
    activity = kav_iri("Activity")
    assert (activity, OWL.disjointWith, PROV.Activity) in ontology
    assert PROV.Entity in ontology.transitive_objects(activity, RDFS.subClassOf)


def test_no_class_is_under_two_disjoint_ones(ontology: Graph) -> None:
    for cls in classes(ontology):
        above = list(ontology.transitive_objects(cls, RDFS.subClassOf))
        clash = [(a, b) for a in above for b in above if (a, OWL.disjointWith, b) in ontology]
        assert not clash, cls


def test_groups_are_agents_but_not_organisations(ontology: Graph) -> None:
    group = kav_iri("StakeholderGroup")
    assert (group, RDFS.subClassOf, FOAF.Group) in ontology
    assert (group, OWL.disjointWith, URIRef(PREFIXES["org"] + "Organization")) in ontology


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_no_cycles(ontology: Graph, predicate: URIRef) -> None:
    assert list(ontology.subjects(predicate, None))
    assert not cycles(ontology, predicate)


def test_inverses_agree(ontology: Graph) -> None:
    assert (kav_iri("activity"), OWL.inverseOf, kav_iri("hasParticipation")) in ontology
    assert not inverses_that_disagree(ontology)


def test_roles_are_ways_of_being_involved(ontology: Graph) -> None:
    roles = {kav_iri(n) for n in ("lead", "support", "partner", "donor", "reportingBody")}
    assert set(ontology.subjects(RDFS.subPropertyOf, kav_iri("involves"))) == roles


def test_subproperties_stay_inside_domain_and_range(ontology: Graph) -> None:
    for narrow, wide in ontology.subject_objects(RDFS.subPropertyOf):
        for side in (RDFS.domain, RDFS.range):
            inside = ontology.transitive_objects(ontology.value(narrow, side), RDFS.subClassOf)
            assert ontology.value(wide, side) in inside, narrow


def test_the_head_of_the_ontology(ontology: Graph) -> None:
    head = {p: o for p, o in ontology.predicate_objects(IRI) if p not in (DCTERMS.title,)}
    version = str(head[OWL.versionInfo])
    assert head[OWL.versionIRI] == URIRef(f"https://w3id.org/kavshiri/ontology/{version}")
    assert head[DCTERMS.license] == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert head[DCTERMS.creator] == Literal("The Kavshiri authors")
    assert head[VANN.preferredNamespacePrefix] == Literal("kav")
    assert str(head[VANN.preferredNamespaceUri]) == ONTOLOGY
    for predicate in (DCTERMS.created, DCTERMS.modified):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(head[predicate]))
    for predicate in (DCTERMS.title, DCTERMS.description, RDFS.comment):
        assert not faults_of_texts(ontology, IRI, predicate)


def test_kavshiri_names_in_the_authority_list_are_declared(ontology: Graph) -> None:
    known = classes(ontology) | properties(ontology)
    names = {n for t in load("organisations.ttl") for n in t if str(n).startswith(ONTOLOGY)}
    assert names
    assert names <= known


def test_examples_of_what_a_plan_says_stand_in_the_plans(ontology: Graph) -> None:
    files = sorted((ROOM.parent / "data" / "plans").glob("*.txt"))
    assert len(files) == 2
    plans = " ".join(" ".join(f.read_text(encoding="utf-8").split()) for f in files)
    described = {kav_iri("Participation"), kav_iri("Abbreviation")}  # examples put in our words
    checked = 0
    for subject, example in ontology.subject_objects(SKOS.example):
        if getattr(example, "language", None) == "ka" and subject not in described:
            assert str(example) in plans, subject
            checked += 1
    assert checked >= 15


# That the checks above can fail ------------------------------------------------------------------

BROKEN = """
@prefix kav: <https://w3id.org/kavshiri/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
prov:Entity a owl:Class .
kav:A a owl:Class ; rdfs:subClassOf kav:B ; rdfs:label "A"@ka, "ა"@en ; rdfs:comment "only"@en .
kav:B a owl:Class ; rdfs:subClassOf kav:A .
kav:p a owl:ObjectProperty ; rdfs:domain kav:A ; rdfs:range kav:B ; owl:inverseOf kav:q .
kav:q a owl:ObjectProperty ; rdfs:domain kav:A .
"""


def test_the_checks_find_what_is_broken() -> None:
    broken = Graph().parse(data=BROKEN, format="turtle")
    a, b, p, q = (kav_iri(n) for n in "ABpq")
    assert foreign_declarations(broken) == {PROV.Entity}
    assert cycles(broken, RDFS.subClassOf) == {a, b}
    assert inverses_that_disagree(broken) == {(p, q)}
    assert unexplained(broken) == {q}
    assert faults_of_texts(broken, a, RDFS.comment) == ["languages ['en']"]
    assert faults_of_texts(broken, b, RDFS.label) == ["languages []"]
    assert sorted(faults_of_texts(broken, a, RDFS.label)) == [
        "Georgian letter in 'ა'",
        "no Georgian letter in 'A'",
    ]


# Alignment ---------------------------------------------------------------------------------------


def test_alignment_speaks_of_declared_terms_only(ontology: Graph) -> None:
    known = classes(ontology) | properties(ontology)
    head = URIRef("https://w3id.org/kavshiri/alignment")
    subjects = set(load("alignment.ttl").subjects()) - {head}
    assert len(subjects) > 10
    assert subjects <= known


def test_alignment_holds_only_mappings_and_pointers() -> None:
    """No OWL or RDFS axiom ties our terms to those of others."""
    head = URIRef("https://w3id.org/kavshiri/alignment")
    used = {p for s, p, _ in load("alignment.ttl") if s != head}
    allowed = {SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch, RDFS.seeAlso}
    assert used <= allowed


def kav_iri(name: str) -> URIRef:
    return URIRef(ONTOLOGY + name)


def text_of(name: str) -> str:
    return (ROOM / name).read_text(encoding="utf-8")

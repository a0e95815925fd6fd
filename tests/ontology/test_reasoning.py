"""What a reasoner would conclude from the ontology: nothing that the data did not mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from kavshiri.ontology.terms import kav

ROOM = Path(__file__).parents[2] / "ontology"

FACTS = """
@prefix kav: <https://w3id.org/kavshiri/ontology#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix e: <http://example.org/> .
e:plan a kav:ActionPlan ; kav:document e:file .
e:file a kav:SourceDocument ; kav:fileName "p.txt" .
e:cell a kav:SourceCell ; kav:document e:file ; kav:firstLine 1 ; kav:column "x" .
e:rest a kav:UnusedText ; kav:document e:file ; kav:firstLine 2 ; kav:unusedReason e:code .
e:division a kav:Division ; kav:partOf e:plan ; kav:plan e:plan ; kav:order 1 .
e:objective a kav:Objective ; kav:partOf e:division ; kav:plan e:plan ; kav:order 2 .
e:activity a kav:Activity ; kav:plan e:plan ; kav:objective e:objective ; kav:order 3 ;
    kav:hasParticipation e:part ; kav:hasFunding e:money ; kav:hasDeadline e:deadline ;
    kav:hasIndicator e:indicator ; kav:lead e:body ; kav:partner e:group ; kav:note "x"@en .
e:part a kav:Participation ; kav:activity e:activity ; kav:organisation e:group ;
    kav:within e:body ; kav:role e:code ; kav:mention e:mention .
e:mention a kav:Mention ; kav:resolvedBy e:code ; kav:confidence 1.0 .
e:indicator a kav:Indicator ; kav:text "x"@en ; kav:hasTarget e:target .
e:target a kav:Target ; kav:asStated "5" ; kav:targetValue 5.0 .
e:money a kav:Funding ; kav:asStated "5" ; kav:funder e:group ; kav:amountState e:code .
e:deadline a kav:Deadline ; kav:asStated "2019" ; kav:precision e:code .
e:short a kav:Abbreviation ; kav:shortForm "x" ; kav:abbreviates e:body .
e:finding a kav:Finding ; kav:about e:plan ; kav:text "x"@en ; kav:severity e:code .
e:need a kav:Dependency ; kav:from e:body ; kav:to e:group ; kav:evidence e:activity .
e:measure a kav:Measure ; kav:about e:body ; kav:scope e:plan ; kav:value 1.0 .
e:verdict a kav:Verdict ; kav:about e:finding ; kav:verdict e:code .
e:body a cv:PublicOrganisation, org:Organization ; kav:hostedBy e:body ; kav:dependsOn e:group .
e:group a kav:StakeholderGroup ; kav:unresolved true ; kav:suggestion e:body .
e:code a skos:Concept .
e:question a kav:Question, sh:SPARQLExecutable ; kav:hasParameter e:asked ; kav:hasColumn e:given .
e:asked a kav:Variable ; kav:valueType e:code ; kav:defaultValue "x" .
e:given a kav:Variable ; kav:variableName "x" .
"""
KNOWN_ELSEWHERE = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
org:Organization rdfs:subClassOf foaf:Agent .
foaf:Group rdfs:subClassOf foaf:Agent .
"""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ROOM / "kavshiri.ttl", format="turtle")


def concluded_types(
    ontology: Graph, facts: str
) -> dict[Node, tuple[set[Node | None], set[Node | None]]]:
    """Return node → (the classes it is said to be in, with those above; those concluded)."""
    data = Graph().parse(data=facts, format="turtle")
    schema = ontology + Graph().parse(data=KNOWN_ELSEWHERE, format="turtle")
    said: dict[Node, set[Node | None]] = {}
    for node, cls in data.subject_objects(RDF.type):
        said.setdefault(node, set()).update(schema.transitive_objects(cls, RDFS.subClassOf))
    concluded: dict[Node, set[Node | None]] = {node: set() for node in said}
    for subject, predicate, value in data:
        for prop in schema.transitive_objects(predicate, RDFS.subPropertyOf):
            concluded[subject].update(schema.objects(prop, RDFS.domain))
            if value in said:
                concluded[value].update(schema.objects(prop, RDFS.range))
    return {node: (said[node], concluded[node]) for node in said}


def test_nothing_new_is_concluded_about_what_a_thing_is(ontology: Graph) -> None:
    """Domains and ranges confirm what the data says; none puts a thing into another class."""
    results = concluded_types(ontology, FACTS)
    assert len(results) == 24
    assert any(concluded for _, concluded in results.values())
    for node, (said, concluded) in results.items():
        assert concluded <= said, node


def test_a_wrong_domain_would_be_noticed(ontology: Graph) -> None:
    wrong = FACTS.replace("e:plan a kav:ActionPlan ;", "e:plan a kav:ActionPlan ; kav:amount 5.0 ;")
    said, concluded = concluded_types(ontology, wrong)[URIRef("http://example.org/plan")]
    assert concluded - said == {URIRef(kav("Funding"))}

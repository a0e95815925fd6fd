"""The code lists hold every code, each with its words, and are handed out as typed records."""

from __future__ import annotations

import dataclasses
import re

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from kavshiri.ontology.codes import CODES_FILE, Code, code_list, code_list_names
from kavshiri.ontology.errors import ReadingError
from kavshiri.ontology.terms import code_iri

GEORGIAN = re.compile(r"[\u10d0-\u10ff]")

# Written by hand: what records and questions name. Order is the order in which codes are shown.
EXPECTED = {
    "role": "lead support partner donor reporting",
    "organisation-type": "government international civilSociety academic private mixed "
    "ministry unit agency council court prosecution legislature independentBody stateOffice "
    "internationalOrganisation foreignGovernmentBody university",
    "division-kind": "chapter section goal",
    "funding-kind": "administrativeResource stateBudget donor",
    "amount-state": "stated notStated toBeDetermined wholeProgramme perUnit",
    "precision": "month quarter half year range",
    "resolution": "exact alias normalised curated unresolved",
    "risk-category": "financial humanResources cooperation politicalWill legal interest "
    "procurement information external capacity",
    "activity-type": "training legalDrafting campaign study equipment system agreement "
    "coordination monitoring service planning",
    "severity": "info warning serious",
    "finding-kind": "missingHeading lostCell repeatedNumber misnumberedActivity strayNumber noLead "
    "noDeadline noFunding noVerification noIndicator noTarget repeatedBudget notARisk "
    "unknownAbbreviation severalNames unresolvedName unreadText deadlineOutsidePeriod rowCutByPage "
    "shiftedRow",
    "unused-reason": "layout marker artefact unread",
    "layer": "delivery joint funding reporting hosting",
    "verdict": "fragmentation overlap duplication complement none",
    "audience": "analyst coordinator auditor",
    "value-type": "text integer decimal boolean date iri language choice organisation plan "
    "activity",
}
BROADER = {
    "government": "ministry unit agency council court prosecution legislature independentBody "
    "stateOffice",
    "international": "internationalOrganisation foreignGovernmentBody",
    "academic": "university",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(CODES_FILE, format="turtle")


def all_codes() -> list[Code]:
    return [code for name in code_list_names() for code in code_list(name)]


def test_the_lists_are_those_expected_and_the_measures() -> None:
    assert code_list_names() == (*EXPECTED, "measure")


@pytest.mark.parametrize("name", EXPECTED)
def test_every_list_holds_its_codes_in_order(name: str) -> None:
    assert [code.code for code in code_list(name)] == EXPECTED[name].split()


def test_organisation_types_stand_under_their_sector() -> None:
    under = {code.code: code.broader for code in code_list("organisation-type")}
    expected = {c: sector for sector, codes in BROADER.items() for c in codes.split()}
    assert {code: broader for code, broader in under.items() if broader} == expected


def test_only_organisation_types_have_levels() -> None:
    assert {code.list for code in all_codes() if code.broader} == {"organisation-type"}


@pytest.mark.parametrize("code", all_codes(), ids=lambda code: f"{code.list}/{code.code}")
def test_every_code_speaks_both_languages(code: Code) -> None:
    for text in (code.label_ka, code.definition_ka):
        assert GEORGIAN.search(text)
    for text in (code.label_en, code.definition_en):
        assert text
        assert not GEORGIAN.search(text)
    assert code.definition_ka.endswith(".")
    assert code.definition_en.endswith(".")


@pytest.mark.parametrize("field", ["label_ka", "label_en", "definition_ka", "definition_en"])
def test_no_two_codes_of_a_list_read_the_same(field: str) -> None:
    for name in code_list_names():
        words = [getattr(code, field) for code in code_list(name)]
        assert len(words) == len(set(words)), name


def test_codes_are_known_by_their_iri(graph: Graph) -> None:
    """The notation, the scheme and the place in it agree with the IRI."""
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(all_codes())
    for code in all_codes():
        iri = URIRef(code_iri(code.list, code.code))
        scheme = URIRef(str(iri).rpartition("/")[0])
        assert iri in concepts
        assert [str(n) for n in graph.objects(iri, SKOS.notation)] == [code.code]
        assert list(graph.objects(iri, SKOS.inScheme)) == [scheme]
        tops = list(graph.objects(iri, SKOS.topConceptOf))
        assert tops == ([] if code.broader else [scheme])


def test_every_list_is_named_and_explained_in_both_languages(graph: Graph) -> None:
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) == len(code_list_names())
    for scheme in schemes:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            languages = sorted(getattr(o, "language", "") for o in graph.objects(scheme, predicate))
            assert languages == ["en", "ka"]


def test_a_code_cannot_be_changed() -> None:
    code = code_list("role")[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        code.code = "other"  # type: ignore[misc]  # that it is refused is what is tested


def test_an_unknown_list_names_those_there_are() -> None:
    with pytest.raises(ReadingError) as caught:
        code_list("rol")
    known = ", ".join(code_list_names())
    expected = f"{CODES_FILE}: there is no code list 'rol'; choose one of {known}"
    assert str(caught.value) == expected

"""The classes and properties as records: complete, in both languages, with the names of queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from kavshiri.ontology import vocabulary as module
from kavshiri.ontology.errors import ReadingError
from kavshiri.ontology.terms import CLASSES, PREFIXES, PROPERTIES
from kavshiri.ontology.vocabulary import borrowed_terms, short_name, vocabulary


def test_the_records_are_the_classes_and_properties_of_the_ontology() -> None:
    assert [t.name for t in vocabulary() if t.kind == "class"] == [f"kav:{n}" for n in CLASSES]
    found = {t.name for t in vocabulary() if t.kind == "property"}
    assert found == {f"kav:{name}" for name in PROPERTIES}


def test_a_record_says_what_the_file_says() -> None:
    (term,) = (term for term in vocabulary() if term.name == "kav:Deadline")
    assert term.iri == "https://w3id.org/kavshiri/ontology#Deadline"
    assert (term.label_ka, term.label_en) == ("ვადა", "deadline")
    assert term.definition_en.startswith("A period by whose end the activity is due")
    assert term.definition_ka


def test_borrowed_terms_have_our_prefixes_and_words_in_both_languages() -> None:
    terms = borrowed_terms()
    assert len(terms) > 20
    assert len({term.iri for term in terms}) == len(terms)
    for term in terms:
        assert term.name.partition(":")[0] in PREFIXES, term.iri
        assert any("ა" <= letter <= "ჰ" for letter in term.label_ka), term.iri
        assert term.label_en.isascii(), term.iri


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://www.w3.org/ns/prov#value", "prov:value"),
        ("http://www.w3.org/ns/prov#", "<http://www.w3.org/ns/prov#>"),
        ("http://www.w3.org/ns/prov#a/b", "<http://www.w3.org/ns/prov#a/b>"),
        ("https://example.org/x", "<https://example.org/x>"),
    ],
)
def test_an_iri_is_shortened_only_where_the_short_name_can_be_written(iri: str, name: str) -> None:
    assert short_name(iri) == name


def test_a_term_without_georgian_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kavshiri.ttl"
    file.write_text(
        "@prefix kav: <https://w3id.org/kavshiri/ontology#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'kav:Thing a owl:Class ; rdfs:label "thing"@en ; rdfs:comment "a thing"@en .\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(module, "VOCABULARY_FILE", file)
    vocabulary.cache_clear()
    try:
        with pytest.raises(ReadingError, match=r"ontology#Thing lacks rdfs:label@ka"):
            vocabulary()
    finally:
        vocabulary.cache_clear()

"""The classes and properties as typed records, read from ``kavshiri.ttl``.

Beside the terms of our own stand those that the graph borrows from other vocabularies, in our
words: what a name or a title is called there is not for a reader of plans to know.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kavshiri.ontology.errors import ReadingError
from kavshiri.ontology.terms import ONTOLOGY, PREFIXES

__all__ = ["VOCABULARY_FILE", "Term", "borrowed_terms", "short_name", "vocabulary"]

VOCABULARY_FILE: Final = Path(__file__).parent / "kavshiri.ttl"

_KINDS: Final = {"Class": "class", "ObjectProperty": "property", "DatatypeProperty": "property"}

# kind, prefixed name, label in Georgian, label in English
_BORROWED: Final = (
    ("class", "cv:PublicOrganisation", "საჯარო ორგანიზაცია", "public organisation"),
    ("class", "org:Organization", "ორგანიზაცია", "organisation"),
    ("class", "org:OrganizationalUnit", "ორგანიზაციის ქვედანაყოფი", "unit of an organisation"),
    ("class", "skos:Concept", "კოდი", "code"),
    ("class", "skos:ConceptScheme", "კოდების სია", "code list"),
    ("class", "dcat:Dataset", "მონაცემთა ნაკრები", "data set"),
    ("class", "owl:Class", "კლასი", "class"),
    ("class", "sh:SPARQLExecutable", "კითხვა SPARQL-ზე", "question in SPARQL"),
    ("property", "skos:prefLabel", "სახელი, სათაური", "name, title"),
    ("property", "skos:altLabel", "სხვა სახელი, აბრევიატურა", "other name, abbreviation"),
    ("property", "skos:hiddenLabel", "შეცდომით დაწერილი სახელი", "misspelt name"),
    ("property", "skos:notation", "ნომერი ან კოდი", "number or code"),
    ("property", "skos:definition", "განმარტება", "definition"),
    ("property", "skos:broader", "უფრო ზოგადი კოდი", "broader code"),
    ("property", "skos:exactMatch", "იგივე სხვაგან", "the same elsewhere"),
    ("property", "skos:inScheme", "რომელ სიაშია", "in the code list"),
    ("property", "skos:note", "შენიშვნა", "note"),
    ("property", "org:classification", "ორგანიზაციის ტიპი", "type of organisation"),
    ("property", "org:subOrganizationOf", "ვის ექვემდებარება", "is part of the organisation"),
    ("property", "prov:wasDerivedFrom", "რომელი უჯრიდანაა", "comes from the cell"),
    ("property", "prov:wasQuotedFrom", "რომელი უჯრიდანაა ციტატა", "is quoted from the cell"),
    ("property", "prov:wasGeneratedBy", "რომელმა გაშვებამ შექმნა", "was made by the run"),
    ("property", "prov:used", "რა გამოიყენა", "used"),
    ("property", "prov:value", "სიტყვასიტყვით", "word for word"),
    ("property", "dct:title", "გეგმის სათაური", "title of a plan"),
    ("property", "dct:description", "აღწერა", "description"),
    ("property", "dct:identifier", "იდენტიფიკატორი", "identifier"),
    ("property", "dct:creator", "ავტორი", "author"),
    ("property", "dct:created", "შექმნის დღე", "day of making"),
    ("property", "dct:license", "ლიცენზია", "licence"),
    ("property", "rdf:type", "კლასი", "class"),
    ("property", "rdfs:label", "დასახელება", "label"),
    ("property", "rdfs:comment", "განმარტება", "comment"),
    ("property", "rdfs:domain", "ვისი თვისებაა", "domain"),
    ("property", "rdfs:range", "რა არის მნიშვნელობა", "range"),
    ("property", "rdfs:subClassOf", "რომელი კლასის ნაწილია", "subclass of"),
    ("property", "rdfs:subPropertyOf", "რომელი თვისების ნაწილია", "subproperty of"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property (``kind``); a borrowed one has no definition of ours."""

    kind: str
    iri: str
    label_ka: str
    label_en: str
    definition_ka: str = ""
    definition_en: str = ""

    @property
    def name(self) -> str:
        """Return the term as a query writes it: ``kav:Activity``."""
        return short_name(self.iri)


@cache
def vocabulary() -> tuple[Term, ...]:
    """Return the terms of our own, classes first, each kind in the order of the file.

    >>> [term.name for term in vocabulary()][:2]
    ['kav:ActionPlan', 'kav:PlanElement']
    """
    terms = [_term(iri, texts) for iri, texts in _texts_of_subjects().items() if texts["kind"]]
    return tuple(sorted(terms, key=lambda term: term.kind))


@cache
def borrowed_terms() -> tuple[Term, ...]:
    """Return the terms of other vocabularies that queries use most, in our words.

    >>> borrowed_terms()[0].iri
    'http://data.europa.eu/m8g/PublicOrganisation'
    """
    return tuple(Term(kind, _iri(name), ka, en) for kind, name, ka, en in _BORROWED)


def short_name(iri: str) -> str:
    """Return an IRI with one of our prefixes; in angle brackets where none fits.

    >>> short_name("http://www.w3.org/2004/02/skos/core#prefLabel"), short_name("urn:x")
    ('skos:prefLabel', '<urn:x>')
    """
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest.isidentifier():
            return f"{prefix}:{rest}"
    return f"<{iri}>"


def _iri(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def _texts_of_subjects() -> dict[str, dict[str, str]]:
    """Return IRI → "kind", and ``label`` and ``comment`` with ``@ka`` and ``@en`` → text."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    subjects: dict[str, dict[str, str]] = {}
    for quad in parse(path=VOCABULARY_FILE, format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode) or not quad.subject.value.startswith(ONTOLOGY):
            continue
        texts = subjects.setdefault(quad.subject.value, {"kind": ""})
        if isinstance(quad.object, Literal):
            key = quad.predicate.value.removeprefix(PREFIXES["rdfs"])
            texts[f"{key}@{quad.object.language}"] = quad.object.value
        elif isinstance(quad.object, NamedNode) and quad.predicate.value.endswith("#type"):
            kind = _KINDS.get(quad.object.value.removeprefix(PREFIXES["owl"]), "")
            texts["kind"] = texts["kind"] or kind
    return subjects


def _term(iri: str, texts: dict[str, str]) -> Term:
    try:
        return Term(
            kind=texts["kind"],
            iri=iri,
            label_ka=texts["label@ka"],
            label_en=texts["label@en"],
            definition_ka=texts["comment@ka"],
            definition_en=texts["comment@en"],
        )
    except KeyError as missing:
        name, _, language = missing.args[0].partition("@")
        found = f"{iri} lacks rdfs:{name}@{language}"
        raise ReadingError(VOCABULARY_FILE, found, "write it in both languages") from None

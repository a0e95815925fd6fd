"""The endpoint described in RDF: SPARQL 1.1 Service Description, and VoID for the data.

What a client needs to find its way: formats, graphs with what they hold, how often each class and
property stands in each, licences, and the documents that everything was made from.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, cast
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kavshiri.graph.folder import Passport
from kavshiri.graph.iris import Iris
from kavshiri.ontology.terms import ONTOLOGY, PREFIXES

from .formats import GRAPHS, TABLES
from .partitions import Partition
from .words import words

__all__ = ["Addresses", "describe_data", "describe_service", "written"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_OURS = ("codes", "computed", "ontology", "organisations", "questions", "translations", "verdicts")
_PREFIXES = {**PREFIXES, "sd": _SD}
_RDF = {
    "jsonld": RdfFormat.JSON_LD,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the endpoint stands, as the client wrote it: absolute addresses."""

    endpoint: str
    description: str
    graph_store: str


@dataclass(slots=True)
class _Statements:
    """Statements as they are made, without blank nodes; names may be prefixed."""

    made: list[Triple] = field(default_factory=list)

    def say(self, subject: str, predicate: str, *values: NamedNode | Literal) -> None:
        for value in values:
            self.made.append(Triple(NamedNode(subject), _term(predicate), value))


def _term(name: str) -> NamedNode:
    prefix, _, rest = name.partition(":")
    return NamedNode(_PREFIXES[prefix] + rest)


def written(triples: Iterable[Triple], format: str) -> bytes:
    """Return triples in a format for graphs, by its name."""
    out = io.BytesIO()
    serialize(triples, cast(IO[bytes], out), _RDF[format], prefixes=_PREFIXES)
    return out.getvalue()


def describe_service(at: Addresses, graphs: Mapping[str, int]) -> list[Triple]:
    """Return the description of the service: what it understands, answers in, and holds."""
    said = _Statements()
    said.say(at.endpoint, "rdf:type", _term("sd:Service"))
    said.say(at.endpoint, "sd:endpoint", NamedNode(at.endpoint))
    said.say(at.endpoint, "sd:supportedLanguage", _term("sd:SPARQL11Query"))
    said.say(at.endpoint, "sd:feature", _term("sd:UnionDefaultGraph"))
    formats = dict.fromkeys(each.iri for each in (*TABLES, *GRAPHS) if each.iri)
    said.say(at.endpoint, "sd:resultFormat", *map(NamedNode, formats))
    dataset = _dataset(at)
    said.say(at.endpoint, "sd:defaultDataset", NamedNode(dataset))
    said.say(dataset, "rdf:type", _term("sd:Dataset"), _term("void:Dataset"))
    said.say(dataset, "sd:defaultGraph", NamedNode(_part(at, "union")))
    said.say(_part(at, "union"), "rdf:type", _term("sd:Graph"), _term("void:Dataset"))
    said.say(_part(at, "union"), "void:triples", Literal(sum(graphs.values())))
    for graph, number in graphs.items():
        _describe_graph(said, at, graph, number)
    return said.made


def _describe_graph(said: _Statements, at: Addresses, graph: str, number: int) -> None:
    named, content = _part(at, f"named/{_local(graph)}"), _part(at, f"graph/{_local(graph)}")
    said.say(_dataset(at), "sd:namedGraph", NamedNode(named))
    said.say(named, "rdf:type", _term("sd:NamedGraph"))
    said.say(named, "sd:name", NamedNode(graph))
    said.say(named, "sd:graph", NamedNode(content))
    said.say(content, "rdf:type", _term("sd:Graph"), _term("void:Dataset"))
    said.say(content, "void:triples", Literal(number))


def describe_data(
    at: Addresses,
    passport: Passport,
    graphs: Mapping[str, int],
    partitions: Sequence[Partition],
    example: str = "",
) -> list[Triple]:
    """Return the description of the data set; the counts of all graphs and of each one."""
    said, dataset = _Statements(describe_service(at, graphs)), _dataset(at)
    union = _part(at, "union")
    said.say(dataset, "rdf:type", _term("dcat:Dataset"))
    _say_in_both(said, dataset, "dct:title", "dataset_title")
    said.say(dataset, "void:sparqlEndpoint", NamedNode(at.endpoint))
    said.say(dataset, "void:dataDump", NamedNode(f"{at.graph_store}?default"))
    said.say(dataset, "void:uriSpace", Literal(passport.base))
    said.say(dataset, "void:triples", Literal(sum(graphs.values())))
    said.say(dataset, "void:vocabulary", *map(NamedNode, _vocabularies(partitions)))
    said.say(dataset, "kav:inputHash", Literal(passport.build_hash))
    said.say(dataset, "kav:programVersion", Literal(passport.program_version))
    if example:
        said.say(dataset, "void:exampleResource", NamedNode(example))
    for slug, digest in passport.documents.items():
        document = Iris(passport.base).document(slug)
        said.say(dataset, "prov:wasDerivedFrom", NamedNode(document))
        said.say(document, "kav:sha256", Literal(digest))
    for graph in graphs:
        content = _part(at, f"graph/{_local(graph)}")
        said.say(dataset, "void:subset", NamedNode(content))
        _say_what_it_is(said, content, graph, passport.base)
        _say_partitions(said, content, [each for each in partitions if each.graph == graph])
    _say_partitions(said, union, _added_up(partitions))
    return said.made


def _say_what_it_is(said: _Statements, content: str, graph: str, base: str) -> None:
    kind = graph.removeprefix(f"{base}graph/").partition("/")[0]
    if kind in _OURS:
        said.say(content, "dct:license", NamedNode(_CC_BY))
    if kind in ("plan", "source"):
        _say_in_both(said, content, "dct:rights", "public_document")
    if f"graph_{kind}" in words("en"):
        _say_in_both(said, content, "dct:title", f"graph_{kind}")


def _say_partitions(said: _Statements, content: str, partitions: Sequence[Partition]) -> None:
    for kind, name, count in (
        ("class", "classPartition", "entities"),
        ("property", "propertyPartition", "triples"),
    ):
        found = [each for each in partitions if each.kind == kind]
        said.say(content, f"void:{'classes' if kind == 'class' else 'properties'}",
                 Literal(len(found)))  # fmt: skip
        for each in found:
            part = f"{content}/{kind}/{quote(each.term, safe='')}"
            said.say(content, f"void:{name}", NamedNode(part))
            said.say(part, f"void:{kind}", NamedNode(each.term))
            said.say(part, f"void:{count}", Literal(each.number))


def _added_up(partitions: Iterable[Partition]) -> list[Partition]:
    numbers: Counter[tuple[str, str]] = Counter()
    for each in partitions:
        numbers[each.kind, each.term] += each.number
    return [Partition(kind, "", term, n) for (kind, term), n in sorted(numbers.items())]


def _vocabularies(partitions: Iterable[Partition]) -> list[str]:
    """Return the namespaces, of those we have a prefix for, whose terms are used."""
    terms = {each.term for each in partitions}
    known = (space for space in PREFIXES.values() if any(t.startswith(space) for t in terms))
    return sorted(space.removesuffix("#") if space == ONTOLOGY else space for space in known)


def _say_in_both(said: _Statements, subject: str, predicate: str, word: str) -> None:
    both = (Literal(words(lang)[word], language=lang) for lang in ("ka", "en"))
    said.say(subject, predicate, *both)


def _dataset(at: Addresses) -> str:
    return _part(at, "dataset")


def _part(at: Addresses, name: str) -> str:
    return f"{at.description}#{name}"


def _local(graph: str) -> str:
    """Return what names a graph within the description: the end of its IRI, if that is enough."""
    _, found, name = graph.partition("/graph/")
    return quote(name, safe="/-._~") if found else quote(graph, safe="")

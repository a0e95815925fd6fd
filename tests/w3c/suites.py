"""The W3C's SPARQL test suites as they lie in a folder: every test of every manifest."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

__all__ = ["SUITES", "VARIABLE", "Suite", "Test", "folder_of_suites", "read_suite"]

VARIABLE = "KAVSHIRI_W3C_TESTS"


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: its folder, what it is of, and how many tests its manifest lists."""

    name: str
    of: str
    number: int


SUITES = (
    Suite("sparql10/syntax-sparql1", "SPARQL 1.0, syntax of queries, part 1", 81),
    Suite("sparql10/syntax-sparql2", "SPARQL 1.0, syntax of queries, part 2", 53),
    Suite("sparql10/syntax-sparql3", "SPARQL 1.0, syntax of queries, part 3", 51),
    Suite("sparql10/syntax-sparql4", "SPARQL 1.0, syntax of queries, part 4", 12),
    Suite("sparql10/syntax-sparql5", "SPARQL 1.0, syntax of queries, part 5", 2),
    Suite("sparql11/syntax-query", "SPARQL 1.1, syntax of queries", 94),
    Suite("sparql11/syntax-fed", "SPARQL 1.1, syntax of federated queries", 3),
    Suite("sparql11/protocol", "SPARQL 1.1 Protocol", 34),
    Suite("sparql11/service-description", "SPARQL 1.1 Service Description", 3),
    Suite("sparql11/http-rdf-update", "SPARQL 1.1 Graph Store HTTP Protocol", 18),
    Suite("sparql11/syntax-update-1", "SPARQL 1.1, syntax of updates, part 1", 54),
    Suite("sparql11/syntax-update-2", "SPARQL 1.1, syntax of updates, part 2", 1),
)
"""All that lie in the folder; the numbers were counted in the lists ``mf:entries``."""

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_BASE = "http://suite.test/"  # what the manifests' relative names stand on while they are read

Node = NamedNode | BlankNode | Literal


@dataclass(frozen=True)
class Test:
    """One test of a suite, with the manifest that it stands in."""

    __test__ = False  # not one of ours, whatever its name

    suite: Suite
    node: NamedNode
    folder: Path
    manifest: Store

    @property
    def id(self) -> str:
        """The suite and the name that the manifest gives the test in its IRI."""
        return f"{self.suite.name}#{self.name}"

    @property
    def name(self) -> str:
        """The end of the IRI of the test."""
        return self.node.value.rpartition("#")[2]

    @property
    def kind(self) -> str:
        """The class of the test without its namespace, such as ``NegativeSyntaxTest11``."""
        return self.value(self.node, f"{_RDF}type").removeprefix(_MF)

    @property
    def is_positive(self) -> bool:
        """Whether the text of a syntax test is SPARQL."""
        assert re.match("(Positive|Negative)(Update)?SyntaxTest", self.kind)
        return self.kind.startswith("Positive")

    @property
    def comment(self) -> str:
        """The longest comment on the test: the graph store suite keeps its requests there."""
        return max((node.value for node in self.nodes(self.node, f"{_RDFS}comment")), key=len)

    def text(self) -> bytes:
        """Return the file that a syntax test is about."""
        return self.file(self.value(self.node, f"{_MF}action"))

    def file(self, iri: str) -> bytes:
        """Return a file that the manifest names."""
        return (self.folder / iri.removeprefix(_BASE)).read_bytes()

    def nodes(self, subject: Node, predicate: str) -> list[Node]:
        """Return the values of a property in the order of their text."""
        return sorted(_objects(self.manifest, subject, predicate), key=str)

    def value(self, subject: Node, predicate: str) -> str:
        """Return the one value of a property; AssertionError where there is not exactly one."""
        (node,) = self.nodes(subject, predicate)
        return str(node.value)

    def listed(self, subject: Node, predicate: str) -> list[Node]:
        """Return the members of the list that a property holds; none if there is no such list."""
        return list(_members(self.manifest, subject, predicate))


def folder_of_suites() -> Path | None:
    """Return the folder that the environment names; None where it names none.

    NotADirectoryError where it names what is no folder: that is a slip and no wish to pass over.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise NotADirectoryError(f"{VARIABLE} names {named}, which is no folder")
    return folder


def read_suite(folder: Path, suite: Suite) -> list[Test]:
    """Return the tests of a suite in the order of its manifest; all that it lists, or an error."""
    place = folder / suite.name
    manifest = Store()
    manifest.load(
        path=str(place / "manifest.ttl"), format=RdfFormat.TURTLE, base_iri=f"{_BASE}manifest"
    )
    entries = list(_members(manifest, NamedNode(f"{_BASE}manifest"), f"{_MF}entries"))
    assert len(set(entries)) == len(entries) == suite.number, f"{suite.name}: {len(entries)}"
    return [Test(suite, node, place, manifest) for node in entries if isinstance(node, NamedNode)]


def _members(manifest: Store, subject: Node, predicate: str) -> Iterator[Node]:
    rest = _objects(manifest, subject, predicate)
    while rest and rest[0].value != f"{_RDF}nil":
        (node,) = rest
        yield from _objects(manifest, node, f"{_RDF}first")
        rest = _objects(manifest, node, f"{_RDF}rest")


def _objects(manifest: Store, subject: Node, predicate: str) -> list[Node]:
    if isinstance(subject, Literal):
        return []
    found = manifest.quads_for_pattern(subject, NamedNode(predicate), None)
    return [quad.object for quad in found if not isinstance(quad.object, Triple)]

"""Our own data files as lines of a graph: the ontology, the code lists, the authority list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kavshiri.graph import nquads
from kavshiri.graph.iris import Iris
from kavshiri.graph.words import expanded
from kavshiri.ontology.romanise import romanise
from kavshiri.ontology.terms import DATA

__all__ = ["FILES", "Reference", "romanised"]

FILES = {"ontology": "kavshiri.ttl", "codes": "codes.ttl", "organisations": "organisations.ttl"}
"""The file that each graph of ours is copied from."""

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Reference:
    """One of our files, read once. Its data IRIs are moved to the base of the graph."""

    name: str
    statements: tuple[Statement, ...]

    @classmethod
    def read(cls, name: str) -> Reference:
        """Read the file of the graph ``ontology``, ``codes`` or ``organisations``.

        Raises ValueError where it holds a blank node, which a store would rename at every load.
        """
        path = files("kavshiri.ontology") / FILES[name]
        found = []
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                found.append((quad.subject, quad.predicate, quad.object))
            else:
                kind = "a blank node" if isinstance(quad.subject, BlankNode) else "no plain term"
                raise ValueError(f"{FILES[name]} must hold named things only; {kind} in {quad}")
        return cls(name, tuple(dict.fromkeys(found)))

    def iter_lines(self, iris: Iris) -> Iterator[str]:
        """Yield every statement as a line of the graph of that name."""
        graph = nquads.iri(iris.graph(self.name))
        for subject, predicate, value in self.statements:
            words = _moved(value, iris) if isinstance(value, NamedNode) else str(value)
            yield f"{_moved(subject, iris)} {predicate} {words} {graph} .\n"

    def iter_romanised(self, iris: Iris) -> Iterator[str]:
        """Yield a name in Latin letters for everything with a Georgian one but none in Latin."""
        graph = nquads.iri(iris.graph("translations"))
        labels = [
            (subject, value)
            for subject, predicate, value in self.statements
            if predicate.value == expanded("skos:prefLabel") and isinstance(value, Literal)
        ]
        done = {subject for subject, value in labels if value.language == "ka-latn"}
        for subject, value in labels:
            if value.language == "ka" and subject not in done:
                yield romanised(_moved(subject, iris), value.value, graph)


def romanised(subject: str, name: str, graph: str) -> str:
    """Return the line that gives a thing its Georgian name in Latin letters."""
    latin = nquads.text(romanise(name, capitals="first"), "ka-Latn")
    return f"{subject} {nquads.iri(expanded('skos:prefLabel'))} {latin} {graph} .\n"


def _moved(node: NamedNode, iris: Iris) -> str:
    value = node.value
    return f"<{iris.base}{value[len(DATA) :]}>" if value.startswith(DATA) else f"<{value}>"

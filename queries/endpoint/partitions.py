"""How often each class and property stands in each graph: what VoID calls partitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .rows import Table

__all__ = ["PARTITIONS", "Partition", "partitions_of"]

PARTITIONS: Mapping[str, str] = {
    "class": "SELECT ?graph ?term (COUNT(?thing) AS ?number) "
    "WHERE { GRAPH ?graph { ?thing a ?term } } GROUP BY ?graph ?term ORDER BY ?graph ?term",
    "property": "SELECT ?graph ?term (COUNT(*) AS ?number) "
    "WHERE { GRAPH ?graph { ?thing ?term ?value } } GROUP BY ?graph ?term ORDER BY ?graph ?term",
}
"""The queries that count, by kind; ``graph``, ``term`` and ``number`` come out."""


@dataclass(frozen=True, slots=True)
class Partition:
    """How many things of a class (or statements with a property) a graph holds."""

    kind: str
    graph: str
    term: str
    number: int


def partitions_of(kind: str, table: Table) -> list[Partition]:
    """Read the answer to one of the queries; what is no IRI has no partition."""
    return [
        Partition(kind, graph.value, term.value, int(number.value))
        for graph, term, number in table.rows
        if graph and term and number and term.is_iri
    ]

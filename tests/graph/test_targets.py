"""Where servers take in graphs, by their own documentation."""

from __future__ import annotations

import pytest

from kavshiri.graph.targets import target_of

VIRTUOSO = {"server": "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"}
OXIGRAPH = {"server": "Oxigraph/0.5.13"}

TARGETS = {
    "http://h:7878/query": (OXIGRAPH, "http://h:7878/store", "http://h:7878/update"),
    "https://h/rdf/query": (OXIGRAPH, "https://h/rdf/store", "https://h/rdf/update"),
    "http://h:8890/sparql": (
        VIRTUOSO,
        "http://h:8890/sparql-graph-crud-auth",
        "http://h:8890/sparql-auth",
    ),
    "http://h:8890/sparql-auth": (
        VIRTUOSO,
        "http://h:8890/sparql-graph-crud-auth",
        "http://h:8890/sparql-auth",
    ),
    "http://h:3030/plans/sparql": (
        {"server": "Apache Jena Fuseki (5.0.0)"},
        "http://h:3030/plans/data",
        "http://h:3030/plans/update",
    ),
    "http://h:3030/plans": (
        {"fuseki-request-id": "7"},
        "http://h:3030/plans/data",
        "http://h:3030/plans/update",
    ),
    "http://h:7200/repositories/plans": (
        {},
        "http://h:7200/repositories/plans/rdf-graphs/service",
        "http://h:7200/repositories/plans/statements",
    ),
    "https://x.cluster-1.eu-west-1.neptune.amazonaws.com:8182/sparql": (
        {},
        "https://x.cluster-1.eu-west-1.neptune.amazonaws.com:8182/sparql/gsp/",
        "https://x.cluster-1.eu-west-1.neptune.amazonaws.com:8182/sparql",
    ),
    "https://example.org/sparql": ({"server": "nginx"}, None, None),
    "http://h:3030/plans/query": ({"server": "Jetty"}, None, None),
}


@pytest.mark.parametrize("query", TARGETS)
def test_where_graphs_are_taken_in(query: str) -> None:
    headers, graph_store, update = TARGETS[query]
    found = target_of(query, headers)
    assert (found.query, found.graph_store, found.update) == (query, graph_store, update)

"""Where a server takes in graphs, told from the address of its query service.

The addresses are those that each server has as it is installed, by its own documentation; whoever
runs one behind other addresses says them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

__all__ = ["Target", "target_of"]


@dataclass(frozen=True, slots=True)
class Target:
    """A server's addresses: ``graph_store`` for the SPARQL 1.1 Graph Store HTTP Protocol, and
    ``update`` for SPARQL 1.1 Update. None where they are not known."""

    product: str
    query: str
    graph_store: str | None = None
    update: str | None = None


def target_of(query: str, headers: Mapping[str, str] | None = None) -> Target:
    """Return where the server behind a query service takes in graphs.

    ``headers`` are those of any answer of it, names in small letters: they say which product it is
    where the address alone does not.

    >>> target_of("http://127.0.0.1:7878/query").update
    'http://127.0.0.1:7878/update'
    >>> target_of("http://h:8890/sparql", {"server": "Virtuoso/07.20 (Linux)"}).graph_store
    'http://h:8890/sparql-graph-crud-auth'
    """
    place = urlsplit(query)
    found = headers or {}
    for recognise in (_virtuoso, _fuseki, _rdf4j, _oxigraph, _neptune):
        if known := recognise(place, found):
            product, graph_store, update = known
            return Target(product, query, _beside(place, graph_store), _beside(place, update))
    return Target("a SPARQL server", query)


_Known = tuple[str, str, str] | None
"""A product with the paths of its graph store and of its update service."""


def _virtuoso(place: SplitResult, headers: Mapping[str, str]) -> _Known:
    root, found, rest = place.path.rpartition("/sparql")
    if "virtuoso" in headers.get("server", "").lower() and found and rest in ("", "/", "-auth"):
        return "Virtuoso", f"{root}/sparql-graph-crud-auth", f"{root}/sparql-auth"
    return None


def _fuseki(place: SplitResult, headers: Mapping[str, str]) -> _Known:
    named = "fuseki" in headers.get("server", "").lower() or "fuseki-request-id" in headers
    dataset = re.sub(r"/(?:sparql|query)?$", "", place.path)
    return ("Fuseki", f"{dataset}/data", f"{dataset}/update") if named and dataset else None


def _rdf4j(place: SplitResult, _headers: Mapping[str, str]) -> _Known:
    if re.fullmatch(r".*/repositories/[^/]+", place.path):
        return "GraphDB", f"{place.path}/rdf-graphs/service", f"{place.path}/statements"
    return None


def _oxigraph(place: SplitResult, headers: Mapping[str, str]) -> _Known:
    product = headers.get("server", "Oxigraph").lower()
    if place.path.endswith("/query") and "oxigraph" in product:
        root = place.path.removesuffix("/query")
        return "Oxigraph", f"{root}/store", f"{root}/update"
    return None


def _neptune(place: SplitResult, _headers: Mapping[str, str]) -> _Known:
    if (place.hostname or "").endswith(".neptune.amazonaws.com"):
        return "Neptune", "/sparql/gsp/", "/sparql"
    return None


def _beside(place: SplitResult, path: str) -> str:
    return place._replace(path=path, query="", fragment="").geturl()

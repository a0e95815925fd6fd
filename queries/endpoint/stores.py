"""The addresses ``/graph-store`` (SPARQL 1.1 Graph Store HTTP Protocol, for reading) and VoID."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from .addresses import addresses_of
from .description import describe_data, written
from .errors import ProblemError
from .formats import GRAPHS, HTML, Format
from .negotiation import Chosen, choose
from .replies import is_fresh, unless_gone, whole
from .service import Service

__all__ = ["ALL_METHODS", "GraphStoreAddress", "VoidAddress", "graph_response", "require_reading"]

ALL_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
"""Those that write are answered too: that nothing can be written."""

_DATA: tuple[Format, ...] = tuple(each for each in GRAPHS if each is not HTML)
_EXAMPLE = "SELECT ?thing WHERE { ?thing a kav:Activity } ORDER BY ?thing LIMIT 1"


def require_reading(request: Request) -> None:
    """Raise ProblemError for a method that writes."""
    if request.method not in ("GET", "HEAD"):
        raise ProblemError("read_only", method=request.method)


class GraphStoreAddress:
    """Hands out a graph (``?graph=IRI``) or the union of all (``?default``)."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def answer(self, request: Request) -> Response:
        """Answer with the statements of the graph that the address names."""
        require_reading(request)
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        graph = self._named(pairs)
        short = next((value for name, value in pairs if name in ("format", "output")), None)
        return await graph_response(self._service, request, graph, short)

    def _named(self, pairs: list[tuple[str, str]]) -> str | None:
        """Return the IRI of the graph; None for the union of all."""
        named = [(name, value) for name, value in pairs if name in ("graph", "default")]
        known = ", ".join(f"<{graph}>" for graph in self._service.graphs())
        if len(named) != 1 or (named[0][0] == "graph" and not urlsplit(named[0][1]).scheme):
            raise ProblemError("which_graph", known=known)
        name, value = named[0]
        return value if name == "graph" else None


async def graph_response(
    service: Service, request: Request, graph: str | None, short: str | None
) -> Response:
    """Return all statements of a graph, or of the union of all for None, in the form asked for."""
    if graph is not None and graph not in service.graphs():
        known = ", ".join(f"<{each}>" for each in service.graphs())
        raise ProblemError("no_graph", found=graph[:300], known=known)
    chosen = choose(_DATA, request.headers.get("accept"), short)
    clause = f"FROM {NamedNode(graph)} " if graph else ""
    query = f"CONSTRUCT {{ ?s ?p ?o }} {clause}WHERE {{ ?s ?p ?o }}"
    return await data_response(service, request, query, chosen)


async def data_response(
    service: Service, request: Request, query: str, chosen: Chosen, *, about: str = ""
) -> Response:
    """Return the answer to a query of our own for a graph, with what lets a client keep it.

    ``about`` is the IRI that an empty answer knows nothing of: ProblemError (404).
    """
    tag = service.tag(query, chosen.content_type)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "ETag": tag}
    if is_fresh(request, tag):
        return Response(status_code=304, headers=headers)
    answer = await unless_gone(request, service.answer(service.job(query, chosen.format.name)))
    if about and answer.done and not answer.done.rows:
        answer.close()
        raise ProblemError("no_thing", found=about[:300])
    return whole(answer, chosen.content_type, headers)


class VoidAddress:
    """Describes the data set, with how often each class and property stands in each graph."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def answer(self, request: Request) -> Response:
        """Answer with the description as RDF."""
        service = self._service
        short = request.query_params.get("format")
        chosen = choose(_DATA, request.headers.get("accept"), short)
        at = addresses_of(request)
        tag = service.tag("void", at, chosen.content_type)
        headers = {"Vary": "Accept", "Cache-Control": "no-cache", "ETag": tag}
        if is_fresh(request, tag):
            return Response(status_code=304, headers=headers)
        partitions = await unless_gone(request, service.partitions())
        found = (await service.table(_EXAMPLE)).rows
        example = found[0][0].value if found and found[0][0] else ""
        said = describe_data(at, service.passport(), service.graphs(), partitions, example)
        body = written(said, chosen.format.name)
        return Response(body, headers={**headers, "Content-Type": chosen.content_type})

"""Data IRIs answer on their own addresses: ``<base>X`` at ``/id/X``, the ontology at ``/ontology``.

As RDF: every statement about the thing. As a page: these with the words of the documents beside
them and what names the thing. A named graph answers with its statements.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from urllib.parse import urlsplit

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kavshiri.ontology.terms import ONTOLOGY

from .errors import ProblemError
from .formats import GRAPHS, HTML
from .negotiation import accepted_language, choose
from .pages import Thing, thing_page
from .replies import html, is_fresh, unless_gone
from .service import Service
from .stores import data_response, graph_response, require_reading
from .telling import graph_as_thing, said_of

__all__ = ["ElsewhereAddress", "OntologyAddress", "ThingAddress", "ThingPage"]

ThingPage = Callable[[Request, str], Response | Awaitable[Response | None] | None]
"""Makes the page of a thing, given its IRI; None where it has none of its own for it."""

_ABOUT = "CONSTRUCT { %s ?p ?o } WHERE { %s ?p ?o }"
_ONTOLOGY = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{ONTOLOGY}") || ?s = <{ONTOLOGY.removesuffix("#")}>)
}}"""


class ThingAddress:
    """Answers ``/id/…``. ``page`` may make the page for people in place of the plain one."""

    def __init__(self, service: Service, page: ThingPage | None = None) -> None:
        self._service = service
        self._page = page

    async def answer(self, request: Request) -> Response:
        """Answer with what is said about a thing; ProblemError (404) where nothing is."""
        require_reading(request)
        iri = self._service.passport().base + _path(request).removeprefix("/id/")
        short = request.query_params.get("format")
        chosen = choose(GRAPHS, request.headers.get("accept"), short)
        if chosen.format is HTML:
            return await self._as_page(request, iri)
        if iri in self._service.graphs():
            return await graph_response(self._service, request, iri, short)
        node = _node(iri)
        response = await data_response(
            self._service, request, _ABOUT % (node, node), chosen, about=iri
        )
        response.headers["Link"] = f'<{iri}>; rel="describes"'
        return response

    async def _as_page(self, request: Request, iri: str) -> Response:
        if self._page is not None:
            made = self._page(request, iri)
            page = await made if isawaitable(made) else made
            if page is not None:
                return page
        asked = request.query_params.get("lang")
        lang = accepted_language(request.headers.get("accept-language"), asked)
        tag = self._service.tag("thing", iri, lang)
        headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache", "ETag": tag}
        if is_fresh(request, tag):
            return Response(status_code=304, headers=headers)
        node, query = _node(iri), "DESCRIBE {}"
        if iri in self._service.graphs():
            thing: Thing | None = graph_as_thing(self._service, iri, lang)
            query = "SELECT * WHERE {{ GRAPH {} {{ ?s ?p ?o }} }} LIMIT 100"
        else:
            thing = await unless_gone(request, said_of(self._service, node, lang))
        if thing is None:
            raise ProblemError("no_thing", found=iri[:300])
        return html(thing_page(lang, thing, query.format(node)), lang, headers=headers)


class OntologyAddress:
    """Answers ``/ontology`` with the classes and properties; a browser gets Turtle to read."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def answer(self, request: Request) -> Response:
        """Answer with the whole ontology: its terms are names within it."""
        data = tuple(each for each in GRAPHS if each is not HTML)
        accept = request.headers.get("accept")
        chosen = choose((*data, HTML), accept, request.query_params.get("format"))
        if chosen.format is HTML:
            chosen = choose(data, None, "turtle")
        return await data_response(self._service, request, _ONTOLOGY, chosen)


class ElsewhereAddress:
    """Sends from the paths that the IRIs themselves have (``/kavshiri/id/…``) to their answers.

    So a server that stands behind the IRIs' own host name, with their own paths, answers them.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    async def answer(self, request: Request) -> Response:
        """Redirect, or raise ProblemError (404)."""
        path = _path(request)
        ontology = urlsplit(ONTOLOGY).path
        if path == ontology or path.startswith(f"{ontology}/"):
            return RedirectResponse(f"/ontology{path.removeprefix(ontology)}", status_code=303)
        own = urlsplit(self._service.passport().base).path or "/"
        if path.startswith(own) and path != own:
            return RedirectResponse(f"/id/{path.removeprefix(own)}", status_code=303)
        raise ProblemError("no_page", found=path[:300])


def _path(request: Request) -> str:
    """Return the path as it was sent: IRIs keep their escapes."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.partition(b"?")[0].decode("ascii", errors="replace")


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise ProblemError("no_thing", found=iri[:300]) from None

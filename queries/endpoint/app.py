"""The endpoint as an ASGI application: which address answers what."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from .errors import ProblemError
from .limits import Limits
from .middleware import CommonHeaders
from .pages import STYLE
from .replies import ClientGoneError, problem_response
from .service import Service
from .sparql import Page, SparqlAddress
from .stores import ALL_METHODS, GraphStoreAddress, VoidAddress
from .things import ElsewhereAddress, OntologyAddress, ThingAddress, ThingPage

__all__ = ["create_app"]

_log = logging.getLogger(__name__)


def create_app(
    place: Path,
    limits: Limits | None = None,
    *,
    in_memory: bool = False,
    page: Page | None = None,
    thing_page: ThingPage | None = None,
    routes: Sequence[BaseRoute] = (),
) -> Starlette:
    """Return the endpoint over the store in a folder, as an application for any ASGI server.

    ``page`` makes the page at ``/sparql`` and ``thing_page`` the pages at ``/id/…``, in place of
    the plain ones; ``routes`` are further addresses, which come first. The workers run from the
    start of the application to its end; ``app.state.service`` is what all addresses work with.
    """
    service = Service(place, limits or Limits(), in_memory=in_memory)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with service.pool:
            yield

    app = Starlette(
        routes=[*routes, *_routes(service, page, thing_page)],
        middleware=[
            Middleware(CommonHeaders),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
        ],
        exception_handlers={
            ProblemError: _on_problem,
            HTTPException: _on_http,
            ClientGoneError: _on_gone,
            Exception: _on_fault,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.service = service
    return app


def _routes(
    service: Service, page: Page | None, thing_page: ThingPage | None
) -> Sequence[BaseRoute]:
    sparql = SparqlAddress(service, page).answer
    ontology = OntologyAddress(service).answer
    things = ThingAddress(service, thing_page).answer
    return (
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/graph-store", GraphStoreAddress(service).answer, methods=ALL_METHODS),
        Route("/.well-known/void", VoidAddress(service).answer, methods=["GET"]),
        Route("/id/{rest:path}", things, methods=ALL_METHODS),
        Route("/ontology", ontology, methods=["GET"]),
        Route("/ontology/{version}", ontology, methods=["GET"]),
        Route("/endpoint.css", _style, methods=["GET"]),
        Route("/", _entrance, methods=["GET"]),
        Route("/{rest:path}", ElsewhereAddress(service).answer, methods=["GET"]),
    )


async def _style(_request: Request) -> Response:
    headers = {"Cache-Control": "max-age=3600"}
    return Response(STYLE, media_type="text/css; charset=utf-8", headers=headers)


async def _entrance(_request: Request) -> Response:
    return RedirectResponse("/sparql", status_code=302)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem_response(request, error)


async def _on_http(request: Request, error: Exception) -> Response:
    """Say in our own words what the routing found: no such address, or no such method there."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        methods = (error.headers or {}).get("Allow", "GET, HEAD").split(", ")
        allowed = ", ".join(sorted((*methods, "OPTIONS")))
        problem = ProblemError("method", method=request.method, allowed=allowed)
    else:
        problem = ProblemError("no_page", found=request.url.path[:300])
    return problem_response(request, problem)


async def _on_gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=204)  # to nobody


async def _on_fault(request: Request, error: Exception) -> Response:
    _log.error(
        "a request was not answered: %s %s", request.method, request.url.path, exc_info=error
    )
    return problem_response(request, ProblemError("fault"))

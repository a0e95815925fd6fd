"""The address ``/sparql``: queries by the SPARQL 1.1 Protocol, and the service described."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from inspect import isawaitable

from starlette.requests import Request
from starlette.responses import Response

from kavshiri.graph.sparql import form_of
from kavshiri.ontology.terms import ONTOLOGY

from .addresses import addresses_of
from .description import describe_service, written
from .errors import ProblemError
from .formats import GRAPHS, HTML, TABLES, Format, formats_for
from .job import Job
from .negotiation import Chosen, accepted_language, choose
from .pages import Linker, answer_page, form_page
from .protocol import Asked, read_request
from .replies import html, is_fresh, read_body, unless_gone, whole
from .rows import Table
from .service import Service

__all__ = ["Page", "SparqlAddress"]

Page = Callable[[Request], Response | Awaitable[Response]]
"""Makes the page that stands at ``/sparql`` for people, of the request for it."""

_ROWS_ON_A_PAGE = 1_000
_VARY = "Accept"  # the compression adds its own


class SparqlAddress:
    """Answers requests to the endpoint itself. ``page`` stands in place of the plain form."""

    def __init__(self, service: Service, page: Page | None = None) -> None:
        self._service = service
        self._page = page

    async def answer(self, request: Request) -> Response:
        """Answer a GET, HEAD or POST. ProblemError for whatever gets no answer."""
        asked = await self._read(request)
        if asked.query is None:
            return await self._about(request, asked)
        formats = formats_for(form_of(asked.query))
        chosen = choose(formats, request.headers.get("accept"), asked.format)
        lang = accepted_language(request.headers.get("accept-language"), asked.lang)
        build = self._service.passport().build_hash
        tag = self._tag(asked, chosen, lang, build)
        headers = {"Vary": _VARY, "Cache-Control": "no-cache", "ETag": tag}
        if is_fresh(request, tag):
            return Response(status_code=304, headers=headers)
        if chosen.format is HTML:
            return await self._as_page(request, asked, formats, lang, headers, build)
        return await self._as_data(request, asked, chosen, headers, build)

    async def _read(self, request: Request) -> Asked:
        query_string: bytes = request.scope["query_string"]
        most = self._service.limits.request
        if len(query_string) > most:
            raise ProblemError("too_long", limit=f"{most:,}")
        body = await read_body(request, most)
        kind = request.headers.get("content-type")
        return read_request(request.method, query_string, kind, body)

    def _tag(self, asked: Asked, chosen: Chosen, lang: str, build: str) -> str:
        shown = lang if chosen.format is HTML else ""
        graphs = (asked.default_graphs, asked.named_graphs)
        return self._service.tag(asked.query, graphs, chosen.content_type, shown, build=build)

    async def _as_data(
        self, request: Request, asked: Asked, chosen: Chosen, headers: dict[str, str], build: str
    ) -> Response:
        answer = await unless_gone(
            request, self._service.answer(self._job(asked, chosen.format.name))
        )
        done = answer.done
        assert done is not None
        if done.volatile or request.method == "POST" or done.build != build:
            _not_kept(headers)
        headers["Kavshiri-Rows"] = str(done.rows)
        headers["Kavshiri-Build"] = done.build
        if done.unknown:
            headers["Kavshiri-Unknown-Functions"] = _header_safe(" ".join(done.unknown))
        return whole(answer, chosen.content_type, headers)

    async def _as_page(
        self,
        request: Request,
        asked: Asked,
        formats: tuple[Format, ...],
        lang: str,
        headers: dict[str, str],
        build: str,
    ) -> Response:
        job = replace(self._job(asked, "rows"), most_rows=_ROWS_ON_A_PAGE, cut=True)
        answer = await unless_gone(request, self._service.answer(job))
        done = answer.done
        assert done is not None
        if done.volatile or done.build != build:
            _not_kept(headers)
        table = Table.from_json(answer.whole(), more=done.more)
        link = Linker(self._service.passport().base, ONTOLOGY)
        page = answer_page(lang, asked.query or "", table, link, formats, done.unknown)
        return html(page, lang, headers={**headers, "Vary": f"{_VARY}, Accept-Language"})

    def _job(self, asked: Asked, format: str) -> Job:
        return replace(
            self._service.job(asked.query or "", format),
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
        )

    async def _about(self, request: Request, asked: Asked) -> Response:
        """Answer a request without a query: the description as RDF, the page to a browser."""
        chosen = choose(GRAPHS, request.headers.get("accept"), asked.format)
        if chosen.format is HTML:
            return await self._form(request, asked)
        at = addresses_of(request)
        tag = self._service.tag("service", at, chosen.content_type)
        headers = {"Vary": _VARY, "Cache-Control": "no-cache", "ETag": tag}
        if is_fresh(request, tag):
            return Response(status_code=304, headers=headers)
        body = written(describe_service(at, self._service.graphs()), chosen.format.name)
        return Response(body, headers={**headers, "Content-Type": chosen.content_type})

    async def _form(self, request: Request, asked: Asked) -> Response:
        if self._page is not None:
            made = self._page(request)
            return await made if isawaitable(made) else made
        lang = accepted_language(request.headers.get("accept-language"), asked.lang)
        formats = tuple(dict.fromkeys((*TABLES, *GRAPHS)))
        page = form_page(lang, formats, list(self._service.graphs().items()))
        headers = {"Vary": f"{_VARY}, Accept-Language", "Cache-Control": "no-cache"}
        return html(page, lang, headers=headers)


def _not_kept(headers: dict[str, str]) -> None:
    """Say that an answer may be another one the next time."""
    headers.pop("ETag", None)
    headers["Cache-Control"] = "no-store"


def _header_safe(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()[:500]

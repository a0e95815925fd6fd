"""Making HTTP answers of what was found: bodies, headers, validators, and the words of errors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from .child import Answer
from .errors import ProblemError
from .negotiation import accepted_language, prefers_html
from .pages import HTML_POLICY, problem_page

__all__ = [
    "ClientGoneError",
    "body_of",
    "html",
    "is_fresh",
    "problem_response",
    "read_body",
    "unless_gone",
    "whole",
]

T = TypeVar("T")

_STREAMED_FROM = 2**18
_PIECE = 2**16
_AT_ONCE = 0.1  # seconds


class ClientGoneError(Exception):
    """Nobody waits for the answer any more."""


def whole(answer: Answer, content_type: str, headers: Mapping[str, str]) -> Response:
    """Return an answer with its length; a long one is read piece by piece as it is sent."""
    sent = {**headers, "Content-Type": content_type, "Content-Length": str(answer.size)}
    if answer.size < _STREAMED_FROM:
        return Response(answer.whole(), headers=sent)
    return StreamingResponse(body_of(answer), headers=sent)


async def body_of(answer: Answer) -> AsyncIterator[bytes]:
    """Yield the bytes of an answer and let go of it."""
    with answer.body as body:
        body.seek(0)
        while piece := body.read(_PIECE):
            yield piece


def html(page: str, lang: str, *, status: int = 200, headers: Mapping[str, str]) -> Response:
    """Return one of the endpoint's own pages."""
    policy = {"Content-Security-Policy": HTML_POLICY, "Content-Language": lang}
    kind = "text/html; charset=utf-8"
    return Response(page, status_code=status, media_type=kind, headers={**headers, **policy})


def is_fresh(request: Request, tag: str) -> bool:
    """Return whether the client has this very answer already (RFC 9110, 13.1.2)."""
    known = request.headers.get("if-none-match", "")
    bare = tag.removeprefix("W/")
    sent = {each.strip().removeprefix("W/") for each in known.split(",")}
    return request.method in ("GET", "HEAD") and (bare in sent or "*" in sent)


def problem_response(request: Request, problem: ProblemError) -> Response:
    """Return an error as JSON; as a page with the same words to a browser."""
    lang = accepted_language(
        request.headers.get("accept-language"), request.query_params.get("lang")
    )
    headers = {
        **problem.headers(),
        "Cache-Control": "no-store",
        "Vary": "Accept, Accept-Language",
        "Content-Language": lang,
    }
    if prefers_html(request.headers.get("accept")):
        return html(problem_page(problem, lang), lang, status=problem.status, headers=headers)
    kind = "application/json"
    return Response(problem.body(lang), problem.status, media_type=kind, headers=headers)


async def read_body(request: Request, most: int) -> bytes:
    """Return the body of a request; ProblemError once it has more bytes than it may."""
    said = request.headers.get("content-length", "0")
    body = bytearray()
    if said.isdigit() and int(said) > most:
        raise ProblemError("too_long", limit=f"{most:,}")
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise ProblemError("too_long", limit=f"{most:,}")
    return bytes(body)


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """Return what some work gives; end it, and raise ClientGoneError, once the client has gone.

    Work that is done at once is not watched over: that would take longer than most answers.
    """
    me, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert me is not None
    watch = _Watch(request, me)
    timer = loop.call_later(_AT_ONCE, watch.begin)
    try:
        return await work
    except asyncio.CancelledError:
        if not watch.is_gone:
            raise
        me.uncancel()
        raise ClientGoneError from None
    finally:
        timer.cancel()
        watch.end()


class _Watch:
    """Cancels a task when the client of its request has gone."""

    def __init__(self, request: Request, task: asyncio.Task[Any]) -> None:
        self.is_gone = False
        self._request = request
        self._task = task
        self._watching: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._watching = asyncio.create_task(self._watch())

    def end(self) -> None:
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self.is_gone = True
        self._task.cancel()

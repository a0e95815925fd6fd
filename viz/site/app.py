"""The site behind a server: Starlette routes around :class:`Site`."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from .content import Answer
from .site import Site
from .words import LANGUAGES

__all__ = ["CONTENT_SECURITY_POLICY", "site_routes"]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing is loaded from elsewhere, and nothing inline runs."""

_STATIC = Path(__file__).parent.with_name("static")


def site_routes(site: Callable[[], Site]) -> Sequence[BaseRoute]:
    """Return the routes of the pages and of their style sheets and scripts.

    ``site`` returns the site over the store as it is now; it is called at every request, in a
    thread, and may answer from memory.
    """

    remembered = Remembered()

    async def page(request: Request) -> Response:
        return await run_in_threadpool(_answered, site, remembered, request)

    async def entrance(request: Request) -> Response:
        return RedirectResponse(f"/{_language(request)}/", status_code=302)

    return (
        Route("/", entrance, methods=["GET"]),
        *(Route(f"/{lang}", _slash(lang), methods=["GET"]) for lang in LANGUAGES),
        *(Route(f"/{lang}/{{path:path}}", page, methods=["GET"], name=lang) for lang in LANGUAGES),
        Mount("/static", StaticFiles(directory=_STATIC), name="static"),
    )


class Remembered:
    """Pages that were made before, by the name of their state; the oldest are forgotten first."""

    def __init__(self, most: int = 64 * 1024 * 1024) -> None:
        """``most`` is how many bytes of pages are kept."""
        self._most = most
        self._size = 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def answer(self, name: str, make: Callable[[], Answer]) -> Answer:
        """Return what a name stands for, made now if it is not known."""
        with self._lock:
            if name in self._answers:
                self._answers.move_to_end(name)
                return self._answers[name]
        made = make()
        with self._lock:
            if name not in self._answers:
                self._answers[name] = made
                self._size += len(made.body)
            while self._size > self._most:
                self._size -= len(self._answers.popitem(last=False)[1].body)
        return made


def _slash(lang: str) -> Callable[[Request], RedirectResponse]:
    def redirect(request: Request) -> RedirectResponse:
        return RedirectResponse(f"/{lang}/", status_code=308)

    return redirect


def _answered(site: Callable[[], Site], remembered: Remembered, request: Request) -> Response:
    here = site()
    lang, path = request.url.path.strip("/").partition("/")[0], request.path_params["path"]
    tag = _tag(here, request)
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-cache",
        "ETag": tag,
    }
    if tag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        query.setdefault(name, []).append(value)
    answer = remembered.answer(tag, lambda: here.answer(lang, path, query))
    if answer.status != 200:
        del headers["ETag"]
    return Response(
        answer.body,
        status_code=answer.status,
        media_type=answer.media_type,
        headers={**headers, **answer.headers},
    )


def _tag(site: Site, request: Request) -> str:
    """Return the name of this state of a page: it changes with the store, program and address."""
    known = site.known
    named = f"{known.build} {known.version} {request.url.path}?{request.url.query}"
    return f'"{hashlib.sha256(named.encode()).hexdigest()[:32]}"'


def _language(request: Request) -> str:
    """Return the language that a browser prefers, of those the site has; else the first."""
    asked = request.headers.get("accept-language", "")
    ranked = []
    for place, part in enumerate(asked.split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), place, tag.lower().partition("-")[0]))
        except ValueError:
            continue
    return next((tag for _, _, tag in sorted(ranked) if tag in LANGUAGES), LANGUAGES[0])

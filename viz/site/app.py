"""The site behind a server: Starlette routes around :class:`~kavshiri.viz.site.site.Site`."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kavshiri.graph.store import OpenStore
from kavshiri.queries.cited import cells_of
from kavshiri.queries.library import questions

from .content import Answer
from .links import page_of
from .render import MENU
from .shelf import is_small
from .site import Site
from .words import LANGUAGES

__all__ = ["CONTENT_SECURITY_POLICY", "STATIC", "Pages", "Remembered"]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing is loaded from elsewhere, and nothing inline runs."""

_BUSIEST = 10  # bodies whose pages are made before they are asked for

STATIC = Path(__file__).parent.with_name("static")
"""Style sheets, scripts and pictures of the site."""


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


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of the site behind Starlette.

    ``site`` returns the site over the store as it is now; it is called at every request, in a
    thread.
    """

    site: Callable[[], Site]
    remembered: Remembered = field(default_factory=Remembered)

    def routes(self) -> Sequence[BaseRoute]:
        """Return the routes of the pages and of their style sheets and scripts."""
        return (
            Route("/", _entrance, methods=["GET"]),
            *(Route(f"/{lang}", _slash, methods=["GET"]) for lang in LANGUAGES),
            *(Route(f"/{lang}/{{path:path}}", self._page, methods=["GET"]) for lang in LANGUAGES),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        )

    def warm(self) -> None:
        """Make what is dear before anybody asks for it.

        The pages of the menu, questions, plans and documents; those of the busiest bodies, which
        are the longest; and one of each other kind, for the first of a kind takes three times as
        long.
        """
        here = self.site()
        here.known.networks.warm()
        assert here.known.finder is not None
        assert here.known.scores is not None
        store = here.known.store
        if isinstance(store, OpenStore) and is_small(store):
            cells_of(store, here.known.plans.activities)
        asked_for = [f"questions/{name}" for name in questions()]
        for path in ("", *MENU, *_first(here), *_busiest(here), *_things(here), *asked_for):
            for lang in LANGUAGES:
                page, _, asked = path.partition("?")
                self._remember(here, lang, page, asked)
        here.known.networks.warm()
        gc.collect()
        gc.freeze()  # what is kept needs no looking through: that made pages wait for 0.1 s

    async def _page(self, request: Request) -> Response:
        return await run_in_threadpool(self._answered, request)

    def _answered(self, request: Request) -> Response:
        here, asked = self.site(), request.url.query
        lang, path = request.url.path.strip("/").partition("/")[0], request.path_params["path"]
        tag = _tag(here, lang, path, asked)
        headers = {
            "Content-Security-Policy": CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cache-Control": "no-cache",
            "ETag": tag,
        }
        if tag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=headers)
        answer = self._remember(here, lang, path, asked)
        if answer.status != 200:
            del headers["ETag"]
        return Response(
            answer.body,
            status_code=answer.status,
            media_type=answer.media_type,
            headers={**headers, **answer.headers},
        )

    def _remember(self, here: Site, lang: str, path: str, asked: str) -> Answer:
        query: dict[str, list[str]] = {}
        for name, value in parse_qsl(asked, keep_blank_values=True):
            query.setdefault(name, []).append(value)
        state = _tag(here, lang, path, asked)
        return self.remembered.answer(state, lambda: here.answer(lang, path, query))


def _things(here: Site) -> Iterator[str]:
    """Yield the paths of the plans and the documents."""
    known = here.known
    for iri in (*known.plans.plans, *known.documents):
        yield page_of(iri, known.base) or ""


def _first(here: Site) -> Iterator[str]:
    """Yield the paths of the picture on the home page, a search, an activity and a donor."""
    known, activities = here.known, list(here.known.plans.activities.values())
    yield "pictures/network.svg"
    yield "search?q=a"
    for activity in activities[:1]:
        yield known.page_of(activity.iri) or ""
    for donor in islice((body for each in activities for body in each.bodies("donor")), 1):
        yield f"donors/{_slug(here, donor)}"


def _busiest(here: Site) -> Iterator[str]:
    """Yield the paths of those who take part in the most activities, and what if they drop out."""
    works = Counter(body for a in here.known.plans.activities.values() for body in a.bodies())
    for body in sorted(works, key=lambda body: (-works[body], body))[:_BUSIEST]:
        yield f"organisations/{_slug(here, body)}"
        yield f"what-if?without={_slug(here, body)}"


def _slug(here: Site, organisation: str) -> str:
    return organisation.removeprefix(f"{here.known.base}organisation/")


async def _entrance(request: Request) -> Response:
    return RedirectResponse(f"/{_language(request)}/", status_code=302)


async def _slash(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/", status_code=308)


def _tag(site: Site, lang: str, path: str, query: str) -> str:
    """Return the name of this state of a page: it changes with the store, program and address.

    It is a weak one, since an answer may be compressed on its way.
    """
    known = site.known
    named = f"{known.build} {known.version} {lang}/{path}?{query}"
    return f'W/"{hashlib.sha256(named.encode(errors="surrogatepass")).hexdigest()[:32]}"'


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

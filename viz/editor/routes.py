"""The editor behind a server: a Starlette request in, the page with its headers out."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from kavshiri.queries.endpoint.negotiation import accepted_language
from kavshiri.queries.endpoint.replies import is_fresh
from kavshiri.viz.site.app import CONTENT_SECURITY_POLICY

from .page import Surroundings, editor_page

__all__ = ["editor_answer"]


def editor_answer(request: Request, place: Surroundings | None = None) -> Response:
    """Return the page for a request: ``lang`` and ``example`` of its address are heard.

    Without ``lang`` the language is the one that the browser prefers; a page that the browser
    already has is not sent again (304).
    """
    heard = request.query_params
    lang = accepted_language(request.headers.get("accept-language"), heard.get("lang"))
    page = editor_page(lang, example=heard.get("example", ""), place=place).encode()
    tag = f'W/"{hashlib.sha256(page).hexdigest()[:32]}"'
    headers = {
        "Cache-Control": "no-cache",
        "Content-Language": lang,
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "ETag": tag,
        "Referrer-Policy": "same-origin",
        "Vary": "Accept, Accept-Language",
        "X-Content-Type-Options": "nosniff",
    }
    if is_fresh(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(page, media_type="text/html; charset=utf-8", headers=headers)

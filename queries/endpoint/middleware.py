"""What every answer carries: that any page may read it, and that no browser may guess about it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CommonHeaders"]

_EXPOSED = (
    "ETag, Link, Retry-After, Content-Language, Kavshiri-Rows, Kavshiri-Build, "
    "Kavshiri-Unknown-Functions"
)
_ALWAYS = {
    "Access-Control-Allow-Origin": "*",  # and no credentials: there are none
    "Access-Control-Expose-Headers": _EXPOSED,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class CommonHeaders:
    """Adds the headers to every answer that does not have them, and answers OPTIONS."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it where it only asks what is allowed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["method"] == "OPTIONS":
            await _allowed(sent)
        else:
            await self._app(scope, receive, sent)


async def _allowed(send: Send) -> None:
    headers = {**_PREFLIGHT, "Allow": _PREFLIGHT["Access-Control-Allow-Methods"]}
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 204, "headers": raw})
    await send({"type": "http.response.body", "body": b""})

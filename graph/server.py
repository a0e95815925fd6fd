"""Talking to a SPARQL server: where it is, who asks, and its refusals in words.

User and password come from the environment (``KAVSHIRI_USER``, ``KAVSHIRI_PASSWORD``) and are sent
only to the server that asks for them, as Basic or Digest (RFC 7617, RFC 7616); no message holds the
password. ``KAVSHIRI_TIMEOUT`` is how many seconds one answer may take. Requests are not redirected:
a form that is sent on becomes an empty GET, and a password would go to another place.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPException
from ipaddress import ip_address
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from kavshiri.graph.login import Challenge, Login, challenge_of
from kavshiri.graph.questions import Text
from kavshiri.graph.refusals import reason_in, refusal, unreached
from kavshiri.ontology.errors import StoreError

__all__ = ["Reply", "Server", "ServerError"]

PATIENCE = 120.0
"""Seconds to wait for one answer where ``KAVSHIRI_TIMEOUT`` does not say."""


class ServerError(StoreError):
    """A server cannot be reached, or refuses. ``status`` is None where it did not answer.

    ``reason`` holds the server's own words, if it gave any.
    """

    def __init__(
        self, address: str, told: Text, *, status: int | None = None, reason: str = ""
    ) -> None:
        self.address = address
        self.status = status
        self.reason = reason
        super().__init__(f"{address}: {told.en}")
        self.message_ka = f"{address}: {told.ka}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered. Names of ``headers`` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type of the body without its parameters, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Server:
    """A server at one address. Login and timeout (seconds) are the environment's if not given."""

    def __init__(
        self, address: str, *, login: Login | None = None, timeout: float | None = None
    ) -> None:
        """Take an address; StoreError for one that is none, or that shows a password."""
        self.address = _checked(address)
        self.login = login or Login.from_environment()
        self.timeout = _patience() if timeout is None else timeout
        self._challenge: Challenge | None = None

    def at(self, address: str) -> Server:
        """Return the server behind another address, with the same login and patience."""
        return Server(address, login=self.login, timeout=self.timeout)

    def send(self, request: Request) -> Reply:
        """Return the answer to a request, completely read; ServerError where there is no good one.

        A challenge is answered once, and kept for the requests that follow: a large request need
        not be sent twice.
        """
        try:
            return self._reply(request)
        except HTTPError as error:
            with error:
                raise self._refused(error) from None
        except URLError as error:
            raise ServerError(self.address, unreached(error.reason, self.timeout)) from None
        except (HTTPException, OSError) as error:
            raise ServerError(self.address, unreached(error, self.timeout)) from None

    def _reply(self, request: Request) -> Reply:
        self._show_credentials(request)
        try:
            return self._answer(request)
        except HTTPError as error:
            if error.code != 401 or not self.login:
                raise
            self._challenge = challenge_of(error.headers.get_all("WWW-Authenticate", []))
            if not self._challenge:
                raise
            error.close()
        self._show_credentials(request)
        return self._answer(request)

    def _show_credentials(self, request: Request) -> None:
        if self.login and self._challenge:
            shown = self._challenge.credentials(self.login, request.get_method(), request.selector)
            as_bytes = shown.encode("utf-8").decode("latin-1")  # what a header is written from
            request.add_unredirected_header("Authorization", as_bytes)

    def _answer(self, request: Request) -> Reply:
        with self._opener.open(request, timeout=self.timeout) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Reply(answer.status, headers, answer.read())

    @cached_property
    def _opener(self) -> OpenerDirector:
        is_near = _is_this_machine(urlsplit(self.address).hostname or "")
        return build_opener(_NoRedirects, *([ProxyHandler({})] if is_near else []))

    def _refused(self, error: HTTPError) -> ServerError:
        reason = reason_in(error.headers.get("Content-Type", ""), _body_of(error))
        told = refusal(
            error.code,
            reason or str(error.reason),
            user=self.login.user if self.login else None,
            target=error.headers.get("Location"),
        )
        return ServerError(self.address, told, status=error.code, reason=reason)


def _checked(address: str) -> str:
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StoreError(
            f"{parts.scheme}://{parts.hostname or ''} is no address of a SPARQL server; "
            "it begins with http:// or https:// and a name"
        )
    if parts.username is not None or parts.password is not None:
        raise StoreError(
            f"{parts.hostname}: others can see a password in an address; leave it out, "
            "and set KAVSHIRI_USER and KAVSHIRI_PASSWORD"
        )
    return parts._replace(fragment="").geturl()


def _patience() -> float:
    text = os.environ.get("KAVSHIRI_TIMEOUT", "")
    try:
        seconds = float(text) if text else PATIENCE
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise StoreError(f"KAVSHIRI_TIMEOUT is {text!r}; set it to a number of seconds, such as 60")
    return seconds


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _body_of(error: HTTPError) -> bytes:
    """Return the beginning of what came with a refusal; nothing where it breaks off."""
    try:
        return error.read(100_000)
    except (OSError, HTTPException):
        return b""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object, **_named: object) -> None:
        return None

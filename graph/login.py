"""Who asks a server, and the answer to its challenge: Basic (RFC 7617) or Digest (RFC 7616)."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from kavshiri.ontology.errors import StoreError

__all__ = ["Challenge", "Login", "challenge_of"]

_USER, _PASSWORD = "KAVSHIRI_USER", "KAVSHIRI_PASSWORD"

_PART = re.compile(
    r'\s*,?\s*(?P<word>[\w-]+)(?:\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s,"]+)))?'
)
_HASHES: Mapping[str, Callable[[bytes], hashlib._Hash]] = {
    "SHA-256": hashlib.sha256,
    "MD5": hashlib.md5,
}


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks; the password is never shown."""

    user: str
    password: str = field(repr=False)

    @classmethod
    def from_environment(cls) -> Login | None:
        """Return the user and password that the environment names; None where it names none.

        StoreError where one of them cannot stand in a header.
        """
        user, password = (os.environ.get(name, "") for name in (_USER, _PASSWORD))
        for name, value in ((_USER, user), (_PASSWORD, password)):
            if not value.isprintable():
                raise StoreError(f"{name} holds a line break or the like; set it without")
        return cls(user, password) if user else None


@dataclass(slots=True)
class Challenge:
    """What a server wants to be shown: a scheme and its fields, in small letters.

    A nonce may be used again with the next number, so one challenge serves many requests.
    """

    scheme: str
    fields: Mapping[str, str]
    numbers: Iterator[int] = field(default_factory=lambda: count(1), repr=False)

    def credentials(self, login: Login, method: str, target: str) -> str:
        """Return the value of the header ``Authorization`` for one request.

        ``target`` is the path of the request with its query.

        >>> Challenge("basic", {}).credentials(Login("Aladdin", "open sesame"), "GET", "/")
        'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='
        """
        if self.scheme == "basic":
            pair = f"{login.user}:{login.password}".encode()
            return f"Basic {base64.b64encode(pair).decode('ascii')}"
        return self._digest(
            login, method, target, f"{next(self.numbers):08x}", secrets.token_hex(8)
        )

    def _digest(self, login: Login, method: str, target: str, number: str, client: str) -> str:
        realm, nonce = self.fields.get("realm", ""), self.fields.get("nonce", "")
        secret = self._hash(login.user, realm, login.password)
        request = self._hash(method, target)
        shown = {"username": login.user, "realm": realm, "nonce": nonce, "uri": target}
        if "qop" in self.fields:
            shown["response"] = self._hash(secret, nonce, number, client, "auth", request)
            shown["cnonce"] = client
        else:
            shown["response"] = self._hash(secret, nonce, request)
        if "opaque" in self.fields:
            shown["opaque"] = self.fields["opaque"]
        quoted = [f'{name}="{_escaped(value)}"' for name, value in shown.items()]
        bare = [f"algorithm={self._algorithm}"]
        bare += ["qop=auth", f"nc={number}"] if "qop" in self.fields else []
        return f"Digest {', '.join(quoted + bare)}"

    @property
    def _algorithm(self) -> str:
        return self.fields.get("algorithm", "MD5").upper()

    def _hash(self, *parts: str) -> str:
        return _HASHES[self._algorithm](":".join(parts).encode()).hexdigest()


def challenge_of(headers: Iterable[str]) -> Challenge | None:
    """Return the best challenge in some ``WWW-Authenticate`` headers that can be answered.

    Digest is better than Basic, which shows the password; None where neither is offered.

    >>> challenge_of(['Negotiate, Basic realm="x"', 'Digest realm="y", nonce="1", qop="auth"'])
    Challenge(scheme='digest', fields={'realm': 'y', 'nonce': '1', 'qop': 'auth'})
    """
    known = [each for header in headers for each in _challenges(header) if _can_answer(each)]
    return min(known, key=lambda each: each.scheme != "digest", default=None)


def _challenges(header: str) -> Iterator[Challenge]:
    scheme, fields = "", dict[str, str]()
    for part in _PART.finditer(header):
        value = part["quoted"] if part["quoted"] is not None else part["bare"]
        if value is not None:
            fields[part["word"].lower()] = re.sub(r"\\(.)", r"\1", value)
            continue
        if scheme:
            yield Challenge(scheme, fields)
        scheme, fields = part["word"].lower(), {}
    if scheme:
        yield Challenge(scheme, fields)


def _can_answer(challenge: Challenge) -> bool:
    if challenge.scheme == "basic":
        return True
    offered = re.split(r"[\s,]+", challenge.fields.get("qop", "auth").lower())
    algorithm = challenge.fields.get("algorithm", "MD5").upper()
    return challenge.scheme == "digest" and algorithm in _HASHES and "auth" in offered


def _escaped(value: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", value)

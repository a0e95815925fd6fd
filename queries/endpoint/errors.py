"""What the endpoint says when it does not answer: one kind of error, in one shape.

KavshiriError
├── ProblemError         a request that gets no answer: a status, and words in both languages
└── ServingError (OSError)   the server cannot start: the port is taken, the address is not ours

Every answer of the endpoint that is an error has this body, and its HTTP status is the same::

    {"error": {"status": 504, "kind": "too_slow", "title": "…", "message": "…", "next": "…"}}
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kavshiri.ontology.errors import KavshiriError

__all__ = ["LANGUAGES", "KavshiriError", "ProblemError", "ServingError", "kinds"]

LANGUAGES = ("ka", "en")


class ServingError(KavshiriError, OSError):
    """The server cannot start; both messages end in what to do."""

    def __init__(self, message: str, message_ka: str) -> None:
        super().__init__(message)
        self.message_ka = message_ka


class ProblemError(KavshiriError):
    """A request that gets no answer. ``kind`` is one of :func:`kinds`; ``fields`` fill its words.

    >>> problem = ProblemError("too_slow", limit="30")
    >>> problem.status, problem.words("en")["title"]
    (504, 'The time is up')
    """

    def __init__(self, kind: str, **fields: object) -> None:
        self.kind = kind
        self.fields = {name: str(value) for name, value in fields.items()}
        self.status = int(kinds()[kind]["status"])
        super().__init__(self.words("en")["message"])
        self.message_ka = self.words("ka")["message"]

    def words(self, lang: str) -> dict[str, str]:
        """Return title, message and next step in a language."""
        told = kinds()[self.kind]
        return {
            name: _ended(told[name][lang].format_map(self.fields))
            for name in ("title", "message", "next")
        }

    def body(self, lang: str = "en") -> bytes:
        """Return the JSON that is sent."""
        error = {"status": self.status, "kind": self.kind, **self.words(lang)}
        return json.dumps({"error": error}, ensure_ascii=False, indent=1).encode() + b"\n"

    def headers(self) -> dict[str, str]:
        """Return the HTTP headers that belong to the error, besides its type."""
        match self.kind:
            case "busy":
                return {"Retry-After": self.fields["seconds"]}
            case "method":
                return {"Allow": self.fields["allowed"]}
        return {}


def _ended(text: str) -> str:
    """Return a sentence that ends in one full stop, though its detail may have brought its own."""
    return f"{text.rstrip('.')}." if text.endswith("..") else text


@cache
def kinds() -> Mapping[str, Any]:
    """Return the kinds of problems: status, title, message and next step of each."""
    file = Path(__file__).with_name("problems.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))

"""What a server's refusal says to a person: the status in words, and the server's own reason."""

from __future__ import annotations

import html
import json
import re
import socket
from contextlib import suppress

from kavshiri.graph.questions import Text

__all__ = ["reason_in", "refusal", "unreached"]

_NAMES = "KAVSHIRI_USER and KAVSHIRI_PASSWORD"
_NAMES_KA = "KAVSHIRI_USER და KAVSHIRI_PASSWORD"

_LONGEST = 300  # characters
_UNSEEN = re.compile(r"<(script|style|title)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_USUAL_PLACES = (
    "/query (Oxigraph), /sparql (Virtuoso, Neptune), /DATASET/sparql (Fuseki), "
    "/repositories/NAME (GraphDB)"
)
_NOBODY = Text(
    ka="აქ არავინ პასუხობს; გაუშვით სერვერი ან გადაამოწმეთ მისამართი",
    en="nothing answers there; start the server, or see that the address is right",
)
_NO_SUCH_MACHINE = Text(
    ka="ასეთი სახელის მანქანა უცნობია; გადაამოწმეთ მისამართი",
    en="no machine of this name is known; see that the address is right",
)


def unreached(cause: object, seconds: float) -> Text:
    """Return in words why no answer came, from what the system says; and what to do.

    ``seconds`` is how long it was waited for.
    """
    match cause:
        case TimeoutError():
            return Text(
                ka=f"{seconds:g} წამში პასუხი არ მოვიდა; იკითხეთ ნაკლები ან მიეცით მეტი დრო "
                "ცვლადით KAVSHIRI_TIMEOUT (წამები)",
                en=f"no answer within {seconds:g} seconds; ask for less, or give it more time "
                "with KAVSHIRI_TIMEOUT (seconds)",
            )
        case ConnectionRefusedError():
            return _NOBODY
        case socket.gaierror():
            return _NO_SUCH_MACHINE
    said = str(cause) or type(cause).__name__
    return Text(
        ka=f"კავშირი გაწყდა ({said}); სცადეთ კიდევ ერთხელ",
        en=f"the connection broke off ({said}); try again",
    )


def refusal(status: int, reason: str, *, user: str | None, target: str | None) -> Text:
    """Return in words why a server would not answer, and what to do.

    ``user`` is who asked, None if nobody was named; ``target`` where the server sends on to.
    """
    said = f" ({status}: {reason})" if reason else f" ({status})"
    match status:
        case 401 | 403 if user is None:
            ka = f"საჭიროა მომხმარებელი და პაროლი{said}; მიუთითეთ {_NAMES_KA}"
            en = f"it wants a user and a password{said}; set {_NAMES}"
        case 401:
            ka = f"მომხმარებელს {user!r} არ უშვებს{said}; გადაამოწმეთ {_NAMES_KA}"
            en = f"it does not let in the user {user!r}{said}; see that {_NAMES} are right"
        case 403:
            ka = f"მომხმარებელს {user!r} ამის უფლება არ აქვს{said}; მოითხოვეთ ეს უფლება"
            en = f"the user {user!r} may not do this{said}; ask for the right to"
        case 404 | 405 | 410:
            ka = f"ამ მისამართზე SPARQL-ის სერვისი არ არის; ხშირად აქ არის: {_USUAL_PLACES}{said}"
            en = f"no SPARQL endpoint is at this address; they are often at {_USUAL_PLACES}{said}"
        case 408 | 429 | 503 | 504:
            ka = f"სერვერი დაკავებულია ან დრო არ ეყო{said}; სცადეთ კიდევ ან იკითხეთ ნაკლები"
            en = f"it is too busy, or took too long{said}; try again, or ask for less"
        case _ if 300 <= status < 400:
            ka = f"გადამისამართება: {target or 'სხვაგან'} ({status}); მიუთითეთ ის მისამართი"
            en = f"it sends on to {target or 'another place'} ({status}); give that address"
        case _ if status < 500:
            ka, en = f"მოთხოვნას არ იღებს{said}", f"it refuses the request{said}"
        case _:
            ka, en = f"სერვერის შეცდომა{said}", f"it failed{said}"
    return Text(ka=ka, en=en)


def reason_in(content_type: str, body: bytes) -> str:
    r"""Return the reason that the body of a refusal holds, on one line; empty if there is none.

    Virtuoso says the query again after its reason: that is left out.

    >>> reason_in("text/plain", b"Virtuoso 37000 Error SP030: syntax error\n\nSPARQL query:\nASK")
    'Virtuoso 37000 Error SP030: syntax error'
    >>> reason_in("application/problem+json", b'{"title": "Bad", "detail": "no such graph"}')
    'no such graph'
    """
    text = body.decode("utf-8", errors="replace")
    if "json" in content_type:
        text = _message_in(text)
    elif "html" in content_type or text.lstrip()[:1] == "<":
        text = html.unescape(_UNSEEN.sub(" ", text))
    line = " ".join(text.partition("SPARQL query:")[0].split())
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line


def _message_in(text: str) -> str:
    """Return what a JSON object says under one of the usual names; the text itself if nothing."""
    with suppress(ValueError):
        content = json.loads(text)
        if isinstance(content, dict):
            for name in ("detail", "message", "detailedMessage", "exception", "error", "title"):
                if isinstance(content.get(name), str):
                    return str(content[name])
    return text

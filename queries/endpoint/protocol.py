"""Reading a request by the SPARQL 1.1 Protocol (section 2.1): what is asked, of which graphs.

Nothing here knows of a server: it takes what a request consists of.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import parse_qsl

from .errors import ProblemError

__all__ = ["Asked", "read_request"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_FORMAT_NAMES = ("format", "output")
_MOST_PARAMETERS = 1_000

_Parameters = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks. ``query`` is None where it asks about the endpoint itself.

    ``default_graphs`` and ``named_graphs`` are those of the protocol, which stand in place of the
    query's own ``FROM``; both are None where the protocol names none.
    """

    query: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    format: str | None = None
    lang: str | None = None


def read_request(
    method: str, query_string: bytes, content_type: str | None = None, body: bytes = b""
) -> Asked:
    """Return what a GET (or HEAD) or POST asks.

    A POST may also name its graphs in the address. Raises ProblemError for whatever the protocol
    does not allow, and for updates.
    """
    parameters = _decoded(query_string)
    if method == "POST":
        kind = _media_type(content_type)
        if kind == _UPDATE:
            raise ProblemError("update")
        if kind == _QUERY:
            parameters["query"].append(_text(body))
        elif kind == _FORM:
            for name, values in _decoded(body).items():
                parameters[name] += values
        else:
            raise ProblemError("media_type", found=content_type or "—")
    return _asked(parameters, must_ask=method == "POST")


def _asked(parameters: _Parameters, *, must_ask: bool) -> Asked:
    queries, updates = parameters["query"], parameters["update"]
    if queries and updates:
        raise ProblemError("query_and_update")
    if updates:
        raise ProblemError("update")
    if len(queries) > 1:
        raise ProblemError("two_queries", name="query", number=len(queries))
    if must_ask and not queries:
        raise ProblemError("no_query")
    default, named = parameters["default-graph-uri"], parameters["named-graph-uri"]
    has_dataset = bool(default or named)
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=tuple(default) if has_dataset else None,
        named_graphs=tuple(named) if has_dataset else None,
        format=next((parameters[n][0] for n in _FORMAT_NAMES if parameters[n]), None),
        lang=next(iter(parameters["lang"]), None),
    )


def _media_type(content_type: str | None) -> str:
    """Return the media type of a body; ProblemError where it is said not to be UTF-8."""
    kind, *parameters = (part.strip() for part in (content_type or "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        charset = value.strip().strip('"').lower()
        if name.strip().lower() == "charset" and charset not in ("utf-8", "utf8", "us-ascii"):
            raise ProblemError("charset", found=value.strip()[:50])
    return kind.lower()


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProblemError("not_text") from None


def _decoded(form: bytes) -> _Parameters:
    """Return the values of a form by name, each in the order they were sent."""
    found: _Parameters = defaultdict(list)
    try:
        pairs = parse_qsl(
            form.decode(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise ProblemError("not_text") from None
    except ValueError:
        raise ProblemError("too_long", limit=_MOST_PARAMETERS) from None
    for name, value in pairs:
        found[name].append(value)
    return found

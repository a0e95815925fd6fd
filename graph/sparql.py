"""What must be known of a query before the engine may see it, told from its tokens.

The engine's parser ends the process on deep nesting, its evaluation really calls the services that
a query names, and its union of graphs silently overrides ``FROM``. So a query is cut into tokens
first: strings, IRIs and comments are passed over and everything else is looked at. What is told
here holds for the engine only if it is given the text of :func:`kavshiri.graph.tokens.unambiguous`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from kavshiri.graph.tokens import Token, iri_of, tokens, unescaped
from kavshiri.ontology.errors import QueryError

__all__ = [
    "DEEPEST",
    "LONGEST",
    "Dataset",
    "dataset_of",
    "form_of",
    "is_volatile",
    "require_no_service",
    "require_no_update",
    "require_safe",
    "require_shallow",
    "with_graphs_for_services",
]

DEEPEST = 100
"""Brackets within brackets. The engine was seen to live through 1,000 and to die of 5,000."""

LONGEST = 2_000
"""Operators and clauses in one query. It lived through chains of 5,000 ``+`` or 1,000 BIND."""

_SERVICE = re.compile("SERVICE", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_VOLATILE = frozenset(("NOW", "RAND", "UUID", "STRUUID"))
_LINKS = frozenset(
    ("UNION", "OPTIONAL", "FILTER", "BIND", "MINUS", "GRAPH", "EXISTS", "VALUES", "SELECT")
)
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_PASSED_OVER = frozenset(("comment", "string", "language"))


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query names with ``FROM`` and ``FROM NAMED``."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def graphs(self) -> tuple[str, ...]:
        """All of them."""
        return self.default + self.named

    def __bool__(self) -> bool:
        return bool(self.graphs)


def require_safe(text: str) -> None:
    """Raise QueryError for an update, a call to a service, and what would overwhelm the engine."""
    require_no_update(text)
    require_no_service(text)
    require_shallow(text)


def require_no_update(text: str) -> None:
    """Raise QueryError for a text that begins as an update does."""
    for reading in _readings(text):
        _require_question(reading)


def require_no_service(text: str) -> None:
    """Raise QueryError for a query that calls a service."""
    for reading in _readings(text):
        _require_no_service(reading)


def require_shallow(text: str) -> None:
    """Raise QueryError for nesting and length that the engine's parser would not survive."""
    for reading in _readings(text):
        _require_shallow(reading)


def form_of(text: str) -> str | None:
    r"""Return the form of a query: SELECT, ASK, CONSTRUCT, DESCRIBE; None where it has none.

    >>> form_of("PREFIX ask: <x:SELECT> # ASK\nDescribe ask:it")
    'DESCRIBE'
    """
    words = (token.text.upper() for token in _looked_at(text) if token.kind == "word")
    return next((word for word in words if word in _FORMS), None)


def is_volatile(text: str) -> bool:
    """Return whether a query may give another answer on the same data: it asks time or chance."""
    return any(t.kind == "word" and t.text.upper() in _VOLATILE for t in _looked_at(text))


def with_graphs_for_services(text: str) -> str:
    """Return a query with GRAPH in place of SERVICE, which has the same grammar but stays here.

    It is for checking the grammar of a query that is then refused.

    >>> with_graphs_for_services("ASK { SERVICE silent ?x { } FILTER('SERVICE' = ?y) }")
    "ASK { GRAPH  ?x { } FILTER('SERVICE' = ?y) }"
    """
    parts, end, after_service = [], 0, False
    for token in tokens(text):
        if token.kind == "comment":
            continue
        calls = token.kind in ("word", "name") and _calls_service(token.text)
        written = _SERVICE.sub("GRAPH", token.text, count=1) if calls else token.text
        if after_service and token.text.upper() == "SILENT":
            written = ""
        parts += [text[end : token.start], written]
        end, after_service = token.start + len(token.text), calls
    return "".join(parts) + text[end:]


def dataset_of(text: str, prefixes: Mapping[str, str], base: str = "") -> Dataset:
    """Return the graphs named by the query's own dataset clause; empty if it has none.

    ``prefixes`` are those that hold where the query declares none of that name; ``base`` is what
    relative IRIs stand on until the query says otherwise. Raises QueryError for a name with an
    unknown prefix.
    """
    found = [(token.kind, token.text) for token in _looked_at(text)]
    known = dict(prefixes)
    default: list[str] = []
    named: list[str] = []
    for index, (kind, token) in enumerate(found):
        following = found[index + 1 : index + 3]
        match (kind, token.upper(), following):
            case ("word", "BASE", [("iri", iri), *_]):
                base = urljoin(base, iri_of(iri))
            case ("word", "PREFIX", [("name", name), ("iri", iri)]):
                known[name.partition(":")[0]] = urljoin(base, iri_of(iri))
            case ("word", "FROM", [("word", word), graph]) if word.upper() == "NAMED":
                named.append(_graph(graph, known, base))
            case ("word", "FROM", [graph, *_]):
                default.append(_graph(graph, known, base))
    return Dataset(tuple(default), tuple(named))


def _looked_at(text: str) -> Iterator[Token]:
    return (token for token in tokens(text) if token.kind not in _PASSED_OVER)


def _readings(text: str) -> Iterator[list[Token]]:
    """Yield the tokens of a text as it stands, and with its escapes read if it has some."""
    for form in dict.fromkeys((text, unescaped(text))):
        yield list(_looked_at(form))


def _require_question(reading: list[Token]) -> None:
    for index, token in enumerate(reading):
        if token.kind == "word" and token.text.upper() in _UPDATES:
            raise QueryError(
                f"{token.text.upper()} would change the store, which can only be asked; "
                "begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
            )
        if token.kind == "open" or index > 1_000:
            return


def _calls_service(token: str) -> bool:
    # A keyword may stand right after a number or a literal such as true, hence "in" and not "==".
    return "SERVICE" in token.partition(":")[0].upper()


def _require_no_service(reading: list[Token]) -> None:
    for token in reading:
        if token.kind in ("word", "name") and _calls_service(token.text):
            raise QueryError(
                f"{token.text!r}: a query may not call other services with SERVICE; "
                "load the other data first, or ask it there"
            )


def _require_shallow(reading: list[Token]) -> None:
    depth = links = 0
    for kind, text, _start in reading:
        depth += (kind == "open") - (kind == "close")
        links += kind == "operator" or (kind == "word" and text.upper() in _LINKS)
        if depth > DEEPEST:
            raise QueryError(f"brackets are nested more than {DEEPEST} deep; write it flatter")
        if links > LONGEST:
            raise QueryError(
                f"the query has more than {LONGEST} operators and clauses; "
                "list values with VALUES, or ask in portions"
            )


def _graph(token: tuple[str, str], prefixes: Mapping[str, str], base: str) -> str:
    kind, text = token
    if kind == "iri":
        return urljoin(base, iri_of(text))
    prefix, _, local = text.partition(":")
    if kind != "name" or prefix not in prefixes:
        raise QueryError(f"FROM must be followed by the IRI of a graph, not by {text!r}")
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)

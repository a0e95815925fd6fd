"""What must be known of a query before the engine may see it, told from its tokens.

The engine's parser ends the process on deep nesting, its evaluation really calls the services that
a query names, and its union of graphs silently overrides ``FROM``. So a query is cut into tokens
first: strings, IRIs and comments are passed over and everything else is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from kavshiri.ontology.errors import QueryError

__all__ = ["DEEPEST", "LONGEST", "Dataset", "dataset_of", "require_safe"]

DEEPEST = 100
"""Brackets within brackets. The engine was seen to live through 1,000 and to die of 5,000."""

LONGEST = 2_000
"""Operators and clauses in one query. It lived through chains of 5,000 ``+`` or 1,000 BIND."""

_TOKEN = re.compile(
    r"""
    (?P<comment>  \#[^\n\r]* )
  | (?P<iri>      <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<string>   \"{3} (?: [^"\\] | \\. | \"{1,2}(?!\") )* \"{3}
                | '{3} (?: [^'\\] | \\. | '{1,2}(?!') )* '{3}
                | " (?: [^"\\\n\r] | \\. )* "
                | ' (?: [^'\\\n\r] | \\. )* ' )
  | (?P<variable> [?$]\w+ )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name>     (?:[^\W\d_][\w.-]*)? : (?: [\w.:%-] | \\. )* )
  | (?P<word>     [^\W\d]\w* )
  | (?P<open>     [({\[] )
  | (?P<close>    [)}\]] )
  | (?P<operator> [-+*/|!^=<>&] )
  | (?P<escape>   \\. )
  | (?P<other>    \S )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LINKS = frozenset(
    ("UNION", "OPTIONAL", "FILTER", "BIND", "MINUS", "GRAPH", "EXISTS", "VALUES", "SELECT")
)
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)

Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query names with ``FROM`` and ``FROM NAMED``."""

    graphs: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.graphs)


def require_safe(text: str) -> None:
    """Raise QueryError for an update, a call to a service, and what would overwhelm the engine."""
    for form in dict.fromkeys((text, _unescaped(text))):
        tokens = list(_tokens(form))
        _require_question(tokens)
        _require_no_service(tokens)
        _require_shallow(tokens)


def dataset_of(text: str, prefixes: Mapping[str, str]) -> Dataset:
    """Return the graphs named by the query's own dataset clause; empty if it has none.

    ``prefixes`` are those that hold where the query declares none of that name. Raises QueryError
    for a name with an unknown prefix.
    """
    tokens = list(_tokens(text))
    known, base, graphs = dict(prefixes), "", []
    for index, (kind, token) in enumerate(tokens):
        following = tokens[index + 1 : index + 3]
        match (kind, token.upper(), following):
            case ("word", "BASE", [("iri", iri), *_]):
                base = urljoin(base, iri[1:-1])
            case ("word", "PREFIX", [("name", name), ("iri", iri)]):
                known[name.partition(":")[0]] = urljoin(base, iri[1:-1])
            case ("word", "FROM", [("word", word), named]) if word.upper() == "NAMED":
                graphs.append(_graph(named, known, base))
            case ("word", "FROM", [named, *_]):
                graphs.append(_graph(named, known, base))
    return Dataset(tuple(graphs))


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind not in ("comment", "string", "language"):
            yield kind, match[0]


def _unescaped(text: str) -> str:
    """Return the query with its ``\\u`` escapes read, as a parser may read them before all else."""
    return _ESCAPED.sub(lambda match: _character(int(match[1] or match[2], 16)), text)


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else "\N{REPLACEMENT CHARACTER}"


def _require_question(tokens: list[Token]) -> None:
    for index, (kind, token) in enumerate(tokens):
        if kind == "word" and token.upper() in _UPDATES:
            raise QueryError(
                f"{token.upper()} would change the store, which can only be asked; "
                "begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
            )
        if kind == "open" or index > 1_000:
            return


def _require_no_service(tokens: list[Token]) -> None:
    # A keyword may stand right after a number or a literal such as true, hence "in" and not "==".
    for kind, token in tokens:
        head = token.partition(":")[0] if kind == "name" else token
        if kind in ("word", "name") and "SERVICE" in head.upper():
            raise QueryError(
                f"{token!r}: a query may not call other services with SERVICE; "
                "load the other data first, or ask it there"
            )


def _require_shallow(tokens: list[Token]) -> None:
    depth = links = 0
    for kind, token in tokens:
        depth += (kind == "open") - (kind == "close")
        links += kind == "operator" or (kind == "word" and token.upper() in _LINKS)
        if depth > DEEPEST:
            raise QueryError(f"brackets are nested more than {DEEPEST} deep; write it flatter")
        if links > LONGEST:
            raise QueryError(
                f"the query has more than {LONGEST} operators and clauses; "
                "list values with VALUES, or ask in portions"
            )


def _graph(token: Token, prefixes: Mapping[str, str], base: str) -> str:
    kind, text = token
    if kind == "iri":
        return urljoin(base, text[1:-1])
    prefix, _, local = text.partition(":")
    if kind != "name" or prefix not in prefixes:
        raise QueryError(f"FROM must be followed by the IRI of a graph, not by {text!r}")
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)

"""The tokens of a SPARQL query, and the query written so that it can be read in one way only.

The grammar says that the longest token wins. The engine does not hold to it: where an IRI cannot
stand it reads ``<`` as an operator, and where a long string has a wrong escape it reads an empty
string and goes on. ``FILTER(?a <'>') SERVICE …`` has no call to a service by the grammar, and one
by the engine. So whoever judges a query by its tokens must hand the engine :func:`unambiguous`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kavshiri.ontology.errors import QueryError

__all__ = ["Token", "iri_of", "tokens", "unambiguous", "unescaped"]

_TOKEN = re.compile(
    r"""
    (?P<blank>    \s+ )
  | (?P<comment>  \#[^\n\r]* )
  | (?P<iri>      < (?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )* > )
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
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ESCAPE = re.compile(
    r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|(?P<wrong>.|$))", re.DOTALL
)
_CERTAIN_IRI = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://|[\w.:%]*>)", re.ASCII)
"""IRIs whose inside is no expression, so that the engine cannot take ``<`` for an operator."""


class Token(NamedTuple):
    """A piece of a query. ``kind`` is comment, iri, string, variable, language, name, word, …"""

    kind: str
    text: str
    start: int


@lru_cache(maxsize=4)  # a query is looked at several times, by one rule after the other
def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a query by the rule of the longest, comments too, without blanks."""
    return tuple(
        Token(str(match.lastgroup), match[0], match.start())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "blank"
    )


def unescaped(text: str) -> str:
    r"""Return a text with its ``\u`` escapes read.

    >>> unescaped(r"S\u0045RVICE")
    'SERVICE'
    """
    return _CODEPOINT.sub(lambda match: _character(int(match[1] or match[2], 16)), text)


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else "\N{REPLACEMENT CHARACTER}"


def iri_of(token: str) -> str:
    """Return what stands between the angle brackets, its escapes read.

    >>> iri_of(r"<x:gr\\u0061ph>")
    'x:graph'
    """
    return unescaped(token[1:-1])


def unambiguous(text: str) -> str:
    r"""Return a query that means the same and whose tokens no reader can see otherwise.

    IRIs that could pass for expressions begin with an escape, quotes within strings are escaped,
    comments are blanks. Lines stay lines. Raises QueryError for a string without an end and for a
    backslash where none can be.

    >>> print(unambiguous("ASK { ?s <p?> '''it's''' } # all"))
    ASK { ?s <\u0070?> '''it\'s''' }
    """
    parts: list[str] = []
    end = 0
    for token in tokens(text):
        gap = text[end : token.start]
        written = _certain(token, text)
        touching = not gap and parts and parts[-1][-1:] == written[:1] and written[:1] in "\"'"
        parts += [gap, " " if touching else "", written]
        end = token.start + len(token.text)
    return ("".join(parts) + text[end:]).rstrip()


def _certain(token: Token, text: str) -> str:
    match token.kind:
        case "comment":
            return ""
        case "iri":
            return _certain_iri(token.text)
        case "string":
            return _certain_string(token, text)
        case "escape":
            raise _unreadable(text, token.start, "a backslash cannot stand here")
        case "other" if token.text in "\"'":
            raise _unreadable(text, token.start, "the string that begins here has no end")
    return token.text


def _certain_iri(token: str) -> str:
    if _CERTAIN_IRI.match(token) or token[1] == "\\":
        return token
    code = ord(token[1])
    escape = f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
    return f"<{escape}{token[2:]}"


def _certain_string(token: Token, text: str) -> str:
    quote = token.text[0]
    width = 3 if len(token.text) >= 6 and token.text.startswith(quote * 3) else 1
    inside = token.text[width:-width]
    for escape in _ESCAPE.finditer(inside):
        if escape["wrong"] is not None:
            start = token.start + width + escape.start()
            raise _unreadable(text, start, f"a string knows no escape {escape[0]!r}")
    if width == 1:
        return token.text
    safe = re.sub(rf"\\.|{quote}", lambda m: m[0] if len(m[0]) > 1 else f"\\{quote}", inside)
    return f"{quote * 3}{safe}{quote * 3}"


def _unreadable(text: str, start: int, reason: str) -> QueryError:
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return QueryError(f"the query cannot be read: error at {line}:{column}: {reason}")

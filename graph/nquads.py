"""Terms and statements as N-Quads text, by plain string building.

The text is what the store would write back: numbers in their shortest form and language tags in
small letters, so that a graph that was exported and loaded again is the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

__all__ = ["boolean", "day", "decimal", "integer", "iri", "quads", "text"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NAMED = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_CONTROLS = [*range(0x20), 0x7F, 0xFFFE, 0xFFFF]
_ESCAPES = str.maketrans({chr(code): f"\\u{code:04X}" for code in _CONTROLS} | _NAMED)
_FORBIDDEN = frozenset('<>"{}|^`\\') | {chr(code) for code in range(0x21)}


def _checked(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        start = error.start
        before = value[max(0, start - 20) : start]
        raise ValueError(
            f"character {start + 1} (U+{ord(value[start]):04X}) after {before!r} is half of a "
            "surrogate pair, which no RDF text can hold; read the document with its encoding"
        ) from None
    return value


def iri(value: str) -> str:
    """Return an absolute IRI as a term.

    >>> iri("https://w3id.org/kavshiri/id/plan/thb-2019-2020")
    '<https://w3id.org/kavshiri/id/plan/thb-2019-2020>'

    Raises ValueError where it holds a character that no IRI may hold.
    """
    if not _FORBIDDEN.isdisjoint(_checked(value)) or ":" not in value:
        raise ValueError(f"not an absolute IRI: {value!r}")
    return f"<{value}>"


def text(value: str, language: str | None = None) -> str:
    r"""Return a plain string, or words in a language, as a term. The characters stay as they are.

    >>> print(text('a "b"\n', "ka"))
    "a \"b\"\n"@ka

    Raises ValueError for half a surrogate pair.
    """
    escaped = _checked(value).translate(_ESCAPES)
    return f'"{escaped}"@{language.lower()}' if language else f'"{escaped}"'


def integer(value: int) -> str:
    """Return a whole number as a term."""
    return f'"{int(value)}"^^<{_XSD}integer>'


def decimal(value: Decimal) -> str:
    """Return a decimal in its shortest form, as the store keeps it.

    >>> decimal(Decimal("50000.00")), decimal(Decimal("1.50"))
    ('"50000"^^<http://www.w3.org/2001/XMLSchema#decimal>', \
'"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')

    Raises ValueError for infinity and what is not a number.
    """
    if not value.is_finite():
        raise ValueError(f"not a number that a plan can state: {value}")
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f'"{"0" if plain in ("-0", "") else plain}"^^<{_XSD}decimal>'


def boolean(value: bool) -> str:
    """Return true or false as a term."""
    return f'"{"true" if value else "false"}"^^<{_XSD}boolean>'


def day(value: date) -> str:
    """Return a date as a term."""
    return f'"{date(value.year, value.month, value.day).isoformat()}"^^<{_XSD}date>'


def quads(graph: str, subject: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield one line for each different pair of predicate and object, in the order given.

    All arguments are terms already.
    """
    for predicate, value in dict.fromkeys(pairs):
        yield f"{subject} {predicate} {value} {graph} .\n"

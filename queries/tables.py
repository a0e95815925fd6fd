"""Results that are computed here and not by SPARQL: the same tables, formats and headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from kavshiri.graph.query import Rows, Term

from .question import Column, Question, Text
from .results import Result
from .values import Value, plain

__all__ = ["column", "decimal", "described", "numbered", "one_of", "percent", "table"]

_XSD = "http://www.w3.org/2001/XMLSchema#"


def column(name: str, type: str, en: str, ka: str, meaning_en: str, meaning_ka: str) -> Column:
    """Return what stands in one column; ``type`` is one of ``question.COLUMN_TYPES``."""
    return Column(name, type, Text(ka=ka, en=en), Text(ka=meaning_ka, en=meaning_en))


def described(
    id: str, title: Text, description: Text, columns: Sequence[Column], *, user: str = "coordinator"
) -> Question:
    """Return a table's title and columns in the shape that results are described by.

    It is no question of the library: it has no SPARQL and no file.
    """
    return Question(
        id=id,
        user=user,
        title=title,
        description=description,
        parameters=MappingProxyType({}),
        columns=tuple(columns),
        sparql="",
        path=Path(id),
    )


def table(
    question: Question,
    rows: Iterable[Sequence[Value]],
    *,
    lang: str = "en",
    parameters: Mapping[str, str] | None = None,
    sources: Sequence[str] = (),
) -> Result:
    """Return rows of Python values as a result with everything that a result can do.

    A text in a column of the type ``iri`` becomes an IRI. ValueError for a row that is longer or
    shorter than the columns.
    """
    columns = question.columns
    values = [tuple(row) for row in rows]
    terms = [
        tuple(_term(value, each.type) for value, each in zip(row, columns, strict=True))
        for row in values
    ]
    result = Result(
        answer=Rows(tuple(each.name for each in columns), terms),
        question=question,
        parameters=MappingProxyType(dict(parameters or {})),
        lang=lang,
        sources=tuple(sources),
    )
    vars(result)["rows"] = tuple(values)  # what reading the terms again would find
    return result


def numbered(number: int | Decimal, lang: str = "en") -> str:
    """Return a number as people write it: thousands apart, and no decimals where there are none.

    >>> numbered(Decimal("1461178.00")), numbered(Decimal("1250.5"), "ka")
    ('1,461,178', '1\\xa0250,50')
    """
    whole = number == int(number)
    text = f"{int(number):,}" if whole else f"{number:,.2f}"
    if lang != "ka":
        return text
    return text.replace(",", "\u00a0").replace(".", ",")


def decimal(number: float) -> Decimal:
    """Return a number with at most four decimals.

    >>> decimal(0.02352719744), decimal(3)
    (Decimal('0.0235'), Decimal('3'))
    """
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.4f}")


def one_of(words: Iterable[str]) -> Text:
    """Return what an error says was expected: one of some words.

    >>> one_of(["a", "b"]).en
    'one of a, b'
    """
    known = ", ".join(words)
    return Text(en=f"one of {known}", ka=f"ერთ-ერთი: {known}")


def percent(part: int, whole: int) -> Decimal:
    """Return a share in per cent with one decimal; 0 of nothing.

    >>> percent(133, 147), percent(0, 0)
    (Decimal('90.5'), Decimal('0.0'))
    """
    share = Decimal(100 * part) / Decimal(whole) if whole else Decimal(0)
    return share.quantize(Decimal("0.1"))


def _term(value: Value, type: str) -> Term | None:
    match value:
        case None:
            return None
        case bool() | int():
            return Literal(value)
        case Decimal():
            return Literal(plain(value), datatype=NamedNode(f"{_XSD}decimal"))
        case date():
            return Literal(value.isoformat(), datatype=NamedNode(f"{_XSD}date"))
    return NamedNode(str(value)) if type == "iri" else Literal(str(value))

"""Which form of answer a client gets: by ``format=…``, else by its Accept (RFC 9110, 12.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .errors import ProblemError
from .formats import HTML, Format

__all__ = ["Chosen", "accepted_language", "choose", "prefers_html"]

_QUALITY = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A form of answer, and the Content-Type that it is sent with."""

    format: Format
    content_type: str


@dataclass(frozen=True, slots=True)
class _Range:
    """A part of Accept: ``type/subtype`` with stars, its weight, its place in the header."""

    kind: str
    weight: float
    place: int

    @property
    def rank(self) -> int:
        """How exact it is: the exacter range decides over the vaguer."""
        return 0 if self.kind == "*/*" else 1 if self.kind.endswith("/*") else 2

    def covers(self, media_type: str) -> bool:
        return self.kind in ("*/*", media_type, f"{media_type.partition('/')[0]}/*")


def choose(formats: Sequence[Format], accept: str | None, short: str | None = None) -> Chosen:
    """Return the form of answer that a client likes best, of those there are.

    ``short`` is the value of the parameter ``format``, which decides over ``accept``. Among equals
    the one named first in the header wins, and under a star the first of ``formats``. The page for
    people is sent only to those who name it. Raises ProblemError (406) where nothing fits.
    """
    if short:
        return _by_name(formats, short)
    ranges = _ranges(accept or "*/*")
    found = [
        (*quality, media_type == each.types[0], -number, each, media_type)
        for number, each in enumerate(formats)
        for media_type in each.types
        if (quality := _quality(ranges, media_type, named_only=each is HTML))
    ]
    if not found:
        raise _nothing(formats, str(accept))
    *_, best, media_type = max(found, key=lambda each: each[:4])
    return Chosen(best, best.content_type(media_type))


def _by_name(formats: Sequence[Format], short: str) -> Chosen:
    wanted = short.strip().lower()
    for each in formats:
        if wanted in each.short or wanted in each.types:
            return Chosen(each, each.content_type(wanted))
    raise _nothing(formats, f"format={short}")


def _nothing(formats: Sequence[Format], wanted: str) -> ProblemError:
    available = ", ".join(each.types[0] for each in formats)
    return ProblemError("not_acceptable", wanted=wanted[:200], available=available)


def _quality(
    ranges: Sequence[_Range], media_type: str, *, named_only: bool
) -> tuple[float, int] | None:
    """Return the weight of a media type and how early it was named; None where it is refused."""
    covering = [each for each in ranges if each.covers(media_type)]
    if not covering:
        return None
    exactest = max(covering, key=lambda each: (each.rank, -each.place))
    if exactest.weight <= 0 or (named_only and exactest.rank < 2):
        return None
    return exactest.weight, -exactest.place


def _ranges(accept: str) -> list[_Range]:
    """Return the parts of the header; those that cannot be read are left out."""
    found = []
    for place, part in enumerate(accept.split(",")):
        kind, *parameters = (each.strip().lower() for each in part.split(";"))
        weight = next((p[2:].strip() for p in parameters if p.startswith("q=")), "1")
        if kind.count("/") == 1 and _QUALITY.fullmatch(weight):
            found.append(_Range(kind, float(weight), place))
    return found


def prefers_html(accept: str | None) -> bool:
    """Return whether a client would rather look at a page than read data: a browser.

    >>> prefers_html("text/html,application/xml;q=0.9,*/*;q=0.8"), prefers_html("*/*")
    (True, False)
    """
    ranges = {each.kind: each.weight for each in _ranges(accept or "")}
    html = ranges.pop("text/html", 0.0)
    return html > 0 and html >= max((w for k, w in ranges.items() if "html" not in k), default=0.0)


def accepted_language(header: str | None, asked: str | None = None) -> str:
    """Return ``ka`` or ``en``: the one asked for, else the one that a client likes better.

    >>> accepted_language("fr, ka;q=0.8, en;q=0.5"), accepted_language(None)
    ('ka', 'en')
    """
    if asked in ("ka", "en"):
        return str(asked)
    best, lang = 0.0, "en"
    for part in (header or "").split(","):
        tag, _, quality = part.strip().partition(";q=")
        weight = quality.strip() or "1"
        name = tag.strip().lower().partition("-")[0]
        if name in ("ka", "en") and _QUALITY.fullmatch(weight) and float(weight) > best:
            best, lang = float(weight), name
    return lang

"""What was found as a page shows it: the words with those marked that were asked for.

What is said here is said again in ``static/search.js``, for pages that are files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from .index import Entry, Place
from .tokens import Token, tokens
from .tokens import forms as forms_of
from .view import View

__all__ = ["Hit", "Line", "hit_of", "place_of_words"]

_MOST = 240  # letters of a text that are shown
_BEFORE = 80

_GEORGIAN = re.compile("[\u10d0-\u10ff]")

Pieces = Iterable[tuple[str, bool]]
"""Text in pieces: each with whether it is one of the words asked for."""

Line = tuple[str, str]
"""Words and the address that they open, if any."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its title, what else holds the words, and where that stands."""

    title: Markup
    address: str
    said: Markup
    lines: tuple[Line, ...]


def hit_of(view: View, entry: Entry, forms: Set[str]) -> Hit:
    """Return an entry as it is shown where some forms of words were found in it."""
    if entry.place is None:
        title = entry.title(view.lang) or view.word("plan.unnamed")
        others = [text for text in entry.searched if text != title]
        best = max(others, key=lambda text: _count(text, forms), default="")
        said = best if _count(best, forms) > _count(title, forms) else ""
        return Hit(
            _html(_marked(title, forms), view.lang),
            view.thing(entry.iri) or "",
            _html(_excerpt(said, forms), view.lang),
            tuple((view.plans.plans[plan].name(view.lang), "") for plan in entry.plans)
            if entry.kind not in ("plan", "organisation") else (),
        )  # fmt: skip
    said = max(entry.texts, key=lambda text: _count(text, forms))
    activity = ((entry.title(view.lang), view.thing(entry.iri) or ""),) if entry.iri else ()
    where = tuple(place_of_words(view, entry.place))
    return Hit(Markup(), "", _html(_excerpt(said, forms), view.lang), (*activity, *where))


def place_of_words(view: View, place: Place) -> Iterator[Line]:
    """Yield what the words of a cell are in their plan, and the lines that they stand in."""
    fields = [view.word(f"search.field_{name}") for name in place.fields if name in FIELDS]
    if fields or place.column:
        yield " · ".join(fields) or place.column, ""
    document = view.known.documents.get(place.document)
    name = document.name if document else place.document
    yield f"{name}, {view.at_lines(place.lines)}", view.thing(place.cell) or ""


FIELDS = frozenset(
    {
        "donor", "expectedResult", "hasDeadline", "hasFunding", "hasIndicator", "hasRisk",
        "hasVerification", "lead", "note", "partner", "reportingBody", "support",
    }
)  # fmt: skip
"""The fields of a row that the site has words for."""


def _html(pieces: Pieces, lang: str) -> Markup:
    """Return pieces as HTML, the words asked for marked, Georgian told where the page is not."""
    told = [(escape(text), is_asked) for text, is_asked in pieces]
    inner = Markup().join(Markup("<mark>{}</mark>").format(t) if asked else t for t, asked in told)
    is_other = lang != "ka" and _GEORGIAN.search(inner)
    return Markup('<span lang="ka">{}</span>').format(inner) if is_other else inner


def _count(text: str, forms: Set[str]) -> int:
    """Return how many of the forms stand in a text."""
    return len(_forms(text) & forms)


@lru_cache(maxsize=8192)
def _forms(text: str) -> Set[str]:
    return forms_of(text)


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokens(text))


def _marked(text: str, forms: Set[str]) -> Pieces:
    marks = [each for each in _tokens(text) if each.form in forms]
    return _pieces(text, marks, 0, len(text))


def _excerpt(text: str, forms: Set[str]) -> Pieces:
    """Return a text, or the part of a long one around the first word that was asked for."""
    marks = [each for each in _tokens(text) if each.form in forms]
    start, end = 0, len(text)
    if end > _MOST:
        first = marks[0].start if marks else 0
        start = text.find(" ", first - _BEFORE) + 1 if first > _BEFORE else 0
        end = min(start + _MOST, len(text))
        if end < len(text):
            end = max(text.rfind(" ", start, end), marks[0].end if marks else start)
    return (
        *((("… ", False),) if start else ()),
        *_pieces(text, marks, start, end),
        *(((" …", False),) if end < len(text) else ()),
    )


def _pieces(text: str, marks: list[Token], start: int, end: int) -> Iterator[tuple[str, bool]]:
    for mark in marks:
        if mark.start < start or mark.end > end:
            continue
        if mark.start > start:
            yield text[start : mark.start], False
        yield text[mark.start : mark.end], True
        start = mark.end
    if start < end:
        yield text[start:end], False

"""What the search knows: every name and title, in Georgian, in English, and romanised."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.query import Queryable, select
from kavshiri.ontology.romanise import romanise

__all__ = ["Entry", "entries", "found", "plain", "search_index"]

_NAMES = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?body ?name WHERE {
  ?body skos:prefLabel|skos:altLabel|skos:hiddenLabel|kav:acronym ?name .
  ?participation kav:organisation ?body .
}
"""
_APOSTROPHES = re.compile("['’‘`ʼ]")
_GEORGIAN = re.compile("[\u10d0-\u10ff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: its IRI, its kind, and all its names as plain text."""

    iri: str
    kind: str
    text: str


def plain(text: str) -> str:
    """Return text as it is compared: small letters, no apostrophes, one blank between words.

    Capital Georgian letters (Mtavruli) become the usual ones, so that either finds the other.

    >>> plain("  Sak’art’velos  ᲛᲝᲥᲐᲚᲐᲥᲔ ")
    'sakartvelos მოქალაქე'
    """
    folded = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text)).lower()
    return " ".join(folded.split())


def entries(store: Queryable, plans: Plans) -> list[Entry]:
    """Return everything that can be found: organisations first, then the parts of the plans."""
    return [*_organisations(store, plans), *_parts(plans)]


def _organisations(store: Queryable, plans: Plans) -> Iterator[Entry]:
    names: dict[str, dict[str, None]] = {}
    for body, name in sorted(
        (str(getattr(body, "value", "")), str(getattr(name, "value", "")))
        for body, name in select(store, _NAMES).rows
    ):
        names.setdefault(body, {})[name] = None
    for iri, found_names in names.items():
        known = plans.organisations.get(iri)
        labels = known.labels.values() if known else ()
        yield Entry(iri, "organisation", _searchable(*labels, *found_names))


def _parts(plans: Plans) -> Iterator[Entry]:
    for kind, things in (
        ("plan", plans.plans),
        ("division", plans.divisions),
        ("objective", plans.objectives),
        ("activity", plans.activities),
    ):
        for iri, thing in things.items():
            number = getattr(thing, "number", "")
            yield Entry(iri, kind, _searchable(number, *thing.labels.values()))


def _searchable(*texts: str) -> str:
    """Return texts and what they are in Latin letters, plain."""
    romanised = (romanise(text) for text in texts if _GEORGIAN.search(text))
    return " | ".join(plain(text) for text in (*texts, *romanised) if text)


def found(index: list[Entry], words: str) -> list[Entry]:
    """Return the entries that hold every word asked for: those that begin with them come first."""
    wanted = plain(words).split()
    if not wanted:
        return []
    hits = [entry for entry in index if all(word in entry.text for word in wanted)]
    return sorted(hits, key=lambda entry: _rank(entry, wanted))


def _rank(entry: Entry, wanted: list[str]) -> tuple[int, int]:
    """Return what puts the hits in order: whole words before parts; the index keeps the rest."""
    words = set(re.split(r"[^\w]+", entry.text))
    whole = sum(word in words for word in wanted)
    return -whole, 0 if entry.kind == "organisation" else 1


def search_index(index: list[Entry]) -> bytes:
    """Return the index as a script, for pages that are files: the texts in the order of entries."""
    texts = json.dumps([entry.text for entry in index], ensure_ascii=False)
    return f"window.kavshiriSearch = {texts};\n".encode()

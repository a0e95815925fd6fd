"""Finds the organisation, plan or activity that a person means, by its names in the store."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kavshiri.graph.query import Queryable, kept, select
from kavshiri.graph.questions import Text
from kavshiri.ontology.romanise import romanise

from .errors import ParameterError
from .suggest import alike
from .values import text_of

__all__ = ["find_activity", "find_organisation", "find_plan", "plan_slugs"]

# All properties come out and are sifted here: lists of classes and properties as VALUES take three
# times as long.
_ORGANISATIONS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX cv: <http://data.europa.eu/m8g/>
PREFIX org: <http://www.w3.org/ns/org#>
SELECT DISTINCT ?iri ?property ?name
WHERE {
  { ?iri a org:Organization } UNION { ?iri a cv:PublicOrganisation }
  UNION { ?iri a kav:StakeholderGroup }
  ?iri ?property ?name .
}
"""
_RANKS = {
    "http://www.w3.org/2004/02/skos/core#prefLabel": 1,
    "https://w3id.org/kavshiri/ontology#acronym": 2,
    "http://www.w3.org/2004/02/skos/core#altLabel": 3,
    "http://www.w3.org/2004/02/skos/core#hiddenLabel": 4,
}
_PLANS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT DISTINCT ?iri WHERE { ?iri a kav:ActionPlan } ORDER BY ?iri
"""
_ACTIVITIES = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?iri ?number WHERE {
  ?iri a kav:Activity ; kav:plan ?plan ; kav:order ?order . OPTIONAL { ?iri skos:notation ?number }
}
ORDER BY ?plan ?order ?iri
"""
_QUOTES = re.compile("[„“”\"'‘’«»‚`]")
_BETWEEN_NUMBERS = re.compile(r"\s*[·/]\s*|\s+")
_DASHES = re.compile("[‐‑‒–—−]")
_CLOSE = 70  # of 100: below this a suggestion reads like a joke
_CLOSE_SHORT = 60
_SHORT = 6  # letters: an abbreviation rather than a name
_NEARLY = 5  # of 100: what is less like the name than the best by more is noise
_MOST = 3
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a thing; the lower the rank, the better the name. ``folded``: as compared."""

    iri: str
    rank: int
    text: str
    folded: str


def find_organisation(store: Queryable, asked: str, *, parameter: str = "organisation") -> str:
    """Return the IRI of the organisation that a slug, IRI or name means.

    Case, quotation marks, dashes and blanks do not matter. A better kind of name wins: the IRI,
    then the slug, the official name, the acronym, another name, a misspelling. ParameterError, with
    suggestions, where nothing fits or one name fits several organisations.
    """
    names = kept(store, "organisation names", lambda: _organisation_names(store))
    fitting = _fitting(names, asked)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        expected = Text(
            ka="ერთი ორგანიზაცია, მაგრამ ეს სახელი რამდენიმეს აქვს; მიუთითეთ მოკლე სახელი",
            en="one organisation, but several have this name; give the short name of one",
        )
        raise ParameterError(parameter, asked, expected, suggestions=[_slug(i) for i in fitting])
    raise ParameterError(
        parameter,
        asked,
        Text(
            ka="გეგმების ორგანიზაცია: სახელი, აბრევიატურა, მოკლე სახელი ან IRI",
            en="an organisation of the plans: a name, an abbreviation, a short name or an IRI",
        ),
        suggestions=_suggestions(names, asked),
    )


def find_plan(store: Queryable, asked: str, *, parameter: str = "plan") -> str:
    """Return the IRI of the plan that a slug or IRI means; ParameterError where there is none."""
    plans = kept(store, "plan IRIs", lambda: _plans(store))
    for iri in plans:
        if asked in (iri, _tail(iri, "plan")):
            return iri
    slugs = [_tail(iri, "plan") for iri in plans]
    known = ", ".join(slugs) or "–"
    expected = Text(ka=f"გრაფის გეგმა ({known})", en=f"a plan of the store ({known})")
    raise ParameterError(parameter, asked, expected, suggestions=alike(asked, slugs))


def find_activity(store: Queryable, asked: str, *, parameter: str = "activity") -> str:
    """Return the IRI of the activity that an IRI, path or number means.

    ``migration-2019/iv/a/1.1``, ``iv/a/1.1``, ``thb-2019-2020/2.1.7`` and ``2.1.7`` are understood,
    and the place in the numbers of the plan: ``IV · ა · 1.1``.
    ParameterError where there is none, or where several activities have the number.
    """
    places = kept(store, "activity places", lambda: _places(store))
    for meant in (
        [iri for iri, _, plan, path in places if asked in (iri, f"{plan}/{path}")],
        [iri for iri, _, _, path in places if asked == path],
        [iri for iri, number, plan, _ in places if asked in (number, f"{plan}/{number}")],
        [iri for iri, _, plan, path in places if _as_path(asked) in (path, f"{plan}/{path}")],
    ):
        if len(meant) == 1:
            return meant[0]
        if meant:
            choices = [_tail(iri, "activity") for iri in meant]
            expected = Text(
                ka="ერთი საქმიანობა, მაგრამ ეს ნომერი რამდენიმე საქმიანობას აქვს",
                en="one activity, but several activities have this number",
            )
            raise ParameterError(parameter, asked, expected, suggestions=choices[:_SHOWN])
    expected = Text(
        ka="საქმიანობა: ნომერი, ადგილი (migration-2019/iv/a/1.1) ან IRI",
        en="an activity: its number, its path (migration-2019/iv/a/1.1) or its IRI",
    )
    raise ParameterError(parameter, asked, expected)


def _as_path(asked: str) -> str:
    """Return a place in printed numbers as a path: ``IV · ა · 1.1`` as ``iv/a/1.1``."""
    return "/".join(_BETWEEN_NUMBERS.split(romanise(asked.casefold()).strip()))


def plan_slugs(store: Queryable) -> list[str]:
    """Return the short names of the plans in the store, in alphabetical order."""
    return [_tail(iri, "plan") for iri in kept(store, "plan IRIs", lambda: _plans(store))]


def _plans(store: Queryable) -> list[str]:
    return [text_of(row[0]) for row in select(store, _PLANS).rows]


def _places(store: Queryable) -> list[tuple[str, str, str, str]]:
    """Return the IRI, printed number, plan and path of every activity, in the plans' order."""
    rows = [(text_of(iri), text_of(number)) for iri, number in select(store, _ACTIVITIES).rows]
    return [(iri, number, *_tail(iri, "activity").partition("/")[::2]) for iri, number in rows]


def _organisation_names(store: Queryable) -> list[_Name]:
    """Return all names of all organisations, the better ones first, in a fixed order."""
    found: set[tuple[int, str, str]] = set()
    for row in select(store, _ORGANISATIONS).rows:
        iri, named, name = (text_of(term) for term in row)
        found |= {(-1, iri, iri), (0, iri, _slug(iri))}
        if named in _RANKS:
            found.add((_RANKS[named], iri, name))
    return [_Name(iri, rank, text, _folded(text)) for rank, iri, text in sorted(found)]


def _fitting(names: list[_Name], asked: str) -> list[str]:
    """Return the IRIs that have the name, by the best kind of name that any has."""
    wanted = _folded(asked)
    found = [name for name in names if asked == name.text or wanted == name.folded]
    best = min((name.rank for name in found), default=0)
    return sorted({name.iri for name in found if name.rank == best})


def _suggestions(names: list[_Name], asked: str) -> list[str]:
    """Return the names most like the one asked for, at most one for each organisation."""
    readable = [name for name in names if name.rank >= 0]
    hits = _hits([name.folded for name in readable], _folded(asked))
    highest = max((score for score, _ in hits), default=0)
    best: dict[str, str] = {}
    for score, index in sorted(hits, key=lambda hit: (-hit[0], hit[1])):
        if score >= highest - _NEARLY:
            best.setdefault(readable[index].iri, readable[index].text)
    return list(best.values())[:_MOST]


def _hits(texts: list[str], asked: str) -> list[tuple[float, int]]:
    """Return what is like a text, each with its likeness of 100 and its index.

    Short names are alike where few letters are wrong or stand in another's place; in longer ones
    also the words count.
    """
    from rapidfuzz import fuzz, process  # heavy; only a wrong name needs it
    from rapidfuzz.distance import OSA

    if len(asked) <= _SHORT:
        scorer, cutoff, scale = OSA.normalized_similarity, _CLOSE_SHORT / 100, 100.0
    else:
        scorer, cutoff, scale = fuzz.WRatio, _CLOSE, 1.0
    found = process.extract(asked, texts, scorer=scorer, limit=50, score_cutoff=cutoff)
    return [(score * scale, index) for _, score, index in found]


def _folded(text: str) -> str:
    """Return a name without what does not tell names apart.

    >>> _folded("  სსიპ „ᲡᲐᲥᲡᲢᲐᲢᲘ“ ") == _folded("სსიპ საქსტატი")
    True
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    folded = _DASHES.sub("-", _QUOTES.sub("", folded))
    return " ".join(folded.split())


def _slug(iri: str) -> str:
    return _tail(iri, "organisation")


def _tail(iri: str, kind: str) -> str:
    """Return what follows ``/kind/`` in an IRI, or the IRI itself."""
    _, found, tail = iri.rpartition(f"/{kind}/")
    return tail if found else iri

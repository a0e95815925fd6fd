"""The authority list of organisations as typed records, for rooms that need no RDF to use it.

The list itself is the file ``organisations.ttl``: who wants another name or body adds it there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kavshiri.ontology.errors import ReadingError
from kavshiri.ontology.terms import DATA, ONTOLOGY, PREFIXES, code_iri, kav

__all__ = ["Organisation", "authority", "organisations_file", "read_authority"]

_ID: Final = f"{DATA}organisation/"
_TYPE: Final = code_iri("organisation-type", "")
_ORG: Final = PREFIXES["org"]
_SKOS: Final = PREFIXES["skos"]
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"

# A value of the file: its text and, for a text, its language ("" where it has none).
_Value = tuple[str, str]
_Values = Mapping[str, list[_Value]]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One body, or one group that plans name without naming its members.

    The names of ``names`` mean this body wherever they stand. A contextual label ("ფონდი") means
    it only in a document whose title holds one of the context hints (stems, as "ტრეფიკინგ").
    """

    slug: str
    name_ka: str
    name_en: str
    alt_labels: tuple[str, ...]
    hidden_labels: tuple[str, ...]  # misspellings and inflected forms: to match, not to show
    acronyms: tuple[str, ...]  # short handles in Latin letters
    contextual_labels: tuple[str, ...]
    context_hints: tuple[str, ...]
    type: str  # code of the list organisation-type
    is_group: bool
    parent: str | None  # slug of the body that it is a part of
    host: str | None  # slug of the body that runs this council
    chair: str | None  # slug of the body that chairs this council
    same_as: str | None  # IRI of the same body in Wikidata
    notes: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names that mean this body in every document, the official ones first."""
        every = (self.name_ka, self.name_en, *self.alt_labels, *self.acronyms, *self.hidden_labels)
        return tuple(dict.fromkeys(every))

    def is_meant_in(self, title: str) -> bool:
        """Say whether the contextual labels mean this body in a document of this title.

        >>> authority()["trafficking-fund"].is_meant_in("ტრეფიკინგის წინააღმდეგ ბრძოლის გეგმა")
        True
        """
        plain = title.casefold()  # folds Mtavruli too
        return any(hint in plain for hint in self.context_hints)


def organisations_file() -> Path:
    """Return the path of the authority list."""
    return Path(__file__).with_name("organisations.ttl")


@cache
def authority() -> Mapping[str, Organisation]:
    """Return the authority list by slug, in the order of the slugs. It is read once.

    >>> authority()["state-services-development-agency"].parent
    'ministry-of-justice'
    """
    return read_authority(organisations_file())


def read_authority(path: Path) -> Mapping[str, Organisation]:
    """Return the organisations of a Turtle file by slug, in the order of the slugs.

    Subjects that are no organisations (the description of the list) are passed over. Raises
    ReadingError where the file is missing or broken, a body lacks what every body needs or has
    it twice, or a parent, host or chair is not in the list.
    """
    found = {
        slug: _organisation(path, slug, values) for slug, values in sorted(_described(path).items())
    }
    if not found:
        raise ReadingError(path, "no organisation", f"describe each one under {_ID}<slug>")
    for body in found.values():
        for other in (body.parent, body.host, body.chair):
            if other is not None and other not in found:
                found_text = f"{body.slug} refers to {other}, which the list does not hold"
                raise ReadingError(path, found_text, "add it, or mend the reference")
    return MappingProxyType(found)


def _described(path: Path) -> dict[str, dict[str, list[_Value]]]:
    """Return, for each slug, the values of each property."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    described: dict[str, dict[str, list[_Value]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode) or not quad.subject.value.startswith(_ID):
                continue
            value = quad.object
            if not isinstance(value, (Literal, NamedNode)):
                raise ReadingError(path, f"a blank node in {quad.subject}", "name it by an IRI")
            language = value.language or "" if isinstance(value, Literal) else ""
            slug = quad.subject.value.removeprefix(_ID)
            described[slug][quad.predicate.value].append((value.value, language))
    except SyntaxError as error:
        raise ReadingError(path, error.msg, "mend the Turtle", line=error.lineno) from error
    except OSError as error:
        raise ReadingError(path, error.strerror or str(error), "restore the file") from error
    return described


def _organisation(path: Path, slug: str, values: _Values) -> Organisation:
    def one(name: str, language: str = "") -> str:
        value = optional(name, language)
        if value is None:
            place = f" in the language {language}" if language else ""
            raise ReadingError(path, f"{slug} has no {name}{place}", "give one")
        return value

    def optional(name: str, language: str = "") -> str | None:
        texts = [text for text, lang in values.get(name, ()) if lang == language]
        if len(texts) > 1:
            raise ReadingError(path, f"{slug} has more than one {name}", "keep one")
        return texts[0] if texts else None

    def several(name: str) -> tuple[str, ...]:
        """Georgian before English, then by the alphabet: a file has no order."""
        ordered = sorted(values.get(name, ()), key=lambda value: (value[1] != "ka", value[0]))
        return tuple(dict.fromkeys(text for text, _ in ordered))

    def other(name: str) -> str | None:
        value = optional(name)
        return None if value is None else value.removeprefix(_ID)

    return Organisation(
        slug=slug,
        name_ka=one(f"{_SKOS}prefLabel", "ka"),
        name_en=one(f"{_SKOS}prefLabel", "en"),
        alt_labels=several(f"{_SKOS}altLabel"),
        hidden_labels=several(f"{_SKOS}hiddenLabel"),
        acronyms=several(f"{ONTOLOGY}acronym"),
        contextual_labels=several(f"{ONTOLOGY}contextualLabel"),
        context_hints=several(f"{ONTOLOGY}contextHint"),
        type=one(f"{_ORG}classification").removeprefix(_TYPE),
        is_group=(kav("StakeholderGroup"), "") in values.get(_RDF_TYPE, ()),
        parent=other(f"{_ORG}subOrganizationOf"),
        host=other(kav("hostedBy")),
        chair=other(kav("chairedBy")),
        same_as=optional(f"{_SKOS}exactMatch"),
        notes=several(f"{_SKOS}note"),
    )

"""The words of the vocabularies as N-Quads terms, by their short names."""

from __future__ import annotations

from functools import cache

from kavshiri.graph import nquads
from kavshiri.ontology.terms import PREFIXES

__all__ = ["expanded", "word"]


def expanded(name: str) -> str:
    """Return the whole IRI of a short name.

    >>> expanded("kav:lead")
    'https://w3id.org/kavshiri/ontology#lead'
    """
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


@cache
def word(name: str) -> str:
    """Return the term of a short name.

    >>> word("prov:value")
    '<http://www.w3.org/ns/prov#value>'
    """
    return nquads.iri(expanded(name))

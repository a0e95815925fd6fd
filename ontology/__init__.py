"""The ontology: data that explains itself, and the typed records of it.

``kavshiri.ttl`` (classes and properties), ``codes.ttl`` (code lists), ``organisations.ttl`` (the
authority list), ``shapes.ttl`` (SHACL shapes), ``alignment.ttl`` (outside vocabularies; never
imported). The rooms above use the records here and need no RDF for it.
"""

from __future__ import annotations

from kavshiri.ontology.authority import Organisation, authority
from kavshiri.ontology.codes import Code, code_list, code_list_names
from kavshiri.ontology.errors import (
    KavshiriError,
    ProfileError,
    QueryError,
    ReadingError,
    StoreError,
)
from kavshiri.ontology.romanise import romanise, slug
from kavshiri.ontology.terms import DATA, ONTOLOGY, PREFIXES

__all__ = [
    "DATA",
    "ONTOLOGY",
    "PREFIXES",
    "Code",
    "KavshiriError",
    "Organisation",
    "ProfileError",
    "QueryError",
    "ReadingError",
    "StoreError",
    "authority",
    "code_list",
    "code_list_names",
    "romanise",
    "slug",
]

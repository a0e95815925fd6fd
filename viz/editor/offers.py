"""What the completion of the editor offers: terms, organisations and codes, with their names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kavshiri.ontology.authority import authority
from kavshiri.ontology.codes import code_list, code_list_names
from kavshiri.ontology.terms import DATA, code_iri
from kavshiri.ontology.vocabulary import Term, borrowed_terms, vocabulary

from .examples import schema_classes

__all__ = ["Offer", "known_terms", "offers"]

Offer = dict[str, str | list[str]]
"""``kind`` (class, property or thing), ``text`` to write, ``label`` and ``note`` to show, ``also``:
other words by which it is found."""


def offers(lang: str, base: str = DATA) -> list[Offer]:
    """Return all that is offered, each kind in the order in which it is needed.

    ``base`` is that of the data IRIs: organisations and codes are written as IRIs of the store.
    """
    return [
        *(_term(term, lang) for term in _by_need()),
        *_organisations(lang, base),
        *_codes(lang, base),
    ]


@cache
def known_terms() -> dict[str, Term]:
    """Return every class and property that is offered, by its prefixed name."""
    return {term.name: term for term in (*vocabulary(), *borrowed_terms())}


def _by_need() -> list[Term]:
    """Return every term, those of the graph in brief first."""
    brief = [name for each in schema_classes() for name in (each.name, *each.properties)]
    return [known_terms()[name] for name in dict.fromkeys((*brief, *known_terms()))]


def _term(term: Term, lang: str) -> Offer:
    label, other = term.label_en, term.label_ka
    if lang == "ka":
        label, other = other, label
    note = term.definition_ka if lang == "ka" else term.definition_en
    return {"kind": term.kind, "text": term.name, "label": label, "note": note, "also": [other]}


def _organisations(lang: str, base: str) -> Iterator[Offer]:
    for each in authority().values():
        label, other = each.name_en, each.name_ka
        if lang == "ka":
            label, other = other, label
        yield {
            "kind": "thing",
            "text": f"<{base}organisation/{each.slug}>",
            "label": label,
            "note": f"organisation/{each.slug}",
            "also": [each.slug, other, *each.acronyms, *each.alt_labels],
        }


def _codes(lang: str, base: str) -> Iterator[Offer]:
    for name in code_list_names():
        for code in code_list(name):
            label, other = code.label_en, code.label_ka
            if lang == "ka":
                label, other = other, label
            yield {
                "kind": "thing",
                "text": f"<{code_iri(name, code.code, base)}>",
                "label": label,
                "note": f"code/{name}/{code.code}",
                "also": [code.code, other],
            }

"""The graph ``translations``: our unofficial English of what a plan says in Georgian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kavshiri.graph import nquads
from kavshiri.graph.scope import Scope
from kavshiri.graph.words import word

__all__ = ["iter_translations", "translatable"]


def translatable(scope: Scope) -> dict[str, tuple[str, str]]:
    """Return what can be translated: its key in a translation file → its term and its property.

    The keys are ``plan``, ``division/<path>``, ``objective/<path>`` and ``activity/<path>``.
    """
    label = word("skos:prefLabel")
    found = {"plan": (scope.me, word("dct:title"))}
    for kind, records in (
        ("division", scope.plan.divisions),
        ("objective", scope.plan.objectives),
        ("activity", scope.plan.activities),
    ):
        found |= {f"{kind}/{r.path}": (scope.thing(kind, r.path), label) for r in records}
    return found


def iter_translations(scope: Scope, english: Mapping[str, str]) -> Iterator[str]:
    """Yield the English titles of what the plan has. Other keys and empty texts are left out."""
    graph = scope.graph("translations")
    for key, (subject, title) in translatable(scope).items():
        if text := english.get(key):
            yield f"{subject} {title} {nquads.text(text, 'en')} {graph} .\n"

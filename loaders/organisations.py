"""Keeps account of the organisations of one document: which are known, which are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count

from kavshiri.loaders.agencies import Named, is_group_name
from kavshiri.loaders.names import NameIndex, squeeze, word_lists
from kavshiri.loaders.paths import name_of
from kavshiri.loaders.records import UnresolvedOrganisation
from kavshiri.loaders.review import NEW

__all__ = ["Registrar"]

_LONGEST_SLUG = 120


class Registrar:
    """Gives every named organisation its slug, and remembers those that nobody knows."""

    def __init__(
        self,
        index: NameIndex,
        abbreviations: Mapping[str, str],  # squeezed short form -> full name
        decisions: Mapping[str, str],
    ) -> None:
        self.index = index
        self._abbreviations = abbreviations
        self._unresolved: dict[str, UnresolvedOrganisation] = {}
        self._slugs: dict[tuple[str, str | None], str] = {}  # (squeezed name, parent) -> slug
        self._parents: dict[str, set[str]] = defaultdict(set)  # of units, by squeezed name
        for name, decision in decisions.items():
            if decision != NEW:
                short_forms = [
                    s for s, full in abbreviations.items() if squeeze(full) == squeeze(name)
                ]
                for known_as in (name, *short_forms):
                    index.learn(known_as, decision, "curated")
        self._judged_new = {
            squeeze(name) for name, decision in decisions.items() if decision == NEW
        }

    def expect(self, unit: Named) -> None:
        """Remember, before the reading, that a unit of this name belongs to what it is named in."""
        if unit.within:
            self._parents[squeeze(unit.name)].add(self._slug(unit.within))

    def slug_of(self, named: Named) -> str:
        """The slug of a named organisation; an unknown one is entered.

        Units of one name in two ministries are two bodies. A unit that is also named by itself is
        the one that the document names inside a body, if there is only one such.
        """
        if named.slug is not None:
            return named.slug
        found = self._slug(named)
        if found not in self._unresolved:
            name = self._full_name(named)
            parent = self._parent_of_unit(named)
            host = self.slug_of(named.within) if named.within else None
            is_group = named.is_group or is_group_name(name)
            suggestions = self.index.suggestions(name)
            self._unresolved[found] = UnresolvedOrganisation(
                found, name, is_group, parent or host, suggestions
            )
        return found

    def _slug(self, named: Named) -> str:
        if named.slug is not None:
            return named.slug
        name = self._full_name(named)
        parent = self._parent_of_unit(named)
        key = (squeeze(name), parent)
        if key not in self._slugs:
            words = [word for word in name.split() if word not in word_lists()["legal_forms"]]
            plain = name_of(" ".join(words) or name, _LONGEST_SLUG)
            if parent:
                plain = f"{parent.removeprefix('unresolved/')}-{plain}"
            taken = self._slugs.values()
            number = next(n for n in count(1) if f"unresolved/{plain}{_suffix(n)}" not in taken)
            self._slugs[key] = f"unresolved/{plain}{_suffix(number)}"
        return self._slugs[key]

    def _full_name(self, named: Named) -> str:
        return (self._abbreviations.get(squeeze(named.name)) or named.name).strip(" .;,")

    def _parent_of_unit(self, named: Named) -> str | None:
        if named.is_unit and named.within:
            return self._slug(named.within)
        parents = self._parents.get(squeeze(named.name), set())
        return next(iter(parents)) if len(parents) == 1 else None

    def is_judged_new(self, name: str) -> bool:
        """Whether a person said that this is a body of its own."""
        return squeeze(name) in self._judged_new

    def is_explained(self, name: str) -> bool:
        """Whether the document's own list of abbreviations explains the name."""
        return squeeze(name) in self._abbreviations

    def unresolved(self) -> Iterable[UnresolvedOrganisation]:
        """The unknown organisations by slug."""
        return (self._unresolved[key] for key in sorted(self._unresolved))


def _suffix(number: int) -> str:
    return "" if number == 1 else f"-{number}"

"""Finds entries by words: whole words first, then other forms of them, then words that begin so.

A word of a query is compared with the words of the texts: Georgian letters with Georgian ones,
Latin letters with Latin ones and with Georgian in Latin letters, numbers with whole numbers. An
entry is found where it has every word asked for. What is said here is said again in
``static/search-find.js``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .index import Entry
from .tokens import forms, is_georgian, is_number, key, latin_form, tokens, typed_key

__all__ = ["Finder", "Found", "Nearby"]

WHOLE, SAME, BEGINS, BEGINS_ALIKE = range(4)
_LEAST, _LEAST_ALIKE = 3, 5  # letters of a beginning, and of a stem that is one
_MOST_NEAR = 3
_MOST_WORDS = 12  # of a query that count


@dataclass(frozen=True, slots=True)
class Found:
    """The places of the entries that were found, in order, and the forms of the words in them."""

    places: tuple[int, ...]
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nearby:
    """Other words to search for, and how many entries have them."""

    words: str
    count: int


class _Vocabulary:
    """Forms by how they are spelt, by their stems, and by what they begin with."""

    def __init__(self, spelt: Iterable[tuple[str, str, str]]) -> None:
        """``spelt`` are the spelling of each form, its stem, and the form."""
        self._whole: dict[str, list[str]] = {}
        self.stems: dict[str, list[str]] = {}
        for spelling, stem, form in sorted(spelt):
            self._whole.setdefault(spelling, []).append(form)
            self.stems.setdefault(stem, []).append(form)
        self._spellings, self._sorted = sorted(self._whole), sorted(self.stems)

    def ranked(self, spelling: str, stem: str) -> Iterator[tuple[str, int]]:
        """Yield the forms that a word means, each perhaps several times, with how well."""
        for form in self._whole.get(spelling, ()):
            yield form, WHOLE
        for form in self.stems.get(stem, ()):
            yield form, SAME
        if len(spelling) >= _LEAST:
            for each in _beginning(self._spellings, spelling):
                for form in self._whole[each]:
                    yield form, BEGINS
        if len(stem) >= _LEAST_ALIKE:
            for each in _beginning(self._sorted, stem):
                for form in self.stems[each]:
                    yield form, BEGINS_ALIKE


def _beginning(known: Sequence[str], start: str) -> Iterator[str]:
    for at in range(bisect_left(known, start), len(known)):
        if not known[at].startswith(start):
            return
        yield known[at]


class Finder:
    """An index over entries; made once, asked many times."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._having: dict[str, array[int]] = {}
        for place, entry in enumerate(entries):
            for form in set().union(*map(forms, entry.searched)):
                self._having.setdefault(form, array("I")).append(place)
        georgian = [form for form in self._having if is_georgian(form)]
        self._georgian = _Vocabulary((form, key(form), form) for form in georgian)
        self._typed = _Vocabulary((latin_form(form), typed_key(form), form) for form in georgian)
        others = (form for form in self._having if not is_georgian(form))
        self._others = _Vocabulary((form, key(form), form) for form in others)

    @cached_property
    def _numbers(self) -> list[str]:
        return sorted(form for form in self._having if is_number(form))

    def find(self, words: str) -> Found:
        """Return the entries that have every word, the best first."""
        asked = list(dict.fromkeys(each.form for each in tokens(words)))[:_MOST_WORDS]
        scores: dict[int, int] | None = None
        meant: set[str] = set()
        for form in asked:
            ranks = self._meant(form)
            meant |= ranks.keys()
            here = self._best(ranks)
            if scores is None:
                scores = here
            else:
                scores = {at: rank + here[at] for at, rank in scores.items() if at in here}
        order = scores or {}
        return Found(tuple(sorted(order, key=lambda at: (order[at], at))), frozenset(meant))

    def organisations(self, words: str) -> Iterator[str]:
        """Yield the IRIs of the organisations that have every word, the best first."""
        found = (self.entries[place] for place in self.find(words).places)
        return (each.iri for each in found if each.kind == "organisation")

    def _meant(self, form: str) -> dict[str, int]:
        """Return the forms of the texts that a word of a query means, each with how well."""
        ranks: dict[str, int] = {}
        for meant, rank in self._candidates(form):
            ranks[meant] = min(rank, ranks.get(meant, rank))
        return ranks

    def _candidates(self, form: str) -> Iterator[tuple[str, int]]:
        if is_number(form):
            if form in self._having:
                yield form, WHOLE
            yield from ((each, BEGINS) for each in _beginning(self._numbers, f"{form}."))
        elif is_georgian(form):
            yield from self._georgian.ranked(form, key(form))
        else:
            yield from self._others.ranked(form, key(form))
            for each, rank in self._typed.ranked(latin_form(form), typed_key(form)):
                yield each, max(rank, SAME)

    def _best(self, ranks: dict[str, int]) -> dict[int, int]:
        """Return the entries that have one of some forms, each with its best rank."""
        best: dict[int, int] = {}
        for form in sorted(ranks, key=lambda form: -ranks[form]):
            best.update(dict.fromkeys(self._having[form], ranks[form]))
        return best

    def near(self, words: str) -> tuple[Nearby, ...]:
        """Return what to search for where nothing has all words: near words, else fewer of them."""
        asked = list(tokens(words))[:_MOST_WORDS]
        choices = [self._near(each.form) for each in asked]
        tried: dict[str, None] = {}
        for at, near in enumerate(choices):
            for each in near:
                best = [each if at == place else own[0] for place, own in enumerate(choices) if own]
                tried[" ".join(best)] = None
        found = self._counted(tried)
        if not found and len(asked) > 1:
            found = self._counted(dict.fromkeys(own[0] for own in choices if own))
        return found[:_MOST_NEAR]

    def _counted(self, tried: Iterable[str]) -> tuple[Nearby, ...]:
        counted = ((words, len(self.find(words).places)) for words in tried)
        return tuple(Nearby(words, count) for words, count in counted if count)

    def _near(self, form: str) -> list[str]:
        """Return the word itself where it is known, else those whose stem differs least."""
        if is_number(form) or self._meant(form):
            return [form]
        if is_georgian(form):
            pools = [(self._georgian.stems, key(form))]
        else:
            pools = [(self._others.stems, key(form)), (self._typed.stems, typed_key(form))]
        found = sorted(each for stems, stem in pools for each in self._nearest(stems, stem))
        return [word for _, _, word in found[:_MOST_NEAR]]

    def _nearest(self, stems: dict[str, list[str]], asked: str) -> Iterator[tuple[int, int, str]]:
        """Yield how far near stems are, how rare they are, and the word to say for each."""
        from rapidfuzz.distance import OSA  # only a word that nobody wrote needs it

        most = min((len(asked) + 1) // 4, 3)
        for stem, meant in stems.items():
            if abs(len(stem) - len(asked)) > most or is_number(stem):
                continue
            far = OSA.distance(asked, stem, score_cutoff=most)
            if far <= most:
                best = min(meant, key=lambda form: (-len(self._having[form]), form))
                yield far, -sum(len(self._having[form]) for form in meant), best

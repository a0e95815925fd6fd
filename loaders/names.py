"""Which organisation a name means: by the authority list, after normalising, and by nothing else.

Names are compared with the blanks taken out, so that a name broken over lines is still the name.
Fuzzy likeness only suggests to a person (it cannot tell Internal from Foreign Affairs).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kavshiri.loaders.lexicon import Lexicon, lexicon
from kavshiri.ontology.authority import Organisation

__all__ = ["Match", "NameIndex", "Word", "squeeze", "words_of"]

_LANGUAGE = Path(__file__).parent / "language"
_TOKEN = re.compile(r"[;,()/:]|[^\s;,()/:]+")
_QUOTES = re.compile(r"[„“”\"'«»‘’`]")
_DASHES = re.compile(r"[-‐‑–—−]")
_CASES_WITHOUT_GENITIVE = ("ისთვის", "სთან", "სთვის", "თან", "თვის", "მა", "ში", "ზე", "ს", "ით")
_CASES = (*_CASES_WITHOUT_GENITIVE, "ის")
_SHORTEST_STEM = 5
UNKNOWN = ""  # the slug of a short name that stands for a body nobody knows
_MOST_SUGGESTIONS = 3
_LEAST_SCORE = 60
_MTAVRULI = {code: code - 0x1C90 + 0x10D0 for code in range(0x1C90, 0x1CC0)}


@cache
def word_lists() -> Mapping[str, tuple[str, ...]]:
    """The lists of ``language/organisation_nouns.toml``."""
    text = (_LANGUAGE / "organisation_nouns.toml").read_text(encoding="utf-8")
    return {key: tuple(words) for key, words in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a cell, where it stands, and what it looks like when normalised."""

    text: str
    start: int
    end: int
    plain: str  # normalised; empty for words that say nothing of which body is meant
    after_line_end: bool
    after_blank_line: bool

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation between names."""
        return self.text in ";,()/:"


@dataclass(frozen=True, slots=True)
class Match:
    """A known name: up to which word, whose, and how it was recognised."""

    end: int
    slug: str
    resolved_by: str


def words_of(text: str, offset: int = 0) -> list[Word]:
    """The words and marks of a text; ``offset`` is added to their places."""
    words: list[Word] = []
    tokens = list(_TOKEN.finditer(text))
    for number, token in enumerate(tokens):
        gap = text[tokens[number - 1].end() : token.start()] if number else ""
        following = tokens[number + 1].group() if number + 1 < len(tokens) else ""
        words.append(
            Word(
                token.group(),
                token.start() + offset,
                token.end() + offset,
                _plain(token.group(), following),
                "\n" in gap,
                gap.count("\n") > 1,
            )
        )
    return words


def squeeze(name: str) -> str:
    """A name without what does not tell bodies apart: blanks, marks, dashes, quotes, legal forms.

    >>> squeeze("სსიპ ოპერატიულ- ტექნიკური სააგენტო") == squeeze("ოპერატიულ-ტექნიკური სააგენტო")
    True
    >>> squeeze("კულტურისა და სპორტის") == squeeze("კულტურის და სპორტის")
    True
    """
    return "".join(word.plain for word in words_of(name))


def _plain(token: str, following: str) -> str:
    text = unicodedata.normalize("NFC", token).translate(_MTAVRULI).lower()
    text = _QUOTES.sub("", text)
    if text in word_lists()["ignored"]:
        return ""
    text = _DASHES.sub("", text).rstrip(".")
    if text.endswith("სა") and following == "და":
        text = text[:-1]
    return "" if text in ";,()/:" else text


class NameIndex:
    """The names of the authority list, and those that one document explains."""

    def __init__(
        self, organisations: Iterable[Organisation], title: str, words: Lexicon | None = None
    ) -> None:
        self.words = words or lexicon()  # by which broken names are mended
        self._names: dict[str, tuple[str, str]] = {}
        self._organisations = {organisation.slug: organisation for organisation in organisations}
        self._longest = 0
        for organisation in self._organisations.values():
            for name, how in _names_of(organisation, title):
                self._learn(name, organisation.slug, how)

    def organisation(self, slug: str) -> Organisation | None:
        """The entry of the authority list."""
        return self._organisations.get(slug)

    def learn(self, name: str, slug: str, resolved_by: str) -> None:
        """Let a name mean an organisation, over what the authority list says."""
        self._names.pop(squeeze(name), None)
        self._learn(name, slug, resolved_by)

    def learn_unknown(self, name: str) -> None:
        """Let a short name of the document stand for a body that the authority list lacks."""
        self._names.pop(squeeze(name), None)
        self._learn(name, UNKNOWN, "unresolved")

    def _learn(self, name: str, slug: str, how: str) -> None:
        key = squeeze(name)
        if key:
            self._names.setdefault(key, (slug, how))
            self._longest = max(self._longest, len(key))

    def whole(self, name: str) -> tuple[str, str] | None:
        """(slug, how) of a text that is nothing but a known name."""
        found = self._names.get(squeeze(name))
        return (found[0], self._how(name, *found)) if found and found[0] else None

    def longest_match(self, words: list[Word], start: int) -> Match | None:
        """The longest known name that begins at a word; commas and parentheses inside are passed.

        A name can hold a parenthesis ("… (trafficking) …"), yet not the half of one.
        """
        key, best, depth = "", None, 0
        for place in range(start, len(words)):
            word = words[place]
            depth += {"(": 1, ")": -1}.get(word.text, 0)
            if depth < 0 or (word.is_mark and word.text not in ",()"):
                break
            key += word.plain
            if len(key) > self._longest:
                break
            if word.plain and not depth and key in self._names:
                slug, how = self._names[key]
                text = " ".join(w.text for w in words[start : place + 1])
                best = Match(place + 1, slug, self._how(text, slug, how))
        return best

    def inflected_in(self, words: list[Word]) -> Iterator[tuple[int, str]]:
        """(end, slug) of known names that stand in a sentence in another case than the nominative.

        Tells the bodies that sentences such as "… be asked of the Public Defender's Office" name.
        A genitive counts only at the end: before it, it is mostly a part of another name.
        """
        start = 0
        while start < len(words):
            found = self._inflected_at(words, start) if len(words) > 1 else None
            if found:
                yield found
            start = found[0] if found else start + 1

    def _inflected_at(self, words: list[Word], start: int) -> tuple[int, str] | None:
        for end in range(len(words), start, -1):
            key = "".join(word.plain for word in words[start:end])
            endings = _CASES if end == len(words) else _CASES_WITHOUT_GENITIVE
            for ending in endings:
                stem = key.removesuffix(ending)
                if (
                    stem == key
                    or len(stem) < _SHORTEST_STEM
                    or key.endswith("ის") > ("ის" in ending)
                ):
                    continue
                for vowel in ("ი", "", "ა", "ო"):
                    slug, _ = self._names.get(stem + vowel, (UNKNOWN, ""))
                    if slug:
                        return end, slug
        return None

    def _how(self, text: str, slug: str, how: str) -> str:
        """How the words as printed name the body."""
        organisation = self._organisations.get(slug)
        if how in ("curated", "normalised", "unresolved") or organisation is None:
            return how
        printed = " ".join(text.split())
        if printed in (organisation.name_ka, organisation.name_en):
            return "exact"
        others = (*organisation.alt_labels, *organisation.acronyms, *organisation.contextual_labels)
        return "alias" if how == "document" or printed in others else "normalised"

    def suggestions(self, name: str) -> tuple[tuple[str, int], ...]:
        """(slug, score of 100) of the likest names, best first; for a person to judge."""
        from rapidfuzz import fuzz, process

        key = squeeze(name)
        best: dict[str, int] = {}
        known = {name: name for name, (slug, _) in self._names.items() if slug}
        for _, score, found in process.extract(key, known, scorer=fuzz.ratio, limit=12):
            slug = self._names[found][0]
            best[slug] = max(best.get(slug, 0), round(score))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return tuple(item for item in ranked[:_MOST_SUGGESTIONS] if item[1] >= _LEAST_SCORE)


def _names_of(organisation: Organisation, title: str) -> Iterator[tuple[str, str]]:
    yield organisation.name_ka, "exact"
    yield organisation.name_en, "exact"
    for name in (*organisation.alt_labels, *organisation.acronyms):
        yield name, "alias"
    for name in organisation.hidden_labels:
        yield name, "normalised"
    if any(hint in title for hint in organisation.context_hints):
        for name in organisation.contextual_labels:
            yield name, "alias"

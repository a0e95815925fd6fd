"""The organisations that a cell names, in their roles.

Names stand one after another, separated by marks, line ends or nothing at all. A parenthesis can
hold the unit that acts, the ministry that hosts a council, an abbreviation, or a mere remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kavshiri.loaders.mend import mend
from kavshiri.loaders.names import Match, NameIndex, Word, word_lists, words_of
from kavshiri.loaders.passage import Ledger, Passage

__all__ = ["Named", "covered", "definitions", "is_group_name", "read_agencies", "units"]

_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z][A-Za-z]*|[A-Z]{2,}")
_AND = ("და", "ან")
_NOMINATIVE = ("ი", "ო", "ა", "ე", "უ")


@dataclass(slots=True)
class Named:
    """An organisation that a cell names. ``slug`` is None where the name is not known."""

    slug: str | None
    name: str  # mended words
    resolved_by: str
    start: int
    end: int
    role: str = ""
    printed: str = ""  # verbatim
    is_group: bool = False
    within: Named | None = None
    is_unit: bool = False  # named in the parenthesis of what it is a part of
    inside: list[Named] = field(default_factory=list)  # what its parenthesis names


def read_agencies(
    passage: Passage, role: str, labels: Mapping[str, str], index: NameIndex, ledger: Ledger
) -> list[Named]:
    """The organisations of a cell, each with its role, in printed order.

    Characters that named nothing stay unread in the ledger.
    """
    found: list[Named] = []
    for start, end, segment_role in _segments(passage, role, labels, ledger):
        named = _Reader(passage.text[start:end], start, index).read()
        for item in _resolve_parentheses(named, index):
            item.role = segment_role
            item.printed = passage.text[item.start : item.end]
            found.append(item)
        for item in named:
            ledger.enter(passage.part(item.start, item.end))
    for word in words_of(passage.text):
        if word.is_mark or word.text in _AND or not re.search(r"\w", word.text):
            ledger.enter(passage.part(word.start, word.end), "layout")
    return found


def covered(text: str, index: NameIndex) -> tuple[frozenset[str], float]:
    """The known bodies that a text names, and what share of its letters names them."""
    words = words_of(text)
    letters = sum(len(word.text) for word in words if not word.is_mark)
    bodies, named, place = set(), 0, 0
    while place < len(words):
        match = index.longest_match(words, place)
        if match:
            bodies.add(match.slug or "".join(word.plain for word in words[place : match.end]))
            named += sum(len(w.text) for w in words[place : match.end] if not w.is_mark)
        place = match.end if match else place + 1
    return frozenset(bodies), named / letters if letters else 0.0


def definitions(text: str, index: NameIndex) -> Iterator[tuple[str, Named]]:
    """(short name, the named body) that a cell explains: "NAME (from here on SHORT)"."""
    for item in _Reader(text, 0, index).read():
        for inner in item.inside:
            short = _defined_name(inner.name)
            if short:
                yield short, item


def units(text: str, index: NameIndex) -> Iterator[Named]:
    """The unknown units that a cell names in the parenthesis of a body."""
    for item in _resolve_parentheses(_Reader(text, 0, index).read(), index):
        if item.is_unit and item.slug is None:
            yield item


def _defined_name(name: str) -> str | None:
    for opening in word_lists()["definitions"]:
        if name.startswith(opening):
            return name.removeprefix(opening).strip(' -–—„“"') or None
    return None


def _segments(
    passage: Passage, role: str, labels: Mapping[str, str], ledger: Ledger
) -> Iterator[tuple[int, int, str]]:
    """(start, end, role) of the stretches between printed labels."""
    start = 0
    if labels:
        pattern = rf"(?<![ა-ჰ])({'|'.join(map(re.escape, labels))})(?![ა-ჰ])\s*[:;.]?"
        for match in re.finditer(pattern, passage.text):
            yield start, match.start(), role
            ledger.enter(passage.part(match.start(), match.end()), "marker")
            start, role = match.end(), labels[match[1]]
    yield start, len(passage.text), role


class _Reader:
    """Reads a list of names, word by word."""

    def __init__(self, text: str, offset: int, index: NameIndex) -> None:
        self._text = text
        self._offset = offset
        self._index = index
        self._words = words_of(text, offset)
        self._found: list[Named] = []
        self._pending: list[Word] = []  # words of a name that is not known (yet)

    def read(self) -> list[Named]:
        """The names, each with those of the parenthesis behind it."""
        place = 0
        while place < len(self._words):
            place = self._step(place)
        self._flush()
        return self._found

    def _step(self, place: int) -> int:
        word = self._words[place]
        if word.text == "(":
            return self._parenthesis(place)
        if word.is_mark:
            self._separate(word)
            return place + 1
        if self._pending and self._ends_at_line(word):
            self._flush()
        match = self._index.longest_match(self._words, place)
        if match and self._may_stand(place, match):
            self._flush()
            self._add(place, match)
            return match.end
        if word.text in _AND and (self._ends_name() or (not self._pending and self._found)):
            self._flush()
            return place + 1
        self._pending.append(word)
        return place + 1

    def _ends_name(self) -> bool:
        """Whether the name so far ends with a noun for a body, so that "and" begins another."""
        return len(self._pending) > 1 and _is_body_noun(self._pending[-1].plain)

    def _separate(self, mark: Word) -> None:
        """A mark ends a name, unless it is a comma in the midst of one, or a slash."""
        if mark.text in ",/" and self._pending and not _is_complete(self._pending[-1]):
            self._pending.append(mark)
        else:
            self._flush()

    def _ends_at_line(self, word: Word) -> bool:
        """Whether the name before this word ended with its line."""
        last = self._pending[-1]
        if word.after_blank_line:
            return _is_complete(last)
        return word.after_line_end and _is_head(last)

    def _may_stand(self, place: int, match: Match) -> bool:
        """Whether a known name here is a name of its own and no part of a longer, unknown one."""
        return self._may_begin(place) and self._may_end(place, match)

    def _may_begin(self, place: int) -> bool:
        if not self._pending:
            return True
        last = self._pending[-1]
        if last.text in _AND and len(self._pending) > 1:
            return _is_head(self._pending[-2])
        if self._words[place].after_line_end:
            return _is_complete(last)
        return _is_head(last)

    def _may_end(self, place: int, match: Match) -> bool:
        if match.end >= len(self._words):
            return True
        following = self._words[match.end]
        if following.is_mark or following.after_line_end or following.text in _AND:
            return True
        if not following.plain or self._index.longest_match(self._words, match.end):
            return True
        return match.end - place > 1

    def _add(self, place: int, match: Match) -> None:
        start, end = self._words[place].start, self._words[match.end - 1].end
        organisation = self._index.organisation(match.slug)
        is_group = organisation is not None and organisation.is_group
        if is_group:
            end = self._end_of_qualifier(match.end, end)
        self._found.append(
            Named(
                match.slug or None,
                self._mended(start, end),
                match.resolved_by,
                start,
                end,
                is_group=is_group,
            )
        )

    def _end_of_qualifier(self, place: int, end: int) -> int:
        """The end of the words that qualify a group ("… in agreement with …")."""
        for word in self._words[place:]:
            if word.is_mark or word.after_blank_line or _is_head(word):
                return end
            if self._index.longest_match(self._words, self._words.index(word)):
                return end
        return self._words[-1].end if place < len(self._words) else end

    def _flush(self) -> None:
        """Make of the pending words an unknown name, a group, or a body in a sentence."""
        words = self._pending
        self._pending = []
        while words and (words[-1].text in _AND or words[-1].is_mark):
            words = words[:-1]
        while words and words[0].text in _AND:
            words = words[1:]
        if not words or not any(re.search(r"[^\W\d_]", word.text) for word in words):
            return
        start, end = words[0].start, words[-1].end
        inflected = [] if _is_head(words[-1]) else list(self._index.inflected_in(words))
        for number, (place, slug) in enumerate(inflected):
            until = end if number + 1 == len(inflected) else words[place - 1].end
            words_of_it = self._mended(start, until)
            self._found.append(Named(slug, words_of_it, "normalised", start, until))
            start = until
        if inflected:
            return
        name = self._mended(start, end)
        self._found.append(Named(None, name, "unresolved", start, end, is_group=_is_group(words)))

    def _parenthesis(self, place: int) -> int:
        """Read a parenthesis into the name before it; returns the place behind it."""
        self._flush()
        depth, end = 0, place
        while end < len(self._words):
            depth += {"(": 1, ")": -1}.get(self._words[end].text, 0)
            end += 1
            if not depth:
                break
        inner = self._words[place + 1 : end - 1 if not depth else end]
        if self._found and inner:
            first, last = inner[0].start - self._offset, inner[-1].end - self._offset
            reader = _Reader(self._text[first:last], inner[0].start, self._index)
            self._found[-1].inside += reader.read()
            self._found[-1].end = max(self._found[-1].end, self._words[end - 1].end)
        return end

    def _mended(self, start: int, end: int) -> str:
        return mend(self._text[start - self._offset : end - self._offset], self._index.words)


def _resolve_parentheses(found: list[Named], index: NameIndex) -> Iterator[Named]:
    """Who acts: the unit in the parenthesis, the council before it, or the name itself."""
    for item in found:
        inner = [other for other in item.inside if other.slug or _is_body_name(other)]
        inner = [other for other in inner if not _defined_name(other.name)]
        inner = [other for other in inner if other.slug is None or other.slug != item.slug]
        if not inner:
            yield item
        elif len(inner) == 1 and _hosts(inner[0], item, index):
            item.within = inner[0]
            yield item
        else:
            for other in inner:
                other.within, other.is_unit = item, True
                yield other


def _hosts(inner: Named, outer: Named, index: NameIndex) -> bool:
    """Whether the parenthesis names the ministry behind a body, not a unit of it."""
    return _is_ministry(inner, index) and not _is_ministry(outer, index)


def _is_ministry(named: Named, index: NameIndex) -> bool:
    organisation = index.organisation(named.slug) if named.slug else None
    if organisation:
        return organisation.type == "ministry"
    return named.name.endswith("სამინისტრო")


def _is_body_name(named: Named) -> bool:
    """Whether an unknown text in a parenthesis names a body, and no project and no remark."""
    return _is_body_noun(named.name.split()[-1] if named.name else "")


def _is_body_noun(word: str) -> bool:
    lists = word_lists()
    return word in lists["bodies"] and word not in lists["projects"]


def _is_head(word: Word) -> bool:
    """Whether a name can end with this word: a noun for a body or group, or an acronym."""
    lists = word_lists()
    plain = word.plain or word.text
    return (
        plain in lists["bodies"]
        or plain in lists["groups"]
        or bool(_ACRONYM.fullmatch(word.text.strip(".„“\"'")))
    )


def _is_complete(word: Word) -> bool:
    """Whether the word is in the nominative, so that a name may end here."""
    if not re.search("[ა-ჰ]", word.plain):
        return True
    return word.plain.endswith(_NOMINATIVE)


def is_group_name(name: str) -> bool:
    """Whether a name is that of a group and not of one body."""
    words = [word for word in words_of(name) if not word.is_mark]
    return bool(words) and _is_group(words)


def _is_group(words: list[Word]) -> bool:
    lists = word_lists()
    last = words[-1].plain
    return last in lists["groups"] or words[0].plain.startswith(lists["group_openings"])

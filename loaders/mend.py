"""Joins words that a page broke: over lines, by a stray blank, by a hyphen at the end of a line.

A cell is a row of fragments with gaps between them. A gap is either a word boundary or a break
inside a word; the reading with the lowest cost under the lexicon is taken (Viterbi). Fragments
that are all words by themselves are joined only over a line end, and only on strong evidence;
the printed spelling is otherwise kept, misprints and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kavshiri.loaders.lexicon import LETTERS, Lexicon, lexicon

__all__ = ["Piece", "mend", "pieces"]

_COST_OF_JOIN = {" ": 3.0, "\n": 2.0}
_COST_OF_JOINING_WORDS = 5.0  # extra, where every fragment is a word by itself
_COST_OF_JOINING_SHORT = 10.0  # extra, where one is a word such as "and"
_COST_OF_JOINING_SHORT_AND_UNKNOWN = 5.0
_COST_OF_JOINING_UNKNOWN = 6.0  # extra, where neither the whole nor any fragment is known
_COST_OF_BEGINNING_WITH_ENDING = 2.0  # what looks like an ending belongs to what is before
_COST_OF_DOUBTFUL = 9.0  # a listed word that costs more is likelier a fragment
_MOST_FRAGMENTS = 5  # that one word may be broken into

_LONGEST_ACRONYM = 5

_HYPHENS = "-‑–"
_TOKEN = re.compile(r"\S+")
_ABBREVIATED = re.compile(f"[{LETTERS}][./][{LETTERS}]")  # "ა/რ", "ა.შ."
_ENDING_OF_ACRONYM = re.compile(f"[^{LETTERS}{_HYPHENS}][{_HYPHENS}][{LETTERS}]{{1,3}}$")
_LETTERS_AT_END = re.compile(f"[{LETTERS}]+$")
_LETTERS_AT_START = re.compile(f"[{LETTERS}]+")
_SOFT_HYPHEN = re.compile(f"([{LETTERS}]+)[{_HYPHENS}]([{LETTERS}]+)")
_SLASH_AT_LINE_END = re.compile(r"/[^\S\n]*\n\s*(?=\S)")
_HYPHEN_AT_LINE_END = re.compile(
    f"(?<![{LETTERS}])([{LETTERS}]+)([{_HYPHENS}])[^\\S\\n]*\\n\\s*([{LETTERS}]+)"
)
_HANGING_HYPHEN = re.compile(f"(?<=[{LETTERS}])([{_HYPHENS}])\\s+(?=[{LETTERS}])")


@dataclass(slots=True)
class Piece:
    """A mended stretch of text, and the words in it that were printed in one piece."""

    text: str
    unbroken: list[str] = field(default_factory=list)


def mend(text: str, words: Lexicon | None = None) -> str:
    """The text on one line, single-spaced, with its broken words joined.

    >>> mend("მომხმარებ\\nლების უფლებები")
    'მომხმარებლების უფლებები'
    >>> mend("მოსწავლეების-თვის და ვებ-გვერდზე")
    'მოსწავლეებისთვის და ვებ-გვერდზე'
    """
    return " ".join(piece.text for piece in pieces(text, words or lexicon()) if piece.text)


def pieces(text: str, words: Lexicon) -> Iterator[Piece]:
    """The mended paragraphs of a text; no word runs over an empty line."""
    for paragraph in re.split(r"\n[^\S\n]*\n", text):
        yield _mend_paragraph(_without_hyphens(paragraph, words), words)


def _without_hyphens(text: str, words: Lexicon) -> str:
    """The text with hyphens taken out that only a broken line had put there."""

    def at_line_end(match: re.Match[str]) -> str:
        left, hyphen, right = match.groups()
        return left + right if _is_broken_at_line_end(left, right, words) else left + hyphen + right

    def inside_line(match: re.Match[str]) -> str:
        left, right = match.groups()
        is_broken = words.cost(left + right) is not None and not _is_compound(left, right, words)
        return left + right if is_broken else match.group()

    text = _SLASH_AT_LINE_END.sub("/", _HYPHEN_AT_LINE_END.sub(at_line_end, text))
    return _SOFT_HYPHEN.sub(inside_line, _HANGING_HYPHEN.sub(r"\1", text))


def _is_broken_at_line_end(left: str, right: str, words: Lexicon) -> bool:
    """Whether a hyphen at a line end stands inside a word that is otherwise written without."""
    if words.is_ending(right) and not re.search("[აეიოუ]", left):
        return False  # the ending of an acronym
    if words.is_hyphenated(left):
        return False
    if words.cost(left + right) is not None:
        return True
    costs = [words.cost(left), words.cost(right)]
    return all(cost is None or cost > _COST_OF_DOUBTFUL for cost in costs) and (
        len(left) > _LONGEST_ACRONYM or len(right) > _LONGEST_ACRONYM
    )


def _is_compound(left: str, right: str, words: Lexicon) -> bool:
    """Whether the authors put the hyphen: between two words, or before an acronym's ending."""
    if words.is_ending(right):
        return words.is_listed(left) or len(left) <= _LONGEST_ACRONYM
    is_word = words.cost(left) is not None or words.cost(left + "ი") is not None
    return is_word and words.cost(right) is not None


def _mend_paragraph(text: str, words: Lexicon) -> Piece:
    matches = list(_TOKEN.finditer(text))
    tokens = [match.group() for match in matches]
    gaps = [
        "\n" if "\n" in text[left.end() : right.start()] else " "
        for left, right in pairwise(matches)
    ]
    piece = Piece("")
    joined = []
    for start, end in _best_reading(tokens, gaps, words):
        joined.append("".join(tokens[start:end]))
        if end - start == 1:
            piece.unbroken += re.findall(f"[{LETTERS}]+", tokens[start])
    piece.text = " ".join(joined)
    return piece


def _best_reading(tokens: list[str], gaps: list[str], words: Lexicon) -> list[tuple[int, int]]:
    """Which tokens (start, end) make one word each, at the lowest cost over all."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    firm = [_is_firm(token, words) for token in tokens]
    for end in range(1, len(tokens) + 1):
        options = []
        for start in range(end - 1, max(-1, end - 1 - _MOST_FRAGMENTS), -1):
            if start < end - 1 and all(firm[start:end]) and " " in gaps[start : end - 1]:
                continue  # whole words with a blank between them are never one word
            cost = _cost_of_word(tokens[start:end], gaps[start : end - 1], words)
            if cost is None:
                break
            options.append((best[start][0] + cost, start))
        best.append(min(options, key=lambda option: (option[0], -option[1])))
    spans, end = [], len(tokens)
    while end:
        start = best[end][1]
        spans.append((start, end))
        end = start
    return spans[::-1]


def _is_firm(token: str, words: Lexicon) -> bool:
    """Whether a token is nothing but a word that is surely one."""
    cost = words.cost(token)
    if cost is None:
        return False
    return words.is_short(token) or (words.is_listed(token) and cost <= _COST_OF_DOUBTFUL)


def _cost_of_word(tokens: list[str], gaps: list[str], words: Lexicon) -> float | None:
    """The cost of reading the tokens as one word; None where they cannot touch."""
    if len(tokens) == 1:
        return _cost_of_fragments([_core(tokens[0])], words)
    fragments = _fragments(tokens)
    if fragments is None:
        return None
    cost = sum(_COST_OF_JOIN[gap] for gap in gaps) + _cost_of_whole(fragments, gaps, words)
    return cost + (_COST_OF_BEGINNING_WITH_ENDING if words.is_ending(fragments[0]) else 0)


def _cost_of_whole(fragments: list[str], gaps: list[str], words: Lexicon) -> float:
    """The cost of the joined word, and of joining just these fragments."""
    joined = "".join(fragments)
    whole = words.cost(joined)
    costs = [words.cost(fragment) for fragment in fragments]
    if whole is None:
        doubtful = all(cost is None or cost >= _COST_OF_DOUBTFUL for cost in costs)
        is_cut = all(words.is_cut(a, b) for a, b in pairwise(fragments))
        over_line_ends = set(gaps) == {"\n"} and doubtful and is_cut
        unknown = words.cost_of_unknown(joined) + _COST_OF_JOINING_UNKNOWN * len(gaps)
        return unknown if over_line_ends else float("inf")
    if any(words.is_short(fragment) for fragment in fragments):
        return whole + _cost_of_joining_short(joined, costs, gaps, words)
    if None not in costs:
        weak = max(cost or 0 for cost in costs) > _COST_OF_DOUBTFUL
        listed = words.is_listed(joined)
        if " " in gaps:
            may_join = listed and (weak or not all(map(words.is_listed, fragments)))
        else:
            may_join = weak or listed
        return whole + _COST_OF_JOINING_WORDS if may_join else float("inf")
    return whole


def _cost_of_joining_short(
    joined: str, costs: list[float | None], gaps: list[str], words: Lexicon
) -> float:
    """The extra cost where a fragment is a word such as "and"; less where another is no word."""
    if None in costs and (set(gaps) == {"\n"} or (len(gaps) == 1 and words.is_listed(joined))):
        return _COST_OF_JOINING_SHORT_AND_UNKNOWN
    return float("inf") if " " in gaps else _COST_OF_JOINING_SHORT


def _cost_of_fragments(fragments: list[str], words: Lexicon) -> float:
    cost = 0.0
    for fragment in fragments:
        known = words.cost(fragment) if fragment else 0.0
        cost += words.cost_of_unknown(fragment) if known is None else known
    return cost


def _core(token: str) -> str:
    """The run of letters that decides whether a token is a word: its longest."""
    return max(re.findall(f"[{LETTERS}]+", token), key=len, default="")


def _fragments(tokens: list[str]) -> list[str] | None:
    """The letters of each token that would meet in one word; None where something is between."""
    if _ABBREVIATED.match(tokens[-1]) or _ENDING_OF_ACRONYM.search(tokens[0]):
        return None
    first = _LETTERS_AT_END.search(tokens[0])
    last = _LETTERS_AT_START.match(tokens[-1])
    middle = tokens[1:-1]
    if not first or not last or not all(_LETTERS_AT_START.fullmatch(token) for token in middle):
        return None
    return [first.group(), *middle, last.group()]

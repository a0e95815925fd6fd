"""Which Georgian words there are: the evidence on which broken words are joined.

The word list ships with the package (``language/words.txt``; see ``language/README.md``). A word
is *known* when the list holds it, and *likely* when it is a known stem with a known ending; how
common a known word is in plans weighs too.

``python -m kavshiri.loaders.lexicon DICTIONARY PLAN…`` makes the list anew from the index.dic of
npm's dictionary-ka and from plans.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache
from itertools import islice
from pathlib import Path

from kavshiri.loaders.text import read_text

__all__ = ["LETTERS", "Lexicon", "lexicon", "words_of_document"]

LETTERS = "ა-ჰ"
_LANGUAGE = Path(__file__).parent / "language"
_SHORTEST = 4  # letters of a dictionary word; shorter ones are fragments more often than words
_SHORTEST_STEM = 3
_SHORTEST_OWN = 7  # letters of a word that only the document itself knows
_HYPHENS = "-‑–"
_SHORTEST_LIKELY = 6  # letters of a form that is not in the list
_COMMON_LENGTH = 6  # shorter dictionary words that no plan prints are suspicious
_COST_PER_MISSING_LETTER = 2.0
_COST_OF_WORD = 7.0  # of a dictionary word that no plan prints
_COST_OF_LIKELY = 8.0
_COST_OF_SHORT = 3.0
_COST_OF_UNKNOWN = 14.0
_COST_OF_UNLIKELY_END = 3.0
_OFTEN_INSIDE = 12  # times oftener inside words than at their end
_EVERY = 7  # word of the list makes the sample
_COST_OF_NEGATION = 1.0
_NEGATIONS = ("არა", "არ", "ვერ")  # written together with the noun of an action
_DOUBLE_CASE = "ისს"
_DERIVED = {"ება": ("ებულ", "ებელ"), "ობა": ("ობილ",)}  # from an action: who did it, what is done
_COST_PER_HALVING = 0.5


class Lexicon:
    """Word costs: the lower, the likelier is the word; None for what is no word.

    >>> words = Lexicon({"პირი": 3, "პირადობა": 0}, frozenset({"და"}), ("ის", "ი"))
    >>> words.cost("პირი") < words.cost("პირადობა"), words.cost("რი")
    (True, None)
    """

    def __init__(
        self,
        counts: dict[str, int],
        short: frozenset[str],
        endings: tuple[str, ...],
        hyphenated: frozenset[str] = frozenset(),
    ) -> None:
        self._counts = counts
        self._short = short
        self._endings = endings
        self._longest_ending = max(map(len, endings), default=0)
        self._ending_set = frozenset(endings)
        self._stems = {stem for word in counts for stem in self._stems_in(word)}
        self._hyphenated = hyphenated
        self._initial, self._inner, self._final = _trigrams(counts)
        self._costs: dict[str, float | None] = {}

    def cost(self, word: str) -> float | None:
        """The cost of a word, in bits over a certain one; None where it is not known."""
        if word not in self._costs:
            self._costs[word] = self._cost(word)
        return self._costs[word]

    def cost_of_unknown(self, word: str) -> float:
        """The cost of taking for a word what is not known: more where words do not end so."""
        if len(word) < _SHORTEST:
            return _COST_OF_UNKNOWN + _COST_OF_UNLIKELY_END
        return _COST_OF_UNKNOWN + (_COST_OF_UNLIKELY_END if self._ends_oddly(word) else 0)

    def is_cut(self, left: str, right: str) -> bool:
        """Whether one of two unknown pieces looks as if a word was cut between them."""
        if min(len(left), len(right)) < _SHORTEST or self._ends_oddly(left):
            return True
        first = right[:3]
        return self._inner[first] > _OFTEN_INSIDE * (self._initial[first] + 1)

    def _ends_oddly(self, word: str) -> bool:
        """Whether its last letters stand inside words much oftener than at their end."""
        last = word[-3:]
        return self._inner[last] > _OFTEN_INSIDE * (self._final[last] + 1)

    def is_hyphenated(self, beginning: str) -> bool:
        """Whether it is written with a hyphen before what follows, as in "web-page"."""
        return beginning in self._hyphenated

    def with_words(self, words: Mapping[str, int]) -> Lexicon:
        """This lexicon and the words of one document, with how often each stands in it."""
        other = copy(self)
        other._counts = {**self._counts}
        for word, count in words.items():
            if not self.is_short(word) and not self.is_ending(word):
                other._counts[word] = self._counts.get(word, 0) + count
        other._costs = {}
        return other

    def is_short(self, word: str) -> bool:
        """Whether it is one of the short words, which other words often begin or end with."""
        return word in self._short

    def is_listed(self, word: str) -> bool:
        """Whether this very form is in the list."""
        return word in self._counts

    def is_ending(self, piece: str) -> bool:
        """Whether it is a case ending or postposition."""
        return piece in self._ending_set

    def _cost(self, word: str) -> float | None:
        if word in self._short:
            return _COST_OF_SHORT
        if word in self._counts:
            return self._cost_of_listed(word, self._counts[word])
        if len(word) < _SHORTEST_LIKELY:
            return None
        if any(stem in self._stems for stem in self._stripped(word)):
            return _COST_OF_LIKELY
        if any(self._is_abstract(stem) for stem in self._stripped(word)):
            return _COST_OF_LIKELY
        return self._cost_of_negated(word)

    def _is_abstract(self, stem: str) -> bool:
        """Whether it is the noun of a quality, made of a known word: "…ობა"."""
        base = stem.removesuffix("ობ")
        return base != stem and len(base) > _SHORTEST_STEM and base in self._stems

    def _cost_of_listed(self, word: str, count: int) -> float:
        if not count and self._ends_oddly(word):
            return _COST_OF_WORD + _COST_OF_UNLIKELY_END  # the dictionary has cut words too
        missing = 0 if count else max(0, _COMMON_LENGTH - len(word))
        halvings = min(math.log2(1 + count), 8)
        return _COST_OF_WORD + _COST_PER_MISSING_LETTER * missing - _COST_PER_HALVING * halvings

    def _cost_of_negated(self, word: str) -> float | None:
        for negation in _NEGATIONS:
            rest = word.removeprefix(negation)
            cost = self.cost(rest) if rest != word and len(rest) > _SHORTEST else None
            if cost is not None:
                return cost + _COST_OF_NEGATION
        return None

    def _stripped(self, word: str) -> Iterable[str]:
        """The word without each ending that it could have."""
        for length in range(1, min(self._longest_ending, len(word) - _SHORTEST_STEM) + 1):
            stem, ending = word[:-length], word[-length:]
            fits = ending in self._ending_set and not word.endswith(_DOUBLE_CASE)
            if fits and not (ending[0] == "ი" and stem[-1] in "აეოუ"):
                yield stem

    def _stems_in(self, word: str) -> Iterable[str]:
        """What endings can be put to: the word as it is, stripped, or without its last vowel."""
        yield from self._stripped(word)
        if word[-1] in "აეოუბგვზკლპჟრტფქღყშჩცძწჭხჯჰ":  # no case ending ends so
            yield word
        if word[-1] in "აე" and len(word) > _SHORTEST_STEM:
            yield word[:-1]
            for derived in _DERIVED.get(word[-3:], ()):
                yield word[:-3] + derived


def _trigrams(words: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often three letters begin a word, stand inside one and end one, in a sample."""
    initial: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    final: Counter[str] = Counter()
    for word in islice(words, 0, None, _EVERY):
        initial[word[:3]] += 1
        final[word[-3:]] += 1
        inner.update(word[i : i + 3] for i in range(1, len(word) - 3))
    return initial, inner, final


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    counts = {}
    for line in _lines("words.txt"):
        word, _, count = line.partition("\t")
        counts[word] = int(count or 0)
    return Lexicon(
        counts,
        frozenset(_lines("short_words.txt")),
        tuple(_lines("endings.txt")),
        frozenset(_lines("hyphenated.txt")),
    )


def _lines(name: str) -> list[str]:
    lines = (_LANGUAGE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def words_of_document(text: str) -> Mapping[str, int]:
    """The words that a document prints in one piece at least twice, and how often over once.

    Those at the edge of a line do not count: they may be half a word.
    """
    whole = re.compile(rf"(?<=[^\n\t{LETTERS}])(?<![{_HYPHENS}])[{LETTERS}]{{{_SHORTEST_OWN},}}"
                       rf"(?=[^\n\t{LETTERS}])(?![{_HYPHENS}])")  # fmt: skip
    counts = Counter(whole.findall(re.sub(r"[^\S\n\t]+(?=[\n\t])|(?<=[\n\t])[^\S\n\t]+", "", text)))
    return {word: count - 1 for word, count in counts.items() if count > 1}


def build(dictionary: Path, plans: Iterable[Path]) -> list[str]:
    """The lines of ``words.txt``: dictionary forms, and plan words with their counts.

    A word of a plan counts only where it was printed in one piece: not at the edge of a line
    inside a cell (it may be half a word), and not joined by mending with the dictionary alone.
    """
    from kavshiri.loaders.mend import pieces

    forms = {line.split("/")[0].strip() for line in dictionary.read_text("utf-8").splitlines()[1:]}
    whole = re.compile(f"[{LETTERS}]{{{_SHORTEST},}}")
    endings = frozenset(_lines("endings.txt"))
    known = {form: 0 for form in forms if whole.fullmatch(form) and form not in endings}
    counts: Counter[str] = Counter()
    words = Lexicon(known, frozenset(_lines("short_words.txt")), tuple(_lines("endings.txt")))
    for path in plans:
        for cell in re.split(r"\t|<[^>]*>", read_text(path).text):
            for number, line in enumerate(cell.split("\n")):
                for piece in pieces(line, words):
                    counts.update(piece.unbroken[1 if number else 0 : -1])
    known.update(
        (word, count)
        for word, count in counts.items()
        if word in known or (len(word) >= _SHORTEST and _is_one_word(word, known, words))
    )
    return [f"{word}\t{known[word]}" if known[word] else word for word in sorted(known)]


def _is_one_word(word: str, known: dict[str, int], words: Lexicon) -> bool:
    """Whether a printed form is neither a mere ending nor two words printed without a blank."""
    if words.is_ending(word):
        return False
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    return not any(
        word[:cut] in known and word[cut - 1] in "აეიო" and words.cost(word[cut:]) is not None
        for cut in cuts
    )


def main(arguments: list[str]) -> None:
    """Write ``words.txt`` from a dictionary and plans."""
    lines = build(Path(arguments[0]), [Path(name) for name in arguments[1:]])
    text = "# Georgian word forms; behind a tab: how often the plans carried here print them.\n"
    (_LANGUAGE / "words.txt").write_text(text + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

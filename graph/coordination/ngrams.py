"""Texts as sets of character n-grams, so that words which inflect by endings still meet.

Each text becomes a row of weights: for every n-gram of its words log((1 + N) / (1 + df)) + 1, where
N is the number of texts and df the number of those that have it (the usual smoothed TF-IDF); how
often it stands in one text does not count. Rows have the length 1, so that the product of two is
the cosine of their angle.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kavshiri.graph.coordination.matrices import Floats, Ints, Matrix, rows_of, unit_rows

__all__ = ["LONGEST", "SHORTEST", "TextSpace"]

SHORTEST, LONGEST = 3, 5
"""The lengths of the n-grams; a blank stands for the beginning and for the end of a word."""

Columns = NDArray[np.int32]


@dataclass(frozen=True)
class TextSpace:
    """Some texts, rows of words, as rows of a matrix; ``grams`` holds the columns of each word."""

    texts: Sequence[tuple[str, ...]]
    matrix: Matrix
    weights: Floats
    grams: dict[str, Columns]

    @classmethod
    def of(
        cls, texts: Sequence[tuple[str, ...]], shortest: int = SHORTEST, longest: int = LONGEST
    ) -> TextSpace:
        """Return the space of some texts. A text without words is all zero.

        Time and memory grow with the n-grams: about two for each letter of a text, of 8 bytes.
        """
        words = sorted({word for text in texts for word in text})
        grams, count = _grams_of_words(words, range(shortest, longest + 1))
        columns, starts = array("i"), array("q", [0])
        for text in texts:
            columns.frombytes(_union(grams[word] for word in text).tobytes())
            starts.append(len(columns))
        places: Ints = np.frombuffer(columns, dtype=np.int32)
        weights = np.log((1 + len(texts)) / (1 + np.bincount(places, minlength=count))) + 1
        matrix = rows_of(weights.astype(np.float32)[places], places, np.asarray(starts), count)
        return cls(texts, unit_rows(matrix), weights, grams)

    def shared_words(self, one: int, other: int, most: int = 6) -> tuple[str, ...]:
        """Return the words of one text that another has too, in some form; the weightiest first.

        A word is shared where the n-grams that it has in common with one of the other's words make
        up half of the weight of the shorter of the two.
        """
        others = [self.grams[word] for word in dict.fromkeys(self.texts[other])]
        found = {
            word: self._common_weight(self.grams[word], others)
            for word in dict.fromkeys(self.texts[one])
        }
        shared = sorted((-weight, word) for word, weight in found.items() if weight > 0)
        return tuple(word for _, word in shared[:most])

    def _common_weight(self, own: Columns, others: Sequence[Columns]) -> float:
        best = 0.0
        for ids in others:
            common = self._weight(np.intersect1d(own, ids, assume_unique=True))
            if common >= min(self._weight(own), self._weight(ids)) / 2:
                best = max(best, common)
        return best

    def _weight(self, ids: Columns) -> float:
        return float(np.square(self.weights[ids]).sum())


def _grams_of_words(words: Sequence[str], lengths: Sequence[int]) -> tuple[dict[str, Columns], int]:
    """Return the columns of each word's n-grams, numbered as the words bring them in, and how many.

    A word too short for any n-gram counts as one of its own.
    """
    known: dict[str, int] = {}
    columns = {
        word: sorted({known.setdefault(gram, len(known)) for gram in _grams(word, lengths)})
        for word in words
    }
    return {word: np.array(ids, dtype=np.int32) for word, ids in columns.items()}, len(known)


def _grams(word: str, lengths: Sequence[int]) -> Iterator[str]:
    framed = f" {word} "
    if len(framed) < lengths[0]:
        yield framed
    for length in lengths:
        for start in range(len(framed) - length + 1):
            yield framed[start : start + length]


def _union(columns: Iterable[Columns]) -> Columns:
    return np.unique(np.concatenate([np.zeros(0, np.int32), *columns]))

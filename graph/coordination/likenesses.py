"""How alike two rows of a matrix are, from 0 to 1; NaN where one of them is empty."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kavshiri.graph.coordination.matrices import Floats, Ints, Matrix, closeness, unit_rows

__all__ = ["Measure", "among_best", "any_common", "cosine", "jaccard"]

Measure = Callable[[Ints, Ints], Floats]
"""From the numbers of the first and of the second rows to their likeness."""


def _told(matrix: Matrix, first: Ints, second: Ints, values: Floats) -> Floats:
    """Return values with NaN where one of the rows is empty."""
    filled = np.diff(matrix.indptr) > 0
    return np.where(filled[first] & filled[second], values, np.nan)


def cosine(matrix: Matrix) -> Measure:
    """Return what measures the cosine of two rows of weights."""
    units = unit_rows(matrix)
    return lambda first, second: _told(units, first, second, closeness(units, first, second))


def any_common(matrix: Matrix) -> Measure:
    """Return what gives 1 for two rows of marks that share any, else 0."""

    def measure(first: Ints, second: Ints) -> Floats:
        common = closeness(matrix, first, second)
        return _told(matrix, first, second, np.minimum(common, 1))

    return measure


def jaccard(matrix: Matrix) -> Measure:
    """Return what measures the share of common marks among all marks of two rows."""
    sizes = np.diff(matrix.indptr)

    def measure(first: Ints, second: Ints) -> Floats:
        common = closeness(matrix, first, second)
        union = sizes[first] + sizes[second] - common
        return _told(matrix, first, second, common / np.maximum(union, 1))

    return measure


def among_best(
    first: Ints, second: Ints, sides: Ints, score: Floats, most: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which pairs are among the best of one of their ends, inside and across sides apart.

    Of equals those that stand first.
    """
    count = len(first)
    ends = np.concatenate([first, second])
    pairs = np.concatenate([np.arange(count), np.arange(count)])
    across = sides[first] != sides[second]
    group = ends * 2 + across[pairs]
    order = np.lexsort((pairs, -score[pairs], group))
    group = group[order]
    begins = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if count else np.zeros(0, int)
    rank = np.arange(len(group)) - np.repeat(begins, np.diff(np.r_[begins, len(group)]))
    best = np.zeros(count, dtype=np.bool_)
    best[pairs[order][rank < most]] = True
    return best

"""Sparse matrices whose rows are compared: pairs measured in portions, neighbours in blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

__all__ = ["Floats", "Ints", "Matrix", "closeness", "marks", "nearest", "rows_of", "unit_rows"]

BUDGET = 2_000_000_000
"""Multiplications in one search for neighbours; above it, full columns count only in part."""
FEWEST = 64
"""How many rows a column always compares, whatever the budget."""
ROWS = 256
"""Rows compared with all others at once: this bounds the memory."""
PAIRS = 20_000
"""Pairs measured at once: this bounds the memory."""

Ints = NDArray[Any]
Floats = NDArray[np.float64]
Matrix: TypeAlias = Any  # scipy.sparse.csr_array, which tells no types
_SHORT = 2**31


def rows_of(data: NDArray[Any], columns: Ints, starts: Ints, count: int) -> Matrix:
    """Return a matrix of ``count`` columns from the rows' values and places, one behind another.

    Places are short numbers where they can be: long ones take twice the memory.
    """
    kind = np.int32 if max(len(columns), count) < _SHORT else np.int64
    places, begins = columns.astype(kind, copy=False), starts.astype(kind, copy=False)
    return sparse.csr_array((data, places, begins), shape=(len(starts) - 1, count))


def marks(rows: Sequence[Iterable[tuple[str, float]]]) -> Matrix:
    """Return rows of named values as a matrix; columns stand in the order of their names."""
    values = [dict(row) for row in rows]
    names = {name: n for n, name in enumerate(sorted({name for row in values for name in row}))}
    return rows_of(
        np.array([row[name] for row in values for name in sorted(row)], dtype=np.float64),
        np.array([names[name] for row in values for name in sorted(row)], dtype=np.int64),
        np.cumsum([0, *(len(row) for row in values)]),
        len(names),
    )


def unit_rows(matrix: Matrix) -> Matrix:
    """Return a matrix with every row divided by its length; rows of zeros stay."""
    squares = sparse.csr_array(
        (np.square(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape
    )
    lengths = np.sqrt(squares.sum(axis=1, dtype=np.float64)).astype(matrix.dtype)
    lengths[lengths == 0] = 1
    data = matrix.data / np.repeat(lengths, np.diff(matrix.indptr))
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def closeness(matrix: Matrix, first: Ints, second: Ints) -> Floats:
    """Return the product of each pair of rows: for unit rows the cosine, for 0/1 what they share.

    Measured in portions, so that memory is bounded.
    """
    portions = [np.zeros(0)]
    for start in range(0, len(first), PAIRS):
        some = slice(start, start + PAIRS)
        common = matrix[first[some]].multiply(matrix[second[some]])
        portions.append(common.sum(axis=1, dtype=np.float64))
    return np.concatenate(portions)


def nearest(matrix: Matrix, sides: Ints, most: int) -> tuple[Ints, Ints]:
    """Return pairs of rows (the lower first) that are among each other's nearest by their product.

    ``sides`` numbers the side that each row is on: of every row the ``most`` nearest on its own
    side are taken, and as many on all the others; of equals those that stand first. All rows are
    compared with all while that takes at most :data:`BUDGET` multiplications; beyond, a column
    that many rows fill is dealt out in equal parts, and rows meet by it only within one part. Time
    is bounded by the budget, or by :data:`FEWEST` times the filled cells; memory by :data:`ROWS`
    rows of the product.
    """
    narrow = _dealt_out(matrix, max(FEWEST, BUDGET // max(1, matrix.nnz)))
    across = narrow.T.tocsr()
    codes = [np.zeros(0, np.int64)]
    for start in range(0, matrix.shape[0], ROWS):
        product = narrow[start : start + ROWS] @ across
        codes.append(_nearest_of_rows(product, start, sides, most))
    found = np.unique(np.concatenate(codes))
    count = max(1, matrix.shape[0])
    return found // count, found % count


def _dealt_out(matrix: Matrix, widest: int) -> Matrix:
    """Return the matrix with each column of more than ``widest`` cells dealt out to several.

    Columns of a single cell are left out: they bring nobody together.
    """
    columns = matrix.tocsc()
    columns.sort_indices()
    cells = np.diff(columns.indptr)
    parts = -(-cells // widest) * (cells > 1)
    first = (np.cumsum(parts) - parts).astype(np.int32)
    kept = np.repeat(cells > 1, cells)
    place = np.arange(columns.nnz, dtype=columns.indptr.dtype)
    place -= np.repeat(columns.indptr[:-1], cells)
    place = place[kept] % np.repeat(parts, cells)[kept] + np.repeat(first, cells)[kept]
    shape = (matrix.shape[0], int(parts.sum()))
    return sparse.csr_array((columns.data[kept], (columns.indices[kept], place)), shape=shape)


def _nearest_of_rows(product: Matrix, start: int, sides: Ints, most: int) -> Ints:
    """Return the pairs of some rows, each pair as one number: lower * rows + higher."""
    count = product.shape[1]
    found = [np.zeros(0, np.int64)]
    for row in range(product.shape[0]):
        me = start + row
        span = slice(product.indptr[row], product.indptr[row + 1])
        others, values = product.indices[span].astype(np.int64), product.data[span]
        own = sides[others] == sides[me]
        for chosen in (own & (others != me), ~own):
            near = _largest(others[chosen], values[chosen], most)
            found.append(np.minimum(near, me) * count + np.maximum(near, me))
    return np.unique(np.concatenate(found))


def _largest(which: Ints, values: NDArray[Any], most: int) -> Ints:
    """Return those with the largest values; of equals the lower number."""
    if len(which) > most:
        least = np.partition(values, len(values) - most)[len(values) - most]
        which, values = which[values >= least], values[values >= least]
    return which[np.lexsort((which, -values))][:most]

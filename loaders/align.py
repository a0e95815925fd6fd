"""Which cell of a row stands in which column, when a page lost cells or moved them sideways.

Cells keep their order. Every way to leave columns without a cell is weighed by how well the
words of each cell fit its column (dynamic programming, as for two sequences with gaps).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import log

from kavshiri.loaders.dates import names_no_date, read_periods
from kavshiri.loaders.money import read_money
from kavshiri.loaders.profile import Column, Profile

__all__ = ["Fit", "align"]

_LOST = -2.5  # a column without a cell
_LOST_TOO = -0.5  # the next one beside it: cells are lost side by side
_LOST_LEAD = -1.5  # on top: hardly a row leaves out who leads, while partners are often left out
_BLANK_CELL_DROPPED = -1.5
_CELL_DROPPED = -12.0
_RISK = re.compile(r"ნაკლებობ|არარსებობ|არქონ|არასაკმარის|გაჭიანურ|ვერ[ა-ჰ]+ბა|სირთულ|დაბალი")
_LONGEST_DEADLINE = 80  # letters
_LONGEST_VAGUE_DEADLINE = 30
_LONGEST_BUDGET = 600
_NEVER = float("-inf")


class Fit:
    """How well a text fits a column: 0 says nothing, more speaks for it, less against it.

    ``covers`` tells which bodies a text names and what share of its letters names them. What was
    seen in rows that lost nothing tells the columns of agencies apart.
    """

    def __init__(
        self, profile: Profile, covers: Callable[[str], tuple[frozenset[str], float]]
    ) -> None:
        self._profile = profile
        self._covers = covers
        self._seen: dict[str, Counter[str]] = {}
        self._known: dict[tuple[str, str], float] = {}

    def learn(self, column: Column, text: str) -> None:
        """Remember the bodies that stand in a column of a whole row."""
        if column.kind == "agencies":
            self._seen.setdefault(column.key, Counter()).update(self._covers(text)[0])
            self._known.clear()

    def __call__(self, column: Column, text: str) -> float:
        """The fit of a text in a column."""
        question = (column.key, text)
        if question not in self._known:
            self._known[question] = self._fit(column, text)
        return self._known[question]

    def of_continuation(self, column: Column, text: str) -> float:
        """The fit of a text that a page break cut off, and that has no number therefore."""
        if column.kind in ("goal", "objective", "activity", "text", "indicator"):
            return -2.0 * self._covers(text)[1]
        return self(column, text)

    def _fit(self, column: Column, text: str) -> float:
        if column.kind in ("goal", "objective", "activity"):
            return self._fit_of_number(column, text)
        if not text.strip():
            return 1.0 if column.kind == "empty" else 0.0
        match column.kind:
            case "empty":
                return -5.0
            case "deadline":
                if len(text) < _LONGEST_DEADLINE and read_periods(text):
                    return 5.0
                return 3.0 if len(text) < _LONGEST_VAGUE_DEADLINE and names_no_date(text) else -4.0
            case "budget":
                return 5.0 if len(text) < _LONGEST_BUDGET and read_money(text) else -4.0
            case "agencies":
                return self._fit_of_agencies(column, text)
            case "indicator":
                if column.verification is None:
                    return 0.0
                return 3.0 if column.verification.search(text) else -1.0
            case "note":
                return 5.0 if column.reporting and column.reporting.search(text) else -0.5
            case "risk":
                return 2.0 if _RISK.search(text.replace("\n", "")) else 0.0
        return 0.0

    def _fit_of_number(self, column: Column, text: str) -> float:
        if self._profile.number_of(column.kind, text):
            return 6.0 if column.kind == "activity" else 4.0
        if column.kind == "activity":
            return -4.0
        return -3.0 if text.strip() else 0.0

    def _fit_of_agencies(self, column: Column, text: str) -> float:
        bodies, share = self._covers(text)
        fit = 4.0 * share - 2.0 + 2.0 * any(text.startswith(label) for label in column.labels)
        seen = self._seen.get(column.key, Counter())
        all_seen = sum((counter for counter in self._seen.values()), Counter[str]())
        if bodies and self._seen:
            odds = [log((seen[body] + 0.5) / (all_seen[body] + 1.5)) for body in bodies]
            fit += sum(odds) / len(odds)
        return fit


def align(texts: Sequence[str], columns: Sequence[Column], fit: Fit) -> list[int | None]:
    """For each cell the index of its column; None for a cell that has none."""
    best = _best_scores(texts, columns, fit)
    i, j, lost = len(texts), len(columns), False
    if best[i][j][1][0] > best[i][j][0][0]:
        lost = True
    places: list[int | None] = [None] * len(texts)
    while i or j:
        _, step = best[i][j][lost]
        if step == "match":
            i, j = i - 1, j - 1
            places[i] = j
            lost = best[i][j][1][0] > best[i][j][0][0]
        elif step == "drop":
            i -= 1
            lost = best[i][j][1][0] > best[i][j][0][0]
        else:
            j -= 1
            lost = step == "lost too"
    return places


_Score = tuple[float, str]


def _best_scores(
    texts: Sequence[str], columns: Sequence[Column], fit: Fit
) -> list[list[list[_Score]]]:
    """best[i][j][l]: of i cells in j columns, the last column found (0) or lost (1)."""
    best = [
        [[(_NEVER, ""), (_NEVER, "")] for _ in range(len(columns) + 1)]
        for _ in range(len(texts) + 1)
    ]
    best[0][0][0] = (0.0, "")
    for i in range(len(texts) + 1):
        for j in range(len(columns) + 1):
            if i:
                blank = not texts[i - 1].strip()
                cost = _BLANK_CELL_DROPPED if blank else _CELL_DROPPED
                _offer(best[i][j], 0, max(s for s, _ in best[i - 1][j]) + cost, "drop")
            if i and j:
                score = fit(columns[j - 1], texts[i - 1])
                _offer(best[i][j], 0, max(s for s, _ in best[i - 1][j - 1]) + score, "match")
            if j:
                dear = _LOST_LEAD if columns[j - 1].role == "lead" else 0.0
                _offer(best[i][j], 1, best[i][j - 1][0][0] + _LOST + dear, "lost")
                _offer(best[i][j], 1, best[i][j - 1][1][0] + _LOST_TOO + dear, "lost too")
    return best


def _offer(scores: list[_Score], place: int, score: float, step: str) -> None:
    if score > scores[place][0]:
        scores[place] = (score, step)

"""From the cells of one row to the values of its activity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kavshiri.loaders.agencies import Named, read_agencies
from kavshiri.loaders.categories import risk_categories
from kavshiri.loaders.dates import read_periods
from kavshiri.loaders.mend import mend
from kavshiri.loaders.money import Money, read_money
from kavshiri.loaders.names import NameIndex
from kavshiri.loaders.organisations import Registrar
from kavshiri.loaders.passage import Ledger, Passage
from kavshiri.loaders.profile import Column, Profile
from kavshiri.loaders.records import (
    Deadline,
    Funding,
    Indicator,
    Mention,
    Participation,
    Risk,
    Target,
    Verification,
)
from kavshiri.loaders.table import Cell, Row
from kavshiri.loaders.targets import read_targets
from kavshiri.loaders.text import TextSource

__all__ = ["RowReader", "keys_of"]

_CONFIDENCE = {"normalised": Decimal("0.95"), "unresolved": Decimal(0)}
_LIST_MARK = re.compile(r"(?m)^\s*\d{1,2}\)[^\S\n]*")


class RowReader:
    """Turns the cells of one row into values; each column is read once."""

    def __init__(
        self,
        row: Row,
        profile: Profile,
        source: TextSource,
        registrar: Registrar,
        ledger: Ledger,
    ) -> None:
        self._row = row
        self._profile = profile
        self._source = source
        self._registrar = registrar
        self._ledger = ledger
        self._named: list[tuple[Column, int, Passage, list[Named]]] = []
        self._indicator: list[tuple[int, Passage, Passage]] = []
        self._note: str | None = None
        self._read()

    def _columns(self, kind: str) -> Iterable[tuple[int, Column]]:
        for index, column in enumerate(self._profile.columns):
            if column.kind == kind and self._row.has(index):
                yield index, column

    def _read(self) -> None:
        for index, column in self._columns("agencies"):
            passage = self._row.text(index, self._ledger)
            named = read_agencies(
                passage, column.role or "partner", column.labels, self._index(), self._ledger
            )
            self._named.append((column, index, passage, named))
        for index, column in self._columns("indicator"):
            self._split_indicator(index, column)
        for index, column in self._columns("note"):
            self._split_note(index, column)

    def _index(self) -> NameIndex:
        return self._registrar.index

    def _keys(self, index: int, field_name: str, part: Passage | None = None) -> tuple[str, ...]:
        """The keys of a column's cells, or of those in which a part stands; they feed a field."""
        cells = [cell for cell in self._row.columns[index] if cell.passage]
        if part is not None:
            places = [place for place in part.origin if place >= 0]
            cells = [cell for cell in cells if _overlaps(cell, min(places), max(places))]
        for cell in cells:
            cell.feeds(field_name)
        return keys_of(cells, self._source)

    def text(self, kind: str, field_name: str) -> str | None:
        """The mended words of the first column of a kind."""
        for index, _ in self._columns(kind):
            passage = self._row.text(index, self._ledger)
            self._ledger.enter(passage)
            self._keys(index, field_name)
            return mend(passage.text, self._index().words) or None
        return None

    def _split_indicator(self, index: int, column: Column) -> None:
        """Indicator and means of verification, freed of numbering that numbers nothing."""
        passage = self._row.text(index, self._ledger)
        passage = self._without_list_marks(passage)
        label = column.verification.search(passage.text) if column.verification else None
        if label is None:
            self._indicator.append((index, passage, passage.part(0, 0)))
            self._ledger.enter(passage)
            return
        self._ledger.enter(passage.part(label.start(), label.end()), "marker")
        before = passage.part(0, label.start()).stripped()
        behind = passage.part(label.end()).stripped()
        self._indicator.append((index, before, behind))
        self._ledger.enter(before)
        self._ledger.enter(behind)

    def _without_list_marks(self, passage: Passage) -> Passage:
        """Numbers "1)", "2)" of an automatic list are no text where they stand before nothing."""
        marks = list(_LIST_MARK.finditer(passage.text))
        lines = passage.text.split("\n")
        bare = [line for line in lines if re.fullmatch(r"\s*\d{1,2}\)\s*", line)]
        if not marks or not bare:
            return passage
        passage, taken = passage.without(_LIST_MARK)
        for piece in taken:
            self._ledger.enter(piece, "marker")
        return passage.stripped()

    def _split_note(self, index: int, column: Column) -> None:
        """The reporting body, or a note in words."""
        passage = self._row.text(index, self._ledger)
        label = column.reporting.search(passage.text) if column.reporting else None
        if label is None:
            self._ledger.enter(passage)
            self._keys(index, "note")
            self._note = mend(passage.text, self._index().words)
            return
        self._ledger.enter(passage.part(label.start(), label.end()), "marker")
        behind = passage.part(label.end())
        named = read_agencies(behind, "reporting", {}, self._index(), self._ledger)
        self._named.append((column, index, behind, named))

    def note(self) -> str | None:
        """What the note column says, where it names no reporting body."""
        return self._note

    def participations(self) -> Iterable[Participation]:
        """Every organisation that the row names, in its role."""
        for _, index, passage, named in self._named:
            for item in named:
                confidence = _CONFIDENCE.get(item.resolved_by, Decimal(1))
                yield Participation(
                    role=item.role,
                    organisation=self._registrar.slug_of(item),
                    within=self._registrar.slug_of(item.within) if item.within else None,
                    mention=Mention(item.printed, item.resolved_by, confidence),
                    cells=self._keys(index, item.role, passage.part(item.start, item.end)),
                )

    def indicators(self) -> Iterable[Indicator]:
        """The indicator with its targets; those printed with the verification count too."""
        for index, before, behind in self._indicator:
            text = mend(before.text, self._index().words)
            if text:
                targets = [
                    Target(words[slice(*stated.span)], stated.value, stated.maximum, stated.unit)
                    for words in (text, mend(behind.text, self._index().words))
                    for stated in read_targets(words)
                ]
                yield Indicator(text, tuple(targets), self._keys(index, "indicator"))

    def verifications(self) -> Iterable[Verification]:
        """The means of verification."""
        for index, _, behind in self._indicator:
            text = mend(behind.text, self._index().words)
            if text:
                yield Verification(text, self._keys(index, "verification"))

    def deadlines(self) -> Iterable[Deadline]:
        """The periods by whose end the activity is due."""
        for index, _ in self._columns("deadline"):
            passage = self._row.text(index, self._ledger)
            for period in read_periods(passage.text):
                stated = passage.part(*period.span)
                self._ledger.enter(stated)
                keys = self._keys(index, "deadline", stated)
                words = " ".join(stated.text.split())
                yield Deadline(words, period.start, period.end, period.precision, keys)

    def fundings(self) -> Iterable[Funding]:
        """Effort and money of the state, and the donors."""
        for index, _ in self._columns("budget"):
            passage = self._row.text(index, self._ledger)
            for money in read_money(passage.text):
                stated = passage.part(*money.span)
                self._ledger.enter(stated)
                yield self._funding(money, stated, self._keys(index, "funding", stated))
        for column, index, passage, named in self._named:
            if column.funding:
                for item in named:
                    keys = self._keys(index, "funding", passage.part(item.start, item.end))
                    slug = self._registrar.slug_of(item)
                    yield Funding("donor", "notStated", None, None, slug, item.printed, keys)

    def _funding(self, money: Money, stated: Passage, keys: tuple[str, ...]) -> Funding:
        words = " ".join(stated.text.split())
        return Funding(money.kind, money.state, money.amount, money.currency, None, words, keys)

    def risks(self) -> Iterable[Risk]:
        """The stated risk."""
        for index, _ in self._columns("risk"):
            passage = self._row.text(index, self._ledger)
            self._ledger.enter(passage)
            text = mend(passage.text, self._index().words)
            yield Risk(text, risk_categories(text), self._keys(index, "risk"))


def keys_of(cells: Sequence[Cell], source: TextSource) -> tuple[str, ...]:
    """The keys of cells, each once."""
    return tuple(dict.fromkeys(cell.key(source) for cell in cells))


def _overlaps(cell: Cell, first: int, last: int) -> bool:
    """Whether any of the characters from ``first`` to ``last`` stands in a cell."""
    return cell.passage.origin[0] <= last and first <= cell.passage.origin[-1]

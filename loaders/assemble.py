"""From the rows of a table to the record of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kavshiri.loaders.categories import activity_types
from kavshiri.loaders.headings import form_of
from kavshiri.loaders.lexicon import Lexicon
from kavshiri.loaders.mend import mend
from kavshiri.loaders.organisations import Registrar
from kavshiri.loaders.passage import Ledger, Passage
from kavshiri.loaders.paths import Paths, number_text
from kavshiri.loaders.profile import Column, Profile
from kavshiri.loaders.records import (
    Activity,
    Division,
    Objective,
)
from kavshiri.loaders.table import Cell, Heading, Row, Table, clean
from kavshiri.loaders.text import TextSource
from kavshiri.loaders.values import RowReader, keys_of

__all__ = ["Assembly", "assemble"]

_LONE_NUMBER = re.compile(r"\s*\d{1,3}\s*[.)]*\s*")
_ROWS_BETWEEN_REPORTS = 1000


@dataclass(slots=True)
class Assembly:
    """What was assembled, and what was noticed on the way."""

    divisions: list[Division] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)  # activity path -> its row
    lost_headings: list[str] = field(default_factory=list)  # paths of divisions without one
    stray_numbers: list[tuple[str, Cell]] = field(default_factory=list)  # activity path, cell


def assemble(
    table: Table,
    profile: Profile,
    source: TextSource,
    registrar: Registrar,
    ledger: Ledger,
    progress: Callable[[int], None] | None = None,
) -> Assembly:
    """The divisions, objectives and activities of a table; ``progress`` hears how many rows."""
    return _Assembler(profile, source, registrar, ledger).read(table, progress)


@dataclass(slots=True)
class _Open:
    """A division or objective that the next rows belong to; its text can still grow."""

    path: str
    kind: str
    notation: str | None
    parent: str | None
    order: int
    passages: list[Passage]
    cells: list[Cell]
    level: int = 0


class _Assembler:
    def __init__(
        self, profile: Profile, source: TextSource, registrar: Registrar, ledger: Ledger
    ) -> None:
        self._profile = profile
        self._source = source
        self._registrar = registrar
        self._words = registrar.index.words
        self._ledger = ledger
        self._assembly = Assembly()
        self._paths = {kind: Paths() for kind in ("division", "objective", "activity")}
        self._divisions: list[_Open] = []
        self._objectives: list[_Open] = []
        self._stack: list[_Open] = []  # the divisions that are open, outermost first
        self._last_letter: str | None = None

    def read(self, table: Table, progress: Callable[[int], None] | None) -> Assembly:
        for item in table.content:
            if isinstance(item, Heading):
                self._heading(item.cell)
            else:
                self._row(item)
                count = len(self._assembly.activities)
                if progress and count % _ROWS_BETWEEN_REPORTS == 0:
                    progress(count)
        for division in self._divisions:
            self._assembly.divisions.append(self._division_record(division))
        for objective in self._objectives:
            self._assembly.objectives.append(self._objective_record(objective))
        return self._assembly

    # Divisions

    def _heading(self, cell: Cell) -> None:
        passage = clean(cell.passage, self._ledger)
        found = form_of(passage.text, self._profile)
        if found is None:
            return
        form, match = found
        notation = match.groupdict().get("notation")
        if form.restarts and notation:
            self._note_restart(notation, form.level)
        if form.level == 1:
            self._last_letter = None
        while self._stack and self._stack[-1].level >= form.level:
            self._stack.pop()
        label = passage.part(match.start("label"))
        self._ledger.enter(passage)
        self._open_division(form.kind, form.level, notation, [label], [cell])
        cell.feeds("label")
        if notation:
            cell.feeds("notation")

    def _note_restart(self, letter: str, level: int) -> None:
        """A letter that starts again opens a chapter whose heading the document lost."""
        if self._last_letter is not None and letter <= self._last_letter:
            outer = next((d for d in self._stack if d.level < level), None)
            after = f"after {outer.notation or outer.path}" if outer else "unnamed"
            self._stack.clear()
            division = self._open_division("chapter", 1, None, [], [], name=after)
            self._assembly.lost_headings.append(division.path)
        self._last_letter = letter

    def _open_division(
        self,
        kind: str,
        level: int,
        notation: str | None,
        label: list[Passage],
        cells: list[Cell],
        name: str = "",
    ) -> _Open:
        parent = self._stack[-1].path if self._stack else None
        words = name or " ".join(mend(passage.text, self._words) for passage in label)
        path = self._paths["division"].of(parent, notation, words)
        order = len(self._divisions) + 1
        division = _Open(path, kind, notation, parent, order, label, cells, level)
        self._divisions.append(division)
        self._stack.append(division)
        return division

    def _division_record(self, item: _Open) -> Division:
        label = _label(self._words, item)
        keys = keys_of(item.cells, self._source)
        return Division(
            item.path, item.kind, item.notation, label or None, item.parent, item.order, keys
        )

    def _objective_record(self, item: _Open) -> Objective:
        keys = keys_of(item.cells, self._source)
        return Objective(
            item.path, item.notation, _label(self._words, item), item.parent, item.order, keys
        )

    # Rows

    def _row(self, row: Row) -> None:
        stray = None
        for index, column in enumerate(self._profile.columns):
            if column.kind in ("goal", "objective") and row.has(index):
                stray = self._grouping(row, index, column) or stray
        activity = self._activity(row)
        if activity:
            self._assembly.activities.append(activity)
            self._assembly.rows[activity.path] = row
            if stray:
                self._assembly.stray_numbers.append((activity.path, stray))

    def _grouping(self, row: Row, index: int, column: Column) -> Cell | None:
        """Open or continue the goal or objective of a cell; returns the cell of a lone number."""
        for cell in row.columns[index]:
            passage = clean(cell.passage, self._ledger)
            if not passage:
                continue
            number = self._profile.number_of(column.kind, passage.text)
            if _LONE_NUMBER.fullmatch(passage.text):
                self._ledger.enter(passage, "marker")
                return cell
            self._ledger.enter(passage)
            cell.feeds("label")
            current = self._current(column.kind)
            if number is None and current is not None:
                current.passages.append(passage)
                current.cells.append(cell)
            else:
                self._open_grouping(column.kind, number, passage, cell)
        return None

    def _current(self, kind: str) -> _Open | None:
        if kind == "goal":
            return self._stack[-1] if self._stack else None
        return self._objectives[-1] if self._objectives else None

    def _open_grouping(
        self, kind: str, number: re.Match[str] | None, passage: Passage, cell: Cell
    ) -> None:
        notation = number_text(number.group()) if number else None
        label = passage.part(number.end() if number else 0).stripped()
        if notation:
            cell.feeds("notation")
        if kind == "goal":
            self._stack.clear()
            self._open_division("goal", 1, notation, [label], [cell])
            return
        parent = self._stack[-1].path if self._stack else None
        path = self._paths["objective"].of(parent, notation, mend(label.text, self._words))
        order = len(self._objectives) + 1
        self._objectives.append(_Open(path, "objective", notation, parent, order, [label], [cell]))

    def _activity(self, row: Row) -> Activity | None:
        place = self._profile.index_of("activity")
        passage = row.text(place, self._ledger)
        if not passage:
            return None
        number = self._profile.number_of("activity", passage.text)
        label = mend(passage.part(number.end() if number else 0).text, self._words)
        notation = number_text(number.group()) if number else None
        self._ledger.enter(passage)
        for cell in row.columns[place]:
            cell.feeds("label")
        if number:
            row.columns[place][0].feeds("notation")
        division = self._stack[-1].path if self._stack else None
        objective = self._objectives[-1] if self._objectives else None
        if objective and objective.parent != division:
            objective = None
        reader = RowReader(row, self._profile, self._source, self._registrar, self._ledger)
        return Activity(
            path=self._paths["activity"].of(division, notation, label),
            notation=notation,
            label=label,
            division=division,
            objective=objective.path if objective else None,
            order=len(self._assembly.activities) + 1,
            expected_result=reader.text("text", "expected_result"),
            note=reader.note(),
            participations=tuple(reader.participations()),
            indicators=tuple(reader.indicators()),
            verifications=tuple(reader.verifications()),
            fundings=tuple(reader.fundings()),
            deadlines=tuple(reader.deadlines()),
            risks=tuple(reader.risks()),
            types=activity_types(label),
            cells=keys_of(row.cells, self._source),
        )


def _label(words: Lexicon, item: _Open) -> str:
    """The mended words of a goal or objective; a cut text goes on without a break."""
    return mend("\n".join(passage.text for passage in item.passages), words)

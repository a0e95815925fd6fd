"""From the lines of a text table to headings and rows, whatever a page break did to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kavshiri.loaders.align import Fit, align
from kavshiri.loaders.dates import read_periods
from kavshiri.loaders.headings import split_headings
from kavshiri.loaders.passage import Passage
from kavshiri.loaders.profile import Profile
from kavshiri.loaders.table import ARTEFACTS, Cell, Heading, Row, Table
from kavshiri.loaders.text import TextSource
from kavshiri.ontology.errors import ReadingError

__all__ = ["match_header", "read_table"]

_MOST_CELLS = 200
_RULE = re.compile(r"[\s\-–—=_|+]*")  # a line drawn under the header or at a page's end


def read_table(source: TextSource, profile: Profile, fit: Fit) -> Table:
    """The table of a document, read by a profile."""
    if profile.layout == "row-per-line":
        return _RowPerLine(source, profile, fit).table()
    return _CellPerTab(source, profile, fit).table()


def _check_width(source: TextSource, cells: Sequence[Cell]) -> None:
    if len(cells) > _MOST_CELLS:
        raise ReadingError(
            source.path,
            f"a row has {len(cells):,} cells",
            f"check that it is a plan; a row has at most {_MOST_CELLS}",
            line=cells[0].line,
        )


def _plain(cell: Cell) -> str:
    return ARTEFACTS.sub("", cell.passage.text).strip()


def _is_activity(profile: Profile, text: str) -> bool:
    return profile.number_of("activity", text) is not None


def _new_row(profile: Profile, cells: list[Cell], places: Sequence[int | None]) -> Row:
    columns: list[list[Cell]] = [[] for _ in profile.columns]
    for cell, place in zip(cells, places, strict=True):
        cell.index = place
        if place is not None:
            columns[place].append(cell)
    lost = [i for i in range(len(columns)) if not columns[i]]
    return Row(columns, cells, lost)


class _CellPerTab:
    """Each cell begins with a tab; a row begins where an activity's number says so."""

    def __init__(self, source: TextSource, profile: Profile, fit: Fit) -> None:
        self._source = source
        self._profile = profile
        self._fit = fit
        self._lead = profile.index_of("activity")  # columns before the activity

    def table(self) -> Table:
        """The whole table."""
        table = Table()
        passages = self._passages()
        starts = self._row_starts([piece for _, piece in passages])
        first = starts[0] if starts else len(passages)
        self._read_preamble(table, passages[:first], bool(starts))
        rows = []
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(passages)
            rows.append(self._cut(passages[start:end], number + 1, end < len(passages)))
        self._learn(rows)
        for cells, headings in rows:
            table.content.append(self._row(cells))
            table.content += headings
        return table

    def _passages(self) -> list[tuple[int, Passage]]:
        """(line of the tab, text up to the next tab); before the first tab: line 1."""
        text = self._source.text
        cuts = [-1, *(match.start() for match in re.finditer("\t", text)), len(text)]
        return [
            (self._source.line_of(max(a, 0)), Passage.at(text[a + 1 : b], a + 1))
            for a, b in pairwise(cuts)
        ]

    def _row_starts(self, passages: list[Passage]) -> list[int]:
        """The places of the first cells of rows."""
        lead = self._lead
        starts: list[int] = []
        for place in range(lead + 1, len(passages)):
            start = place - lead
            if _is_activity(self._profile, ARTEFACTS.sub("", passages[place].text).lstrip()) and (
                self._can_begin(passages[start].text) and (not starts or start > starts[-1] + lead)
            ):
                starts.append(start)
        return starts

    def _can_begin(self, text: str) -> bool:
        plain = ARTEFACTS.sub("", text).strip()
        return not plain or self._profile.number_of("objective", plain) is not None

    def _cut(
        self, passages: list[tuple[int, Passage]], row: int, begins_next: bool
    ) -> tuple[list[Cell], list[Heading]]:
        """The cells of a row, and the headings that stand behind its last one."""
        line, last = passages[-1]
        headings: list[Heading] = []
        if begins_next:
            end, spans = split_headings(last.text, self._profile)
            headings = [Heading(self._line(last.part(a, b).stripped())) for a, b in spans]
            passages = [*passages[:-1], (line, last.part(0, end))]
        cells = [
            Cell(piece.stripped(), row, column, line)
            for column, (line, piece) in enumerate(passages, start=1)
        ]
        return cells, headings

    def _line(self, passage: Passage) -> Cell:
        return Cell(passage, 0, 0, self._source.line_of(passage.origin[0]))

    def _learn(self, rows: list[tuple[list[Cell], list[Heading]]]) -> None:
        for cells, _ in rows:
            if len(cells) == len(self._profile.columns):
                for cell, column in zip(cells, self._profile.columns, strict=True):
                    self._fit.learn(column, _plain(cell))

    def _row(self, cells: list[Cell]) -> Row:
        columns = self._profile.columns
        if len(cells) == len(columns):
            return _new_row(self._profile, cells, range(len(columns)))
        _check_width(self._source, cells)
        return _new_row(self._profile, cells, align([_plain(c) for c in cells], columns, self._fit))

    def _read_preamble(
        self, table: Table, passages: list[tuple[int, Passage]], begins_row: bool
    ) -> None:
        """Title lines, the abbreviations in pairs of cells, and the first headings."""
        if not passages:
            return
        pieces = [piece for _, piece in passages]
        headings: list[Heading] = []
        if begins_row:
            end, spans = split_headings("\n" + pieces[-1].text, self._profile)
            headings = [
                Heading(self._line(pieces[-1].part(a - 1, b - 1).stripped())) for a, b in spans
            ]
            pieces[-1] = pieces[-1].part(0, max(end - 1, 0))
        for line in pieces[0].split(re.compile("\n")):
            is_label = self._profile.abbreviations and self._profile.abbreviations.match(line.text)
            (table.labels if is_label else table.title).append(self._line(line))
        lines = [line for line, _ in passages]
        cells = [
            Cell(piece.stripped(), 0, 0, line)
            for line, piece in zip(lines[1:], pieces[1:], strict=True)
        ]
        table.abbreviations = [
            (short, full) for short, full in zip(cells[::2], cells[1::2], strict=False)
            if short.passage or full.passage
        ]  # fmt: skip
        if len(cells) % 2 and cells[-1].passage:
            table.labels.append(cells[-1])
        table.content += headings


@dataclass(slots=True)
class _Line:
    cells: list[Cell]
    page: int


class _RowPerLine:
    """Each line with tabs is a row, or a part of one; empty lines stand between pages."""

    def __init__(self, source: TextSource, profile: Profile, fit: Fit) -> None:
        self._source = source
        self._profile = profile
        self._fit = fit

    def table(self) -> Table:
        """The whole table."""
        table = Table()
        lines = list(self._lines(table))
        whole = [line for line in lines if isinstance(line, _Line) and self._is_whole(line)]
        for line in whole:
            for cell, column in zip(line.cells, self._profile.columns, strict=True):
                self._fit.learn(column, _plain(cell))
        placed = {id(line): self._places(line) for line in lines if self._begins_activity(line)}
        pages: dict[int, list[list[int | None]]] = {}
        for item in lines:
            if isinstance(item, _Line) and id(item) in placed:
                beside = pages.setdefault(item.page, [])
                if placed[id(item)] not in beside:
                    beside.append(placed[id(item)])
        before: list[int | None] = []
        for item in lines:
            if isinstance(item, Heading):
                table.content.append(item)
                continue
            ways = [*pages.get(item.page, []), before]
            before = placed.get(id(item)) or self._places_of_continuation(item, ways)
            self._add(table, item, before)
        return table

    def _lines(self, table: Table) -> Iterator[_Line | Heading]:
        page = row = 0
        for number in range(1, self._source.line_count + 1):
            line = self._source.line(number)
            if not line:
                page += 1
            elif "\t" not in line.text:
                cell = Cell(line.stripped(), 0, 0, number)
                if row or table.header:
                    yield Heading(cell)
                else:
                    table.title.append(cell)
            else:
                row += 1
                cells = [
                    Cell(raw.passage.stripped(), row, column, number)
                    for column, raw in enumerate(self._source.cells_of_line(number), start=1)
                ]
                if match_header(self._profile, [_plain(c) for c in cells]):
                    if table.header:  # printed again on another page
                        table.labels += [cell for cell in cells if cell.passage]
                    table.header = table.header or cells
                elif _RULE.fullmatch(line.text):
                    table.labels += [cell for cell in cells if cell.passage]
                else:
                    yield _Line(cells, page)

    def _is_whole(self, line: _Line | Heading) -> bool:
        if isinstance(line, Heading) or len(line.cells) != len(self._profile.columns):
            return False
        return _is_activity(self._profile, _plain(line.cells[self._profile.index_of("activity")]))

    def _begins_activity(self, line: _Line | Heading) -> bool:
        if isinstance(line, Heading):
            return False
        return any(_is_activity(self._profile, _plain(cell)) for cell in line.cells)

    def _places(self, line: _Line | Heading) -> list[int | None]:
        assert isinstance(line, _Line)
        if self._is_whole(line):
            return list(range(len(line.cells)))
        _check_width(self._source, line.cells)
        return align([_plain(cell) for cell in line.cells], self._profile.columns, self._fit)

    def _places_of_continuation(
        self,
        line: _Line,
        ways: list[list[int | None]],
    ) -> list[int | None]:
        """The columns of a row without a number: its own, its page's or those of the row before.

        Of the ways in which rows of as many cells stand nearby, the one that its words fit best.
        """
        count = len(line.cells)
        if count == len(self._profile.columns):
            ways = [list(range(count)), *ways]
        ways = [places for places in ways if len(places) == count]
        if not ways:
            _check_width(self._source, line.cells)
            return align([_plain(c) for c in line.cells], self._profile.columns, self._fit)
        return max(ways, key=lambda places: self._fit_of_continuation(line, places))

    def _fit_of_continuation(self, line: _Line, places: list[int | None]) -> float:
        texts = [(place, _plain(cell)) for cell, place in zip(line.cells, places, strict=True)]
        return sum(
            self._fit.of_continuation(self._profile.columns[place], text)
            if place is not None
            else -5.0
            for place, text in texts
            if text
        )

    def _add(self, table: Table, line: _Line, places: list[int | None]) -> None:
        row = _new_row(self._profile, line.cells, places)
        last = table.content[-1] if table.content else None
        if isinstance(last, Row) and self._continues(row):
            last.cells += row.cells
            last.continued += 1
            for column, cells in zip(last.columns, row.columns, strict=True):
                column += cells
        else:
            table.content.append(row)

    def _continues(self, row: Row) -> bool:
        """Whether the row goes on with the one before: no number, and no whole deadline."""
        activity = row.columns[self._profile.index_of("activity")]
        text = " ".join(_plain(cell) for cell in activity)
        if _is_activity(self._profile, text):
            return False
        deadline = " ".join(_plain(c) for c in row.columns[self._profile.index_of("deadline")])
        return not (text and read_periods(deadline))


def match_header(profile: Profile, texts: Sequence[str]) -> bool:
    """Whether a row of cells prints the profile's headers: most of them, in order."""
    printed = [_squeezed(text) for text in texts]
    wanted = [_squeezed(column.header) for column in profile.columns]
    same = sum(a == b for a, b in zip(printed, wanted, strict=False))
    return len(printed) == len(wanted) and same * 2 > len(wanted)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\-–.]", "", text)

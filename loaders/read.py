"""Reads a plan: the one door of the loaders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from kavshiri.loaders.agencies import covered, definitions, units
from kavshiri.loaders.align import Fit
from kavshiri.loaders.assemble import assemble
from kavshiri.loaders.findings import Evidence, find
from kavshiri.loaders.lexicon import lexicon, words_of_document
from kavshiri.loaders.mend import mend
from kavshiri.loaders.names import NameIndex, squeeze
from kavshiri.loaders.organisations import Registrar
from kavshiri.loaders.passage import Ledger
from kavshiri.loaders.profile import Profile, load_profile, profiles
from kavshiri.loaders.records import Abbreviation, Activity, PlanRecord, SourceCell, UnusedText
from kavshiri.loaders.rows import read_table
from kavshiri.loaders.table import ARTEFACTS, Cell, Table, clean
from kavshiri.loaders.text import TextSource, read_text
from kavshiri.ontology.authority import authority
from kavshiri.ontology.errors import ProfileError, ReadingError
from kavshiri.ontology.romanise import slug

__all__ = ["read_plan", "slug_of_file"]

_LINES = {"title": "სათაური", "label": "თავის სათაური", "abbreviation": "შემოკლებები"}
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?(?!\d)")
_STRATEGY_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d[^\n]*?სტრატეგი")
_LEAST_FIT = 0.5


def read_plan(
    path: Path,
    *,
    profile: str | None = None,
    decisions: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> PlanRecord:
    """The record of the plan in a file.

    ``profile`` is the name of a layout or the path of a profile; without it the layout is
    recognised from the cells. ``decisions`` are those of a review file. ``progress`` is called with
    the number of rows read so far, now and then. Raises ReadingError for a file that cannot be
    read, ProfileError where no layout fits.
    """
    source = read_text(path)
    title = _title_of(source)
    chosen = _chosen(profile) if profile else _recognised(source, path, title)
    return _Reading(source, chosen, title, decisions or {}).record(slug_of_file(path), progress)


def slug_of_file(path: Path) -> str:
    """The slug of a plan, made of its file's name."""
    return slug(path.stem)


def _chosen(profile: str) -> Profile:
    if profile in profiles():
        return profiles()[profile]
    if profile.endswith(".toml"):
        return load_profile(Path(profile))
    known = ", ".join(profiles())
    raise ProfileError(Path(profile), "there is no such profile", f"use one of {known}")


def _recognised(source: TextSource, path: Path, title: str) -> Profile:
    """The profile whose columns the cells fit best."""
    shares = {}
    source = source.beginning()
    layout = "row-per-line" if source.is_row_per_line() else "cell-per-tab"
    for profile in profiles().values():
        if profile.layout == layout:
            index = _index(title)
            fit = Fit(profile, lambda text, names=index: covered(text, names))  # type: ignore[misc]  # mypy knows no default of a lambda
            shares[profile.name] = _share_of_whole_rows(
                read_table(source, profile, fit), profile, source
            )
    best = max(shares, key=lambda name: shares[name], default=None)
    if best is None or shares[best] < _LEAST_FIT:
        tried = ", ".join(f"{name} {share:.0%}" for name, share in sorted(shares.items()))
        raise ProfileError(
            path,
            f"no known layout fits its table (rows that fit: {tried or 'none'})",
            "check that it is a plan, choose one with --profile, or write a profile for it",
        )
    return profiles()[best]


def _share_of_whole_rows(table: Table, profile: Profile, source: TextSource) -> float:
    """The share of rows in which most columns have a cell; 0 where none is numbered."""
    rows = list(table.rows())
    place = profile.index_of("activity")
    ledger = Ledger(source.text)
    if not any(profile.number_of("activity", row.text(place, ledger).text) for row in rows):
        return 0.0
    whole = [row for row in rows if len(row.lost) * 2 < len(row.columns)]
    return len(whole) / len(rows) if rows else 0.0


def _title_of(source: TextSource) -> str:
    """The lines before the first tab."""
    first_tab = source.text.find("\t")
    lines = [source.line(n).text for n in range(1, source.line_of(first_tab))]
    return "\n".join(line for line in lines if line.strip())


def _index(title: str) -> NameIndex:
    return NameIndex(authority().values(), title)


class _Reading:
    """The reading of one document, step by step."""

    def __init__(
        self, source: TextSource, profile: Profile, title: str, decisions: Mapping[str, str]
    ) -> None:
        self._source = source
        self._profile = profile
        self._ledger = Ledger(source.text)
        words = lexicon().with_words(words_of_document(ARTEFACTS.sub(" ", source.text)))
        self._index = NameIndex(authority().values(), title, words)
        self._read_table()
        short_forms = {squeeze(a.short): a.full for a in self._abbreviations if a.full}
        for abbreviation in self._abbreviations:
            if abbreviation.organisation:
                self._index.learn(abbreviation.short, abbreviation.organisation, "document")
            elif abbreviation.full:
                self._index.learn_unknown(abbreviation.short)
        short_forms |= self._learn_definitions()
        self._read_table()  # again: its columns are told better by the names that it explains
        self._registrar = Registrar(self._index, short_forms, decisions)
        for text in self._agency_texts():
            for unit in units(text, self._index):
                self._registrar.expect(unit)

    def _read_table(self) -> None:
        fit = Fit(self._profile, lambda text: covered(text, self._index))
        self._table = read_table(self._source, self._profile, fit)
        self._abbreviations = list(self._read_abbreviations())

    def record(self, plan_slug: str, progress: Callable[[int], None] | None = None) -> PlanRecord:
        """The whole record."""
        title = self._read_title()
        self._enter_layout()
        assembly = assemble(
            self._table, self._profile, self._source, self._registrar, self._ledger, progress
        )
        if not assembly.activities:
            raise ReadingError(
                self._source.path, "no activity was found in its table", "check the profile"
            )
        start, end = self._period(title, assembly.activities)
        unused = tuple(self._unused())
        evidence = Evidence(
            assembly,
            self._profile,
            self._source,
            self._registrar,
            self._abbreviations,
            unused,
            tuple(self._table.cells()),
            (start, end),
        )
        return PlanRecord(
            slug=plan_slug,
            title=title,
            period_start=start,
            period_end=end,
            profile=self._profile.name,
            document=self._source.document(plan_slug),
            cells=tuple(self._cells()),
            divisions=tuple(assembly.divisions),
            objectives=tuple(assembly.objectives),
            activities=tuple(assembly.activities),
            abbreviations=tuple(self._abbreviations),
            organisations=tuple(self._registrar.unresolved()),
            findings=tuple(find(evidence)),
            unused=unused,
            title_cells=tuple(cell.key(self._source) for cell in self._table.title),
        )

    def _read_title(self) -> str:
        for cell in self._table.title:
            self._ledger.enter(cell.passage)
            cell.feeds("title")
        return " ".join(mend(cell.passage.text, self._index.words) for cell in self._table.title)

    def _period(self, title: str, activities: Sequence[Activity]) -> tuple[date, date]:
        """The years of the title, not those of a strategy named in it; else of the deadlines."""
        years = list(_YEARS.finditer(_STRATEGY_YEARS.sub("", title))) or list(
            _YEARS.finditer(title)
        )
        if years:
            first, last = int(years[-1][1]), int(years[-1][2] or years[-1][1])
            return date(first, 1, 1), date(last, 12, 31)
        deadlines = [deadline for activity in activities for deadline in activity.deadlines]
        if deadlines:
            first = min(deadline.start.year for deadline in deadlines)
            return date(first, 1, 1), date(max(d.end.year for d in deadlines), 12, 31)
        raise ReadingError(
            self._source.path,
            "neither its title nor a deadline names a year, so its period is not known",
            "put the title with the years before the table",
        )

    def _read_abbreviations(self) -> Iterator[Abbreviation]:
        for short_cell, full_cell in self._table.abbreviations:
            short = " ".join(clean(short_cell.passage, self._ledger).text.split())
            full = mend(clean(full_cell.passage, self._ledger).text, self._index.words)
            for cell in (short_cell, full_cell):
                self._ledger.enter(cell.passage)
                cell.feeds("abbreviation")
            found = self._index.whole(full) or self._index.whole(short)
            keys = tuple(cell.key(self._source) for cell in (short_cell, full_cell))
            yield Abbreviation(short, full, found[0] if found else None, keys)

    def _learn_definitions(self) -> Mapping[str, str]:
        """Short names that the agency cells themselves explain hold in the whole document.

        Gives those of unknown bodies: squeezed short name -> full name.
        """
        unknown: dict[str, str] = {}
        for text in self._agency_texts():
            for short, named in definitions(text, self._index):
                if named.slug:
                    self._index.learn(short, named.slug, "document")
                elif squeeze(short) != squeeze(named.name):
                    self._index.learn_unknown(short)
                    unknown[squeeze(short)] = named.name
        return unknown

    def _agency_texts(self) -> Iterator[str]:
        agencies = [i for i, c in enumerate(self._profile.columns) if c.kind == "agencies"]
        for row in self._table.rows():
            for index in agencies:
                yield row.text(index, Ledger(self._source.text)).text

    def _enter_layout(self) -> None:
        for cell in self._table.header:
            self._ledger.enter(cell.passage, "layout")
            cell.feeds("header")
        for cell in self._table.labels:
            self._ledger.enter(cell.passage, "layout")

    def _unused(self) -> Iterator[UnusedText]:
        for start, end, reason in self._ledger.leftovers():
            text = self._source.text[start:end].strip()
            first = self._source.text.index(text, start)
            lines = (self._source.line_of(first), self._source.line_of(first + len(text) - 1))
            yield UnusedText(*lines, text, reason if re.search(r"\w", text) else "layout")

    def _cells(self) -> Iterator[SourceCell]:
        printed = {cell.column: cell.passage.text for cell in self._table.header}
        for cell in self._table.cells():
            yield self._source_cell(cell, printed)

    def _source_cell(self, cell: Cell, printed: Mapping[int, str]) -> SourceCell:
        header, is_printed = _LINES.get(cell.fields[0] if cell.fields else "", ""), False
        if cell.index is not None:
            header = self._profile.columns[cell.index].header
            is_printed = squeeze(header) in {squeeze(text) for text in printed.values()}
        elif cell.row:
            header = printed.get(cell.column, "")
            is_printed = bool(header)
        first, last = cell.lines(self._source)
        return SourceCell(
            cell.row, cell.column, header, is_printed, first, last, cell.passage.text,
            tuple(cell.fields),
        )  # fmt: skip

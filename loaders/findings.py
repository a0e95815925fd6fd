"""What a reader should know about a plan and about its reading: one function a kind.

Each function yields findings from what was assembled; ``find`` runs them all. A finding says what
is so, in Georgian and English (``language/findings.toml``), and points at the cells that show it.
It judges nobody.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kavshiri.loaders.assemble import Assembly
from kavshiri.loaders.categories import is_threat
from kavshiri.loaders.names import squeeze
from kavshiri.loaders.organisations import Registrar
from kavshiri.loaders.profile import Column, Profile
from kavshiri.loaders.records import Abbreviation, Activity, Finding, UnusedText
from kavshiri.loaders.table import Cell, Row
from kavshiri.loaders.text import TextSource
from kavshiri.ontology.currencies import currency_name

__all__ = ["Evidence", "find"]

_WORDS = Path(__file__).parent / "language" / "findings.toml"
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_GROUPING = ("goal", "objective")
_LATIN_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z]|[A-Z]{2,}")
_GEORGIAN_ACRONYM = re.compile(r"[ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ]{2,6}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that findings are made of."""

    assembly: Assembly
    profile: Profile
    source: TextSource
    registrar: Registrar
    abbreviations: Sequence[Abbreviation]
    unused: Sequence[UnusedText]
    cells: Sequence[Cell]
    period: tuple[date, date]

    def has(self, kind: str) -> bool:
        """Whether the layout has a column of this kind."""
        return any(column.kind == kind for column in self.profile.columns)

    def lost(self, activity: Activity) -> list[Column]:
        """The columns of which the activity's row has no cell."""
        row = self.assembly.rows[activity.path]
        return [self.profile.columns[index] for index in row.lost]

    def lost_kinds(self, activity: Activity) -> set[str]:
        """Their kinds and roles."""
        lost = self.lost(activity)
        return {column.kind for column in lost} | {column.role for column in lost if column.role}

    def number_cells(self, activity: Activity) -> tuple[str, ...]:
        """The cells in which the activity's number and title stand."""
        return self._cells_in(activity, self.profile.index_of("activity"))

    def role_cells(self, activity: Activity, role: str) -> tuple[str, ...]:
        """The cells of the columns that name bodies in a role, if anything is printed there."""
        columns = enumerate(self.profile.columns)
        places = [place for place, column in columns if column.role == role]
        return tuple(key for place in places for key in self._cells_in(activity, place))

    def _cells_in(self, activity: Activity, place: int) -> tuple[str, ...]:
        cells = self.assembly.rows[activity.path].columns[place]
        return tuple(cell.key(self.source) for cell in cells if cell.passage)

    def cells_with(self, text: UnusedText) -> tuple[str, ...]:
        """The cells in which a text begins."""
        beginning = text.text.partition("\n")[0]
        return tuple(
            cell.key(self.source)
            for cell in self.cells
            if beginning in cell.passage.text
            and cell.line <= text.first_line <= cell.lines(self.source)[1]
        )

    def about(
        self,
        activity: Activity,
        kind: str,
        *,
        key: str = "",
        cells: Sequence[str] = (),
        **words: object,
    ) -> Finding:
        """A finding about an activity; without other cells, those of its number show it."""
        shown = tuple(cells) or self.number_cells(activity)
        number = activity.notation or "–"
        prefixes = (f"საქმიანობა {number}: ", f"Activity {number}: ")
        return _finding(kind, ("activity", activity.path), shown, key, prefixes, words)


def find(evidence: Evidence) -> list[Finding]:
    """All findings, by kind in the order of the functions below, then in the plan's order."""
    return [finding for function in _ALL for finding in function(evidence)]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def _finding(
    kind: str,
    about: tuple[str, str],
    cells: Sequence[str],
    key: str = "",
    prefixes: tuple[str, str] = ("", ""),
    words: Mapping[str, object] | None = None,
) -> Finding:
    said = _words()[kind]
    ka, en = (
        prefix + said[language].format(**words or {})
        for prefix, language in zip(prefixes, ("ka", "en"), strict=True)
    )
    return Finding(kind, said["severity"], about, key, ka, en, tuple(cells))


def missing_headings(evidence: Evidence) -> Iterator[Finding]:
    """A chapter whose heading the document lost."""
    for path in evidence.assembly.lost_headings:
        inside = [d for d in evidence.assembly.divisions if d.parent == path and d.cells]
        yield _finding("missingHeading", ("division", path), inside[0].cells if inside else ())


def lost_cells(evidence: Evidence) -> Iterator[Finding]:
    """A row in which the cell of a column is missing."""
    for activity in evidence.assembly.activities:
        for column in evidence.lost(activity):
            if column.kind not in _GROUPING:
                yield evidence.about(activity, "lostCell", key=column.key, column=column.header)


def shifted_rows(evidence: Evidence) -> Iterator[Finding]:
    """A row that stands one or more columns to the side."""
    for activity in evidence.assembly.activities:
        row = evidence.assembly.rows[activity.path]
        if any(column.kind in _GROUPING for column in evidence.lost(activity)) or _moved(row):
            yield evidence.about(activity, "shiftedRow")


def _moved(row: Row) -> bool:
    if row.lost:
        return False  # said by lost_cells
    cells = (cell for column in row.columns for cell in column)
    return any(cell.index is not None and cell.column != cell.index + 1 for cell in cells)


def rows_cut_by_pages(evidence: Evidence) -> Iterator[Finding]:
    """A row that goes on behind a page break."""
    for activity in evidence.assembly.activities:
        if evidence.assembly.rows[activity.path].continued:
            yield evidence.about(activity, "rowCutByPage")


def repeated_numbers(evidence: Evidence) -> Iterator[Finding]:
    """A number printed twice in a division."""
    seen: dict[tuple[str | None, str | None], Activity] = {}
    for activity in evidence.assembly.activities:
        twin = seen.setdefault((activity.division, activity.notation), activity)
        if twin is not activity and activity.notation:
            cells = (*evidence.number_cells(twin), *evidence.number_cells(activity))
            yield evidence.about(activity, "repeatedNumber", cells=cells)


def misnumbered_activities(evidence: Evidence) -> Iterator[Finding]:
    """A number that is not one of its objective's, or none at all."""
    objectives = {objective.path: objective for objective in evidence.assembly.objectives}
    for activity in evidence.assembly.activities:
        objective = objectives.get(activity.objective or "")
        number = objective.notation if objective else None
        if number and not (activity.notation or "").startswith(f"{number}."):
            yield evidence.about(activity, "misnumberedActivity", objective=number)


def stray_numbers(evidence: Evidence) -> Iterator[Finding]:
    """A number in an objective cell without any words."""
    activities = {activity.path: activity for activity in evidence.assembly.activities}
    for path, cell in evidence.assembly.stray_numbers:
        cells = (cell.key(evidence.source),)
        number = cell.passage.text
        yield evidence.about(activities[path], "strayNumber", cells=cells, number=number)


def what_is_missing(evidence: Evidence) -> Iterator[Finding]:
    """No lead, deadline or funding, where the cell that could tell was not lost."""
    for activity in evidence.assembly.activities:
        lost = evidence.lost_kinds(activity)
        if "lead" not in lost and not any(p.role == "lead" for p in activity.participations):
            cells = evidence.role_cells(activity, "lead")
            yield evidence.about(activity, "noLead", cells=cells)
        if "deadline" not in lost and not activity.deadlines:
            yield evidence.about(activity, "noDeadline")
        if evidence.has("budget") and not activity.fundings and not lost & {"budget", "donor"}:
            yield evidence.about(activity, "noFunding")


def what_cannot_be_measured(evidence: Evidence) -> Iterator[Finding]:
    """No indicator, no number to reach, no means of verification."""
    tells_verification = any(column.verification for column in evidence.profile.columns)
    for activity in evidence.assembly.activities:
        if "indicator" in evidence.lost_kinds(activity):
            continue
        if not activity.indicators:
            yield evidence.about(activity, "noIndicator")
        elif not any(indicator.targets for indicator in activity.indicators):
            yield evidence.about(activity, "noTarget", cells=activity.indicators[0].cells)
        if tells_verification and not activity.verifications:
            yield evidence.about(activity, "noVerification")


def deadlines_outside(evidence: Evidence) -> Iterator[Finding]:
    """A deadline that begins before or ends behind the period of the plan."""
    first, last = evidence.period
    period = f"{first} – {last}"
    for activity in evidence.assembly.activities:
        for deadline in activity.deadlines:
            if deadline.start < first or deadline.end > last:
                key, stated = deadline.end.isoformat(), deadline.as_stated
                yield evidence.about(
                    activity,
                    "deadlineOutsidePeriod",
                    key=key,
                    cells=deadline.cells,
                    deadline=stated,
                    period=period,
                )


def repeated_budgets(evidence: Evidence) -> Iterator[Finding]:
    """The budget of a whole programme that stands beside several activities."""
    places = defaultdict(list)
    for activity in evidence.assembly.activities:
        for funding in activity.fundings:
            if funding.state == "wholeProgramme":
                places[funding.amount, funding.currency].append((activity, funding))
    for (amount, currency), found in places.items():
        in_words = f"{amount:,} {currency_name(currency or '', 'ka')}".replace(",", "\u00a0")
        for activity, funding in found if len(found) > 1 else []:
            yield evidence.about(
                activity, "repeatedBudget", cells=funding.cells, times=len(found),
                amount_ka=in_words, amount_en=f"{amount:,} {currency}",
            )  # fmt: skip


def risks_that_are_none(evidence: Evidence) -> Iterator[Finding]:
    """A text in the risk column that names nothing that could go wrong."""
    for activity in evidence.assembly.activities:
        for risk in activity.risks:
            if not is_threat(risk.text):
                yield evidence.about(activity, "notARisk", cells=risk.cells, risk=risk.text)


def unknown_names(evidence: Evidence) -> Iterator[Finding]:
    """A name that the authority list does not hold, and an abbreviation that nothing explains."""
    parts = [part for a in evidence.assembly.activities for part in a.participations]
    for organisation in evidence.registrar.unresolved():
        name = organisation.name
        if evidence.registrar.is_judged_new(name):
            continue
        named = [p for p in parts if organisation.slug in (p.organisation, p.within)]
        cells = dict.fromkeys(key for part in named for key in part.cells)
        alike = [
            evidence.registrar.index.organisation(slug) for slug, _ in organisation.suggestions
        ]
        is_short = _LATIN_ACRONYM.fullmatch(name) or _GEORGIAN_ACRONYM.fullmatch(name)
        kind = "unknownAbbreviation" if is_short else "unresolvedName"
        words = {
            "name": name,
            "likest_ka": "; ".join(f"„{body.name_ka}“" for body in alike if body) or "–",
            "likest_en": "; ".join(f"“{body.name_en}”" for body in alike if body) or "–",
        }
        yield _finding(kind, ("organisation", organisation.slug), tuple(cells), words=words)


def several_names(evidence: Evidence) -> Iterator[Finding]:
    """A body with several names in one plan, or with another than its official one explained."""
    names: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = defaultdict(dict)
    index = evidence.registrar.index
    for activity in evidence.assembly.activities:
        for part in activity.participations:
            printed = " ".join(_REMARK.sub("", part.mention.text).split()).strip(" ;,.()")
            body = index.organisation(part.organisation)
            if body and not body.is_group and index.whole(printed):  # no sentence, no remark
                names[part.organisation].setdefault(squeeze(printed), (printed, part.cells))
    for abbreviation in evidence.abbreviations:
        official = index.organisation(abbreviation.organisation or "")
        if not official or official.is_group:
            continue
        if squeeze(abbreviation.full) != squeeze(official.name_ka):
            found = names[official.slug]
            found.setdefault(squeeze(abbreviation.full), (abbreviation.full, abbreviation.cells))
            found.setdefault(squeeze(official.name_ka), (official.name_ka, ()))
    for organisation in sorted(names):
        listed = sorted(names[organisation].values())
        if len(listed) > 1:
            words = {"names": ", ".join(f"„{printed}“" for printed, _ in listed)}
            cells = dict.fromkeys(key for _, keys in listed for key in keys)
            about = ("organisation", organisation)
            yield _finding("severalNames", about, tuple(cells), words=words)


def unread_text(evidence: Evidence) -> Iterator[Finding]:
    """Text that became no part of the graph."""
    for text in evidence.unused:
        if text.reason == "unread":
            key = f"l{text.first_line}-{squeeze(text.text)[:20]}"
            words = {"line": text.first_line, "text": text.text}
            yield _finding("unreadText", ("plan", ""), evidence.cells_with(text), key, words=words)


_ALL: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (
    missing_headings,
    lost_cells,
    shifted_rows,
    rows_cut_by_pages,
    repeated_numbers,
    misnumbered_activities,
    stray_numbers,
    what_is_missing,
    what_cannot_be_measured,
    deadlines_outside,
    repeated_budgets,
    risks_that_are_none,
    unknown_names,
    several_names,
    unread_text,
)

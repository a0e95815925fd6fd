"""What a reader should know about a plan and about its reading: one function a kind.

Each function yields findings from what was assembled; ``find`` runs them all. A finding says what
is so, in Georgian and English, and points at the cells that show it. It judges nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kavshiri.loaders.assemble import Assembly
from kavshiri.loaders.categories import is_threat
from kavshiri.loaders.names import squeeze
from kavshiri.loaders.organisations import Registrar
from kavshiri.loaders.profile import Column, Profile
from kavshiri.loaders.records import Activity, Finding, Participation, UnusedText
from kavshiri.loaders.table import Row, Table
from kavshiri.loaders.text import TextSource

__all__ = ["find"]

_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_GROUPING = ("goal", "objective")
_LATIN_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z]|[A-Z]{2,}")
_GEORGIAN_ACRONYM = re.compile(r"[ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ]{2,6}")


@dataclass(frozen=True, slots=True)
class _Reading:
    assembly: Assembly
    table: Table
    profile: Profile
    source: TextSource
    registrar: Registrar
    unused: Sequence[UnusedText]

    def has(self, kind: str) -> bool:
        """Whether the layout has a column of this kind."""
        return any(column.kind == kind for column in self.profile.columns)

    def lost(self, activity: Activity) -> list[Column]:
        """The columns of which the activity's row has no cell."""
        row = self.assembly.rows[activity.path]
        return [self.profile.columns[index] for index in row.lost]

    def number_cells(self, activity: Activity) -> tuple[str, ...]:
        """The cells in which the activity's number and title stand."""
        row = self.assembly.rows[activity.path]
        cells = row.columns[self.profile.index_of("activity")]
        return tuple(cell.key(self.source) for cell in cells if cell.passage)

    def lost_kinds(self, activity: Activity) -> set[str]:
        """Their kinds and roles."""
        lost = self.lost(activity)
        return {column.kind for column in lost} | {column.role for column in lost if column.role}


def find(
    assembly: Assembly,
    table: Table,
    profile: Profile,
    source: TextSource,
    registrar: Registrar,
    unused: Sequence[UnusedText],
) -> list[Finding]:
    """All findings, by kind in the order of the functions below, then in the plan's order."""
    reading = _Reading(assembly, table, profile, source, registrar, unused)
    return [finding for function in _ALL for finding in function(reading)]


def _about(
    reading: _Reading,
    activity: Activity,
    kind: str,
    severity: str,
    ka: str,
    en: str,
    *,
    key: str = "",
    cells: Sequence[str] = (),
) -> Finding:
    evidence = tuple(cells) or reading.number_cells(activity)
    number = activity.notation or "–"
    return Finding(
        kind,
        severity,
        ("activity", activity.path),
        key,
        f"საქმიანობა {number}: {ka}",
        f"Activity {number}: {en}",
        evidence,
    )


def missing_headings(reading: _Reading) -> Iterator[Finding]:
    """A chapter whose heading the document lost."""
    for path in reading.assembly.lost_headings:
        first = next(a for a in reading.assembly.activities if (a.division or "").startswith(path))
        yield Finding(
            "missingHeading",
            "warning",
            ("division", path),
            "",
            "სექციის ასო თავიდან იწყება, თავის სათაური კი არ ჩანს: თავი უსახელოდ არის დატოვებული.",
            "The letters of the sections start again without a chapter heading: the chapter is "
            "left without a name.",
            first.cells[:1],
        )


def lost_cells(reading: _Reading) -> Iterator[Finding]:
    """A row in which the cell of a column is missing."""
    for activity in reading.assembly.activities:
        for column in reading.lost(activity):
            if column.kind not in _GROUPING:
                yield _about(
                    reading,
                    activity,
                    "lostCell",
                    "serious",
                    f"სტრიქონს აკლია სვეტის „{column.header}“ უჯრა; მისი შინაარსი უცნობია.",
                    f"the row has no cell in the column “{column.header}”; what stood there is "
                    "not known.",
                    key=column.key,
                )


def shifted_rows(reading: _Reading) -> Iterator[Finding]:
    """A row that stands one or more columns to the side."""
    for activity in reading.assembly.activities:
        row = reading.assembly.rows[activity.path]
        if any(column.kind in _GROUPING for column in reading.lost(activity)) or _moved(row):
            yield _about(
                reading,
                activity,
                "shiftedRow",
                "info",
                "სტრიქონის უჯრები სხვა სვეტებში დგას; სვეტები შინაარსით არის აღდგენილი.",
                "the cells of the row stand in other columns; the columns were told by content.",
            )


def _moved(row: Row) -> bool:
    if row.lost:
        return False  # said by lost_cells
    return any(
        cell.index is not None and cell.column != cell.index + 1
        for cells in row.columns
        for cell in cells
    )


def rows_cut_by_pages(reading: _Reading) -> Iterator[Finding]:
    """A row that goes on behind a page break."""
    for activity in reading.assembly.activities:
        if reading.assembly.rows[activity.path].continued:
            yield _about(
                reading,
                activity,
                "rowCutByPage",
                "info",
                "სტრიქონი გვერდის ბოლოზე გაწყვეტილია და შემდეგზე გრძელდება; ნაწილები შეერთებულია.",
                "the row is cut by a page break; its parts were joined.",
            )


def numbers(reading: _Reading) -> Iterator[Finding]:
    """A number printed twice in a division, or one that does not fit its objective."""
    seen: dict[tuple[str | None, str], Activity] = {}
    objectives = {objective.path: objective for objective in reading.assembly.objectives}
    for activity in reading.assembly.activities:
        if activity.notation is None:
            yield _about(
                reading,
                activity,
                "misnumberedActivity",
                "warning",
                "ნომერი არ აქვს.",
                "it has no number.",
            )
            continue
        twin = seen.setdefault((activity.division, activity.notation), activity)
        if twin is not activity:
            yield _about(
                reading,
                activity,
                "repeatedNumber",
                "warning",
                "ეს ნომერი იმავე თავში ორჯერ არის დაბეჭდილი.",
                "this number is printed twice in the same division.",
                cells=(*reading.number_cells(twin), *reading.number_cells(activity)),
            )
        objective = objectives.get(activity.objective or "")
        if (
            objective
            and objective.notation
            and not activity.notation.startswith(f"{objective.notation}.")
        ):
            yield _about(
                reading,
                activity,
                "misnumberedActivity",
                "warning",
                f"ნომერი არ ეთანხმება ამოცანის ნომერს ({objective.notation}).",
                f"its number does not fit that of its objective ({objective.notation}).",
            )


def stray_numbers(reading: _Reading) -> Iterator[Finding]:
    """A number in an objective cell without any words."""
    activities = {activity.path: activity for activity in reading.assembly.activities}
    for path, cell in reading.assembly.stray_numbers:
        yield _about(
            reading,
            activities[path],
            "strayNumber",
            "info",
            f"ამოცანის უჯრაში მხოლოდ ნომერი „{cell.passage.text}“ დგას; ამოცანა გრძელდება.",
            f"the objective cell holds nothing but the number “{cell.passage.text}”; the "
            "objective before it was taken to go on.",
            cells=(cell.key(reading.source),),
        )


def what_is_missing(reading: _Reading) -> Iterator[Finding]:
    """No lead, deadline, funding, indicator, target or means of verification."""
    tells_verification = any(column.verification for column in reading.profile.columns)
    for activity in reading.assembly.activities:
        lost = reading.lost_kinds(activity)
        if "lead" not in lost and not _with_role(activity, "lead"):
            yield _about(
                reading,
                activity,
                "noLead",
                "serious",
                "პასუხისმგებელი უწყება არ არის დასახელებული.",
                "no body is named that leads it.",
            )
        if "deadline" not in lost and not activity.deadlines:
            yield _about(
                reading,
                activity,
                "noDeadline",
                "serious",
                "ვადა არ არის მითითებული.",
                "no deadline is given.",
            )
        if reading.has("budget") and not activity.fundings and not lost & {"budget", "donor"}:
            yield _about(
                reading,
                activity,
                "noFunding",
                "warning",
                "დაფინანსების წყარო არ არის მითითებული.",
                "no source of money or effort is given.",
            )
        if "indicator" in lost:
            continue
        if not activity.indicators:
            yield _about(
                reading,
                activity,
                "noIndicator",
                "warning",
                "ინდიკატორი არ არის მითითებული.",
                "no indicator is given.",
            )
        elif not any(indicator.targets for indicator in activity.indicators):
            yield _about(
                reading,
                activity,
                "noTarget",
                "info",
                "ინდიკატორს რიცხვითი სამიზნე არ აქვს.",
                "its indicator has no number to reach.",
                cells=activity.indicators[0].cells,
            )
        if tells_verification and not activity.verifications:
            yield _about(
                reading,
                activity,
                "noVerification",
                "warning",
                "გადამოწმების წყარო არ არის მითითებული.",
                "no means of verification is given.",
            )


def _with_role(activity: Activity, role: str) -> list[Participation]:
    return [part for part in activity.participations if part.role == role]


def deadlines_outside(reading: _Reading) -> Iterator[Finding]:
    """A deadline before or behind the years of the plan is judged by the title's period."""
    years = [d.end.year for a in reading.assembly.activities for d in a.deadlines]
    if not years:
        return
    for activity in reading.assembly.activities:
        for deadline in activity.deadlines:
            if years.count(deadline.end.year) * 50 < len(years):
                yield _about(
                    reading,
                    activity,
                    "deadlineOutsidePeriod",
                    "warning",
                    f"ვადა „{deadline.as_stated}“ გეგმის სხვა ვადებს სცილდება.",
                    f"the deadline “{deadline.as_stated}” lies apart from all others of the plan.",
                    key=deadline.end.isoformat(),
                    cells=deadline.cells,
                )


def repeated_budgets(reading: _Reading) -> Iterator[Finding]:
    """The budget of a whole programme that stands beside several activities."""
    places = defaultdict(list)
    for activity in reading.assembly.activities:
        for funding in activity.fundings:
            if funding.state == "wholeProgramme":
                places[funding.amount, funding.currency].append((activity, funding))
    for (amount, currency), found in places.items():
        for activity, funding in found if len(found) > 1 else []:
            yield _about(
                reading,
                activity,
                "repeatedBudget",
                "warning",
                f"პროგრამის მთლიანი ბიუჯეტი ({amount:,} {currency}) {len(found)} საქმიანობასთან "
                "არის დაბეჭდილი; ის არ იკრიბება.",
                f"the budget of a whole programme ({amount:,} {currency}) is printed beside "
                f"{len(found)} activities; it is not added up.",
                cells=funding.cells,
            )


def risks_that_are_none(reading: _Reading) -> Iterator[Finding]:
    """A text in the risk column that names nothing that could go wrong."""
    for activity in reading.assembly.activities:
        for risk in activity.risks:
            if not is_threat(risk.text):
                yield _about(
                    reading,
                    activity,
                    "notARisk",
                    "info",
                    f"რისკის სვეტში წერია „{risk.text}“, რაც საფრთხეს არ ასახელებს.",
                    f"the risk column says “{risk.text}”, which names nothing that could go wrong.",
                    cells=risk.cells,
                )


def unknown_names(reading: _Reading) -> Iterator[Finding]:
    """A name that the authority list does not hold, and an abbreviation that nothing explains."""
    parts = [part for a in reading.assembly.activities for part in a.participations]
    for organisation in reading.registrar.unresolved():
        if reading.registrar.is_judged_new(organisation.name):
            continue
        cells = {
            key: None
            for p in parts
            if organisation.slug in (p.organisation, p.within)
            for key in p.cells
        }
        likest = ", ".join(f"{slug} ({score})" for slug, score in organisation.suggestions)
        is_short = _LATIN_ACRONYM.fullmatch(organisation.name) or _GEORGIAN_ACRONYM.fullmatch(
            organisation.name
        )
        kind = "unknownAbbreviation" if is_short else "unresolvedName"
        what_ka = "შემოკლება" if is_short else "სახელი"
        what_en = "abbreviation" if is_short else "name"
        yield Finding(
            kind,
            "warning",
            ("organisation", organisation.slug),
            "",
            f"{what_ka} „{organisation.name}“ სიაში არ არის."
            + (f" მსგავსი: {likest}." if likest else ""),
            f"The {what_en} “{organisation.name}” is not in the authority list."
            + (f" Alike: {likest}." if likest else ""),
            tuple(cells),
        )


def several_names(reading: _Reading) -> Iterator[Finding]:
    """A body that the plan prints under several names."""
    names: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = defaultdict(dict)
    for activity in reading.assembly.activities:
        for part in activity.participations:
            printed = " ".join(_REMARK.sub("", part.mention.text).split()).strip(" ;,.()")
            if reading.registrar.index.whole(printed):  # no sentence, no name with a remark in it
                names[part.organisation].setdefault(squeeze(printed), (printed, part.cells))
    for organisation in sorted(names):
        found = sorted(names[organisation].values())
        if len(found) > 1:
            listed = ", ".join(f"„{printed}“" for printed, _ in found)
            yield Finding(
                "severalNames",
                "info",
                ("organisation", organisation),
                "",
                f"ერთი ორგანო რამდენიმე სახელით არის დაბეჭდილი: {listed}.",
                f"One body is printed under several names: {listed}.",
                tuple(dict.fromkeys(key for _, keys in found for key in keys)),
            )


def unread_text(reading: _Reading) -> Iterator[Finding]:
    """Text that became no part of the graph."""
    for text in reading.unused:
        if text.reason == "unread":
            yield Finding(
                "unreadText",
                "warning",
                ("plan", ""),
                f"l{text.first_line}-{squeeze(text.text)[:20]}",
                f"სტრიქონი {text.first_line}: ტექსტი „{text.text}“ ვერ იქნა გაგებული.",
                f"Line {text.first_line}: the text “{text.text}” was not understood.",
                (),
            )


_ALL: tuple[Callable[[_Reading], Iterator[Finding]], ...] = (
    missing_headings,
    lost_cells,
    shifted_rows,
    rows_cut_by_pages,
    numbers,
    stray_numbers,
    what_is_missing,
    deadlines_outside,
    repeated_budgets,
    risks_that_are_none,
    unknown_names,
    several_names,
    unread_text,
)

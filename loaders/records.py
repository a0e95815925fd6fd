"""What a plan says, as typed records: the only thing that the loaders hand on.

Nothing here knows of RDF. Every value carries the source cells that say it. Things are known by
a *path*, made of what the document prints (chapter, section, number), never of a position in a run:
two editions of one plan give the same path to the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

__all__ = [
    "Abbreviation",
    "Activity",
    "Deadline",
    "Division",
    "Document",
    "Finding",
    "Funding",
    "Indicator",
    "Mention",
    "Objective",
    "Participation",
    "PlanRecord",
    "Risk",
    "SourceCell",
    "Target",
    "UnresolvedOrganisation",
    "UnusedText",
    "Verification",
]


@dataclass(frozen=True, slots=True)
class Document:
    """A source file: its name, its hash and what kind of text it is."""

    slug: str
    file_name: str
    sha256: str
    format: str  # "text"
    line_count: int


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell of a table, or one line outside of it, with its words as they stand.

    ``row`` and ``column`` count from 1 as the document prints them; both are 0 for a line outside
    the table. ``fields`` are the record fields that the cell feeds ("label", "lead", …); an empty
    tuple means that nothing was read from it.
    """

    row: int
    column: int
    header: str  # the printed header of the column, else the profile's name for it
    header_printed: bool
    first_line: int
    last_line: int
    text: str  # verbatim
    fields: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of the cell inside its document: ``r12c3`` or, outside the table, ``l86``."""
        return f"r{self.row}c{self.column}" if self.row else f"l{self.first_line}"


@dataclass(frozen=True, slots=True)
class Division:
    """A chapter, section or goal. ``label`` is None where the document lost the heading."""

    path: str
    kind: str  # code of the list division-kind: chapter, section, goal
    notation: str | None
    label: str | None
    parent: str | None  # path of a division; None: directly in the plan
    order: int
    cells: tuple[str, ...]  # keys of source cells


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective (ამოცანა) of a division."""

    path: str
    notation: str | None
    label: str
    division: str | None  # path
    order: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that named an organisation and how they were understood."""

    text: str  # verbatim
    resolved_by: str  # code of the list resolution: exact, alias, normalised, curated, unresolved
    confidence: Decimal  # 0 to 1


@dataclass(frozen=True, slots=True)
class Participation:
    """An organisation in a role. ``organisation`` and ``within`` are slugs of organisations."""

    role: str  # code of the list role: lead, support, partner, donor, reporting
    organisation: str
    within: str | None
    mention: Mention
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """The number to reach; ``maximum`` where a range is printed; ``unit`` in the plan's words."""

    as_stated: str
    value: Decimal
    maximum: Decimal | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What will be counted."""

    text: str
    targets: tuple[Target, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """The means of verification (წყარო)."""

    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Funding:
    """One source of money or effort for one activity."""

    kind: str  # code of the list funding-kind: administrativeResource, stateBudget, donor
    state: str  # code of amount-state: stated, notStated, toBeDetermined, wholeProgramme, perUnit
    amount: Decimal | None
    currency: str | None  # ISO 4217
    funder: str | None  # slug of the donor
    as_stated: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One period by whose end something is due, with its first and last day."""

    as_stated: str
    start: date
    end: date
    precision: str  # code of the list precision: month, quarter, half, year, range
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """A stated risk and the categories that its words suggest."""

    text: str
    categories: tuple[str, ...]  # codes of the list risk-category
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of the plan. ``cells`` are all cells of its row, also the empty ones."""

    path: str
    notation: str | None
    label: str
    division: str | None  # path
    objective: str | None  # path
    order: int
    expected_result: str | None
    note: str | None
    participations: tuple[Participation, ...]
    indicators: tuple[Indicator, ...]
    verifications: tuple[Verification, ...]
    fundings: tuple[Funding, ...]
    deadlines: tuple[Deadline, ...]
    risks: tuple[Risk, ...]
    types: tuple[str, ...]  # codes of the list activity-type, suggested by the words
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form that the document itself explains."""

    short: str
    full: str
    organisation: str | None  # slug, where it names a body
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnresolvedOrganisation:
    """A name that the authority list does not hold: a body or group of its own, until judged."""

    slug: str  # "unresolved/<romanised name>"
    name: str  # mended words
    is_group: bool
    parent: str | None  # slug of the body that the cell names it within
    suggestions: tuple[tuple[str, int], ...]  # slug, score of 100; best first


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know about the plan or about its reading.

    ``about`` is ("activity" | "objective" | "division" | "plan" | "organisation", path or slug);
    ``key`` tells findings of one kind about one thing apart (empty where there can be only one).
    """

    kind: str  # code of the list finding-kind
    severity: str  # code of the list severity: info, warning, serious
    about: tuple[str, str]
    key: str
    text_ka: str
    text_en: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnusedText:
    """Characters of the source that became no field, heading or abbreviation, and why."""

    first_line: int
    last_line: int
    text: str
    reason: str  # layout, marker, artefact, unread


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One edition of one plan, completely read."""

    slug: str
    title: str
    period_start: date
    period_end: date
    profile: str
    document: Document
    cells: tuple[SourceCell, ...]
    divisions: tuple[Division, ...]
    objectives: tuple[Objective, ...]
    activities: tuple[Activity, ...]
    abbreviations: tuple[Abbreviation, ...]
    organisations: tuple[UnresolvedOrganisation, ...]
    findings: tuple[Finding, ...]
    unused: tuple[UnusedText, ...]
    title_cells: tuple[str, ...] = ()

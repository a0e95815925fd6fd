"""Building the graph of some plans: from files to a store, and an account of what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kavshiri import data
from kavshiri.graph import BuildReport, build_store
from kavshiri.judging import keep_verdicts, kept_verdicts
from kavshiri.loaders import PlanRecord, read_plan, slug_of_file
from kavshiri.loaders.review import read_review, review_rows, review_text
from kavshiri.loaders.verdicts import merged_verdicts, read_verdicts
from kavshiri.ontology import DATA, ReadingError
from kavshiri.queries.library import questions
from kavshiri.version import __version__

__all__ = ["REVIEW_FILE", "Built", "PlanAccount", "build", "read_only"]

REVIEW_FILE = "review.csv"
_SHAPING = {  # the data files that shape the graph, by room
    "ontology": ("*.ttl",),
    "loaders": ("profiles/*.toml", "language/*"),
    "data": ("translations/*.csv",),
    "queries": ("library/*.rq",),
}
_ROOMS = Path(__file__).parent

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PlanAccount:
    """What was read of one plan, in numbers."""

    slug: str
    title: str
    file: Path
    profile: str
    lines: int
    cells: int
    counts: Mapping[str, int]  # divisions, objectives, activities, names, names not resolved, …
    findings: Mapping[str, int]  # by kind
    severities: Mapping[str, int]
    unread: tuple[tuple[int, str], ...]  # line and text of what was not understood

    @classmethod
    def of(cls, plan: PlanRecord, file: Path) -> PlanAccount:
        """The account of a record."""
        parts = [part for activity in plan.activities for part in activity.participations]
        unresolved = [part for part in parts if part.mention.resolved_by == "unresolved"]
        counts = {
            "divisions": len(plan.divisions),
            "objectives": len(plan.objectives),
            "activities": len(plan.activities),
            "organisations in roles": len(parts),
            "of them not resolved": len(unresolved),
            "deadlines": sum(len(activity.deadlines) for activity in plan.activities),
            "fundings": sum(len(activity.fundings) for activity in plan.activities),
            "indicators": sum(len(activity.indicators) for activity in plan.activities),
            "targets": sum(len(i.targets) for a in plan.activities for i in a.indicators),
            "means of verification": sum(len(a.verifications) for a in plan.activities),
            "risks": sum(len(activity.risks) for activity in plan.activities),
            "abbreviations": len(plan.abbreviations),
        }
        unread = [(u.first_line, u.text) for u in plan.unused if u.reason == "unread"]
        return cls(
            slug=plan.slug,
            title=plan.title,
            file=file,
            profile=plan.profile,
            lines=plan.document.line_count,
            cells=len(plan.cells),
            counts=counts,
            findings=Counter(finding.kind for finding in plan.findings),
            severities=Counter(finding.severity for finding in plan.findings),
            unread=tuple(unread),
        )


@dataclass(frozen=True, slots=True)
class Built:
    """A built store: where it is, what was read, what was written, and names to be judged."""

    path: Path
    report: BuildReport
    plans: tuple[PlanAccount, ...]
    review: Path | None  # the review file; None where every name was resolved


def build(
    files: Sequence[Path | str] = (),
    out: Path | str = "kavshiri-store",
    *,
    profile: str | None = None,
    review: Path | None = None,
    verdicts: Path | None = None,
    base: str = DATA,
    progress: Progress | None = None,
) -> Built:
    """Build the graph of the plans in some files, or of those that come with the package.

    The store in ``out`` is replaced only when the new one is whole. ``profile`` overrides the
    recognised layout; ``review`` is a review file with decisions, else the one that an earlier
    build left in ``out``; ``verdicts`` is a file whose verdicts join those kept in ``out``;
    ``base`` is where the data IRIs begin. Raises ReadingError for a file that cannot be read,
    StoreError where the store cannot be written.
    """
    out = Path(out)
    paths = _plans_by_slug(files or data.plan_files())
    review = review or _earlier_review(out)
    decisions = read_review(review) if review else {}
    given = read_verdicts(verdicts) if verdicts else ()
    account = _Account(decisions)
    report = build_store(
        account.read(paths, profile, progress or (lambda line: None)),
        out,
        translations={slug: data.translations(slug) for slug in paths},
        inputs=_inputs(review),
        version=__version__,
        base=base,
        questions=questions().values(),
        verdicts=merged_verdicts(kept_verdicts(out), given),
        progress=progress,
    )
    if given:
        keep_verdicts(out, given)
    review_path = _write_review(out, account.names, decisions)
    return Built(out, report, tuple(account.plans), review_path)


def read_only(
    files: Sequence[Path | str] = (),
    *,
    profile: str | None = None,
    review: Path | None = None,
    progress: Progress | None = None,
) -> list[PlanAccount]:
    """Read plans as ``build`` does and return what was read; nothing is written."""
    account = _Account(read_review(review) if review else {})
    paths = _plans_by_slug(files or data.plan_files())
    for _plan in account.read(paths, profile, progress or (lambda line: None)):
        pass
    return account.plans


@dataclass(slots=True)
class _Account:
    """Takes note of each plan on its way into the store."""

    decisions: Mapping[str, str]
    plans: list[PlanAccount] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)

    def read(
        self, paths: Mapping[str, Path], profile: str | None, progress: Progress
    ) -> Iterator[PlanRecord]:
        """The records, one at a time."""
        for slug, path in paths.items():
            progress(f"{slug}: reading {path}")
            plan = read_plan(
                path,
                profile=profile,
                decisions=self.decisions,
                progress=lambda count, slug=slug: progress(f"{slug}: {count:,} rows read"),  # type: ignore[misc]  # mypy knows no default of a lambda
            )
            self.plans.append(PlanAccount.of(plan, path))
            self.names += review_rows(plan)
            yield plan


def _plans_by_slug(files: Sequence[Path | str]) -> dict[str, Path]:
    """The files by the slug of their plan, in its order."""
    found: dict[str, Path] = {}
    for path in map(Path, files):
        slug = slug_of_file(path)
        if slug in found:
            both = f"it would be the plan {slug!r}, and so would {found[slug]}"
            raise ReadingError(path, both, "rename one of the two files")
        found[slug] = path
    return dict(sorted(found.items()))


def _earlier_review(out: Path) -> Path | None:
    path = out / REVIEW_FILE
    return path if path.exists() else None


def _write_review(out: Path, names: list[list[str]], decisions: Mapping[str, str]) -> Path | None:
    """Write the names to be judged beside the quads; decisions made are kept."""
    path = out / REVIEW_FILE
    if not names and not decisions:
        return None
    draft = path.with_name(f".{REVIEW_FILE}.new")
    draft.write_text(review_text(names, decisions), encoding="utf-8", newline="")
    draft.replace(path)
    return path


def _inputs(review: Path | None) -> dict[str, str]:
    """The hash of every data file that shapes the graph, besides the documents."""
    inputs = {
        f"{room}/{path.relative_to(_ROOMS / room).as_posix()}": data.digest(path)
        for room, patterns in _SHAPING.items()
        for pattern in patterns
        for path in sorted((_ROOMS / room).glob(pattern))
    }
    if review:
        inputs["review"] = data.digest(review)
    return inputs

"""Building a store: lines loaded in bounded portions, checked, and only then made the current."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kavshiri.graph.computed import Run
from kavshiri.graph.emit import Emitter
from kavshiri.graph.folder import Folder, Passport, writable
from kavshiri.graph.iris import Iris
from kavshiri.graph.overlaps import judged_pairs
from kavshiri.graph.query import Result, run_query
from kavshiri.graph.questions import Question
from kavshiri.graph.validation import Violation, validate
from kavshiri.loaders.records import PlanRecord
from kavshiri.loaders.verdicts import Verdict, verdicts_text
from kavshiri.ontology.terms import DATA

__all__ = ["BuildReport", "build_store"]

PORTION = 100_000
"""Lines loaded at once. The engine sorts a portion in memory: about 200 MB for this many; without
portions it takes 1.7 GB for any number above some millions, and is no faster."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: quads by graph, seconds by stage, and what breaks a rule.

    ``unmatched`` names translations that no thing of their plan has asked for; ``strays`` are
    verdicts on activities that no plan has, which are not in the graph.
    """

    path: Path
    quads: Mapping[str, int]
    seconds: Mapping[str, float]
    violations: tuple[Violation, ...]
    build_hash: str
    unmatched: tuple[str, ...] = ()
    strays: tuple[Verdict, ...] = ()

    @property
    def total(self) -> int:
        """The number of quads in all graphs."""
        return sum(self.quads.values())


@dataclass(slots=True)
class _Stages:
    """Seconds spent by stage; one stage may run inside another and is then taken off it."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start, inner = time.perf_counter(), sum(self.seconds.values())
        try:
            yield
        finally:
            spent = time.perf_counter() - start
            own = spent - (sum(self.seconds.values()) - inner)
            self.seconds[name] = self.seconds.get(name, 0.0) + own


def build_store(
    plans: Iterable[PlanRecord],
    out: Path,
    *,
    translations: Mapping[str, Mapping[str, str]],
    inputs: Mapping[str, str],
    version: str,
    base: str = DATA,
    questions: Iterable[Question] = (),
    verdicts: Iterable[Verdict] = (),
    progress: Callable[[str], None] | None = None,
) -> BuildReport:
    """Build the store of the plans in a folder, in place of the one that is there.

    ``plans`` are taken one at a time and not kept. ``translations`` holds, by the slug of a plan,
    English texts by thing (``plan``, ``activity/iv/a/1.1``); ``inputs`` the SHA-256 of each data
    file that shaped the graph. ``questions`` are published in a graph of their own, and so are
    ``verdicts``. ``progress`` is called with a line of plain words for each step.
    Whatever ends the build before its end, the store that was there stays as it was.

    Raises StoreError where the folder cannot be used or written, and ValueError for an unsound
    record; errors of the iterable pass through.
    """
    folder = Folder(out)
    iris = Iris(base)
    say = progress or (lambda line: None)
    with folder.claimed():
        folder.sweep()
        quads = folder.new_quads()
        try:
            run = Run(dict(inputs), version)
            emitter = Emitter(iris, run, translations, tuple(questions), tuple(verdicts))
            build = _Build(emitter, say)
            violations = build.fill(quads, plans)
            with writable(out):
                folder.take_over(build.passport(quads.name))
        except BaseException:
            shutil.rmtree(quads, ignore_errors=True)
            raise
        folder.sweep()
    return build.report(out, violations)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The store that is being built, for the analyses to read."""

    store: Store
    iris: Iris

    def query(self, text: str, /) -> Result:
        """Return the answer to a query."""
        return run_query(self.store, text)


class _Build:
    """One build on its way from records to quads on disk."""

    def __init__(self, emitter: Emitter, say: Callable[[str], None]) -> None:
        self.emitter = emitter
        self.stages = _Stages()
        self.say = say
        self.documents: dict[str, str] = {}
        self.plans: list[str] = []

    def fill(self, quads: Path, plans: Iterable[PlanRecord]) -> list[Violation]:
        """Write all quads, close the new store and return what breaks a rule in it."""
        with writable(quads.parent):
            store = Store(str(quads))
        self._load(store, quads, self.emitter.iter_lines(self._timed(plans), self._see))
        self.say("measuring the network and comparing activities")
        self._load(store, quads, self._analysed(store))
        with self.stages.stage("settling"), writable(quads.parent):
            store.optimize()
            store.flush()
        self.say("checking the rules")
        with self.stages.stage("checking"):
            return validate(store, self.emitter.iris)

    def _load(self, store: Store, quads: Path, lines: Iterator[str]) -> None:
        while portion := self._portion(lines):
            with self.stages.stage("loading"), writable(quads.parent):
                store.bulk_load("".join(portion).encode(), format=RdfFormat.N_QUADS)
            self.say(f"{sum(self.emitter.quads.values()):,} statements loaded")

    def _analysed(self, store: Store) -> Iterator[str]:
        """Yield the lines of what follows from all plans together, read back from the store."""
        from kavshiri.graph.analyses import Analysis, iter_analyses
        from kavshiri.graph.coordination.reading import read_plans

        emitter = self.emitter
        with self.stages.stage("analysing"):
            plans = read_plans(_Loaded(store, emitter.iris))
            analysis = Analysis(
                emitter.iris, dict(self.documents), emitter.run.inputs, emitter.run.version
            )
            judged = judged_pairs(emitter.judged, emitter.iris)
            lines = list(iter_analyses(plans, analysis, judged))
        emitter.quads["computed"] += len(lines)
        yield from lines

    def passport(self, quads: str) -> Passport:
        """Return what is to be known of the finished store."""
        return Passport(
            quads=quads,
            program_version=self.emitter.run.version,
            base=self.emitter.iris.base,
            build_hash=self._hash(),
            documents=self.documents,
            inputs=self.emitter.run.inputs,
            plans=tuple(sorted(self.plans)),
            counts=self.emitter.quads,
        )

    def report(self, out: Path, violations: list[Violation]) -> BuildReport:
        """Return what was done."""
        return BuildReport(
            path=out,
            quads=dict(sorted(self.emitter.quads.items())),
            seconds=dict(self.stages.seconds),
            violations=tuple(violations),
            build_hash=self._hash(),
            unmatched=tuple(self.emitter.unmatched),
            strays=tuple(self.emitter.strays),
        )

    def _hash(self) -> str:
        run = self.emitter.run
        made_from = [self.emitter.iris.base, run.version, dict(run.inputs), self.documents]
        if self.emitter.verdicts:
            made_from.append(verdicts_text(self.emitter.verdicts))
        return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()

    def _portion(self, lines: Iterator[str]) -> list[str]:
        with self.stages.stage("writing"):
            return list(islice(lines, PORTION))

    def _timed(self, plans: Iterable[PlanRecord]) -> Iterator[PlanRecord]:
        source = iter(plans)
        while True:
            with self.stages.stage("reading"):
                plan = next(source, None)
            if plan is None:
                return
            yield plan

    def _see(self, plan: PlanRecord) -> None:
        self.documents[plan.document.slug] = plan.document.sha256
        self.plans.append(plan.slug)
        self.say(f"{plan.slug}: {len(plan.activities):,} activities")

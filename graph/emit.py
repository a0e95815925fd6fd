"""Records → N-Quads lines, a plan at a time, every statement in exactly one named graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kavshiri.graph import nquads
from kavshiri.graph.computed import Run, iter_computed
from kavshiri.graph.iris import Iris
from kavshiri.graph.organisations import Unresolved
from kavshiri.graph.overlaps import iter_verdict_lines
from kavshiri.graph.plan import iter_plan
from kavshiri.graph.questions import Question, iter_questions
from kavshiri.graph.reference import FILES, Reference
from kavshiri.graph.scope import Scope
from kavshiri.graph.source import iter_source
from kavshiri.graph.translations import iter_translations, translatable
from kavshiri.loaders.records import PlanRecord
from kavshiri.loaders.verdicts import Verdict

__all__ = ["Emitter", "require_sound"]


@dataclass(slots=True)
class Emitter:
    """Writes plans as lines and counts them by graph.

    ``translations`` are by plan and then by thing, as :func:`translatable` names them; those of
    things that a plan does not have are named in ``unmatched``. ``verdicts`` about activities that
    no plan has are left out and end up in ``strays``.
    """

    iris: Iris
    run: Run
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    questions: Sequence[Question] = ()
    verdicts: Sequence[Verdict] = ()
    quads: Counter[str] = field(default_factory=Counter)
    unmatched: list[str] = field(default_factory=list)
    strays: list[Verdict] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def iter_lines(
        self,
        plans: Iterable[PlanRecord],
        seen: Callable[[PlanRecord], None] = lambda plan: None,
    ) -> Iterator[str]:
        """Yield the lines of our own files, of each plan as it comes, and of what they share.

        ``seen`` is called with each plan before it is written. The same plans in another order
        give the same lines in another order.

        Raises ValueError for a record that names one thing twice, or a cell that it does not hold.
        """
        unresolved = Unresolved(self.iris)
        for name in FILES:
            reference = Reference.read(name)
            yield from self._counted(name, reference.iter_lines(self.iris))
            if name == "organisations":
                yield from self._counted("translations", reference.iter_romanised(self.iris))
        if self.questions:
            yield from self._counted("questions", iter_questions(self.questions, self.iris))
        judged = {end for each in self.verdicts for end in (each.first, each.second)}
        known: set[str] = set()
        for plan in plans:
            self._require_new(plan)
            seen(plan)
            unresolved.add(plan)
            if judged:
                known |= judged.intersection(self._ends(plan))
            yield from self._plan(Scope(plan, self.iris))
        for name, line in unresolved.iter_lines():
            self.quads[name] += 1
            yield line
        if self.verdicts:
            yield from self._counted("verdicts", self._verdicts(known))

    @property
    def judged(self) -> list[Verdict]:
        """The verdicts on activities that the plans have, once all have been written."""
        return [each for each in self.verdicts if each not in self.strays]

    def _ends(self, plan: PlanRecord) -> Iterator[str]:
        """Yield what verdicts call the activities of a plan."""
        for activity in plan.activities:
            name = self.iris.activity(plan.slug, activity.path)
            yield name.removeprefix(self.iris.activities)

    def _verdicts(self, known: set[str]) -> Iterator[str]:
        graph = nquads.iri(self.iris.graph("verdicts"))
        for each in self.verdicts:
            if {each.first, each.second} <= known:
                yield from iter_verdict_lines([each], self.iris, graph)
            else:
                self.strays.append(each)

    def _plan(self, scope: Scope) -> Iterator[str]:
        slug = scope.plan.slug
        english = self.translations.get(slug, {})
        known = translatable(scope)
        self.unmatched += [f"{slug}: {key}" for key in sorted(english) if key not in known]
        yield from self._counted(f"plan/{slug}", iter_plan(scope))
        yield from self._counted("source", iter_source(scope))
        yield from self._counted("computed", iter_computed(scope, self.run))
        yield from self._counted("translations", iter_translations(scope, english))

    def _counted(self, name: str, lines: Iterator[str]) -> Iterator[str]:
        count = 0
        for line in lines:
            count += 1
            yield line
        self.quads[name] += count

    def _require_new(self, plan: PlanRecord) -> None:
        require_sound(plan)
        for kind, slug in (("plan", plan.slug), ("document", plan.document.slug)):
            if (kind, slug) in self._seen:
                raise ValueError(f"two plans of one build have the {kind} slug {slug!r}")
            self._seen.add((kind, slug))


def require_sound(plan: PlanRecord) -> None:
    """Raise ValueError where a record gives one name to two things, which would run together."""
    for kind, names in (
        ("source cell", (cell.key for cell in plan.cells)),
        ("division", (division.path for division in plan.divisions)),
        ("objective", (objective.path for objective in plan.objectives)),
        ("activity", (activity.path for activity in plan.activities)),
        ("organisation", (organisation.slug for organisation in plan.organisations)),
        ("finding", (" ".join((f.kind, *f.about, f.key)) for f in plan.findings)),
    ):
        name, times = next(iter(Counter(names).most_common(1)), ("", 0))
        if times > 1:
            raise ValueError(f"plan {plan.slug!r} has {times} of the {kind} {name!r}")

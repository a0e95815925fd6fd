"""What every writer of a plan's statements needs: the plan, its names and its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kavshiri.graph import nquads
from kavshiri.graph.iris import Iris
from kavshiri.graph.words import word
from kavshiri.loaders.records import PlanRecord

__all__ = ["LANGUAGE", "SHORTCUTS", "Pairs", "Scope"]

Pairs = Iterable[tuple[str, str]]

LANGUAGE = "ka"
"""The language of the plans' own words."""

SHORTCUTS = {
    "lead": "kav:lead",
    "support": "kav:support",
    "partner": "kav:partner",
    "donor": "kav:donor",
    "reporting": "kav:reportingBody",
}
"""The property that stands for a role on an activity."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A plan with the terms of its parts. All methods return terms ready for a line."""

    plan: PlanRecord
    iris: Iris
    _cells: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Name the cells once, for they are named again and again."""
        document = self.plan.document.slug
        names = {c.key: nquads.iri(self.iris.cell(document, c.key)) for c in self.plan.cells}
        object.__setattr__(self, "_cells", names)

    @property
    def me(self) -> str:
        """The plan itself."""
        return nquads.iri(self.iris.plan(self.plan.slug))

    @property
    def document(self) -> str:
        """The document that the plan was read from."""
        return nquads.iri(self.iris.document(self.plan.document.slug))

    def graph(self, name: str) -> str:
        """Return a named graph."""
        return nquads.iri(self.iris.graph(name))

    def cell(self, key: str) -> str:
        """Return a cell; ValueError if the plan has none of that key."""
        try:
            return self._cells[key]
        except KeyError:
            raise ValueError(f"plan {self.plan.slug!r} has no source cell {key!r}") from None

    def derived(self, keys: Iterable[str], relation: str = "prov:wasDerivedFrom") -> Pairs:
        """Return the statements that name the cells of a thing."""
        return [(word(relation), self.cell(key)) for key in keys]

    def code(self, scheme: str, code: str) -> str:
        """Return a concept of a code list."""
        return nquads.iri(self.iris.code(scheme, code))

    def organisation(self, slug: str) -> str:
        """Return an organisation or group."""
        return nquads.iri(self.iris.organisation(slug))

    def thing(self, kind: str, path: str) -> str:
        """Return an activity, objective, division, plan or organisation."""
        return nquads.iri(self.iris.thing(self.plan.slug, kind, path))

    def parent(self, division: str | None) -> str:
        """Return a division by its path, or the plan for None."""
        return self.me if division is None else self.thing("division", division)

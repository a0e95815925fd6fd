"""Organisations that the authority list does not hold, each described once for all plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kavshiri.graph import nquads
from kavshiri.graph.iris import Iris
from kavshiri.graph.reference import romanised
from kavshiri.graph.scope import LANGUAGE, Pairs
from kavshiri.graph.words import word
from kavshiri.loaders.records import PlanRecord, UnresolvedOrganisation

__all__ = ["Unresolved"]


@dataclass(slots=True)
class Unresolved:
    """The unresolved organisations of the plans seen so far.

    They are written when all plans have been seen: two plans may name the same body, and what is
    written must not depend on which of them came first.
    """

    iris: Iris
    _named: dict[str, list[UnresolvedOrganisation]] = field(default_factory=dict)

    def add(self, plan: PlanRecord) -> None:
        """Keep the unresolved organisations of a plan."""
        for record in plan.organisations:
            if not record.slug.startswith("unresolved/"):
                raise ValueError(f"the slug {record.slug!r} must begin with 'unresolved/'")
            self._named.setdefault(record.slug, []).append(record)

    def iter_lines(self) -> Iterator[tuple[str, str]]:
        """Yield the name of the graph and the line, organisation by organisation."""
        for slug, records in sorted(self._named.items()):
            subject = nquads.iri(self.iris.organisation(slug))
            names = sorted({record.name for record in records})
            for name, pairs in (
                ("organisations", self._description(records, names)),
                ("computed", self._suggestions(records)),
            ):
                graph = nquads.iri(self.iris.graph(name))
                yield from ((name, line) for line in nquads.quads(graph, subject, pairs))
            graph = nquads.iri(self.iris.graph("translations"))
            yield "translations", romanised(subject, names[0], graph)

    def _description(self, records: list[UnresolvedOrganisation], names: list[str]) -> Pairs:
        is_group = all(record.is_group for record in records)
        yield word("rdf:type"), word("kav:StakeholderGroup" if is_group else "org:Organization")
        yield word("skos:prefLabel"), nquads.text(names[0], LANGUAGE)
        for other in names[1:]:
            yield word("skos:altLabel"), nquads.text(other, LANGUAGE)
        yield word("kav:unresolved"), nquads.boolean(True)
        parents = {record.parent for record in records if record.parent is not None}
        if len(parents) == 1 and not is_group:  # plans that disagree decide nothing
            parent = nquads.iri(self.iris.organisation(parents.pop()))
            yield word("org:subOrganizationOf"), parent

    def _suggestions(self, records: list[UnresolvedOrganisation]) -> Pairs:
        slugs = {slug for record in records for slug, _score in record.suggestions}
        for slug in sorted(slugs):
            yield word("kav:suggestion"), nquads.iri(self.iris.organisation(slug))

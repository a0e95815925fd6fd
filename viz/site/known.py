"""What is known of an open store, for all pages: read once, for it never changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.query import Queryable
from kavshiri.graph.store import OpenStore
from kavshiri.queries.results import Result

from .documents import Document, columns_of, documents_of
from .finder import Finder
from .index import entries
from .links import page_of
from .networks import Networks

if TYPE_CHECKING:
    from kavshiri.graph.coordination.measures.describe import Score
    from kavshiri.viz.pictures.picture import Picture

__all__ = ["Known"]


@dataclass(frozen=True)
class Known:
    """A store with what is read of it once: it does not change while it is open."""

    store: Queryable
    base: str
    build: str
    version: str

    @cached_property
    def plans(self) -> Plans:
        """All plans, as the analyses see them."""
        from kavshiri.graph.coordination.reading import read_plans

        return read_plans(self.store)

    @cached_property
    def networks(self) -> Networks:
        """The networks of the plans, and where the bodies stand in pictures of them."""
        return Networks(self.plans)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents by IRI."""
        return documents_of(self.store)

    @cached_property
    def columns(self) -> Mapping[tuple[str, str], str]:
        """What columns tell, in English, by the name of their document and their heading.

        Of a large store nothing: all its cells would have to be read.
        """
        return columns_of(self.store) if self.is_small else {}

    @cached_property
    def finder(self) -> Finder:
        """What the search knows: names and titles, and of a small store the words of all cells."""
        return Finder(entries(self.store, self.plans, with_words=self.is_small))

    @cached_property
    def is_small(self) -> bool:
        """Whether all of the store may be read at once."""
        from .shelf import is_small

        return isinstance(self.store, OpenStore) and is_small(self.store)

    @cached_property
    def _names(self) -> dict[str, Mapping[str, str]]:
        return {}

    def bodies_by_name(self, lang: str) -> Mapping[str, str]:
        """Return the organisations by their names in a language; a name of two is absent."""
        if lang not in self._names:
            bodies = self.plans.organisations.values()
            counts = Counter(body.name(lang) for body in bodies)
            self._names[lang] = {
                body.name(lang): body.iri for body in bodies if counts[body.name(lang)] == 1
            }
        return self._names[lang]

    @cached_property
    def scores(self) -> Mapping[str, Sequence[Score]]:
        """What every measure of the network of delivery says, by organisation."""
        from kavshiri.graph.coordination.measures.describe import scores
        from kavshiri.graph.coordination.measures.view import View as Networks

        found: dict[str, list[Score]] = {}
        for score in scores(Networks(self.plans)):
            found.setdefault(score.about, []).append(score)
        return found

    def page_of(self, iri: str) -> str | None:
        """Return the path of the page that shows a thing; None where none does.

        What belongs to an activity (a role, a deadline) is shown on its page.
        """
        if iri.startswith(f"{self.base}activity/"):
            iri = self._activity_of(iri)
        path = page_of(iri, self.base)
        if path is None:
            return None
        page, mark, place = path.partition("#")
        if page.startswith("source/"):
            document = self.documents.get(f"{self.base}document/{page.removeprefix('source/')}")
            if document is None:
                return None
            part = document.part_of(place)
            return f"{page}/{part}{mark}{place}" if part > 1 else path
        return path if iri in self._shown else None

    def _activity_of(self, iri: str) -> str:
        while iri not in self.plans.activities and len(iri) > len(self.base):
            iri = iri.rpartition("/")[0]
        return iri

    @cached_property
    def _shown(self) -> frozenset[str]:
        """What has a page of its own, or a place on one."""
        known = self.plans
        things = (known.plans, known.divisions, known.objectives, known.activities)
        return frozenset().union(*things, known.organisations)

    @cached_property
    def addresses(self) -> dict[str, dict[str, str | None]]:
        """The addresses of things on a server, by language and IRI."""
        return {}

    @cached_property
    def printed(self) -> dict[tuple[str, str], str]:
        """Where things stand in the numbers that the plans print, by language and IRI."""
        return {}

    @cached_property
    def pictures(self) -> dict[tuple[object, ...], Picture]:
        """The pictures for reports that were drawn last, by all that they depend on."""
        return {}

    @cached_property
    def answers(self) -> dict[tuple[str, ...], tuple[Result, str]]:
        """Answers to questions of the library that were asked before, each with its SPARQL."""
        return {}

"""The Python face of a built graph: open it, ask it, trace it, check it, write it out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from kavshiri.graph import (
    FORMATS,
    OpenStore,
    Violation,
    export,
    export_file,
    open_any,
    rules,
)
from kavshiri.graph import validate as validate_store
from kavshiri.ontology import QueryError
from kavshiri.queries import library
from kavshiri.queries.parameters import Given
from kavshiri.queries.results import Result
from kavshiri.queries.trace import trace as trace_of

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyoxigraph import Store

    from kavshiri.graph.coordination.plans import Plans
    from kavshiri.graph.remote import RemoteStore
    from kavshiri.loaders.verdicts import Verdict
    from kavshiri.queries.calendar import CalendarAnswer
    from kavshiri.queries.money import MoneyAnswer
    from kavshiri.queries.whatif import WhatIfAnswer
    from kavshiri.viz.network import NetworkPage
    from kavshiri.viz.pictures.picture import Picture
    from kavshiri.viz.site.folder import Written

__all__ = ["FORMATS", "Graph", "open"]

_COUNTS = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?number)
WHERE {
  VALUES ?class {
    kav:ActionPlan kav:Division kav:Objective kav:Activity kav:Participation kav:Indicator
    kav:Target kav:Verification kav:Funding kav:Deadline kav:Risk kav:SourceCell kav:Finding
  }
  ?thing a ?class
}
GROUP BY ?class ORDER BY ?class
"""


class Graph:
    """A built graph, open for reading. Use it as a context manager, in one thread."""

    def __init__(self, store: OpenStore | RemoteStore) -> None:
        self._store = store

    def query(self, text: str, *, lang: str = "en") -> Result:
        """The result of a SPARQL query; prefixes of the project need not be declared."""
        return Result.of(self._store.query(text), lang=lang)

    def questions(self, lang: str = "en") -> Result:
        """What can be asked by name, in a language: ``en`` or ``ka``."""
        return library.catalogue(lang)

    def ask(self, name: str, /, **parameters: Given) -> Result:
        """The answer to a question of the library, as ``ask("donor-trace", donor="EU")``.

        ``lang="ka"`` gives names and headings in Georgian. A parameter whose name is a word of
        Python takes an underscore at its end: ``ask("due-next", from_="2019-06-01")``.
        """
        build = self._store.info().build_hash if isinstance(self._store, OpenStore) else ""
        return replace(library.ask(self._store, name, **parameters), build=build)

    def sparql(self, name: str, /, **parameters: Given) -> str:
        """The SPARQL of a question with the values bound."""
        return library.sparql(self._store, name, **parameters)

    def trace(self, thing: str, *, lang: str = "en") -> Result:
        """What is said about an activity or organisation, each with its verbatim cell."""
        return trace_of(self._store, thing, lang=lang)

    def findings(self, *, lang: str = "en", **chosen: str) -> Result:
        """What a reader should know: all findings, or those of a plan, kind or severity."""
        return self.ask("findings", lang=lang, **chosen)

    def validate(self) -> list[Violation]:
        """What breaks a rule of the shapes; a server's graphs are fetched to be checked here."""
        return validate_store(self._at_hand(), self._store.iris)

    def rules(self) -> int:
        """How many rules there are."""
        return len(rules())

    def export(self, target: Path | IO[bytes], format: str = "nquads") -> None:
        """Write the whole graph to a file (whole or not at all) or to a binary stream.

        The graphs of a server are fetched into memory first.
        """
        if format not in FORMATS:
            known = ", ".join(FORMATS)
            raise QueryError(f"there is no format {format!r}; choose one of {known}")
        if isinstance(target, Path):
            export_file(self._at_hand(), format, target)
        else:
            export(self._at_hand(), format, target)

    def to_rdflib(self) -> rdflib.Dataset:
        """A copy of the graph for rdflib, in memory; many times slower to ask than this one.

        The named graphs are kept, their union is what a query sees, and the prefixes of the
        project are bound, so that a query need not declare them.
        """
        from pyoxigraph import RdfFormat, parse

        from kavshiri.graph.for_rdflib import as_dataset

        quads = io.BytesIO()
        self.export(quads, "nquads")
        return as_dataset(parse(quads.getvalue(), format=RdfFormat.N_QUADS))

    def network_page(
        self, path: Path | str | None = None, *, lang: str = "en", **choice: Any
    ) -> NetworkPage:
        """The network as one interactive page that works offline; with a path, it is written there.

        A notebook shows it by itself. ``choice`` as for :meth:`network`.
        """
        from kavshiri.queries.choosing import choice_of
        from kavshiri.viz.network import network_page

        chosen = choice_of(self._store, self._plans, **choice)
        passport = self._store.info()
        page = network_page(
            self._store, self._plans, chosen, lang=lang,
            version=passport.program_version, build=passport.build_hash,
        )  # fmt: skip
        if path is not None:
            page.save(path)
        return page

    def write_site(
        self, out: Path | str, *, progress: Callable[[str], None] = lambda line: None
    ) -> Written:
        """Write the pages of the site as a folder of files; see ``viz.site.folder``."""
        from kavshiri.viz.site.folder import write_site
        from kavshiri.viz.site.shelf import for_pages, known_of

        store = for_pages(self._store) if isinstance(self._store, OpenStore) else self._store
        return write_site(known_of(store), Path(out), progress=progress)

    def plans(self) -> Plans:
        """What the analyses know of the plans: activities, bodies, roles, money, deadlines."""
        return self._plans

    def network(self, **choice: Any) -> nx.MultiDiGraph[str]:
        """The network of who needs whom, for NetworkX, as ``network(layer="funding", plan=…)``.

        The options are those of :func:`kavshiri.queries.choosing.choice_of`; what nodes and edges
        carry is told by :func:`kavshiri.graph.coordination.network.network`.
        """
        from kavshiri.graph.coordination.network import network
        from kavshiri.queries.choosing import choice_of

        return network(self._plans, choice_of(self._store, self._plans, **choice))

    def picture(
        self,
        kind: str,
        *,
        lang: str = "en",
        width: float = 297,
        height: float = 210,
        around: str | Iterable[str] = (),
        **choice: Any,
    ) -> Picture:
        """A picture for a report: ``network``, ``matrix``, ``timeline`` or ``flow``.

        ``picture("matrix", lang="ka", plan="migration-2019").save("matrix.pdf")``; a notebook shows
        it by itself. The size is in millimetres; ``choice`` as for :meth:`network`. A network
        ``around`` bodies shows only them and whom they have ties with.
        """
        from kavshiri.graph.coordination.lines import documents
        from kavshiri.queries.choosing import choice_of
        from kavshiri.queries.names import find_organisation
        from kavshiri.viz.pictures.kinds import draw
        from kavshiri.viz.pictures.sizes import Size
        from kavshiri.viz.pictures.subject import Subject

        chosen = choice_of(self._store, self._plans, **choice)
        passport = self._store.info()
        near = [find_organisation(self._store, n, parameter="around") for n in _several(around)]
        subject = Subject(
            self._plans, lang, chosen, documents(self._store, chosen.plans),
            passport.program_version, passport.build_hash, tuple(near),
        )  # fmt: skip
        return draw(kind, subject, Size(width, height))

    def measures(
        self,
        *codes: str,
        about: str = "organisation",
        sort: str = "",
        lang: str = "en",
        **choice: Any,
    ) -> Result:
        """Measures as a table, as ``measures("betweenness", "soleLead", layer="delivery")``.

        See :func:`kavshiri.queries.measuring.measures`; ``choice`` as for :meth:`network`.
        """
        from kavshiri.graph.coordination.lines import documents
        from kavshiri.queries.choosing import choice_of
        from kavshiri.queries.measuring import measures

        chosen = choice_of(self._store, self._plans, **choice)
        return measures(
            self._plans, chosen, codes,
            about=about, sort=sort, lang=lang, sources=documents(self._store),
        )  # fmt: skip

    def what_if(
        self,
        *without: str,
        plan: str | Iterable[str] = (),
        with_units: bool = False,
        lang: str = "en",
    ) -> WhatIfAnswer:
        """What happens if organisations are taken away, as ``what_if("MIA", "IOM")``."""
        from kavshiri.queries.whatif import ask_what_if

        return ask_what_if(
            self._store, without, _several(plan),
            with_units=with_units, lang=lang, read=self._plans,
        )  # fmt: skip

    def calendar(
        self,
        organisation: str | None = None,
        *,
        plan: str | Iterable[str] = (),
        from_: date | None = None,
        until: date | None = None,
        spread: bool = False,
        lang: str = "en",
    ) -> CalendarAnswer:
        """When the work falls due, by month and body; and what is due from a day on."""
        from kavshiri.queries.calendar import ask_calendar

        return ask_calendar(
            self._store, organisation, _several(plan),
            day=from_, until=until, spread=spread, lang=lang, read=self._plans,
        )  # fmt: skip

    def money(
        self,
        by: str = "donor",
        *,
        plan: str | Iterable[str] = (),
        chapter: str | Iterable[str] = (),
        lead: str | Iterable[str] = (),
        donor: str | Iterable[str] = (),
        lang: str = "en",
    ) -> MoneyAnswer:
        """The money that plans name, by ``donor``, ``organisation``, ``objective``, ``chapter``.

        See :func:`kavshiri.queries.money.ask_money`.
        """
        from kavshiri.queries.money import ask_money

        return ask_money(
            self._store, by, _several(plan), chapter=chapter, lead=lead, donor=donor,
            lang=lang, read=self._plans,
        )  # fmt: skip

    def overlaps(
        self,
        *,
        across: bool | None = None,
        plan: str | Iterable[str] = (),
        activity: str | None = None,
        least: Decimal | None = None,
        unjudged: bool = False,
        lang: str = "en",
    ) -> Result:
        """Activities that look alike, and what people decided about them.

        See :func:`kavshiri.queries.overlaps.ask_overlaps`.
        """
        from kavshiri.queries.overlaps import ask_overlaps

        return ask_overlaps(
            self._store, verdicts=self.verdicts(), plans=_several(plan), across=across,
            activity=activity, least=least, unjudged=unjudged, lang=lang, read=self._plans,
        )  # fmt: skip

    def verdicts(self) -> tuple[Verdict, ...]:
        """What people decided: those kept in the store's folder; on a server those in the graph."""
        from kavshiri.graph.overlaps import stored_verdicts
        from kavshiri.judging import kept_verdicts

        if isinstance(self._store, OpenStore):
            return kept_verdicts(self._store.path)
        return stored_verdicts(self._store)

    def judge(
        self,
        first: str,
        second: str,
        verdict: str,
        *,
        author: str,
        date: date | str,
        note: str = "",
    ) -> Path:
        """Keep a verdict on two activities in the store's folder; the file it is kept in.

        An earlier one of the same author on the same two is replaced. The next build writes it
        into the graph. ParameterError for an unknown activity or code, a date that is none, no
        author; and on a server, which keeps no verdicts.
        """
        from kavshiri.judging import judge

        return judge(self._store, first, second, verdict, author, date, note)

    @cached_property
    def _plans(self) -> Plans:
        from kavshiri.graph.coordination.reading import read_plans

        return read_plans(self._store)

    def info(self) -> Mapping[str, Any]:
        """What the store was made of, and how many things and statements it holds."""
        passport = self._store.info()
        things = self._store.query(_COUNTS)
        rows = things.to_python()  # type: ignore[union-attr]  # a SELECT gives rows
        return {
            "program_version": passport.program_version,
            "build_hash": passport.build_hash,
            "base": passport.base,
            "documents": dict(passport.documents),
            "things": {str(row["class"]).rpartition("#")[2]: row["number"] for row in rows},
            "statements": dict(passport.counts),
        }

    def _repr_html_(self) -> str:
        from kavshiri.queries.overview import overview

        return overview(self._store)

    def _at_hand(self) -> OpenStore | Store:
        return self._store if isinstance(self._store, OpenStore) else self._store.copy()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _several(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def open(place: Path | str = "kavshiri-store") -> Graph:
    """Open the store that ``build`` wrote in a folder, or a server that holds it, by its address.

    A server is any SPARQL 1.1 endpoint (``http://127.0.0.1:7878/query``); who asks, and how long to
    wait for an answer, stand in ``KAVSHIRI_USER``, ``KAVSHIRI_PASSWORD`` and ``KAVSHIRI_TIMEOUT``.
    Raises StoreError where there is no store; a server that does not answer is found out at the
    first question.
    """
    return Graph(open_any(place))

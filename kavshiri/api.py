"""The Python face of a built graph: open it, ask it, trace it, check it, write it out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from kavshiri.graph import FORMATS, OpenStore, Violation, export, export_file, open_store, rules
from kavshiri.graph import validate as validate_store
from kavshiri.ontology import QueryError
from kavshiri.queries import library
from kavshiri.queries.results import Result
from kavshiri.queries.trace import trace as trace_of

if TYPE_CHECKING:
    import rdflib

    from kavshiri.viz.network import NetworkSummary

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

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def query(self, text: str, *, lang: str = "en") -> Result:
        """The result of a SPARQL query; prefixes of the project need not be declared."""
        return Result.of(self._store.query(text), lang=lang)

    def ask(self, name: str, **parameters: Any) -> Result:
        """The answer to a question of the library, as ``ask("donor-trace", donor="EU")``."""
        return library.ask(self._store, name, **parameters)

    def sparql(self, name: str, **parameters: Any) -> str:
        """The SPARQL of a question with the values bound."""
        return library.sparql(self._store, name, **parameters)

    def trace(self, thing: str, *, lang: str = "en") -> Result:
        """What is said about an activity or organisation, each with its verbatim cell."""
        return trace_of(self._store, thing, lang=lang)

    def findings(self, *, lang: str = "en", **chosen: str) -> Result:
        """What a reader should know: all findings, or those of a plan, kind or severity."""
        return self.ask("findings", lang=lang, **chosen)

    def validate(self) -> list[Violation]:
        """What breaks a rule of the shapes."""
        return validate_store(self._store)

    def rules(self) -> int:
        """How many rules there are."""
        return len(rules())

    def export(self, target: Path | IO[bytes], format: str = "nquads") -> None:
        """Write the whole graph to a file (whole or not at all) or to a binary stream."""
        if format not in FORMATS:
            known = ", ".join(FORMATS)
            raise QueryError(f"there is no format {format!r}; choose one of {known}")
        if isinstance(target, Path):
            export_file(self._store, format, target)
        else:
            export(self._store, format, target)

    def to_rdflib(self) -> rdflib.Dataset:
        """A copy of the graph for rdflib, in memory; many times slower to ask than this one."""
        import rdflib

        quads = io.BytesIO()
        self.export(quads, "nquads")
        return rdflib.Dataset(default_union=True).parse(data=quads.getvalue(), format="nquads")

    def network_page(
        self,
        path: Path,
        *,
        lang: str = "en",
        plans: Iterable[str] | None = None,
        include_groups: bool = False,
    ) -> NetworkSummary:
        """Write the page of the delivery network; see ``viz.network.write_network_page``."""
        from kavshiri.viz.network import write_network_page

        return write_network_page(
            self._store, path, lang=lang, plans=plans, include_groups=include_groups
        )

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


def open(path: Path | str = "kavshiri-store") -> Graph:
    """Open the store that ``build`` wrote in a folder.

    Raises StoreError where there is none.
    """
    return Graph(open_store(Path(path)))

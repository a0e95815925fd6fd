"""Answering one query: what may be asked is evaluated and written, as it comes, in one format.

This runs in a worker, which may be ended at any moment; nothing here keeps time or memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import IO, Any, cast

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kavshiri.graph.query import check_grammar, require_graph
from kavshiri.graph.sparql import (
    dataset_of,
    is_volatile,
    require_no_service,
    require_no_update,
    require_shallow,
)
from kavshiri.graph.tokens import unambiguous
from kavshiri.ontology.errors import QueryError
from kavshiri.ontology.terms import PREFIXES

from .counting import COUNTERS, RowCounter
from .errors import ProblemError
from .job import Job
from .rows import Packed, cells_of

__all__ = ["Answered", "answer"]

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_RDF = {
    "jsonld": RdfFormat.JSON_LD,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
}
_XML = ("xml", "rdfxml")
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_UNKNOWN_FUNCTION = re.compile(r"The custom function <([^>]*)> is not supported")
_MOST_FUNCTIONS = 50
_SMALL = 500

Solutions = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(slots=True)
class Answered:
    """What is known of an answer once it is written."""

    rows: int = 0
    more: bool = False
    volatile: bool = False
    unknown: set[str] = field(default_factory=set)


def answer(store: Store, job: Job, base: str, emit: Callable[[bytes], None]) -> Answered:
    """Answer a query and hand the bytes to ``emit`` as they come.

    ``base`` is what relative IRIs stand on. Raises ProblemError for what is no query, is not
    allowed, or has too large an answer; what was handed out by then is nothing.
    """
    _require_allowed(store, job, base)
    known = Answered(volatile=is_volatile(job.query))
    solutions = _evaluated(store, job, base, known.unknown)
    sink = _Sink(job, emit)
    if job.format == "rows":
        _write_rows(solutions, job, known, sink)
    elif isinstance(solutions, QueryTriples):
        prefixes, triples = _with_prefixes(_counted(solutions, job, known))
        serialize(triples, cast(IO[bytes], sink), _RDF[job.format], prefixes=prefixes)
    else:
        sink.counter = COUNTERS[job.format]() if isinstance(solutions, QuerySolutions) else None
        solutions.serialize(cast(IO[bytes], sink), _RESULTS[job.format])
        known.rows = sink.counter.rows if sink.counter else 1
    return known


def _require_allowed(store: Store, job: Job, base: str) -> None:
    """Raise ProblemError for what must not reach the evaluation.

    A query that calls a service or names a foreign graph is read first, so that what is no query
    is told so, and then refused.
    """
    _check("update", require_no_update, job.query)
    _check("too_complex", require_shallow, job.query)
    calls = _is_refused(require_no_service, job.query)
    if calls or "FROM" in job.query.upper():
        _check("unreadable", lambda text: check_grammar(text, base=base), job.query)
    if calls:
        raise ProblemError("service")
    named = dataset_of(job.query, PREFIXES, base).graphs
    for graph in (*named, *(job.default_graphs or ()), *(job.named_graphs or ())):
        if _is_refused(lambda name: require_graph(store, name), graph):
            known = ", ".join(sorted(str(each) for each in store.named_graphs()))
            raise ProblemError("unknown_graph", found=graph[:300], known=known)


def _check(kind: str, require: Callable[[str], None], text: str) -> None:
    try:
        require(text)
    except QueryError as error:
        raise ProblemError(kind, detail=error) from None


def _is_refused(require: Callable[[str], None], text: str) -> bool:
    try:
        require(text)
    except QueryError:
        return True
    return False


def _evaluated(store: Store, job: Job, base: str, unknown: set[str]) -> Solutions:
    """Begin to evaluate. A function that nobody knows is an error where it is called, no more.

    So says SPARQL 1.1 (17.2: errors of expressions); a name of one of our own namespaces is taken
    for a slip of the pen and refused.
    """
    functions: dict[NamedNode, Callable[..., None]] = {}
    while True:
        try:
            return _asked(store, job, base, functions)
        except SyntaxError as error:
            raise ProblemError("unreadable", detail=_in_words(error.msg)) from None
        except QueryError as error:
            raise ProblemError("unreadable", detail=error) from None
        except RuntimeError as error:
            match = _UNKNOWN_FUNCTION.search(str(error))
            is_ours = match and match[1].startswith(tuple(PREFIXES.values()))
            if not match or is_ours or len(functions) >= _MOST_FUNCTIONS:
                raise ProblemError("unanswerable", detail=error) from None
            functions[NamedNode(match[1])] = _unknown_function(match[1], unknown)


def _asked(
    store: Store, job: Job, base: str, functions: dict[NamedNode, Callable[..., None]]
) -> Solutions:
    dataset: dict[str, Any] = {
        "use_default_graph_as_union": not dataset_of(job.query, PREFIXES, base)
    }
    if job.default_graphs is not None or job.named_graphs is not None:
        dataset = {
            "default_graph": [NamedNode(name) for name in job.default_graphs or ()],
            "named_graphs": [NamedNode(name) for name in job.named_graphs or ()],
        }
    return store.query(
        unambiguous(job.query),
        base_iri=base,
        prefixes=dict(PREFIXES),
        custom_functions=cast(Any, functions),
        **dataset,
    )


def _unknown_function(name: str, unknown: set[str]) -> Callable[..., None]:
    def called(*_arguments: object) -> None:
        unknown.add(name)

    return called


def _in_words(message: str) -> str:
    found = " ".join(message.split())
    return f"the query cannot be read: {found[:200]}{'…' if len(found) > 200 else ''}"


class _Sink:
    """A stream that the engine writes to: it counts, and stops what grows too large."""

    def __init__(self, job: Job, emit: Callable[[bytes], None]) -> None:
        self.counter: RowCounter | None = None
        self._job = job
        self._emit = emit
        self._size = 0
        self._is_xml = job.format in _XML

    def write(self, data: bytes) -> int:
        piece = bytes(data)
        if self.counter:
            self.counter.add(piece)
            if self.counter.rows > self._job.most_rows:
                raise ProblemError("too_many_rows", limit=f"{self._job.most_rows:,}")
        if self._is_xml:
            if _NOT_XML.search(piece):
                raise ProblemError("not_in_xml")
            piece = piece.replace(b"\r", b"&#xD;")  # else a reader makes a line feed of it
        self._size += len(piece)
        if self._size > self._job.most_bytes:
            raise ProblemError("too_many_bytes", limit=f"{self._job.most_bytes:,}")
        self._emit(piece)
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is written is handed on at once."""


def _counted(triples: Iterable[Triple], job: Job, known: Answered) -> Iterator[Triple]:
    for triple in triples:
        known.rows += 1
        if known.rows > job.most_rows:
            raise ProblemError("too_many_rows", limit=f"{job.most_rows:,}")
        yield triple


def _with_prefixes(triples: Iterator[Triple]) -> tuple[dict[str, str], Iterator[Triple]]:
    """Return the prefixes worth declaring: of a small answer those it uses, else all."""
    first = list(islice(triples, _SMALL))
    if len(first) == _SMALL:
        return dict(PREFIXES), chain(first, triples)
    text = " ".join(map(str, first))
    return {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}, iter(first)


def _write_rows(solutions: Solutions, job: Job, known: Answered, sink: _Sink) -> None:
    """Write typed rows, for the pages that the endpoint makes itself."""
    variables, rows = cells_of(solutions)
    kept: list[Packed] = []
    for row in rows:
        if len(kept) == job.most_rows:
            known.more = True
            break
        kept.append(row)
    if known.more and not job.cut:
        raise ProblemError("too_many_rows", limit=f"{job.most_rows:,}")
    known.rows = len(kept)
    sink.write(json.dumps({"variables": variables, "rows": kept}).encode())

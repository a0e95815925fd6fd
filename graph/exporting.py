"""Writing a store out as RDF, byte for byte the same for the same statements."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kavshiri.graph.store import OpenStore
from kavshiri.ontology.errors import QueryError, StoreError
from kavshiri.ontology.terms import PREFIXES

__all__ = ["FORMATS", "export", "export_file", "iter_lines"]

PORTION = 500_000
"""Lines sorted at once in memory; more are sorted in portions on disk and merged."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def export(store: Store | OpenStore, format: str, stream: IO[bytes]) -> None:
    """Write all statements of a store to a binary stream, sorted, in one of :data:`FORMATS`.

    N-Quads, TriG and JSON-LD keep the named graphs. Turtle and RDF/XML have none: they hold the
    union, in which our computed statements cannot be told from the plan's own. The memory needed
    does not grow with the store, except for JSON-LD, which the engine gathers graph by graph.

    Raises QueryError for an unknown format, and StoreError where RDF/XML cannot hold a text.
    """
    try:
        write = FORMATS[format]
    except KeyError:
        known = ", ".join(FORMATS)
        raise QueryError(f"there is no format {format!r}; choose one of {known}") from None
    write(store.store if isinstance(store, OpenStore) else store, stream)


def export_file(store: Store | OpenStore, format: str, path: Path) -> None:
    """Write a store to a file, which appears only when it is whole; see :func:`export`."""
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; make it, or name another file")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as stream:
            export(store, format, stream)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _write_nquads(store: Store, stream: IO[bytes]) -> None:
    with tempfile.SpooledTemporaryFile(max_size=1 << 28) as raw:
        store.dump(cast(IO[bytes], raw), RdfFormat.N_QUADS)
        raw.seek(0)
        stream.writelines(_sorted(raw))


def _write_trig(store: Store, stream: IO[bytes]) -> None:
    serialize(_quads(store), stream, RdfFormat.TRIG, prefixes=dict(PREFIXES))


def _write_jsonld(store: Store, stream: IO[bytes]) -> None:
    serialize(_quads(store), stream, RdfFormat.JSON_LD, prefixes=dict(PREFIXES))


def _write_turtle(store: Store, stream: IO[bytes]) -> None:
    serialize(_union(store), stream, RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def _write_rdfxml(store: Store, stream: IO[bytes]) -> None:
    triples = map(_fit_for_xml, _union(store))
    kept = cast(IO[bytes], _KeepsReturns(stream))
    serialize(triples, kept, RdfFormat.RDF_XML, prefixes=dict(PREFIXES))


FORMATS: dict[str, Callable[[Store, IO[bytes]], None]] = {
    "nquads": _write_nquads,
    "trig": _write_trig,
    "turtle": _write_turtle,
    "jsonld": _write_jsonld,
    "rdfxml": _write_rdfxml,
}
"""The formats by name, each with what writes it."""


def _quads(store: Store) -> Iterator[Quad]:
    """Yield all quads, graph by graph, each graph sorted."""
    for graph in sorted(store.named_graphs(), key=str):
        for triple in _triples(_lines(store, [cast(NamedNode, graph)])):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _union(store: Store) -> Iterator[Triple]:
    """Yield the different triples of all graphs, sorted."""
    lines = _lines(store, [cast(NamedNode, graph) for graph in store.named_graphs()])
    return _triples(line for line, _same in groupby(lines))


def iter_lines(store: Store, graph: str) -> Iterator[bytes]:
    """Yield the statements of one graph as sorted lines of N-Triples; none for an unknown one."""
    return _lines(store, [NamedNode(graph)])


def _lines(store: Store, graphs: Iterable[NamedNode]) -> Iterator[bytes]:
    with tempfile.SpooledTemporaryFile(max_size=1 << 28) as raw:
        for graph in graphs:
            store.dump(cast(IO[bytes], raw), RdfFormat.N_TRIPLES, from_graph=graph)
        raw.seek(0)
        yield from _sorted(raw)


def _triples(lines: Iterator[bytes]) -> Iterator[Triple]:
    while portion := b"".join(islice(lines, 10_000)):
        for quad in parse(portion, format=RdfFormat.N_TRIPLES):
            yield quad.triple


def _sorted(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines in the order of their bytes, by merging sorted portions where they are many."""
    source = iter(lines)
    portion = sorted(islice(source, PORTION))
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        while len(portion) == PORTION:
            run = stack.enter_context(tempfile.TemporaryFile())
            run.writelines(portion)
            run.seek(0)
            runs.append(run)
            portion = sorted(islice(source, PORTION))
        yield from merge(portion, *runs)


def _fit_for_xml(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and (found := _NOT_XML.search(value.value)):
        raise StoreError(
            f"RDF/XML cannot hold the control character U+{ord(found[0]):04X} in "
            f"{triple.predicate} of {triple.subject}; export as turtle or nquads"
        )
    return triple


class _KeepsReturns:
    """A stream that writes a carriage return as XML must, or a reader makes a line feed of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        self._stream.write(bytes(data).replace(b"\r", b"&#xD;"))
        return len(data)

    def flush(self) -> None:
        self._stream.flush()

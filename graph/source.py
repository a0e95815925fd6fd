"""The graph ``source``: documents, their cells word for word, and the text left unused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kavshiri.graph import nquads
from kavshiri.graph.scope import SHORTCUTS, Pairs, Scope
from kavshiri.graph.words import word
from kavshiri.loaders.records import SourceCell, UnusedText

__all__ = ["FIELDS", "iter_source"]

FIELDS = {
    **{role: (name,) for role, name in SHORTCUTS.items()},
    "abbreviation": ("kav:shortForm", "kav:fullForm", "kav:abbreviates"),
    "deadline": ("kav:hasDeadline",),
    "expected_result": ("kav:expectedResult",),
    "funding": ("kav:hasFunding",),
    "indicator": ("kav:hasIndicator",),
    "header": ("kav:column",),
    "label": ("skos:prefLabel",),
    "notation": ("skos:notation",),
    "note": ("kav:note",),
    "objective": ("kav:objective",),
    "period": ("kav:periodStart", "kav:periodEnd"),
    "risk": ("kav:hasRisk",),
    "target": ("kav:hasTarget",),
    "title": ("dct:title", "kav:periodStart", "kav:periodEnd"),
    "verification": ("kav:hasVerification",),
}
"""The properties that a field of a record becomes."""


def iter_source(scope: Scope) -> Iterator[str]:
    """Yield the lines of a plan's document, of its cells and of what was not used of it."""
    graph = scope.graph("source")
    yield from nquads.quads(graph, scope.document, _document(scope))
    for cell in scope.plan.cells:
        yield from nquads.quads(graph, scope.cell(cell.key), _cell(scope, cell))
    for subject, unused in _numbered(scope):
        yield from nquads.quads(graph, subject, _unused(scope, unused))


def _document(scope: Scope) -> Pairs:
    document = scope.plan.document
    yield word("rdf:type"), word("kav:SourceDocument")
    yield word("kav:fileName"), nquads.text(document.file_name)
    yield word("kav:sha256"), nquads.text(document.sha256)
    yield word("kav:format"), nquads.text(document.format)
    yield word("kav:lineCount"), nquads.integer(document.line_count)


def _cell(scope: Scope, cell: SourceCell) -> Pairs:
    yield word("rdf:type"), word("kav:SourceCell")
    yield word("kav:document"), scope.document
    yield word("prov:value"), nquads.text(cell.text)
    yield word("kav:column"), nquads.text(cell.header)
    yield word("kav:headerPrinted"), nquads.boolean(cell.header_printed)
    if cell.column > 0:
        yield word("kav:columnIndex"), nquads.integer(cell.column)
    if cell.row > 0:
        yield word("kav:row"), nquads.integer(cell.row)
    for name in cell.fields:
        for fed in _properties(name):
            yield word("kav:field"), word(fed)
    yield word("kav:firstLine"), nquads.integer(cell.first_line)
    yield word("kav:lastLine"), nquads.integer(cell.last_line)


def _properties(field: str) -> tuple[str, ...]:
    try:
        return FIELDS[field]
    except KeyError:
        raise ValueError(f"no property for the field {field!r}; known: {sorted(FIELDS)}") from None


def _numbered(scope: Scope) -> Iterator[tuple[str, UnusedText]]:
    seen: Counter[int] = Counter()
    for unused in scope.plan.unused:
        seen[unused.first_line] += 1
        number = seen[unused.first_line]
        slug = scope.plan.document.slug
        yield nquads.iri(scope.iris.unused(slug, unused.first_line, number)), unused


def _unused(scope: Scope, unused: UnusedText) -> Pairs:
    yield word("rdf:type"), word("kav:UnusedText")
    yield word("kav:document"), scope.document
    yield word("prov:value"), nquads.text(unused.text)
    yield word("kav:unusedReason"), scope.code("unused-reason", unused.reason)
    yield word("kav:firstLine"), nquads.integer(unused.first_line)
    yield word("kav:lastLine"), nquads.integer(unused.last_line)

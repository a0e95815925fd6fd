"""The text of a document as it was read: row by row, with what each row became and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from kavshiri.graph.query import select, to_python
from kavshiri.viz.site.content import Content, MissingPageError
from kavshiri.viz.site.documents import Document
from kavshiri.viz.site.quotes import without_marks
from kavshiri.viz.site.view import View

__all__ = ["source"]

_TEXTS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?text ?first ?last ?column ?index ?row ?words WHERE {
  ?text kav:document %s ; kav:firstLine ?first ; kav:lastLine ?last ; prov:value ?words .
  %s
  OPTIONAL { ?text kav:column ?column }
  OPTIONAL { ?text kav:columnIndex ?index }
  OPTIONAL { ?text kav:row ?row }
}
"""
_ACTIVITIES = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?row ?activity WHERE {
  ?cell kav:document %s ; kav:row ?row ; kav:firstLine ?first .
  %s
  ?activity prov:wasDerivedFrom ?cell ; a kav:Activity .
}
ORDER BY ?activity
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A cell or an unused text: its place on the page, lines, column and words.

    ``is_first``: nothing before it begins on its first line, so it is what the line opens.
    """

    anchor: str
    first: int
    last: int
    column: str
    index: int
    row: int
    words: str
    is_first: bool = False

    @property
    def numbered(self) -> list[tuple[int, str]]:
        """Its lines without empty ones, each with its number in the document."""
        lines = enumerate(self.words.split("\n"), self.first)
        told = ((number, without_marks(line)) for number, line in lines)
        return [(number, line) for number, line in told if line]


@dataclass(slots=True)
class Block:
    """A row of the table, or one text outside of it, with the unused texts that begin before it.

    ``activities`` are the words and addresses of what the row tells of.
    """

    row: int
    first: int
    last: int
    cells: list[Text] = field(default_factory=list)
    unused: list[Text] = field(default_factory=list)
    activities: list[tuple[str, str]] = field(default_factory=list)

    @property
    def lines(self) -> str:
        """The lines, as ``88–109``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def source(view: View, slug: str, part: str | None = None) -> Content:
    """Return the text of a document, or a part of a long one."""
    document = view.known.documents.get(view.iri("document", slug))
    number = int(part or 1)
    if document is None or not 1 <= number <= document.parts:
        raise MissingPageError(f"{slug}/{part}" if part else slug)
    blocks = _blocks(_texts(view, document, number))
    told = _told(view, document, number)
    for block in blocks:
        block.activities = told.get(block.row, []) if block.row else []
    return Content(
        "source.html",
        document.name,
        kind="source",
        trail=((view.word("about.title"), view.link("about")),),
        shown={
            "document": document,
            "blocks": blocks,
            "part": number,
            "addresses": [view.link(_path(slug, each)) for each in range(1, document.parts + 1)],
        },
    )


def _path(slug: str, part: int) -> str:
    return f"source/{slug}/{part}" if part > 1 else f"source/{slug}"


def _within(document: Document, part: int) -> str:
    """Return the filter that leaves the lines of a part."""
    first, end = document.bounds(part)
    if document.parts == 1:
        return ""
    return f"FILTER(?first >= {first}" + (f" && ?first < {end})" if end else ")")


def _texts(view: View, document: Document, part: int) -> list[Text]:
    """Return the cells and unused texts of a part, in the order of the document."""
    query = _TEXTS % (NamedNode(document.iri), _within(document, part))
    start = len(view.known.base)
    found = []
    for row in select(view.known.store, query).rows:
        text, first, last, column, index, number, words = (to_python(term) for term in row)
        anchor = str(text)[start:].split("/", 2)[2]
        found.append(
            Text(anchor, _int(first), _int(last), str(column or ""), _int(index), _int(number),
                 str(words))
        )  # fmt: skip
    found.sort(key=lambda text: (text.first, not text.column, text.row, text.index, text.anchor))
    lines = [text.first for text in found]
    return [
        replace(text, is_first=at == 0 or lines[at - 1] != text.first)
        for at, text in enumerate(found)
    ]


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _blocks(texts: list[Text]) -> list[Block]:
    """Return rows with their cells; what was left unused stands with the row that it begins in."""
    rows: dict[object, Block] = {}
    for text in texts:
        if not text.column:
            continue
        key = text.row or text.anchor
        block = rows.setdefault(key, Block(text.row, text.first, text.last))
        block.cells.append(text)
        block.first, block.last = min(block.first, text.first), max(block.last, text.last)
    blocks = sorted(rows.values(), key=lambda block: (block.first, block.row))
    alone = [text for text in texts if not text.column]
    for text, block in _beside(alone, blocks):
        block.unused.append(text)
    for block in blocks:
        block.cells.sort(key=lambda cell: (cell.index, cell.first))
    return blocks


def _beside(alone: list[Text], blocks: list[Block]) -> Iterator[tuple[Text, Block]]:
    """Yield each unused text with the last block that begins not behind it; else a block of it."""
    at = 0
    for text in alone:
        while at + 1 < len(blocks) and blocks[at + 1].first <= text.first:
            at += 1
        if not blocks or blocks[at].first > text.first:
            blocks.insert(0, Block(0, text.first, text.last))
            at = 0
        yield text, blocks[at]


def _told(view: View, document: Document, part: int) -> Mapping[int, list[tuple[str, str]]]:
    """Return the activities that each row tells of."""
    query = _ACTIVITIES % (NamedNode(document.iri), _within(document, part))
    found: dict[int, list[tuple[str, str]]] = {}
    for row, activity in select(view.known.store, query).rows:
        known = view.plans.activities.get(str(to_python(activity)))
        if known is not None:
            words = f"{known.number} {known.name(view.lang)}".strip()
            found.setdefault(_int(to_python(row)), []).append((words, view.thing(known.iri) or ""))
    return found

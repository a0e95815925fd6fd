"""The text of a document as it was read: every cell and every unused text, in its order."""

from __future__ import annotations

from kavshiri.graph.query import select, to_python
from kavshiri.viz.site.content import Content, MissingPageError
from kavshiri.viz.site.view import View

__all__ = ["source"]

_TEXTS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?text ?first ?last ?column ?index ?row ?words WHERE {
  ?text kav:document <%s> ; kav:firstLine ?first ; kav:lastLine ?last ; prov:value ?words .
  OPTIONAL { ?text kav:column ?column }
  OPTIONAL { ?text kav:columnIndex ?index }
  OPTIONAL { ?text kav:row ?row }
}
ORDER BY ?first ?row ?index STR(?text)
"""
_DOCUMENT = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT ?name ?sha256 ?lines WHERE {
  <%s> kav:fileName ?name ; kav:sha256 ?sha256 . OPTIONAL { <%s> kav:lineCount ?lines }
}
"""


def source(view: View, slug: str) -> Content:
    """Return the text of a document."""
    iri = view.iri("document", slug)
    store = view.known.store
    if not slug.replace("-", "").isalnum():
        raise MissingPageError(slug)
    about = select(store, _DOCUMENT % (iri, iri)).to_python()
    if not about:
        raise MissingPageError(slug)
    texts = []
    for row in select(store, _TEXTS % iri).rows:
        text, first, last, column, _index, number, words = (to_python(term) for term in row)
        texts.append(
            {
                "anchor": str(text).removeprefix(view.known.base).split("/", 2)[2],
                "lines": f"{first}" if first == last else f"{first}–{last}",
                "column": column or "",
                "row": number or "",
                "words": words,
            }
        )
    return Content(
        "source.html",
        str(about[0]["name"]),
        kind="source",
        shown={"texts": texts, "sha256": about[0]["sha256"], "line_count": about[0]["lines"]},
    )

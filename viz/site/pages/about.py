"""How the graph was made: method, sources with their hashes, the build, how to cite."""

from __future__ import annotations

from kavshiri.graph.query import select, to_python
from kavshiri.viz.site.content import Content
from kavshiri.viz.site.view import View

__all__ = ["about"]

_DOCUMENTS = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT DISTINCT ?document ?name ?sha256 WHERE {
  ?document a kav:SourceDocument ; kav:fileName ?name ; kav:sha256 ?sha256 .
}
ORDER BY ?name
"""


def about(view: View) -> Content:
    """Return the page about the graph."""
    rows = select(view.known.store, _DOCUMENTS).rows
    return Content(
        "about.html",
        view.word("about.title"),
        shown={
            "documents": [
                (str(to_python(name)), str(to_python(digest)), view.thing(str(to_python(iri))))
                for iri, name, digest in rows
            ],
        },
    )

"""How the graph was made: method, sources with their hashes, the build, how to cite."""

from __future__ import annotations

from kavshiri.viz.site.content import Content
from kavshiri.viz.site.view import View

__all__ = ["about"]


def about(view: View) -> Content:
    """Return the page about the graph."""
    documents = sorted(view.known.documents.values(), key=lambda each: (each.name, each.iri))
    return Content(
        "about.html",
        view.word("about.title"),
        shown={
            "documents": [(each.name, each.sha256, view.thing(each.iri)) for each in documents],
        },
    )

"""The graph: records become RDF by the ontology, in a store that is checked and can be asked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kavshiri.graph.build import BuildReport, build_store
    from kavshiri.graph.exporting import FORMATS, export, export_file
    from kavshiri.graph.folder import Passport
    from kavshiri.graph.iris import Iris
    from kavshiri.graph.opening import open_any
    from kavshiri.graph.query import Answer, Graph, Result, Rows, Term, run_query, to_python
    from kavshiri.graph.remote import RemoteStore
    from kavshiri.graph.store import OpenStore, open_store
    from kavshiri.graph.validation import Rule, Violation, rules, validate

__all__ = [
    "FORMATS",
    "Answer",
    "BuildReport",
    "Graph",
    "Iris",
    "OpenStore",
    "Passport",
    "RemoteStore",
    "Result",
    "Rows",
    "Rule",
    "Term",
    "Violation",
    "build_store",
    "export",
    "export_file",
    "open_any",
    "open_store",
    "rules",
    "run_query",
    "to_python",
    "validate",
]

_HOMES = {
    "Answer": "query",
    "BuildReport": "build",
    "FORMATS": "exporting",
    "Graph": "query",
    "Iris": "iris",
    "OpenStore": "store",
    "Passport": "folder",
    "RemoteStore": "remote",
    "Result": "query",
    "Rows": "query",
    "Rule": "validation",
    "Term": "query",
    "Violation": "validation",
    "build_store": "build",
    "export": "exporting",
    "export_file": "exporting",
    "open_any": "opening",
    "open_store": "store",
    "rules": "validation",
    "run_query": "query",
    "to_python": "query",
    "validate": "validation",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: a question needs no builder."""
    if name in _HOMES:
        return getattr(import_module(f"kavshiri.graph.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

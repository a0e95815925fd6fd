"""The graph: records become RDF by the ontology, in a store that is checked and can be asked."""

from __future__ import annotations

from kavshiri.graph.build import BuildReport, build_store
from kavshiri.graph.exporting import FORMATS, export, export_file
from kavshiri.graph.folder import Passport
from kavshiri.graph.iris import Iris
from kavshiri.graph.query import Answer, Graph, Result, Rows, Term, run_query, to_python
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
    "Result",
    "Rows",
    "Rule",
    "Term",
    "Violation",
    "build_store",
    "export",
    "export_file",
    "open_store",
    "rules",
    "run_query",
    "to_python",
    "validate",
]

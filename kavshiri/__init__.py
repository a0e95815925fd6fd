"""Kavshiri: government action plans as a knowledge graph, every value traced to its cell.

>>> import tempfile, kavshiri
>>> with tempfile.TemporaryDirectory() as folder:
...     built = kavshiri.build(out=f"{folder}/store")  # the two plans that come with the package
...     with kavshiri.open(f"{folder}/store") as graph:
...         len(graph.query("SELECT ?a WHERE { ?a a kav:Activity }"))
204
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kavshiri.version import __version__

if TYPE_CHECKING:
    from kavshiri.api import Graph, open
    from kavshiri.building import Built, build
    from kavshiri.loaders import PlanRecord, read_plan
    from kavshiri.ontology import (
        KavshiriError,
        ProfileError,
        QueryError,
        ReadingError,
        StoreError,
    )

__all__ = [
    "Built",
    "Graph",
    "KavshiriError",
    "PlanRecord",
    "ProfileError",
    "QueryError",
    "ReadingError",
    "StoreError",
    "__version__",
    "build",
    "open",
    "read_plan",
]

_HOMES = {
    "Built": "building",
    "Graph": "api",
    "KavshiriError": "ontology",
    "PlanRecord": "loaders",
    "ProfileError": "ontology",
    "QueryError": "ontology",
    "ReadingError": "ontology",
    "StoreError": "ontology",
    "build": "building",
    "open": "api",
    "read_plan": "loaders",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that the command line starts at once."""
    if name in _HOMES:
        return getattr(import_module(f"kavshiri.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Leaving some rows of a panel, with the SPARQL that leaves the same."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from pyoxigraph import NamedNode

from kavshiri.graph.query import Rows

from .content import Panel

__all__ = ["narrowed"]


def narrowed(panel: Panel, kept: Set[str]) -> Panel:
    """Return a panel with the rows whose column ``iri`` is among some IRIs.

    Its SPARQL names them in a last VALUES clause, which joins with what the query finds.
    """
    answer = panel.result.answer
    about = answer.variables.index("iri")
    rows = [row for row in answer.rows if getattr(row[about], "value", None) in kept]
    named = "\n".join(f"  {NamedNode(iri)}" for iri in sorted(kept))
    clause = f"\nVALUES ?iri {{\n{named}\n}}\n" if panel.sparql else ""
    return replace(
        panel,
        result=replace(panel.result, answer=Rows(answer.variables, rows)),
        sparql=panel.sparql.rstrip() + clause if panel.sparql else "",
    )

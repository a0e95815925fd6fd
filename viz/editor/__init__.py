"""The SPARQL editor: a page with YASGUI, the questions and the graph in brief beside it."""

from __future__ import annotations

from .page import STATIC, Surroundings, editor_page
from .routes import editor_answer

__all__ = ["STATIC", "Surroundings", "editor_answer", "editor_page"]

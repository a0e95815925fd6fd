"""The questions: files of SPARQL with their words, the asking, and the formats of answers."""

from __future__ import annotations

from kavshiri.queries.library import Question, ask, question_of, questions, sparql
from kavshiri.queries.results import Result
from kavshiri.queries.trace import trace

__all__ = ["Question", "Result", "ask", "question_of", "questions", "sparql", "trace"]

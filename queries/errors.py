"""The errors of the rooms that answer questions: all are :class:`QueryError`.

QueryError
├── QuestionFileError               a file of the library is not written as it must be
├── UnknownQuestionError            the library holds no such question
├── ParameterError                  a parameter is unknown or its value is wrong
├── FormatError                     a result cannot be written in the format asked for
└── MissingExtraError (ImportError) an optional package is not installed
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kavshiri.ontology.errors import QueryError

__all__ = [
    "FormatError",
    "MissingExtraError",
    "ParameterError",
    "QueryError",
    "QuestionFileError",
    "UnknownQuestionError",
]


class QuestionFileError(QueryError):
    """A file of the library is not written as it must be."""

    def __init__(self, path: Path, line: int, found: str, advice: str) -> None:
        self.path = path
        self.line = line
        self.found = found
        self.advice = advice
        super().__init__(f"{path}, line {line}: {found}; {advice}")


class UnknownQuestionError(QueryError):
    """The library holds no question of this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"no question is called {name!r}; the library holds: {', '.join(known)}")


class ParameterError(QueryError):
    """A parameter is unknown, or its value is not what the question expects."""

    def __init__(
        self, name: str, found: object, expected: str, *, suggestions: Sequence[str] = ()
    ) -> None:
        self.name = name
        self.found = found
        self.expected = expected
        self.suggestions = tuple(suggestions)
        message = f"parameter {name}: found {found!r}, expected {expected}"
        if suggestions:
            message += f"; did you mean {' or '.join(repr(text) for text in suggestions)}?"
        super().__init__(message)


class FormatError(QueryError):
    """A result cannot be written in the format asked for."""


class MissingExtraError(QueryError, ImportError):
    """An optional package is not installed; the message names the extra that brings it."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(
            f"this needs {package}, which is not installed; "
            f"install it with: python -m pip install 'kavshiri[{extra}]'"
        )

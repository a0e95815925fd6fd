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

from kavshiri.graph.questions import Text
from kavshiri.ontology.errors import QueryError

__all__ = [
    "FormatError",
    "MissingExtraError",
    "ParameterError",
    "QueryError",
    "QuestionFileError",
    "UnknownQuestionError",
    "did_you_mean",
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

    def __init__(self, name: str, known: Sequence[str], *, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.known = tuple(known)
        self.suggestions = tuple(suggestions)
        asked, holds = did_you_mean(suggestions), ", ".join(known)
        super().__init__(f"no question is called {name!r}; the library holds: {holds}{asked.en}")
        self.message_ka = f"კითხვა {name!r} არ არსებობს; ბიბლიოთეკაშია: {holds}{asked.ka}"


class ParameterError(QueryError):
    """A parameter is unknown, or its value is not what the question expects."""

    def __init__(
        self, name: str, found: object, expected: str | Text, *, suggestions: Sequence[str] = ()
    ) -> None:
        both = Text(ka=expected, en=expected) if isinstance(expected, str) else expected
        self.name = name
        self.found = found
        self.expected = both.en
        self.suggestions = tuple(suggestions)
        asked = did_you_mean(suggestions)
        super().__init__(f"parameter {name}: found {found!r}, expected {both.en}{asked.en}")
        self.message_ka = (
            f"პარამეტრი {name}: მითითებულია {found!r}, მოსალოდნელია {both.ka}{asked.ka}"
        )


class FormatError(QueryError):
    """A result cannot be written in the format asked for."""

    def __init__(self, message: str, message_ka: str = "") -> None:
        super().__init__(message)
        self.message_ka = message_ka


class MissingExtraError(QueryError, ImportError):
    """An optional package is not installed; the message names the extra that brings it."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        advice = f"python -m pip install 'kavshiri[{extra}]'"
        super().__init__(f"this needs {package}, which is not installed; install it with: {advice}")
        self.message_ka = f"ამას {package} სჭირდება, რომელიც დაყენებული არ არის; დააყენეთ: {advice}"


def did_you_mean(suggestions: Sequence[str]) -> Text:
    """Return the end of a message that suggests what may have been meant.

    >>> did_you_mean(["EU", "UN"]).en, did_you_mean([]).en
    ("; did you mean 'EU' or 'UN'?", '')
    """
    if not suggestions:
        return Text(ka="", en="")
    named = [repr(text) for text in suggestions]
    return Text(
        ka=f"; იქნებ გულისხმობდით: {' ან '.join(named)}?",
        en=f"; did you mean {' or '.join(named)}?",
    )

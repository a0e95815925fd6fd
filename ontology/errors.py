"""The errors of Kavshiri. Each says what, where and what to do; the data is also on the error.

KavshiriError
├── ReadingError (ValueError)   a document, or a data file of ours, cannot be read
│   └── ProfileError            no layout fits the document, or a profile is wrong
├── StoreError (OSError)        a store cannot be built, opened or replaced
└── QueryError (ValueError)     a question cannot be asked
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["KavshiriError", "ProfileError", "QueryError", "ReadingError", "StoreError"]


class KavshiriError(Exception):
    """The base of all errors that a user can mend.

    ``message_ka`` is the message in Georgian, empty where there is none yet.
    """

    message_ka: str = ""

    def within(self, lang: str) -> str:
        """Return the message in a language, ``ka`` or ``en``; in English where there is no other.

        >>> KavshiriError("no such thing").within("ka")
        'no such thing'
        """
        return self.message_ka if lang == "ka" and self.message_ka else str(self)


class ReadingError(KavshiriError, ValueError):
    """A file cannot be read: which, at what line, what was found and what to do."""

    def __init__(self, path: Path, found: str, advice: str, *, line: int | None = None) -> None:
        self.path = path
        self.found = found
        self.advice = advice
        self.line = line
        place = f"{path}, line {line}" if line is not None else f"{path}"
        super().__init__(f"{place}: {found}; {advice}")


class ProfileError(ReadingError):
    """No layout fits the document, or a profile is wrong."""


class StoreError(KavshiriError, OSError):
    """A store cannot be built, opened or replaced."""


class QueryError(KavshiriError, ValueError):
    """A question cannot be asked: its text, a parameter or a format is wrong."""

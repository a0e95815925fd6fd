"""What the server asks of a worker, and what a worker says before and after an answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, Self

__all__ = ["CHUNK", "DONE", "PROBLEM", "READY", "Done", "Job"]

READY, CHUNK, DONE, PROBLEM = b"R", b"C", b"D", b"P"
"""The kinds of frames that a worker sends: it is there; a part, the end of an answer; none."""

Graphs = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class _Message:
    def to_json(self) -> bytes:
        """Return the message as it goes through the pipe."""
        return json.dumps({each.name: getattr(self, each.name) for each in fields(self)}).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Read a message."""
        content: dict[str, Any] = json.loads(data)
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in content.items()})


@dataclass(frozen=True, slots=True)
class Job(_Message):
    """One query. ``format`` is that of the answer; ``rows`` makes typed rows of whatever comes.

    The graphs are those of the protocol and stand in place of the query's own. An answer of more
    than ``most_rows`` or ``most_bytes`` is a problem; with ``cut`` it just ends there (``rows``
    only) and says so.
    """

    query: str
    format: str
    most_rows: int
    most_bytes: int
    default_graphs: Graphs = None
    named_graphs: Graphs = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Done(_Message):
    """What is known of an answer when it is whole.

    ``build`` is the hash of the build that was asked; ``volatile`` tells that the same query may
    answer otherwise the next time; ``unknown`` are functions that were called and that nobody
    knows, so that their expressions counted as errors; ``tired`` asks for another worker.
    """

    rows: int
    build: str
    more: bool = False
    volatile: bool = False
    unknown: tuple[str, ...] = ()
    tired: bool = False

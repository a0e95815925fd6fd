"""How much of the machine a query may have."""

from __future__ import annotations

import os
from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the endpoint allows. Whatever is exceeded ends that one query, with words."""

    seconds: float = 30.0
    """For one query, from its start in a worker to the last byte of its answer."""

    memory: int = 1024
    """MB that a query may take beyond what the store itself takes; per worker."""

    rows: int = 1_000_000
    """Rows, or triples, of one answer."""

    bytes: int = 256 * 2**20
    """Bytes of one answer before compression."""

    request: int = 2**20
    """Bytes of one request: of its address, and of its body."""

    workers: int = max(2, min(8, os.cpu_count() or 2))
    """Queries answered at the same time, each in a process of its own."""

    waiting: int = 200
    """Queries that may wait for a worker; one more is told to come again."""

    def __post_init__(self) -> None:
        """Refuse limits under which nothing could be answered."""
        for name in ("seconds", "memory", "rows", "bytes", "request", "workers"):
            if not getattr(self, name) > 0:
                raise ValueError(f"the limit {name} must be above 0, not {getattr(self, name)!r}")
        if self.waiting < 0:
            raise ValueError(f"the limit waiting must not be below 0, not {self.waiting!r}")

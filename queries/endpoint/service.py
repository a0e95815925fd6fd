"""What every address of the endpoint works with: the place, the workers, the limits."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path

from kavshiri.graph.folder import Passport
from kavshiri.graph.iris import Iris
from kavshiri.ontology.errors import StoreError
from kavshiri.version import __version__

from .child import Answer
from .errors import ProblemError
from .job import Job
from .limits import Limits
from .opening import Place
from .partitions import PARTITIONS, Partition, partitions_of
from .pool import Pool
from .rows import Table

__all__ = ["Service"]

_PATIENCE = 10
"""How many times longer than a user's query the counting of the whole store may take."""

_MANY = 1_000_000


class Service:
    """The endpoint behind its addresses. Whatever is asked is asked in the workers."""

    def __init__(self, path: Path, limits: Limits, *, in_memory: bool = False) -> None:
        self.limits = limits
        self.pool = Pool(path, limits, in_memory=in_memory)
        self._place = Place(path)
        self._counted: tuple[str, asyncio.Task[list[Partition]]] | None = None

    def passport(self) -> Passport:
        """Return what the store was made of, as it is now. ProblemError where there is none."""
        try:
            return self._place.passport()
        except StoreError as error:
            raise ProblemError("no_store", detail=error) from None

    def graphs(self) -> dict[str, int]:
        """Return the IRIs of the graphs, sorted, with the number of their statements."""
        passport = self.passport()
        names = Iris(passport.base)
        return {
            name if ":" in name else names.graph(name): number
            for name, number in sorted(passport.counts.items())
        }

    def tag(self, *parts: object, build: str = "") -> str:
        """Return the ETag of an answer that depends on the build (now: the current one) and parts.

        It is a weak one: compression and the order of rows may differ.
        """
        named = "\0".join((__version__, build or self.passport().build_hash, *map(str, parts)))
        return f'W/"{hashlib.sha256(named.encode(errors="surrogatepass")).hexdigest()[:32]}"'

    async def answer(self, job: Job, *, seconds: float | None = None) -> Answer:
        """Return the whole answer to a job; ProblemError where there is none."""
        return await self.pool.ask(job, seconds=seconds)

    def job(self, query: str, format: str) -> Job:
        """Return a query as a job under the limits."""
        return Job(query, format, self.limits.rows, self.limits.bytes)

    async def table(
        self, query: str, *, most_rows: int = _MANY, seconds: float | None = None
    ) -> Table:
        """Return the first rows of the answer to a query of our own."""
        job = Job(query, "rows", most_rows, self.limits.bytes, cut=True)
        answer = await self.answer(job, seconds=seconds)
        assert answer.done is not None
        return Table.from_json(answer.whole(), more=answer.done.more)

    async def partitions(self) -> Sequence[Partition]:
        """Return how often each class and property stands in each graph; counted once a build."""
        build = self.passport().build_hash
        if self._counted is None or self._counted[0] != build or _failed(self._counted[1]):
            self._counted = (build, asyncio.create_task(self._count()))
        return await asyncio.shield(self._counted[1])

    async def _count(self) -> list[Partition]:
        seconds = self.limits.seconds * _PATIENCE
        found: list[Partition] = []
        for kind, query in PARTITIONS.items():
            found += partitions_of(kind, await self.table(query, seconds=seconds))
        return found


def _failed(task: asyncio.Task[list[Partition]]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)

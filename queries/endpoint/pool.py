"""The workers of a server: how many there are, who gets one, and what becomes of one that fails."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Self

from .child import Answer, Child
from .errors import ProblemError
from .job import Job
from .limits import Limits

__all__ = ["Pool"]

_LEAST_PATIENCE = 10.0  # seconds: a queue moves on also where queries may take a moment only


class Pool:
    """Workers over one store. Use it as an asynchronous context manager, in one event loop.

    As many queries as there are workers are answered at once, the others wait in a queue. One
    worker more than that stands ready, so that the query after a runaway one need not wait.
    """

    def __init__(self, path: Path, limits: Limits, *, in_memory: bool = False) -> None:
        self.limits = limits
        self._arguments = [
            str(path.absolute()),
            str(limits.memory),
            *(["--in-memory"] if in_memory else []),
        ]
        self._free = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self._idle: deque[Child] = deque()
        self._busy: set[Child] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Start the workers and wait for the first one; ProblemError if the store is not there."""
        self._idle.append(await self._start())
        self._replenish()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every worker, and wait until all are gone."""
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        children = [*self._idle, *self._busy]
        self._idle.clear()
        await asyncio.gather(*(child.kill() for child in children), return_exceptions=True)
        await asyncio.gather(*self._ending, return_exceptions=True)

    def pids(self) -> list[int]:
        """Return the numbers of the processes."""
        return sorted(child.pid for child in (*self._idle, *self._busy))

    async def ask(self, job: Job, *, seconds: float | None = None) -> Answer:
        """Return the whole answer to a job.

        ``seconds`` is the time it may take, else that of the limits. Raises ProblemError where the
        job cannot be answered, the time is up, the worker dies, or too many are waiting. Cancelled
        (the client has gone), it ends the worker.
        """
        await self._wait_for_turn()
        try:
            child = await self._taken()
            try:
                return await self._asked(child, job, seconds or self.limits.seconds)
            finally:
                self._busy.discard(child)
                self._replenish()
        finally:
            self._free.release()

    async def _wait_for_turn(self) -> None:
        """Wait until fewer queries than workers are being answered."""
        if not self._free.locked():
            await self._free.acquire()
            return
        if self._waiting >= self.limits.waiting:
            raise self._busy_problem()
        self._waiting += 1
        try:
            async with asyncio.timeout(max(self.limits.seconds, _LEAST_PATIENCE) * 2):
                await self._free.acquire()
        except TimeoutError:
            raise self._busy_problem() from None
        finally:
            self._waiting -= 1

    def _busy_problem(self) -> ProblemError:
        return ProblemError("busy", waiting=self._waiting, seconds=ceil(self.limits.seconds))

    async def _taken(self) -> Child:
        """Return a worker that is alive, a new one if none is idle."""
        while True:
            while self._idle:
                child = self._idle.popleft()
                if child.is_alive:
                    self._busy.add(child)
                    return child
                self._end(child)
            if self._starting:
                await asyncio.wait(self._starting, return_when=asyncio.FIRST_COMPLETED)
            else:
                self._idle.append(await self._start())

    async def _asked(self, child: Child, job: Job, seconds: float) -> Answer:
        try:
            async with asyncio.timeout(seconds):
                answer = await child.ask(job, self.limits.memory)
        except TimeoutError:
            self._end(child)
            raise ProblemError("too_slow", limit=f"{seconds:g}") from None
        except ProblemError as problem:
            if problem.kind in ("crashed", "too_much_memory"):
                self._end(child)
            else:
                self._idle.append(child)
            raise
        except BaseException:
            self._end(child)
            raise
        if answer.done and answer.done.tired:
            self._end(child, gently=True)
        else:
            self._idle.append(child)
        return answer

    async def _start(self) -> Child:
        return await Child.start(self._arguments)

    def _end(self, child: Child, *, gently: bool = False) -> None:
        """End a worker without waiting for it."""
        task = asyncio.create_task(child.retire() if gently else child.kill())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _replenish(self) -> None:
        """Start workers until one more is there than can be at work; end those beyond that."""
        there = len(self._idle) + len(self._busy) + len(self._starting)
        for _ in range(self.limits.workers + 1 - there):
            task = asyncio.create_task(self._start_one())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)
        for _ in range(there - self.limits.workers - 1):
            if self._idle:
                self._end(self._idle.pop(), gently=True)

    async def _start_one(self) -> None:
        with suppress(ProblemError):  # the next query will tell
            child = await self._start()
            self._idle.append(child)

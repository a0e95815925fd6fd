"""A worker as the server sees it: a process that is started, asked, and ended."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Self

from .errors import ProblemError
from .frames import ASK, frame, receive_frame
from .job import CHUNK, DONE, PROBLEM, Done, Job

__all__ = ["Answer", "Child"]

_log = logging.getLogger(__name__)

_KEPT_IN_MEMORY = 2**20
_READ_AT_ONCE = 2**20
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError", "bad_alloc")
_GRACE = 2.0  # seconds that a worker without work has to end when its input ends


@dataclass(slots=True)
class Answer:
    """A whole answer: what is known of it, and its bytes, in memory while they are few."""

    done: Done | None = None
    size: int = 0
    body: IO[bytes] = field(
        default_factory=lambda: tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115
    )

    def add(self, data: bytes) -> None:
        """Take the next bytes."""
        self.body.write(data)
        self.size += len(data)

    def whole(self) -> bytes:
        """Return all bytes and let go of them."""
        with self.body:
            self.body.seek(0)
            return self.body.read()

    def close(self) -> None:
        """Let go of the bytes."""
        self.body.close()


class Child:
    """One worker. It answers one job at a time; after an exception it is of no use any more."""

    def __init__(self, process: asyncio.subprocess.Process, log: IO[bytes]) -> None:
        self._process = process
        self._log = log

    @classmethod
    async def start(cls, arguments: Sequence[str]) -> Self:
        """Start a worker and wait until its store is open. ProblemError where it cannot be."""
        log = tempfile.TemporaryFile()  # noqa: SIM115  # it lives as long as the worker
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "kavshiri.queries.endpoint.worker",
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            env={**os.environ, "RUST_BACKTRACE": "0"},
            limit=_READ_AT_ONCE,
            start_new_session=True,  # Ctrl-C is for the server, which ends its workers itself
        )
        child = cls(process, log)
        try:
            kind, content = await receive_frame(child._answers)
        except asyncio.IncompleteReadError:
            detail = await child._last_words()
            raise ProblemError("no_store", detail=f"a worker did not start: {detail}") from None
        except BaseException:
            await child.kill()
            raise
        if kind == PROBLEM:
            await child.kill()
            raise _problem(content)
        return child

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it could still be asked."""
        return self._process.returncode is None

    @property
    def _answers(self) -> asyncio.StreamReader:
        assert self._process.stdout is not None
        return self._process.stdout

    async def ask(self, job: Job, memory: int) -> Answer:
        """Return the whole answer to a job.

        Raises ProblemError where there is none: then the child can be asked again if it is alive.
        """
        answer = Answer()
        try:
            await self._send(frame(ASK, job.to_json()))
            while answer.done is None:
                kind, content = await receive_frame(self._answers)
                if kind == CHUNK:
                    answer.add(content)
                elif kind == DONE:
                    answer.done = Done.from_json(content)
                elif kind == PROBLEM:
                    raise _problem(content)
            return answer
        except (asyncio.IncompleteReadError, ConnectionError):
            answer.close()
            raise await self._obituary(memory) from None
        except BaseException:
            answer.close()
            raise

    async def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        await self._process.stdin.drain()

    async def _obituary(self, memory: int) -> ProblemError:
        """Return why the worker ended in the middle of an answer."""
        words = await self._last_words()
        if any(sign in words for sign in _OUT_OF_MEMORY):
            return ProblemError("too_much_memory", limit=f"{memory:,}")
        _log.error("worker %d ended: %s %s", self.pid, self._how(), words)
        return ProblemError("crashed", detail=self._how())

    def _how(self) -> str:
        code = self._process.returncode
        with suppress(ValueError):
            return signal.Signals(-(code or 0)).name
        return f"exit code {code}"

    async def _last_words(self) -> str:
        """Return what a process that has closed its output wrote to standard error."""
        await self._ended()
        try:
            with self._log:
                self._log.seek(0)
                return self._log.read(4_000).decode(errors="replace").strip()
        except ValueError:  # already read and closed
            return ""

    async def kill(self) -> None:
        """End it at once, whatever it is doing."""
        await self._gone()
        self._log.close()

    async def retire(self) -> None:
        """Let it end by itself: it has no work."""
        if self._process.stdin:
            self._process.stdin.close()
        await self._ended()
        self._log.close()

    async def _ended(self) -> None:
        """Wait until it ends by itself, but not for long.

        To end it at once would lose how it ended: the signal looks after the process first, and
        then nobody else learns its exit code.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_GRACE):
                await self._process.wait()
        await self._gone()

    async def _gone(self) -> None:
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        if self._process.stdin:
            self._process.stdin.close()
        await self._process.wait()


def _problem(content: bytes) -> ProblemError:
    told = json.loads(content)
    return ProblemError(told["kind"], **told["fields"])

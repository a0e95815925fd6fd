"""A worker: a process that answers queries one after another, and can be ended at any moment.

Started as ``python -m kavshiri.queries.endpoint.worker STORE MEMORY [--in-memory]``; jobs come on
standard input, answers go to standard output (:mod:`.frames`). It ends when its input ends, also
in the middle of a query: then the server is gone. A query that takes too much memory ends it too.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from kavshiri.ontology.errors import StoreError

from .answering import answer
from .errors import ProblemError
from .frames import frame, read_frame
from .job import CHUNK, DONE, PROBLEM, READY, Done, Job
from .opening import Opened, Place, open_place

__all__ = ["PIECE", "main"]

PIECE = 2**16
"""Bytes that are sent at once."""

_MB = 2**20


def main(arguments: list[str]) -> None:
    """Serve until the input ends."""
    path, memory = Path(arguments[0]), int(arguments[1])
    out = _own_output()
    _be_the_first_to_go()
    worker = _Worker(path, memory, "--in-memory" in arguments, out)
    worker.open()
    Thread(target=_end_with_the_server, daemon=True).start()
    jobs = sys.stdin.buffer
    while (received := read_frame(jobs)) is not None:
        worker.serve(Job.from_json(received[1]))


def _own_output() -> IO[bytes]:
    """Return the pipe to the server; what anything else prints goes to standard error."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return out


def _be_the_first_to_go() -> None:
    """Tell the system which process to end where its memory is at an end."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _end_with_the_server() -> None:
    """End the process, also in the middle of a query, once the other end of the input is closed.

    The engine lets other threads run while it evaluates.
    """
    with suppress(AttributeError):  # Windows has no poll: there a query is finished first
        watch = select.poll()
        watch.register(0, 0)  # nothing but its end, of which poll always tells
        watch.poll()
        os._exit(0)


class _Worker:
    """The open store, and the pipe to the server."""

    def __init__(self, path: Path, memory: int, in_memory: bool, out: IO[bytes]) -> None:
        self._place = Place(path)
        self._memory = memory * _MB
        self._in_memory = in_memory
        self._out = out
        self._opened: Opened | None = None
        self._usual = 0

    def open(self) -> None:
        """Open the store and say so; say why where it cannot be opened, and end."""
        try:
            self._reopen()
        except StoreError as error:
            self._send(PROBLEM, _problem(ProblemError("no_store", detail=error)))
            sys.exit(1)
        self._send(READY, b"")

    def serve(self, job: Job) -> None:
        """Answer one query."""
        gathered = _Gathered(lambda data: self._send(CHUNK, data))
        try:
            opened = self._current()
            found = answer(opened.store, job, opened.passport.base, gathered.add)
        except ProblemError as problem:
            self._send(PROBLEM, _problem(problem))
            return
        except StoreError as error:
            self._send(PROBLEM, _problem(ProblemError("no_store", detail=error)))
            return
        done = Done(
            rows=found.rows,
            build=opened.passport.build_hash,
            more=found.more,
            volatile=found.volatile,
            unknown=tuple(sorted(found.unknown)),
            tired=_data_bytes() > self._usual + self._memory // 2,
        )
        self._out_last(gathered.rest(), done)

    def _current(self) -> Opened:
        """Return the store of the current build, opened anew where the build has changed."""
        if self._opened is None or self._place.passport().quads != self._opened.passport.quads:
            self._reopen()
        assert self._opened is not None
        return self._opened

    def _reopen(self) -> None:
        if self._opened:
            self._opened.close()
            self._opened = None
        _limit_data(None)
        self._opened = open_place(self._place.path, in_memory=self._in_memory)
        self._usual = _data_bytes()
        _limit_data(self._usual + self._memory)

    def _send(self, kind: bytes, content: bytes) -> None:
        _write_all(self._out, frame(kind, content))

    def _out_last(self, rest: bytes, done: Done) -> None:
        """Send the last bytes and the end at once: most answers are small."""
        last = frame(CHUNK, rest) if rest else b""
        _write_all(self._out, last + frame(DONE, done.to_json()))


class _Gathered:
    """Gathers what the engine writes into pieces worth sending."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, data: bytes) -> None:
        self._parts.append(data)
        self._size += len(data)
        if self._size >= PIECE:
            self._send(self.rest())

    def rest(self) -> bytes:
        rest = b"".join(self._parts)
        self._parts, self._size = [], 0
        return rest


def _problem(problem: ProblemError) -> bytes:
    import json

    return json.dumps({"kind": problem.kind, "fields": problem.fields}).encode()


def _write_all(out: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[out.write(view) or 0 :]


def _data_bytes() -> int:
    """Return the bytes of this process that are its own, 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _limit_data(most: int | None) -> None:
    """Let the process have so many bytes of its own, or as many as it may; files mapped are free.

    Where an allocation fails the engine ends the process, which is what is wanted.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = hard if most is None else most
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


if __name__ == "__main__":
    main(sys.argv[1:])

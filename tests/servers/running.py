"""Real servers on loopback for the tests, each a process of its own that is ended by its id."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

__all__ = ["Server", "free_port", "missing", "oxigraph", "virtuoso"]

PATIENCE = 120  # seconds until a server that does not come up is given up: the machine may be busy

VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CaseMode = 2
DirsAllowed = .
VADInstallDir = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
HTTPThreadSize = 280000
ServerThreads = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 100
"""


@dataclass
class Server:
    """A server that can be started, ended, killed and started again with what it holds."""

    command: Sequence[str]
    folder: Path
    address: str
    ready: str
    """What the server says when it can be asked."""
    _process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def start(self) -> Server:
        """Start the server and wait until it says that it is ready."""
        self._process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        said: list[str] = []
        is_ready = threading.Event()
        reader = threading.Thread(target=self._listen, args=(said, is_ready), daemon=True)
        reader.start()
        if not is_ready.wait(PATIENCE) or self._process.poll() is not None:
            self.kill()
            pytest.fail(f"{self.command[0]} did not start: {''.join(said[-20:])}")
        return self

    def _listen(self, said: list[str], is_ready: threading.Event) -> None:
        """Read all that the server says, so that it never waits for a reader."""
        assert self._process is not None
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                said.append(line)
                if self.ready in line:
                    is_ready.set()
        is_ready.set()  # it has ended

    def kill(self) -> None:
        """End the process at once, as a loss of power would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(PATIENCE)
            self._process = None


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def missing(what: str) -> None:
    """Skip for want of a part; fail where every part is required."""
    if os.environ.get("KAVSHIRI_REQUIRE_ALL") == "1":
        pytest.fail(f"KAVSHIRI_REQUIRE_ALL=1, but there is no {what}")
    pytest.skip(f"needs {what}")


def oxigraph(folder: Path, *options: str, command: str = "serve") -> Server:
    """Return Oxigraph's server over the data in a folder, not yet started."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        missing("Oxigraph's server (python -m pip install oxigraph)")
    port = free_port()
    place = ("--location", "data", "--bind", f"127.0.0.1:{port}")
    return Server(
        command=[str(program), command, *place, *options],
        folder=folder,
        address=f"http://127.0.0.1:{port}/query",
        ready="Listening for requests",
    )


def virtuoso(folder: Path, *, rows: int = 1_000_000) -> Server:
    """Return a Virtuoso server with its data in a folder, not yet started.

    ``rows`` is the most that it hands out. The user is dba, the password dba.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        missing("Virtuoso (Debian: apt-get install virtuoso-opensource-7-bin)")
    http = free_port()
    settings = VIRTUOSO_INI.format(sql=free_port(), http=http, rows=rows)
    (folder / "virtuoso.ini").write_text(settings, encoding="ascii")
    return Server(
        command=[str(program), "+foreground", "+configfile", "virtuoso.ini"],
        folder=folder,
        address=f"http://127.0.0.1:{http}/sparql",
        ready=" Server online at",
    )

"""The folder of a store: what lies in it, who may write, and how a new build takes over.

    <folder>/kavshiri.lock    held while a build runs; also says that the folder is ours
    <folder>/kavshiri.json    the passport: which quads are current, and what they were made from
    <folder>/quads-<n>/       an Oxigraph store; a build always writes into a new one

A build becomes the current one by replacing the passport, which the system does at once or not at
all. Killed before that moment, it leaves the old passport with the old quads, and what it had
written is swept away by the next build; killed after it, the new store is whole and the old quads
are swept away later. A reader holds a shared lock on the quads that it has open, and quads that
are held are left alone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kavshiri.ontology.errors import StoreError

if sys.platform != "win32":
    import fcntl

__all__ = ["FORMAT", "Folder", "Passport", "held", "writable"]

FORMAT = 1
"""The version of this layout. A program refuses a store with a greater one."""

_PASSPORT = "kavshiri.json"
_LOCK = "kavshiri.lock"
_QUADS = re.compile(r"quads-([0-9]+)")


@dataclass(frozen=True, slots=True)
class Passport:
    """What a store was made from. ``quads`` names the folder; ``counts`` are quads by graph."""

    quads: str
    program_version: str
    base: str
    build_hash: str
    documents: Mapping[str, str]
    inputs: Mapping[str, str]
    plans: tuple[str, ...]
    counts: Mapping[str, int]

    def to_json(self) -> str:
        """Return the text of the passport file, the same for the same build."""
        content = {
            "kavshiri": "store",
            "formatVersion": FORMAT,
            "quads": self.quads,
            "programVersion": self.program_version,
            "base": self.base,
            "buildHash": self.build_hash,
            "plans": list(self.plans),
            "documents": dict(sorted(self.documents.items())),
            "inputs": dict(sorted(self.inputs.items())),
            "counts": dict(sorted(self.counts.items())),
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Passport:
        """Read a passport; ValueError if it is none, or one of a later program."""
        content: Any = json.loads(text)
        if not isinstance(content, dict) or content.get("kavshiri") != "store":
            raise ValueError("it is no passport of a store")
        if content.get("formatVersion") != FORMAT:
            raise ValueError(
                f"its format is {content.get('formatVersion')!r}, this program knows {FORMAT}"
            )
        try:
            return cls(
                quads=str(content["quads"]),
                program_version=str(content["programVersion"]),
                base=str(content["base"]),
                build_hash=str(content["buildHash"]),
                documents=dict(content["documents"]),
                inputs=dict(content["inputs"]),
                plans=tuple(content["plans"]),
                counts=dict(content["counts"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"it is damaged ({error})") from None


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one store, which need not exist yet."""

    path: Path

    def passport(self) -> Passport | None:
        """Return what the store says of itself; None if no build has been finished here.

        Raises StoreError for a passport that is damaged or of a later program.
        """
        file = self.path / _PASSPORT
        try:
            found = Passport.from_json(file.read_text(encoding="utf-8"))
            if not _QUADS.fullmatch(found.quads):
                raise ValueError(f"it names {found.quads!r} as its quads")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError:
            raise StoreError(f"{file} may not be read; ask for the right to read it") from None
        except ValueError as error:
            raise StoreError(
                f"{file} cannot be used: {error}; build the store again in another folder"
            ) from None
        return found

    def is_ours(self) -> bool:
        """Return whether a build has ever begun here."""
        return (self.path / _LOCK).is_file() or self.passport() is not None

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Hold the right to build here; the folder is made if it does not exist.

        Raises StoreError for a folder that holds something else, and while another build runs.
        """
        try:
            with writable(self.path):
                self.path.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise StoreError(
                f"{self.path} is not a folder, so no store can be built there; name another place"
            ) from None
        if any(self.path.iterdir()) and not self.is_ours():
            raise StoreError(
                f"{self.path} holds files that are not a store of Kavshiri and is left as it is; "
                "name an empty or a new folder"
            )
        with writable(self.path):
            lock = (self.path / _LOCK).open("a+", encoding="utf-8")
        with lock:
            if not _lock(lock.fileno(), shared=False):
                lock.seek(0)
                holder = lock.read().strip() or "unknown"
                raise StoreError(
                    f"another build is writing {self.path} (process {holder}); "
                    "wait for it to end, or name another folder"
                )
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            yield

    def new_quads(self) -> Path:
        """Return the path of the next quads, which do not exist yet."""
        numbers = [int(match[1]) for match, _path in self._generations()]
        return self.path / f"quads-{max(numbers, default=0) + 1}"

    def take_over(self, passport: Passport) -> None:
        """Make the quads that the passport names the current ones: at once, or not at all."""
        draft = self.path / f"{_PASSPORT}.new"
        with draft.open("w", encoding="utf-8") as stream:
            stream.write(passport.to_json())
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self.path / _PASSPORT)
        _settle(self.path)

    def sweep(self) -> None:
        """Remove quads that are not current and that nobody reads. Nothing else is touched."""
        passport = self.passport()
        for match, path in self._generations():
            if passport is None or match[0] != passport.quads:
                with held(path, shared=False) as is_free:
                    if is_free:
                        shutil.rmtree(path, ignore_errors=True)

    def _generations(self) -> Iterator[tuple[re.Match[str], Path]]:
        for path in sorted(self.path.iterdir()):
            if (match := _QUADS.fullmatch(path.name)) and path.is_dir():
                yield match, path


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Say which store it was that the system would not write, and what to do."""
    try:
        yield
    except (FileExistsError, NotADirectoryError, StoreError):
        raise
    except OSError as error:
        raise StoreError(
            f"the store {path} cannot be written: {error.strerror or error}; "
            "see that there is room and that you may write there, or name another place"
        ) from error


@contextmanager
def held(path: Path, *, shared: bool) -> Iterator[bool]:
    """Hold a lock on a folder and say whether it was to be had. Gone folders are not to be had."""
    if sys.platform == "win32":  # a folder cannot be opened; open files cannot be removed there
        yield path.is_dir()
        return
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        yield False
        return
    try:
        yield _lock(descriptor, shared=shared) and path.is_dir()
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, shared: bool) -> bool:
    """Lock an open file until it is closed, also by the end of the process; False if taken."""
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _settle(folder: Path) -> None:
    """Ask the system to keep a rename also through a loss of power, where it can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

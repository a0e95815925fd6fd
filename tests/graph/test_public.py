"""What the room hands out is what it says it hands out."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

import kavshiri.graph as room

MODULES = sorted(info.name for info in pkgutil.iter_modules(room.__path__))


def module(name: str) -> ModuleType:
    return importlib.import_module(f"kavshiri.graph.{name}")


def test_the_modules_were_found() -> None:
    assert {"build", "emit", "exporting", "folder", "query", "store", "validation"} <= set(MODULES)


def test_every_public_name_of_the_room_is_there() -> None:
    assert sorted(room.__all__) == sorted(set(room.__all__))
    assert all(hasattr(room, name) for name in room.__all__)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_lists_what_it_defines_for_others(name: str) -> None:
    here = module(name)
    listed = set(here.__all__)
    assert all(hasattr(here, public) for public in listed)
    defined = {
        public
        for public, thing in vars(here).items()
        if (inspect.isclass(thing) or inspect.isfunction(thing))
        and thing.__module__ == here.__name__
        and not public.startswith("_")
    }
    assert {public for public in defined - listed if public not in room.__all__} == set()


@pytest.mark.parametrize("name", MODULES)
def test_everything_handed_out_is_explained(name: str) -> None:
    here = module(name)
    assert inspect.getdoc(here)
    for public in here.__all__:
        thing = getattr(here, public)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), f"{name}.{public} has no docstring"

"""The SPARQL endpoint: the store as an HTTP service, by the protocols of the W3C."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import create_app
    from .limits import Limits

__all__ = ["Limits", "create_app"]

_HOMES = {"Limits": "limits", "create_app": "app"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: a worker needs no web framework."""
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

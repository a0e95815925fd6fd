"""The pictures for reports as a page offers them: which there are, and where each file is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .view import View

__all__ = ["FORMATS", "KINDS", "picture_address", "picture_files", "taken"]

FORMATS = ("svg", "png", "pdf")

_SCOPE = ("plan", "chapter", "donor", "type", "level", "chair", "without", "from", "until")
_TIES = ("layer", "groups")

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "network": (*_SCOPE, *_TIES, "around"),
        "matrix": (*_SCOPE, *_TIES),
        "timeline": _SCOPE,
        "flow": _SCOPE,
    }
)
"""What may stand in the address of each kind of picture; the names are those of the pages."""

_SILENT = ("format", "panel", "by", "sheet")  # names in addresses that no picture depends on


def picture_files(view: View, kind: str) -> list[tuple[str, str]]:
    """Return what a page can be taken away as: the name of each format and its address.

    The pictures show what the page shows. None where its address chooses what no such picture can
    show, and none for a choice in a site of files, which would need a picture for each.
    """
    asked = [name for name, values in view.query.items() if any(values) and name not in _SILENT]
    if not set(asked) <= set(KINDS[kind]) or (view.is_file and asked):
        return []
    query = taken(view, kind)
    return [(each.upper(), picture_address(view, kind, each, query)) for each in FORMATS]


def taken(view: View, kind: str) -> Mapping[str, Sequence[str]]:
    """Return what of the address of a page chooses what a picture of a kind shows."""
    return {name: view.values(name) for name in KINDS[kind] if view.values(name)}


def picture_address(view: View, kind: str, format: str, query: Mapping[str, Sequence[str]]) -> str:
    """Return the address of a picture: ``pictures/flow.svg`` on a server and in a folder alike."""
    return view.link(f"pictures/{kind}.{format}", **query)

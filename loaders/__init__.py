"""The loaders: documents become typed records, every value with the cell that says it.

They know documents and nothing of RDF. The one door is :func:`read_plan`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kavshiri.loaders.profile import Profile, profiles
    from kavshiri.loaders.read import read_plan, slug_of_file
    from kavshiri.loaders.records import PlanRecord
    from kavshiri.loaders.review import read_review, review_rows, review_text

__all__ = [
    "PlanRecord",
    "Profile",
    "profiles",
    "read_plan",
    "read_review",
    "review_rows",
    "review_text",
    "slug_of_file",
]

_HOMES = {
    "PlanRecord": "records",
    "Profile": "profile",
    "profiles": "profile",
    "read_plan": "read",
    "read_review": "review",
    "review_rows": "review",
    "review_text": "review",
    "slug_of_file": "read",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: a query needs no loader."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"kavshiri.loaders.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""The options of commands that look at a part of the plans, and see it in one way or another."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

__all__ = ["add_scope", "given_scope"]

_LAYERS = ("delivery", "joint", "funding", "reporting", "hosting")
_LEVELS = ("body", "ministry")


def add_scope(command: argparse.ArgumentParser) -> None:
    """Add the options that choose a part of the plans and how it is seen."""
    scope = command.add_argument_group("which part of the plans, and how it is seen")
    scope.add_argument(
        "--layer", action="append", choices=_LAYERS, help="(repeat; default: delivery)"
    )
    scope.add_argument("--level", choices=_LEVELS, default="body", help="default: body")
    for name, metavar, text in (
        ("plan", "SLUG", "only this plan"),
        ("chapter", "PATH", "only this chapter, section or goal, as migration-2019/iv/b"),
        ("objective", "PATH", "only this objective"),
        ("donor", "NAME", "only activities with this donor"),
        ("type", "CODE", "only bodies of this type or sector, as ministry or international"),
        ("without", "NAME", "without this body"),
    ):
        scope.add_argument(
            f"--{name}", action="append", default=[], metavar=metavar, help=f"{text} (repeat)"
        )
    for name, text in (("since", "first"), ("until", "last")):
        scope.add_argument(
            f"--{name}", type=_day, metavar="DATE",
            help=f"the {text} day of a span that a deadline must touch (year-month-day)",
        )  # fmt: skip
    scope.add_argument("--groups", action="store_true", help="also groups without a name")
    scope.add_argument(
        "--no-chair", dest="chair", action="store_false",
        help="without the ministry that chairs a council, and the councils that it runs",
    )  # fmt: skip


_WHOLE: dict[str, Any] = {
    "layer": None,
    "level": "body",
    **{name: [] for name in ("plan", "chapter", "objective", "donor", "type", "without")},
    **dict.fromkeys(("since", "until")),
    "groups": False,
    "chair": True,
}
"""What the options are where none is given."""


def given_scope(options: argparse.Namespace) -> dict[str, Any]:
    """Return the options of the scope that were given, by the names of ``Graph.network``."""
    found = {name: getattr(options, name) for name in _WHOLE}
    return {name: value for name, value in found.items() if value != _WHOLE[name]}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no day of the calendar; write year-month-day, as 2019-12-31"
        ) from None

"""``kavshiri whatif``, ``calendar`` and ``money``: what is planned, and what hangs on whom."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from kavshiri.command.shared import add_command, add_result, add_store, show

if TYPE_CHECKING:
    from kavshiri.queries.results import Result

__all__ = ["add_calendar", "add_money", "add_whatif"]

_WHATIF_PARTS = ("summary", "activities", "objectives", "deadlines", "network", "similar")
_CALENDAR_PARTS = ("months", "load", "due", "overdue", "undated", "outside")
_MONEY_PARTS = ("totals", "details", "chains")
_HEADINGS = ("donor", "organisation", "objective", "chapter")


class _Answer(Protocol):
    """An answer of several tables."""

    def part(self, name: str) -> Result:
        """Return one of them."""


def add_whatif(commands: Any) -> None:
    """Add the command ``whatif``."""
    command = add_command(
        commands, "whatif", _whatif,
        "Tell what is left without a lead, a helper or money if bodies are taken away.",
        "kavshiri whatif --without EU --plan migration-2019 --limit 5",
    )  # fmt: skip
    command.add_argument(
        "--without", action="append", required=True, metavar="ORGANISATION",
        help="who is taken away: a name or abbreviation (repeat for several at once)",
    )  # fmt: skip
    command.add_argument("--with-units", action="store_true", help="also all that is part of them")
    _add_common(command, _WHATIF_PARTS, "activities")


def _whatif(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        answer = graph.what_if(
            *options.without, plan=options.plan, with_units=options.with_units, lang=options.lang
        )
    if _as_text(options):
        from kavshiri.queries.whatif_text import what_if_text

        sys.stdout.write(what_if_text(answer, limit=options.limit or 0))
    else:
        show(_part(answer, options, "activities"), options)


def add_calendar(commands: Any) -> None:
    """Add the command ``calendar``."""
    command = add_command(
        commands, "calendar", _calendar,
        "Show when the work falls due: by month, by body, from a day on.",
        "kavshiri calendar --organisation MIA --from 2019-07-01",
    )  # fmt: skip
    command.add_argument("--organisation", metavar="NAME", help="only what this body has a role in")
    command.add_argument(
        "--from", dest="day", type=_day, metavar="DATE",
        help="also what is due from this day on, and what is past by then (year-month-day)",
    )  # fmt: skip
    command.add_argument(
        "--until", type=_day, metavar="DATE", help="with --from: the last day that is looked at"
    )
    command.add_argument(
        "--spread", action="store_true",
        help="count the load of bodies in every month of a period, not in its last one",
    )  # fmt: skip
    _add_common(command, _CALENDAR_PARTS, "months")


def _calendar(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        answer = graph.calendar(
            options.organisation,
            plan=options.plan,
            from_=options.day,
            until=options.until,
            spread=options.spread,
            lang=options.lang,
        )
    if _as_text(options):
        from kavshiri.queries.calendar_text import calendar_text

        sys.stdout.write(calendar_text(answer, limit=options.limit or 0))
    else:
        show(_part(answer, options, "months"), options)


def add_money(commands: Any) -> None:
    """Add the command ``money``."""
    command = add_command(
        commands, "money", _money,
        "Add up the money that plans name, and tell what cannot be added up.",
        "kavshiri money --by chapter --plan migration-2019",
    )  # fmt: skip
    command.add_argument("--by", choices=_HEADINGS, default="donor", help="default: donor")
    for name, metavar, text in (
        ("chapter", "PATH", "of this chapter, section or goal, as migration-2019/iv/b"),
        ("lead", "NAME", "led by this body"),
        ("donor", "NAME", "that name this donor"),
    ):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar=metavar,
            help=f"only activities {text} (repeat)",
        )  # fmt: skip
    _add_common(command, _MONEY_PARTS, "totals")


def _money(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        answer = graph.money(
            options.by, plan=options.plan, chapter=options.chapter, lead=options.lead,
            donor=options.donor, lang=options.lang,
        )  # fmt: skip
    if _as_text(options):
        from kavshiri.queries.money_text import money_text

        sys.stdout.write(money_text(answer, limit=options.limit or 0))
    else:
        show(_part(answer, options, "totals"), options)


def _add_common(command: argparse.ArgumentParser, parts: tuple[str, ...], part: str) -> None:
    command.add_argument(
        "--plan", action="append", default=[], metavar="SLUG", help="only of this plan (repeat)"
    )
    command.add_argument(
        "--part", choices=parts,
        help=f"only this table; the one for --format and -o is {part} if none is named",
    )  # fmt: skip
    add_store(command)
    add_result(command)


def _as_text(options: argparse.Namespace) -> bool:
    """Whether the whole answer is shown as text, and not one of its tables."""
    return not (options.part or options.output or options.format)


def _part(answer: _Answer, options: argparse.Namespace, default: str) -> Result:
    return answer.part(options.part or default)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no day of the calendar; write year-month-day, as 2019-12-31"
        ) from None

"""``kavshiri overlaps``: look-alike activities, and what people decide about them."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kavshiri.command.shared import add_command, add_result, add_store, show

__all__ = ["add_overlaps"]


def add_overlaps(commands: Any) -> None:
    """Add the command ``overlaps``."""
    command = add_command(
        commands, "overlaps", _overlaps,
        "List activities that look alike, or keep a person's verdict on two of them.",
        "kavshiri overlaps --across --limit 5",
    )  # fmt: skip
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--across", dest="across", action="store_const", const=True, help="only across plans"
    )
    which.add_argument(
        "--inside", dest="across", action="store_const", const=False, help="only inside a plan"
    )
    command.add_argument(
        "--plan", action="append", default=[], metavar="SLUG",
        help="only pairs with both activities in these plans (repeat)",
    )  # fmt: skip
    command.add_argument(
        "--activity", metavar="ACTIVITY",
        help="what looks most like this activity: a number, place (plan/path) or IRI",
    )  # fmt: skip
    command.add_argument(
        "--least", type=_score, metavar="SCORE", help="the lowest score (default: 0.55)"
    )
    command.add_argument("--unjudged", action="store_true", help="only pairs without a verdict")
    judging = command.add_argument_group("keeping a verdict")
    judging.add_argument(
        "--judge", nargs=2, metavar="ACTIVITY", help="the two activities that were judged"
    )
    judging.add_argument(
        "--verdict", metavar="CODE",
        help="fragmentation, overlap, duplication, complement or none",
    )  # fmt: skip
    judging.add_argument("--author", metavar="NAME", help="who decided")
    judging.add_argument("--date", metavar="DAY", help="when, as 2026-11-22 (default: today)")
    judging.add_argument("--note", default="", metavar="TEXT", help="why")
    add_store(command)
    add_result(command)


def _overlaps(options: argparse.Namespace) -> None:
    if options.judge:
        _judge(options)
        return
    _refuse_strays(options)
    from kavshiri.api import open

    with open(options.store) as graph:
        show(
            graph.overlaps(
                across=options.across,
                plan=options.plan,
                activity=options.activity,
                least=options.least,
                unjudged=options.unjudged,
                lang=options.lang,
            ),
            options,
        )


def _judge(options: argparse.Namespace) -> None:
    from kavshiri.api import open
    from kavshiri.queries.overlap_words import KEPT

    first, second = options.judge
    with open(options.store) as graph:
        path = graph.judge(
            first,
            second,
            options.verdict or "",
            author=options.author or "",
            date=options.date or date.today(),
            note=options.note,
        )
    print(KEPT.within(options.lang).format(path=path), file=sys.stderr)


def _refuse_strays(options: argparse.Namespace) -> None:
    """Refuse what belongs to a verdict where no pair is named."""
    from kavshiri.queries.errors import ParameterError
    from kavshiri.queries.overlap_words import TWO_ACTIVITIES

    for name in ("verdict", "author", "date", "note"):
        if getattr(options, name):
            raise ParameterError(name, getattr(options, name), TWO_ACTIVITIES)


def _score(text: str) -> Decimal:
    try:
        score = Decimal(text)
    except InvalidOperation:
        score = Decimal(-1)
    if not 0 <= score <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return score

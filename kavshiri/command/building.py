"""``kavshiri build``: from files to a store, and an account of what was read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kavshiri.command.shared import DEFAULT_STORE, add_command, default_folder

if TYPE_CHECKING:
    from kavshiri.building import Built, PlanAccount


__all__ = ["add_build"]


def add_build(commands: Any) -> None:
    """Add the command ``build``."""
    command = add_command(
        commands, "build", _build,
        "Build the graph of some plans, in place of the one that is there.",
        "kavshiri build my-plan.txt --out my-store",
    )  # fmt: skip
    command.add_argument(
        "files", nargs="*", type=Path, metavar="FILE",
        help="text files of plans (default: the two plans that come with Kavshiri)",
    )  # fmt: skip
    command.add_argument(
        "--out", type=Path, default=default_folder(), metavar="DIR",
        help="where the store goes "
        f"(default: $KAVSHIRI_STORE where that is a folder, else ./{DEFAULT_STORE})",
    )  # fmt: skip
    command.add_argument(
        "--profile", metavar="NAME|FILE",
        help="the table layout, where it is not to be recognised from the cells",
    )  # fmt: skip
    command.add_argument(
        "--review", type=Path, metavar="FILE",
        help="a review file with decisions (default: the one in the store)",
    )  # fmt: skip
    command.add_argument(
        "--verdicts", type=Path, metavar="FILE",
        help="a file with verdicts on look-alike activities, to join those in the store",
    )  # fmt: skip
    command.add_argument(
        "--base",
        type=_base,
        metavar="IRI",
        help="where the data IRIs begin (default: https://w3id.org/kavshiri/id/)",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="read and report, but write nothing"
    )
    command.add_argument("--quiet", action="store_true", help="say nothing but errors")


def _build(options: argparse.Namespace) -> int:
    from kavshiri.building import build, read_only
    from kavshiri.ontology import DATA

    def say(line: str) -> None:
        if not options.quiet:
            print(line, file=sys.stderr, flush=True)

    if options.dry_run:
        accounts = read_only(
            options.files, profile=options.profile, review=options.review, progress=say
        )
        for account in accounts:
            say(_account_text(account))
        say("nothing was written (dry run)")
        return 0
    built = build(
        options.files,
        options.out,
        profile=options.profile,
        review=options.review,
        verdicts=options.verdicts,
        base=options.base or DATA,
        progress=say,
    )
    if not options.quiet:
        _report_build(built)
    return 0


def _report_build(built: Built) -> None:
    """Say what was read, what was not, and where; on standard output."""
    for account in built.plans:
        print(_account_text(account))
    seconds = sum(built.report.seconds.values())
    print(f"\n{built.report.total:,} statements in {built.path} ({seconds:.1f} s)")
    for violation in built.report.violations:
        cells = ", ".join(violation.cells[:3])
        print(f"  rule {violation.rule}: {violation.focus}: {violation.message_en} {cells}")
    if not built.report.violations:
        print("every rule of the shapes holds")
    for stray in built.report.strays:
        pair = f"{stray.first} or {stray.second}"
        print(f"  verdict of {stray.author} left out of the graph: {pair} is in no plan")
    if built.review:
        print(f"names to be judged: {built.review} (fill in the decisions and build again)")
    print("next: kavshiri findings, kavshiri ask, kavshiri trace")


def _account_text(account: PlanAccount) -> str:
    counts = ", ".join(f"{number} {what}" for what, number in account.counts.items() if number)
    findings = sum(account.findings.values())
    severities = ", ".join(
        f"{account.severities[name]} {name}"
        for name in ("serious", "warning", "info")
        if account.severities.get(name)
    )
    lines = [
        f"\n{account.slug}: {account.title}",
        f"  {account.lines:,} lines, {account.cells:,} cells; layout {account.profile}",
        f"  read: {counts}",
        f"  findings: {findings} ({severities or 'none'})",
    ]
    lines += [f"  not read, line {line}: {text}" for line, text in account.unread]
    return "\n".join(lines)


def _base(text: str) -> str:
    from kavshiri.graph.iris import Iris

    try:
        return Iris(text).base
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error

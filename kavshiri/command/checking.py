"""``kavshiri trace``, ``findings`` and ``validate``."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from kavshiri.command.shared import add_command, add_result, add_store, show

if TYPE_CHECKING:
    from kavshiri.queries.results import Result


__all__ = ["add_findings", "add_trace", "add_validate"]


def add_trace(commands: Any) -> None:
    """Add the command ``trace``."""
    command = add_command(
        commands, "trace", _trace,
        "Show what is said about an activity or organisation, each with its verbatim cell.",
        "kavshiri trace IOM",
    )  # fmt: skip
    command.add_argument(
        "thing", metavar="ACTIVITY|ORGANISATION",
        help="a number (2.1.7), a path (migration-2019/iv/a/1.1), an IRI, a name or abbreviation",
    )  # fmt: skip
    add_store(command)
    add_result(command)


def _trace(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        result = graph.trace(options.thing, lang=options.lang)
    if options.output or options.format not in (None, "table"):
        show(result, options)
    else:
        sys.stdout.write(_trace_text(result.first(options.limit) if options.limit else result))


def _trace_text(result: Result) -> str:
    """A trace for the terminal: what is said, and below it the words of the cell, uncut."""
    lines = [result.title]
    cell = place = None
    for record in result.records():
        here = "/".join(str(record[key]) for key in ("plan", "place") if record.get(key))
        if here != place:
            lines.append(f"\n{here}  {record.get('activity', '')}".rstrip())
            place, cell = here, None
        said = record.get("value") or f"{record.get('mention')} ({record.get('understood')})"
        what = record.get("what") or record.get("role")
        if record["cell"] != cell:
            cell = record["cell"]
            column = f"{record['column']}, " if record["column"] else ""
            lines.append(f"\n  {record['document']}, {column}line {record['lines']}")
            lines += [f"  │ {line}" for line in str(record["words"]).splitlines() if line.strip()]
        lines.append(f"  → {what}: {said}")
    return "\n".join(lines) + "\n"


def add_findings(commands: Any) -> None:
    """Add the command ``findings``."""
    command = add_command(
        commands, "findings", _findings,
        "List what a reader should know about the plans and about their reading.",
        "kavshiri findings --format xlsx -o findings.xlsx",
    )  # fmt: skip
    add_store(command)
    add_result(command)
    for name, text in (("plan", "of one plan"), ("kind", "of one kind"), ("severity", "as grave")):
        command.add_argument(f"--{name}", help=f"only findings {text}")


def _findings(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    chosen = {name: getattr(options, name) for name in ("plan", "kind", "severity")}
    given = {name: value for name, value in chosen.items() if value}
    with open(options.store) as graph:
        show(graph.findings(lang=options.lang, **given), options)


def add_validate(commands: Any) -> None:
    """Add the command ``validate``."""
    command = add_command(
        commands, "validate", _validate,
        "Check the store by the rules of the shapes; exit code 1 if one is broken.",
        "kavshiri validate",
    )  # fmt: skip
    add_store(command)
    command.add_argument("--lang", choices=("en", "ka"), default="en", help="default: en")


def _validate(options: argparse.Namespace) -> int:
    from kavshiri.api import open

    with open(options.store) as graph:
        found = graph.validate()
        rules = graph.rules()
    for violation in found:
        words = violation.message_ka if options.lang == "ka" else violation.message_en
        value = f" = {violation.value}" if violation.value else ""
        print(f"{violation.severity}: {violation.focus}{value}\n  {words} [{violation.rule}]")
        for cell in violation.cells:
            print(f"  cell {cell}")
    print(f"{rules} rules, {len(found)} broken")
    return 1 if any(violation.severity == "violation" for violation in found) else 0

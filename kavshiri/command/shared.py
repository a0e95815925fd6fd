"""What the commands share: options, and showing a result."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kavshiri.queries.results import Result

__all__ = ["DEFAULT_STORE", "add_command", "add_result", "add_store", "default_store", "show"]

DEFAULT_STORE = "kavshiri-store"
_RESULT_FORMATS = (
    "table", "csv", "excel-csv", "json", "sparql-json", "markdown", "html", "xlsx",
)  # fmt: skip


def add_command(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace], int | None],
    text: str,
    example: str,
) -> argparse.ArgumentParser:
    """Add a command with its help, which ends in an example that a test runs."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=text[0].lower() + text[1:].rstrip("."),
        description=text,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.set_defaults(run=run)
    return command


def default_store() -> Path:
    """The store that is meant where none is named."""
    return Path(os.environ.get("KAVSHIRI_STORE", DEFAULT_STORE))


def add_store(command: argparse.ArgumentParser) -> None:
    """Add the option that names the store."""
    command.add_argument(
        "--store",
        type=Path,
        default=default_store(),
        metavar="DIR",
        help=f"the store (default: $KAVSHIRI_STORE, else ./{DEFAULT_STORE})",
    )


def add_result(command: argparse.ArgumentParser) -> None:
    """Add the options of commands that hand on a result."""
    command.add_argument(
        "--format", choices=_RESULT_FORMATS, help="default: table, or what the file's suffix says"
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write to a file, whole or not at all"
    )
    command.add_argument(
        "--limit", type=_whole_number, metavar="N", help="show the first N rows on the terminal"
    )
    command.add_argument("--lang", choices=("en", "ka"), default="en", help="default: en")


def _whole_number(text: str) -> int:
    if text.isdigit() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")


def show(result: Result, options: argparse.Namespace) -> None:
    """Hand on a result as the options ask."""
    if options.output:
        result.save(options.output, options.format)
        print(f"{len(result)} rows written to {options.output}", file=sys.stderr)
        return
    shown = result.first(options.limit) if options.limit else result
    if result.title and options.format in (None, "table"):
        print(result.title)
    sys.stdout.write(shown.text(options.format or "table"))
    if len(shown) < len(result):
        left = len(result) - len(shown)
        print(f"… and {left} more rows (leave out --limit, or write all with -o FILE)")

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

__all__ = [
    "DEFAULT_STORE",
    "add_command",
    "add_folder",
    "add_result",
    "add_store",
    "default_folder",
    "show",
]

DEFAULT_STORE = "kavshiri-store"
_RESULT_FORMATS = (
    "table", "csv", "excel-csv", "json", "sparql-json", "markdown", "html", "xlsx",
    "turtle", "ntriples", "jsonld",
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


def default_folder() -> Path:
    """The folder that is meant where none is named; an address of a server is none."""
    named = os.environ.get("KAVSHIRI_STORE", DEFAULT_STORE)
    return Path(DEFAULT_STORE if _is_address(named) else named)


def add_store(command: argparse.ArgumentParser) -> None:
    """Add the option that names the store: a folder (a Path) or the address of a server (text)."""
    command.add_argument(
        "--store",
        type=_place,
        default=os.environ.get("KAVSHIRI_STORE", DEFAULT_STORE),
        metavar="DIR|URL",
        help="the store's folder, or the address of a SPARQL endpoint "
        f"(default: $KAVSHIRI_STORE, else ./{DEFAULT_STORE})",
    )


def add_folder(command: argparse.ArgumentParser) -> None:
    """Add the option that names the store, for a command that needs its folder."""
    command.add_argument(
        "--store",
        type=_folder,
        default=default_folder(),
        metavar="DIR",
        help="the store's folder "
        f"(default: $KAVSHIRI_STORE where that is a folder, else ./{DEFAULT_STORE})",
    )


def _is_address(place: str) -> bool:
    return "://" in place


def _place(text: str) -> Path | str:
    return text if _is_address(text) else Path(text)


def _folder(text: str) -> Path:
    if _is_address(text):
        raise argparse.ArgumentTypeError(f"{text} is an address; this needs the folder of a store")
    return Path(text)


def add_result(command: argparse.ArgumentParser) -> None:
    """Add the options of commands that hand on a result."""
    command.add_argument(
        "--format", choices=_RESULT_FORMATS,
        help="default: what the file's suffix says, else table, or turtle for a graph",
    )  # fmt: skip
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
    """Hand on a result as the options ask; what is no part of it goes to standard error."""
    from kavshiri.queries.formats import as_bytes
    from kavshiri.queries.words import cut, written

    if options.output:
        result.save(options.output, options.format)
        print(written(result, options.output), file=sys.stderr)
        return
    shown = result.first(options.limit) if options.limit else result
    left = cut(len(result) - len(shown), result.lang) if len(shown) < len(result) else ""
    if (options.format or result.natural_format) == "table":
        print("\n".join(filter(None, (result.title, shown.text("table").rstrip("\n"), left))))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(as_bytes(shown, options.format or result.natural_format))
    if left:
        print(left, file=sys.stderr)

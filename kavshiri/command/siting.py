"""``kavshiri site``: the pages of the site as a folder of files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kavshiri.command.shared import add_command, add_store

__all__ = ["add_site"]


_MOST = 20  # broken links that are told one by one


def add_site(commands: Any) -> None:
    """Add the command ``site``."""
    command = add_command(
        commands, "site", _site,
        "Write the pages of the site as files that work from any web server or a USB stick.",
        "kavshiri site --out site",
    )  # fmt: skip
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR",
        help="an empty or new folder, or one that this command wrote before",
    )  # fmt: skip
    add_store(command)
    command.add_argument("--quiet", action="store_true", help="say nothing but errors")


def _site(options: argparse.Namespace) -> int:
    from kavshiri.api import open

    def say(line: str) -> None:
        if not options.quiet:
            print(line, file=sys.stderr, flush=True)

    with open(options.store) as graph:
        written = graph.write_site(options.out, progress=say)
    if not options.quiet:
        megabytes = written.size / 1_000_000
        print(
            f"{written.pages:,} pages and {written.files:,} files, {megabytes:.1f} MB; "
            f"begin with {written.path / 'index.html'}"
        )
    for sentence in written.broken[:_MOST]:
        print(f"kavshiri: {sentence}", file=sys.stderr)
    if len(written.broken) > _MOST:
        print(f"kavshiri: … and {len(written.broken) - _MOST:,} more", file=sys.stderr)
    return 1 if written.broken else 0

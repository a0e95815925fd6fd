"""``kavshiri picture``: pictures for reports, as SVG, PNG or PDF."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kavshiri.command.scope import add_scope, given_scope
from kavshiri.command.shared import add_command, add_store

__all__ = ["add_picture"]

_KINDS = ("network", "matrix", "timeline", "flow")


def add_picture(commands: Any) -> None:
    """Add the command ``picture``."""
    command = add_command(
        commands, "picture", _picture,
        "Draw a picture for a report: titled, sourced, the same from run to run.",
        "kavshiri picture matrix -o matrix.pdf --lang ka --plan migration-2019",
    )  # fmt: skip
    command.add_argument(
        "kind", choices=_KINDS, metavar="KIND",
        help="network: who needs whom; matrix: the same in numbers; timeline: what is due when; "
        "flow: from donors over chapters to leading bodies",
    )  # fmt: skip
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE",
        help="a file that ends in .svg, .png or .pdf",
    )  # fmt: skip
    for side, default in (("width", 297), ("height", 210)):
        command.add_argument(
            f"--{side}", type=float, default=default, metavar="MM", help=f"default: {default}"
        )
    command.add_argument(
        "--around", action="append", default=[], metavar="NAME",
        help="a network of this body and whom it has ties with (repeat)",
    )  # fmt: skip
    add_scope(command)
    add_store(command)
    command.add_argument("--lang", choices=("en", "ka"), default="en", help="default: en")


def _picture(options: argparse.Namespace) -> None:
    from kavshiri.api import open
    from kavshiri.viz.pictures.picture import check_format

    check_format(options.output)
    with open(options.store) as graph:
        picture = graph.picture(
            options.kind, lang=options.lang, width=options.width, height=options.height,
            around=options.around, **given_scope(options),
        )  # fmt: skip
    picture.save(options.output)
    print(f"written to {options.output}", file=sys.stderr)

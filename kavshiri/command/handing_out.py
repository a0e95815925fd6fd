"""``kavshiri info`` and ``export``: the graph as numbers and as RDF."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kavshiri.command.shared import add_command, add_store

__all__ = ["add_export", "add_info"]


_GRAPH_FORMATS = ("nquads", "trig", "turtle", "jsonld", "rdfxml")


def add_info(commands: Any) -> None:
    """Add the command ``info``."""
    command = add_command(
        commands, "info", _info, "Show what the store was made of and how much is in it.",
        "kavshiri info",
    )  # fmt: skip
    add_store(command)
    command.add_argument("--json", action="store_true", help="as JSON")


def _info(options: argparse.Namespace) -> None:
    import json

    from kavshiri.api import open

    with open(options.store) as graph:
        info = graph.info()
    if options.json:
        print(json.dumps(info, ensure_ascii=False, indent=1))
        return
    print(f"store     {options.store}")
    print(f"made by   kavshiri {info['program_version']}")
    for slug, digest in info["documents"].items():
        print(f"document  {slug} (SHA-256 {digest[:16]}…)")
    print("\nthings")
    for name, number in info["things"].items():
        print(f"{number:>9,}  {name}")
    print("\nstatements by graph")
    for name, number in info["statements"].items():
        print(f"{number:>9,}  {name}")
    print(f"{sum(info['statements'].values()):>9,}  in all")


def add_export(commands: Any) -> None:
    """Add the command ``export``."""
    command = add_command(
        commands, "export", _export, "Write the whole graph as RDF.",
        "kavshiri export --format trig -o plans.trig",
    )  # fmt: skip
    add_store(command)
    command.add_argument(
        "--format", choices=_GRAPH_FORMATS, default="nquads", help="default: nquads"
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE",
        help="write to a file, whole or not at all (default: standard output)",
    )  # fmt: skip


def _export(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        if options.output:
            graph.export(options.output, options.format)
            print(f"written to {options.output}", file=sys.stderr)
        else:
            graph.export(sys.stdout.buffer, options.format)

"""The command line: reads arguments, calls the rooms, shows what they return.

Everything heavy is imported where it is used, so that help answers at once. Exit codes: 0 done, 1 a
file, store or question is wrong (the message says which), 2 the command itself is wrong, 130
stopped by the keyboard.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from kavshiri.command.asking import add_ask, add_query
from kavshiri.command.building import add_build
from kavshiri.command.checking import add_findings, add_trace, add_validate
from kavshiri.command.coordinating import add_calendar, add_money, add_whatif
from kavshiri.command.handing_out import add_export, add_info
from kavshiri.command.networking import add_measures, add_network
from kavshiri.command.overlapping import add_overlaps
from kavshiri.command.picturing import add_picture
from kavshiri.command.pushing import add_push
from kavshiri.command.serving import add_serve
from kavshiri.command.siting import add_site
from kavshiri.version import __version__

__all__ = ["main", "parser"]

_EXAMPLES = """examples:
  kavshiri build                                 the two plans that come with Kavshiri
  kavshiri build my-plan.txt --out my-store      a plan of yours
  kavshiri trace 2.1.7                           an activity, word for word
  kavshiri ask donor-trace --donor EU -o eu.xlsx
  kavshiri query 'SELECT ?p WHERE { ?p a kav:ActionPlan }'
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    whole = parser()
    options, extra = whole.parse_known_args(arguments)
    if extra and not hasattr(options, "question"):
        whole.error(f"unknown arguments: {' '.join(extra)}")
    options.extra = extra
    from kavshiri.ontology.errors import KavshiriError

    try:
        return int(options.run(options) or 0)
    except KavshiriError as error:
        return _fail(error.within(getattr(options, "lang", "en")))
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror or error}")
    except KeyboardInterrupt:
        return _fail("stopped; nothing was changed", 130)


def _fail(message: str, code: int = 1) -> int:
    print(f"kavshiri: {message}", file=sys.stderr)
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    whole = argparse.ArgumentParser(
        prog="kavshiri",
        description="Government action plans as a knowledge graph in which every value leads back "
        "to the cell of the table that says it.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"kavshiri {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (
        add_build, add_info, add_ask, add_query, add_trace, add_findings, add_validate,
        add_export, add_push, add_network, add_picture, add_measures, add_whatif, add_calendar,
        add_money,
        add_overlaps,
        add_serve, add_site,
    ):  # fmt: skip
        add(commands)
    return whole

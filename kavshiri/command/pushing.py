"""``kavshiri push``: a built graph into a SPARQL server."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kavshiri.command.shared import add_command, add_folder

if TYPE_CHECKING:
    from kavshiri.graph.push import Progress, PushReport, Step

__all__ = ["add_push"]

_WORDS = {
    "en": {
        "progress": "{graph}: {sent:,} of {statements:,} statements (graph {number} of {graphs})",
        "plan": "{address}: what a push would do (nothing has been sent)",
        "columns": "{here:>12}  {there:>12}  {graph}",
        "here": "in the store",
        "there": "there now",
        "new": "new",
        "replaced": "replaced",
        "removed": "of no plan of this build: removed",
        "left": "of no plan of this build: left (--clean removes it)",
        "resumed": "went on where an earlier push had stopped",
        "done": "{total:,} statements in {graphs} graphs are at {address}: all counted",
        "taken": "removed: {graph}",
        "stays": "left: {graph}, which this build does not have (--clean removes it)",
        "next": "next: kavshiri info --store {address}",
        "stopped": "stopped; run the same command again: it goes on where it stopped",
    },
    "ka": {
        "progress": "{graph}: {statements:,} დებულებიდან გაგზავნილია {sent:,} "
        "(გრაფი {number}, სულ {graphs})",
        "plan": "{address}: რას გააკეთებდა გაგზავნა (არაფერი გაგზავნილა)",
        "columns": "{here:>12}  {there:>12}  {graph}",
        "here": "საცავშია",
        "there": "იქ არის",
        "new": "ახალი",
        "replaced": "შეიცვლება",
        "removed": "ამ ვერსიაში არ არის: წაიშლება",
        "left": "ამ ვერსიაში არ არის: დარჩება (წაშლის --clean)",
        "resumed": "გაგრძელდა იქიდან, სადაც წინა გაგზავნა შეწყდა",
        "done": "{address}: {graphs} გრაფში {total:,} დებულებაა, ყველა დათვლილია",
        "taken": "წაიშალა: {graph}",
        "stays": "დარჩა: {graph}, რომელიც ამ ვერსიაში არ არის (წაშლის --clean)",
        "next": "შემდეგ: kavshiri info --store {address}",
        "stopped": "შეწყდა; გაუშვით იგივე ბრძანება: გაგრძელდება იქიდან, სადაც შეწყდა",
    },
}


def add_push(commands: Any) -> None:
    """Add the command ``push``."""
    command = add_command(
        commands, "push", _push,
        "Load a built graph into a SPARQL server; our graphs there are replaced, others kept.",
        "kavshiri push http://127.0.0.1:7878/query --dry-run",
    )  # fmt: skip
    command.add_argument(
        "address", metavar="URL",
        help="the server's query service, as --store takes it elsewhere; who pushes stands in "
        "$KAVSHIRI_USER and $KAVSHIRI_PASSWORD",
    )  # fmt: skip
    add_folder(command)
    command.add_argument(
        "--method", choices=("graph-store", "update"),
        help="Graph Store Protocol or SPARQL Update (default: the first that is known)",
    )  # fmt: skip
    for name, text in (("graph-store", "Graph Store Protocol"), ("update", "SPARQL Update")):
        command.add_argument(
            f"--{name}", metavar="URL",
            help=f"where the server takes {text} (default: known for Oxigraph, Virtuoso, Fuseki, "
            "GraphDB, Neptune)",
        )  # fmt: skip
    command.add_argument(
        "--portion", type=_portion, metavar="N",
        help="how many statements to send at once (default: 20000, by update 1000)",
    )  # fmt: skip
    command.add_argument(
        "--clean", action="store_true", help="remove graphs of ours that this build does not have"
    )
    command.add_argument(
        "--fresh", action="store_true", help="send all, also where an earlier push was broken off"
    )
    command.add_argument("--dry-run", action="store_true", help="say what would be done, and stop")
    command.add_argument("--quiet", action="store_true", help="say nothing but errors")
    command.add_argument("--lang", choices=("en", "ka"), default="en", help="default: en")


def _portion(text: str) -> int:
    if text.isdigit() and 0 < int(text) <= 1_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 1,000,000")


def _push(options: argparse.Namespace) -> int:
    from kavshiri.graph.push import Push
    from kavshiri.graph.store import open_store

    words = _WORDS[options.lang]
    with open_store(options.store) as store:
        push = Push(
            store,
            options.address,
            method=options.method,
            graph_store=options.graph_store,
            update=options.update,
            portion=options.portion,
        )
        if options.dry_run:
            print(_plan(push.steps(), options.address, options.clean, words))
            return 0
        try:
            report = push.run(
                clean=options.clean, fresh=options.fresh, progress=_teller(words, options.quiet)
            )
        except KeyboardInterrupt:
            print(f"kavshiri: {words['stopped']}", file=sys.stderr)
            return 130
    if not options.quiet:
        print(_account(report, options.address, words))
    return 0


def _teller(words: dict[str, str], is_quiet: bool) -> Callable[[Progress], None]:
    def tell(done: Progress) -> None:
        if not is_quiet:
            said = words["progress"].format(
                graph=done.graph, sent=done.sent, statements=done.statements,
                number=done.number, graphs=done.graphs,
            )  # fmt: skip
            print(said, file=sys.stderr, flush=True)

    return tell


def _plan(steps: list[Step], address: str, clean: bool, words: dict[str, str]) -> str:
    rows = [words["columns"].format(here=words["here"], there=words["there"], graph="")]
    for step in steps:
        if step.is_leftover:
            what = words["removed" if clean else "left"]
        else:
            what = words["replaced" if step.there else "new"]
        here, there = f"{step.here:,}", f"{step.there:,}"
        graph = f"{step.graph} ({what})"
        rows.append(words["columns"].format(here=here, there=there, graph=graph))
    return "\n".join([words["plan"].format(address=address), *(row.rstrip() for row in rows)])


def _account(report: PushReport, address: str, words: dict[str, str]) -> str:
    graphs = len(report.counts)
    lines = [words["resumed"]] if report.was_resumed else []
    lines += [words["taken"].format(graph=name) for name in report.removed]
    lines += [words["stays"].format(graph=name) for name in report.leftovers]
    lines.append(words["done"].format(total=report.total, graphs=graphs, address=address))
    lines.append(words["next"].format(address=address))
    return "\n".join(lines)

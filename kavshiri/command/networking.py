"""``kavshiri network`` and ``measures``: who needs whom, as pictures, files and numbers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kavshiri.command.scope import add_scope, given_scope
from kavshiri.command.shared import add_command, add_result, add_store, show

if TYPE_CHECKING:
    from kavshiri.api import Graph

__all__ = ["add_measures", "add_network"]

_PICTURES = ("svg", "png", "pdf")
_TABLES = ("gexf", "graphml", "csv", "json")
_FILES = ("html", *_PICTURES, *_TABLES)


def add_network(commands: Any) -> None:
    """Add the command ``network``."""
    command = add_command(
        commands, "network", _network,
        "Write the network of who needs whom, as planned: a page, or files for other tools.",
        "kavshiri network --html network.html --gexf network.gexf --lang ka",
    )  # fmt: skip
    command.add_argument(
        "--html", type=Path, metavar="FILE", help="as one interactive page that works offline"
    )
    for name in _PICTURES:
        command.add_argument(
            f"--{name}", type=Path, metavar="FILE",
            help=f"as a picture for a report, {name.upper()} (more: kavshiri picture)",
        )  # fmt: skip
    command.add_argument(
        "--gexf", type=Path, metavar="FILE", help="for Gephi, with places, colours and sizes"
    )
    command.add_argument("--graphml", type=Path, metavar="FILE", help="for yEd, igraph, R and more")
    command.add_argument(
        "--csv", type=Path, metavar="DIR", help="a folder for nodes.csv and edges.csv"
    )
    command.add_argument("--json", type=Path, metavar="FILE", help="node-link, for NetworkX and D3")
    add_scope(command)
    add_store(command)
    command.add_argument("--lang", choices=("en", "ka"), default="en", help="default: en")


def add_measures(commands: Any) -> None:
    """Add the command ``measures``."""
    command = add_command(
        commands, "measures", _measures,
        "Measure how the bodies stand in the network, and how objectives are shared.",
        "kavshiri measures betweenness soleLead --layer delivery --layer joint --limit 10",
    )  # fmt: skip
    command.add_argument(
        "codes", nargs="*", metavar="MEASURE", help="which (default: a few; see --explain)"
    )
    command.add_argument("--all", action="store_true", help="every measure there is")
    command.add_argument(
        "--about", choices=("organisation", "objective"), default="organisation",
        help="what is measured (default: organisation)",
    )  # fmt: skip
    command.add_argument(
        "--sort", default="", metavar="MEASURE", help="the highest first (default: by name)"
    )
    command.add_argument(
        "--explain", nargs="?", const="", metavar="MEASURE",
        help="tell what a measure means; without a name: list them all",
    )  # fmt: skip
    add_scope(command)
    add_store(command)
    add_result(command)


def _network(options: argparse.Namespace) -> None:
    from kavshiri.api import open
    from kavshiri.queries.errors import FormatError

    if not any(getattr(options, name) for name in _FILES):
        wanted = ", ".join(f"--{name}" for name in _FILES)
        raise FormatError(
            f"no file was named; say what to write with one of {wanted}",
            f"ფაილი არ არის მითითებული; აირჩიეთ, რა ჩაიწეროს: {wanted}",
        )
    with open(options.store) as graph:
        if options.html:
            _page(graph, options)
        if any(getattr(options, name) for name in _PICTURES):
            _pictures(graph, options)
        if any(getattr(options, name) for name in _TABLES):
            _files(graph, options)


def _page(graph: Graph, options: argparse.Namespace) -> None:
    page = graph.network_page(options.html, lang=options.lang, **given_scope(options))
    print(f"{page}\nwritten to {options.html}")


def _pictures(graph: Graph, options: argparse.Namespace) -> None:
    from kavshiri.queries.files import write_whole

    picture = graph.picture("network", lang=options.lang, **given_scope(options))
    for name in _PICTURES:
        if path := getattr(options, name):
            write_whole(path, picture.as_bytes(name))
            print(f"written to {path}")


def _files(graph: Graph, options: argparse.Namespace) -> None:
    from kavshiri.graph.coordination import exporting
    from kavshiri.queries.files import write_whole

    network = graph.network(**given_scope(options))
    written = []
    if options.gexf:
        written.append((options.gexf, exporting.gexf(network, lang=options.lang)))
    if options.graphml:
        written.append((options.graphml, exporting.graphml(network)))
    if options.csv:
        options.csv.mkdir(exist_ok=True)
        written.append((options.csv / "nodes.csv", exporting.node_table(network)))
        written.append((options.csv / "edges.csv", exporting.edge_table(network)))
    if options.json:
        written.append((options.json, exporting.node_link(network)))
    alone = sum(1 for node in network if not network.degree(node))
    words = _COUNTED[options.lang]
    print(words.format(bodies=len(network), alone=alone, ties=network.number_of_edges()))
    for path, content in written:
        write_whole(path, content)
        print(f"written to {path}")


_COUNTED = {
    "en": "{bodies:,} bodies ({alone:,} without a tie), {ties:,} ties",
    "ka": "{bodies:,} ორგანიზაცია ({alone:,} კავშირის გარეშე), {ties:,} კავშირი",
}


def _measures(options: argparse.Namespace) -> None:
    if options.explain is not None:
        sys.stdout.write(_explanation(options.explain, options.lang))
        return
    from kavshiri.api import open
    from kavshiri.graph.coordination.measures.describe import MEASURES

    codes = options.codes
    if options.all:
        codes = [code for code, each in MEASURES.items() if each.about == options.about]
    with open(options.store) as graph:
        result = graph.measures(
            *codes,
            about=options.about,
            sort=options.sort,
            lang=options.lang,
            **given_scope(options),
        )
    show(result, options)


def _explanation(code: str, lang: str) -> str:
    from kavshiri.graph.coordination.measures.describe import MEASURES
    from kavshiri.queries.measuring import explained

    if code:
        return explained(code, lang) + "\n"
    return "".join(
        f"{each.code:20} {each.label(lang)}\n{'':20} {each.definition(lang)}\n"
        for each in MEASURES.values()
    )

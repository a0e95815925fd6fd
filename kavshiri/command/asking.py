"""``kavshiri ask`` and ``kavshiri query``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kavshiri.command.shared import add_command, add_result, add_store, show

__all__ = ["add_ask", "add_query"]


def add_ask(commands: Any) -> None:
    """Add the command ``ask``."""
    command = add_command(
        commands, "ask", _ask,
        "Ask a question of the library; without a name: list the questions.",
        "kavshiri ask donor-trace --donor EU -o eu.xlsx",
    )  # fmt: skip
    command.add_argument("question", nargs="?", metavar="NAME", help="which question")
    add_store(command)
    add_result(command)
    command.add_argument("--describe", action="store_true", help="tell its parameters and columns")
    command.add_argument(
        "--show", action="store_true", help="print its SPARQL with the values bound, and stop"
    )


def _ask(options: argparse.Namespace) -> int | None:
    from kavshiri.queries.library import question_of, questions

    if options.question is None:
        for name, question in questions().items():
            print(f"{name:20}  {question.title.within(options.lang)}")
        print("\nkavshiri ask NAME --describe tells the parameters and columns of one")
        return None
    question = question_of(options.question)
    if options.describe:
        print(question.describe(options.lang))
        return None
    from kavshiri.api import open

    given = {**_parameters(options.extra), "lang": options.lang}
    with open(options.store) as graph:
        if options.show:
            print(graph.sparql(options.question, **given))
        else:
            show(graph.ask(options.question, **given), options)
    return None


def _parameters(extra: Sequence[str]) -> dict[str, str]:
    """The parameters of a question: "--donor EU" or "--donor=EU"."""
    from kavshiri.ontology.errors import QueryError

    found: dict[str, str] = {}
    words = list(extra)
    while words:
        word = words.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name or not (equals or words):
            advice = "write the parameters as --name value"
            raise QueryError(f"{word!r} is no parameter of a question; {advice}")
        found[name] = value if equals else words.pop(0)
    return found


def add_query(commands: Any) -> None:
    """Add the command ``query``."""
    command = add_command(
        commands, "query", _query,
        "Run a SPARQL query; the prefixes of the project need not be declared.",
        "kavshiri query 'SELECT ?title WHERE { ?p a kav:ActionPlan ; dct:title ?title }'",
    )  # fmt: skip
    command.add_argument(
        "query",
        metavar="QUERY|FILE",
        help="the query, the file that holds it, or - for standard input",
    )
    add_store(command)
    add_result(command)


def _query(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        show(graph.query(_query_text(options.query), lang=options.lang), options)


def _query_text(given: str) -> str:
    """The query itself, or what stands in the file of this name."""
    if given == "-":
        return sys.stdin.read()
    is_file = "{" not in given and "\n" not in given
    return Path(given).read_text(encoding="utf-8") if is_file else given

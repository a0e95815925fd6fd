"""``kavshiri ask`` and ``kavshiri query``."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kavshiri.command.shared import add_command, add_result, add_store, show

__all__ = ["add_ask", "add_query"]

_FOR = {
    "analyst": ("For analysts", "ანალიტიკოსებისთვის"),
    "coordinator": ("For coordinators", "კოორდინატორებისთვის"),
    "auditor": ("For auditors", "აუდიტორებისთვის"),
}
_HINTS = {
    "en": "kavshiri ask NAME --describe tells what a question takes and gives",
    "ka": "kavshiri ask NAME --describe --lang ka ამბობს, რა შეიძლება მიუთითოთ და რას მიიღებთ",
}
_BEGINS = re.compile(r"\s*(?:PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE)\s", re.IGNORECASE)


def add_ask(commands: Any) -> None:
    """Add the command ``ask``."""
    command = add_command(
        commands, "ask", _ask,
        "Ask a question of the library; without a name: list the questions.",
        "kavshiri ask donor-trace --donor EU -o eu.xlsx",
    )  # fmt: skip
    command.add_argument(
        "question", nargs="?", metavar="NAME",
        help="which question; then its parameters, as --name value",
    )  # fmt: skip
    add_store(command)
    add_result(command)
    command.add_argument("--describe", action="store_true", help="tell its parameters and columns")
    command.add_argument(
        "--show", action="store_true", help="print its SPARQL with the values bound, and stop"
    )


def _ask(options: argparse.Namespace) -> int | None:
    from kavshiri.queries.library import catalogue, question_of

    given = _parameters(options.extra)
    if options.question is None:
        if options.output or options.format:
            show(catalogue(options.lang), options)
        else:
            print("\n".join(_listing(options.lang)))
        return None
    question = question_of(options.question)
    if options.describe:
        print(question.describe(options.lang, width=shutil.get_terminal_size((100, 24)).columns))
        return None
    from kavshiri.api import open

    with open(options.store) as graph:
        if options.show:
            print(graph.sparql(options.question, **{**given, "lang": options.lang}).rstrip())
        else:
            show(graph.ask(options.question, **{**given, "lang": options.lang}), options)
    return None


def _listing(lang: str) -> Iterator[str]:
    """The questions by whom they are for."""
    from kavshiri.queries.library import questions

    width = max(len(name) for name in questions())
    for user, headings in _FOR.items():
        yield headings[lang == "ka"]
        for name, question in questions().items():
            if question.user == user:
                yield f"  {name:{width}}  {question.title.within(lang)}"
        yield ""
    yield _HINTS[lang]


def _parameters(extra: Sequence[str]) -> dict[str, str | list[str]]:
    """The parameters of a question: "--donor EU" or "--donor=EU"; given again: several values."""
    from kavshiri.ontology.errors import QueryError

    found: dict[str, str | list[str]] = {}
    words = list(extra)
    while words:
        word = words.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            advice = "write the parameters as --name value"
            raise QueryError(f"{word!r} is no parameter of a question; {advice}")
        if not equals:
            if not words or words[0].startswith("--"):
                raise QueryError(f"{word} has no value; write it as {word} value")
            value = words.pop(0)
        earlier = found.get(name, [])
        found[name] = value if name not in found else [*_listed(earlier), value]
    return found


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


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
    from kavshiri.ontology.errors import QueryError

    try:
        if given == "-":
            return sys.stdin.read()
        if "{" in given or "\n" in given or (_BEGINS.match(given) and not Path(given).is_file()):
            return given
        return Path(given).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        place = "standard input" if given == "-" else given
        raise QueryError(f"{place} is no text in UTF-8 ({error.reason}); save it as such") from None

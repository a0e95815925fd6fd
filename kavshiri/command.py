"""The command line: reads arguments, calls the rooms, shows what they return.

Everything heavy is imported where it is used, so that help answers at once. Exit codes: 0 done, 1 a
file, store or question is wrong (the message says which), 2 the command itself is wrong, 130
stopped by the keyboard.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kavshiri.version import __version__

if TYPE_CHECKING:
    from kavshiri.building import Built
    from kavshiri.queries.results import Result

__all__ = ["main", "parser"]

_STORE = "kavshiri-store"
_RESULT_FORMATS = (
    "table", "csv", "excel-csv", "json", "sparql-json", "markdown", "html", "xlsx",
)  # fmt: skip
_GRAPH_FORMATS = ("nquads", "trig", "turtle", "jsonld", "rdfxml")
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
        return _fail(str(error))
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
        _add_build, _add_info, _add_ask, _add_query, _add_trace, _add_findings, _add_validate,
        _add_export, _add_network,
    ):  # fmt: skip
        add(commands)
    return whole


# Shared options


def _command(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace], int | None],
    text: str,
    example: str,
) -> argparse.ArgumentParser:
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


def _add_store(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--store",
        type=Path,
        default=Path(os.environ.get("KAVSHIRI_STORE", _STORE)),
        metavar="DIR",
        help=f"the store (default: $KAVSHIRI_STORE, else ./{_STORE})",
    )


def _add_result(command: argparse.ArgumentParser) -> None:
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


def _base(text: str) -> str:
    from kavshiri.graph.iris import Iris

    try:
        return Iris(text).base
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _show(result: Result, options: argparse.Namespace) -> None:
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


# build


def _add_build(commands: Any) -> None:
    command = _command(
        commands, "build", _build,
        "Build the graph of some plans, in place of the one that is there.",
        "kavshiri build my-plan.txt --out my-store",
    )  # fmt: skip
    command.add_argument(
        "files", nargs="*", type=Path, metavar="FILE",
        help="text files of plans (default: the two plans that come with Kavshiri)",
    )  # fmt: skip
    command.add_argument(
        "--out", type=Path, default=Path(os.environ.get("KAVSHIRI_STORE", _STORE)), metavar="DIR",
        help=f"where the store goes (default: $KAVSHIRI_STORE, else ./{_STORE})",
    )  # fmt: skip
    command.add_argument(
        "--profile", metavar="NAME|FILE",
        help="the table layout, where it is not to be recognised from the cells",
    )  # fmt: skip
    command.add_argument(
        "--review", type=Path, metavar="FILE",
        help="a review file with decisions (default: the one in the store)",
    )  # fmt: skip
    command.add_argument(
        "--base",
        type=_base,
        metavar="IRI",
        help="where the data IRIs begin (default: https://w3id.org/kavshiri/id/)",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="read and report, but write nothing"
    )
    command.add_argument("--quiet", action="store_true", help="say nothing but errors")


def _build(options: argparse.Namespace) -> int:
    from kavshiri.building import build, read_only
    from kavshiri.ontology import DATA

    def say(line: str) -> None:
        if not options.quiet:
            print(line, file=sys.stderr, flush=True)

    if options.dry_run:
        accounts = read_only(
            options.files, profile=options.profile, review=options.review, progress=say
        )
        for account in accounts:
            say(_account_text(account))
        say("nothing was written (dry run)")
        return 0
    built = build(
        options.files,
        options.out,
        profile=options.profile,
        review=options.review,
        base=options.base or DATA,
        progress=say,
    )
    if not options.quiet:
        _report_build(built)
    return 0


def _report_build(built: Built) -> None:
    """Say what was read, what was not, and where; on standard output."""
    for account in built.plans:
        print(_account_text(account))
    seconds = sum(built.report.seconds.values())
    print(f"\n{built.report.total:,} statements in {built.path} ({seconds:.1f} s)")
    for violation in built.report.violations:
        cells = ", ".join(violation.cells[:3])
        print(f"  rule {violation.rule}: {violation.focus}: {violation.message_en} {cells}")
    if not built.report.violations:
        print("every rule of the shapes holds")
    if built.review:
        print(f"names to be judged: {built.review} (fill in the decisions and build again)")
    print("next: kavshiri findings, kavshiri ask, kavshiri trace")


def _account_text(account: Any) -> str:
    counts = ", ".join(f"{number} {what}" for what, number in account.counts.items() if number)
    findings = sum(account.findings.values())
    severities = ", ".join(
        f"{account.severities[name]} {name}"
        for name in ("serious", "warning", "info")
        if account.severities.get(name)
    )
    lines = [
        f"\n{account.slug}: {account.title}",
        f"  {account.lines:,} lines, {account.cells:,} cells; layout {account.profile}",
        f"  read: {counts}",
        f"  findings: {findings} ({severities or 'none'})",
    ]
    lines += [f"  not read, line {line}: {text}" for line, text in account.unread]
    return "\n".join(lines)


# info


def _add_info(commands: Any) -> None:
    command = _command(
        commands, "info", _info, "Show what the store was made of and how much is in it.",
        "kavshiri info",
    )  # fmt: skip
    _add_store(command)
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


# ask, query


def _add_ask(commands: Any) -> None:
    command = _command(
        commands, "ask", _ask,
        "Ask a question of the library; without a name: list the questions.",
        "kavshiri ask donor-trace --donor EU -o eu.xlsx",
    )  # fmt: skip
    command.add_argument("question", nargs="?", metavar="NAME", help="which question")
    _add_store(command)
    _add_result(command)
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
            _show(graph.ask(options.question, **given), options)
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


def _add_query(commands: Any) -> None:
    command = _command(
        commands, "query", _query,
        "Run a SPARQL query; the prefixes of the project need not be declared.",
        "kavshiri query 'SELECT ?title WHERE { ?p a kav:ActionPlan ; dct:title ?title }'",
    )  # fmt: skip
    command.add_argument(
        "query",
        metavar="QUERY|FILE",
        help="the query, the file that holds it, or - for standard input",
    )
    _add_store(command)
    _add_result(command)


def _query(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        _show(graph.query(_query_text(options.query), lang=options.lang), options)


def _query_text(given: str) -> str:
    """The query itself, or what stands in the file of this name."""
    if given == "-":
        return sys.stdin.read()
    is_file = "{" not in given and "\n" not in given
    return Path(given).read_text(encoding="utf-8") if is_file else given


# trace, findings, validate


def _add_trace(commands: Any) -> None:
    command = _command(
        commands, "trace", _trace,
        "Show what is said about an activity or organisation, each with its verbatim cell.",
        "kavshiri trace IOM",
    )  # fmt: skip
    command.add_argument(
        "thing", metavar="ACTIVITY|ORGANISATION",
        help="a number (2.1.7), a path (migration-2019/iv/a/1.1), an IRI, a name or abbreviation",
    )  # fmt: skip
    _add_store(command)
    _add_result(command)


def _trace(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        result = graph.trace(options.thing, lang=options.lang)
    if options.output or options.format not in (None, "table"):
        _show(result, options)
    else:
        sys.stdout.write(_trace_text(result.first(options.limit) if options.limit else result))


def _trace_text(result: Result) -> str:
    """A trace for the terminal: what is said, and below it the words of the cell, uncut."""
    lines = [result.title]
    cell = place = None
    for record in result.records():
        here = "/".join(str(record[key]) for key in ("plan", "place") if record.get(key))
        if here != place:
            lines.append(f"\n{here}  {record.get('activity', '')}".rstrip())
            place, cell = here, None
        said = record.get("value") or f"{record.get('mention')} ({record.get('understood')})"
        what = record.get("what") or record.get("role")
        if record["cell"] != cell:
            cell = record["cell"]
            column = f"{record['column']}, " if record["column"] else ""
            lines.append(f"\n  {record['document']}, {column}line {record['lines']}")
            lines += [f"  │ {line}" for line in str(record["words"]).splitlines() if line.strip()]
        lines.append(f"  → {what}: {said}")
    return "\n".join(lines) + "\n"


def _add_findings(commands: Any) -> None:
    command = _command(
        commands, "findings", _findings,
        "List what a reader should know about the plans and about their reading.",
        "kavshiri findings --format xlsx -o findings.xlsx",
    )  # fmt: skip
    _add_store(command)
    _add_result(command)
    for name, text in (("plan", "of one plan"), ("kind", "of one kind"), ("severity", "as grave")):
        command.add_argument(f"--{name}", help=f"only findings {text}")


def _findings(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    chosen = {name: getattr(options, name) for name in ("plan", "kind", "severity")}
    given = {name: value for name, value in chosen.items() if value}
    with open(options.store) as graph:
        _show(graph.findings(lang=options.lang, **given), options)


def _add_validate(commands: Any) -> None:
    command = _command(
        commands, "validate", _validate,
        "Check the store by the rules of the shapes; exit code 1 if one is broken.",
        "kavshiri validate",
    )  # fmt: skip
    _add_store(command)
    command.add_argument("--lang", choices=("en", "ka"), default="en", help="default: en")


def _validate(options: argparse.Namespace) -> int:
    from kavshiri.api import open

    with open(options.store) as graph:
        found = graph.validate()
        rules = graph.rules()
    for violation in found:
        words = violation.message_ka if options.lang == "ka" else violation.message_en
        value = f" = {violation.value}" if violation.value else ""
        print(f"{violation.severity}: {violation.focus}{value}\n  {words} [{violation.rule}]")
        for cell in violation.cells:
            print(f"  cell {cell}")
    print(f"{rules} rules, {len(found)} broken")
    return 1 if any(violation.severity == "violation" for violation in found) else 0


# export, network


def _add_export(commands: Any) -> None:
    command = _command(
        commands, "export", _export, "Write the whole graph as RDF.",
        "kavshiri export --format trig -o plans.trig",
    )  # fmt: skip
    _add_store(command)
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


def _add_network(commands: Any) -> None:
    command = _command(
        commands, "network", _network,
        "Draw the delivery network: which lead needs whom, as planned.",
        "kavshiri network --html network.html --lang ka",
    )  # fmt: skip
    _add_store(command)
    command.add_argument(
        "--html", type=Path, required=True, metavar="FILE", help="one page that needs no network"
    )
    command.add_argument(
        "--plan", action="append", metavar="SLUG", help="only of this plan (repeat)"
    )
    command.add_argument("--groups", action="store_true", help="also unnamed groups")
    command.add_argument("--lang", choices=("en", "ka"), default="en", help="default: en")


def _network(options: argparse.Namespace) -> None:
    from kavshiri.api import open

    with open(options.store) as graph:
        summary = graph.network_page(
            options.html, lang=options.lang, plans=options.plan, include_groups=options.groups
        )
    print(f"{summary}\nwritten to {options.html}")

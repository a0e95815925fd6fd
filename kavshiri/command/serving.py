"""``kavshiri serve``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kavshiri.command.shared import add_command, add_folder

if TYPE_CHECKING:
    from kavshiri.graph import Passport
    from kavshiri.queries.endpoint import Limits

__all__ = ["add_serve"]

_WORDS = {
    "ka": {
        "open": "გაფრთხილება: {host} სხვა კომპიუტერებიდანაც მისაწვდომია, პაროლი და დაშიფვრა კი არ "
        "არის; დააყენეთ უკუპროქსის უკან (docs/endpoint.md)",
        "stopped": "გაჩერდა",
        "serving": "{store} ({plans}; {total} ნათქვამი) გახსნილია მისამართებზე",
        "site": "ყველა გვერდი, ქართულად და ინგლისურად",
        "endpoint": "SPARQL და გვერდი მოთხოვნებისთვის",
        "things": "ყველაფერი თავის მისამართზე",
        "graphs": "გრაფები; რა არის მათში: {root}/.well-known/void",
        "limits": "ერთი მოთხოვნის ზღვარი: {seconds:g} წმ, {memory:,} მბ, {rows:,} მწკრივი, "
        "{bytes:,} ბაიტი; ერთდროულად {workers}",
        "stop": "გასაჩერებლად: Ctrl-C",
    },
    "en": {
        "open": "warning: {host} can be reached from other machines, and there is no password and "
        "no encryption; put it behind a reverse proxy (docs/endpoint.md)",
        "stopped": "stopped",
        "serving": "serving {store} ({plans}; {total} statements) at",
        "site": "all pages, in Georgian and English",
        "endpoint": "SPARQL, and a page to ask it",
        "things": "every thing at its own address",
        "graphs": "the graphs; what is in them: {root}/.well-known/void",
        "limits": "limits of one query: {seconds:g} s, {memory:,} MB, {rows:,} rows, "
        "{bytes:,} bytes; {workers} at a time",
        "stop": "stop with Ctrl-C",
    },
}
_ADDRESSES = (("", "site"), ("sparql", "endpoint"), ("id/…", "things"), ("graph-store", "graphs"))
_LIMITS = ("seconds", "memory", "rows", "bytes", "workers")


def add_serve(commands: Any) -> None:
    """Add the command ``serve``."""
    command = add_command(
        commands, "serve", _serve,
        "Serve the pages of the site, a SPARQL endpoint, and every data IRI at its own address.",
        "kavshiri serve --port 8000 --timeout 10",
    )  # fmt: skip
    add_folder(command)
    command.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS",
        help="where to listen (default: 127.0.0.1, which only this machine can reach)",
    )  # fmt: skip
    command.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="default: 8000; 0: any free one"
    )
    for name, kind, metavar, text in (
        ("workers", _number, "N", "queries at the same time (default: one a core, 2 to 8)"),
        ("timeout", _seconds, "SECONDS", "time for one query (default: 30)"),
        ("memory", _number, "MB", "memory for one query (default: 1024)"),
        ("rows", _number, "N", "rows of one answer (default: 1000000)"),
        ("bytes", _number, "N", "bytes of one answer (default: 268435456)"),
    ):
        command.add_argument(f"--{name}", type=kind, metavar=metavar, help=text)
    command.add_argument(
        "--in-memory", action="store_true",
        help="keep a copy of the graph in the memory of each worker: faster answers, slower start",
    )  # fmt: skip
    command.add_argument("--lang", choices=("en", "ka"), default="en", help="default: en")


def _serve(options: argparse.Namespace) -> int:
    from kavshiri.graph import open_store
    from kavshiri.queries.endpoint.running import bound, is_loopback, run
    from kavshiri.serving import application

    words, limits = _WORDS[options.lang], _limits(options)
    with open_store(options.store) as store:  # what is wrong with it is said before all else
        passport = store.info()
    app = application(options.store, limits, in_memory=options.in_memory)
    if not is_loopback(options.host):
        _say(words["open"].format(host=options.host))
    with bound(options.host, options.port) as listening:
        account = _account(options, passport, limits, listening.getsockname()[1])
        run(
            app,
            listening,
            longest_request=limits.request,
            ready=lambda: print("\n".join(account), flush=True),
        )
    _say(words["stopped"])
    return 0


def _limits(options: argparse.Namespace) -> Limits:
    from kavshiri.queries.endpoint import Limits

    given = {name: getattr(options, name) for name in ("workers", "memory", "rows", "bytes")}
    given["seconds"] = options.timeout
    return Limits(**{name: value for name, value in given.items() if value})


def _account(
    options: argparse.Namespace, passport: Passport, limits: Limits, port: int
) -> Iterator[str]:
    """What is served, where, under which limits, and how it is stopped."""
    words = _WORDS[options.lang]
    host = f"[{options.host}]" if ":" in options.host else options.host
    root = f"http://{host}:{port}"
    total = f"{sum(passport.counts.values()):,}"
    plans = ", ".join(passport.plans) or "–"
    yield words["serving"].format(store=options.store, plans=plans, total=total)
    for path, word in _ADDRESSES:
        address = f"{root}/{path}"
        yield f"  {address:{len(root) + 14}}{words[word].format(root=root)}"
    yield words["limits"].format(**{each: getattr(limits, each) for each in _LIMITS})
    yield words["stop"]


def _say(text: str) -> None:
    print(f"kavshiri: {text}", file=sys.stderr, flush=True)


def _port(text: str) -> int:
    if text.isdigit() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; use a number from 0 to 65535")


def _number(text: str) -> int:
    if text.isdigit() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if 0 < seconds < 1e9:
        return seconds
    raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0")

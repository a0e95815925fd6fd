"""Writes the references in ``docs/`` from what they describe; ``--check`` fails if one is stale."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from kavshiri.command import parser
from kavshiri.ontology import ONTOLOGY, PREFIXES, code_list, code_list_names
from kavshiri.queries.library import Parameter, questions

_FOLDER = Path(__file__).parent
_NOTE = "<!-- Written by docs/generate.py: change what it describes, not this file. -->\n"


def commands() -> Iterator[str]:
    """Every command with its arguments."""
    whole = parser()
    yield "# Commands\n"
    yield f"{whole.description}\n"
    yield f"```text\n{(whole.epilog or '').strip()}\n```\n"
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield from _command(name, command)


def _command(name: str, command: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## kavshiri {name}\n"
    yield f"{command.description}\n"
    rows = ["| argument | meaning |", "|---|---|"]
    for action in command._actions:
        if not isinstance(action, argparse._HelpAction):
            help_text = (action.help or "").replace("|", "\\|")
            argument = _argument(action).replace("|", "\\|")
            rows.append(f"| `{argument}` | {help_text} |")
    yield "\n".join(rows) + "\n"
    yield f"```text\n{(command.epilog or '').strip()}\n```\n"


def _argument(action: argparse.Action) -> str:
    """An argument as a user writes it."""
    value = action.metavar or (",".join(map(str, action.choices)) if action.choices else "")
    if not action.option_strings:
        return f"[{value}]" if action.nargs in ("?", "*") else str(value)
    flags = ", ".join(action.option_strings)
    return flags if action.nargs == 0 else f"{flags} {value or action.dest.upper()}"


def library() -> Iterator[str]:
    """Every question with its parameters and columns."""
    yield "# Questions\n"
    yield "Ask one with `kavshiri ask NAME --parameter value`; each is a file in `queries/library`,"
    yield "and stands in the graph `questions` as a `sh:SPARQLExecutable`.\n"
    for user in code_list("audience"):
        named = [q for q in questions().values() if q.user == user.code]
        yield f"For the {user.label_en}:"
        yield ", ".join(f"[{q.id}](#{q.id})" for q in named) + "\n"
    for name, question in questions().items():
        yield f"## {name}\n"
        yield f"**{question.title.en}** · {question.title.ka} (for the {question.user})\n"
        yield f"{question.description.en}\n\n{question.description.ka}\n"
        rows = ["| parameter | type | default | meaning |\n|---|---|---|---|"]
        rows += [
            f"| `{p.name}` | {_values(p)} | `{p.default}` | {p.description.en} |"
            for p in question.parameters.values()
        ]
        yield "\n".join(rows) + "\n"
        if question.form == "construct":
            yield "The answer is a graph: ask for it as Turtle, N-Triples or JSON-LD.\n"
            continue
        rows = ["| column | type | meaning |\n|---|---|---|"]
        rows += [f"| `{c.name}` | {c.type} | {c.meaning.en} |" for c in question.columns]
        yield "\n".join(rows) + "\n"


def _values(parameter: Parameter) -> str:
    """The type of a parameter, and the list that its values come from if there is one."""
    if parameter.code_list is not None:
        return f"code of [{parameter.code_list}](vocabulary.md#{parameter.code_list})"
    choices = [f"`{code}` ({label.en})" for code, label in parameter.choices.items()]
    return ", ".join(choices) or parameter.type


def vocabulary() -> Iterator[str]:
    """Every class, property and code."""
    graph = rdflib.Graph().parse(_FOLDER.parent / "ontology" / "kavshiri.ttl")
    yield "# Vocabulary\n"
    yield f"Namespace `{ONTOLOGY}`, prefix `kav:`. Codes stand under `…/id/code/<list>/<code>`.\n"
    for title, kinds in (
        ("Classes", (OWL.Class,)),
        ("Properties", (OWL.ObjectProperty, OWL.DatatypeProperty)),
    ):
        yield f"## {title}\n"
        terms = {str(s): s for kind in kinds for s in graph.subjects(RDF.type, kind)}
        for iri in sorted(terms):
            yield from _term(graph, terms[iri])
    yield "## Code lists\n"
    for name in code_list_names():
        rows = ["| code | English | Georgian |\n|---|---|---|"]
        rows += [f"| `{c.code}` | {c.label_en} | {c.label_ka} |" for c in code_list(name)]
        yield f"### {name}\n\n" + "\n".join(rows) + "\n"


def _term(graph: rdflib.Graph, term: rdflib.term.Node) -> Iterator[str]:
    def text(predicate: rdflib.URIRef, language: str) -> str:
        found = [
            o for o in graph.objects(term, predicate) if getattr(o, "language", "") == language
        ]
        return str(found[0]) if found else ""

    def names(predicate: rdflib.URIRef) -> str:
        return ", ".join(sorted(f"`{_short(str(o))}`" for o in graph.objects(term, predicate)))

    yield f"### {_short(str(term))}\n"
    yield f"{text(RDFS.label, 'en')} · {text(RDFS.label, 'ka')}\n"
    yield f"{text(RDFS.comment, 'en')}\n"
    facts = [
        f"{label}: {names(predicate)}"
        for label, predicate in (
            ("below", RDFS.subClassOf),
            ("below", RDFS.subPropertyOf),
            ("domain", RDFS.domain),
            ("range", RDFS.range),
        )
        if names(predicate)
    ]
    if facts:
        yield "; ".join(facts) + "\n"


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


_FILES: dict[str, Callable[[], Iterator[str]]] = {
    "commands.md": commands,
    "questions.md": library,
    "vocabulary.md": vocabulary,
}


def texts() -> dict[Path, str]:
    """What each reference should hold."""
    os.environ.pop("KAVSHIRI_STORE", None)
    return {_FOLDER / name: _NOTE + "\n" + "\n".join(make()) for name, make in _FILES.items()}


def main() -> int:
    """Write the references, or tell which are stale."""
    stale = [
        path
        for path, text in texts().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.name} is stale; run: make docs", file=sys.stderr)
        return 1 if stale else 0
    for path, text in texts().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The command line, as a user types it: output, messages, exit codes."""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from kavshiri.command import main, parser

Capture = pytest.CaptureFixture[str]


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parsers of all commands, by name."""
    actions = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    assert len(actions) == 1
    return dict(actions[0].choices)


COMMANDS = commands()
NAMES = [
    "build", "info", "ask", "query", "trace", "findings", "validate", "export", "push",
    "network", "picture", "measures", "whatif", "calendar", "money", "overlaps", "serve", "site",
]  # fmt: skip


def test_all_commands_are_there() -> None:
    assert list(COMMANDS) == NAMES


# push needs a server, and serve is one: their examples run in tests/servers and tests/queries; to
# write the whole site takes minutes
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("push", "serve", "site")])
def test_the_example_in_the_help_runs(
    name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    epilog = COMMANDS[name].epilog
    assert epilog is not None
    example = epilog.partition("example:\n")[2].strip()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAVSHIRI_STORE", str(store))
    if name == "build":
        plan = Path(__file__).parents[2] / "data" / "plans" / "thb-2019-2020.txt"
        (tmp_path / "my-plan.txt").write_bytes(plan.read_bytes())
    words = shlex.split(example)
    assert words[:2] == ["kavshiri", name]
    assert main(words[1:]) == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_documented(name: str) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"## kavshiri {name}\n" in docs


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, kavshiri.command as c; c.parser().format_help(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "pyoxigraph",
        "rdflib",
        "networkx",
        "pyvis",
        "pandas",
        "jinja2",
        "matplotlib",
        "rapidfuzz",
        "xlsxwriter",
    }
    assert heavy.isdisjoint(done.stdout.split())


def test_query_counts_activities(store: Path, capsys: Capture) -> None:
    query = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a kav:Activity }"
    assert main(["query", query, "--store", str(store), "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["n", "204"]  # 147 and 57, counted in the documents


def test_query_from_a_file(store: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "plans.rq"
    file.write_text("SELECT ?p WHERE { ?p a kav:ActionPlan } ORDER BY ?p", encoding="utf-8")
    assert main(["query", str(file), "--store", str(store), "--format", "json"]) == 0
    plans = [row["p"].rpartition("/")[2] for row in json.loads(capsys.readouterr().out)]
    assert plans == ["migration-2019", "thb-2019-2020"]


def test_numbers_of_activities_stay_text(store: Path, capsys: Capture) -> None:
    query = """SELECT ?n WHERE { ?a a kav:Activity ; skos:notation ?n .
      FILTER(STRENDS(STR(?a), "/2.1.10")) }"""
    assert main(["query", query, "--store", str(store), "--format", "csv"]) == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [["n"], ["2.1.10"]]


def test_a_broken_query_says_what_is_wrong(store: Path, capsys: Capture) -> None:
    assert main(["query", "SELECT ?x WHERE { ?x a }", "--store", str(store)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("kavshiri: the query cannot be read: ")


@pytest.mark.parametrize(
    "query",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    ],
)
def test_what_changes_or_leaves_the_store_is_refused(
    query: str, store: Path, capsys: Capture
) -> None:
    assert main(["query", query, "--store", str(store)]) == 1
    assert capsys.readouterr().err.startswith("kavshiri: ")


def test_trace_of_an_activity_shows_words_and_lines(store: Path, capsys: Capture) -> None:
    thing = "thb-2019-2020/2.1.7"
    assert main(["trace", thing, "--store", str(store), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["lines"] for row in rows if row["what"] == "partner"} == {"23"}
    partner = next(row for row in rows if row["what"] == "partner")
    assert partner["words"] == "ICMPD"
    targets = [row["value"] for row in rows if row["what"] == "target"]
    assert [target.partition(" (")[0] for target in targets] == ["2 ტურნირი", "24–40"]
    assert "ორი ტურნირი" in targets[0]  # as it is printed


def test_trace_of_a_number_that_several_activities_have(store: Path, capsys: Capture) -> None:
    assert main(["trace", "1.1", "--store", str(store)]) == 1
    error = capsys.readouterr().err
    assert "several activities" in error
    assert "migration-2019/iv/a/1.1" in error


def test_trace_of_an_organisation(store: Path, capsys: Capture) -> None:
    assert main(["trace", "საქსტატი", "--store", str(store), "--format", "json"]) == 0
    roles = sorted((row["number"], row["role"]) for row in json.loads(capsys.readouterr().out))
    assert roles == [("2.1", "partner"), ("7.1", "lead")]


def test_trace_of_nothing_known_suggests(store: Path, capsys: Capture) -> None:
    assert main(["trace", "Ministry of Justise", "--store", str(store)]) == 1
    assert "Ministry of Justice" in capsys.readouterr().err


def test_findings_as_a_spreadsheet_run_no_formula(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "findings.xlsx"
    assert main(["findings", "--store", str(store), "-o", str(file)]) == 0
    sheet = openpyxl.load_workbook(file).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet.max_row > 100
    assert all(cell.data_type != "f" for cell in cells)


def test_findings_of_one_kind(store: Path, capsys: Capture) -> None:
    options = ["--kind", "repeatedNumber", "--format", "json", "--store", str(store)]
    assert main(["findings", *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found) == 1
    assert "4.2.5" in json.dumps(found, ensure_ascii=False)


def test_validate_finds_nothing_wrong(store: Path, capsys: Capture) -> None:
    assert main(["validate", "--store", str(store)]) == 0
    assert re.search(r"^\d+ rules, 0 broken$", capsys.readouterr().out, re.M)


@pytest.mark.parametrize("format", ["nquads", "trig", "turtle", "jsonld", "rdfxml"])
def test_export_to_a_file(format: str, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "graph"
    assert main(["export", "--format", format, "-o", str(file), "--store", str(store)]) == 0
    assert file.stat().st_size > 1_000_000


def test_no_store_says_what_to_do(tmp_path: Path, capsys: Capture) -> None:
    assert main(["info", "--store", str(tmp_path / "none")]) == 1
    error = capsys.readouterr().err
    assert str(tmp_path / "none") in error
    assert "build" in error


def test_info_counts(store: Path, capsys: Capture) -> None:
    assert main(["info", "--json", "--store", str(store)]) == 0
    things = json.loads(capsys.readouterr().out)["things"]
    assert things["ActionPlan"] == 2
    assert things["Activity"] == 204
    assert things["Objective"] == 122  # 98 and 24


def test_an_unknown_option_of_a_question(store: Path, capsys: Capture) -> None:
    assert main(["ask", "donor-trace", "--store", str(store), "--doner", "EU"]) == 1
    assert "donor" in capsys.readouterr().err


def test_an_unknown_option_of_a_command(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["info", "--colour"])
    assert stop.value.code == 2
    assert "--colour" in capsys.readouterr().err

"""Building from files: what is read, what is left as it was, and what is said."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyshacl
import pytest
import rdflib

import kavshiri
from kavshiri.building import Built
from kavshiri.command import main

Capture = pytest.CaptureFixture[str]
PLANS = Path(__file__).parents[2] / "data" / "plans"
OTHERS = Path(__file__).parents[1] / "resources" / "plans"
THB = PLANS / "thb-2019-2020.txt"
COUNT = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a kav:Activity }"


def activities(store: Path) -> int:
    """How many activities a store holds."""
    with kavshiri.open(store) as graph:
        return int(str(graph.query(COUNT).rows[0][0]))


def test_both_plans_keep_every_rule(built: Built) -> None:
    assert built.report.violations == ()


@pytest.mark.parametrize("slug", sorted(each.stem for each in OTHERS.glob("*.txt")))
def test_plans_that_nobody_prepared_for_are_built_whole(slug: str, tmp_path: Path) -> None:
    read = json.loads((OTHERS / f"{slug}.json").read_text(encoding="utf-8"))
    built = kavshiri.build([OTHERS / f"{slug}.txt"], out=tmp_path / "store")
    assert built.report.violations == ()
    assert activities(built.path) == len(read["activities"]) >= 20


def test_there_are_four_such_plans() -> None:
    assert len(list(OTHERS.glob("*.txt"))) == 4


def test_every_translation_belongs_to_something(built: Built) -> None:
    assert built.report.unmatched == ()


def test_every_title_has_our_english(store: Path) -> None:
    query = """SELECT ?x WHERE { VALUES ?class { kav:Activity kav:Objective kav:Division }
      ?x a ?class ; skos:prefLabel ?ka . FILTER(LANG(?ka) = "ka")
      FILTER NOT EXISTS { GRAPH <https://w3id.org/kavshiri/id/graph/translations> {
        ?x skos:prefLabel ?en FILTER(LANG(?en) = "en") } } }"""
    with kavshiri.open(store) as graph:
        assert len(graph.query(query)) == 0


def test_all_text_was_understood(built: Built) -> None:
    assert [account.unread for account in built.plans] == [(), ()]


def test_the_only_unresolved_name_is_in_the_review_file(built: Built) -> None:
    assert built.review is not None
    with built.review.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["name"], row["plan"], row["lines"]) for row in rows] == [
        ("IDF", "migration-2019", "2807-2807 2825-2825")
    ]


def test_a_decision_is_fed_back_and_kept(tmp_path: Path) -> None:
    out = tmp_path / "store"
    built = kavshiri.build([PLANS / "migration-2019.txt"], out)
    assert built.review is not None
    text = built.review.read_text(encoding="utf-8")
    assert "\nIDF,,body," in text
    built.review.write_text(text.replace("\nIDF,,body,", "\nIDF,iom,body,"), encoding="utf-8")
    again = kavshiri.build([PLANS / "migration-2019.txt"], out)
    assert again.plans[0].counts["of them not resolved"] == 0
    assert again.review is not None
    assert "\nIDF,iom," in again.review.read_text(encoding="utf-8")


def test_with_files_just_those_are_built(tmp_path: Path) -> None:
    kavshiri.build([THB], tmp_path / "store")
    assert activities(tmp_path / "store") == 57


def test_an_unreadable_file_is_named_and_the_old_graph_stays(
    tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "store"
    kavshiri.build([THB], out)
    bad = tmp_path / "latin.txt"
    bad.write_bytes("a\tcafé\n".encode("latin-1"))
    assert main(["build", str(THB), str(bad), "--out", str(out)]) == 1
    assert str(bad) in capsys.readouterr().err
    assert activities(out) == 57


def test_two_files_of_one_name_are_refused(tmp_path: Path, capsys: Capture) -> None:
    copy = tmp_path / THB.name
    copy.write_bytes(THB.read_bytes())
    assert main(["build", str(THB), str(copy), "--out", str(tmp_path / "store")]) == 1
    assert "rename one of the two files" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    assert main(["build", str(THB), "--dry-run", "--out", str(tmp_path / "store")]) == 0
    assert list(tmp_path.iterdir()) == []
    assert "57 activities" in capsys.readouterr().err


def test_the_profile_can_be_overridden(tmp_path: Path, capsys: Capture) -> None:
    out = str(tmp_path / "store")
    assert main(["build", str(THB), "--profile", "no-such", "--out", out]) == 1
    assert "anti-trafficking-action-plan" in capsys.readouterr().err
    assert main(["build", str(THB), "--profile", "anti-trafficking-action-plan", "--out", out]) == 0


@pytest.fixture(scope="module")
def exported(store: Path) -> bytes:
    """All of the store that these tests share, which was built elsewhere under a seed by chance."""
    stream = io.BytesIO()
    with kavshiri.open(store) as graph:
        graph.export(stream, "nquads")
    assert len(stream.getvalue().splitlines()) > 50_000
    return stream.getvalue()


@pytest.mark.parametrize("seed", ["0", "7"])
def test_same_bytes_under_any_hash_seed_in_any_folder(
    seed: str, exported: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "another folder"
    folder.mkdir()
    for command in (["build", "--quiet"], ["export", "-o", "graph.nq"]):
        subprocess.run(
            [sys.executable, "-m", "kavshiri", *command],
            cwd=folder,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            check=True,
            capture_output=True,
        )
    assert (folder / "graph.nq").read_bytes() == exported


def test_every_statement_stands_in_one_graph_and_none_has_a_blank_node(store: Path) -> None:
    query = """SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o }
      FILTER(STR(?g) < STR(?h)) } LIMIT 5"""
    blank = "SELECT ?s WHERE { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) } LIMIT 5"
    with kavshiri.open(store) as graph:
        assert graph.query(query).rows == ()
        assert graph.query(blank).rows == ()


def test_the_base_of_the_data_can_be_set(tmp_path: Path, capsys: Capture) -> None:
    base, out = "https://example.org/plans/", str(tmp_path / "store")
    assert main(["build", str(THB), "--quiet", "--out", out, "--base", base]) == 0
    query = "SELECT DISTINCT ?role WHERE { ?p a kav:Participation ; kav:role ?role }"
    assert main(["query", query, "--store", out, "--format", "csv"]) == 0
    roles = {f"{base}code/role/{code}" for code in ("lead", "support", "partner")}
    assert set(capsys.readouterr().out.split()[1:]) == roles


def test_long_work_tells_how_far_it_is(tmp_path: Path) -> None:
    said: list[str] = []
    kavshiri.build([THB], tmp_path / "store", progress=said.append)
    assert said[0] == f"thb-2019-2020: reading {THB}"
    assert "thb-2019-2020: 57 activities" in said
    assert said[-1] == "checking the rules"


def test_the_shapes_themselves_find_nothing_in_both_plans(store: Path) -> None:
    shapes = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
    with kavshiri.open(store) as graph:
        turtle = io.BytesIO()
        graph.export(turtle, "turtle")
    data = rdflib.Graph().parse(data=turtle.getvalue(), format="turtle")
    assert len(data) > 50_000
    conforms, _, report = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes))
    assert conforms, report

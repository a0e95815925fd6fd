"""``kavshiri ask`` and ``kavshiri query`` as a user types them, in both languages."""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

import kavshiri
from kavshiri.command import main, parser
from kavshiri.queries.library import questions

Capture = pytest.CaptureFixture[str]
Binary = pytest.CaptureFixture[bytes]
ACTIVITY = "https://w3id.org/kavshiri/id/activity/thb-2019-2020/2/2.1.7"


@pytest.fixture(autouse=True)
def here(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The built store is the one that is meant, and files are written to a folder of the test."""
    monkeypatch.setenv("KAVSHIRI_STORE", str(store))
    monkeypatch.chdir(tmp_path)


def failed(capsys: Capture, *words: str) -> str:
    """The message of a command that ends with code 1 and says nothing else."""
    assert main(list(words)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("kavshiri: ")
    assert said.err.count("\n") == 1
    return said.err.removeprefix("kavshiri: ").rstrip("\n")


# The list --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("en", ["For analysts", "For coordinators", "For auditors"]),
        ("ka", ["ანალიტიკოსებისთვის", "კოორდინატორებისთვის", "აუდიტორებისთვის"]),
    ],
)
def test_the_questions_are_listed_by_whom_they_are_for(
    lang: str, headings: list[str], capsys: Capture
) -> None:
    assert main(["ask", "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line in headings] == headings
    listed = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines if line.startswith("  ")}
    assert listed == {name: each.title.within(lang) for name, each in questions().items()}
    auditors = lines[lines.index(headings[2]) :]
    assert any(line.startswith("  donor-trace ") for line in auditors)


def test_the_list_comes_in_every_format(capsys: Capture, tmp_path: Path) -> None:
    assert main(["ask", "--lang", "ka", "-o", "questions.csv"]) == 0
    with (tmp_path / "questions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["question"] for row in rows] == list(questions())
    found = next(row for row in rows if row["question"] == "donor-trace")
    assert (found["for"], found["title"]) == ("აუდიტორი", "დონორის კვალი")
    assert f"ჩაიწერა: questions.csv ({len(rows)} მწკრივი)" in capsys.readouterr().err


def test_the_list_needs_no_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAVSHIRI_STORE", str(tmp_path / "none"))
    assert main(["ask"]) == 0
    assert main(["ask", "donor-trace", "--describe"]) == 0


def test_no_parameter_is_hidden_by_an_option_of_the_command() -> None:
    actions = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    options = set(actions[0].choices["ask"]._option_string_actions) - {"--lang"}
    for question in questions().values():
        assert options.isdisjoint(f"--{name}" for name in question.parameters), question.id


# What is asked ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(questions()))
@pytest.mark.parametrize("lang", ["en", "ka"])
def test_every_question_is_described_and_its_sparql_shown(
    name: str, lang: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    question = questions()[name]
    assert main(["ask", name, "--describe", "--lang", lang]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0] == f"{question.title.within(lang)} ({name})"
    assert all(f"\n  --{parameter}" in text for parameter in question.parameters)
    assert max(map(len, text.splitlines()[1:])) <= 80
    assert main(["ask", name, "--show", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert not shown.startswith("#")
    if "lang" in question.parameters:
        assert f'VALUES ?lang {{ "{lang}" }}' in shown


def test_a_parameter_given_again_is_several_values(capsys: Capture) -> None:
    counts = []
    for plans in (
        ["--plan", "migration-2019"],
        ["--plan=thb-2019-2020"],
        ["--plan", "thb-2019-2020", "--plan=migration-2019"],
        ["--plan", "migration-2019,thb-2019-2020"],
    ):
        assert main(["ask", "plan-as-table", *plans, "--format", "json"]) == 0
        counts.append(len(json.loads(capsys.readouterr().out)))
    assert counts == [147, 57, 204, 204]  # rows of the tables in the documents
    error = failed(capsys, "ask", "donor-trace", "--donor", "EU", "--donor", "IOM")
    assert error == "parameter donor: found ['EU', 'IOM'], expected a text that is not empty"


UNKNOWN = {
    "question": (
        ["doner-trace"],
        "; did you mean 'donor-trace'?",
        "; იქნებ გულისხმობდით: 'donor-trace'?",
    ),
    "question-by-title": (
        ["დონორის კვალი"],
        "; did you mean 'donor-trace'?",
        "; იქნებ გულისხმობდით: 'donor-trace'?",
    ),
    "parameter": (
        ["donor-trace", "--doner", "EU"],
        "parameter doner: found 'EU', expected one of the parameters of donor-trace: "
        "donor, plan, lang; did you mean 'donor'?",
        "პარამეტრი doner: მითითებულია 'EU', მოსალოდნელია კითხვის donor-trace ერთ-ერთი პარამეტრი: "
        "donor, plan, lang; იქნებ გულისხმობდით: 'donor'?",
    ),
    "plan": (
        ["findings", "--plan", "thb"],
        "parameter plan: found 'thb', expected a plan of the store "
        "(migration-2019, thb-2019-2020); did you mean 'thb-2019-2020'?",
        "პარამეტრი plan: მითითებულია 'thb', მოსალოდნელია გრაფის გეგმა "
        "(migration-2019, thb-2019-2020); იქნებ გულისხმობდით: 'thb-2019-2020'?",
    ),
    "choice": (
        ["findings", "--severity", "serius"],
        "parameter severity: found 'serius', expected one of: info, warning, serious; "
        "did you mean 'serious'?",
        "პარამეტრი severity: მითითებულია 'serius', მოსალოდნელია ერთ-ერთი: info, warning, serious; "
        "იქნებ გულისხმობდით: 'serious'?",
    ),
    "day": (
        ["due-next", "--from", "2019-02-30"],
        "parameter from: found '2019-02-30', expected a day such as 2019-06-30",
        "პარამეტრი from: მითითებულია '2019-02-30', მოსალოდნელია დღე, მაგალითად 2019-06-30",
    ),
    "organisation": (
        ["donor-trace", "--donor", "ევროკავშირო"],
        "did you mean 'ევროკავშირი'",
        "იქნებ გულისხმობდით: 'ევროკავშირი'",
    ),
    "organisation-short": (
        ["donor-trace", "--donor", "UNHRC"],
        "did you mean 'unhcr'?",
        "იქნებ გულისხმობდით: 'unhcr'?",
    ),
    "activity": (
        ["trace-activity", "--activity", "99.99"],
        "parameter activity: found '99.99', expected an activity: its number, its path "
        "(migration-2019/iv/a/1.1) or its IRI",
        "პარამეტრი activity: მითითებულია '99.99', მოსალოდნელია საქმიანობა: ნომერი, ადგილი "
        "(migration-2019/iv/a/1.1) ან IRI",
    ),
}


@pytest.mark.parametrize(("words", "english", "georgian"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_is_told_in_both_languages(
    words: list[str], english: str, georgian: str, capsys: Capture
) -> None:
    assert english in failed(capsys, "ask", *words)
    assert georgian in failed(capsys, "ask", *words, "--lang", "ka")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["EU"], "'EU' is no parameter of a question; write the parameters as --name value"),
        (["--donor"], "--donor has no value; write it as --donor value"),
        (["--donor", "--show"], "--donor has no value; write it as --donor value"),
        (["-donor=EU"], "'-donor=EU' is no parameter of a question; "
                        "write the parameters as --name value"),
    ],
)  # fmt: skip
def test_a_parameter_that_is_written_wrong(words: list[str], message: str, capsys: Capture) -> None:
    assert failed(capsys, "ask", "donor-trace", *words) == message


# What comes out --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "left"),
    [
        ("en", "… and 56 more (leave out --limit, or write all with -o FILE)"),
        ("ka", "… და კიდევ 56 (გამოტოვეთ --limit, ან ჩაწერეთ ყველაფერი: -o FILE)"),
    ],
)
def test_the_first_rows_and_how_many_are_left(lang: str, left: str, capsys: Capture) -> None:
    """57 activities name the EU as donor, as the hand readings have it."""
    assert main(["ask", "donor-trace", "--limit", "1", "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == questions()["donor-trace"].title.within(lang)
    assert lines[-1] == left
    assert main(["ask", "donor-trace", "--limit", "1", "--lang", lang, "--format", "csv"]) == 0
    said = capsys.readouterr()
    assert len(list(csv.reader(io.StringIO(said.out, newline="")))) == 2
    assert said.err == f"{left}\n"


def test_a_format_on_standard_output_is_the_same_as_in_a_file(
    tmp_path: Path, capfdbinary: Binary
) -> None:
    for name, format in (("a.csv", "excel-csv"), ("a.xlsx", "xlsx"), ("a.html", "html")):
        ask = ["ask", "due-next", "--plan", "thb-2019-2020", "--format", format]
        assert main([*ask, "-o", name]) == 0
        capfdbinary.readouterr()
        assert main(ask) == 0
        assert capfdbinary.readouterr().out == (tmp_path / name).read_bytes()
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_activity_is_handed_on_as_turtle(tmp_path: Path, capsys: Capture) -> None:
    """The tournament of 2.1.7, as it stands in line 23 of the plan and around it."""
    ask = ["ask", "activity-as-graph", "--activity", "2.1.7"]
    assert main([*ask, "-o", "activity.ttl", "--lang", "ka"]) == 0
    assert "ჩაიწერა: activity.ttl (" in capsys.readouterr().err
    graph = rdflib.Graph().parse(tmp_path / "activity.ttl")
    query = f"""SELECT ?words ?line ?name WHERE {{
      <{ACTIVITY}> kav:hasParticipation ?part . ?part kav:role/skos:notation "partner" ;
        kav:organisation/skos:prefLabel ?name ; prov:wasDerivedFrom ?cell .
      ?cell prov:value ?words ; kav:firstLine ?line FILTER(LANG(?name) = "ka") }}"""
    (row,) = graph.query(query)
    assert [term.toPython() for term in row] == [
        "ICMPD", 23, "მიგრაციის პოლიტიკის განვითარების საერთაშორისო ცენტრი",
    ]  # fmt: skip
    targets = graph.objects(None, rdflib.URIRef("https://w3id.org/kavshiri/ontology#targetValue"))
    assert sorted(int(target) for target in targets) == [2, 24]
    assert main(ask) == 0
    assert capsys.readouterr().out == (tmp_path / "activity.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("query", "name", "format", "count"),
    [
        # 57 rows in the table of the anti-trafficking plan
        ("CONSTRUCT { ?a a kav:Activity } WHERE { ?a kav:plan ?p ; a kav:Activity "
         "FILTER(STRENDS(STR(?p), '/thb-2019-2020')) }", "a.nt", "nt", 57),
        ("CONSTRUCT { ?p dct:title ?t } WHERE { ?p a kav:ActionPlan ; dct:title ?t }",
         "a.jsonld", "json-ld", 4),
        (f"DESCRIBE <{ACTIVITY}/deadline/1>", "a.ttl", "turtle", 6),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_query_for_a_graph_is_written_as_one(
    query: str, name: str, format: str, count: int, tmp_path: Path
) -> None:
    assert main(["query", query, "-o", name]) == 0
    assert len(rdflib.Graph().parse(tmp_path / name, format=format)) == count


def test_a_table_is_not_written_as_a_graph(tmp_path: Path, capsys: Capture) -> None:
    error = failed(capsys, "ask", "findings", "-o", "findings.ttl")
    assert error.startswith("turtle is for graphs, and this answer is a table; ")
    error = failed(capsys, "ask", "findings", "-o", "findings.ttl", "--lang", "ka")
    assert error.startswith("turtle გრაფისთვისაა, ეს პასუხი კი ცხრილია; ")
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written(capsys: Capture) -> None:
    error = failed(capsys, "ask", "findings", "-o", "nowhere/findings.csv")
    assert error == "nowhere/findings.csv: its folder does not exist; make it"
    error = failed(capsys, "ask", "findings", "-o", "findings.doc", "--lang", "ka")
    assert error.startswith("findings.doc: '.doc' ფორმატს არ ასახელებს; აირჩიეთ .csv, ")


def test_a_query_comes_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ASK { ?s a kav:Activity }"))
    assert main(["query", "-", "--lang", "ka"]) == 0
    assert capsys.readouterr().out.split() == ["answer", "──────", "კი"]


def test_a_file_of_no_text_is_named(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bad.rq").write_bytes("SELECT ?ს".encode("utf-16"))
    error = failed(capsys, "query", "bad.rq")
    assert error.startswith("bad.rq is no text in UTF-8 (")
    assert failed(capsys, "query", "none.rq") == "none.rq: No such file or directory"


def test_the_queries_in_the_docs_answer(store: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 3
    with kavshiri.open(store) as graph:
        for block in blocks:
            assert len(graph.query(block)) > 0, block


# Another base ----------------------------------------------------------------------------------

BASE, USUAL = "https://example.org/plans/", "https://w3id.org/kavshiri/id/"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kavshiri.Graph]:
    """Both plans under another base."""
    out = tmp_path_factory.mktemp("moved") / "store"
    kavshiri.build(out=out, base=BASE)
    with kavshiri.open(out) as graph:
        yield graph


@pytest.fixture(scope="module")
def usual(store: Path) -> Iterator[kavshiri.Graph]:
    """Both plans under the usual base."""
    with kavshiri.open(store) as graph:
        yield graph


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_answers_alike_under_another_base(
    name: str, moved: kavshiri.Graph, usual: kavshiri.Graph
) -> None:
    expected = usual.ask(name)
    back = [
        tuple(value.replace(BASE, USUAL) if isinstance(value, str) else value for value in row)
        for row in moved.ask(name).rows
    ]
    assert len(expected) > 0
    if expected.is_graph:  # sorted by IRIs, which stand in another order under another base
        assert set(back) == set(expected.rows)
    else:
        assert back == list(expected.rows)
    assert USUAL not in moved.sparql(name)

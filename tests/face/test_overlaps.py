"""``kavshiri overlaps`` as a user types it; verdicts that a rebuild keeps."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import kavshiri
from kavshiri.command import main
from kavshiri.graph import open_store
from kavshiri.graph.coordination.overlap import LEAST
from kavshiri.graph.folder import held
from kavshiri.judging import VERDICTS_FILE, keep_verdicts, kept_verdicts
from kavshiri.loaders.verdicts import verdict_of
from kavshiri.ontology import ReadingError, StoreError
from kavshiri.queries.errors import ParameterError

Capture = pytest.CaptureFixture[str]
ONE, OTHER = "migration-2019/v/g/1.1", "thb-2019-2020/4/4.2.2"  # one sentence in both plans
# information security and judges: nothing in common
FAR = ("migration-2019/v/b/8.3", "thb-2019-2020/5/5.2.1")


@pytest.fixture(autouse=True)
def _store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the two plans is the default one."""
    monkeypatch.setenv("KAVSHIRI_STORE", str(store))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def own(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the store that a test may write into."""
    shutil.copytree(store, tmp_path / "own")
    monkeypatch.setenv("KAVSHIRI_STORE", str(tmp_path / "own"))
    return tmp_path / "own"


def rows(capsys: Capture, *words: str) -> list[dict[str, Any]]:
    """The records that the command prints as JSON."""
    assert main(["overlaps", *words, "--format", "json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def pair(record: dict[str, Any]) -> tuple[str, str]:
    """The two activities of a record, as plan and place."""
    first = f"{record['first_plan']}/{record['first_place']}"
    return first, f"{record['second_plan']}/{record['second_place']}"


def judge(pair: Sequence[str], verdict: str, author: str, *more: str) -> int:
    words = ["--judge", *pair, "--verdict", verdict, "--author", author]
    return main(["overlaps", *words, *more])


# The list ----------------------------------------------------------------------------------------


def test_the_likest_come_first_with_what_they_share(capsys: Capture) -> None:
    """Titles, leads and lines of both were read in the documents."""
    found = rows(capsys, "--across")
    (same,) = [record for record in found if pair(record) == (ONE, OTHER)]
    assert [float(record["score"]) for record in found] == sorted(
        (float(record["score"]) for record in found), reverse=True
    )
    assert found.index(same) < 3
    assert float(same["words_score"]) == 1
    assert same["where"] == "across plans"
    assert same["first_leads"] == same["second_leads"] == "Ministry of Internal Affairs of Georgia"
    assert same["bodies"] == "Ministry of Internal Affairs of Georgia (lead)"
    assert (same["first_lines"], same["second_lines"]) == ("945–1016", "56")
    assert same["people"] == "employees, law enforcement"
    assert same["verdict"] is None


def test_it_can_be_told_in_georgian(capsys: Capture) -> None:
    assert main(["overlaps", "--lang", "ka", "--limit", "1"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("ერთმანეთის მსგავსი საქმიანობები\n")
    assert "სხვადასხვა გეგმაში" in shown
    assert "საერთო სამიზნე ჯგუფები" in shown


def test_pairs_are_chosen_by_plan_place_and_score(capsys: Capture) -> None:
    every = rows(capsys)
    across, inside = rows(capsys, "--across"), rows(capsys, "--inside")
    assert len(across) + len(inside) == len(every)
    assert {record["where"] for record in inside} == {"inside a plan"}
    trafficking = rows(capsys, "--plan", "thb-2019-2020")
    assert {plan for r in trafficking for plan in (r["first_plan"], r["second_plan"])} == {
        "thb-2019-2020"
    }
    both = rows(capsys, "--plan", "thb-2019-2020", "--plan", "migration-2019")
    assert both == every
    fewer = rows(capsys, "--least", "0.8")
    assert fewer == [record for record in every if float(record["score"]) >= 0.8]
    assert 0 < len(fewer) < len(every)


def test_what_looks_most_like_one_activity_is_shown_whatever_its_score(capsys: Capture) -> None:
    """Read: the study of past cases is alike the joint review of closed cases, in other words."""
    found = rows(capsys, "--activity", "1.1.1", "--plan", "thb-2019-2020")
    assert pair(found[0]) == ("thb-2019-2020/1/1.1.1", "thb-2019-2020/4/4.1.1")
    assert all("thb-2019-2020/1/1.1.1" in pair(record) for record in found)
    assert float(found[-1]["score"]) < LEAST


def test_it_is_written_as_csv_and_as_a_workbook(tmp_path: Path, capsys: Capture) -> None:
    assert main(["overlaps", "--across", "-o", str(tmp_path / "a.xlsx")]) == 0
    assert main(["overlaps", "--across", "--format", "csv"]) == 0
    table = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.max_row >= len(table)
    assert len(table[0]) == 25


def test_python_gives_the_same(store: Path, capsys: Capture) -> None:
    with kavshiri.open(store) as graph:
        result = graph.overlaps(across=True, plan=["migration-2019", "thb-2019-2020"])
        assert [pair(record) for record in result.to_records()] == [
            pair(record) for record in rows(capsys, "--across")
        ]
        assert result.sources


def test_the_help_names_the_threshold_and_every_code(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["overlaps", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert f"the lowest score (default: {LEAST})" in shown
    assert "fragmentation, overlap, duplication, complement or none" in shown


# Verdicts ----------------------------------------------------------------------------------------


def test_a_verdict_is_kept_listed_and_replaced(own: Path, capsys: Capture) -> None:
    assert judge((OTHER, ONE), "duplication", "ნინო", "--date", "2026-11-22") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"kept in {own / VERDICTS_FILE}; the next build writes it into the graph\n"
    assert judge((ONE, OTHER), "overlap", "Gia", "--date", "2026-11-20", "--note", "not all") == 0
    assert judge((ONE, OTHER), "complement", "ნინო", "--date", "2026-11-01") == 0
    assert (own / VERDICTS_FILE).read_text("utf-8") == (
        "first,second,verdict,author,date,note\n"
        f"{ONE},{OTHER},overlap,Gia,2026-11-20,not all\n"
        f"{ONE},{OTHER},complement,ნინო,2026-11-01,\n"
    )
    capsys.readouterr()
    (judged,) = [r for r in rows(capsys, "--across") if r["verdict"]]
    assert pair(judged) == (ONE, OTHER)
    assert judged["verdict"] == "overlap (Gia, 2026-11-20); complement (ნინო, 2026-11-01)"
    assert len(rows(capsys, "--across", "--unjudged")) == len(rows(capsys, "--across")) - 1


def test_a_pair_that_is_no_candidate_can_be_judged_and_is_then_listed(
    own: Path, capsys: Capture
) -> None:
    assert FAR not in {pair(record) for record in rows(capsys)}
    assert judge(FAR, "none", "ნინო", "--date", "2026-11-22", "--lang", "ka") == 0
    assert capsys.readouterr().err.startswith("შენახულია: ")
    found = rows(capsys, "--lang", "ka")
    assert pair(found[-1]) == FAR
    assert found[-1]["verdict"] == "არცერთი (ნინო, 2026-11-22)"
    assert float(found[-1]["score"]) < LEAST


def test_without_a_date_it_is_today(own: Path) -> None:
    before = date.today()
    assert judge((ONE, OTHER), "none", "ნინო") == 0
    assert before <= kept_verdicts(own)[0].date <= date.today()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--verdict", "perhaps", "--author", "a"],
            "parameter verdict: found 'perhaps', expected one of fragmentation, overlap, "
            "duplication, complement, none",
        ),
        (["--verdict", "none"], "parameter author: found '', expected the name of who decided"),
        (
            ["--verdict", "none", "--author", "a", "--date", "22.11.2026"],
            "parameter date: found '22.11.2026', expected a day as 2026-11-22",
        ),
        (["--author", "a"], "parameter verdict: found '', expected one of fragmentation,"),
    ],
)
def test_a_bad_verdict_is_refused_and_nothing_is_written(
    own: Path, capsys: Capture, words: list[str], message: str
) -> None:
    assert main(["overlaps", "--judge", ONE, OTHER, *words]) == 1
    assert capsys.readouterr().err.startswith(f"kavshiri: {message}")
    assert not (own / VERDICTS_FILE).exists()


@pytest.mark.parametrize(
    ("ends", "message"),
    [
        ((ONE, "thb-2019-2020/9"), "parameter judge: found 'thb-2019-2020/9', expected an"),
        ((ONE, "1.1"), "parameter judge: found '1.1', expected one activity, but several"),
        ((ONE, ONE), "parameter judge: found 'https://w3id.org/kavshiri/id/activity/migration-2019"),
    ],
    ids=["unknown", "several", "same"],
)  # fmt: skip
def test_only_two_activities_that_there_are_can_be_judged(
    own: Path, capsys: Capture, ends: tuple[str, str], message: str
) -> None:
    assert judge(ends, "none", "ნინო") == 1
    assert capsys.readouterr().err.startswith(f"kavshiri: {message}")


def test_parts_of_a_verdict_without_a_pair_are_refused(capsys: Capture) -> None:
    assert main(["overlaps", "--verdict", "none"]) == 1
    assert "expected nothing without --judge and the two activities" in capsys.readouterr().err


def test_a_spoilt_file_is_named_with_line_and_column(own: Path, capsys: Capture) -> None:
    assert judge((ONE, OTHER), "none", "ნინო", "--date", "2026-11-22") == 0
    path = own / VERDICTS_FILE
    path.write_text(path.read_text("utf-8").replace("2026-11-22", "yesterday"), "utf-8")
    spoilt = path.read_bytes()
    capsys.readouterr()
    message = f"kavshiri: {path}, line 2: column date: found 'yesterday', expected a day as"
    for words in (["overlaps"], ["build", "--quiet", "--out", str(own)]):
        assert main(words) == 1
        assert capsys.readouterr().err.startswith(message)
    assert judge((ONE, OTHER), "none", "Gia") == 1
    assert path.read_bytes() == spoilt


def test_while_another_writes_the_file_it_is_left_alone(own: Path) -> None:
    verdict = verdict_of(ONE, OTHER, "none", "ნინო", "2026-11-22")
    with held(own, shared=False), pytest.raises(StoreError, match="being written"):
        keep_verdicts(own, [verdict])
    assert not (own / VERDICTS_FILE).exists()


def test_a_server_keeps_no_verdicts() -> None:
    with (
        kavshiri.open("http://127.0.0.1:9/query") as graph,
        pytest.raises(ParameterError, match="the folder of a store"),
    ):
        graph.judge(ONE, OTHER, "none", author="ნინო", date="2026-11-22")


# Rebuilding --------------------------------------------------------------------------------------

VERDICTS = """
SELECT DISTINCT ?code ?author ?date WHERE {
  ?verdict a kav:Verdict ; kav:verdict/skos:notation ?code ; dct:creator ?author ;
    dct:created ?date ; kav:about ?overlap .
  ?overlap a kav:Overlap ; kav:between/kav:plan ?plan ; kav:score ?score
} ORDER BY ?author
"""


def test_a_rebuild_keeps_verdicts_and_writes_them_into_the_graph(own: Path, tmp_path: Path) -> None:
    assert judge((ONE, OTHER), "duplication", "ნინო", "--date", "2026-11-22") == 0
    kept = (own / VERDICTS_FILE).read_bytes()
    more = tmp_path / "more.csv"
    more.write_text(
        "first,second,verdict,author,date,note\n"
        f"{ONE},{OTHER},none,ნინო,2026-01-01,earlier\n"
        f"{OTHER},{ONE},overlap,Gia,2026-11-23,\n",
        "utf-8",
    )
    kavshiri.build(out=own)
    assert (own / VERDICTS_FILE).read_bytes() == kept
    assert _verdicts(own) == [("duplication", "ნინო", date(2026, 11, 22))]
    kavshiri.build(out=own, verdicts=more)
    expected = [
        ("overlap", "Gia", date(2026, 11, 23)),
        ("duplication", "ნინო", date(2026, 11, 22)),
    ]
    assert _verdicts(own) == expected
    assert [(v.code, v.author, v.date) for v in kept_verdicts(own)] == expected


def _verdicts(folder: Path) -> list[tuple[Any, ...]]:
    with kavshiri.open(folder) as graph:
        return [tuple(row.values()) for row in graph.query(VERDICTS)]


def test_a_file_that_cannot_be_read_stops_the_build(own: Path, tmp_path: Path) -> None:
    before = sorted(own.iterdir())
    with pytest.raises(ReadingError, match="it cannot be read"):
        kavshiri.build(out=own, verdicts=tmp_path / "none.csv")
    assert sorted(own.iterdir()) == before
    with open_store(own) as store:
        assert store.info()


# The document ------------------------------------------------------------------------------------

DOCUMENT = Path(__file__).parents[2] / "docs" / "overlap.md"


def blocks(language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert found
    return found


def test_the_commands_of_the_document_run(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (text,) = blocks("sh")
    lines = text.replace("\\\n", " ").splitlines()
    assert len(lines) == 5
    for line in lines:
        assert main(shlex.split(line, comments=True)[1:]) == 0
    assert (tmp_path / "inside.xlsx").exists()
    assert [each.code for each in kept_verdicts(own)] == ["duplication"]


def test_the_code_and_the_query_of_the_document_run(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.rename(tmp_path / "kavshiri-store")
    monkeypatch.chdir(tmp_path)
    (code,) = blocks("python")
    exec(code, {"kavshiri": kavshiri})
    kavshiri.build(out=tmp_path / "kavshiri-store")
    (query,) = blocks("sparql")
    with kavshiri.open(tmp_path / "kavshiri-store") as graph:
        (found,) = graph.query(query)
    assert (found["verdict"], found["author"]) == ("duplication", "Nino")

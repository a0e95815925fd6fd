"""``whatif``, ``calendar`` and ``money`` as a user types them, on the two plans."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import kavshiri
from kavshiri.command import main
from kavshiri.queries.errors import ParameterError

Capture = pytest.CaptureFixture[str]


def lines(capsys: Capture, *words: str) -> list[str]:
    """The lines that a command prints."""
    assert main(list(words)) == 0
    return capsys.readouterr().out.splitlines()


def rows(capsys: Capture, *words: str) -> list[dict[str, Any]]:
    """The records that a command prints as JSON."""
    assert main([*words, "--format", "json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture(autouse=True)
def _store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the two plans is the default one."""
    monkeypatch.setenv("KAVSHIRI_STORE", str(store))
    monkeypatch.setenv("COLUMNS", "100")


def test_whatif_begins_with_a_summary(capsys: Capture) -> None:
    """57 activities name EU; of 39 it is the only money, 26 of them with effort."""
    found = lines(capsys, "whatif", "--without", "EU", "--limit", "1")
    assert found[:2] == [
        "Without: European Union",
        "204 activities in migration-2019, thb-2019-2020; what was planned, not what was done",
    ]
    assert " ".join(found[2:4]) == (
        "57 activities lose somebody; 39 of them are left without any lead or without the only "
        "money that the plan names"
    )
    assert "     39  loses the only money that the plan names" in found
    assert "     16  loses one source of money, another stays" in found
    assert any("26 of them name administrative effort" in line for line in found)
    assert "loses the only money that the plan names (39)" in found
    assert "  migration-2019/iv/a/4.1  2019-12-31  lines 171–198" in found
    assert "  … and 38 more" in found


def test_whatif_in_georgian(capsys: Capture) -> None:
    found = lines(capsys, "whatif", "--without", "შსს", "--without", "IOM", "--lang", "ka")
    assert found[0].startswith("გარეშე: მიგრაციის საერთაშორისო ორგანიზაცია; საქართველოს შინაგან")
    assert "     43  რჩება პასუხისმგებლის გარეშე" in found
    assert "     12  კარგავს ერთ პასუხისმგებელს, მეორე რჩება" in found
    assert "რჩება პასუხისმგებლის გარეშე (43)" in found


def test_whatif_of_one_plan_as_json(capsys: Capture) -> None:
    found = rows(capsys, "whatif", "--without", "MIA", "--plan", "thb-2019-2020")
    assert len(found) == 8 + 11 + 11  # alone, with others, helping: read in the document
    assert {row["plan"] for row in found} == {"thb-2019-2020"}
    first = found[0]
    assert (first["place"], first["lines"], first["document"]) == (
        "1/1.1.1", "7", "thb-2019-2020.txt",
    )  # fmt: skip
    assert first["gone"] == "Ministry of Internal Affairs of Georgia (supporter)"
    assert "General Prosecutor's Office of Georgia (supporter)" in first["left"]


def test_whatif_summary_shows_the_activities_of_each_figure(capsys: Capture) -> None:
    found = {
        (row["aspect"], row["code"]): row
        for row in rows(capsys, "whatif", "--without", "UNHCR", "--part", "summary")
    }
    lost = found["money", "withoutMoney"]
    assert lost["count"] == 7
    assert lost["which"].startswith("migration-2019: v/a/5.5, vi/b/1.2, vi/b/4.1, x/g/")
    assert found["objectives", "all"]["which"].startswith("migration-2019: vi/b/4, x/g/")
    shares = [row["share"] for (aspect, _), row in found.items() if aspect == "money"]
    assert sum(shares) == pytest.approx(100, abs=0.5)


def test_whatif_objectives_and_deadlines(capsys: Capture) -> None:
    objectives = rows(capsys, "whatif", "--without", "UNHCR", "--part", "objectives")
    assert len(objectives) == 10  # 3 lose all, 4 some, 3 nothing but a helper
    assert [row["stranded"] for row in objectives if row["iri"].endswith("/vi/b/4")] == [1]
    assert rows(capsys, "whatif", "--without", "UNHCR", "--part", "deadlines") == [
        {"due": "2019-12-31", "hit": 11, "stranded": 7, "which": objectives_of(capsys)}
    ]


def objectives_of(capsys: Capture) -> str:
    """All activities that UNHCR has a role in, as one text."""
    found = rows(capsys, "whatif", "--without", "UNHCR")
    return "migration-2019: " + ", ".join(row["place"] for row in found)


def test_whatif_as_a_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "eu.xlsx"
    assert main(["whatif", "--without", "EU", "-o", str(file), "--lang", "ka"]) == 0
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert sheet.max_row == 1 + 57
    assert sheet["G1"].value == "შესრულება"


def test_whatif_of_nobody(capsys: Capture) -> None:
    found = lines(capsys, "whatif", "--without", "UNICEF")
    assert found[2] == "nothing changes: the plans name nobody of them"


def test_whatif_with_a_wrong_name_suggests(capsys: Capture) -> None:
    assert main(["whatif", "--without", "Ministry of Justise"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("kavshiri: parameter without: found 'Ministry of Justise'")
    assert "Ministry of Justice" in error


def test_whatif_without_anybody_is_a_wrong_command(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["whatif"])
    assert stop.value.code == 2
    assert "--without" in capsys.readouterr().err


def test_whatif_with_units(capsys: Capture) -> None:
    alone = rows(capsys, "whatif", "--without", "MoJ")
    whole = rows(capsys, "whatif", "--without", "MoJ", "--with-units")
    assert len(alone) == 1  # a partner in one row of chapter X, line 3011
    assert {row["iri"] for row in alone} < {row["iri"] for row in whole}


def test_calendar_months(capsys: Capture) -> None:
    found = lines(capsys, "calendar", "--plan", "migration-2019", "--limit", "1")
    assert found[0] == "What falls due, each deadline in its last month"
    assert found[1].startswith("  2019-03      2    1.4 %")
    assert "· busiest month: 2019-12 with 133 of 147 deadlines (90.5 %)" in found
    assert "· without a deadline: migration-2019: v/g/3.1, v/g/4.1, v/g/4.2, v/g/4.6" in found


def test_calendar_of_one_body_from_a_day_on(capsys: Capture) -> None:
    """Of the 79 deadlines of the ministry's rows two are in June, the first of them it leads."""
    words = ("calendar", "--organisation", "MIA", "--from", "2019-07-01", "--limit", "1")
    found = lines(capsys, *words)
    assert found[0] == "Ministry of Internal Affairs of Georgia"
    assert "Due from 2019-07-01 on: 77 deadlines" in found
    assert "Past on 2019-07-01, and overdue if not done: 2 deadlines" in found
    assert "  2019-09-30  migration-2019/after-viii/a/3.2  lines 2604–2617" in found
    georgian = lines(capsys, *words, "--lang", "ka")
    assert "2019-07-01-დან: 77 ვადა" in georgian


def test_calendar_tables(capsys: Capture) -> None:
    months = rows(capsys, "calendar", "--part", "months")
    assert [(row["month"], row["deadlines"]) for row in months] == [
        ("2019-03", 2), ("2019-06", 7), ("2019-09", 6), ("2019-12", 137), ("2020-12", 53),
    ]  # fmt: skip
    load = rows(capsys, "calendar", "--organisation", "MIA", "--part", "load")
    assert [(row["month"], row["leads"], row["all"]) for row in load] == [
        ("2019-06", 1, 2), ("2019-09", 0, 1), ("2019-12", 34, 48), ("2020-12", 17, 28),
    ]  # fmt: skip
    undated = rows(capsys, "calendar", "--part", "undated")
    assert [row["place"] for row in undated] == ["v/g/3.1", "v/g/4.1", "v/g/4.2", "v/g/4.6"]
    assert rows(capsys, "calendar", "--part", "outside") == []
    until = ("--from", "2019-01-01", "--until", "2019-03-31")
    due = rows(capsys, "calendar", "--part", "due", *until)
    assert [(row["place"], row["days"]) for row in due] == [
        ("v/b/8.2", 89),
        ("after-viii/b/1.2", 89),
    ]


def test_calendar_spread_over_the_periods(capsys: Capture) -> None:
    """thb 2.1.1 has both halves of 2019: its council is at work in every month of the year."""
    words = ("--organisation", "anti-trafficking-council", "--plan", "thb-2019-2020")
    spread = rows(capsys, "calendar", "--part", "load", "--spread", *words)
    assert {f"2019-{month:02}" for month in range(1, 13)} <= {row["month"] for row in spread}


@pytest.mark.parametrize("day", ["2019-02-30", "tomorrow"])
def test_a_day_that_is_none(day: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["calendar", "--from", day])
    assert f"{day!r} is no day of the calendar" in capsys.readouterr().err


def test_a_span_that_ends_before_it_begins(capsys: Capture) -> None:
    assert main(["calendar", "--from", "2019-07-01", "--until", "2019-06-30"]) == 1
    assert "a day not before 2019-07-01" in capsys.readouterr().err


def test_money_by_donor(capsys: Capture) -> None:
    found = lines(capsys, "money")
    assert found[0] == "Money that the plans name, by donor"
    european = found.index("European Union")
    assert found[european + 1].split() == ["57", "–", "–", "–", "57"]
    total = found.index("All, each activity once")
    figures = "204 1,461,178 GEL 2,090,000 GEL (3) 2 prices 69"
    assert " ".join(found[total + 1].split()) == figures
    assert (
        "· administrative effort, which is work and not money, is named by 104 activities" in found
    )


def test_money_of_what_one_body_leads(capsys: Capture) -> None:
    """The Operational-Technical Agency leads lines 604 (paid by DTRA) and 686 (paid by the EU)."""
    found = lines(capsys, "money", "--lead", "operational-technical-agency")
    assert found[1] == "only what is led by: Operational-Technical Agency of Georgia"
    for donor in ("European Union", "Defense Threat Reduction Agency"):
        assert found[found.index(donor) + 1].split()[0] == "1"
    assert found[found.index("All, each activity once") + 1].split()[0] == "2"
    some = lines(capsys, "money", "--lead", "operational-technical-agency", "--donor", "EU")
    assert "Defense Threat Reduction Agency" not in some
    assert some[some.index("All, each activity once") + 1].split()[0] == "1"


def test_money_by_chapter_in_georgian(capsys: Capture) -> None:
    found = lines(capsys, "money", "--by", "chapter", "--plan", "migration-2019", "--lang", "ka")
    assert found[0] == "ფული, რომელიც გეგმებში წერია, თავების მიხედვით"
    lost = found.index("migration-2019: after-viii (უსათაურო)")
    assert found[lost + 1].split() == ["20", "–", "–", "–", "14"]


def test_money_as_csv(capsys: Capture) -> None:
    assert main(["money", "--format", "csv", "--plan", "migration-2019"]) == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(found) == 12  # ten donors, the state, all
    state, total = found[-2], found[-1]
    assert (state["heading"], state["activities"], state["stated"], state["currency"]) == (
        "state budget", "13", "1461178", "GEL",
    )  # fmt: skip
    assert (state["wholeProgramme"], state["perUnit"]) == (
        "2,090,000 GEL (3)", "2,250 GEL; 7,000 GEL",
    )  # fmt: skip
    assert (total["activities"], total["effort"], total["lost"]) == ("147", "104", "4")


def test_money_details_and_chains(capsys: Capture) -> None:
    details = rows(capsys, "money", "--part", "details", "--plan", "migration-2019")
    added = [row for row in details if row["added"]]
    assert sum(row["amount"] for row in added) == 1_461_178
    assert {row["heading"] for row in added} == {"state budget"}
    chains = rows(capsys, "money", "--part", "chains")
    first = chains[0]
    assert (first["donor"], first["place"], first["pairings"]) == ("European Union", "iv/a/4.1", 2)


def test_from_python(store: Path) -> None:
    with kavshiri.open(store) as graph:
        answer = graph.what_if("MIA", "IOM", plan="migration-2019", lang="ka")
        assert len(answer.what_if.delivery("withoutLead")) == 35  # 43 less the 8 of the other plan
        assert answer.activities.names[:3] == ("plan", "place", "number")
        calendar = graph.calendar("EU", from_=date(2019, 10, 1))
        assert (
            len(calendar.due) == 51
        )  # 57 less 4 without a deadline, one in June, one in September
        assert graph.money("objective", plan=["thb-2019-2020"]).money.total.stated == ()
        for wrong in (answer, calendar, graph.money()):
            with pytest.raises(ParameterError, match="parameter part: found 'nothing'"):
                wrong.part("nothing")
        with pytest.raises(ParameterError, match="parameter by"):
            graph.money("colour")
        with pytest.raises(ParameterError, match="at least one organisation"):
            graph.what_if()

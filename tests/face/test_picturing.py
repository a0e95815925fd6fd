"""The command ``picture``, as a user types it, and the same from Python."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import kavshiri
from kavshiri.command import main
from kavshiri.ontology.errors import QueryError
from kavshiri.queries.errors import ParameterError
from kavshiri.viz.pictures.subject import Subject
from kavshiri.viz.pictures.timeline import load_of

Capture = pytest.CaptureFixture[str]
SVG = "{http://www.w3.org/2000/svg}"


def ids(file: Path, name: str) -> int:
    """How many things of a kind an SVG has."""
    groups = ET.parse(file).getroot().iter(f"{SVG}g")
    return sum(1 for each in groups if each.get("id", "").startswith(f"{name}-"))


def drawn(store: Path, file: Path, kind: str, *words: str) -> Path:
    assert main(["picture", kind, "-o", str(file), "--store", str(store), *words]) == 0
    return file


def test_the_network_of_a_plan(store: Path, tmp_path: Path, capsys: Capture) -> None:
    """The plan against trafficking: 19 bodies with 55 ties (see the tests of networks)."""
    file = drawn(store, tmp_path / "n.svg", "network", "--plan", "thb-2019-2020")
    assert (ids(file, "body"), ids(file, "tie")) == (19, 55)
    text = file.read_text(encoding="utf-8")
    assert "2019–2020 Action Plan for Combating Human Trafficking (2019–2020)" in text
    assert "thb-2019-2020.txt (SHA-256 1940ffdf1f4f)" in text
    assert "migration-2019.txt" not in text
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"written to {file}\n"


def test_short_names_stand_for_long_ones(store: Path, tmp_path: Path) -> None:
    """The migration plan itself abbreviates these names (its first lines)."""
    georgian = drawn(store, tmp_path / "n.svg", "network", "--lang", "ka")
    text = georgian.read_text(encoding="utf-8")
    for name in ("სსგს", "საქსტატი", "პროკურატურა", "ტრეფიკინგის საბჭო", "ICMPD", "UNHCR"):
        assert f"<!-- {name} -->" in text, name
    english = drawn(store, tmp_path / "e.svg", "network").read_text(encoding="utf-8")
    assert "<!-- MIA -->" in english
    assert "<!-- Anti-Trafficking Council -->" in english


def test_the_flow_of_money(store: Path, tmp_path: Path) -> None:
    """69 activities have a donor, 57 of them the EU, all in the migration plan.

    Ten donors are named in them; seven chapters hold them (counted in the readings of the plan).
    """
    file = drawn(store, tmp_path / "f.svg", "flow")
    assert (ids(file, "block-0"), ids(file, "block-1")) == (10, 7)
    text = file.read_text(encoding="utf-8")
    assert "Drawn: 69 activities with a donor, of 204 in all." in text
    assert "<!-- EU  57 -->" in text


def test_the_timeline(store: Path, tmp_path: Path) -> None:
    """All but four of the 204 activities have a deadline."""
    text = drawn(store, tmp_path / "t.svg", "timeline").read_text(encoding="utf-8")
    assert "With a deadline: 200, without: 4." in text


def test_sizes_and_formats(store: Path, tmp_path: Path) -> None:
    words = ["--width", "210", "--height", "297"]
    file = drawn(store, tmp_path / "m.pdf", "matrix", *words)
    assert b"/MediaBox [ 0 0 595.2755905512 841.8897637795 ]" in file.read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["flow", "-o", "f.gif"], "no picture can be written as 'gif'; name a file that ends in"),
        (["flow", "-o", "f.svg", "--layer", "joint"], "a picture of the kind flow has no layers"),
        (["flow", "-o", "f.svg", "--width", "5"], "a picture cannot be 5 mm wide"),
        (["flow", "-o", "f.svg", "--plan", "none"], "plan"),
        (["flow", "-o", "missing/f.svg"], "its folder does not exist; make it"),
    ],
)
def test_what_is_wrong_is_said(
    words: list[str], message: str, store: Path, capsys: Capture,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["picture", *words, "--store", str(store)]) == 1
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_errors_in_georgian(store: Path, capsys: Capture) -> None:
    assert main(["picture", "flow", "-o", "f.gif", "--store", str(store), "--lang", "ka"]) == 1
    assert "ფაილის ბოლო უნდა იყოს .svg, .png, .pdf" in capsys.readouterr().err


def test_the_same_from_python(store: Path, tmp_path: Path) -> None:
    with kavshiri.open(store) as graph:
        picture = graph.picture("matrix", lang="ka", plan="migration-2019", width=254)
        assert picture.save(tmp_path / "m.svg").read_text("utf-8") == picture._repr_svg_()
        passport = graph.info()
        assert f"გრაფის ვერსია {passport['build_hash'][:16]}" in picture._repr_svg_()
        with pytest.raises(QueryError, match="there is no picture 'pie'"):
            graph.picture("pie")
        with pytest.raises(ParameterError, match="found 'pie'"):
            graph.picture("matrix", layer="pie")


def test_the_timeline_and_the_calendar_count_the_same(store: Path) -> None:
    """Seven activities have a deadline that ends in June 2019, two of them their last."""
    with kavshiri.open(store) as graph:
        load = load_of(Subject(graph.plans(), "en"))
        months = {str(row["month"]): row["deadlines"] for row in graph.calendar().months.records()}
    assert load.every[12 * 2019 + 5] == 7
    drawn = {f"{step // 12}-{step % 12 + 1:02}": count for step, count in load.every.items()}
    assert drawn == months

"""The commands ``network`` and ``measures``, as a user types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

import kavshiri
from kavshiri.command import main

Capture = pytest.CaptureFixture[str]


def test_a_network_in_every_format_at_once(store: Path, tmp_path: Path, capsys: Capture) -> None:
    """The plan against trafficking without its groups: see the tests of networks for its ties."""
    words = ["network", "--store", str(store), "--plan", "thb-2019-2020"]
    for name in ("html", "gexf", "graphml", "json"):
        words += [f"--{name}", str(tmp_path / f"n.{name}")]
    assert main([*words, "--csv", str(tmp_path / "tables")]) == 0
    said = capsys.readouterr().out
    assert "19 organisations, 55 planned dependencies" in said
    assert "22 bodies (3 without a tie), 55 ties" in said
    back = nx.read_gexf(tmp_path / "n.gexf", version="1.3")
    assert (len(back), back.number_of_edges()) == (22, 55)
    assert len(nx.read_graphml(tmp_path / "n.graphml")) == 22
    assert len(json.loads((tmp_path / "n.json").read_text("utf-8"))["nodes"]) == 22
    edges = (tmp_path / "tables" / "edges.csv").read_text("utf-8")
    assert len(list(csv.reader(io.StringIO(edges)))) == 1 + 55


def test_the_same_bytes_from_run_to_run(store: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        words = ["--layer", "funding", "--gexf", str(tmp_path / name / "n.gexf")]
        assert main(["network", "--store", str(store), *words, "--csv", str(tmp_path / name)]) == 0
    for file in ("n.gexf", "nodes.csv", "edges.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_network_without_a_file_says_what_to_name(store: Path, capsys: Capture) -> None:
    assert main(["network", "--store", str(store)]) == 1
    assert capsys.readouterr().err == (
        "kavshiri: no file was named; say what to write with one of --html, --svg, --png, --pdf, "
        "--gexf, --graphml, --csv, --json\n"
    )
    assert main(["network", "--store", str(store), "--lang", "ka"]) == 1
    assert "ფაილი არ არის მითითებული" in capsys.readouterr().err


def test_the_page_and_the_picture_show_what_was_chosen(
    store: Path, tmp_path: Path, capsys: Capture
) -> None:
    """The EU pays for 57 activities (see the known answers); no page shows the chair."""
    page, svg = tmp_path / "n.html", tmp_path / "n.svg"
    words = ["--layer", "funding", "--donor", "EU", "--no-chair", "--level", "ministry"]
    files = ["--html", str(page), "--svg", str(svg), "--png", str(tmp_path / "picture")]
    assert main(["network", "--store", str(store), *words, *files, "--lang", "ka"]) == 0
    said = capsys.readouterr().out
    assert said.count("written to ") == 3
    text = page.read_text(encoding="utf-8")
    for words_shown in (
        "არჩეულია: შრეები: დაფინანსება; სამინისტროები თავიანთ ერთეულებთან ერთად",
        "თავმჯდომარე სამინისტროსა და მისი საბჭოების გარეშე",
    ):
        assert words_shown in text
        assert words_shown in svg.read_text(encoding="utf-8")
    assert "ევროკავშირი" in text
    assert (tmp_path / "picture").read_bytes().startswith(b"\x89PNG")


def test_a_notebook_shows_the_page(store: Path) -> None:
    with kavshiri.open(store) as graph:
        page = graph.network_page(plan="thb-2019-2020")
    assert (page.organisations, page.links) == (19, 55)
    assert page._repr_html_().startswith("<iframe srcdoc=")


def measured(store: Path, capsys: Capture, *words: str) -> list[dict[str, object]]:
    assert main(["measures", *words, "--format", "json", "--store", str(store)]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return rows


def test_measures_of_a_chapter(store: Path, capsys: Capture) -> None:
    """Section IV ბ: Labour leads four rows, Economy one (see the known answers of the networks)."""
    rows = measured(store, capsys, "leads", "--chapter", "iv/b", "--sort", "leads")
    assert [row["leads"] for row in rows[:3]] == [4, 1, 0]
    assert str(rows[0]["name"]).startswith("Ministry of Internally Displaced Persons")
    assert rows[0]["sector"] == "government"


def test_measures_with_every_option_of_the_scope(store: Path, capsys: Capture) -> None:
    """The EU is a donor of v/g/4.9 too, but not a lead; only ministries are asked for."""
    rows = measured(
        store, capsys, "leads", "--layer", "delivery", "--level", "ministry", "--donor", "EU",
        "--type", "ministry", "--without", "MFA", "--since", "2019-12-01", "--until", "2019-12-31",
        "--plan", "migration-2019", "--groups", "--no-chair",
    )  # fmt: skip
    names = [str(row["name"]) for row in rows]
    assert "Ministry of Internal Affairs of Georgia" in names
    assert "Ministry of Foreign Affairs of Georgia" not in names
    assert len(names) == len([name for name in names if "Ministry" in name])


def test_measures_of_objectives(store: Path, capsys: Capture) -> None:
    """Objective 2.1 of the plan against trafficking: 363/107, counted in the known answers."""
    rows = measured(store, capsys, "--about", "objective", "--plan", "thb-2019-2020")
    found = {str(row["place"]): row for row in rows}
    assert found["thb-2019-2020/2/2.1"]["effectiveNumber"] == pytest.approx(363 / 107, abs=1e-4)
    assert len(found) == 24


def test_all_measures_at_once(store: Path, capsys: Capture) -> None:
    rows = measured(store, capsys, "--all")
    assert {"betweenness", "liaison", "soleFunderObjective", "deadlineLoad"} <= set(rows[0])


def test_measures_are_explained_without_a_store(tmp_path: Path, capsys: Capture) -> None:
    nowhere = ["--store", str(tmp_path / "none")]
    assert main(["measures", "--explain", "betweenness", *nowhere]) == 0
    said = capsys.readouterr().out
    assert said.startswith("betweenness: betweenness\n\nHow often it stands on the shortest way")
    assert "Freeman 1977" in said
    assert main(["measures", "--explain", "--lang", "ka", *nowhere]) == 0
    assert "შუამავლობა" in capsys.readouterr().out


def test_an_unknown_measure_suggests(store: Path, capsys: Capture) -> None:
    assert main(["measures", "betwenness", "--store", str(store)]) == 1
    assert "did you mean 'betweenness'?" in capsys.readouterr().err


def test_the_same_from_python(store: Path) -> None:
    with kavshiri.open(store) as graph:
        network = graph.network(layer=["delivery", "funding"], plan="migration-2019")
        assert isinstance(network, nx.MultiDiGraph)
        assert {key for _, _, key in network.edges(keys=True)} == {"delivery", "funding"}
        result = graph.measures("funds", layer="funding", sort="funds")
        assert result.records()[0]["funds"] == 57  # the EU, counted in the known answers
        assert len(graph.plans().activities) == 204

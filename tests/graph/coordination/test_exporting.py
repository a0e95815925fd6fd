"""Networks for other tools: complete, readable by others, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.exporting import (
    SECTOR_COLOURS,
    edge_table,
    gexf,
    graphml,
    node_link,
    node_table,
    places,
    sizes,
)
from kavshiri.graph.coordination.network import network
from kavshiri.graph.coordination.plans import Plans
from kavshiri.ontology.codes import code_list

from .made import made, row

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
Network: TypeAlias = nx.MultiDiGraph

SMALL = network(
    made(
        row("1", lead="a b", support="c", donor="eu", effort=True),
        row("2", lead="b", partner="c"),
        row("3", lead="d"),
        sectors={"eu": "international", "c": ""},
    ),
    Choice(layers=("delivery", "joint", "funding")),
)


@pytest.fixture
def whole(both: Plans) -> Network:
    return network(both, Choice(layers=LAYERS, groups=True))


def test_every_sector_has_a_colour() -> None:
    sectors = [code.code for code in code_list("organisation-type") if not code.broader]
    assert sorted(SECTOR_COLOURS) == sorted([*sectors, ""])
    assert len(set(SECTOR_COLOURS.values())) == len(SECTOR_COLOURS)


def read(content: bytes) -> ET.Element:
    return ET.fromstring(content)


def test_gexf_says_where_everyone_stands_and_how_they_look() -> None:
    at = {node: (10.0 * place, -5.0 * place) for place, node in enumerate(sorted(SMALL))}
    root = read(gexf(SMALL, at))
    assert root.tag == f"{GEXF}gexf"
    assert root.get("version") == "1.3"
    nodes = {node.get("id"): node for node in root.iter(f"{GEXF}node")}
    assert list(nodes) == ["a", "b", "c", "d", "eu"]
    here = nodes["b"].find(f"{VIZ}position")
    assert here is not None
    assert here.attrib == {"x": "10.0", "y": "5.0", "z": "0.0"}  # up is up in Gephi
    colours = {
        name: tuple(found.attrib.values())
        for name, node in nodes.items()
        if (found := node.find(f"{VIZ}color")) is not None
    }
    assert colours["a"] == ("0", "114", "178")  # 0072B2
    assert colours["eu"] == ("230", "159", "0")  # E69F00
    assert colours["c"] == ("153", "153", "153")
    large = {
        name: float(found.attrib["value"])
        for name, node in nodes.items()
        if (found := node.find(f"{VIZ}size")) is not None
    }
    # b leads two activities, c helps in two; a, d and eu have one each
    assert large["b"] == large["c"] == 26.0
    assert large["a"] == large["d"] == large["eu"] == round(7 + 19 * math.sqrt(1 / 2), 1)


def test_gexf_edges_carry_what_they_stand_for() -> None:
    root = read(gexf(SMALL))
    edges = [
        (edge.get("source"), edge.get("target"), edge.get("kind"), edge.get("weight"))
        for edge in root.iter(f"{GEXF}edge")
    ]
    assert edges == [
        ("a", "b", "joint", "1.0"),
        ("a", "c", "delivery", "1.0"),
        ("a", "eu", "funding", "1.0"),
        ("b", "c", "delivery", "2.0"),
        ("b", "eu", "funding", "1.0"),
    ]
    money = next(e for e in root.iter(f"{GEXF}edge") if e.get("kind") == "funding")
    values = {each.get("for"): each.get("value") for each in money.iter(f"{GEXF}attvalue")}
    assert values == {
        "layer": "funding", "roles": "donor", "mutual": "false", "activities": "1",
        "critical": "1", "effort_only": "1", "unsure": "",
    }  # fmt: skip
    shape = money.find(f"{VIZ}shape")
    assert shape is not None
    assert shape.attrib == {"value": "dashed"}


def test_gexf_declares_every_attribute_and_tells_no_time(whole: Network) -> None:
    root = read(gexf(whole))
    for kind in ("node", "edge"):
        declared = {
            each.get("id")
            for group in root.iter(f"{GEXF}attributes")
            if group.get("class") == kind
            for each in group
        }
        used = {
            value.get("for")
            for thing in root.iter(f"{GEXF}{kind}")
            for value in thing.iter(f"{GEXF}attvalue")
        }
        assert used == declared
    meta = root.find(f"{GEXF}meta")
    assert meta is not None
    assert meta.attrib == {}
    assert {child.tag for child in meta} == {f"{GEXF}creator", f"{GEXF}description"}


def test_no_two_marks_of_both_plans_fall_together(whole: Network) -> None:
    found = sorted(places(whole).values())
    assert len(found) == 65
    assert min(math.dist(a, b) for a, b in pairwise(found)) > 20


def test_labels_of_gexf_are_in_the_language_asked_for() -> None:
    node = next(read(gexf(SMALL, lang="ka")).iter(f"{GEXF}node"))
    assert node.get("label") == "უწყება a"


def test_networkx_reads_everything_back(whole: Network, tmp_path: Path) -> None:
    (tmp_path / "n.gexf").write_bytes(gexf(whole))
    (tmp_path / "n.graphml").write_bytes(graphml(whole))
    edges = sorted((u, v, d["layer"], d["weight"]) for u, v, d in whole.edges(data=True))
    found = nx.node_link_graph(json.loads(node_link(whole)), edges="edges")
    for back in (
        nx.read_gexf(tmp_path / "n.gexf", version="1.3"),
        nx.read_graphml(tmp_path / "n.graphml", force_multigraph=True),
        found,
    ):
        assert sorted(back) == sorted(whole)
        assert sorted((u, v, d["layer"], d["weight"]) for u, v, d in back.edges(data=True)) == edges
        for node, data in whole.nodes(data=True):
            assert back.nodes[node]["name_ka"] == data["name_ka"]
            assert back.nodes[node]["leads"] == data["leads"]
    assert found.graph == whole.graph


def test_tables_of_nodes_and_edges() -> None:
    nodes = list(csv.DictReader(io.StringIO(node_table(SMALL).decode())))
    assert [each["Id"] for each in nodes] == ["a", "b", "c", "d", "eu"]
    assert (nodes[1]["Label"], nodes[1]["name_ka"], nodes[1]["leads"]) == ("B", "უწყება b", "2")
    edges = list(csv.DictReader(io.StringIO(edge_table(SMALL).decode())))
    assert [each["Type"] for each in edges] == ["Undirected", *["Directed"] * 4]
    tie = edges[3]
    assert (tie["Source"], tie["Target"], tie["Weight"]) == ("b", "c", "2")
    assert (tie["source_en"], tie["target_ka"]) == ("B", "უწყება c")
    assert (tie["roles"], tie["activities"]) == ("partner support", "1 2")


def test_json_keeps_lists() -> None:
    data = json.loads(node_link(SMALL))
    assert data["edges"][3]["activities"] == ["1", "2"]
    assert data["edges"][3]["key"] == "delivery"


@pytest.mark.parametrize("write", [gexf, graphml, node_table, edge_table, node_link])
def test_a_network_of_nobody_can_be_written(write: object) -> None:
    assert callable(write)
    assert write(network(made()))
    assert sizes(network(made())) == {}


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    """Control characters have no place in XML 1.0, not even escaped."""
    plans = made(row("1", lead="a"))
    graph = network(plans)
    graph.nodes["a"]["name_en"] = 'x\x00\x1b<&"\ud800y'
    root = read(gexf(graph))
    assert next(root.iter(f"{GEXF}node")).get("label") == 'x<&"y'


_WRITE = """
import sys
from itertools import pairwise
from pathlib import Path
from kavshiri.graph import open_store
from kavshiri.graph.coordination import exporting
from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.network import network
from kavshiri.graph.coordination.reading import read_plans

with open_store(Path(sys.argv[1])) as store:
    graph = network(read_plans(store), Choice(layers=LAYERS))
for name in ("gexf", "graphml", "node_table", "edge_table", "node_link"):
    sys.stdout.buffer.write(getattr(exporting, name)(graph))
"""


def test_the_bytes_are_the_same_under_any_hash_seed(both_store: Path) -> None:
    written = {
        subprocess.run(
            [sys.executable, "-c", _WRITE, str(both_store)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1
    assert len(written.pop()) > 100_000

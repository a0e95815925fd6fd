"""The same answers under any hash seed, from another engine, and from a server's Plans alike."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import igraph
import networkx as nx
import pytest

from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.measures import holes
from kavshiri.graph.coordination.measures.brokerage import brokerage, sectors
from kavshiri.graph.coordination.measures.cohesion import articulation_points, core_numbers
from kavshiri.graph.coordination.measures.communities import communities, modularity
from kavshiri.graph.coordination.measures.holes import constraint, effective_size
from kavshiri.graph.coordination.measures.paths import betweenness
from kavshiri.graph.coordination.measures.view import View
from kavshiri.graph.coordination.plans import Plans

_SAY_ALL = """
import sys
from pathlib import Path
from kavshiri.graph import open_store
from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.measures.describe import scores
from kavshiri.graph.coordination.measures.view import View
from kavshiri.graph.coordination.projection import co_working
from kavshiri.graph.coordination.reading import read_plans

with open_store(Path(sys.argv[1])) as store:
    plans = read_plans(store)
for choice in (Choice(), Choice(layers=LAYERS, level="ministry", groups=True)):
    view = View(plans, choice)
    print(list(view.network.nodes(data=True)), list(view.network.edges(keys=True, data=True)))
    print(list(view.bipartite.edges(data=True)), list(co_working(plans, choice).edges(data=True)))
    print(*scores(view), sep="\\n")
"""


def test_nothing_depends_on_the_hash_seed(both_store: Path) -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _SAY_ALL, str(both_store)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(said) == 1
    assert len(said.pop().splitlines()) > 1000


@pytest.fixture(params=["body", "ministry"])
def view(request: pytest.FixtureRequest, both: Plans) -> View:
    return View(both, Choice(layers=LAYERS, level=request.param, groups=True))


def as_igraph(graph: nx.Graph[str]) -> igraph.Graph:
    return igraph.Graph.TupleList(
        ((u, v, weight) for u, v, weight in graph.edges(data="weight", default=1)),
        directed=graph.is_directed(),
        edge_attrs=["weight"],
    )


def test_igraph_finds_the_same_betweenness(view: View) -> None:
    assert len(view.undirected) > 40
    slow = betweenness(view.undirected, fast=False)
    assert betweenness(view.undirected, fast=True) == pytest.approx(slow, abs=1e-12)
    assert max(slow.values()) > 0.1


def test_igraph_finds_the_same_constraint(view: View) -> None:
    peer = as_igraph(view.undirected)
    found = peer.constraint(weights="weight")
    expected = dict(zip(peer.vs["name"], found, strict=True))
    own = {node: value for node, value in constraint(view.undirected).items() if value is not None}
    assert own == pytest.approx(expected)


def test_sparse_matrices_find_the_same_structural_holes(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    for measure in (constraint, effective_size):
        monkeypatch.setattr(holes, "_MANY", 10**9)
        one_by_one = measure(view.undirected)
        monkeypatch.setattr(holes, "_MANY", -1)
        monkeypatch.setattr(holes, "_ROWS", 7)
        found = measure(view.undirected)
        assert {node for node, value in found.items() if value is None} == {
            node for node, value in one_by_one.items() if value is None
        }
        known = {node: value for node, value in one_by_one.items() if value is not None}
        assert {node: found[node] for node in known} == pytest.approx(known)


def test_igraph_finds_the_same_cores(view: View) -> None:
    peer = as_igraph(view.undirected)
    expected = dict(zip(peer.vs["name"], peer.coreness(), strict=True))
    own = core_numbers(view.undirected)
    assert {node: own[node] for node in expected} == expected


def test_igraph_finds_the_same_articulation_points(view: View) -> None:
    peer = as_igraph(view.bipartite)
    names = {peer.vs[place]["name"] for place in peer.articulation_points()}
    own = articulation_points(view.bipartite)
    assert {node for node, cut in own.items() if cut} == names & set(own)


def test_igraph_finds_communities_about_as_good(view: View) -> None:
    own = modularity(view.undirected, communities(view.undirected))
    peer = as_igraph(view.undirected)
    best = max(peer.community_multilevel(weights="weight").modularity for _ in range(5))
    assert own == pytest.approx(best, abs=0.03)


def test_brokers_by_the_matrix(view: View) -> None:
    """Another way to the same counts: over all ordered triples of the adjacency."""
    graph, groups = view.directed, sectors(view.directed)
    nodes = [node for node in graph if groups[node]]
    expected: dict[str, int] = dict.fromkeys(nodes, 0)
    for a in nodes:
        for b in nodes:
            for c in nodes:
                if len({a, b, c}) == 3 and graph.has_edge(a, b) and graph.has_edge(b, c):
                    expected[b] += not graph.has_edge(a, c)
    found = brokerage(graph, groups)
    assert {node: sum((found[node] or {}).values()) for node in nodes} == expected

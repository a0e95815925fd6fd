"""The layout: the same network gives the same places, and no label lies on another."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import pytest

from kavshiri.graph.coordination.layout import Box, fitted, place, separate, spread


def network(*edges: tuple[str, str, int]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for one, other, weight in edges:
        graph.add_edge(one, other, weight=weight)
    return graph


RING = [(f"n{i}", f"n{(i + 1) % 9}", 1 + i) for i in range(9)]
STAR = [("middle", f"leaf{i}", 1) for i in range(12)]
TWO = [("a", "b", 2), ("b", "c", 1), ("x", "y", 1)]


@pytest.mark.parametrize("edges", [RING, STAR, TWO], ids=["ring", "star", "two"])
def test_the_order_of_nodes_and_edges_does_not_matter(edges: list[tuple[str, str, int]]) -> None:
    assert place(network(*edges)) == place(network(*reversed(edges)))


def test_no_two_nodes_fall_together() -> None:
    places = place(network(*STAR))
    assert len(places) == 13
    assert min(math.dist(a, b) for a, b in combinations(places.values(), 2)) > 0.1


def test_a_stronger_link_is_shorter() -> None:
    places = place(network(("a", "b", 16), ("b", "c", 1)))
    assert math.dist(places["a"], places["b"]) < math.dist(places["b"], places["c"])


def test_a_small_component_stands_below_the_large_one() -> None:
    places = place(network(*TWO))
    assert min(places["x"][1], places["y"][1]) > max(places[name][1] for name in "abc")


def test_many_small_components_make_no_pile() -> None:
    """Fifty bodies alone, or fifty pairs, stand in several rows of several, wider than high."""
    alone: nx.Graph[str] = nx.Graph()
    alone.add_nodes_from(f"n{number:02}" for number in range(50))
    pairs: nx.Graph[str] = nx.Graph()
    pairs.add_weighted_edges_from((f"a{number:02}", f"b{number:02}", 1) for number in range(50))
    for graph in (alone, pairs):
        places = place(graph).values()
        wide, high = (max(each) - min(each) for each in zip(*places, strict=True))
        assert 0.5 < wide / high < 6


def test_no_network_and_one_body_alone_have_places() -> None:
    alone: nx.Graph[str] = nx.Graph()
    assert place(alone) == {}
    alone.add_node("a")
    assert place(alone) == {"a": (0.0, 0.0)}


@pytest.mark.parametrize("edges", [RING, STAR, TWO], ids=["ring", "star", "two"])
def test_boxes_do_not_overlap(edges: list[tuple[str, str, int]]) -> None:
    graph = network(*edges)
    boxes = {name: Box(70, 20, 60) for name in graph}
    places = separate(fitted(place(graph), boxes, ratio=1.3), boxes)
    for one, other in combinations(sorted(graph), 2):
        across = abs(places[one][0] - places[other][0])
        down = abs(places[one][1] - places[other][1])
        assert across >= 139.9 or down >= 79.9


def test_what_does_not_overlap_is_not_moved() -> None:
    places = {"a": (0.0, 0.0), "b": (500.0, 0.0)}
    assert separate(places, {"a": Box(70, 20, 60), "b": Box(70, 20, 60)}) == places


def test_places_spread_for_labels_of_one_size_keep_apart() -> None:
    places = spread(place(network(*STAR)), ratio=1.3)
    for one, other in combinations(places.values(), 2):
        assert abs(one[0] - other[0]) >= 103.9 or abs(one[1] - other[1]) >= 45.9
    assert spread({}, ratio=1.3) == {}


def test_a_large_network_stands_on_a_spiral_with_the_strongest_in_the_middle() -> None:
    leaves = [("middle", f"leaf{i:03}", 1) for i in range(300)]
    places = place(network(*leaves))
    assert len(places) == 301
    assert min(places, key=lambda name: math.hypot(*places[name])) == "middle"
    assert place(network(*reversed(leaves))) == places
    assert len(spread(places, ratio=1.3)) == 301
    assert min(math.dist(a, b) for a, b in combinations(places.values(), 2)) > 0.5

"""Networks on a sheet: room for every box, few lines over others, the same every time."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kavshiri.graph.coordination.around import around
from kavshiri.graph.coordination.arrange import arrange
from kavshiri.graph.coordination.layout import Box, Point, place
from kavshiri.graph.coordination.ways import way_between

Edges = list[tuple[str, str, int]]

WHEEL: Edges = [("hub", f"n{i}", 2) for i in range(11)] + [
    (f"n{i}", f"n{(i + 1) % 11}", 1) for i in range(11)
]
TREE: Edges = [(f"n{i // 3}", f"n{i}", 1 + i % 4) for i in range(1, 40)]
PAIR: Edges = [("a", "b", 3)]
PARTS: Edges = [("a", "b", 1), ("c", "d", 1), ("d", "e", 2)]


def network(edges: Edges) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(edges)
    return graph


def boxes(graph: nx.Graph[str]) -> dict[str, Box]:
    """Rooms of different sizes, as names have them."""
    return {
        name: Box(30 + 4 * (i % 9), 12, 20 + 14 * (i % 3)) for i, name in enumerate(sorted(graph))
    }


def overlap(places: dict[str, Point], rooms: dict[str, Box]) -> list[tuple[str, str]]:
    """Those whose boxes lie on each other by more than a hair."""
    found = []
    for one, other in combinations(sorted(places), 2):
        (x, y), (ox, oy), a, b = places[one], places[other], rooms[one], rooms[other]
        across = a.half_width + b.half_width - abs(x - ox)
        down = min(y + a.down, oy + b.down) - max(y - a.up, oy - b.up)
        if across > 0.1 and down > 0.1:
            found.append((one, other))
    return found


@pytest.mark.parametrize(
    "edges", [WHEEL, TREE, PAIR, PARTS], ids=["wheel", "tree", "pair", "parts"]
)
def test_every_box_has_room_on_the_sheet(edges: Edges) -> None:
    graph = network(edges)
    rooms = boxes(graph)
    places = arrange(graph, place(graph), rooms, ratio=1.5)
    assert places.keys() == set(graph)
    assert overlap(places, rooms) == []
    assert min(x - rooms[name].half_width for name, (x, _) in places.items()) >= -0.1
    assert min(y - rooms[name].up for name, (_, y) in places.items()) >= -0.1
    width = max(x + rooms[name].half_width for name, (x, _) in places.items())
    height = max(y + rooms[name].down for name, (_, y) in places.items())
    assert (
        width * height
        < 12 * sum(2 * box.half_width * (box.up + box.down) for box in rooms.values()) + 100_000
    )  # no sheet of emptiness


@pytest.mark.parametrize("edges", [WHEEL, TREE], ids=["wheel", "tree"])
def test_the_order_of_names_and_edges_does_not_matter(edges: Edges) -> None:
    one, other = network(edges), network(edges[::-1])
    loose, rooms = place(one), boxes(one)
    turned = dict(reversed(rooms.items()))
    assert arrange(one, loose, rooms, ratio=1.5) == arrange(
        other, dict(reversed(loose.items())), turned, ratio=1.5
    )


def test_boxes_that_need_more_than_the_sheet_make_it_larger() -> None:
    graph = network(TREE)
    rooms = {name: Box(20 if i % 2 else 160, 10, 40) for i, name in enumerate(sorted(graph))}
    assert overlap(arrange(graph, place(graph), rooms, ratio=1.5), rooms) == []


def test_a_mark_makes_way_for_a_line() -> None:
    """A name on the line between two others moves off it."""
    graph = network([("left", "right", 1)])
    graph.add_nodes_from(["between", "above", "below"])
    rooms = dict.fromkeys(graph, Box(40, 10, 25))
    loose = {"left": (-1.0, 0.0), "between": (0.0, 0.0), "right": (1.0, 0.0)}
    loose |= {"above": (0.1, -1.0), "below": (-0.1, 1.0)}
    places = arrange(graph, loose, rooms, ratio=1.5)
    (lx, ly), (rx, ry), (x, y) = places["left"], places["right"], places["between"]
    line = ly + (ry - ly) * (x - lx) / (rx - lx)
    assert line < y - 6 or line > y + 21  # a line may touch the edge of a box


@pytest.mark.parametrize("both", [0, 3, 12])
@pytest.mark.parametrize("needs", [1, 9, 40])
@pytest.mark.parametrize("needed_by", [0, 7, 40])
def test_around_a_body_there_is_room_for_many(both: int, needs: int, needed_by: int) -> None:
    lists = [
        [f"{kind}{i}" for i in range(n)]
        for kind, n in zip("bnl", (both, needs, needed_by), strict=True)
    ]
    names = ["middle", *lists[0], *lists[1], *lists[2]]
    rooms = {name: Box(120 if i % 3 else 30, 12, 40) for i, name in enumerate(names)}
    places = around("middle", lists[2], lists[0], lists[1], rooms, ratio=1.5)
    assert overlap(places, rooms) == []
    x, _ = places["middle"]
    assert all(places[name][0] > x for name in lists[1])
    assert all(places[name][0] < x for name in lists[2])


def test_nobody_needs_no_sheet() -> None:
    assert arrange(nx.Graph(), {}, {}, ratio=1.5) == {}


def test_around_a_body_each_side_has_its_meaning() -> None:
    names = ["middle", *(f"l{i}" for i in range(13)), *(f"r{i}" for i in range(20)), "both", "two"]
    rooms = dict.fromkeys(names, Box(40, 12, 30))
    lefts, rights = names[1:14], names[14:34]
    places = around("middle", lefts, ["both", "two"], rights, rooms, ratio=1.5)
    assert places.keys() == set(names)
    assert overlap(places, rooms) == []
    x, y = places["middle"]
    assert max(places[name][0] for name in lefts) < x < min(places[name][0] for name in rights)
    assert places["both"][1] < y < places["two"][1]
    assert around("middle", [], [], [], rooms, ratio=1.5) == {"middle": (0.0, 0.0)}


def test_the_way_with_the_fewest_steps_by_the_heaviest_ties() -> None:
    graph = network(
        [("a", "b", 1), ("b", "z", 9), ("a", "c", 5), ("c", "z", 1), ("z", "end", 1), ("x", "y", 1)]
    )
    assert way_between(graph, "a", "end") == ["a", "c", "z", "end"]
    assert way_between(graph, "end", "a") == ["end", "z", "b", "a"]
    assert way_between(graph, "a", "a") == ["a"]
    assert way_between(graph, "a", "x") == []
    assert way_between(graph, "a", "nobody") == []
    assert way_between(graph, "x", "y") == ["x", "y"]

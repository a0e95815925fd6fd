"""Measures on graphs of the literature; the arithmetic stands beside the numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kavshiri.graph.coordination.measures.brokerage import BROKERAGE_ROLES, brokerage
from kavshiri.graph.coordination.measures.cohesion import (
    articulation_points,
    bridges,
    core_numbers,
)
from kavshiri.graph.coordination.measures.communities import communities, modularity
from kavshiri.graph.coordination.measures.concentration import herfindahl
from kavshiri.graph.coordination.measures.core_periphery import core_periphery, fit
from kavshiri.graph.coordination.measures.counts import strengths
from kavshiri.graph.coordination.measures.fragmentation import (
    fragmentation,
    fragmentation_changes,
)
from kavshiri.graph.coordination.measures.holes import constraint, effective_size
from kavshiri.graph.coordination.measures.paths import betweenness

Network: TypeAlias = nx.Graph


def weighted(*ties: tuple[str, str, int], alone: str = "") -> Network:
    graph = nx.Graph()
    graph.add_weighted_edges_from(ties)
    graph.add_nodes_from(alone.split())
    return graph


def plain(*ties: str, alone: str = "") -> Network:
    """Ties such as "ab", all of weight 1."""
    return weighted(*((tie[0], tie[1], 1) for tie in ties), alone=alone)


STAR = plain("ma", "mb", "mc", "md")
LINE = plain("ab", "bc", "cd", "de")
TRIANGLE = plain("ab", "bc", "ca")
COMPLETE = plain(*map("".join, combinations("abcde", 2)))

# Krackhardt's kite (D. Krackhardt, "Assessing the political landscape: structure, cognition, and
# power in organizations", 1990): h holds i and, through i, j.
KITE = plain(
    "ab", "ac", "ad", "af", "bd", "be", "bg", "cd", "cf",
    "de", "df", "dg", "eg", "fg", "fh", "gh", "hi", "ij",
)  # fmt: skip

# The first figure of Borgatti and Everett 2000: a core of 1 to 4, a periphery of 5 to 9 and 0.
FIGURE_1 = plain(
    "12", "13", "14", "15", "23", "24", "26", "27", "28", "34", "38", "39", "45", "40"
)  # fmt: skip


def near(values: dict[str, float]) -> object:
    return pytest.approx(values)


# Betweenness: Freeman 1977


def test_the_middle_of_a_star_stands_between_all() -> None:
    assert betweenness(STAR) == near({"m": 1, "a": 0, "b": 0, "c": 0, "d": 0})


def test_betweenness_on_a_line() -> None:
    """Of the 6 pairs of others, b stands between ac, ad, ae; c between ad, ae, bd, be."""
    assert betweenness(LINE) == near({"a": 0, "b": 3 / 6, "c": 4 / 6, "d": 3 / 6, "e": 0})


def test_nobody_stands_between_where_all_are_tied() -> None:
    assert set(betweenness(COMPLETE).values()) == {0}


def test_strong_ties_are_short() -> None:
    """By c it is 1/3 + 1/3 = 2/3 from a to b, directly 1/1."""
    graph = weighted(("a", "b", 1), ("a", "c", 3), ("c", "b", 3))
    assert betweenness(graph) == near({"a": 0, "b": 0, "c": 1})


@pytest.mark.parametrize("fast", [False, True])
def test_ways_of_equal_length_are_found_equal(fast: bool) -> None:
    """1/10 + 1/15 = 1/6, but not in floating point: c has one of the two shortest ways."""
    assert 1 / 10 + 1 / 15 != 1 / 6
    graph = weighted(("a", "b", 6), ("a", "c", 10), ("c", "b", 15))
    assert betweenness(graph, fast=fast) == near({"a": 0, "b": 0, "c": 1 / 2})


@pytest.mark.parametrize("fast", [False, True])
def test_betweenness_of_few_and_of_none(fast: bool) -> None:
    assert betweenness(plain("ab"), fast=fast) == {"a": 0, "b": 0}
    assert betweenness(plain(alone="a"), fast=fast) == {"a": 0}
    assert betweenness(plain(), fast=fast) == {}


# Structural holes: Burt 1992


def test_constraint_and_effective_size_of_a_star() -> None:
    """m: four shares of 1/4 and no tie among the others: 4 · (1/4)² = 1/4. a: 1² = 1."""
    assert constraint(STAR) == near({"m": 1 / 4, "a": 1, "b": 1, "c": 1, "d": 1})
    assert effective_size(STAR) == near({"m": 4, "a": 1, "b": 1, "c": 1, "d": 1})


def test_constraint_and_effective_size_of_a_triangle() -> None:
    """Each: 2 · (1/2 + 1/2 · 1/2)² = 2 · 9/16. n - 2t/n = 2 - 2 · 1/2 = 1."""
    assert set(constraint(TRIANGLE).values()) == {9 / 8}
    assert set(effective_size(TRIANGLE).values()) == {1}


def test_effective_size_of_six_partners_with_four_ties_among_them() -> None:
    """n - 2t/n = 6 - 2 · 4/6 = 14/3, the form that Borgatti 1997 gives for equal weights."""
    graph = plain(*(f"m{each}" for each in "abcdef"), "ab", "bc", "de", "ef")
    assert effective_size(graph)["m"] == pytest.approx(14 / 3)


def test_weights_of_ties_count_for_constraint_and_effective_size() -> None:
    """Shares: of a 2/3 to b, 1/3 to c; of b 2/3 to a, 1/3 to c; of c 1/2 to each.

    c(a) = (2/3 + 1/3 · 1/2)² + (1/3 + 2/3 · 1/3)² = 25/36 + 25/81 = 325/324.
    e(a) = (1 - 1/3 · 1/2) + (1 - 2/3 · 1) = 7/6: to c, b is tied by half of its strongest tie.
    """
    graph = weighted(("a", "b", 2), ("a", "c", 1), ("b", "c", 1))
    assert constraint(graph)["a"] == pytest.approx(325 / 324)
    assert effective_size(graph)["a"] == pytest.approx(7 / 6)


def test_a_body_without_ties_has_neither() -> None:
    assert constraint(plain("ab", alone="c"))["c"] is None
    assert effective_size(plain("ab", alone="c"))["c"] is None


@pytest.mark.parametrize("graph", [STAR, LINE, TRIANGLE, COMPLETE, KITE, FIGURE_1])
def test_networkx_gives_the_same_structural_holes(graph: Network) -> None:
    assert constraint(graph) == near(nx.constraint(graph, weight="weight"))
    assert effective_size(graph) == near(nx.effective_size(graph, weight="weight"))


# Brokerage: Gould and Fernandez 1989


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "consultant"),
        ("BAA", "gatekeeper"),
        ("AAB", "representative"),
        ("ABC", "liaison"),
    ],
)
def test_the_five_roles_of_a_broker(groups: str, role: str) -> None:
    """b brokers between a and c: a → b → c."""
    found = brokerage(nx.DiGraph(["ab", "bc"]), dict(zip("abc", groups, strict=True)))
    assert found["b"] == {each: int(each == role) for each in BROKERAGE_ROLES}
    assert found["a"] == found["c"] == dict.fromkeys(BROKERAGE_ROLES, 0)


def test_who_can_go_directly_needs_no_broker() -> None:
    found = brokerage(nx.DiGraph(["ab", "bc", "ac"]), dict.fromkeys("abc", "A"))
    assert found["b"] == dict.fromkeys(BROKERAGE_ROLES, 0)
    back = brokerage(nx.DiGraph(["ab", "ba"]), dict.fromkeys("ab", "A"))  # a → b → a is no pair
    assert back["b"] == dict.fromkeys(BROKERAGE_ROLES, 0)


def test_brokerage_in_a_network_of_two_groups() -> None:
    """a and b are of one group, c and d of the other.

    By a: d → a → b (gatekeeper), d → a → c (consultant). By b: a → b → d (representative); a → c is
    direct. By c: a → c → d (gatekeeper); b → d is direct. By d: b → d → a (consultant), c → d → a
    (representative).
    """
    graph = nx.DiGraph(["ab", "ac", "bc", "bd", "cd", "da"])
    found = brokerage(graph, {"a": "1", "b": "1", "c": "2", "d": "2"})
    some = {node: {r: n for r, n in (roles or {}).items() if n} for node, roles in found.items()}
    assert some == {
        "a": {"gatekeeper": 1, "consultant": 1},
        "b": {"representative": 1},
        "c": {"gatekeeper": 1},
        "d": {"consultant": 1, "representative": 1},
    }


def test_a_body_of_no_known_sector_brokers_for_nobody() -> None:
    found = brokerage(nx.DiGraph(["ab", "bc"]), {"a": "A", "b": "", "c": "A"})
    assert found["b"] is None
    assert brokerage(nx.DiGraph(["ab", "bc"]), {"b": "A", "c": "A"})["b"] == dict.fromkeys(
        BROKERAGE_ROLES, 0
    )


# Fragmentation: Borgatti 2006


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (COMPLETE, 0),
        (LINE, 0),
        (plain(alone="a b c"), 1),
        (plain("ab", "bc", "de"), 0.6),  # components of 3 and 2: 1 - (3 · 2 + 2 · 1)/(5 · 4)
        (plain(alone="a"), 0),
        (plain(), 0),
    ],
)
def test_fragmentation(graph: Network, expected: float) -> None:
    assert fragmentation(graph) == expected
    assert fragmentation(graph.to_directed()) == expected


def test_fragmentation_of_the_kite_without_one_node() -> None:
    """Without h, 7 and 2 are left: 1 - (7 · 6 + 2)/(9 · 8) = 28/72. Without i: 8 and 1: 16/72."""
    changes = fragmentation_changes(KITE)
    assert {node: change for node, change in changes.items() if change} == near(
        {"h": 28 / 72, "i": 16 / 72}
    )


def test_what_was_loose_itself_holds_the_rest_no_longer_back() -> None:
    """a, b and the single c: 1 - 2/6 = 2/3. Without c: 0."""
    assert fragmentation_changes(plain("ab", alone="c"))["c"] == pytest.approx(-2 / 3)


networks = st.builds(
    lambda ties: plain(*map("".join, ties), alone="a b c"),
    st.sets(st.sampled_from(list(combinations("abcdefgh", 2))), max_size=14),
)


@settings(deadline=None)
@given(networks)
def test_one_walk_gives_what_taking_each_node_out_gives(graph: Network) -> None:
    whole = fragmentation(graph)
    for node, change in fragmentation_changes(graph).items():
        left = graph.copy()
        left.remove_node(node)
        assert change == pytest.approx(fragmentation(left) - whole, abs=1e-12)


# Articulation points, bridges, cores


def two_sides(*participations: str) -> Network:
    """Bodies a, b, c … in activities 1, 2, 3 …, as "a1"."""
    graph = nx.Graph()
    for body, activity in participations:
        graph.add_node(body, bipartite=0)
        graph.add_node(activity, bipartite=1)
        graph.add_edge(body, activity)
    return graph


def test_articulation_points_and_bridges() -> None:
    """a alone does 1, and with b does 2 and 3; c joins b in 3 only."""
    graph = two_sides("a1", "a2", "a3", "b2", "b3", "c3")
    assert articulation_points(graph) == {"a": 1, "b": 0, "c": 0}
    assert bridges(graph) == {"a": ["1"], "b": [], "c": ["3"]}


def test_a_body_alone_with_one_activity_cuts_nothing() -> None:
    assert articulation_points(two_sides("a1")) == {"a": 0}
    assert bridges(two_sides("a1")) == {"a": ["1"]}


def test_core_numbers() -> None:
    """Everyone in the triangle has two ties in it; the tail and what hangs on it one; d none."""
    assert core_numbers(plain("ab", "bc", "ca", "ct", "tu", alone="d")) == {
        "a": 2, "b": 2, "c": 2, "t": 1, "u": 1, "d": 0,
    }  # fmt: skip


# Core and periphery: Borgatti and Everett 2000


def test_the_middle_of_a_star_is_its_core() -> None:
    found = core_periphery(STAR)
    assert found.core == ("m",)
    assert found.fit == pytest.approx(1)


def test_the_fit_of_the_core_of_the_first_figure() -> None:
    """14 ties among 45 pairs; all 14 touch the core 1 to 4, and so do 6 + 4 · 6 = 30 pairs.

    r = (45 · 14 - 14 · 30)/√(14 · 31 · 30 · 15) = 210/√195300 = 0.475.
    """
    found = fit(FIGURE_1, frozenset("1234"))
    assert found == pytest.approx(210 / 195300**0.5)
    assert round(found or 0, 3) == 0.475


def test_the_best_core_of_the_first_figure() -> None:
    """Without 1, which adds one tie to the periphery: 13 ties and 3 + 3 · 7 = 24 pairs touch it.

    r = (45 · 13 - 14 · 24)/√(14 · 31 · 24 · 21) = 249/√218736 = 0.532. No core does better: all
    1,012 that leave a periphery of two or more were tried below.
    """
    found = core_periphery(FIGURE_1)
    assert found.core == ("2", "3", "4")
    assert found.fit == pytest.approx(249 / 218736**0.5)
    tried = [
        value
        for size in range(1, 10)
        for core in combinations(sorted(FIGURE_1), size)
        if (value := fit(FIGURE_1, frozenset(core))) is not None
    ]
    assert len(tried) == 2**10 - 2 - 10  # neither none nor all; a periphery of one has no pairs
    assert max(tried) == pytest.approx(found.fit)


@pytest.mark.parametrize("graph", [plain(), plain("ab"), plain(alone="a b c"), COMPLETE])
def test_where_no_core_says_anything(graph: Network) -> None:
    found = core_periphery(graph)
    assert (found.core, found.fit) == ((), None)


@settings(deadline=None)
@given(networks)
def test_no_single_change_betters_the_core(graph: Network) -> None:
    found = core_periphery(graph)
    if found.fit is None:
        return
    for node in graph:
        other = fit(graph, frozenset(found.core) ^ {node})
        assert other is None or other <= found.fit + 1e-9


# Communities, strength, concentration


def test_two_triangles_with_one_tie_between_are_two_communities() -> None:
    """Seven ties; in each half 3 of them, and strengths of 7 of 14: 2 · (3/7 - 1/4) = 5/14."""
    graph = plain("ab", "bc", "ca", "cx", "xy", "yz", "zx")
    found = communities(graph)
    assert found == {"a": 1, "b": 1, "c": 1, "x": 2, "y": 2, "z": 2}
    assert modularity(graph, found) == pytest.approx(5 / 14)


def test_communities_are_numbered_by_size_then_name() -> None:
    assert communities(plain("xy", "yz", "zx", "ab", alone="c")) == {
        "x": 1, "y": 1, "z": 1, "a": 2, "b": 2, "c": 3,
    }  # fmt: skip


def test_communities_of_nothing() -> None:
    assert communities(plain()) == {}
    assert modularity(plain(alone="a"), {"a": 1}) is None


def test_strength_is_the_sum_of_weights() -> None:
    graph = weighted(("a", "b", 2), ("a", "c", 1), alone="d")
    assert strengths(graph) == {"a": 3, "b": 2, "c": 1, "d": 0}


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ("1", Fraction(1)),
        ("1/4 1/4 1/4 1/4", Fraction(1, 4)),  # n equal shares: 1/n
        ("7/10 3/10", Fraction(58, 100)),  # 49/100 + 9/100
        ("", Fraction(0)),
    ],
)
def test_the_herfindahl_hirschman_index(shares: str, expected: Fraction) -> None:
    assert herfindahl(map(Fraction, shares.split())) == expected

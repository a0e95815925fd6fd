"""Who works with whom: Newman's weights, by both ways of counting."""

from __future__ import annotations

import random
from array import array
from fractions import Fraction
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kavshiri.graph.coordination import projection
from kavshiri.graph.coordination.bipartite import bipartite
from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.coordination.projection import Groups, co_working, project

from .made import made, row


def weights(groups: list[list[int]], count: int) -> dict[tuple[int, int], float]:
    found = project(Groups.of(groups), count)
    return dict(zip(zip(found.first, found.second, strict=True), found.weight, strict=True))


def test_the_weight_of_one_shared_activity() -> None:
    """Newman 2001: two authors of a paper by k authors are tied by 1/(k - 1)."""
    assert weights([[0, 1]], 2) == {(0, 1): 1.0}  # k = 2: 1/1
    assert weights([[0, 1, 2]], 3) == {(0, 1): 0.5, (0, 2): 0.5, (1, 2): 0.5}  # k = 3: 1/2


def test_weights_add_up_over_activities() -> None:
    """0 and 1 share a pair, a three and a four: 1 + 1/2 + 1/3 = 11/6."""
    found = weights([[0, 1], [0, 1, 2], [0, 1, 2, 3]], 4)
    assert found[0, 1] == 11 / 6
    assert found[0, 3] == 1 / 3


def test_a_body_alone_and_nobody_at_all_tie_nobody() -> None:
    assert weights([[0], [], [1]], 2) == {}
    assert weights([], 0) == {}


groups_of_bodies = st.lists(st.sets(st.integers(0, 9), max_size=7).map(sorted), max_size=20)


@settings(deadline=None)
@given(groups_of_bodies)
def test_weights_are_the_exact_sums(groups: list[list[int]]) -> None:
    expected: dict[tuple[int, int], Fraction] = {}
    for group in groups:
        for pair in combinations(group, 2):
            expected[pair] = expected.get(pair, Fraction()) + Fraction(1, len(group) - 1)
    assert weights(groups, 10) == {pair: float(weight) for pair, weight in expected.items()}


@settings(deadline=None)
@given(groups_of_bodies, st.randoms(use_true_random=False))
def test_the_order_of_activities_changes_nothing(
    groups: list[list[int]], chance: random.Random
) -> None:
    before = project(Groups.of(groups), 10)
    chance.shuffle(groups)
    assert project(Groups.of(groups), 10) == before


@settings(deadline=None)
@given(groups_of_bodies)
def test_the_weights_of_a_body_are_its_shared_activities(groups: list[list[int]]) -> None:
    found = weights(groups, 10)
    for body in range(10):
        shared = sum(body in group and len(group) > 1 for group in groups)
        total = sum(Fraction(weight) for pair, weight in found.items() if body in pair)
        assert float(total) == pytest.approx(shared)


@pytest.fixture
def sparse_from_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count everything with sparse matrices."""
    monkeypatch.setattr(projection, "_MANY", -1)


def by_sizes(largest: int) -> list[list[int]]:
    chance = random.Random(largest)
    return [sorted(chance.sample(range(50), chance.randint(0, largest))) for _ in range(400)]


@pytest.mark.parametrize("largest", [2, 8, 24, 50])
def test_both_ways_of_counting_give_the_same(largest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 24 the sums are too large for floats; at 50 too large for 64 bits."""
    groups = Groups.of(by_sizes(largest))
    monkeypatch.setattr(projection, "_MANY", 10**9)
    counted = project(groups, 50)
    monkeypatch.setattr(projection, "_MANY", -1)
    assert project(groups, 50) == counted
    assert isinstance(counted.weight, array)


@pytest.mark.usefixtures("sparse_from_the_first")
def test_sparse_matrices_without_anything_to_count() -> None:
    assert weights([], 0) == {}
    assert weights([[], []], 3) == {}


def test_networkx_gives_the_same_on_both_plans(both: Plans) -> None:
    choice = Choice(layers=LAYERS, groups=True)
    found = co_working(both, choice)
    peer = nx.bipartite.collaboration_weighted_projected_graph(bipartite(both, choice), found)
    assert len(found) == 65
    assert {frozenset(edge) for edge in found.edges} == {frozenset(edge) for edge in peer.edges}
    for one, other, weight in found.edges(data="weight"):
        assert weight == pytest.approx(peer[one][other]["weight"])


def test_a_tie_keeps_its_activities() -> None:
    plans = made(row("1", lead="a", partner="b c"), row("2", lead="c a"))
    graph = co_working(plans)
    assert graph.edges["a", "c"] == {"weight": 1.5, "activities": ("1", "2")}
    assert graph.edges["b", "c"] == {"weight": 0.5, "activities": ("1",)}

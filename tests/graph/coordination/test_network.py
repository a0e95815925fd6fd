"""The network: its ties, layer by layer, rolled up and without the chair."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx
import pytest

from kavshiri.graph.coordination.bipartite import bipartite
from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.layers import money_tie
from kavshiri.graph.coordination.network import directed, network, undirected
from kavshiri.graph.coordination.plans import Plans

from .conftest import Reading
from .made import made, row

PLAN = made(
    row("1", lead="a b", support="c", partner="d c", donor="eu", reporting="k", effort=True),
    row("2", lead="b", support="a", donor="eu un"),
    row("3", lead="a", partner="c", donor="eu", state_money=True),
    row("4", lead="a", donor="eu", budget_cell=False),
    row("5", lead="a", donor="un"),
    hosts={"k": "m"},
)


def ties(graph: nx.MultiDiGraph[str], layer: str) -> dict[str, str]:
    """The activities of each tie of a layer."""
    return {
        f"{one}-{other}": " ".join(edge["activities"])
        for one, other, key, edge in graph.edges(keys=True, data=True)
        if key == layer
    }


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        ("delivery", {"a-c": "1 3", "a-d": "1", "b-c": "1", "b-d": "1", "b-a": "2"}),
        ("joint", {"a-b": "1"}),
        ("funding", {"a-eu": "1 3 4", "b-eu": "1 2", "b-un": "2", "a-un": "5"}),
        ("reporting", {"k-a": "1", "k-b": "1"}),
        ("hosting", {"k-m": "1"}),
    ],
)
def test_the_ties_of_each_layer(layer: str, expected: dict[str, str]) -> None:
    assert ties(network(PLAN, Choice(layers=(layer,))), layer) == expected
    assert ties(network(PLAN, Choice(layers=LAYERS)), layer) == expected


def test_an_edge_says_how_much_it_stands_for() -> None:
    edge = network(PLAN, Choice(layers=("delivery",))).edges["a", "c", "delivery"]
    assert edge["weight"] == 2
    assert edge["roles"] == ("partner", "support")  # in activity 1 c is in both
    assert not edge["mutual"]
    assert network(PLAN, Choice(layers=("joint",))).edges["a", "b", "joint"]["mutual"]


def test_a_donor_is_critical_where_no_other_money_is_stated() -> None:
    """1: one donor, only effort beside. 3: state money. 4: the cell is lost. 2: two donors."""
    graph = network(PLAN, Choice(layers=("funding",)))
    edge = graph.edges["a", "eu", "funding"]
    assert (edge["critical"], edge["effort_only"], edge["unsure"]) == (("1",), ("1",), ("4",))
    assert graph.edges["b", "eu", "funding"]["critical"] == ("1",)
    assert graph.edges["b", "un", "funding"]["critical"] == ()
    edge = graph.edges["a", "un", "funding"]
    assert (edge["critical"], edge["effort_only"]) == (("5",), ())


def test_a_table_without_a_column_for_state_money_leaves_the_need_open() -> None:
    plans = made(row("1", lead="a", donor="eu", budget_cell=None))
    assert money_tie(plans, plans.activities["1"], "body") == "unsure"


def test_two_units_of_one_donor_are_one_donor_where_units_are_rolled_up() -> None:
    plans = made(row("1", lead="a", donor="d1 d2"), parents={"d1": "d", "d2": "d"})
    assert money_tie(plans, plans.activities["1"], "body") == "shared"
    assert money_tie(plans, plans.activities["1"], "ministry") == "critical"


def test_who_has_no_tie_is_in_the_network() -> None:
    graph = network(made(row("1", lead="a"), row("2", lead="b", support="c")))
    assert sorted(graph) == ["a", "b", "c"]
    assert list(nx.isolates(graph)) == ["a"]


def test_who_has_no_role_in_the_layers_is_not() -> None:
    assert sorted(network(PLAN, Choice(layers=("joint",)))) == ["a", "b"]


def test_nodes_say_who_they_are_and_how_much_they_do() -> None:
    node = network(PLAN).nodes["a"]
    assert node == {
        "name_ka": "უწყება a",
        "name_en": "A",
        "acronym": "",
        "type": "agency",
        "sector": "government",
        "is_group": False,
        "leads": 4,
        "supports": 1,
        "partners": 0,
        "funds": 0,
        "reports": 0,
        "takes_part": 5,  # it leads 1, 3, 4, 5 and supports 2
        "loops": 0,
    }


def test_who_takes_part_counts_once_and_in_roles_of_the_layers_only() -> None:
    assert network(PLAN).nodes["c"]["takes_part"] == 2  # in 1 it is supporter and partner
    assert network(PLAN, Choice(layers=("joint",))).nodes["a"]["takes_part"] == 4
    assert network(PLAN, Choice(layers=("delivery", "funding"))).nodes["eu"]["takes_part"] == 4


ROLLED = made(
    row("1", lead="m1", support="m2 n1"),
    row("2", lead="m", support="n2"),
    row("3", lead="m1 m2 n1"),
    parents={"m1": "m", "m2": "m", "n1": "n", "n2": "n"},
)


def test_units_roll_up_and_what_is_inside_one_ministry_is_counted() -> None:
    graph = network(ROLLED, Choice(layers=("delivery", "joint"), level="ministry"))
    assert ties(graph, "delivery") == {"m-n": "1 2"}
    assert ties(graph, "joint") == {"m-n": "3"}
    # m1 needs m2 in 1, and leads with it in 3
    assert graph.nodes["m"]["loops"] == 2
    assert graph.nodes["n"]["loops"] == 0
    assert graph.graph["loops"] == 2
    assert graph.nodes["m"]["leads"] == 3
    assert graph.nodes["m"]["supports"] == 1


def test_bodies_that_are_gathered_stand_as_one() -> None:
    """a, b and d are one: ties among them are loops, those to others add up."""
    graph = network(PLAN, Choice(layers=LAYERS), gathered={"a": "us", "b": "us", "d": "us"})
    assert ties(graph, "delivery") == {"us-c": "1 3"}
    assert ties(graph, "joint") == {}
    assert ties(graph, "funding") == {"us-eu": "1 2 3 4", "us-un": "2 5"}
    assert ties(graph, "reporting") == {"k-us": "1"}
    assert graph.nodes["us"]["leads"] == 5
    assert graph.nodes["us"]["loops"] == 2  # in 1 they lead together, in 2 b needs a
    assert graph.nodes["us"]["name_en"] == "us"
    same = network(PLAN, Choice(layers=LAYERS), gathered={"nobody": "us"})
    assert ties(same, "funding") == ties(network(PLAN, Choice(layers=LAYERS)), "funding")


def test_a_body_that_would_need_itself_is_a_loop() -> None:
    graph = network(made(row("1", lead="a", partner="a b")))
    assert ties(graph, "delivery") == {"a-b": "1"}
    assert graph.graph["loops"] == 1


def test_named_bodies_can_be_left_out() -> None:
    graph = network(PLAN, Choice(without=("c", "eu")))
    assert ties(graph, "delivery") == {"a-d": "1", "b-d": "1", "b-a": "2"}
    assert "c" not in graph


def test_one_arrow_for_each_pair_and_two_for_a_joint_tie() -> None:
    arrows = directed(network(PLAN, Choice(layers=("delivery", "joint"))))
    assert {(u, v): w for u, v, w in arrows.edges(data="weight")} == {
        ("a", "b"): 1,  # lead together in 1
        ("b", "a"): 2,  # lead together in 1, and b needs a in 2
        ("a", "c"): 2,
        ("a", "d"): 1,
        ("b", "c"): 1,
        ("b", "d"): 1,
    }


def test_one_tie_for_each_pair_counts_an_activity_once() -> None:
    plans = made(row("1", lead="a b", support="a"), row("2", lead="a", partner="b"))
    graph = undirected(network(plans, Choice(layers=("delivery", "joint"))))
    assert list(graph.edges(data="weight")) == [("a", "b", 2)]


def test_the_network_of_bodies_and_activities_keeps_the_roles() -> None:
    graph = bipartite(PLAN, Choice(layers=LAYERS))
    assert graph.nodes["1"]["bipartite"] == 1
    assert graph.nodes["a"]["bipartite"] == 0
    assert graph.edges["c", "1"]["roles"] == ("support", "partner")
    assert graph.degree("a") == 5
    only_leads = bipartite(PLAN, Choice(layers=("joint",)))
    assert sorted(only_leads.neighbors("1")) == ["a", "b"]


def test_an_activity_without_anybody_stands_alone() -> None:
    graph = bipartite(made(row("1"), row("2", lead="a")))
    assert graph.degree("1") == 0


def test_no_plans_give_no_network() -> None:
    empty = made()
    assert len(network(empty)) == len(bipartite(empty)) == 0


def slug(iri: str) -> str:
    """The name of a body as the readings have it; those not resolved are marked there."""
    return iri.rpartition("/")[2]


@pytest.mark.parametrize("plan", ["migration-2019", "thb-2019-2020"])
def test_every_delivery_tie_is_one_that_a_person_read(
    plan: str, both: Plans, reading: Reading
) -> None:
    """Computed apart, from the reading of the documents row by row."""
    expected: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, activity in reading.items():
        if path.startswith(plan):
            for lead, _ in activity.get("lead", []):
                for needed, _ in activity.get("support", []) + activity.get("partner", []):
                    expected[slug(lead), slug(needed)].add(path)
    found = network(both, Choice(plans=(f"{both.base}plan/{plan}",), groups=True))
    prefix = f"{both.base}activity/"
    assert {
        (slug(u), slug(v)): {iri.removeprefix(prefix) for iri in edge["activities"]}
        for u, v, edge in found.edges(data=True)
    } == expected


def test_every_funding_tie_is_one_that_a_person_read(both: Plans, reading: Reading) -> None:
    expected: dict[tuple[str, str], int] = defaultdict(int)
    for activity in reading.values():
        for lead, _ in activity.get("lead", []):
            for donor, _ in activity.get("donor", []):
                expected[slug(lead), slug(donor)] += 1
    found = network(both, Choice(layers=("funding",)))
    weights = {(slug(u), slug(v)): weight for u, v, weight in found.edges(data="weight")}
    assert weights == expected

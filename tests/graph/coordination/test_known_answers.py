"""What the measures say about the two plans, counted by hand in the documents.

Rows are named by their path in the plan, as in the readings of both documents
(``tests/resources/readings``). Section IV ბ of the migration plan (``iv/b``, lines 315 to 411) has
five rows:

====  ====================  ===========================================  ========
row   responsible           partners                                     donors
====  ====================  ===========================================  ========
1.1   Ministry of Labour
2.1   Ministry of Economy   Geostat, ministries of Education and Labour
3.1   Ministry of Labour    GIZ, IOM                                     BMZ, EU
3.2   Ministry of Labour    GIZ, ICMPD, IOM                              BMZ, EU
4.1   Ministry of Labour    Public Registry
====  ====================  ===========================================  ========

So its delivery network is a tree: Labour is tied to GIZ and IOM (twice each), ICMPD, the Public
Registry and Economy (once each), and Economy to Geostat and Education.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import pytest

from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.measures.cohesion import bridges
from kavshiri.graph.coordination.measures.concentration import concentration
from kavshiri.graph.coordination.measures.core_periphery import core_periphery
from kavshiri.graph.coordination.measures.dependence import only_funder, only_lead
from kavshiri.graph.coordination.measures.describe import scores
from kavshiri.graph.coordination.measures.fragmentation import fragmentation
from kavshiri.graph.coordination.measures.view import View
from kavshiri.graph.coordination.network import network
from kavshiri.graph.coordination.plans import Plans

from .conftest import Reading

LABOUR, ECONOMY = "ministry-of-labour", "ministry-of-economy"


def body(plans: Plans, slug: str) -> str:
    return f"{plans.base}organisation/{slug}"


def paths(plans: Plans, activities: tuple[str, ...]) -> list[str]:
    return [iri.removeprefix(f"{plans.base}activity/").partition("/")[2] for iri in activities]


def values(view: View, code: str) -> Mapping[str, object]:
    """What is not 0 or nothing, by the slug of the body."""
    return {each.about.rpartition("/")[2]: each.value for each in scores(view, code) if each.value}


@pytest.fixture
def section(both: Plans) -> View:
    """Section IV ბ of the migration plan."""
    return View(both, Choice(divisions=(f"{both.base}division/migration-2019/iv/b",)))


@pytest.fixture
def trafficking(both: Plans) -> Choice:
    """The plan against trafficking, without its groups."""
    return Choice(plans=(f"{both.base}plan/thb-2019-2020",))


def test_how_much_the_bodies_of_the_section_do(section: View) -> None:
    assert values(section, "leads") == {LABOUR: 4, ECONOMY: 1}
    assert values(section, "partners") == {
        "geostat": 1, "giz": 2, "icmpd": 1, "iom": 2, LABOUR: 1, "ministry-of-education": 1,
        "public-registry": 1,
    }  # fmt: skip


def test_all_of_the_section_is_due_in_december(section: View) -> None:
    """Every one of the five rows says 12.2019."""
    assert values(section, "deadlineLoad") == {LABOUR: 4, ECONOMY: 1}


def test_strength_in_the_section(section: View) -> None:
    """Labour: 2 + 2 + 1 + 1 to those it needs, 1 to Economy, which needs it."""
    assert values(section, "strength")[LABOUR] == 7
    assert values(section, "strengthOut") == {LABOUR: 6, ECONOMY: 3}
    assert values(section, "strengthIn")[LABOUR] == 1


def test_betweenness_in_the_section(section: View) -> None:
    """Of 21 pairs of others, Labour stands between all but the three of Economy's side: 18.

    Economy stands between Geostat and Education, and between each of them and the other five: 11.
    """
    assert values(section, "betweenness") == pytest.approx({LABOUR: 18 / 21, ECONOMY: 11 / 21})


def test_structural_holes_in_the_section(section: View) -> None:
    """Labour's shares: 2/7, 2/7, 1/7, 1/7, 1/7 and no ties among the five: (4+4+1+1+1)/49."""
    found = values(section, "constraint")
    assert found[LABOUR] == pytest.approx(11 / 49)
    assert found[ECONOMY] == pytest.approx(1 / 3)
    assert values(section, "effectiveSize")[LABOUR] == pytest.approx(5)


def test_brokers_in_the_section(section: View) -> None:
    """Economy needs Labour, which needs the Public Registry (state) and three international."""
    assert values(section, "coordinator") == {LABOUR: 1}
    assert values(section, "representative") == {LABOUR: 3}
    assert values(section, "gatekeeper") == values(section, "liaison") == {}


def test_where_the_section_would_come_apart(section: View, both: Plans) -> None:
    """Labour: row 1.1 has nobody else; rows 2.1 and 4.1 reach the rest through it alone.

    Rows 3.1 and 3.2 hold together through GIZ and IOM also without it.
    """
    assert values(section, "articulationPoint") == {LABOUR: 1}
    tied = bridges(section.bipartite)[body(both, LABOUR)]
    assert paths(both, tuple(tied)) == ["iv/b/1.1", "iv/b/2.1", "iv/b/4.1"]


def test_how_far_the_section_falls_apart(section: View) -> None:
    """Whole: a tree. Without Labour: Economy's three and four alone, 1 - 6/42.

    Without Economy: Labour's five, and two alone: 1 - 20/42.
    """
    assert fragmentation(section.undirected) == 0
    expected = {LABOUR: 36 / 42, ECONOMY: 22 / 42}
    assert values(section, "fragmentation") == pytest.approx(expected)


def test_the_core_of_the_section(section: View, both: Plans) -> None:
    """Labour and Economy touch all 7 ties and 13 of 28 pairs: (28·7 - 7·13)/√(7·21·13·15) = 0.620.

    Labour alone touches 5 ties and 7 pairs: (28·5 - 7·7)/√(7·21·7·21) = 0.619.
    """
    found = core_periphery(section.undirected)
    assert found.core == (body(both, ECONOMY), body(both, LABOUR))
    assert found.fit == pytest.approx(105 / 28665**0.5)
    assert values(section, "coreNumber") == dict.fromkeys(values(section, "strength"), 1)


def test_how_the_section_is_shared(both: Plans) -> None:
    """Four rows of five are led by Labour, one by Economy: 16/25 + 1/25."""
    found = concentration(both, by="division")[f"{both.base}division/migration-2019/iv/b"]
    assert found.index == Fraction(17, 25)
    assert found.effective_number == Fraction(25, 17)


def test_how_an_objective_is_shared(both: Plans) -> None:
    """VIII ა 1: one row of the science foundation, three of Foreign Affairs: 1/16 + 9/16."""
    found = concentration(both)[f"{both.base}objective/migration-2019/viii/a/1"]
    assert found.index == Fraction(5, 8)
    assert len(found.activities) == 4


def test_how_an_objective_with_joint_leads_is_shared(both: Plans) -> None:
    """2.1 of the plan against trafficking: eleven rows, five of them with several leads.

    The council leads 2.1.1, 2.1.10 and 2.1.11 alone, 2.1.6 and 2.1.7 with one other, 2.1.8 with
    two: 3 + 1/2 + 1/2 + 1/3 = 26/6. The fund 2.1.3 and 2.1.4 alone, 2.1.5, 2.1.6 and 2.1.9 with one
    other, 2.1.8 with two: 23/6. Education 2.1.2: 6/6. Internal Affairs half of 2.1.5 and a third of
    2.1.8: 5/6. Labour half of 2.1.9, the training centre half of 2.1.7: 3/6 each. All: 66/6 = 11.
    """
    found = concentration(both)[f"{both.base}objective/thb-2019-2020/2/2.1"]
    squares = 26**2 + 23**2 + 6**2 + 5**2 + 3**2 + 3**2
    assert found.index == Fraction(squares, 66**2)
    assert found.effective_number == Fraction(363, 107)


def test_internal_affairs_needs_iom_in_thirteen_activities(both: Plans) -> None:
    """v/a/1.1, 2.1, 2.3, 2.4, 5.1, 5.3, 5.4; v/b/3.1, 5.2; v/g/4.2, 4.3; v/d/2.1; vi/b/1.1."""
    edge = network(both).edges[
        body(both, "ministry-of-internal-affairs"), body(both, "iom"), "delivery"
    ]
    assert edge["weight"] == 13
    assert edge["roles"] == ("partner",)
    found = Counter(path.rpartition("/")[0] for path in paths(both, edge["activities"]))
    assert found == {"v/a": 7, "v/b": 2, "v/g": 2, "v/d": 1, "vi/b": 1}


def test_what_the_agency_for_services_leads(both: Plans, reading: Reading) -> None:
    """39 rows, in every one of which it is the only lead."""
    agency = "state-services-development-agency"
    leads = {path for path, row in reading.items() if [agency, "ministry-of-justice"] in row["lead"]
             or [agency, None] in row["lead"]}  # fmt: skip
    assert len(leads) == 39
    view = View(both)
    assert values(view, "leads")[agency] == 39
    assert values(view, "soleLead")[agency] == 39
    alone = only_lead(both)[body(both, agency)]
    found = {iri.removeprefix(f"{both.base}activity/") for iri in alone}
    assert leads <= found


def test_which_donors_are_the_only_money_of_how_much(both: Plans) -> None:
    """The EU is named in 57 rows: in 14 with another donor (iv/a/4.2, 6.1; iv/b/3.1, 3.2; v/a/2.1,
    2.3; v/g/4.1 to 4.4, 5.1; vi/b/1.1, 2.2; x/g/…/5.1), in 2 beside state money (v/g/4.9, a sum;
    viii/a/1.4, a price), and in 2 the cell for state money was lost (v/g/3.1, 4.6): 39.

    UNHCR: 11 rows, 4 of them with the EU. IDF: both of its rows. BMZ: 4, 3 with the EU. DTRA: 3, 2
    with others. The Council of Europe: its one row. INL, EXBS, DOJ and Norway: always with others.
    """
    view = View(both, Choice(layers=("funding",)))
    assert values(view, "funds")["eu"] == 57
    assert values(view, "soleFunder") == {
        "eu": 39, "unhcr": 7, "idf": 2, "bmz": 1, "coe": 1, "dtra": 1,
    }  # fmt: skip


def test_what_a_donor_alone_pays_has_effort_or_not(both: Plans) -> None:
    """DTRA is the only money of v/a/2.2, whose cell for state money is empty; UNHCR of vi/b/1.2,
    where that cell says administrative resource."""
    graph = network(both, Choice(layers=("funding",)))
    inner = body(both, "ministry-of-internal-affairs")
    edge = graph.edges[inner, body(both, "dtra"), "funding"]
    assert paths(both, edge["critical"]) == ["v/a/2.2"]
    assert edge["effort_only"] == ()
    edge = graph.edges[inner, body(both, "unhcr"), "funding"]
    assert "vi/b/1.2" in paths(both, edge["effort_only"])
    assert "x/g/tavshesapari/1.2" not in paths(both, edge["effort_only"])


def test_a_donor_can_be_the_only_money_of_an_objective(both: Plans) -> None:
    """after-viii/b/1 has rows 1.1 to 1.3 and 1.3 is IDF's; after-viii/b/2 has 2.1 only."""
    found = only_funder(both)[body(both, "unresolved/idf")]
    objectives = [iri for iri in found if iri in both.objectives]
    assert objectives == [f"{both.base}objective/migration-2019/after-viii/b/2"]


def test_units_of_the_ministry_of_justice_rolled_up(both: Plans, trafficking: Choice) -> None:
    """The council needs the agency for services in 2.1.8, 5.8.1 and 6.1.1, the House of Justice in
    5.8.1 and 6.1.1, the training centre in 2.1.6 and 6.1.1, the prevention centre in 6.1.1: eight
    ties, but four activities."""
    council = body(both, "anti-trafficking-council")
    graph = network(both, trafficking)
    weights = {
        slug: graph.edges[council, body(both, slug), "delivery"]["weight"]
        for slug in (
            "state-services-development-agency", "house-of-justice", "justice-training-centre",
            "crime-prevention-centre",
        )
    }  # fmt: skip
    assert list(weights.values()) == [3, 2, 2, 1]
    rolled = network(both, Choice(plans=trafficking.plans, level="ministry"))
    edge = rolled.edges[council, body(both, "ministry-of-justice"), "delivery"]
    assert sorted(paths(both, edge["activities"])) == ["2/2.1.6", "2/2.1.8", "5/5.8.1", "6/6.1.1"]


def test_what_stays_inside_the_ministry_of_labour(both: Plans, trafficking: Choice) -> None:
    """2.2.2: the service agency, helped by the fund. 2.2.3: the ministry, by the service agency.

    5.4.1 and 5.9.1: the ministry, by the fund. All three are one ministry; no other ministry helps
    itself.
    """
    rolled = network(both, Choice(plans=trafficking.plans, level="ministry"))
    loops = {node.rpartition("/")[2]: n for node, n in rolled.nodes(data="loops") if n}
    assert loops == {LABOUR: 4}
    assert rolled.graph["loops"] == 4


def test_without_the_chair(both: Plans) -> None:
    """The ministry of Justice chairs the council, which leads 23 rows; its agencies stay."""
    graph = network(both, Choice(layers=LAYERS, chair=False))
    assert body(both, "ministry-of-justice") not in graph
    assert body(both, "anti-trafficking-council") not in graph
    assert body(both, "state-services-development-agency") in graph


def test_the_council_needs_its_host_in_all_it_does(both: Plans) -> None:
    """It leads 23 rows, supports 16 others and reports on 12 more."""
    graph = network(both, Choice(layers=("hosting",)))
    assert list(graph.edges(data="weight")) == [
        (body(both, "anti-trafficking-council"), body(both, "ministry-of-justice"), 51)
    ]

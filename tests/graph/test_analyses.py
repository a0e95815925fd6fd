"""What a build computes over all plans: dependencies with their evidence, measures, look-alikes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kavshiri.graph import OpenStore
from kavshiri.graph.query import select

BASE = "https://w3id.org/kavshiri/id/"


def rows(store: OpenStore, text: str) -> list[tuple[object, ...]]:
    """Return rows as Python values, IRIs without the base."""
    found = select(store, text).to_python()
    return [
        tuple(v.removeprefix(BASE) if isinstance(v, str) else v for v in row.values())
        for row in found
    ]


def test_every_dependency_is_written_with_its_evidence(built: OpenStore) -> None:
    # The one activity with bodies is led by the registry, with one supporter, one partner and one
    # donor; that the registry reports on itself makes no dependency.
    found = rows(
        built,
        """SELECT ?from ?to ?layer ?weight ?evidence WHERE {
          ?d a kav:Dependency ; kav:from ?from ; kav:to ?to ; kav:layer/skos:notation ?layer ;
            kav:weight ?weight ; kav:evidence ?evidence
        } ORDER BY ?layer ?to""",
    )
    registry, activity = "organisation/public-registry", "activity/small-2019/iv/a/1.1"
    assert found == [
        (registry, "organisation/iom", "delivery", 1, activity),
        (registry, "organisation/unresolved/idf", "delivery", 1, activity),
        (registry, "organisation/eu", "funding", 1, activity),
    ]


def test_where_the_cell_for_state_money_is_lost_no_donor_is_critical(built: OpenStore) -> None:
    # The activity does not hold the cell of its row that tells of state money: nobody knows.
    assert rows(built, "SELECT ?to ?a WHERE { ?d kav:to ?to ; kav:criticalEvidence ?a }") == []


def test_the_short_way_leads_where_the_dependencies_lead(built: OpenStore) -> None:
    found = rows(built, "SELECT ?to WHERE { ?from kav:dependsOn ?to } ORDER BY ?to")
    assert found == [
        ("organisation/eu",),
        ("organisation/iom",),
        ("organisation/unresolved/idf",),
    ]


@pytest.mark.parametrize(
    ("body", "code", "value"),
    [
        ("public-registry", "leads", 1),
        ("public-registry", "soleLead", 1),
        ("eu", "funds", 1),
        ("eu", "soleFunder", 0),
        ("iom", "partners", 1),
        ("iom", "leads", 0),
        ("unresolved/idf", "supports", 1),
    ],
)
def test_measures_are_written_over_all_plans(
    built: OpenStore, body: str, code: str, value: int
) -> None:
    found = rows(
        built,
        f"""SELECT ?value WHERE {{
          ?m a kav:Measure ; kav:about <{BASE}organisation/{body}> ; kav:value ?value ;
            kav:measureKind/skos:notation "{code}" .
          FILTER NOT EXISTS {{ ?m kav:scope ?plan }}
        }}""",
    )
    assert found == [(Decimal(value),)]


def test_all_of_it_names_the_run_over_both_documents(built: OpenStore) -> None:
    found = rows(
        built,
        """SELECT DISTINCT ?document WHERE {
          ?d a kav:Dependency ; prov:wasGeneratedBy/prov:used ?document
        } ORDER BY ?document""",
    )
    assert found == [("document/other-2020",), ("document/small-2019",)]
    without = rows(
        built,
        """SELECT ?thing WHERE {
          VALUES ?class { kav:Dependency kav:Measure kav:Overlap }
          ?thing a ?class FILTER NOT EXISTS { ?thing prov:wasGeneratedBy ?run }
        }""",
    )
    assert without == []

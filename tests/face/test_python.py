"""The Python face: what a built graph gives to those who work in Python, pandas and rdflib."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import rdflib

import kavshiri
from kavshiri.ontology import PREFIXES
from kavshiri.queries.library import questions

GRAPHS = "https://w3id.org/kavshiri/id/graph/"


@pytest.fixture(scope="module")
def graph(store: Path) -> Iterator[kavshiri.Graph]:
    """Both plans, open."""
    with kavshiri.open(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def dataset(graph: kavshiri.Graph) -> rdflib.Dataset:
    """Both plans in rdflib."""
    return graph.to_rdflib()


def test_the_questions_are_a_table(graph: kavshiri.Graph) -> None:
    found = graph.questions("ka")
    assert found.names == ("question", "for", "title", "description")
    assert [row[0] for row in found.rows] == list(questions())
    assert {row[1] for row in found.rows} == {"ანალიტიკოსი", "აუდიტორი", "კოორდინატორი"}


def test_a_question_takes_values_of_python(graph: kavshiri.Graph) -> None:
    """53 deadlines of the anti-trafficking plan end with its last day, by the hand reading."""
    rows = graph.ask("due-next", from_=date(2020, 12, 31), plan=["thb-2019-2020"]).to_records()
    assert len(rows) == 53
    assert {row["due"] for row in rows} == {date(2020, 12, 31)}
    written = graph.ask("due-next", from_="2020-12-31", plan="thb-2019-2020")
    assert written.to_records() == rows


def test_an_answer_says_what_it_is_the_answer_to(graph: kavshiri.Graph) -> None:
    answer = graph.ask("donor-trace", donor="ევროკავშირი", lang="ka")
    assert answer.title == "დონორის კვალი"
    assert answer.parameters["donor"] == "https://w3id.org/kavshiri/id/organisation/eu"
    assert [source.split()[0] for source in answer.sources] == [
        "migration-2019.txt", "thb-2019-2020.txt",
    ]  # fmt: skip


def test_a_notebook_shows_which_plans_are_there(graph: kavshiri.Graph) -> None:
    shown = graph._repr_html_()
    assert "<td>migration-2019</td><td>Migration Strategy of Georgia 2016-2020" in shown
    assert '<span lang="ka">ადამიანით ვაჭრობის' in shown
    assert '<td class="number">147</td>' in shown  # rows of the documents' tables
    assert '<td class="number">57</td>' in shown


# rdflib, where a dataset sees the union of its graphs, itself uses what it deprecates
pytestmark = pytest.mark.filterwarnings(
    "ignore:Dataset.default_context is deprecated:DeprecationWarning"
)


def test_rdflib_holds_every_statement(graph: kavshiri.Graph, dataset: rdflib.Dataset) -> None:
    counts = graph.info()["statements"]
    assert len(dataset) == sum(counts.values())
    for name, count in counts.items():
        assert len(dataset.graph(rdflib.URIRef(GRAPHS + name))) == count, name


def test_rdflib_sees_the_union_and_knows_the_prefixes(dataset: rdflib.Dataset) -> None:
    (row,) = dataset.query("SELECT (COUNT(?a) AS ?n) WHERE { ?a a kav:Activity ; kav:plan ?p }")
    assert row[0].toPython() == 204
    (row,) = dataset.query(
        f"SELECT (COUNT(?a) AS ?n) WHERE {{ GRAPH <{GRAPHS}plan/thb-2019-2020> "
        "{ ?a a kav:Activity } }"
    )
    assert row[0].toPython() == 57
    bound = {prefix: str(namespace) for prefix, namespace in dataset.namespaces()}
    assert bound.items() >= PREFIXES.items()


def test_rdflib_gives_the_answers_of_the_library(
    graph: kavshiri.Graph, dataset: rdflib.Dataset
) -> None:
    found = dataset.query(graph.sparql("due-next", from_="2020-12-31"))
    rows = [tuple(None if term is None else term.toPython() for term in row) for row in found]
    assert [tuple(str(v) if isinstance(v, str) else v for v in row) for row in rows] == [
        *graph.ask("due-next", from_="2020-12-31").rows
    ]

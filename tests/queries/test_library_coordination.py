"""Questions about dependencies, measures and overlaps on the small store, counted in its file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse, serialize

from kavshiri.graph.query import Queryable
from kavshiri.ontology.codes import code_list
from kavshiri.queries.library import ask, questions, sparql
from kavshiri.queries.values import Value

SSDA, MOJ, EU = "State Services Development Agency", "Ministry of Justice", "European Union"
IOM = "მიგრაციის საერთაშორისო ორგანიზაცია"  # has no English name


def answered(store: Queryable, name: str, **given: Any) -> list[tuple[Value, ...]]:
    """Return the rows of an answer without the column of IRIs, which is the last."""
    result = ask(store, name, **given)
    assert result.names[-1] == "iri"
    return [row[:-1] for row in result.rows]


def test_few_donors(store: Queryable) -> None:
    assert answered(store, "few-donors") == []  # the service leads two activities
    assert answered(store, "few-donors", more=1) == [
        (SSDA, 2, 2, EU, 2, 1),
        (SSDA, 2, 2, IOM, 1, 0),
    ]
    assert answered(store, "few-donors", more=1, most=1) == []
    assert answered(store, "few-donors", more=2) == []


def test_dependencies_of(store: Queryable) -> None:
    rows = [
        (SSDA, MOJ, "delivery", 1, 0, "one/i/a/1.1"),
        (SSDA, EU, "funding", 2, 1, "one/i/a/1.1, one/i/a/1.2"),
        (SSDA, IOM, "funding", 1, 0, "one/i/a/1.2"),
        (MOJ, SSDA, "delivery", 2, 0, "one/after-i/1.10, two/1"),
    ]
    assert answered(store, "dependencies-of") == rows
    assert answered(store, "dependencies-of", layer="funding") == rows[1:3]
    assert answered(store, "dependencies-of", organisation="EU") == rows[1:2]
    assert answered(store, "dependencies-of", layer="hosting") == []
    others = [row[-1] for row in ask(store, "dependencies-of", layer="delivery").rows]
    assert others == ["https://w3id.org/kavshiri/id/organisation/ministry-of-justice"] * 2


def test_dependencies_know_every_layer_of_the_code_list() -> None:
    codes = [code.code for code in code_list("layer")]
    assert list(questions()["dependencies-of"].parameters["layer"].choices) == codes


def test_single_points_of_failure(store: Queryable) -> None:
    assert answered(store, "single-points-of-failure") == [
        ("", MOJ, 2, 0, 0, 0),
        ("", SSDA, 1, 0, 0, 0),
        ("", EU, 0, 1, 0, 0),
    ]
    assert answered(store, "single-points-of-failure", plan="two") == [("two", MOJ, 1, 0, 0, 0)]
    assert answered(store, "single-points-of-failure", plan="one") == []


def test_look_alikes(store: Queryable) -> None:
    alike = (
        Decimal("0.75"), "one", "i/a/1.1", "Set up the register", "two", "1", "ანგარიში",
        Decimal("0.5"), Decimal(1), None, None, "complement", "A. Reader",
    )  # fmt: skip
    # Their IRIs in order: "one/after-i" stands before "one/i".
    less = (
        Decimal("0.599"), "one", "after-i/1.10", "კვლევა", "one", "i/a/1.2", "Campaign",
        None, None, None, None, None, None,
    )  # fmt: skip
    assert answered(store, "look-alikes") == [alike]
    assert answered(store, "look-alikes", least=59) == [alike, less]
    assert answered(store, "look-alikes", least=75, plan="two") == [alike]
    assert answered(store, "look-alikes", least=76) == []
    assert answered(store, "look-alikes", least=1, plan="two") == [alike]


def test_measures_of(store: Queryable) -> None:
    assert answered(store, "measures-of") == [
        ("", "community", Decimal(1), 3, True, "The number of the cluster."),
        ("", "sole lead", Decimal(1), None, None, "How many it leads alone."),
    ]
    assert answered(store, "measures-of", organisation=MOJ, plan="two", lang="ka") == [
        ("two", "მარტო უძღვება", Decimal(1), None, None, "რამდენს უძღვება მარტო."),
    ]


def test_clusters(store: Queryable) -> None:
    assert answered(store, "clusters") == [
        ("", 1, SSDA, "agency", "government"),
        ("", 1, MOJ, "ministry", "government"),
        ("", 2, IOM, "international", "international"),
    ]
    assert answered(store, "clusters", plan="two") == []


def test_brokers(store: Queryable) -> None:
    assert answered(store, "brokers") == [
        ("", MOJ, "government", 3, 2, 0, 0, 1, 5),
        ("", IOM, "international", 0, 0, 0, 0, 0, 9),
    ]
    assert answered(store, "brokers", plan="two", lang="ka") == [
        ("two", IOM, "საერთაშორისო", 1, 1, 0, 0, 0, 0),
    ]


def test_the_only_plan_has_the_measures_over_all(store: Queryable) -> None:
    # Measures over one plan are written only where there are several: take out all of plan two.
    quads = [
        quad
        for quad in parse(path=Path(__file__).with_name("small.trig"), format=RdfFormat.TRIG)
        if not str(quad.subject).endswith("/two>") and "plan/two" not in str(quad.object)
    ]
    only = rdflib.Graph()
    only.parse(data=serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES), format="nt")
    text = sparql(store, "single-points-of-failure", plan="one")
    assert [row[2].toPython() for row in only.query(text)] == [2, 1, 0]  # type: ignore[index,union-attr]


GIVEN: dict[str, dict[str, Any]] = {
    "few-donors": {"more": 1},
    "dependencies-of": {"layer": "delivery"},
    "single-points-of-failure": {"plan": "two"},
    "look-alikes": {"least": 50, "plan": "one"},
    "measures-of": {"organisation": MOJ, "plan": ["one", "two"]},
    "brokers": {"plan": "two"},
}


@pytest.mark.parametrize(("name", "given"), GIVEN.items(), ids=GIVEN)
def test_with_parameters_another_engine_answers_alike(
    store: Queryable, name: str, given: dict[str, Any]
) -> None:
    quads = parse(path=Path(__file__).with_name("small.trig"), format=RdfFormat.TRIG)
    union = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=union, format="nt")
    found = [
        tuple(None if term is None else term.toPython() for term in row)  # type: ignore[union-attr]
        for row in graph.query(sparql(store, name, **given))
    ]
    plain = [
        tuple(str(v) if isinstance(v, rdflib.term.Identifier) else v for v in row) for row in found
    ]
    assert plain == list(ask(store, name, **given).rows)
    assert plain

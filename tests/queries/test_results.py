"""A result keeps the types of its values, whatever it becomes."""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from kavshiri.graph.query import Queryable
from kavshiri.queries.errors import FormatError, MissingExtraError
from kavshiri.queries.library import ask
from kavshiri.queries.results import Result

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPES = f"""
SELECT ?number ?text ?iri ?whole ?amount ?yes ?day WHERE {{
  VALUES (?number ?text ?iri ?whole ?amount ?yes ?day) {{
    ("1.1" "ა"@ka <urn:a> 1 1.5 true "2019-12-31"^^<{XSD}date>)
    ("1.10" UNDEF <urn:b> UNDEF 2.25 false UNDEF)
    ("007" "NA" <urn:c> 3 UNDEF UNDEF "2020-02-29"^^<{XSD}date>)
  }}
}}
"""


def test_values_have_their_python_types(store: Queryable) -> None:
    result = Result.of(store.query(TYPES))
    assert result.rows == (
        ("1.1", "ა", "urn:a", 1, Decimal("1.5"), True, date(2019, 12, 31)),
        ("1.10", None, "urn:b", None, Decimal("2.25"), False, None),
        ("007", "NA", "urn:c", 3, None, None, date(2020, 2, 29)),
    )
    assert [c.type for c in result.columns] == [
        "text", "text", "iri", "integer", "decimal", "boolean", "date",
    ]  # fmt: skip
    assert result.to_records()[1]["number"] == "1.10"
    assert [row["whole"] for row in result] == [1, None, 3]


def test_a_day_that_no_calendar_has_stays_text(store: Queryable) -> None:
    result = Result.of(store.query(f'SELECT ("2019-02-30"^^<{XSD}date> AS ?day) {{}}'))
    assert result.rows == (("2019-02-30",),)
    assert result.columns[0].type == "text"


def test_an_ask_is_one_cell(store: Queryable) -> None:
    result = Result.of(store.query("ASK { ?s ?p ?o }"))
    assert (result.names, result.rows, result.is_ask) == (("answer",), ((True,),), True)


def test_a_construct_is_three_columns(store: Queryable) -> None:
    result = Result.of(store.query("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}"), lang="ka")
    assert result.names == ("subject", "predicate", "object")
    assert result.headings == ("რაზე", "თვისება", "მნიშვნელობა")
    assert result.rows == (("urn:a", "urn:b", 1),)
    assert (result.is_graph, result.natural_format) == (True, "turtle")


def test_the_statements_of_a_graph_stand_once_and_in_order(store: Queryable) -> None:
    query = """CONSTRUCT { ?s <urn:p> ?o . ?s a <urn:T> } WHERE {
      VALUES (?s ?o) { (<urn:b> 2) (<urn:a> "x") (<urn:b> 2) (<urn:a> 1) } }"""
    found = Result.of(store.query(query))
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert found.rows == (
        ("urn:a", kind, "urn:T"), ("urn:a", "urn:p", 1), ("urn:a", "urn:p", "x"),
        ("urn:b", kind, "urn:T"), ("urn:b", "urn:p", 2),
    )  # fmt: skip


def test_a_graph_becomes_one_of_rdflib(store: Queryable) -> None:
    query = "CONSTRUCT { ?a kav:lead ?o } WHERE { ?a kav:lead ?o }"
    graph = Result.of(store.query(query)).to_rdflib()
    lead = rdflib.URIRef("https://w3id.org/kavshiri/ontology#lead")
    assert len(list(graph.subject_objects(lead))) == 5  # 1.1, 1.10, 1: one; 1.2: two
    found = graph.query("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a kav:lead ?o }")
    assert [row[0].toPython() for row in found] == [4]


def test_literals_come_to_rdflib_as_they_are_written(store: Queryable) -> None:
    query = f"""CONSTRUCT {{ <urn:a> <urn:p> ?o }} WHERE {{ VALUES ?o {{
      "a" "ბ"@ka "1.50"^^<{XSD}decimal> "2019-02-30"^^<{XSD}date> true <urn:b> }} }}"""
    graph = Result.of(store.query(query)).to_rdflib()
    assert {term.n3() for term in graph.objects()} == {
        '"a"', '"ბ"@ka', f'"1.5"^^<{XSD}decimal>', f'"2019-02-30"^^<{XSD}date>',
        f'"true"^^<{XSD}boolean>', "<urn:b>",
    }  # fmt: skip


def test_a_table_has_no_statements(store: Queryable) -> None:
    with pytest.raises(FormatError) as caught:
        ask(store, "findings").to_rdflib()
    message = "the answer is a table, not a graph; ask with CONSTRUCT or DESCRIBE"
    assert str(caught.value) == message
    assert "ცხრილია" in caught.value.within("ka")


ACTIVITIES = """
@base <https://w3id.org/kavshiri/id/> .
@prefix kav: <https://w3id.org/kavshiri/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<activity/p/1> a kav:Activity ; kav:plan <plan/p> ; kav:order 1 ; kav:hasIndicator <indicator> ;
    kav:hasParticipation <participation> ; prov:wasDerivedFrom <cell/1> .
<participation> a kav:Participation ; kav:organisation <organisation/o> ; kav:mention <mention> .
<mention> prov:value "IOM" ; prov:wasDerivedFrom <cell/2> .
<indicator> kav:text "მინ. 5"@ka ; kav:hasTarget <target> . <target> kav:targetValue 5.0 .
<finding> kav:about <activity/p/1> ; kav:severity <code/severity/info> .
<cell/1> prov:value "1. x" ; kav:document <document/p> . <cell/2> kav:firstLine 7 .
<document/p> kav:fileName "p.txt" .
<organisation/o> skos:prefLabel "IOM"@en ; kav:acronym "IOM" . <plan/p> kav:periodStart 2019 .
<code/severity/info> skos:notation "info" ; skos:definition "little"@en .
<activity/p/2> a kav:Activity ; kav:plan <plan/p> ; kav:order 2 ; kav:hasRisk <risk> .
<risk> kav:text "არა"@ka .
"""


def test_a_question_can_hand_out_a_graph(in_memory: Callable[[Store], Queryable]) -> None:
    """All of the first activity; of what it names only types and names; nothing of the second."""
    quads = Store()
    quads.load(ACTIVITIES.encode(), RdfFormat.TURTLE)
    store = in_memory(quads)
    result = ask(store, "activity-as-graph", activity="p/1", lang="ka")
    assert result.title == "საქმიანობა გრაფად"
    start = "https://w3id.org/kavshiri/id/"
    told = Counter(str(row[0]).removeprefix(start) for row in result.rows)
    assert told == {
        "activity/p/1": 6, "participation": 3, "mention": 2, "indicator": 2, "target": 1,
        "finding": 2, "cell/1": 2, "cell/2": 1, "document/p": 1,
        "organisation/o": 1, "code/severity/info": 1,
    }  # fmt: skip
    assert len(ask(store, "activity-as-graph")) == len(result) + 5  # 4 of the second, 1 of its risk


def test_headings_are_in_the_language_of_the_result(store: Queryable) -> None:
    assert ask(store, "due-next").headings[:2] == ("Due", "As stated")
    assert ask(store, "due-next", lang="ka").headings[:2] == ("ვადა", "როგორც წერია")


def test_the_first_rows_of_a_result(store: Queryable) -> None:
    result = ask(store, "due-next")
    assert result.first(2).rows == result.rows[:2]
    assert result.first(2).headings == result.headings
    assert result.first(100).rows == result.rows


def test_a_dataframe_keeps_text_as_text(store: Queryable) -> None:
    frame = Result.of(store.query(TYPES)).to_dataframe()
    assert [str(kind) for kind in frame.dtypes] == [
        "string", "string", "string", "Int64", "Float64", "boolean", "datetime64[s]",
    ]  # fmt: skip
    assert list(frame["number"]) == ["1.1", "1.10", "007"]
    assert list(frame["text"].isna()) == [False, True, False]
    assert frame["whole"].sum() == 4
    assert frame["amount"].sum() == 3.75
    assert frame["day"][0] == pd.Timestamp("2019-12-31")


def test_an_empty_dataframe_has_its_columns(store: Queryable) -> None:
    frame = ask(store, "due-next", from_="2030-01-01").to_dataframe()
    assert len(frame) == 0
    assert list(frame.columns)[:2] == ["due", "stated"]
    assert str(frame.dtypes["due"]) == "datetime64[s]"


def test_a_number_too_large_for_the_frame_is_kept(store: Queryable) -> None:
    frame = Result.of(store.query(f'SELECT ("{10**30}"^^<{XSD}integer> AS ?n) {{}}')).to_dataframe()
    assert frame["n"][0] == 10**30


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (f'"2019-01-01"^^<{XSD}date> "2019-02-30"^^<{XSD}date>', "object"),
        ("1 2.5", "Float64"),
        ("1 true", "object"),
        ("1e0 2e0", "Float64"),
        ("true UNDEF", "boolean"),
        ("UNDEF UNDEF", "string"),
    ],
)
def test_a_column_of_several_types_keeps_its_values(
    store: Queryable, values: str, kind: str
) -> None:
    result = Result.of(store.query(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}"))
    frame = result.to_dataframe()
    assert str(frame.dtypes["x"]) == kind
    if kind == "object":
        assert list(frame["x"]) == [row[0] for row in result.rows]


def test_a_graph_as_a_dataframe_keeps_its_values(store: Queryable) -> None:
    query = 'CONSTRUCT { <urn:a> <urn:p> 1, "1" } WHERE {}'
    frame = Result.of(store.query(query)).to_dataframe()
    assert sorted(map(repr, frame["object"])) == ["'1'", "1"]


def test_without_pandas_the_error_names_the_extra(
    store: Queryable, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return imported(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError) as caught:
        ask(store, "findings").to_dataframe()
    assert str(caught.value) == (
        "this needs pandas, which is not installed; "
        "install it with: python -m pip install 'kavshiri[dataframes]'"
    )
    assert isinstance(caught.value, ImportError)


def test_a_notebook_shows_text_and_runs_nothing(store: Queryable) -> None:
    text = "<img src=x onerror=alert(1)>"
    shown = Result.of(store.query(f'SELECT ("{text}" AS ?words) {{}}'))._repr_html_()
    assert "<td>&lt;img src=x onerror=alert(1)&gt;</td>" in shown
    assert "<img" not in shown


@pytest.mark.parametrize(
    ("lang", "caption", "left"),
    [("en", "33 rows", "… and 3 more"), ("ka", "33 მწკრივი", "… და კიდევ 3")],
)
def test_a_notebook_says_how_many_rows_there_are(
    store: Queryable, lang: str, caption: str, left: str
) -> None:
    values = " ".join(str(number) for number in range(33))
    given = store.query(f"SELECT ?n {{ VALUES ?n {{ {values} }} }}")
    shown = Result.of(given, lang=lang)._repr_html_()
    assert shown.count("<td ") == 30
    assert f"<caption>{caption}</caption>" in shown
    assert shown.endswith(f"<p>{left}</p></div>")
    assert shown.startswith(f'<div class="kavshiri" lang="{lang}">')
    assert "more" not in Result.of(given).first(30)._repr_html_()


def test_a_notebook_says_what_is_georgian(store: Queryable) -> None:
    """Two of four titles of activities have no English: Georgian stands there, and is marked."""
    shown = ask(store, "plan-as-table")._repr_html_()
    assert "<caption>The plan as a table · 4 rows</caption>" in shown
    assert '<td lang="ka">კვლევა</td>' in shown
    assert '<td lang="ka">ანგარიში</td>' in shown
    assert "<td>Campaign</td>" in shown
    assert ' lang="ka">კვლევა' not in ask(store, "plan-as-table", lang="ka")._repr_html_()


def test_a_notebook_leaves_iris_to_the_other_formats(store: Queryable) -> None:
    assert "https://w3id.org" not in ask(store, "due-next")._repr_html_()
    query = "SELECT ?p { ?p a kav:ActionPlan }"
    assert "https://w3id.org" in Result.of(store.query(query))._repr_html_()


def test_a_notebook_shows_a_graph_as_turtle(store: Queryable) -> None:
    given = store.query(
        "CONSTRUCT { ?a skos:prefLabel ?t } { ?a a kav:Activity ; skos:prefLabel ?t }"
    )
    shown = Result.of(given)._repr_html_()
    # Six titles: two activities have them in both languages, two in Georgian only.
    assert "<figcaption>6 statements</figcaption><pre>@prefix" in shown
    assert "&lt;https://w3id.org/kavshiri/id/activity/one/i/a/1.2&gt; skos:prefLabel" in shown

"""A result keeps the types of its values, whatever it becomes."""

from __future__ import annotations

import builtins
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from kavshiri.graph.query import Queryable
from kavshiri.queries.errors import MissingExtraError
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
    assert result.records()[1]["number"] == "1.10"


def test_a_day_that_no_calendar_has_stays_text(store: Queryable) -> None:
    result = Result.of(store.query(f'SELECT ("2019-02-30"^^<{XSD}date> AS ?day) {{}}'))
    assert result.rows == (("2019-02-30",),)
    assert result.columns[0].type == "text"


def test_an_ask_is_one_cell(store: Queryable) -> None:
    result = Result.of(store.query("ASK { ?s ?p ?o }"))
    assert (result.names, result.rows, result.is_ask) == (("answer",), ((True,),), True)


def test_a_construct_is_three_columns(store: Queryable) -> None:
    result = Result.of(store.query("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}"))
    assert result.names == ("subject", "predicate", "object")
    assert result.rows == (("urn:a", "urn:b", 1),)


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


def test_a_notebook_says_how_many_rows_it_leaves_out(store: Queryable) -> None:
    values = " ".join(str(number) for number in range(503))
    shown = Result.of(store.query(f"SELECT ?n {{ VALUES ?n {{ {values} }} }}"))._repr_html_()
    assert shown.count("<td>") == 500
    assert shown.endswith("<p>… 3 more rows</p>")

"""Counting rows in what the engine writes, cut into pieces anywhere."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store

from kavshiri.queries.endpoint.counting import COUNTERS

FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
TEXTS = st.lists(
    st.text(alphabet='ab"\\{}[],:<>&/\n\r\tქ\U0001f600', max_size=12), max_size=8, unique=True
)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=150, deadline=None)
@given(texts=TEXTS, cut=st.integers(min_value=1, max_value=40))
def test_rows_are_counted(format: str, texts: list[str], cut: int) -> None:
    store, name = Store(), NamedNode("x:p")
    store.extend(Quad(name, name, Literal(text)) for text in texts)
    # a row with a value, a row with nothing bound, and one with several values
    query = "SELECT ?o ?x ?y { { ?s ?p ?o } UNION { } UNION { BIND(1 AS ?x) BIND(<x:y> AS ?y) } }"
    out = io.BytesIO()
    store.query(query).serialize(out, FORMATS[format])  # type: ignore[union-attr]
    written = out.getvalue()
    counter = COUNTERS[format]()
    for start in range(0, len(written), cut):
        counter.add(written[start : start + cut])
    assert counter.rows == len(texts) + 2


@pytest.mark.parametrize("format", FORMATS)
def test_an_answer_without_rows(format: str) -> None:
    counter = COUNTERS[format]()
    found = Store().query("SELECT ?s ?o { ?s ?p ?o }")
    counter.add(found.serialize(format=FORMATS[format]))  # type: ignore[union-attr, arg-type]
    assert counter.rows == 0

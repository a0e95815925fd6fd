"""Terms as text: hostile strings come back as they went in; names are safe in an IRI."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kavshiri.graph import Iris, nquads
from kavshiri.graph.iris import path_text
from kavshiri.ontology.terms import PREFIXES

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SEGMENT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1)
S, P, G = "<http://example.org/s>", "<http://example.org/p>", "<http://example.org/g>"


def through_the_store(term: str) -> Literal:
    store = Store()
    (line,) = nquads.quads(G, S, [(P, term)])
    assert line.count("\n") == 1
    store.bulk_load(line.encode(), RdfFormat.N_QUADS)
    (quad,) = store
    assert isinstance(quad.object, Literal)
    return quad.object


@given(ANY_TEXT)
@example('"\\\n\r\t\b\f\x00\x0b\x1f\x7f')
@example("\ufffe\uffff\u2028\u0085\u200e\U0010ffff")
@example("\\u0041 \\\\n '''\"\"\"")
@example("é is not e\u0301")
def test_any_text_comes_back_as_it_went_in(words: str) -> None:
    assert through_the_store(nquads.text(words)) == Literal(words)
    assert through_the_store(nquads.text(words, "ka")) == Literal(words, language="ka")


@pytest.mark.parametrize("code", [0xD800, 0xDC80, 0xDFFF])
def test_half_a_surrogate_pair_is_refused(code: int) -> None:
    half = chr(code)
    with pytest.raises(ValueError, match="is half of a surrogate pair, which no RDF text can hold"):
        nquads.text(f"წყარო: {half}")
    with pytest.raises(ValueError, match="half of a surrogate pair"):
        nquads.iri(f"http://example.org/{half}")


def test_the_place_of_half_a_pair_is_named() -> None:
    with pytest.raises(ValueError, match=r"character 3 \(U\+D800\) after 'ab' is half"):
        nquads.text("ab\ud800")


def test_a_language_tag_is_written_as_the_store_keeps_it() -> None:
    assert nquads.text("sia", "ka-Latn") == '"sia"@ka-latn'


@given(st.decimals(-(10**12), 10**12, places=6))
@example(Decimal("1E+3"))
@example(Decimal("-0.00"))
@example(Decimal("0E-8"))
@example(Decimal("700000.00"))
def test_a_decimal_is_written_as_the_store_keeps_it(number: Decimal) -> None:
    kept = through_the_store(nquads.decimal(number))
    assert nquads.decimal(number) == str(kept)
    assert Decimal(kept.value) == number


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="not a number that a plan can state"):
        nquads.decimal(Decimal(number))


@pytest.mark.parametrize(
    ("term", "value", "kind"),
    [
        (nquads.integer(12), "12", "integer"),
        (nquads.boolean(True), "true", "boolean"),
        (nquads.boolean(False), "false", "boolean"),
        (nquads.day(date(2019, 2, 28)), "2019-02-28", "date"),
        (nquads.decimal(Decimal("16378.00")), "16378", "decimal"),
    ],
)
def test_values_have_the_types_of_xml_schema(term: str, value: str, kind: str) -> None:
    kept = through_the_store(term)
    assert str(kept) == term
    assert kept == Literal(value, datatype=NamedNode(PREFIXES["xsd"] + kind))


@pytest.mark.parametrize("text", ["a b", "a\nb", "<x>", 'x"', "no-scheme", "{x}", "a:\\b"])
def test_what_is_no_iri_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an absolute IRI"):
        nquads.iri(text if ":" in text or text == "no-scheme" else f"http:{text}")


@given(st.lists(SEGMENT, min_size=1))
@example(["..", "."])
@example(["%2F", "a?b#c"])
def test_any_path_makes_an_iri_that_no_other_path_makes(segments: list[str]) -> None:
    made = path_text("/".join(segments))
    assert NamedNode(nquads.iri(f"http://example.org/{made}")[1:-1])
    assert made.count("/") == len(segments) - 1
    assert not {".", ".."} & set(made.split("/"))
    assert unquote(made) == "/".join(segments)


@pytest.mark.parametrize("path", ["", "a//b", "/a", "a/"])
def test_an_empty_part_of_a_name_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="has an empty part"):
        path_text(path)


@pytest.mark.parametrize(
    "base",
    ["", "example.org/", "https://example.org/id", "https://exa mple.org/", "https://x/<y>/"],
)
def test_what_cannot_be_a_base_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="cannot be the base of the data IRIs"):
        Iris(base)


def test_names_are_those_of_the_documented_form() -> None:
    iris = Iris("https://example.org/id/")
    assert iris.graph("plan/thb-2019-2020") == "https://example.org/id/graph/plan/thb-2019-2020"
    assert iris.activity("thb", "1/1.1.1") == "https://example.org/id/activity/thb/1/1.1.1"
    assert iris.cell("thb", "r12c3") == "https://example.org/id/cell/thb/r12c3"
    assert iris.unused("thb", 7, 2) == "https://example.org/id/unused/thb/l7-2"
    assert iris.code("role", "lead") == "https://example.org/id/code/role/lead"
    assert (
        iris.finding("thb", "noLead", ("activity", "1/1.1.1"), "x")
        == "https://example.org/id/finding/thb/noLead/activity/1/1.1.1/x"
    )
    with pytest.raises(ValueError, match="nothing of the kind 'row' has an IRI"):
        iris.thing("thb", "row", "1")

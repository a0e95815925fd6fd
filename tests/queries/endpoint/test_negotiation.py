"""Choosing the form of an answer, without a server."""

from __future__ import annotations

import pytest

from kavshiri.queries.endpoint.errors import ProblemError
from kavshiri.queries.endpoint.formats import GRAPHS, TABLES
from kavshiri.queries.endpoint.negotiation import accepted_language, choose, prefers_html

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "name", "content_type"),
    [
        (None, "json", "application/sparql-results+json"),
        ("*/*", "json", "application/sparql-results+json"),
        ("", "json", "application/sparql-results+json"),
        ("application/json", "json", "application/json"),
        ("text/csv", "csv", "text/csv; charset=utf-8"),
        ("TEXT/CSV", "csv", "text/csv; charset=utf-8"),
        ("text/*", "csv", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml", "xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "tsv",
         "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0, */*;q=0.1", "json", "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, */*", "xml", "application/sparql-results+xml"),
        ("image/png, */*;q=0.01", "json", "application/sparql-results+json"),
        ("text/tab-separated-values, text/csv", "tsv", "text/tab-separated-values; charset=utf-8"),
        ("text/csv; q=nonsense, application/xml", "xml", "application/xml"),
        ("nonsense, text/csv", "csv", "text/csv; charset=utf-8"),
        (FIREFOX, "html", "text/html; charset=utf-8"),
    ],
)  # fmt: skip
def test_tables(accept: str | None, name: str, content_type: str) -> None:
    chosen = choose(TABLES, accept)
    assert (chosen.format.name, chosen.content_type) == (name, content_type)


@pytest.mark.parametrize(
    ("accept", "name", "content_type"),
    [
        (None, "turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "jsonld", "application/ld+json"),
        ("application/rdf+xml;q=0.9, application/n-triples", "ntriples", "application/n-triples"),
        ("application/trig", "trig", "application/trig; charset=utf-8"),
        ("application/n-quads", "nquads", "application/n-quads"),
        ("text/*;q=0.3", "turtle", "text/turtle; charset=utf-8"),
        ("application/xml", "rdfxml", "application/xml"),
    ],
)
def test_graphs(accept: str | None, name: str, content_type: str) -> None:
    chosen = choose(GRAPHS, accept)
    assert (chosen.format.name, chosen.content_type) == (name, content_type)


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "*/*;q=0", "text/csv;q=0.0"])
def test_what_is_not_to_be_had(accept: str) -> None:
    with pytest.raises(ProblemError) as caught:
        choose(TABLES, accept)
    assert caught.value.status == 406
    assert caught.value.words("en")["message"] == f"Asked for was {accept}, which is not to be had."
    assert caught.value.words("en")["next"] == (
        "Choose one of application/sparql-results+json, application/sparql-results+xml, "
        "text/csv, text/tab-separated-values, text/html."
    )


@pytest.mark.parametrize(
    ("short", "name"), [("csv", "csv"), ("XML", "xml"), ("text/csv", "csv"), ("srj", "json")]
)
def test_the_parameter_decides_over_the_header(short: str, name: str) -> None:
    assert choose(TABLES, "text/turtle", short).format.name == name


def test_what_one_name_means_depends_on_the_query() -> None:
    assert choose(TABLES, None, "xml").format.name == "xml"
    assert choose(GRAPHS, None, "xml").format.name == "rdfxml"
    assert choose(GRAPHS, None, "json").format.name == "jsonld"
    with pytest.raises(ProblemError):
        choose(GRAPHS, "*/*", "csv")


@pytest.mark.parametrize(
    ("accept", "is_browser"),
    [(FIREFOX, True), ("text/html", True), ("*/*", False), (None, False),
     ("text/html;q=0.5, application/json", False), ("text/html;q=0", False)],
)  # fmt: skip
def test_who_wants_a_page(accept: str | None, is_browser: bool) -> None:
    assert prefers_html(accept) is is_browser


@pytest.mark.parametrize(
    ("header", "asked", "lang"),
    [("ka-GE,ka;q=0.9,en;q=0.8", None, "ka"), ("en", "ka", "ka"), ("ka", "xx", "ka"),
     ("de", None, "en"), ("en;q=0.2, ka;q=0.3", None, "ka")],
)  # fmt: skip
def test_languages(header: str, asked: str | None, lang: str) -> None:
    assert accepted_language(header, asked) == lang

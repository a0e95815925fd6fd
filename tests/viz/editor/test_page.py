"""The editor's page without a browser: whole in both languages, a form without scripts, safe."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph
import pytest
from starlette.requests import Request
from starlette.responses import Response

from kavshiri.graph.query import Queryable, select
from kavshiri.ontology.authority import authority
from kavshiri.queries.library import questions
from kavshiri.viz.editor import Surroundings, editor_answer, editor_page, page
from kavshiri.viz.editor.examples import examples, new_query, schema_classes, snippets
from kavshiri.viz.editor.offers import known_terms, offers


@dataclass
class Seen(HTMLParser):
    """The elements of a page with their attributes, and the text of each script."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    data: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "script":
            self.data += data
        else:
            self.text += data

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def seen(html: str) -> Seen:
    found = Seen()
    found.feed(html)
    return found


@pytest.fixture
def without_scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A checkout for which nobody ran npm."""
    with monkeypatch.context() as changed:
        changed.setattr(page, "STATIC", tmp_path)
        _forget()
        yield
    _forget()


def _forget() -> None:
    page.editor_page.cache_clear()
    page._stamped.cache_clear()


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_every_question_stands_beside_the_editor_in_the_language_of_the_page(lang: str) -> None:
    html = seen(editor_page(lang))
    assert html.of("html")[0]["lang"] == lang
    assert len(questions()) > 7
    for question in questions().values():
        assert question.title.within(lang) in html.text
        (link,) = (a for a in html.of("a") if a.get("data-example") == question.id)
        assert link["href"] == f"?lang={lang}&example={question.id}"
    switch = next(a for a in html.of("a") if "hreflang" in a)
    assert switch["href"] == f"?lang={'ka' if lang == 'en' else 'en'}"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no words in the language 'de'; use 'ka' or 'en'"):
        editor_page("de")


def test_without_javascript_the_page_is_a_form_that_holds_the_query() -> None:
    html = seen(editor_page("en", example="due-next"))
    (form,) = html.of("form")
    assert (form["method"], form["action"]) == ("get", "/sparql")
    (area,) = html.of("textarea")
    assert area["name"] == "query"
    assert "# What is due next, and by whom" in html.text
    assert "VALUES ?from" in html.text
    names = {each["name"] for each in (*html.of("select"), *html.of("input")) if "name" in each}
    assert names == {"format", "lang"}
    labelled = {label["for"] for label in html.of("label")}
    assert {area["id"], html.of("select")[0]["id"]} <= labelled


@pytest.mark.usefixtures("without_scripts")
def test_without_the_scripts_of_npm_the_form_stays_and_says_why() -> None:
    html = seen(editor_page("en"))
    assert html.of("form")
    assert [each for each in html.of("script") if "src" in each] == []
    assert not any("vendor" in each["href"] for each in html.of("link"))
    assert "run in the project's folder: make (or python viz/vendor/fetch.py)" in html.text


def test_an_example_that_does_not_exist_opens_nothing_and_is_not_repeated() -> None:
    html = editor_page("en", example="<script>alert(1)</script>")
    assert "alert(1)" not in html
    assert json.loads(seen(html).data)["opened"] == ""


def test_no_script_and_no_style_stands_in_the_page() -> None:
    html = seen(editor_page("ka"))
    scripts = html.of("script")
    inline = [each for each in scripts if "src" not in each]
    assert inline == [{"type": "application/json", "id": "data"}]
    assert "<" not in html.data
    assert html.of("style") == []
    for _, attributes in html.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    addresses = [each.get("src", each.get("href", "")) for _, each in html.elements]
    assert not any("//" in address for address in addresses)


def test_the_data_of_the_scripts_name_the_place() -> None:
    place = Surroundings(endpoint="/other", base="https://example.org/id/", things="/thing/")
    data = json.loads(seen(editor_page("en", place=place)).data)
    assert data["endpoint"] == "/other"
    assert data["links"] == {
        "https://example.org/id/": "/thing/",
        "https://w3id.org/kavshiri/ontology#": "/ontology#",
    }
    texts = {each["text"] for each in data["offers"]}
    assert "<https://example.org/id/organisation/eu>" in texts
    assert data["prefixes"]["kav"] == "https://w3id.org/kavshiri/ontology#"


def test_both_languages_offer_the_same() -> None:
    georgian, english = offers("ka"), offers("en")
    assert [each["text"] for each in georgian] == [each["text"] for each in english]
    assert len(english) == len(known_terms()) + len(authority()) + sum(
        1 for each in english if "/code/" in str(each["text"])
    )
    (activity,) = (each for each in english if each["text"] == "kav:Activity")
    assert activity["kind"] == "class"
    assert activity["label"] == "activity"
    assert activity["also"] == ["საქმიანობა"]
    (eu,) = (each for each in georgian if str(each["text"]).endswith("/organisation/eu>"))
    assert eu["label"] == "ევროკავშირი"
    assert {"European Union", "EU"} <= set(eu["also"])


def test_the_graph_in_brief_names_terms_that_exist() -> None:
    for each in schema_classes():
        assert known_terms()[each.name].kind == "class"
        assert len(each.properties) > 2
        for name in each.properties:
            assert known_terms()[name].kind == "property"


PLAN = """
@prefix : <https://w3id.org/kavshiri/id/> .
@prefix kav: <https://w3id.org/kavshiri/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:codes {
  :lead skos:prefLabel "პასუხისმგებელი"@ka, "lead"@en .
  :donor skos:prefLabel "დონორი"@ka, "donor"@en .
}
:organisations {
  :moj a org:Organization ; skos:prefLabel "იუსტიციის სამინისტრო"@ka, "Ministry of Justice"@en .
  :fund a org:Organization ; skos:prefLabel "ფონდი"@ka .
  :none a org:Organization .
}
:plan {
  :plan a kav:ActionPlan .
  :one a kav:Activity ; kav:plan :plan ; skos:notation "1" ; skos:prefLabel "კვლევა"@ka ;
    kav:hasParticipation :one-moj, :one-fund ; kav:hasFunding :one-money .
  :one-moj kav:organisation :moj ; kav:role :lead .
  :one-fund kav:organisation :fund ; kav:role :donor .
  :one-money kav:funder :fund ; prov:wasDerivedFrom :cell .
  :two a kav:Activity ; kav:plan :plan ; skos:notation "2" ;
    skos:prefLabel "ტრენინგი"@ka, "Training"@en ; kav:hasParticipation :two-moj, :two-none .
  :two-moj kav:organisation :moj ; kav:role :lead .
  :two-none kav:organisation :none ; kav:role :donor .
}
:source { :cell prov:value "ფონდი, 100 ₾" ; kav:firstLine 7 ; kav:lastLine 8 . }
:computed {
  :one kav:lead :moj ; kav:donor :fund ; kav:dueBy "2019-06-30"^^xsd:date .
  :two kav:lead :moj ; kav:donor :none ; kav:dueBy "2019-12-31"^^xsd:date .
}
"""

# Counted above, in the order of schema.toml: leads of activities with a title in the language; all
# organisations; fundings with their cell; leading bodies, and participations, with a name in it.
SNIPPET_ROWS = {"ka": (2, 3, 1, 1, 3), "en": (1, 3, 1, 1, 2)}


@pytest.fixture
def plan(in_memory: Callable[[pyoxigraph.Store], Queryable]) -> Queryable:
    """An invented plan of two activities."""
    quads = pyoxigraph.Store()
    quads.load(PLAN.encode(), format=pyoxigraph.RdfFormat.TRIG)
    return in_memory(quads)


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_every_snippet_runs(plan: Queryable, lang: str) -> None:
    counts = tuple(len(select(plan, each.sparql).rows) for each in snippets(lang))
    assert counts == SNIPPET_ROWS[lang]


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_every_question_runs_as_it_stands_in_the_editor(empty_store: Queryable, lang: str) -> None:
    shown = [each for group in examples(lang).values() for each in group]
    assert {each.id for each in shown} == set(questions())
    for each in shown:
        empty_store.query(each.sparql)
        assert each.sparql.startswith(f"# {each.title}\n")
        if "lang" in questions()[each.id].parameters:
            assert re.search(rf'VALUES\s+\?lang\s+{{ "{lang}" }}', each.sparql), each.id
    empty_store.query(new_query())


def test_a_parameter_says_how_it_is_written() -> None:
    (trace,) = (each for each in examples("en")["auditor"] if each.id == "donor-trace")
    lines = trace.sparql.splitlines()
    (donor,) = (line for line in lines if line.startswith("#   ?donor – "))
    assert donor.endswith("(an IRI; write the name and press")
    assert lines[lines.index(donor) + 1] == "#   Ctrl+Space)"
    (plan,) = (line for line in lines if line.startswith("#   ?plan – "))
    assert plan.endswith(" (IRI; UNDEF: no restriction)")


def answer(query: str = "", **headers: str) -> Response:
    """What a browser gets that asks for the page with these headers."""
    return editor_answer(
        Request(
            {
                "type": "http",
                "method": "GET",
                "path": "/sparql",
                "query_string": query.encode(),
                "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
            }
        )
    )


@pytest.mark.parametrize(
    ("query", "header", "lang"),
    [("lang=ka", "en", "ka"), ("", "ka, en;q=0.5", "ka"), ("lang=xx", "en", "en")],
)
def test_the_language_is_the_one_asked_for_else_the_one_preferred(
    query: str, header: str, lang: str
) -> None:
    got = answer(query, accept_language=header)
    assert got.status_code == 200
    assert got.headers["content-language"] == lang
    assert f'<html lang="{lang}">' in bytes(got.body).decode()


def test_the_page_forbids_itself_everything_but_its_server() -> None:
    policy = answer().headers["content-security-policy"]
    rules = dict(each.strip().split(" ", 1) for each in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for name in ("script-src", "style-src", "connect-src", "form-action"):
        assert rules[name] == "'self'", name


def test_a_page_that_the_browser_has_is_not_sent_again() -> None:
    tag = answer("lang=en").headers["etag"]
    again = answer("lang=en", if_none_match=tag)
    assert (again.status_code, again.body) == (304, b"")
    assert answer("lang=ka", if_none_match=tag).status_code == 200

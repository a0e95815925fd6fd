"""The questions stand in the graph as other tools look for them, and run from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kavshiri.graph import Answer, BuildReport, Graph, OpenStore, Rows, build_store, open_store
from kavshiri.graph.iris import Iris
from kavshiri.graph.questions import Column, Parameter, Question, Text, iter_questions
from kavshiri.loaders.records import PlanRecord
from kavshiri.ontology.terms import DATA, PREFIXES
from kavshiri.queries.library import questions

ELSEWHERE = "https://example.org/plans/"
FINDINGS = Question(
    id="findings",
    user="auditor",
    title=Text(ka="რა მოიძებნა", en="What was found"),
    description=Text(ka="ყველა მიგნება.", en="All findings."),
    parameters={
        "severity": Parameter(
            name="severity",
            type="choice",
            default="any",
            description=Text(ka="სიმძიმე", en="how serious"),
            choices={each: Text(ka=each, en=each) for each in ("info", "serious")},
            code_list="severity",
        ),
        "from": Parameter("from", "date", "2019-01-01", Text(ka="დღე", en="the day")),
    },
    columns=(Column("text", "text", Text(ka="ტექსტი", en="Text"), Text(ka="რა", en="what")),),
    sparql=f'# id: findings\n#\nSELECT ?text {{ <{DATA}plan/p> ?p ?text }} # "the" end\n',
)
# Written by hand from the ontology and SHACL's own words for queries.
EXPECTED = """
<question/findings> a kav:Question, sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;
    dct:identifier "findings" ; dct:audience <code/audience/auditor> ;
    rdfs:label "რა მოიძებნა"@ka, "What was found"@en ;
    rdfs:comment "ყველა მიგნება."@ka, "All findings."@en ;
    sh:prefixes <https://w3id.org/kavshiri/ontology> ;
    sh:select "SELECT ?text { <%splan/p> ?p ?text } # \\"the\\" end\\n" ;
    kav:hasParameter <question/findings/parameter/severity>, <question/findings/parameter/from> ;
    kav:hasColumn <question/findings/column/text> .
<question/findings/parameter/severity> a kav:Variable ; kav:variableName "severity" ;
    kav:valueType <code/value-type/choice> ; sh:order 1 ;
    rdfs:comment "სიმძიმე"@ka, "how serious"@en ;
    kav:allowedValue "info", "serious" ; kav:codeList <code/severity> .
<question/findings/parameter/from> a kav:Variable ; kav:variableName "from" ;
    kav:valueType <code/value-type/date> ; sh:order 2 ; kav:defaultValue "2019-01-01" ;
    rdfs:comment "დღე"@ka, "the day"@en .
<question/findings/column/text> a kav:Variable ; kav:variableName "text" ;
    kav:valueType <code/value-type/text> ; sh:order 1 ;
    rdfs:label "ტექსტი"@ka, "Text"@en ; rdfs:comment "რა"@ka, "what"@en .
"""


def emitted(*given: Question, base: str = DATA) -> set[str]:
    """The statements of the graph, each seen to stand in it, without those of the prefixes."""
    found = set()
    for line in iter_questions(given, Iris(base)):
        (quad,) = parse(line, RdfFormat.N_QUADS)
        assert str(quad.graph_name) == f"<{base}graph/questions>"  # type: ignore[union-attr]  # a quad
        found.add(str(quad.triple))
    return {line for line in found if f"<{base}prefix/" not in line}


@pytest.mark.parametrize("base", [DATA, ELSEWHERE])
def test_a_question_is_written_in_the_words_of_shacl(base: str) -> None:
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    turtle = f"@base <{base}> .\n{head}{EXPECTED % base}"
    assert emitted(FINDINGS, base=base) == {
        str(quad.triple) for quad in parse(turtle, RdfFormat.TURTLE)
    }


def test_nothing_is_written_where_there_are_no_questions() -> None:
    assert list(iter_questions([], Iris())) == []


@pytest.fixture(scope="module", params=[DATA, ELSEWHERE], ids=["usual-base", "other-base"])
def base(request: pytest.FixtureRequest) -> str:
    """Where the data IRIs begin."""
    return str(request.param)


@pytest.fixture
def published(plan: PlanRecord, base: str, tmp_path: Path) -> BuildReport:
    """A small store with the questions of the library."""
    return build_store(
        [plan],
        tmp_path / "store",
        translations={},
        inputs={},
        version="0.1.0",
        base=base,
        questions=questions().values(),
    )


@pytest.fixture
def store(published: BuildReport) -> Iterator[OpenStore]:
    """The store, open."""
    with open_store(published.path) as opened:
        yield opened


def table(store: OpenStore, query: str) -> list[tuple[str, ...]]:
    """The rows of a query as text."""
    found = store.query(query)
    assert isinstance(found, Rows)
    return [tuple(getattr(term, "value", "") for term in row) for row in found.rows]


def test_the_library_keeps_every_rule(published: BuildReport) -> None:
    assert published.violations == ()
    assert published.quads["questions"] > 1_000


def test_other_tools_find_every_question_and_can_run_it(store: OpenStore, base: str) -> None:
    """The way in which collections of examples are asked for, by the words of SHACL alone."""
    query = """SELECT ?question ?label ?comment ?text WHERE {
      ?question a sh:SPARQLExecutable ; rdfs:label ?label ; rdfs:comment ?comment .
      FILTER(LANG(?label) = "en" && LANG(?comment) = "en")
      ?question sh:select|sh:construct|sh:ask ?text } ORDER BY ?question"""
    found = table(store, query)
    names = [iri.removeprefix(f"{base}question/") for iri, *_ in found]
    assert names == sorted(questions())
    for name, (_, label, comment, text) in zip(names, found, strict=True):
        question = questions()[name]
        assert (label, comment) == (question.title.en, question.description.en)
        assert not text.startswith("#")
        assert (DATA in text) == (DATA in question.query and base == DATA)
        answer = store.query(text)
        kind = {"select": Rows, "construct": Graph, "ask": Answer}[question.form]
        assert isinstance(answer, kind), name


def test_the_text_needs_no_prefixes_filled_in(store: OpenStore) -> None:
    for (text,) in table(store, "SELECT ?text { ?q sh:select|sh:construct|sh:ask ?text }"):
        store.store.query(text)  # the engine itself, which knows none


def test_the_variables_are_those_of_the_question(store: OpenStore, base: str) -> None:
    query = """SELECT ?name ?type ?default WHERE {{
      <{0}question/due-next> kav:{1} ?variable .
      ?variable sh:order ?order ; kav:variableName ?name ; kav:valueType/skos:notation ?type .
      OPTIONAL {{ ?variable kav:defaultValue ?default }} }} ORDER BY ?order"""
    assert table(store, query.format(base, "hasParameter")) == [
        ("from", "date", "2019-01-01"),
        ("until", "date", ""),
        ("plan", "plan", ""),
        ("lang", "language", "en"),
    ]
    columns = questions()["due-next"].columns
    assert table(store, query.format(base, "hasColumn")) == [(c.name, c.type, "") for c in columns]


def test_the_choices_of_a_parameter_are_codes(store: OpenStore, base: str) -> None:
    query = f"""SELECT ?value ?label WHERE {{
      <{base}question/findings/parameter/severity> kav:codeList ?list ; kav:allowedValue ?value .
      ?code skos:inScheme ?list ; skos:notation ?value ; skos:prefLabel ?label .
      FILTER(LANG(?label) = "en") }} ORDER BY ?value"""
    assert table(store, query) == [
        ("info", "info"),
        ("serious", "serious"),
        ("warning", "warning"),
    ]


def test_whom_a_question_is_for_is_said_in_both_languages(store: OpenStore) -> None:
    query = """SELECT DISTINCT ?label WHERE {
      ?question a kav:Question ; dct:audience/skos:prefLabel ?label } ORDER BY ?label"""
    assert {label for (label,) in table(store, query)} == {
        "analyst", "auditor", "coordinator", "ანალიტიკოსი", "აუდიტორი", "კოორდინატორი",
    }  # fmt: skip


def test_the_prefixes_can_be_filled_in(store: OpenStore) -> None:
    query = """SELECT ?prefix ?namespace WHERE {
      ?question a kav:Question ; sh:prefixes/sh:declare ?declared .
      ?declared sh:prefix ?prefix ; sh:namespace ?namespace }"""
    assert dict(table(store, query)) == dict(PREFIXES)


def test_a_graph_has_no_columns(store: OpenStore, base: str) -> None:
    query = f"SELECT ?c {{ <{base}question/activity-as-graph> kav:hasColumn ?c }}"
    assert table(store, query) == []

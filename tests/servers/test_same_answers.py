"""The same questions give the same answers in a folder and on every server.

What the right answers are is tested elsewhere, on the store in a folder, against hand readings.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal

import kavshiri
from kavshiri.command import main
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.query import Queryable, select
from kavshiri.graph.store import OpenStore
from kavshiri.queries.library import ask, question_of, questions
from kavshiri.queries.results import Result
from kavshiri.viz.scope import made_by

from .conftest import Engine

Capture = pytest.CaptureFixture[str]

PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "due-one-plan": ("due-next", {"plan": "thb-2019-2020"}),
    "due-between": ("due-next", {"from_": "2019-06-01", "until": "2019-09-30"}),
    "due-both-plans": ("due-next", {"plan": "migration-2019,thb-2019-2020", "lang": "ka"}),
    "findings-serious": ("findings", {"severity": "serious"}),
    "findings-kind": ("findings", {"kind": "repeatedNumber", "plan": "thb-2019-2020"}),
    "needs-by-abbreviation": ("needed-by", {"organisation": "სსგს", "plan": "migration-2019"}),
    "donor": ("donor-trace", {"donor": "IOM"}),
    "donor-of-nothing": ("donor-trace", {"donor": "საქსტატი"}),
    "risks-of-a-kind": ("risks-named", {"kind": "financial", "lang": "ka"}),
    "together-in-both": ("work-together", {"only": "several"}),
    "roles-together": ("organisation-roles", {"together": "yes", "kind": "group"}),
    "roles-of-one-plan": ("organisation-roles", {"plan": "thb-2019-2020", "lang": "ka"}),
    "table-of-one-plan": ("plan-as-table", {"plan": "migration-2019"}),
    "activity": ("trace-activity", {"activity": "thb-2019-2020/2.1.7", "lang": "ka"}),
    "organisation": ("trace-organisation", {"organisation": "EU"}),
}

OTHERS = {
    "activity": "thb-2019-2020/2.1.7",
    "date": "2019-06-30",
    "integer": "4",
    "organisation": "iom",
    "plan": "thb-2019-2020",
}
"""A value of each type that is no question's default."""

QUERIES = {
    "count": "SELECT (COUNT(?a) AS ?n) WHERE { ?a a kav:Activity }",
    "numbers": """SELECT ?t ?v WHERE { ?t kav:targetValue ?v } ORDER BY STR(?t)""",
    "truth": "SELECT ?a ?x WHERE { ?a kav:adminResource ?x } ORDER BY ?a",
    "days": """SELECT ?a ?d WHERE { ?a kav:dueBy ?d
      FILTER(?d < "2019-06-30"^^xsd:date) } ORDER BY ?a""",
    "languages": """SELECT ?o ?l WHERE { ?o a org:Organization ; skos:prefLabel ?l
      FILTER(LANG(?l) = "ka") } ORDER BY ?o STR(?l)""",
    "sum": "SELECT (SUM(?v) AS ?sum) (MAX(?v) AS ?most) WHERE { ?t kav:targetValue ?v }",
    "path": """SELECT ?a ?d WHERE { ?a a kav:Activity ; kav:partOf+ ?d . ?d a kav:Division }
      ORDER BY ?a ?d""",
    "graph": "SELECT ?g WHERE { GRAPH ?g { ?p a kav:ActionPlan } } ORDER BY ?g",
    "from": """SELECT (COUNT(*) AS ?n)
      FROM <https://w3id.org/kavshiri/id/graph/plan/thb-2019-2020> WHERE { ?s a kav:Activity }""",
    "yes": "ASK { ?a kav:lead ?b }",
    "no": "ASK { ?a kav:lead kav:lead }",
    "nothing": "SELECT ?a WHERE { ?a a kav:Nothing }",
}


def comparable(result: Result) -> Any:
    """Return what an answer says: the rows in their order, the triples of a graph in none."""
    is_graph = result.question is not None and result.question.form == "construct"
    return set(result.answer.rows) if is_graph else result.rows


Answers = Callable[..., Result]


@pytest.fixture(scope="session")
def answers(embedded: OpenStore) -> Answers:
    """What the store in a folder answers to a question; asked once for all engines."""
    asked = cache(lambda name, given: ask(embedded, name, **dict(given)))
    return lambda name, **given: asked(name, tuple(given.items()))


@pytest.fixture(scope="session")
def read(embedded: OpenStore) -> Plans:
    """What the analyses read in the store in a folder."""
    return read_plans(embedded)


@pytest.fixture(scope="session")
def printed() -> dict[tuple[str, ...], str]:
    """What the command line has said so far of the store in a folder, by its words."""
    return {}


@pytest.fixture(scope="session")
def page(embedded: OpenStore, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The network page of the store in a folder."""
    return network_page(embedded.path, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def exported(embedded: OpenStore) -> str:
    """The hash of the export of the store in a folder."""
    return export_hash(embedded.path)


def network_page(place: Path | str, folder: Path) -> bytes:
    with kavshiri.open(place) as graph:
        graph.network_page(folder / "page.html")
    return (folder / "page.html").read_bytes()


def export_hash(place: Path | str) -> str:
    stream = io.BytesIO()
    with kavshiri.open(place) as graph:
        graph.export(stream, "nquads")
    assert len(stream.getvalue()) > 1_000_000
    return hashlib.sha256(stream.getvalue()).hexdigest()


@pytest.mark.parametrize("lang", ["en", "ka"])
@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_of_the_library(
    name: str, lang: str, engine: Engine, answers: Answers
) -> None:
    assert len(questions()) >= 20
    assert comparable(ask(engine.store, name, lang=lang)) == comparable(answers(name, lang=lang))


def variations() -> Iterator[Any]:
    """Yield every question with each of its parameters set in turn."""
    for name, question in questions().items():
        for parameter in question.parameters.values():
            if parameter.type != "language":
                values = tuple(parameter.choices) or (OTHERS[parameter.type],)
                given = {parameter.name: values[-1]}
                yield pytest.param(name, given, id=f"{name}-{parameter.name}")


@pytest.mark.parametrize(("name", "given"), list(variations()))
def test_every_parameter_of_every_question(
    name: str, given: dict[str, Any], engine: Engine, answers: Answers
) -> None:
    assert comparable(ask(engine.store, name, **given)) == comparable(answers(name, **given))


@pytest.mark.parametrize(("name", "given"), PARAMETERS.values(), ids=PARAMETERS)
def test_questions_with_parameters(
    name: str, given: dict[str, Any], engine: Engine, answers: Answers
) -> None:
    assert given.keys() - {"from_"} <= question_of(name).parameters.keys()
    here = answers(name, **given)
    there = ask(engine.store, name, **given)
    assert comparable(there) == comparable(here)
    assert (there.parameters, there.sources) == (here.parameters, here.sources)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_queries_give_the_same_terms(query: str, engine: Engine, embedded: OpenStore) -> None:
    assert engine.store.query(query) == embedded.query(query)


def test_a_graph_comes_out_whole(engine: Engine, embedded: OpenStore) -> None:
    query = "CONSTRUCT WHERE { ?p a kav:ActionPlan ; kav:periodStart ?d ; dct:title ?t }"
    here, there = embedded.query(query), engine.store.query(query)
    assert sorted(map(str, there.triples)) == sorted(map(str, here.triples))  # type: ignore[union-attr]


def test_what_the_analyses_read(engine: Engine, read: Plans) -> None:
    assert read_plans(engine.store) == read


def test_what_the_store_says_of_itself(engine: Engine, embedded: OpenStore) -> None:
    here, there = embedded.info(), engine.store.info()
    for part in ("program_version", "base", "documents", "plans", "counts"):
        assert getattr(there, part) == getattr(here, part), part
    assert (there.build_hash, there.inputs) == ("", {})


def test_the_names_of_things(engine: Engine, embedded: OpenStore) -> None:
    assert engine.store.iris == embedded.iris


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "due-next", "--from", "2019-12-01", "--format", "csv"],
        ["ask", "donor-trace", "--donor", "EU", "--format", "json", "--lang", "ka"],
        ["ask", "needed-by", "--show"],
        ["query", "SELECT ?p WHERE { ?p a kav:ActionPlan } ORDER BY ?p", "--format", "csv"],
        ["trace", "thb-2019-2020/2.1.7"],
        ["trace", "საქსტატი"],
        ["findings", "--severity", "serious", "--format", "markdown"],
        ["validate"],
        ["whatif", "--without", "EU", "--format", "csv"],
        ["calendar", "--plan", "migration-2019", "--format", "csv"],
        ["money", "--format", "csv", "--lang", "ka"],
        ["measures", "--format", "csv"],
    ],
    ids=lambda words: "-".join(words[:2]),
)
def test_the_command_line_says_the_same(
    words: list[str],
    engine: Engine,
    folder: Path,
    printed: dict[tuple[str, ...], str],
    capsys: Capture,
) -> None:
    if tuple(words) not in printed:
        assert main([*words, "--store", str(folder)]) == 0
        printed[tuple(words)] = capsys.readouterr().out
    assert main([*words, "--store", engine.address]) == 0
    assert capsys.readouterr().out == printed[tuple(words)]


def test_the_network_page_has_the_same_bytes(
    engine: Engine, embedded: OpenStore, page: bytes, tmp_path: Path
) -> None:
    """But for the build, whose hash is known to the store in its folder only."""
    passport = embedded.info()
    named, unnamed = (
        made_by(passport.program_version, build, "en").encode()
        for build in (passport.build_hash, "")
    )
    assert page.count(named) > 0
    assert network_page(engine.address, tmp_path) == page.replace(named, unnamed)


def test_a_notebook_shows_the_same(engine: Engine, embedded: OpenStore) -> None:
    shown = []
    for place in (embedded.path, engine.address):
        with kavshiri.open(place) as graph:
            shown.append(graph._repr_html_())
    assert shown[1] == shown[0]


def test_info_by_address(
    engine: Engine, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["info", "--store", str(folder)]) == 0
    here = capsys.readouterr().out.splitlines()
    monkeypatch.setenv("KAVSHIRI_STORE", engine.address)
    assert main(["info"]) == 0
    there = capsys.readouterr().out.splitlines()
    assert there[0].split() == ["store", engine.address]
    assert there[1:] == here[1:]


def test_an_export_has_the_same_bytes(engine: Engine, exported: str) -> None:
    assert export_hash(engine.address) == exported


def test_more_than_memory_holds_is_not_fetched(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kavshiri.graph.remote.MOST_COPIED", 1_000)
    too_many = pytest.raises(kavshiri.StoreError, match=r"too many to fetch \(at most 1,000\)")
    with kavshiri.open(engine.address) as graph, too_many:
        graph.validate()


def test_a_graph_that_is_not_there_is_named(engine: Engine) -> None:
    name = "https://w3id.org/kavshiri/id/graph/plan/none"
    with pytest.raises(kavshiri.QueryError) as caught:
        engine.store.query(f"SELECT * FROM <{name}> WHERE {{ ?s ?p ?o }}")
    assert str(caught.value).startswith(f"there is no graph <{name}> here; the graphs are <https:")
    assert "<https://w3id.org/kavshiri/id/graph/plan/thb-2019-2020>" in str(caught.value)


def test_a_query_that_cannot_be_read_says_where(engine: Engine) -> None:
    with pytest.raises(kavshiri.QueryError) as caught:
        engine.store.query("SELECT ?x WHERE {\n ?x kav:lead ?y .\n ?x a }\n")
    begins, said = f"the query cannot be read by {engine.address}: ", str(caught.value)
    assert said.startswith(begins)
    assert re.search(r"\b(error at |line )3\b", said.removeprefix(begins))
    assert "SELECT ?x" not in said  # nothing but the reason: Virtuoso says the query again


@pytest.mark.parametrize(
    "query",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    ],
)
def test_what_changes_or_leaves_the_store_is_refused(query: str, engine: Engine) -> None:
    with pytest.raises(kavshiri.QueryError):
        engine.store.query(query)


def rows_of(store: Queryable, text: str) -> list[Any]:
    """Return the rows of a query."""
    return select(store, text).rows


def test_a_long_query_is_asked(engine: Engine, embedded: OpenStore) -> None:
    things = [row[0] for row in rows_of(embedded, "SELECT ?a WHERE { ?a a kav:Activity }")]
    values = " ".join(str(thing) for thing in things)  # 15 kB, too long for an address
    query = f"SELECT (COUNT(?a) AS ?n) WHERE {{ VALUES ?a {{ {values} }} ?a a kav:Activity }}"
    assert len(query) > 10_000
    assert rows_of(engine.store, query) == [(Literal(204),)]

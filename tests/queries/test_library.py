"""Every question of the library on a small store, against what a person counted in its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, RdfFormat, parse, serialize
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from kavshiri.graph.query import Queryable
from kavshiri.ontology.codes import code_list
from kavshiri.queries.errors import ParameterError, QuestionFileError, UnknownQuestionError
from kavshiri.queries.library import (
    LIBRARY,
    ask,
    load_questions,
    question_of,
    questions,
    sparql,
)
from kavshiri.queries.parameters import bind, bound_text
from kavshiri.queries.question import LANGUAGES, USERS, Text
from kavshiri.queries.results import Result
from kavshiri.queries.values import Value

SSDA, MOJ = "State Services Development Agency", "Ministry of Justice"
SSDA_KA, MOJ_KA = "სახელმწიფო სერვისების განვითარების სააგენტო", "იუსტიციის სამინისტრო"
IOM = "მიგრაციის საერთაშორისო ორგანიზაცია"  # has no English name
IDF = "https://w3id.org/kavshiri/id/organisation/unresolved/idf"  # has no name at all
JUNE, SEPTEMBER = date(2019, 6, 30), date(2019, 9, 30)
DECEMBER, NEXT_YEAR = date(2019, 12, 31), date(2020, 12, 31)


TABLES = sorted(question.id for question in questions().values() if question.form == "select")


def answered(store: Queryable, name: str, **given: Any) -> list[tuple[Value, ...]]:
    """Return the rows of an answer without the column of IRIs, which is the last."""
    result = ask(store, name, **given)
    assert result.names[-1] == "iri"
    return [row[:-1] for row in result.rows]


def test_the_library_holds_questions_for_each_user() -> None:
    assert len(list(LIBRARY.glob("*"))) == len(questions()) == 46
    assert list(questions()) == sorted(questions())
    users = [question.user for question in questions().values()]
    assert all(users.count(user) >= 8 for user in USERS)


@pytest.mark.parametrize("name", sorted(questions()))
def test_the_default_in_the_header_is_the_one_in_the_query(store: Queryable, name: str) -> None:
    question = questions()[name]
    bound = bound_text(question.sparql, bind(store, question, {}))
    shortened = re.sub(r"\^\^<http://www.w3.org/2001/XMLSchema#(\w+)>", r"^^xsd:\1", bound)
    assert shortened == re.sub(r"\n *VALUES \?\w+ \{ UNDEF \}(?=\n)", "", question.sparql)


@pytest.mark.parametrize("name", TABLES)
def test_names_fall_back_from_the_language_asked_to_english_to_georgian(name: str) -> None:
    text = questions()[name].sparql
    asked = re.findall(
        r"OPTIONAL \{ (\?\w+ \S+) \?(\w+)Asked FILTER\(LANG\(\?\2Asked\) = \?lang\) \}\n"
        r' +OPTIONAL \{ \1 \?\2En FILTER\(LANG\(\?\2En\) = "en"\) \}\n'
        r' +OPTIONAL \{ \1 \?\2Ka FILTER\(LANG\(\?\2Ka\) = "ka"\) \}\n',
        text,
    )
    assert len(asked) == text.count("= ?lang)") > 0
    for _, name_of in asked:
        assert f"COALESCE(?{name_of}Asked, ?{name_of}En, ?{name_of}Ka, " in text


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("lang", ["en", "ka"])
def test_every_answer_has_values_of_the_types_it_promises(
    store: Queryable, name: str, lang: str
) -> None:
    types: Mapping[str, type] = {
        "boolean": bool, "date": date, "decimal": Decimal, "integer": int, "iri": str, "text": str,
    }  # fmt: skip
    given = {"more": 1} if name == "few-donors" else {}  # nobody leads more than five here
    result = ask(store, name, lang=lang, **given)
    assert len(result) > 0
    for row in result.rows:
        for column, value in zip(result.columns, row, strict=True):
            assert value is None or type(value) is types[column.type], column.name


@pytest.mark.parametrize("name", ["due-next", "findings", "organisation-roles", "plan-as-table"])
def test_a_store_without_plans_gives_no_rows(empty_store: Queryable, name: str) -> None:
    assert len(ask(empty_store, name)) == 0


@pytest.mark.parametrize("name", ["donor-trace", "needed-by"])
def test_a_store_without_organisations_says_so(empty_store: Queryable, name: str) -> None:
    with pytest.raises(ParameterError, match="expected an organisation of the plans"):
        ask(empty_store, name)


def test_organisation_roles(store: Queryable) -> None:
    assert answered(store, "organisation-roles") == [
        ("one", MOJ, "ministry", 2, 1, 0, 0, 0, 3),
        ("one", SSDA, "agency", 2, 1, 0, 0, 0, 3),
        ("one", "European Union", "international", 0, 0, 0, 2, 0, 2),
        ("one", "interested NGOs", "civil society", 0, 0, 1, 0, 0, 1),
        ("one", IOM, "international", 0, 1, 1, 1, 0, 1),
        ("two", MOJ, "ministry", 1, 0, 0, 0, 0, 1),
        ("two", SSDA, "agency", 0, 0, 1, 0, 0, 1),
        ("two", IDF, None, 0, 0, 0, 0, 1, 1),
    ]


def test_organisation_roles_of_one_plan_in_georgian(store: Queryable) -> None:
    assert answered(store, "organisation-roles", plan="two", lang="ka") == [
        ("two", MOJ_KA, "სამინისტრო", 1, 0, 0, 0, 0, 1),
        ("two", IDF, None, 0, 0, 0, 0, 1, 1),
        ("two", SSDA_KA, "სააგენტო", 0, 0, 1, 0, 0, 1),
    ]


def test_plan_as_table(store: Queryable) -> None:
    both = f"{MOJ}; {SSDA}"
    assert answered(store, "plan-as-table") == [
        (
            "one",
            "I ა Section",
            "i/a/1.1",
            "1.1",
            "Set up the register",
            SSDA,
            "European Union",
            JUNE,
        ),
        (
            "one",
            "I ა Section",
            "i/a/1.2",
            "1.2",
            "Campaign",
            both,
            f"European Union; {IOM}",
            DECEMBER,
        ),
        ("one", "…", "after-i/1.10", "1.10", "კვლევა", MOJ, None, None),
        ("two", None, "1", "1", "ანგარიში", MOJ, None, NEXT_YEAR),
    ]


def test_due_next(store: Queryable) -> None:
    both = f"{MOJ}; {SSDA}"
    rows = [
        (JUNE, "06.2019", "one", "i/a/1.1", "1.1", "Set up the register", SSDA),
        (SEPTEMBER, "09.2019", "one", "i/a/1.2", "1.2", "Campaign", both),
        (DECEMBER, "12.2019", "one", "i/a/1.2", "1.2", "Campaign", both),
        (NEXT_YEAR, "2020 წლის მეორე ნახევარი", "two", "1", "1", "ანგარიში", MOJ),
    ]
    assert answered(store, "due-next") == rows
    assert answered(store, "due-next", from_="2019-07-01") == rows[1:]
    assert answered(store, "due-next", from_=date(2019, 9, 30), until="2019-12-31") == rows[1:3]
    assert answered(store, "due-next", from_="2021-01-01") == []
    assert answered(store, "due-next", plan=["one", "two"]) == rows
    assert answered(store, "due-next", plan="two,one") == rows


def test_needed_by(store: Queryable) -> None:
    assert answered(store, "needed-by") == [
        (MOJ, False, 1, "support", "one", "i/a/1.1", "1.1", "Set up the register", JUNE),
        ("interested NGOs", True, 1, "partner", "one", "i/a/1.2", "1.2", "Campaign", DECEMBER),
        (IOM, False, 1, "partner", "one", "i/a/1.2", "1.2", "Campaign", DECEMBER),
        (IOM, False, 1, "support", "one", "i/a/1.2", "1.2", "Campaign", DECEMBER),
    ]


def test_needed_by_puts_those_needed_most_often_first(store: Queryable) -> None:
    rows = answered(store, "needed-by", organisation=MOJ)
    assert [(row[0], row[2], row[3], row[4], row[6]) for row in rows] == [
        (SSDA, 2, "support", "one", "1.10"),
        (SSDA, 2, "partner", "two", "1"),
        ("interested NGOs", 1, "partner", "one", "1.2"),
        (IOM, 1, "partner", "one", "1.2"),
        (IOM, 1, "support", "one", "1.2"),
    ]


def test_donor_trace(store: Queryable) -> None:
    assert answered(store, "donor-trace") == [
        (
            "one", "i/a/1.1", "1.1", "Set up the register", SSDA,
            "ჩანაწერები (მინ. 100)", "რეესტრი",
            JUNE, Decimal("50000.5"), "GEL", "EU\n50 000,50 ₾", "18–19", "one.txt", "r1c9",
        ),
        (
            # Named twice as a donor, in two cells; the budget of a whole programme is no amount.
            "one", "i/a/1.2", "1.2", "Campaign", f"{MOJ}; {SSDA}", None, None,
            DECEMBER, None, None, "EU; IOM\n=EU", "30, 31", "one.txt", "r2c9, r2c10",
        ),
    ]  # fmt: skip


def test_donor_trace_of_another_donor(store: Queryable) -> None:
    rows = answered(store, "donor-trace", donor="iom")
    assert [(row[2], row[10], row[13]) for row in rows] == [("1.2", "EU; IOM", "r2c9")]


FINDINGS: list[tuple[Value, ...]] = [
    (
        "serious", "missing heading", "one", "after-i", None,
        "https://w3id.org/kavshiri/id/division/one/after-i", "the heading is lost",
        None, None, None, None,
    ),
    (
        "warning", "no deadline", "one", "after-i/1.10", "1.10", "კვლევა", "no deadline is printed",
        "1.10 კვლევა", "40", "one.txt", "r3c2",
    ),
    (
        "info", "unresolved name", "two", None, None, IDF, "unknown: IDF",
        "1 ანგარიში", "7", "two.txt", "r1c3",
    ),
]  # fmt: skip


def test_findings(store: Queryable) -> None:
    assert answered(store, "findings") == FINDINGS
    assert answered(store, "findings", severity="warning") == FINDINGS[1:2]
    assert answered(store, "findings", plan="two") == FINDINGS[2:]
    assert answered(store, "findings", plan="two", severity="serious") == []
    assert answered(store, "findings", kind="noDeadline") == FINDINGS[1:2]


def test_findings_know_every_kind_of_the_code_list() -> None:
    codes = code_list("finding-kind")
    labels = {each.code: Text(ka=each.label_ka, en=each.label_en) for each in codes}
    assert questions()["findings"].parameters["kind"].choices == labels


def test_people_choose_by_labels_in_both_languages() -> None:
    only = questions()["works-in-plans"].parameters["only"].choices
    assert only["one"] == Text(ka="მხოლოდ ერთ გეგმაში", en="in one plan only")
    for question in questions().values():
        for parameter in question.parameters.values():
            for code, label in parameter.choices.items():
                assert re.search("[ა-ჰ]", label.ka), (question.id, code)
                assert not re.search("[ა-ჰ]", label.en), (question.id, code)


def test_the_sparql_of_a_question_can_be_seen(store: Queryable) -> None:
    text = sparql(store, "due-next", from_="2019-07-01", plan="two")
    assert 'VALUES ?from { "2019-07-01"^^<http://www.w3.org/2001/XMLSchema#date> }' in text
    assert text.count("VALUES ?plan { <https://w3id.org/kavshiri/id/plan/two> }") == 1
    assert Result.of(store.query(text)).rows == ask(store, "due-next", plan="two").rows


DESCRIBED = """\
Whom an organisation needs (needed-by)
Whose support or partnership an organisation needs in the activities that it leads itself: for \
what, and by when. Those needed most often come first. This is what was planned, not what was done.

Parameters
  --organisation   the organisation: its name, abbreviation or short name
                   A body or group of the graph: its name or abbreviation in either language, its \
short name or its IRI.
                   default: state-services-development-agency
  --plan           the plan or plans; all when left open
                   A plan of the graph: its short name, which is the last part of its IRI, or its \
IRI; several are parted by commas.
                   default: any
  --lang           the language of the names: ka or en
                   The code of a language: ka or en.
                   default: en

Columns
  needed           the organisation that is needed
  group            whether it is an unnamed group
  times            in how many activities it is needed
  role             the role in which it is needed
  plan             the short name of the plan
  place            the place in the plan: chapter, section, number; numbers repeat inside a plan, \
places do not
  number           the number of the activity as printed
  activity         the title of the activity
  due              the last day of the last period
  iri              the IRI of the activity"""


def test_a_question_describes_itself() -> None:
    assert question_of("needed-by").describe() == DESCRIBED
    assert "სვეტები" in question_of("needed-by").describe("ka")


ORGANISATIONS = {
    "slug": "state-services-development-agency",
    "iri": "https://w3id.org/kavshiri/id/organisation/state-services-development-agency",
    "english": "state services  development AGENCY",
    "georgian": "„სახელმწიფო სერვისების განვითარების სააგენტო“",
    "mtavruli": "ᲡᲐᲮᲔᲚᲛᲬᲘᲤᲝ ᲡᲔᲠᲕᲘᲡᲔᲑᲘᲡ ᲒᲐᲜᲕᲘᲗᲐᲠᲔᲑᲘᲡ ᲡᲐᲐᲒᲔᲜᲢᲝ",
    "acronym-en": "ssda",
    "acronym-ka": "სსგს",
}


@pytest.mark.parametrize("name", ORGANISATIONS.values(), ids=ORGANISATIONS)
def test_an_organisation_is_found_by_any_of_its_names(store: Queryable, name: str) -> None:
    result = ask(store, "needed-by", organisation=name)
    assert result.parameters["organisation"] == ORGANISATIONS["iri"]


def test_an_organisation_without_a_name_is_found_by_its_slug(store: Queryable) -> None:
    assert len(ask(store, "donor-trace", donor="unresolved/idf")) == 0
    assert ask(store, "donor-trace", donor="unresolved/idf").parameters["donor"] == IDF


PARAMETER_ERRORS: dict[str, tuple[str, dict[str, Any], str]] = {
    "unknown": (
        "due-next",
        {"since": "2019-01-01"},
        "parameter since: found '2019-01-01', expected one of the parameters of due-next: "
        "from, until, plan, lang",
    ),
    "no-such-day": (
        "due-next",
        {"from_": "2019-02-30"},
        "parameter from: found '2019-02-30', expected a day such as 2019-06-30",
    ),
    "no-day": (
        "due-next",
        {"from_": "20190601"},
        "parameter from: found '20190601', expected a day such as 2019-06-30",
    ),
    "must-be-given": (
        "due-next",
        {"from_": None},
        "parameter from: found None, expected a value of the type date",
    ),
    "language": (
        "due-next",
        {"lang": "de"},
        "parameter lang: found 'de', expected one of: en, ka",
    ),
    "choice": (
        "findings",
        {"severity": "bad"},
        "parameter severity: found 'bad', expected one of: info, warning, serious",
    ),
    "plan": (
        "findings",
        {"plan": "three"},
        "parameter plan: found 'three', expected a plan of the store (one, two)",
    ),
    "plan-of-another-type": (
        "findings",
        {"plan": 3},
        "parameter plan: found 3, expected one text or several",
    ),
    "organisation-alike": (
        "donor-trace",
        {"donor": "Ministry of Justise"},
        "parameter donor: found 'Ministry of Justise', expected an organisation of the plans: "
        "a name, an abbreviation, a short name or an IRI; did you mean 'Ministry of Justice'?",
    ),
    "organisation-unlike": (
        "donor-trace",
        {"donor": "zzzz"},
        "parameter donor: found 'zzzz', expected an organisation of the plans: "
        "a name, an abbreviation, a short name or an IRI",
    ),
    "organisation-empty": (
        "donor-trace",
        {"donor": " "},
        "parameter donor: found ' ', expected a text that is not empty",
    ),
}


@pytest.mark.parametrize(
    ("name", "given", "message"), PARAMETER_ERRORS.values(), ids=PARAMETER_ERRORS
)
def test_a_wrong_parameter_says_what_was_expected(
    store: Queryable, name: str, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        ask(store, name, **given)
    assert str(caught.value) == message


def test_an_unknown_question_names_the_known_ones(store: Queryable) -> None:
    with pytest.raises(UnknownQuestionError) as caught:
        ask(store, "due-nex")
    known = ", ".join(sorted(questions()))
    assert str(caught.value) == (
        f"no question is called 'due-nex'; the library holds: {known}; did you mean 'due-next'?"
    )


HOSTILE = ['" } DROP ALL #', "} VALUES ?b { <urn:x> }", 'a\\"\n}', "VALUES ?a { 1 }", "<urn:x>"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_never_becomes_a_part_of_the_query(store: Queryable, text: str) -> None:
    query = "SELECT ?a ?b WHERE { VALUES ?a { 1 } VALUES ?b { 2 } }"
    bound = bound_text(query, {"a": [Literal(text)], "b": [Literal("right")]})
    assert Result.of(store.query(bound)).rows == ((text, "right"),)


def test_the_sources_are_told(store: Queryable) -> None:
    assert ask(store, "findings").sources == ("one.txt (SHA-256 aa11)", "two.txt (SHA-256 bb22)")


def test_columns_that_are_not_described_are_refused(
    store: Queryable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = questions()["findings"].sparql.replace(" ?cell ?iri\n", " ?iri\n", 1)
    (tmp_path / "findings.rq").write_text(text, encoding="utf-8")
    changed = load_questions(tmp_path)
    monkeypatch.setattr("kavshiri.queries.library.questions", lambda: changed)
    with pytest.raises(QuestionFileError, match="describe exactly these columns in this order"):
        ask(store, "findings")


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """The small store as one graph of another library."""
    quads = parse(path=Path(__file__).with_name("small.trig"), format=RdfFormat.TRIG)
    union = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=union, format="nt")


@pytest.fixture(scope="module")
def parsed() -> Callable[[str], Query]:
    """A question as another library reads it: slowly, so once for both languages."""
    return cache(lambda name: prepareQuery(questions()[name].sparql))


def set_language(part: object, lang: str) -> int:
    """Write a language in the place of the one that a parsed query names; tell how many times."""
    if isinstance(part, CompValue):
        if part.name == "values" and rdflib.Variable("lang") in part.res[0]:
            part.res = [{rdflib.Variable("lang"): rdflib.Literal(lang)}]
            return 1
        part = list(part.values())
    return sum(set_language(each, lang) for each in part) if isinstance(part, list) else 0


@pytest.mark.parametrize("name", sorted(questions()))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_as_it_stands_in_its_file_runs_in_another_engine(
    store: Queryable,
    graph: rdflib.Graph,
    parsed: Callable[[str], Query],
    name: str,
    lang: str,
) -> None:
    text, query = questions()[name].sparql, parsed(name)
    assert set_language(query.algebra, lang) == text.count('VALUES ?lang { "en" }')
    found = [
        tuple(None if term is None else term.toPython() for term in row)
        for row in graph.query(query)
    ]
    plain = [
        tuple(str(v) if isinstance(v, rdflib.term.Identifier) else v for v in row) for row in found
    ]
    given = {"lang": lang} if "lang" in questions()[name].parameters else {}
    rows = list(ask(store, name, **given).rows)
    in_order = name in TABLES
    assert plain == rows if in_order else set(plain) == set(rows)

"""The library: the questions that can be asked by name, and the asking."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kavshiri.graph.iris import iris_of
from kavshiri.graph.query import Queryable, as_rows, kept, select
from kavshiri.graph.query import Result as Answered
from kavshiri.ontology import code_list

from .errors import QuestionFileError, UnknownQuestionError
from .parameters import Given, Terms, bind, bound_text, terms_of
from .question import USERS, Column, Parameter, Question, Text, read_question
from .results import Result
from .suggest import alike_by_name
from .tables import described, table
from .values import text_of

__all__ = [
    "Asked",
    "Column",
    "Parameter",
    "Question",
    "Text",
    "ask",
    "asked",
    "catalogue",
    "load_questions",
    "question_of",
    "questions",
    "sparql",
]

LIBRARY = Path(__file__).with_name("library")

_LANGUAGE = Parameter("lang", "language", "en", Text(ka="ენა", en="the language"))
_CATALOGUE = described(
    "questions",
    Text(ka="ბიბლიოთეკის კითხვები", en="The questions of the library"),
    Text(ka="რისი კითხვა შეიძლება.", en="What can be asked."),
    [
        Column(name, "text", Text(ka=ka, en=en), Text(ka=meaning_ka, en=meaning_en))
        for name, ka, en, meaning_ka, meaning_en in (
            (
                "question",
                "კითხვა",
                "Question",
                "სახელი, რომლითაც იკითხება",
                "the name to ask it by",
            ),
            ("for", "ვისთვის", "For", "ვისთვის არის", "whom it is for"),
            ("title", "სათაური", "Title", "რას კითხულობს", "what it asks"),
            ("description", "აღწერა", "Description", "რა დგას პასუხში", "what the answer holds"),
        )
    ],
)
_SOURCES = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT DISTINCT ?fileName ?sha256
WHERE { ?plan a kav:ActionPlan ; kav:document ?document .
  ?document kav:fileName ?fileName ; kav:sha256 ?sha256 }
ORDER BY ?fileName ?sha256
"""


@cache
def questions() -> Mapping[str, Question]:
    """Return the questions that come with the program, by identifier, in alphabetical order."""
    return load_questions(LIBRARY)


def load_questions(folder: Path) -> Mapping[str, Question]:
    """Return the questions in the ``.rq`` files of a folder; QuestionFileError at a bad one.

    >>> "due-next" in questions()
    True
    """
    found = (read_question(path) for path in sorted(folder.glob("*.rq")))
    return MappingProxyType({question.id: question for question in found})


def question_of(name: str) -> Question:
    """Return a question by its name; UnknownQuestionError, with the known names, if none has it.

    >>> question_of("due-next").user
    'coordinator'
    """
    known = questions()
    if name not in known:
        names = {each.id: (each.id, each.title.en, each.title.ka) for each in known.values()}
        suggestions = alike_by_name(name, names)
        raise UnknownQuestionError(name, sorted(known), suggestions=suggestions)
    return known[name]


def catalogue(lang: str = "en", *, users: Collection[str] = USERS) -> Result:
    """Return the questions for some users as a table: name, for whom, title, description."""
    words = {code.code: Text(code.label_ka, code.label_en) for code in code_list("audience")}
    rows = [
        (each.id, words[each.user].within(lang), each.title.within(lang),
         each.description.within(lang))
        for each in questions().values()
        if each.user in users
    ]  # fmt: skip
    return table(_CATALOGUE, rows, lang=lang)


def ask(store: Queryable, name: str, /, **params: Given) -> Result:
    """Ask a question of the library and return its answer.

    An underscore at the end of a parameter's name is dropped, so that ``from_=…`` can be written.
    The parameter ``lang`` also sets the language of the result's headings, for every question.
    UnknownQuestionError or ParameterError where the name or a value is wrong.
    """
    return asked(store, name, **params).result


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer with the SPARQL that was asked for it."""

    result: Result
    sparql: str


def asked(store: Queryable, name: str, /, **params: Given) -> Asked:
    """Return what :func:`ask` and :func:`sparql` return, the values bound once."""
    question = question_of(name)
    terms, lang = _bound(store, question, params)
    text = _text(store, question, terms)
    given = store.query(text)
    _check_columns(question, given)
    result = Result.of(
        given,
        question=question,
        parameters={key: ", ".join(term.value for term in found) for key, found in terms.items()},
        lang=lang,
        sources=kept(store, "sources", lambda: _sources(store)),
    )
    return Asked(result, text)


def sparql(store: Queryable, name: str, /, **params: Given) -> str:
    """Return the SPARQL that :func:`ask` would ask, with the values bound, without its header."""
    question = question_of(name)
    terms, _lang = _bound(store, question, params)
    return _text(store, question, terms)


def _bound(store: Queryable, question: Question, params: Mapping[str, Given]) -> tuple[Terms, str]:
    """Return the terms of the parameters, and the language of the answer."""
    given = {key.removesuffix("_"): value for key, value in params.items()}
    if "lang" in question.parameters:
        terms = bind(store, question, given)
        return terms, terms["lang"][0].value
    (lang,) = terms_of(store, _LANGUAGE, given.pop("lang", "en"))
    return bind(store, question, given), lang.value


def _text(store: Queryable, question: Question, terms: Terms) -> str:
    """Return the SPARQL with the values bound and its data IRIs under the base of the store."""
    return bound_text(iris_of(store).moved(question.query), terms)


def _sources(store: Queryable) -> tuple[str, ...]:
    """Return the files that the plans in the store were read from, each with its hash."""
    rows = select(store, _SOURCES).rows
    return tuple(f"{text_of(name)} (SHA-256 {text_of(digest)})" for name, digest in rows)


def _check_columns(question: Question, given: Answered) -> None:
    found = as_rows(given).variables
    described = tuple(column.name for column in question.columns)
    if found != described:
        raise QuestionFileError(
            question.path,
            1,
            f"the query hands out {', '.join(found)}",
            f"describe exactly these columns in this order (found: {', '.join(described)})",
        )

"""The library: the questions that can be asked by name, and the asking."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kavshiri.graph.query import Queryable, Rows, select

from .errors import QuestionFileError, UnknownQuestionError
from .parameters import Given, Terms, bind, bound_text
from .question import Column, Parameter, Question, Text, read_question
from .results import Result
from .values import text_of

__all__ = [
    "Column",
    "Parameter",
    "Question",
    "Text",
    "ask",
    "load_questions",
    "question_of",
    "questions",
    "sparql",
]

LIBRARY = Path(__file__).with_name("library")

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

    >>> sorted(questions())[:2]
    ['donor-trace', 'due-next']
    """
    found = (read_question(path) for path in sorted(folder.glob("*.rq")))
    return MappingProxyType({question.id: question for question in found})


def question_of(name: str) -> Question:
    """Return a question by its name; UnknownQuestionError, with the known names, if none has it.

    >>> question_of("due-next").user
    'coordinator'
    """
    if name not in questions():
        raise UnknownQuestionError(name, sorted(questions()))
    return questions()[name]


def ask(store: Queryable, name: str, **params: Given) -> Result:
    """Ask a question of the library and return its answer.

    An underscore at the end of a parameter's name is dropped, so that ``from_=…`` can be written.
    The parameter ``lang`` also sets the language of the result's headings. UnknownQuestionError or
    ParameterError where the name or a value is wrong.
    """
    question = question_of(name)
    terms = _bound(store, question, params)
    answer = select(store, bound_text(question.sparql, terms))
    _check_columns(question, answer)
    values = {key: ", ".join(term.value for term in found) for key, found in terms.items()}
    return Result(
        answer=answer,
        question=question,
        parameters=MappingProxyType(values),
        lang=values.get("lang", "en"),
        sources=_sources(store),
    )


def sparql(store: Queryable, name: str, **params: Given) -> str:
    """Return the SPARQL that :func:`ask` would ask, with the values bound."""
    question = question_of(name)
    return bound_text(question.sparql, _bound(store, question, params))


def _bound(store: Queryable, question: Question, params: Mapping[str, Given]) -> Terms:
    return bind(store, question, {key.removesuffix("_"): each for key, each in params.items()})


def _sources(store: Queryable) -> tuple[str, ...]:
    """Return the files that the plans in the store were read from, each with its hash."""
    rows = select(store, _SOURCES).rows
    return tuple(f"{text_of(name)} (SHA-256 {text_of(digest)})" for name, digest in rows)


def _check_columns(question: Question, answer: Rows) -> None:
    described = tuple(column.name for column in question.columns)
    if answer.variables != described:
        raise QuestionFileError(
            question.path,
            1,
            f"the query hands out {', '.join(answer.variables)}",
            f"describe exactly these columns in this order (found: {', '.join(described)})",
        )

"""The questions of the library: a list by user, and each as a form with its answer and SPARQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kavshiri.queries.computed_sparql import questions_sparql
from kavshiri.queries.errors import ParameterError
from kavshiri.queries.library import catalogue, questions
from kavshiri.queries.question import ANY, USERS, Parameter, Question
from kavshiri.queries.tables import one_of
from kavshiri.viz.site.content import Content, Filter, MissingPageError, Panel
from kavshiri.viz.site.quotes import fields_of
from kavshiri.viz.site.view import View

from .choices import organisation_choices, plan_choices
from .question_links import opened

__all__ = ["question", "question_list"]

MOST_ROWS = 100
HIDDEN = {"trace-activity": ("statement",), "work-together": ("partner",)}
"""Columns of a question that stand in the files only: IRIs of what has a name or no page."""


def question_list(view: View) -> Content:
    """Return the questions by the kind of user they are for."""
    every = questions().values()
    wanted = view.values("for")
    for each in sorted(set(wanted) - set(USERS)):
        raise ParameterError("for", each, one_of(USERS))
    return Content(
        "questions.html",
        view.word("site.questions"),
        lead=view.word("question.lead"),
        filters=(
            Filter("for", view.word("question.for"), wanted,
                   tuple((user, view.word(f"question.{user}")) for user in USERS), in_files=True),
        ),
        panels=(
            Panel("questions", view.word("site.questions"),
                  catalogue(view.lang, users=wanted or USERS),
                  sparql=questions_sparql(wanted, lang=view.lang)),
        ),
        shown={
            "groups": [
                (view.word(f"question.{user}"), [_entry(view, q) for q in every if q.user == user])
                for user in USERS
                if not wanted or user in wanted
            ]
        },
    )  # fmt: skip


def _entry(view: View, question: Question) -> Mapping[str, str]:
    return {
        "title": question.title.within(view.lang),
        "text": question.description.within(view.lang),
        "address": view.link(f"questions/{question.id}"),
        "id": question.id if question.user == "analyst" else "",  # what only they write
    }


def question(view: View, name: str) -> Content:
    """Return a question with its form, and the answer for what the address says.

    A value that cannot be used is told above the form; nothing is asked then.
    """
    found = questions().get(name)
    if found is None:
        raise MissingPageError(name)
    wrong = ""
    panels: tuple[Panel, ...] = ()
    try:
        panel = view.panel(
            name, _given(view, found), at_most=MOST_ROWS, hidden=HIDDEN.get(name, ())
        )
        panels = (replace(panel, addresses=opened(view, panel), cited=fields_of(panel.result)),)
    except ParameterError as error:
        if view.value("format"):
            raise
        wrong = str(error)
    return Content(
        "question.html",
        found.title.within(view.lang),
        lead=found.description.within(view.lang),
        trail=((view.word("site.questions"), view.link("questions")),),
        panels=panels,
        filters=tuple(_filter(view, found, each) for each in _asked(found)),
        shown={"question": found, "wrong": wrong},
    )


def _asked(found: Question) -> list[Parameter]:
    return [each for each in found.parameters.values() if each.name != "lang"]


def _given(view: View, found: Question) -> dict[str, object]:
    """Return what the address says about the parameters; what it leaves out keeps its default."""
    given: dict[str, object] = {}
    for each in _asked(found):
        values = view.values(each.name) or _first(view, found)
        if values:
            given[each.name] = list(values) if each.type == "plan" else values[-1]
        elif each.name in view.query and each.optional:
            given[each.name] = ANY
    return given


def _first(view: View, found: Question) -> tuple[str, ...]:
    """Return the first activity where a question is about one and the address says nothing.

    All that can be told of one activity would be tens of thousands of rows of all.
    """
    asked = _asked(found)
    if [each.type for each in asked] != ["activity"] or asked[0].name in view.query:
        return ()
    start = len(view.iri("activity", ""))
    return tuple(iri[start:] for iri in view.plans.activities)[:1]


_KINDS = {"date": "date", "integer": "number"}


def _filter(view: View, found: Question, parameter: Parameter) -> Filter:
    default = _first(view, found) or (() if parameter.default == ANY else (parameter.default,))
    values = view.values(parameter.name) if parameter.name in view.query else default
    choices: tuple[tuple[str, str], ...] = ()
    match parameter.type:
        case "choice":
            choices = tuple(
                (code, label.within(view.lang)) for code, label in parameter.choices.items()
            )
        case "plan":
            choices = plan_choices(view)
        case "organisation":
            choices = organisation_choices(view)
    return Filter(
        parameter.name,
        parameter.description.within(view.lang),
        values,
        choices,
        kind=_KINDS.get(parameter.type, "text"),
    )

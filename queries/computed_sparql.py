"""The SPARQL of the answers that are computed from all plans: one function for each kind of answer.

Each takes what the answer was made for and returns a query that gives the same facts. The text is
made at every view of a page and asked only by whoever takes it away, so it is cheap to make.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from textwrap import indent

from pyoxigraph import Literal, NamedNode

from kavshiri.graph.coordination.plans import SHORTCUTS
from kavshiri.ontology.terms import DATA, PREFIXES

from .calendar import CalendarAnswer
from .equivalent import Term, equivalent, nodes, texts
from .money import MoneyAnswer
from .sieve import EVERYTHING, Sieve
from .whatif import WhatIfAnswer

__all__ = [
    "activity_sparql",
    "calendar_sparql",
    "money_sparql",
    "organisation_sparql",
    "overlaps_sparql",
    "questions_sparql",
    "what_if_sparql",
]


def organisation_sparql(
    table: str,
    body: str,
    *,
    lang: str,
    base: str = DATA,
    role: str = "",
    reverse: bool = False,
    plans: Iterable[str] = (),
) -> str:
    """Return the query of a table about one body (an IRI).

    ``table`` is ``role`` (of which the code is given), ``ties``, ``only-money``, ``measures`` or
    ``names``; the first three can be of some ``plans`` (IRIs). Ties go from the body to others,
    with ``reverse`` from others to it.
    """
    has, ends = (
        SHORTCUTS.get(role, ""),
        ("iri", "organisation") if reverse else ("organisation", "iri"),
    )
    return equivalent(
        f"organisation-{table}",
        {"lang": texts(lang), "organisation": nodes([body]), "planIri": nodes(plans)},
        base=base,
        made={
            "in-role": f"?iri {has} ?organisation .\n",
            "others-in-role": f"?iri {has} ?other .\n",
            "ends": "?dependency kav:from ?{} ; kav:to ?{} .\n".format(*ends),
        },
    )


def questions_sparql(users: Iterable[str] = (), *, lang: str) -> str:
    """Return the query of the list of questions: those for some users, or all."""
    wanted = ", ".join(str(Literal(user)) for user in users)
    users_only = f"FILTER(STR(?user) IN ({wanted}))\n" if wanted else ""
    return equivalent("questions", {"lang": texts(lang)}, made={"users": users_only})


def activity_sparql(activity: str, *, lang: str, base: str = DATA) -> str:
    """Return the query of who needs whom in one activity (an IRI)."""
    terms = {"lang": texts(lang), "activity": nodes([activity])}
    return equivalent("activity-needs", terms, base=base)


def calendar_sparql(answer: CalendarAnswer, part: str) -> str:
    """Return the query of a table of the calendar: months, load, due, overdue or undated.

    Days are not counted in it, since SPARQL 1.1 does not subtract dates.
    """
    is_past = part == "overdue"
    terms: dict[str, list[Term]] = {
        "lang": texts(answer.lang),
        "plan": nodes(answer.plan_iris),
        "organisation": nodes(answer.organisations),
        "day": _days(None if is_past else answer.day),
        "until": _days(None if is_past else answer.until),
        "before": _days(answer.day if is_past else None),
    }
    parts = {} if answer.organisations else {"of-organisation": "", "months-led": ""}
    name = "calendar-due" if is_past else f"calendar-{part}"
    return equivalent(name, terms, base=answer.shown.plans.base, parts=parts)


def money_sparql(answer: MoneyAnswer, part: str) -> str:
    """Return the query of a table of money: totals, details or chains."""
    terms = {"lang": texts(answer.lang), "plan": nodes(answer.sieve.plans)}
    parts = {"heading": f"money-by-{answer.money.by}"}
    return equivalent(
        f"money-{part}",
        terms,
        base=answer.shown.plans.base,
        parts=parts,
        made={"sieve": replace(answer.sieve, plans=()).sparql()},
    )


def what_if_sparql(answer: WhatIfAnswer, part: str) -> str:
    """Return the query of a table of what-if: what happens, or what it is computed from."""
    gone = nodes(answer.what_if.without)
    terms = {
        "lang": texts(answer.lang),
        "plan": nodes(answer.what_if.plan_iris),
        "gone": gone,
        "body": gone,
        "organisationIri": gone,
    }
    return equivalent(f"what-if-{part}", terms, base=answer.what_if.plans.base)


def overlaps_sparql(
    plans: Iterable[str] = (),
    where: str = "",
    activity: str | None = None,
    *,
    ends: Sieve = EVERYTHING,
    unjudged: bool = False,
    lang: str = "en",
    base: str = DATA,
) -> str:
    """Return the query of the pairs that look alike.

    Both ends in some plans (IRIs; all if none is named), ``across`` plans or ``inside`` one, those
    with one activity (an IRI), those of which an end passes a sieve, those without a verdict.
    """
    terms = {
        "lang": texts(lang),
        "plan": nodes(plans),
        "where": texts(where),
        "activity": nodes([activity] if activity else []),
    }
    parts = {} if activity else {"overlaps-note": ""}
    pairs = ""
    if ends:
        one = f"?iri kav:between ?end .\n{ends.sparql('end')}"
        pairs += f"{{\n  SELECT DISTINCT ?iri\n  WHERE {{\n{indent(one, '    ')}  }}\n}}\n"
    if unjudged:
        pairs += "FILTER NOT EXISTS { ?given a kav:Verdict ; kav:about ?iri }\n"
    return equivalent("overlaps", terms, base=base, parts=parts, made={"pairs": pairs})


def _days(day: date | None) -> list[Term]:
    kind = NamedNode(PREFIXES["xsd"] + "date")
    return [Literal(day.isoformat(), datatype=kind)] if day else []

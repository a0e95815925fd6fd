"""What is due when, by whom; what is bunched in one month; what has no deadline at all."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from kavshiri.graph.coordination.calendar import Bunching
from kavshiri.queries.calendar import ask_calendar
from kavshiri.queries.computed_sparql import calendar_sparql
from kavshiri.queries.results import Result
from kavshiri.viz.site.bars import bars, last_day
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.view import View

from .choices import day_of, organisation_choices, plan_filter

__all__ = ["deadlines", "month_bars"]

MOST_ROWS = 60
HIDDEN = ("place", "lines", "document")
"""Columns that stand in the files only: the link leads to what they tell."""

HIDDEN_PERIOD = ("from", *HIDDEN)
"""A plan that prints a month names no first day: its words stand beside."""

CITED = ("hasDeadline",)


def deadlines(view: View) -> Content:
    """Return the deadlines of all or of one body, from a day on."""
    answer = ask_calendar(
        view.known.store,
        view.value("organisation") or None,
        view.values("plan"),
        day=day_of(view, "from"),
        until=day_of(view, "until"),
        lang=view.lang,
        read=view.plans,
    )
    panels = [
        Panel("months", view.word("deadlines.months"), answer.months,
              addresses={"deadlines": _due_then(view, answer.months)},
              note=view.word("deadlines.months_note"), folded=True,
              sparql=calendar_sparql(answer, "months")),
        Panel("due", view.word("deadlines.due"), answer.due, link="activity", hidden=HIDDEN_PERIOD,
              at_most=MOST_ROWS, cited=CITED, sparql=calendar_sparql(answer, "due")),
        Panel("load", view.word("deadlines.load"), answer.load, at_most=MOST_ROWS,
              addresses={"all": _due_then(view, answer.load)},
              link="organisation", note=view.word("deadlines.load_note"),
              sparql=calendar_sparql(answer, "load")),
        Panel("undated", view.word("deadlines.undated"), answer.undated, link="activity",
              hidden=HIDDEN, at_most=MOST_ROWS, sparql=calendar_sparql(answer, "undated")),
    ]  # fmt: skip
    if answer.day:
        past = Panel("overdue", view.word("deadlines.overdue"), answer.overdue, link="activity",
                     note=view.word("deadlines.overdue_note"), hidden=HIDDEN_PERIOD,
                     at_most=MOST_ROWS, cited=CITED,
                     sparql=calendar_sparql(answer, "overdue"))  # fmt: skip
        panels.insert(2, past)
    return Content(
        "deadlines.html",
        view.word("site.deadlines"),
        lead=view.word("deadlines.lead"),
        picture="timeline",
        filters=(
            plan_filter(view),
            Filter("organisation", view.word("deadlines.organisation"),
                   view.values("organisation"), organisation_choices(view),
                   in_files=not view.value("plan")),
            Filter("from", view.word("deadlines.from"), view.values("from"), kind="date"),
            Filter("until", view.word("deadlines.until"), view.values("until"), kind="date"),
        ),
        panels=tuple(panels),
        shown={"bars": month_bars(view, answer.bunching, view.path)},
    )  # fmt: skip


def _due_then(view: View, counted: Result) -> list[str | None]:
    """Return the addresses of what falls due in the month of each row, for its body if it has one.

    In files a day cannot be asked for.
    """
    if view.is_file:
        return [None] * len(counted)
    start, plan = len(view.iri("organisation", "")), view.values("plan")
    found: list[str | None] = []
    for row in counted.records():
        month = date.fromisoformat(f"{row['month']}-01")
        body = str(row["iri"])[start:] if "iri" in row else view.value("organisation")
        asked = {"from": month.isoformat(), "until": last_day(month).isoformat()}
        found.append(view.link("deadlines#due", organisation=body, plan=plan, **asked))
    return found


def month_bars(view: View, found: Bunching, path: str) -> Markup:
    """Return months as bars; each opens the deadlines of its month on a page."""
    kept = {name: values for name, values in view.query.items() if name in _KEPT}

    def address(month: date) -> str | None:
        if view.is_file:
            return None
        days = {"from": month.isoformat(), "until": last_day(month).isoformat()}
        return view.link(f"{path}#due", **kept, **days)

    return bars(
        {each.month: len(each.activities) for each in found.months},
        view.word("deadlines.months"),
        lambda month, count: view.word("deadlines.bar", month=f"{month:%Y-%m}", count=count),
        address,
    )


_KEPT = ("plan", "organisation")

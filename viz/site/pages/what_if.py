"""What is stranded if some organisations or donors are taken away."""

from __future__ import annotations

from kavshiri.queries.whatif import ask_what_if
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.view import View

from .choices import organisation_choices, plan_filter

__all__ = ["what_if"]

MOST_ROWS = 100
"""Rows of a table that the page shows; the files have all."""

HIDDEN = ("code", "place", "document", "leads", "state", "effort")
"""Columns that stand in the files only: who leads also stands among those who go or stay."""


def what_if(view: View) -> Content:
    """Return the form, and what happens without those whom the address names.

    The address keeps the choice: it can be sent to a colleague.
    """
    chosen = view.values("without")
    return Content(
        "base.html",
        view.word("what_if.title"),
        lead=view.word("what_if.lead"),
        filters=(
            Filter("without", view.word("what_if.without"), chosen,
                   organisation_choices(view), several=True),
            plan_filter(view),
        ),
        panels=_panels(view, chosen) if chosen else (),
    )  # fmt: skip


def _panels(view: View, chosen: tuple[str, ...]) -> tuple[Panel, ...]:
    answer = ask_what_if(
        view.known.store, chosen, view.values("plan"), lang=view.lang, read=view.plans
    )
    linked = {"activities": "activity", "deadlines": "activity", "similar": "organisation"}
    return tuple(
        Panel(
            name,
            view.word(f"what_if.{name}"),
            answer.part(name),
            link=linked.get(name, ""),
            hidden=HIDDEN,
            at_most=MOST_ROWS,
        )
        for name in ("summary", "activities", "objectives", "deadlines", "similar", "network")
    )

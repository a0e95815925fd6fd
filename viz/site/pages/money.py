"""The money that the plans name, by donor, organisation, objective or chapter."""

from __future__ import annotations

from kavshiri.queries.money import ask_money
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.view import View

from .choices import plan_filter

__all__ = ["money"]

MOST_ROWS = 150
HIDDEN = ("place", "document")
HEADINGS = ("donor", "organisation", "objective", "chapter")


def money(view: View) -> Content:
    """Return the four figures beside each other for each heading, and the delivery chains."""
    by = view.value("by", "donor")
    answer = ask_money(view.known.store, by, view.values("plan"), lang=view.lang, read=view.plans)
    choices = tuple((each, view.word(f"money.{each}")) for each in HEADINGS)
    return Content(
        "base.html",
        view.word("site.money"),
        lead=view.word("money.lead"),
        filters=(plan_filter(view), Filter("by", view.word("money.by"), (by,), choices)),
        panels=(
            Panel("totals", view.word("money.totals"), answer.totals,
                  note=view.word("money.totals_note")),
            Panel("details", view.word("money.details"), answer.details, link="activity",
                  hidden=(*HIDDEN, "funder") if by == "donor" else HIDDEN,
                  at_most=MOST_ROWS),
            Panel("chains", view.word("money.chains"), answer.chains, link="activity",
                  hidden=HIDDEN, at_most=MOST_ROWS,
                  note=view.word("money.chains_note")),
        ),
    )  # fmt: skip

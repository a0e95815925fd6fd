"""The money that the plans name, by donor, organisation, objective or chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kavshiri.ontology.currencies import currency_name
from kavshiri.queries.computed_sparql import money_sparql
from kavshiri.queries.money import MoneyAnswer, ask_money
from kavshiri.queries.results import Result
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.tables import shown
from kavshiri.viz.site.view import View

from .choices import chapter_filter, donor_filter, lead_filter, plan_filter

__all__ = ["money"]

MOST_ROWS = 60
HIDDEN = ("place", "lines", "document", "leads")
HEADINGS = ("donor", "organisation", "objective", "chapter")


def money(view: View) -> Content:
    """Return the four figures beside each other for each heading, and the delivery chains."""
    by = view.value("by", "donor")
    answer = ask_money(
        view.known.store,
        by,
        view.values("plan"),
        chapter=view.values("chapter"),
        lead=view.values("lead"),
        donor=view.values("donor"),
        lang=view.lang,
        read=view.plans,
    )
    choices = tuple((each, view.word(f"money.{each}")) for each in HEADINGS)
    return Content(
        "base.html",
        view.word("site.money"),
        lead=view.word("money.lead"),
        picture="flow",
        filters=(
            plan_filter(view),
            Filter("by", view.word("money.by"), (by,), choices, in_files=True),
            chapter_filter(view),
            lead_filter(view),
            donor_filter(view),
        ),
        panels=(
            Panel("totals", view.word("money.totals"), answer.totals, link="heading",
                  note=" ".join([view.word("money.totals_note"), *_without_money(view, answer)]),
                  sparql=money_sparql(answer, "totals"),
                  addresses={"activities": _opened(view, by, answer.totals)}),
            Panel("details", view.word("money.details"), answer.details, link="activity",
                  hidden=(*HIDDEN, "funder") if by == "donor" else HIDDEN,
                  at_most=MOST_ROWS, cited=("hasFunding",),
                  sparql=money_sparql(answer, "details")),
            Panel("chains", view.word("money.chains"), answer.chains, link="activity",
                  hidden=HIDDEN, at_most=MOST_ROWS, cited=("donor", "partner"),
                  note=view.word("money.chains_note"), sparql=money_sparql(answer, "chains")),
        ),
        shown={"figures": _figures(view, answer.totals)},
    )  # fmt: skip


def _without_money(view: View, answer: MoneyAnswer) -> Iterator[str]:
    """Yield what to know of plans that say nothing of money: theirs is not a lack of it."""
    told = {each.plan for each in view.plans.activities.values() if each.fundings}
    counts = Counter(each.plan for each in answer.shown.plans.activities.values())
    for iri, count in counts.items():
        if iri not in told:
            plan = view.plans.plans[iri].name(view.lang)
            yield view.word("money.no_column", count=count, plan=plan)


def _figures(view: View, totals: Result) -> list[tuple[str, str, str]]:
    """Return what the last row says, which counts every activity once: figure, heading, place.

    An amount of several currencies has several such rows.
    """
    rows = list(totals.records())
    every = [row for row in rows if row["heading"] == rows[-1]["heading"] and not row["iri"]]
    headings = dict(zip(totals.names, totals.headings, strict=True))
    found = []
    for name in ("stated", "wholeProgramme", "perUnit", "notStated", "nothing"):
        values = [
            shown(row[name], view.lang) + (_currency(view, row) if name == "stated" else "")
            for row in every
            if row[name] is not None
        ]
        if values:
            found.append(("; ".join(dict.fromkeys(values)), headings[name], "#totals"))
    return found


def _currency(view: View, row: Mapping[str, Value]) -> str:
    return f" {currency_name(str(row['currency']), view.lang)}" if row["currency"] else ""


_SIFTED_BY = ("plan", "chapter", "lead", "donor")


def _opened(view: View, by: str, totals: Result) -> list[str | None]:
    """Return the address of the activities that each number counts."""
    given = {name: view.values(name) for name in _SIFTED_BY}
    rows = list(totals.records())
    return [_counted(view, by, row, given, row["heading"] == rows[-1]["heading"]) for row in rows]


def _counted(
    view: View,
    by: str,
    row: Mapping[str, Value],
    given: Mapping[str, Sequence[str]],
    is_total: bool,
) -> str | None:
    kind, _, path = str(row["iri"] or "").removeprefix(view.known.base).partition("/")
    match by, kind:
        case "donor", "organisation":
            return view.link("activities", **given, organisation=path, role="donor")
        case "organisation", "organisation":
            return view.link("activities", **given, organisation=path, role="lead")
        case "objective", "objective":
            return view.link("activities", **given, objective=path)
        case "chapter", "division":
            return view.link(
                "activities", **{"chapter": path, **{n: v for n, v in given.items() if v}}
            )
        case _:
            return view.link("activities", **given) if is_total and not row["iri"] else None

"""The money that the plans name, by donor, organisation, objective or chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kavshiri.graph.coordination.money import SAID, STATE, Money
from kavshiri.ontology.currencies import currency_name
from kavshiri.queries.computed_sparql import money_sparql
from kavshiri.queries.money import MoneyAnswer, ask_money
from kavshiri.queries.results import Result
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.links import Query
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
    opened = _opened(view, answer)
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
                  addresses=opened),
            Panel("details", view.word("money.details"), answer.details, link="activity",
                  hidden=(*HIDDEN, "funder") if by == "donor" else HIDDEN,
                  at_most=MOST_ROWS, cited=("hasFunding",),
                  sparql=money_sparql(answer, "details")),
            Panel("chains", view.word("money.chains"), answer.chains, link="activity",
                  hidden=HIDDEN, at_most=MOST_ROWS, cited=("donor", "partner"),
                  note=view.word("money.chains_note"), sparql=money_sparql(answer, "chains")),
        ),
        shown={"figures": _figures(view, answer.totals, opened)},
    )  # fmt: skip


def _without_money(view: View, answer: MoneyAnswer) -> Iterator[str]:
    """Yield what to know of plans that say nothing of money: theirs is not a lack of it."""
    told = {each.plan for each in view.plans.activities.values() if each.fundings}
    counts = Counter(each.plan for each in answer.shown.plans.activities.values())
    for iri, count in counts.items():
        if iri not in told:
            plan = view.plans.plans[iri].name(view.lang)
            yield view.word("money.no_column", count=count, plan=plan)


def _figures(
    view: View, totals: Result, opened: Mapping[str, list[str | None]]
) -> list[tuple[str, str, str]]:
    """Return what the last row says, which counts every activity once: figure, heading, address.

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
            found.append(
                ("; ".join(dict.fromkeys(values)), headings[name], opened[name][-1] or "#totals")
            )
    return found


def _currency(view: View, row: Mapping[str, Value]) -> str:
    return f" {currency_name(str(row['currency']), view.lang)}" if row["currency"] else ""


_SIFTED_BY = ("plan", "chapter", "lead", "donor")


def _opened(view: View, answer: MoneyAnswer) -> dict[str, list[str | None]]:
    """Return the addresses of the activities that the numbers count, column by column.

    In files there are none but of all that a donor, lead or chapter has.
    """
    money, totals = answer.money, answer.totals
    keys = [each.key for each in (*money.headings, money.total) for _ in each.currencies or "-"]
    rows = [
        (row, _counted(view, money, key)) for row, key in zip(totals.records(), keys, strict=True)
    ]

    def column(name: str) -> Iterator[str | None]:
        said = {"money": [name]} if name in SAID else {}
        for row, query in rows:
            if not row[name] or query is None or (said and ("money" in query or view.is_file)):
                yield None
            elif view.is_file and money.by == "objective":
                yield view.thing(str(row["iri"])) if row["iri"] else None
            else:
                yield view.link("activities", **query, **said)

    return {name: list(column(name)) for name in ("activities", *SAID) if name in totals.names}


def _counted(view: View, money: Money, key: str) -> Query | None:
    """Return what leaves the activities of a heading in the list of activities; None if nothing."""
    given = {name: view.values(name) for name in _SIFTED_BY if view.values(name)}
    inside = {name: values for name, values in given.items() if name != "plan"}
    kind, _, path = key.removeprefix(view.known.base).partition("/")
    match money.by, kind:
        case (("donor" | "organisation"), "organisation"):
            role = "donor" if money.by == "donor" else "lead"
            return {**given, "organisation": [path], "role": [role]}
        case "objective", "objective":
            return {**inside, "objective": [path]}
        case "chapter", "division":
            return {"chapter": [path], **inside}  # a part of one plan
        case "donor", _ if key == STATE:
            return {**given, "money": [STATE]}
        case _ if key == money.total.key:
            return given
    return None

"""The donors, and the trace of each: donor → activity → lead → indicator → words of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kavshiri.graph.coordination.layers import money_tie
from kavshiri.graph.coordination.money import has_effort
from kavshiri.graph.coordination.plans import Activity, Funding
from kavshiri.ontology.currencies import currency_name
from kavshiri.queries.cited import Cited, cells_of
from kavshiri.queries.names import find_organisation, find_plan
from kavshiri.viz.site.content import Content, Filter, MissingPageError
from kavshiri.viz.site.quotes import Quote, cited
from kavshiri.viz.site.spoken import day, number
from kavshiri.viz.site.trail import trail_of
from kavshiri.viz.site.view import View

from .choices import organisation_choices, plan_filter
from .question_links import opened

__all__ = ["donor", "donors"]

STEPS = (
    ("lead", ("lead", "support")),
    ("indicator", ("hasIndicator",)),
    ("verification", ("hasVerification",)),
    ("money", ("hasFunding", "donor")),
    ("deadline", ("hasDeadline",)),
)
"""What an auditor asks of an activity: a word, and the fields of the plan that tell it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One activity of a donor with what an auditor follows, in the words of the plan."""

    number: str
    title: str
    address: str
    trail: tuple[tuple[str, str], ...]
    leads: tuple[tuple[str, str | None], ...]
    due: str
    money: str
    state: str
    quotes: tuple[tuple[str, tuple[Quote, ...]], ...]


def donors(view: View) -> Content:
    """Return the donors with how many activities each funds."""
    names = dict(organisation_choices(view, "donor"))
    funded = {slug: _funded(view, view.iri("organisation", slug)) for slug in names}
    counts = {slug: len(list(_chosen(view, each))) for slug, each in funded.items()}
    ranked = sorted(filter(counts.get, counts), key=lambda slug: (-counts[slug], names[slug]))
    kept = {"plan": view.values("plan")}
    money = view.panel("money-by-donor", kept if kept["plan"] else {})
    start = len(view.iri("organisation", ""))
    traces = [view.link(f"donors/{str(row['iri'])[start:]}", **kept) for row in money.result]
    return Content(
        "donors.html",
        view.word("site.donors"),
        lead=view.word("donor.lead"),
        filters=(plan_filter(view),),
        panels=(replace(money, addresses={**opened(view, money), "donor": traces}),),
        shown={
            "donors": [(names[s], view.link(f"donors/{s}", **kept), counts[s]) for s in ranked],
        },
    )


def donor(view: View, slug: str) -> Content:
    """Return the trace of a donor, for all that it funds or for what a lead answers for."""
    iri = view.iri("organisation", slug)
    found = view.plans.organisations.get(iri)
    funded = _funded(view, iri)
    if found is None or not funded:
        raise MissingPageError(slug)
    led = list(_chosen(view, funded))
    only = ONLY.get(view.value("only"))
    chosen = [each for each in led if only is None or only(view, each, iri)]
    cells = cells_of(view.known.store, (each.iri for each in chosen))
    given = {"donor": iri} | ({"plan": list(view.values("plan"))} if view.values("plan") else {})
    panel = view.panel("donor-trace", given, link="activity", hidden=("place",))
    return Content(
        "donor.html",
        found.name(view.lang),
        lead=view.word("donor.trace_lead"),
        trail=((view.word("site.donors"), view.link("donors")),),
        panels=(panel,),
        filters=(
            plan_filter(view),
            Filter("lead", view.word("donor.led_by"), view.values("lead"), _leads(view, funded)),
            Filter("only", view.word("donor.only"), view.values("only"),
                   tuple((name, view.word(f"donor.{name}")) for name in ONLY)),
        ),
        shown={
            "organisation": view.thing(iri),
            "figures": list(_figures(view, led, iri)),
            "traces": [_trace(view, each, iri, cells[each.iri]) for each in chosen],
            "as_table": view.link("questions/donor-trace", donor=slug),
        },
    )  # fmt: skip


def _funded(view: View, iri: str) -> list[Activity]:
    return [each for each in view.plans.activities.values() if iri in each.bodies("donor")]


def _chosen(view: View, funded: Iterable[Activity]) -> Iterator[Activity]:
    store = view.known.store
    plans = {find_plan(store, slug) for slug in view.values("plan")}
    leads = {find_organisation(store, name, parameter="lead") for name in view.values("lead")}
    for each in funded:
        if (not plans or each.plan in plans) and (not leads or leads & set(each.bodies("lead"))):
            yield each


def _leads(view: View, funded: Iterable[Activity]) -> tuple[tuple[str, str], ...]:
    leads = {body for each in funded for body in each.bodies("lead")}
    start = len(view.iri("organisation", ""))
    names = ((iri[start:], view.plans.organisations[iri].name(view.lang)) for iri in leads)
    return tuple(sorted(names, key=lambda each: (each[1], each[0])))


def _figures(view: View, funded: list[Activity], iri: str) -> Iterator[tuple[int, str, str]]:
    """Yield what an auditor wants to know first: a number, its words, and what opens its rows."""
    kept = {name: values for name, values in view.query.items() if name in ("plan", "lead")}
    yield len(funded), view.word("donor.activities"), view.link(view.path, **kept)
    for name, holds in ONLY.items():
        count = sum(holds(view, each, iri) for each in funded)
        yield count, view.word(f"donor.{name}"), view.link(view.path, **kept, only=name)


def _own(activity: Activity, iri: str) -> list[Funding]:
    return [each for each in activity.fundings if each.funder == iri]


def _is_stated(view: View, activity: Activity, iri: str) -> bool:
    return any(each.amount is not None for each in _own(activity, iri))


def _is_alone(view: View, activity: Activity, iri: str) -> bool:
    return activity.bodies("donor") == (iri,)


def _is_only_money(view: View, activity: Activity, iri: str) -> bool:
    return money_tie(view.plans, activity, "body") == "critical"


ONLY: Mapping[str, Callable[[View, Activity, str], bool]] = {
    "stated": _is_stated,
    "alone": _is_alone,
    "only_money": _is_only_money,
}
"""What the activities of a donor can be sifted by."""


def _trace(view: View, activity: Activity, iri: str, cells: tuple[Cited, ...]) -> Trace:
    bodies = view.plans.organisations
    return Trace(
        number=activity.number,
        title=activity.name(view.lang),
        address=view.thing(activity.iri) or "",
        trail=trail_of(view, activity),
        leads=tuple(
            (bodies[body].name(view.lang), view.thing(body)) for body in activity.bodies("lead")
        ),
        due=day(activity.due, view.lang) if activity.due else "",
        money="; ".join(_said(view, each) for each in _own(activity, iri)),
        state=_beside(view, activity),
        quotes=tuple(_quotes(view, cells)),
    )


def _said(view: View, funding: Funding) -> str:
    """Return what the plan says of an amount: the sum, or that there is none."""
    if funding.amount is None:
        return view.code(f"amount-state/{funding.state}")
    currency = currency_name(funding.currency or "", view.lang)
    return f"{number(funding.amount, view.lang)} {currency}".strip()


def _beside(view: View, activity: Activity) -> str:
    """Return what the state itself puts in, which is never the donor's."""
    state = [each for each in activity.fundings if each.kind == "stateBudget"]
    if state:
        return "; ".join(_said(view, each) for each in state)
    if has_effort(activity):
        return view.code("funding-kind/administrativeResource")
    return view.word("donor.no_cell" if activity.has_budget_cell is not True else "donor.nothing")


def _quotes(view: View, cells: tuple[Cited, ...]) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    """Yield each step of the trace with its cells; a cell that tells two steps stands once."""
    told: dict[tuple[Quote, ...], list[str]] = {}
    for word, fields in STEPS:
        quotes = tuple(
            cited(view, cell) for cell in cells if cell.fields & set(fields) and cell.words.strip()
        )
        if not quotes:
            continue
        told.setdefault(quotes, []).append(view.word(f"donor.step_{word}"))
    for quotes, words in told.items():
        yield " · ".join(words), quotes

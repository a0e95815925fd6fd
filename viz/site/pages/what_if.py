"""What is stranded if some organisations or donors are taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kavshiri.graph.coordination.plans import ROLES
from kavshiri.graph.coordination.whatif import DELIVERY, MONEY
from kavshiri.queries.computed_sparql import what_if_sparql
from kavshiri.queries.errors import ParameterError
from kavshiri.queries.names import find_organisation
from kavshiri.queries.tables import one_of
from kavshiri.queries.whatif import WhatIfAnswer, ask_what_if
from kavshiri.queries.whatif_words import DELIVERY_WORDS, MONEY_WORDS, NETWORK_WORDS
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.narrowing import narrowed
from kavshiri.viz.site.view import View

from .choices import organisation_choices, plan_filter
from .organisation import CITED

__all__ = ["what_if"]

MOST_ROWS = {"similar": 20}
"""Rows of a table that the page shows, if not 50; the files have all."""

HIDDEN = ("code", "place", "document", "lines", "leads", "state", "effort")
"""Columns that stand in the files only: who leads also stands among those who go or stay."""

TOLD = ("withoutLead", "fewerLeads", "withoutHelper", "withoutMoney", "partFunded")
"""The outcomes that are told first: what an activity loses."""

PARTS = ("activities", "objectives", "deadlines", "similar", "network", "summary")

_UNTOUCHED = "untouched"


def what_if(view: View) -> Content:
    """Return the form, and what happens without those whom the address names.

    The address keeps the choice: it can be sent to a colleague.
    """
    chosen = view.values("without")
    filters = [
        Filter("without", view.word("what_if.without"), chosen, organisation_choices(view),
               several=True, in_files=True),
        replace(plan_filter(view), in_files=False),  # with each body it would be many pages
    ]  # fmt: skip
    if not chosen:
        return _page(view, filters, (), [])
    answer = ask_what_if(
        view.known.store, chosen, view.values("plan"), lang=view.lang, read=view.plans
    )
    filters.append(
        Filter("outcome", view.word("what_if.outcome"), view.values("outcome"),
               tuple((code, _words(view, code)) for code in _outcomes()))
    )  # fmt: skip
    names = answer.shown.names(answer.what_if.without)
    figures = list(_figures(view, answer))
    return _page(view, filters, tuple(_panels(view, answer)), figures, names)


def _page(
    view: View,
    filters: list[Filter],
    panels: tuple[Panel, ...],
    figures: list[object],
    names: str = "",
) -> Content:
    title = view.word("what_if.title")
    return Content(
        "what_if.html",
        f"{title}: {names}" if names else title,
        lead=view.word("what_if.lead"),
        filters=tuple(filters),
        panels=panels,
        shown={"figures": figures, "units": list(_units(view))},
    )


def _units(view: View) -> Iterator[tuple[str, str]]:
    """Yield what stays of those who drop out: their units in the plans, and what drops them too."""
    if view.is_file:
        return
    chosen = {find_organisation(view.known.store, each) for each in view.values("without")}
    start = len(view.iri("organisation", ""))
    involved = {body for each in view.plans.activities.values() for body in each.bodies()}
    for iri in sorted(chosen):
        units = sorted(
            body for body in involved - chosen if view.plans.ministry(body) == iri != body
        )
        if units:
            names = "; ".join(
                sorted(view.plans.organisations[each].name(view.lang) for each in units)
            )
            gone = [each[start:] for each in sorted({*chosen, *units})]
            whole = view.plans.organisations[iri].name(view.lang)
            yield (
                view.word("what_if.units", whole=whole, names=names),
                view.link(view.path, **{**view.query, "without": gone}),
            )


def _outcomes() -> list[str]:
    """Return what can happen to an activity that loses somebody."""
    return [code for code in dict.fromkeys((*DELIVERY, *MONEY)) if code != _UNTOUCHED]


def _words(view: View, code: str) -> str:
    words = DELIVERY_WORDS.get(code) or MONEY_WORDS[code]
    return words.within(view.lang)


def _figures(view: View, answer: WhatIfAnswer) -> Iterator[object]:
    """Yield how many activities lose what: the number, its words, and what opens its rows."""
    found = answer.what_if
    kept = {name: values for name, values in view.query.items() if name in ("without", "plan")}
    for code in TOLD:
        hit = found.delivery(code) if code in DELIVERY else found.money(code)
        address = "#activities" if view.is_file else view.link(
            f"{view.path}#activities", **kept, outcome=code
        )  # fmt: skip
        yield len(hit), _words(view, code), address
    lost = sum(each.loss == "all" for each in found.objectives)
    yield lost, view.word("what_if.objectives_lost"), "#objectives"
    before, after = found.cohesion
    yield f"{before.pieces} → {after.pieces}", NETWORK_WORDS["pieces"].within(view.lang), "#network"


def _panels(view: View, answer: WhatIfAnswer) -> Iterator[Panel]:
    linked = {"activities": "activity", "deadlines": "activity", "similar": "organisation"}
    lost = {role for each in answer.what_if.hit for role in ROLES if each.lost.get(role)}
    for name in PARTS:
        panel = Panel(
            name,
            view.word(f"what_if.{name}"),
            answer.part(name),
            link=linked.get(name, ""),
            hidden=HIDDEN,
            at_most=MOST_ROWS.get(name, 50),
            folded=name == "summary",
            cited=tuple(CITED[role] for role in sorted(lost)) if name == "activities" else (),
            sparql=what_if_sparql(answer, name),
        )
        yield _sifted(view, answer, panel) if name == "activities" else panel


def _sifted(view: View, answer: WhatIfAnswer, panel: Panel) -> Panel:
    """Return the activities that lose what the address asks for."""
    wanted = set(view.values("outcome"))
    for code in sorted(wanted - set(_outcomes())):
        raise ParameterError("outcome", code, one_of(_outcomes()))
    if not wanted:
        return panel
    hit = answer.what_if.hit
    return narrowed(
        panel, {each.activity.iri for each in hit if {each.delivery, each.money} & wanted}
    )

"""The organisations, and each with what it does, whom it needs and who needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.plans import ROLES, Organisation
from kavshiri.graph.query import select, to_python
from kavshiri.queries.computed_sparql import organisation_sparql
from kavshiri.queries.names import find_plan
from kavshiri.queries.question import Text
from kavshiri.queries.results import Result
from kavshiri.queries.tables import column, described, table
from kavshiri.viz.site.content import Content, Filter, MissingPageError, Panel
from kavshiri.viz.site.links import place_in_network
from kavshiri.viz.site.networks import Seen
from kavshiri.viz.site.picture import drawn_of
from kavshiri.viz.site.view import View

from .choices import plan_filter
from .organisation_tables import measures, only_money, promises, ties
from .question_links import opened

__all__ = ["organisation", "organisations"]

MOST_ROWS = 50
"""Rows of one role and of the trace that a page shows; the files have all."""

CITED = {role: role for role in ROLES} | {"reporting": "reportingBody"}
"""The field of a row of the plan that names who has a role."""

_NAME_KINDS = {1: "main", 2: "acronym", 3: "other"}
_NAME_COLUMNS = described(
    "names",
    Text(ka="სახელები", en="Names"),
    Text(ka="ყველა სახელი, რომლითაც ორგანიზაციას ვიცნობთ.",
         en="All names by which the organisation is known."),
    (
        column("name", "text", "Name", "სახელი", "the name", "სახელი"),
        column("kind", "text", "Kind", "სახე", "what kind of name", "როგორი სახელია"),
        column("language", "text", "Language", "ენა", "the language", "ენა"),
    ),
)  # fmt: skip


def organisations(view: View) -> Content:
    """Return the list of all bodies and groups with their roles; a number opens its activities.

    ``kind`` in the address leaves the named ``body`` rows or those of unnamed ``group``s.
    """
    given = {name: view.value(name) for name in ("plan", "kind") if view.value(name)}
    panel = view.panel("organisation-roles", {**given, "together": "yes"}, link="organisation")
    kinds = tuple((each, view.word(f"organisation.{each}")) for each in ("body", "group"))
    return Content(
        "base.html",
        view.word("site.organisations"),
        lead=view.word("organisation.list_lead"),
        panels=(replace(panel, addresses=opened(view, panel)),),
        filters=(
            plan_filter(view),
            Filter(
                "kind", view.word("organisation.kind"), view.values("kind"), kinds, in_files=True
            ),
        ),
    )


def organisation(view: View, slug: str) -> Content:
    """Return the page of one body or group; of one that works in several plans, by ``plan``."""
    found = view.plans.organisations.get(view.iri("organisation", slug))
    if found is None:
        raise MissingPageError(slug)
    plans = [find_plan(view.known.store, each) for each in view.values("plan")]
    return Content(
        "organisation.html",
        found.name(view.lang),
        kind="organisation",
        trail=((view.word("site.organisations"), view.link("organisations")),),
        panels=tuple(_panels(view, found, plans)),
        filters=(plan_filter(view),) if _works_in_several(view, found) else (),
        shown={
            "is_unresolved": slug.startswith("unresolved/"),
            "facts": list(_facts(view, found)),
            "names": sorted(set(found.labels.values()) - {found.name(view.lang)}),
            "figures": list(_figures(view, found, plans)),
            "ways": list(_ways(view, found, slug)),
        },
    )


def _works_in_several(view: View, found: Organisation) -> bool:
    activities = view.plans.activities.values()
    return len({each.plan for each in activities if found.iri in each.bodies()}) > 1


def _panels(view: View, found: Organisation, plans: list[str]) -> Iterator[Panel]:
    """Yield what there is to say: an empty role or measure is no panel."""
    for role in ROLES:
        result = promises(view, found.iri, role, plans)
        if len(result):
            hidden = ("place", "leads") if role == "lead" else ("place",)
            yield Panel(f"role-{role}", view.word(f"organisation.{role}"), result,
                        link="activity", hidden=hidden, at_most=MOST_ROWS,
                        cited=(CITED[role],),
                        sparql=_sparql(view, found, "role", role=role, plans=plans))  # fmt: skip
    yield ties(view, found.iri, plans, needs=True)
    yield ties(view, found.iri, plans, needs=False)
    for pays, name in ((False, "only-money"), (True, "only-money-of")):
        result = only_money(view, found.iri, plans, pays=pays)
        if len(result):
            yield Panel(name, view.word(f"organisation.{name.replace('-', '_')}"), result,
                        link="organisation", note=view.word("organisation.money_note"),
                        sparql=_sparql(view, found, "only-money", reverse=pays,
                                        plans=plans))  # fmt: skip
    result = measures(view, found.iri)
    if len(result):
        yield Panel("measures", view.word("organisation.measures"), result,
                    note=view.word("organisation.measures_note"),
                    sparql=_sparql(view, found, "measures"))  # fmt: skip
    yield _names(view, found)
    given = {"organisation": found.iri} | ({"plan": plans} if plans else {})
    yield view.panel(
        "trace-organisation", given, title=view.word("organisation.named"),
        link="activity", at_most=MOST_ROWS, folded=True,
    )  # fmt: skip


def _sparql(view: View, found: Organisation, table: str, **chosen: Any) -> str:
    """Return the SPARQL of a table about a body; ``chosen`` as :func:`organisation_sparql`."""
    base = view.known.base
    return organisation_sparql(table, found.iri, lang=view.lang, base=base, **chosen)


def _names(view: View, found: Organisation) -> Panel:
    """Return all names of a body: its main names, acronyms and other names by language."""
    sparql = _sparql(view, found, "names")
    rows = [[to_python(term) for term in row] for row in select(view.known.store, sparql).rows]
    result: Result = table(
        _NAME_COLUMNS,
        [
            (str(name), view.word(f"organisation.name_{_NAME_KINDS[int(str(rank))]}"),
             _language(view, str(language or "")))
            for rank, name, language in rows
        ],
        lang=view.lang,
    )  # fmt: skip
    return Panel("names", view.word("organisation.names"), result, sparql=sparql)


def _language(view: View, tag: str) -> str:
    known = {"ka": "ka", "en": "en", "ka-latn": "latin"}.get(tag.lower())
    return view.word(f"organisation.language_{known}") if known else tag


def _figures(view: View, found: Organisation, plans: list[str]) -> Iterator[tuple[str, int, str]]:
    """Yield in how many activities it has each role: the word, the number, where its rows are."""
    activities = view.plans.activities.values()
    chosen = [each for each in activities if not plans or each.plan in plans]
    for role in ROLES:
        count = sum(found.iri in each.bodies(role) for each in chosen)
        if count:
            yield view.word(f"organisation.{role}_count"), count, f"#role-{role}"


def _ways(view: View, found: Organisation, slug: str) -> Iterator[tuple[str, str]]:
    """Yield the pages that tell more of a body: the words and the address of each."""
    involved = {body for each in view.plans.activities.values() for body in each.bodies()}
    if found.iri not in involved:
        return
    if not view.is_file:
        yield view.word("organisation.network"), view.link("network", around=slug)
    elif address := _in_network(view, found.iri, slug):
        yield view.word("organisation.network"), address
    yield view.word("organisation.what_if"), view.link("what-if", without=slug)
    yield view.word("organisation.deadlines"), view.link("deadlines", organisation=slug)
    if any(found.iri in each.bodies("donor") for each in view.plans.activities.values()):
        yield view.word("organisation.donor_trace"), view.link(f"donors/{slug}")


def _in_network(view: View, iri: str, slug: str) -> str | None:
    """Return where a body stands in one of the networks that are files; None if in none."""
    for layers in (("delivery",), ("delivery", "funding")):
        if iri in drawn_of(view.known.networks, Seen(Choice(layers=layers))):
            query = {} if layers == ("delivery",) else {"layer": layers}
            return view.link(f"network#{place_in_network(slug)}", **query)
    return None


def _facts(view: View, found: Organisation) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """Yield what is known of a body besides the plans: a word, and its values with their pages."""
    if found.type:
        yield view.word("organisation.type"), [(view.code(f"organisation-type/{found.type}"), None)]
    for word, iri in (("parent", found.parent), ("host", found.host), ("chair", found.chair)):
        body = view.plans.organisations.get(iri or "")
        if body is not None:
            yield view.word(f"organisation.{word}"), [_linked(view, body)]
    others = view.plans.organisations.values()
    for word, below in (
        ("units", [each for each in others if each.parent == found.iri]),
        ("hosts", [each for each in others if each.host == found.iri]),
        ("chairs", [each for each in others if each.chair == found.iri]),
    ):
        if below:
            yield view.word(f"organisation.{word}"), [_linked(view, each) for each in below]


def _linked(view: View, body: Organisation) -> tuple[str, str | None]:
    return body.name(view.lang), view.thing(body.iri)

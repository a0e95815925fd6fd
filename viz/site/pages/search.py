"""The search: names first, then titles, then what the plans say."""

from __future__ import annotations

from collections.abc import Mapping

from kavshiri.queries.errors import ParameterError
from kavshiri.queries.names import find_plan
from kavshiri.queries.tables import one_of
from kavshiri.viz.site.content import Content, Panel
from kavshiri.viz.site.finder import Nearby
from kavshiri.viz.site.hits import Hit, hit_of
from kavshiri.viz.site.index import KINDS, Entry
from kavshiri.viz.site.view import View

from .choices import plan_choices
from .search_tables import PANELS, panel_of

__all__ = ["MOST", "MOST_ALONE", "search"]

MOST = 20
"""Hits of one kind that a page shows; its address can ask for all."""

MOST_ALONE = 100
"""The same where the address chooses one kind."""

MOST_IN_TABLES = 2000
"""Of more only what a page shows is made a table, until its file is asked for: that takes long."""

Group = tuple[int, Panel, list[Hit], str]
"""How much was found of a kind, its table, what the page shows, the address of the rest, if any."""


def search(view: View) -> Content:
    """Return what was found, by kind. Pages that are files leave the finding to a script."""
    kind, groups, every = view.value("kind"), dict[str, list[Entry]](), 0
    if kind not in ("", *KINDS):
        raise ParameterError("kind", kind, one_of(KINDS))
    found = view.known.finder.find("" if view.is_file else view.value("q"))
    plans = {find_plan(view.known.store, each) for each in view.values("plan")}
    for place in found.places:
        entry = view.known.finder.entries[place]
        if not plans or plans.intersection(entry.plans):
            groups.setdefault(entry.kind, []).append(entry)
            every += 1
    chosen = {each: groups[each] for each in KINDS if each in groups and kind in ("", each)}
    shown = [_group(view, each, chosen[each], found.forms) for each in chosen]
    nearby = view.known.finder.near(view.value("q")) if not found.places else ()
    return Content(
        "search.html",
        view.word("site.search"),
        panels=tuple(panel for _, panel, _, _ in shown),
        shown={
            "asked": view.value("q"),
            "count": sum(map(len, chosen.values())),
            "groups": shown,
            "kinds": _kinds(view, groups, every),
            "kind": kind,
            "choices": [(each, view.word(f"search.{each}")) for each in KINDS],
            "plans": plan_choices(view),
            "nearby": _nearby(view, nearby),
            "elsewhere": view.link("search", q=view.value("q")) if found.places else "",
            "lists": _lists(view) if view.is_file else [],
        },
    )


def _group(view: View, kind: str, entries: list[Entry], forms: frozenset[str]) -> Group:
    most = MOST_ALONE if view.value("kind") else MOST
    if PANELS[kind] in view.values("all"):
        most = len(entries)
    more = ""
    if len(entries) > most:
        asked = {**view.query, "all": (*view.values("all"), PANELS[kind])}
        more = view.link(f"search#{PANELS[kind]}", **asked)
    hits = [hit_of(view, entry, forms) for entry in entries[:most]]
    is_whole = bool(view.value("format")) or len(entries) <= MOST_IN_TABLES
    panel = panel_of(view, kind, entries if is_whole else entries[:most])
    return len(entries), panel, hits, more


def _kinds(
    view: View, groups: Mapping[str, list[Entry]], every: int
) -> list[tuple[str, str, int, str]]:
    """Return what was found of each kind: the kind, its name, how much, the address of only it."""
    asked = {name: values for name, values in view.query.items() if name not in ("kind", "all")}
    found = [(kind, view.word(f"search.{kind}"), len(groups[kind])) for kind in KINDS
             if kind in groups]  # fmt: skip
    if len(found) < 2:
        return []
    return [
        (kind, name, count, view.link("search", **{**asked, "kind": [kind]}))
        for kind, name, count in [("", view.word("site.all"), every), *found]
    ]


def _nearby(view: View, nearby: tuple[Nearby, ...]) -> list[tuple[str, int, str]]:
    return [(each.words, each.count, view.link("search", q=each.words)) for each in nearby]


def _lists(view: View) -> list[tuple[str, str]]:
    """Return the lists that stand in for the search where no script runs: words and addresses."""
    return [
        (view.word(name), view.link(path))
        for name, path in (
            ("site.organisations", "organisations"),
            ("site.plans", "plans"),
            ("lists.activities", "activities"),
            ("lists.objectives", "objectives"),
            ("site.donors", "donors"),
            ("site.deadlines", "deadlines"),
            ("site.questions", "questions"),
            ("search.documents", "about"),
        )
    ]

"""All activities as one list, sifted by plan, chapter, who takes part and kind of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kavshiri.graph.coordination.plans import ROLES, Activity
from kavshiri.ontology.codes import code_list
from kavshiri.queries.errors import ParameterError
from kavshiri.queries.names import find_organisation, find_plan
from kavshiri.queries.tables import one_of
from kavshiri.viz.site.content import Content, Filter
from kavshiri.viz.site.narrowing import narrowed
from kavshiri.viz.site.quotes import fields_of
from kavshiri.viz.site.view import View

from .choices import chapter_choices, organisation_choices, plan_filter

__all__ = ["activities"]

MOST_ROWS = 100
"""Rows that a page shows; its address can ask for all, and the files have all."""


def activities(view: View) -> Content:
    """Return all activities, or those that the address chooses."""
    panel = view.panel("plan-as-table", link="activity", hidden=("place",), at_most=MOST_ROWS)
    panel = replace(panel, cited=fields_of(panel.result))
    if any(view.values(name) for name in ("plan", "chapter", "organisation", "role", "type")):
        panel = narrowed(panel, {each.iri for each in _chosen(view)})
    types = [each.code for each in code_list("activity-type")]
    return Content(
        "base.html",
        view.word("lists.activities"),
        filters=(
            plan_filter(view),
            Filter("chapter", view.word("network.chapter"), view.values("chapter"),
                   chapter_choices(view)),
            Filter("organisation", view.word("deadlines.organisation"),
                   view.values("organisation"), organisation_choices(view)),
            Filter("role", view.word("lists.role"), view.values("role"),
                   _named(view, "role", ROLES)),
            Filter("type", view.word("lists.type"), view.values("type"),
                   _named(view, "activity-type", types)),
        ),
        panels=(panel,),
    )  # fmt: skip


def _named(view: View, scheme: str, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, view.code(f"{scheme}/{code}")) for code in codes)


def _chosen(view: View) -> Iterator[Activity]:
    """Yield the activities for which all holds that the address says."""
    store = view.known.store
    plans = {find_plan(store, slug) for slug in view.values("plan")}
    bodies = {find_organisation(store, name) for name in view.values("organisation")}
    chapters = {view.iri("division", path) for path in view.values("chapter")}
    _check(view, "chapter", chapters, set(view.plans.divisions))
    roles, types = view.values("role"), set(view.values("type"))
    _check(view, "role", set(roles), set(ROLES))
    for each in view.plans.activities.values():
        if (
            (not plans or each.plan in plans)
            and (not chapters or chapters & set(view.plans.within(each)))
            and (not types or types & set(each.types))
            and (not bodies or bodies & set(each.bodies(*roles)))
            and (not roles or each.bodies(*roles))
        ):
            yield each


def _check(view: View, name: str, given: set[str], known: set[str]) -> None:
    """Raise ParameterError for a value that nothing has."""
    for value in sorted(given - known):
        raise ParameterError(name, value, one_of(sorted(known)[:12]))

"""All activities as one list, sifted by plan, chapter, who takes part, money and kind of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kavshiri.graph.coordination.money import SAID, said_of
from kavshiri.graph.coordination.plans import ROLES
from kavshiri.ontology.codes import code_list
from kavshiri.queries.choosing import one_known
from kavshiri.queries.sieve import Sieve, sieve_of
from kavshiri.viz.site.content import Content, Filter
from kavshiri.viz.site.narrowing import narrowed
from kavshiri.viz.site.quotes import fields_of
from kavshiri.viz.site.view import View

from .choices import (
    chapter_filter,
    donor_filter,
    lead_filter,
    objective_choices,
    organisation_choices,
    plan_filter,
)

__all__ = ["activities"]

MOST_ROWS = 100
"""Rows that a page shows; its address can ask for all, and the files have all."""

SIFTED_BY = ("plan", "chapter", "objective", "lead", "organisation", "role", "donor", "type")


def activities(view: View) -> Content:
    """Return all activities, or those that the address chooses."""
    panel = view.panel("plan-as-table", link="activity", hidden=("place",), at_most=MOST_ROWS)
    panel = replace(panel, cited=fields_of(panel.result))
    given = {name: view.values(name) for name in SIFTED_BY}
    sieve = sieve_of(view.known.store, view.plans, **given)
    if sieve or view.values("money"):
        panel = narrowed(panel, _chosen(view, sieve))
    types = [each.code for each in code_list("activity-type")]
    return Content(
        "base.html",
        view.word("lists.activities"),
        filters=(
            plan_filter(view),
            chapter_filter(view),
            Filter("objective", view.word("lists.objective"), view.values("objective"),
                   objective_choices(view)),
            lead_filter(view),
            Filter("organisation", view.word("deadlines.organisation"),
                   view.values("organisation"), organisation_choices(view)),
            Filter("role", view.word("lists.role"), view.values("role"),
                   _named(view, "role", ROLES)),
            donor_filter(view),
            Filter("money", view.word("lists.money"), view.values("money"),
                   tuple((code, view.word(f"lists.money_{code}")) for code in SAID)),
            Filter("type", view.word("lists.type"), view.values("type"),
                   _named(view, "activity-type", types)),
        ),
        panels=(panel,),
    )  # fmt: skip


def _chosen(view: View, sieve: Sieve) -> set[str]:
    """Return the activities for which all holds that the address says.

    What is asked of money is asked of that of bodies that are chosen as donors by their role.
    """
    wanted = {one_known("money", code, SAID) for code in view.values("money")}
    funders = sieve.organisations if sieve.roles == ("donor",) else ()
    passing = sieve.passing(view.plans).items()
    return {iri for iri, each in passing if not wanted or wanted & said_of(each, funders)}


def _named(view: View, scheme: str, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, view.code(f"{scheme}/{code}")) for code in codes)

"""The home page: what is in the graph, in numbers that open their rows."""

from __future__ import annotations

from collections.abc import Mapping

from kavshiri.viz.site.content import Content
from kavshiri.viz.site.view import View

from .lists import findings_panel

__all__ = ["home"]

STARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "coordinator": (
        ("network", "network"), ("what_if", "what-if"), ("deadlines", "deadlines"),
    ),
    "auditor": (
        ("donors", "donors"), ("findings", "findings"), ("money", "money"),
    ),
    "analyst": (
        ("questions", "questions"), ("activities", "activities"), ("about", "about"),
    ),
}  # fmt: skip
"""Where each kind of user begins: a word and a page."""


def home(view: View) -> Content:
    """Return the home page."""
    plans = view.plans
    involved = {body for each in plans.activities.values() for body in each.bodies()}
    groups = {body for body in involved if plans.organisations[body].is_group}
    donors = {body for each in plans.activities.values() for body in each.bodies("donor")}
    findings = view.ask("findings")
    figures = [
        ("home.activities", len(plans.activities), view.link("activities")),
        ("home.objectives", len(plans.objectives), view.link("objectives")),
        ("home.bodies", len(involved - groups), view.link("organisations", kind="body")),
        ("home.groups", len(groups), view.link("organisations", kind="group")),
        ("home.donors", len(donors), view.link("donors")),
        ("home.findings", len(findings), view.link("findings")),
    ]
    return Content(
        "home.html",
        view.word("home.title"),
        lead=view.word("home.lead"),
        kind="home",
        panels=(
            findings_panel(
                view,
                {"severity": "serious"},
                name="serious",
                title=view.word("home.serious"),
                hidden=("severity", "place", "cell", "words", "document", "lines"),
                at_most=12,
            ),
        ),
        shown={
            "figures": [
                {"label": view.word(word), "number": number, "address": address}
                for word, number, address in figures
            ],
            "plans": [_plan(view, iri) for iri in plans.plans],
            "starts": [_start(view, user) for user in STARTS],
        },
    )


def _start(view: View, user: str) -> tuple[str, list[tuple[str, str]]]:
    """Return for whom a list is, and its links with what each is good for."""
    links = [(view.word(f"home.start_{word}"), view.link(path)) for word, path in STARTS[user]]
    return view.word(f"question.{user}"), links


def _plan(view: View, iri: str) -> dict[str, str]:
    plan = view.plans.plans[iri]
    activities = [each for each in view.plans.activities.values() if each.plan == iri]
    objectives = {each.objective for each in activities if each.objective}
    return {
        "title": plan.name(view.lang),
        "address": view.thing(iri) or "",
        "period": f"{plan.start or ''} – {plan.end or ''}",
        "counts": view.word("home.counts", activities=len(activities), objectives=len(objectives)),
    }

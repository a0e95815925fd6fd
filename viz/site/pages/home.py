"""The home page: what is in the graph, in numbers that open their rows."""

from __future__ import annotations

from kavshiri.viz.site.content import Content
from kavshiri.viz.site.view import View

__all__ = ["home"]


def home(view: View) -> Content:
    """Return the home page."""
    plans = view.plans
    involved = {body for each in plans.activities.values() for body in each.bodies()}
    groups = {body for body in involved if plans.organisations[body].is_group}
    donors = {body for each in plans.activities.values() for body in each.bodies("donor")}
    findings = view.ask("findings")
    figures = [
        ("home.activities", len(plans.activities), view.link("activities")),
        ("home.objectives", len(plans.objectives), view.link("plans")),
        ("home.bodies", len(involved - groups), view.link("organisations")),
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
            view.panel(
                "findings",
                {"severity": "serious"},
                name="serious",
                title=view.word("home.serious"),
                hidden=("severity", "place", "cell", "words", "document", "lines"),
                link="number",
                at_most=12,
            ),
        ),
        shown={
            "figures": [
                {"label": view.word(word), "number": number, "address": address}
                for word, number, address in figures
            ],
            "plans": [_plan(view, iri) for iri in plans.plans],
        },
    )


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

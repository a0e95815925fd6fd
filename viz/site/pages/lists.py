"""Lists with filters: activities, findings."""

from __future__ import annotations

from kavshiri.queries.library import questions
from kavshiri.viz.site.content import Content, Filter
from kavshiri.viz.site.view import View

from .choices import plan_filter

__all__ = ["activities", "findings"]


def activities(view: View) -> Content:
    """Return all activities, or those of one plan."""
    given = {"plan": view.value("plan")} if view.value("plan") else {}
    return Content(
        "base.html",
        view.word("lists.activities"),
        filters=(plan_filter(view),),
        panels=(view.panel("plan-as-table", given, link="activity", hidden=("place",)),),
    )


def findings(view: View) -> Content:
    """Return the findings about the plans and their reading, by plan, kind and severity."""
    named = ("plan", "severity", "kind")
    given = {name: view.value(name) for name in named if view.value(name)}
    parameters = questions()["findings"].parameters
    return Content(
        "base.html",
        view.word("site.findings"),
        lead=view.word("lists.findings_lead"),
        filters=(
            plan_filter(view),
            *(
                Filter(
                    name,
                    view.word(f"lists.{name}"),
                    view.values(name),
                    tuple(
                        (code, view.code(f"{scheme}/{code}")) for code in parameters[name].choices
                    ),
                )
                for name, scheme in (("severity", "severity"), ("kind", "finding-kind"))
            ),
        ),
        panels=(
            view.panel(
                "findings", given, link="number", hidden=("place", "cell", "words"), at_most=500
            ),
        ),
    )

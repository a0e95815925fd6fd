"""What stands on the page of an activity besides its values: its ties and its neighbours."""

from __future__ import annotations

from collections.abc import Mapping

from kavshiri.graph.coordination.choice import LAYERS
from kavshiri.graph.coordination.layers import ties
from kavshiri.graph.coordination.plans import ROLES, Activity
from kavshiri.queries.computed_sparql import activity_sparql
from kavshiri.queries.question import Text
from kavshiri.queries.tables import column, described, table
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Panel
from kavshiri.viz.site.view import View

__all__ = ["needs_within", "neighbours"]

_NEEDS = described(
    "needs-within",
    Text(ka="ვის ვინ სჭირდება ამ საქმიანობაში", en="Who needs whom in this activity"),
    Text(ka="დაგეგმილი დამოკიდებულებები, რომლებიც ამ მწკრივიდან გამოდის.",
         en="The planned dependencies that follow from this row."),
    (
        column("organisation", "text", "Who", "ვის", "who needs the other", "ვის სჭირდება"),
        column("needed", "text", "Needs", "ვინ სჭირდება", "who is needed", "ვინ სჭირდება"),
        column("role", "text", "As", "რა როლში", "the role in which it is needed",
               "როლი, რომელშიც სჭირდება"),
        column("layer", "text", "For", "რისთვის", "the kind of dependency",
               "დამოკიდებულების სახე"),
    ),
)  # fmt: skip


def needs_within(view: View, activity: Activity) -> Panel:
    """Return who needs whom in one activity, layer by layer; nobody needs itself."""
    bodies = view.plans.organisations
    rows: list[tuple[Value, ...]] = [
        (
            bodies[one].name(view.lang),
            bodies[other].name(view.lang),
            view.code(f"role/{role}") if role in ROLES else view.word(f"activity.{role}"),
            view.code(f"layer/{layer}"),
        )
        for layer in LAYERS
        for one, other, role in ties(view.plans, activity, layer)
        if one != other and one in bodies and other in bodies
    ]
    return Panel(
        "needs-within",
        view.word("activity.needs"),
        table(_NEEDS, rows, lang=view.lang),
        note=view.word("activity.needs_note"),
        link="needed",
        sparql=activity_sparql(activity.iri, lang=view.lang, base=view.known.base),
    )


def neighbours(view: View, activity: Activity) -> Mapping[str, tuple[str, str] | None]:
    """Return the words and addresses of the activities ``before`` and ``after`` one in its plan."""
    within = [each for each in view.plans.activities.values() if each.plan == activity.plan]
    at = within.index(activity)
    return {
        "before": _neighbour(view, within[at - 1]) if at else None,
        "after": _neighbour(view, within[at + 1]) if at + 1 < len(within) else None,
    }


def _neighbour(view: View, activity: Activity) -> tuple[str, str]:
    words = f"{activity.number} {activity.name(view.lang)}".strip()
    return words, view.thing(activity.iri) or ""

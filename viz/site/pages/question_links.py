"""What the numbers in the answers to questions open: the rows that they count."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Panel
from kavshiri.viz.site.view import View

__all__ = ["opened"]

Row = Mapping[str, Value]
Open = Callable[[View, Row], str | None]


def opened(view: View, panel: Panel) -> dict[str, list[str | None]]:
    """Return the addresses of a question's numbers, row by row; files have no such lists.

    Nought opens nothing.
    """
    if view.is_file:
        return {}
    columns = OPENS.get(panel.name, {})
    rows = list(panel.result.records()) if columns else []
    return {
        name: [open_(view, row) if row[name] else None for row in rows]
        for name, open_ in columns.items()
    }


def _plan(view: View, row: Row) -> dict[str, tuple[str, ...]]:
    """Return the plan of a row; where it is of several, those that the address chooses."""
    plans = (str(row["plan"]),) if row.get("plan") else view.values("plan")
    return {"plan": plans} if plans else {}


def _tail(view: View, row: Row, kind: str) -> str | None:
    start = view.iri(kind, "")
    iri = str(row["iri"] or "")
    return iri[len(start) :] if iri.startswith(start) else None


def _activities(*roles: str, money: str = "") -> Open:
    """Return what opens the activities in which the body of a row has some roles, or any.

    With ``money`` those that also say that of money.
    """

    def address(view: View, row: Row) -> str | None:
        slug = _tail(view, row, "organisation")
        if slug is None:
            return None
        kept = _plan(view, row) | ({"role": roles} if roles else {})
        return view.link("activities", organisation=slug, money=money, **kept)

    return address


def _of_objective(view: View, row: Row) -> str | None:
    path = _tail(view, row, "objective")
    return view.link("activities", objective=path) if path else None


def _of_type(view: View, row: Row) -> str | None:
    code = _tail(view, row, "code/activity-type")
    return view.link("activities", type=code, **_plan(view, row)) if code else None


def _risks(view: View, row: Row) -> str | None:
    code = _tail(view, row, "code/risk-category")
    return view.link("questions/risks-named", kind=code, **_plan(view, row)) if code else None


def _without(view: View, row: Row) -> str | None:
    slug = _tail(view, row, "organisation")
    return view.link("what-if", without=slug, **_plan(view, row)) if slug else None


_BY_ROLE = {
    "leads": _activities("lead"),
    "supports": _activities("support"),
    "partners": _activities("partner"),
    "activities": _activities(),
}

OPENS: Mapping[str, Mapping[str, Open]] = {
    "activities-by-type": {"activities": _of_type},
    "few-donors": {"leads": _activities("lead")},
    "groups-named": _BY_ROLE,
    "leads-much-helped-little": {"leads": _activities("lead")},
    "money-by-donor": {
        "activities": _activities("donor"),
        "unstated": _activities("donor", money="notStated"),
        "state": _activities("donor", money="stateBudget"),
        "effort": _activities("donor", money="effort"),
    },
    "objectives-carried-by": {"activities": _of_objective},
    "organisation-roles": {
        **_BY_ROLE,
        "funds": _activities("donor"),
        "reports": _activities("reporting"),
    },
    "risks-by-kind": {"risks": _risks},
    "risks-by-objective": {"activities": _of_objective},
    "single-points-of-failure": {"leads": _without, "funds": _without},
    "units-rolled-up": {**_BY_ROLE, "funds": _activities("donor")},
    "works-in-plans": {"activities": _activities()},
}
"""By question and column. A number that no list of the site counts in the same way opens none."""

"""The activities in computed tables: their place, names, leads, deadline and lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kavshiri.graph.coordination.lines import Lines
from kavshiri.graph.coordination.plans import Activity, Plans

from .question import Column
from .tables import column
from .values import Value

__all__ = ["ACTIVITY", "SOURCE", "Shown", "by_plan"]

ACTIVITY: tuple[Column, ...] = (
    column(
        "plan", "text", "Plan", "გეგმა", "the short name of the plan", "გეგმის მოკლე სახელი"
    ),
    column(
        "place", "text", "Place", "ადგილი",
        "the place in the plan: chapter, section, number; numbers repeat inside a plan, places do "
        "not",
        "ადგილი გეგმაში: თავი, ქვეთავი, ნომერი; ნომრები გეგმაში მეორდება, ადგილი კი არა",
    ),
    column(
        "number", "text", "No.", "№", "the number of the activity as printed",
        "საქმიანობის ნომერი, როგორც დაბეჭდილია",
    ),
    column(
        "activity", "text", "Activity", "საქმიანობა", "the title of the activity",
        "საქმიანობის სახელი",
    ),
    column(
        "leads", "text", "Led by", "პასუხისმგებელი", "the bodies responsible",
        "პასუხისმგებელი უწყებები",
    ),
    column(
        "due", "date", "Due", "ვადა", "the last day of the last period", "ბოლო ვადის ბოლო დღე"
    ),
)  # fmt: skip
"""The columns that tell an activity."""

SOURCE: tuple[Column, ...] = (
    column(
        "lines", "text", "Lines", "სტრიქონები", "the lines of the row in the document",
        "მწკრივის სტრიქონები დოკუმენტში",
    ),
    column(
        "document", "text", "Document", "დოკუმენტი", "the file of the document",
        "დოკუმენტის ფაილი",
    ),
    column("iri", "iri", "IRI", "IRI", "the IRI of the activity", "საქმიანობის IRI"),
)  # fmt: skip
"""The columns that tell where an activity stands."""


@dataclass(frozen=True)
class Shown:
    """Names and places of what the plans hold, in one language."""

    plans: Plans = field(repr=False)
    lines: Mapping[str, Lines] = field(repr=False)
    lang: str = "en"

    def activity(self, activity: Activity) -> tuple[Value, ...]:
        """Return the values of the columns :data:`ACTIVITY`."""
        return (
            self.plan(activity.plan),
            self.place(activity),
            activity.number,
            activity.name(self.lang),
            self.names(activity.roles.get("lead", ())),
            activity.due,
        )

    def source(self, activity: Activity) -> tuple[Value, ...]:
        """Return the values of the columns :data:`SOURCE`."""
        lines = self.lines.get(activity.iri)
        return (
            str(lines) if lines else None,
            lines.document if lines else None,
            activity.iri,
        )

    def plan(self, iri: str) -> str:
        """Return the short name of a plan."""
        return _tail(iri, "plan")

    def place(self, activity: Activity) -> str:
        """Return the place of an activity inside its plan."""
        return _tail(activity.iri, "activity").partition("/")[2] or activity.iri

    def places(self, iris: Iterable[str]) -> str:
        """Return the places of activities, those of each plan behind its name."""
        return by_plan(iris, "activity")

    def objectives(self, iris: Iterable[str]) -> str:
        """Return the places of objectives, those of each plan behind its name."""
        return by_plan(iris, "objective")

    def name(self, iri: str) -> str:
        """Return the name of an organisation; its IRI where nobody describes it."""
        body = self.plans.organisations.get(iri)
        return body.name(self.lang) if body else iri

    def names(self, iris: Iterable[str]) -> str:
        """Return the names of organisations, in alphabetical order."""
        return "; ".join(sorted(map(self.name, iris)))


def by_plan(iris: Iterable[str], kind: str = "activity") -> str:
    """Return the places of activities or objectives (IRIs), those of each plan behind its slug.

    >>> by_plan(["https://x.org/activity/p/1/1.1", "https://x.org/activity/p/1/1.2"])
    'p: 1/1.1, 1/1.2'
    """
    found: dict[str, list[str]] = {}
    for iri in iris:
        plan, slash, place = _tail(iri, kind).partition("/")
        found.setdefault(plan if slash else "", []).append(place or iri)
    return "; ".join(
        f"{plan}: {', '.join(places)}" if plan else ", ".join(places)
        for plan, places in found.items()
    )


def _tail(iri: str, kind: str) -> str:
    """Return what follows ``/kind/`` in an IRI, or the IRI itself."""
    _, found, tail = iri.rpartition(f"/{kind}/")
    return tail if found else iri

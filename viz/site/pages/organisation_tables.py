"""What the page of an organisation shows that no question of the library tells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.measures.describe import UNITS, measure_of
from kavshiri.graph.coordination.plans import Activity, Organisation
from kavshiri.queries.activities import by_plan
from kavshiri.queries.computed_sparql import organisation_sparql
from kavshiri.queries.question import Question, Text
from kavshiri.queries.results import Result
from kavshiri.queries.tables import column, decimal, described, table
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Panel
from kavshiri.viz.site.networks import Seen
from kavshiri.viz.site.view import View

__all__ = ["measures", "only_money", "promises", "ties"]

_PLAN = column("plan", "text", "Plan", "გეგმა", "the plan", "გეგმა")
_ACTIVITY = (
    column("place", "text", "Place", "ადგილი", "the place in the plan", "ადგილი გეგმაში"),
    column("number", "text", "No.", "№", "the number as printed", "ნომერი, როგორც დაბეჭდილია"),
    column("activity", "text", "Activity", "საქმიანობა", "the title", "სახელი"),
)
_DUE = column("due", "date", "Due", "ვადა", "the last day of the last period",
              "ბოლო ვადის ბოლო დღე")  # fmt: skip
_IRI = column("iri", "iri", "IRI", "IRI", "the IRI", "IRI")
_WHICH = column("which", "text", "Which", "რომელი", "places of the activities",
                "საქმიანობების ადგილები")  # fmt: skip
_BODY = column("organisation", "text", "Organisation", "ორგანიზაცია", "the other body",
               "მეორე ორგანიზაცია")  # fmt: skip
_COUNT = column("activities", "integer", "Activities", "საქმიანობა", "how many activities",
                "რამდენი საქმიანობა")  # fmt: skip

_PROMISES = described(
    "promises",
    Text(ka="საქმიანობები როლის მიხედვით", en="Activities by role"),
    Text(ka="საქმიანობები, რომლებშიც ორგანიზაციას ეს როლი აქვს.",
         en="The activities in which the organisation has this role."),
    (
        *_ACTIVITY,
        _DUE,
        column("leads", "text", "Led by", "პასუხისმგებელი", "who leads it",
               "ვინ არის პასუხისმგებელი"),
        column("with", "text", "Together with", "ვისთან ერთად",
               "the others in the same role", "სხვები იმავე როლში"),
        _PLAN,
        _IRI,
    ),
)  # fmt: skip
_TIES = described(
    "ties",
    Text(ka="დაგეგმილი დამოკიდებულება", en="Planned dependencies"),
    Text(ka="ვინ ვის სჭირდება, რომელი საქმიანობისთვის და როდემდე.",
         en="Who needs whom, for which activities and by when."),
    (
        _BODY,
        column("layer", "text", "For", "რისთვის", "the kind of dependency",
               "დამოკიდებულების სახე"),
        _COUNT,
        column("first", "date", "First due", "პირველი ვადა", "the earliest of their deadlines",
               "მათი ვადებიდან პირველი"),
        column("last", "date", "Last due", "ბოლო ვადა", "the latest of their deadlines",
               "მათი ვადებიდან ბოლო"),
        _WHICH,
        _IRI,
    ),
)  # fmt: skip
_MONEY = described(
    "only-money",
    Text(ka="ერთადერთი დამფინანსებელი", en="Only payer"),
    Text(ka="საქმიანობები, რომლებსაც სხვა დონორი და სახელმწიფო თანხა არ აქვს.",
         en="Activities without another donor and without state money."),
    (
        _BODY,
        _COUNT,
        column("unsure", "integer", "Not known", "უცნობია",
               "how many more, for which the cell of state money is lost or the plan has none",
               "კიდევ რამდენი, სადაც სახელმწიფო თანხის უჯრა დაკარგულია ან გეგმას არ აქვს"),
        _WHICH,
        _IRI,
    ),
)  # fmt: skip
_MEASURES = described(
    "measures",
    Text(ka="საზომები", en="Measures"),
    Text(ka="რას ამბობს შესრულების ქსელი ამ ორგანიზაციაზე.",
         en="What the network of delivery says about this organisation."),
    (
        column("measure", "text", "Measure", "საზომი", "its name", "სახელი"),
        column("value", "decimal", "Value", "მნიშვნელობა", "its value", "მნიშვნელობა"),
        column("unit", "text", "Unit", "ერთეული", "its unit", "ერთეული"),
        column("meaning", "text", "What it says", "რას ნიშნავს", "in one sentence",
               "ერთი წინადადებით"),
        column("care", "text", "Care", "სიფრთხილე",
               "whether it rests on few cases and must be read with care",
               "ხომ არ ეყრდნობა ცოტა შემთხვევას"),
    ),
)  # fmt: skip
_NAMES_ONLY = frozenset({"community"})  # a number that is a name says nothing on its own


def promises(view: View, body: str, role: str, plans: Collection[str] = ()) -> Result:
    """Return the activities in which a body has a role, in the order of the plans.

    Here and below ``plans`` are IRIs; none means all.
    """
    rows = (
        _promise(view, each, body, role)
        for each in view.plans.activities.values()
        if body in each.bodies(role) and (not plans or each.plan in plans)
    )
    return _named(view, _PROMISES, f"role-{role}", rows)


def _promise(view: View, activity: Activity, body: str, role: str) -> tuple[Value, ...]:
    plan, _, place = activity.iri.removeprefix(view.iri("activity", "")).partition("/")
    others = [other for other in activity.bodies(role) if other != body]
    return (
        place,
        activity.number,
        activity.name(view.lang),
        activity.due,
        _names(view, activity.bodies("lead")) if role != "lead" else "",
        _names(view, others),
        plan,
        activity.iri,
    )


def ties(view: View, body: str, plans: Sequence[str] = (), *, needs: bool) -> Panel:
    """Return whom a body needs (or who needs it), in every layer and with unnamed groups.

    The number of activities opens them. A joint lead stands in both directions.
    """
    start = len(view.iri("organisation", ""))
    rows: list[tuple[Value, ...]] = []
    addresses = []
    for other, layer, found in sorted(
        _edges(view, body, plans, needs),
        key=lambda row: (LAYERS.index(row[1]), -len(row[2]), row[0]),
    ):
        due = [day for iri in found if (day := view.plans.activities[iri].due)]
        rows.append(
            (
                _name(view, other),
                view.code(f"layer/{layer}"),
                len(found),
                min(due, default=None),
                max(due, default=None),
                by_plan(found),
                other,
            )
        )
        if not view.is_file:
            ends = (body, other) if needs else (other, body)
            path = "/".join(end[start:] for end in ends)
            kept = {"plan": view.values("plan")} if plans else {}
            addresses.append(view.link(f"between/{path}", layer=layer, groups="yes", **kept))
    name = "needs" if needs else "needed-by"
    return Panel(
        name,
        view.word(f"organisation.{name.replace('-', '_')}"),
        _named(view, _TIES, name, rows),
        link="organisation",
        addresses={"activities": addresses},
        note=view.word("organisation.ties_note"),
        sparql=organisation_sparql(
            "ties", body, lang=view.lang, base=view.known.base, reverse=not needs, plans=plans
        ),
    )


def _edges(
    view: View, body: str, plans: Sequence[str], needs: bool
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the other end, the layer and the activities of every edge in one direction."""
    graph = view.known.networks.of(Seen(Choice(layers=LAYERS, groups=True, plans=tuple(plans))))
    if body not in graph:
        return
    for source, target, edge in graph.edges(data=True):
        if body == (source if needs else target):
            yield (target if needs else source), edge["layer"], edge["activities"]
        elif edge.get("mutual") and body in (source, target):
            yield (source if needs else target), edge["layer"], edge["activities"]


def only_money(view: View, body: str, plans: Sequence[str] = (), *, pays: bool) -> Result:
    """Return the donors whose money a body cannot replace, or those who cannot replace its own."""
    graph = view.known.networks.of(
        Seen(Choice(layers=("funding",), groups=True, plans=tuple(plans)))
    )
    rows = []
    for source, target, edge in graph.edges(data=True):
        here, other = (target, source) if pays else (source, target)
        if here == body and (edge["critical"] or edge["unsure"]):
            which = (*edge["critical"], *edge["unsure"])
            counts = len(edge["critical"]), len(edge["unsure"])
            rows.append((_name(view, other), *counts, by_plan(which), other))
    rows.sort(key=lambda row: (-row[1], -row[2], row[4]))
    return _named(view, _MONEY, "only-money-of" if pays else "only-money", rows)


def measures(view: View, body: str) -> Result:
    """Return what the measures say about a body; those that are zero or say nothing are left out.

    Computed over all plans in the layer of delivery, without unnamed groups.
    """
    rows = []
    for score in view.known.scores.get(body, ()):
        if not score.value or score.code in _NAMES_ONLY:
            continue
        measure = measure_of(score.code)
        care = view.word("organisation.few", cases=score.cases) if score.few else ""
        rows.append(
            (
                measure.label(view.lang),
                decimal(score.value),
                UNITS[measure.unit][view.lang],
                measure.definition(view.lang),
                care,
            )
        )
    return table(_MEASURES, rows, lang=view.lang)


def _named(view: View, question: Question, name: str, rows: Iterable[Sequence[Value]]) -> Result:
    return table(replace(question, id=name), rows, lang=view.lang)


def _name(view: View, iri: str) -> str:
    body: Organisation | None = view.plans.organisations.get(iri)
    return body.name(view.lang) if body else iri


def _names(view: View, iris: tuple[str, ...] | list[str]) -> str:
    return "; ".join(sorted(map(partial(_name, view), iris)))

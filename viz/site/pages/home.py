"""The home page: what is in the graph, in numbers that open their rows."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from kavshiri.graph.coordination.calendar import bunching
from kavshiri.graph.coordination.choice import Choice
from kavshiri.queries.library import question_of
from kavshiri.queries.question import Text
from kavshiri.queries.results import Result
from kavshiri.queries.tables import column, described, table
from kavshiri.viz.site.content import Content, Panel
from kavshiri.viz.site.networks import Seen
from kavshiri.viz.site.spoken import day
from kavshiri.viz.site.view import View

from .deadlines import month_bars
from .lists import findings_panel

__all__ = ["home"]

MOST_NEEDED = 8
MOST_FINDINGS = 5

STARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "coordinator": (
        ("network", "network"), ("what_if", "what-if"), ("deadlines", "deadlines"),
        ("", "questions/single-points-of-failure"), ("", "questions/brokers"),
    ),
    "auditor": (
        ("donors", "donors"), ("findings", "findings"), ("money", "money"),
        ("", "questions/unused-text"), ("", "questions/unmeasurable-indicators"),
    ),
    "analyst": (
        ("questions", "questions"), ("activities", "activities"), ("about", "about"),
        ("", "questions/clusters"), ("", "questions/risks-by-objective"),
    ),
}  # fmt: skip
"""Where each kind of user begins: a word and a page; a question speaks for itself."""

_NEEDED_SPARQL = """# Who is needed most: supporters and partners in activities that others lead.
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT ?organisation (COUNT(DISTINCT ?activity) AS ?activities) (COUNT(DISTINCT ?lead) AS ?leads)
WHERE {
  ?activity kav:lead ?lead ; kav:support|kav:partner ?organisation .
  FILTER(?lead != ?organisation)
  FILTER NOT EXISTS { ?lead a kav:StakeholderGroup }
  FILTER NOT EXISTS { ?organisation a kav:StakeholderGroup }
}
GROUP BY ?organisation
ORDER BY DESC(?activities) DESC(?leads) ?organisation
"""
_NEEDED = described(
    "most-needed",
    Text(ka="ვინ სჭირდებათ ყველაზე მეტად", en="Who is needed most"),
    Text(ka="დამხმარედ და პარტნიორად დასახელებული ორგანიზაციები და რამდენ საქმიანობას სჭირდება.",
         en="Bodies named as supporter or partner, and for how many activities others need them."),
    (
        column("organisation", "text", "Organisation", "ორგანიზაცია", "who is needed",
               "ვინ სჭირდება"),
        column("activities", "integer", "Activities", "საქმიანობა",
               "activities that others lead and in which it helps",
               "საქმიანობები, რომლებზეც სხვები არიან პასუხისმგებელი და ის ეხმარება"),
        column("leads", "integer", "By how many bodies", "რამდენ უწყებას",
               "how many bodies need it", "რამდენ უწყებას სჭირდება"),
        column("iri", "iri", "IRI", "IRI", "the IRI of the organisation", "ორგანიზაციის IRI"),
    ),
)  # fmt: skip


def home(view: View) -> Content:
    """Return the home page."""
    return Content(
        "home.html",
        view.word("home.title"),
        lead=view.word("home.lead"),
        kind="home",
        panels=(
            Panel("most-needed", view.word("home.needed"), _needed(view), at_most=MOST_NEEDED,
                  note=view.word("home.needed_note"), link="organisation",
                  sparql=_NEEDED_SPARQL),
            findings_panel(
                view,
                {"severity": "serious"},
                name="serious",
                title=view.word("home.serious"),
                hidden=("kind", "severity", "plan", "place", "words", "column", "cell", "document"),
                at_most=MOST_FINDINGS,
            ),
        ),
        shown={
            "figures": _figures(view),
            "plans": [_plan(view, iri) for iri in view.plans.plans],
            "starts": [_start(view, user) for user in STARTS],
            "bars": _bars(view),
        },
    )  # fmt: skip


def _figures(view: View) -> list[Mapping[str, object]]:
    plans = view.plans
    involved = {body for each in plans.activities.values() for body in each.bodies()}
    groups = {body for body in involved if plans.organisations[body].is_group}
    donors = {body for each in plans.activities.values() for body in each.bodies("donor")}
    figures = [
        ("activities", len(plans.activities), view.link("activities")),
        ("objectives", len(plans.objectives), view.link("objectives")),
        ("bodies", len(involved - groups), view.link("organisations", kind="body")),
        ("groups", len(groups), view.link("organisations", kind="group")),
        ("donors", len(donors), view.link("donors")),
        ("findings", len(view.ask("findings")), view.link("findings")),
    ]
    return [
        {"label": view.word(f"home.{word}"), "number": number, "address": address}
        for word, number, address in figures
    ]


def _needed(view: View) -> Result:
    """Return who is needed for the delivery of how many activities, the most needed first."""
    activities: dict[str, set[str]] = {}
    leads: dict[str, set[str]] = {}
    for source, target, edge in view.known.networks.of(Seen(Choice())).edges(data=True):
        activities.setdefault(target, set()).update(edge["activities"])
        leads.setdefault(target, set()).add(source)
    names = {iri: view.plans.organisations[iri].name(view.lang) for iri in activities}
    ranked = sorted(activities, key=lambda iri: (-len(activities[iri]), -len(leads[iri]), iri))
    rows = [(names[iri], len(activities[iri]), len(leads[iri]), iri) for iri in ranked]
    return table(_NEEDED, rows, lang=view.lang)


def _bars(view: View) -> Markup:
    return month_bars(view, bunching(view.plans), "deadlines")


def _asked(view: View, path: str) -> str:
    """Return the question that a page answers, in words."""
    return question_of(path.rpartition("/")[2]).title.within(view.lang)


def _start(view: View, user: str) -> tuple[str, list[tuple[str, str]]]:
    """Return for whom a list is, and its links with what each is good for."""
    links = [
        (view.word(f"home.start_{word}") if word else _asked(view, path), view.link(path))
        for word, path in STARTS[user]
    ]
    return view.word(f"question.{user}"), links


def _plan(view: View, iri: str) -> dict[str, str]:
    plan = view.plans.plans[iri]
    activities = [each for each in view.plans.activities.values() if each.plan == iri]
    objectives = {each.objective for each in activities if each.objective}
    return {
        "title": plan.name(view.lang),
        "address": view.thing(iri) or "",
        "period": " – ".join(day(each, view.lang) for each in (plan.start, plan.end) if each),
        "counts": view.word("home.counts", activities=len(activities), objectives=len(objectives)),
    }

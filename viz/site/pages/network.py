"""The network of who needs whom: a picture, and the same as tables."""

from __future__ import annotations

from collections.abc import Iterator

from kavshiri.graph.coordination.choice import LAYERS, LEVELS, Choice
from kavshiri.graph.coordination.network import network as network_of
from kavshiri.queries.names import find_organisation
from kavshiri.queries.network_sparql import network_sparql
from kavshiri.queries.question import Text
from kavshiri.queries.results import Result
from kavshiri.queries.tables import column, described, table
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Content, Filter, Panel
from kavshiri.viz.site.picture import Line, Mark, Picture, picture_of
from kavshiri.viz.site.svg import SHAPES, svg
from kavshiri.viz.site.view import View

from .choices import chapter_choices, choice_of, organisation_choices, plan_filter, sector_choices

__all__ = ["network"]

MOST_ROWS = 400

_DEPENDENCIES = described(
    "dependencies",
    Text(ka="დაგეგმილი დამოკიდებულებები", en="Planned dependencies"),
    Text(
        ka="ვის ვინ სჭირდება, რომელ შრეში და რომელ საქმიანობებში.",
        en="Who needs whom, in which layer, for which activities.",
    ),
    (
        column("from", "text", "Who needs", "ვის სჭირდება", "who needs the other", "ვის სჭირდება"),
        column("to", "text", "Whom", "ვინ სჭირდება", "who is needed", "ვინ სჭირდება"),
        column("layer", "text", "Layer", "შრე", "the kind of dependency", "დამოკიდებულების სახე"),
        column("weight", "integer", "Activities", "საქმიანობა", "how many activities it stands for",
               "რამდენ საქმიანობას ეყრდნობა"),
        column("which", "text", "Which", "რომელი", "plan and place of each activity",
               "თითო საქმიანობის გეგმა და ადგილი"),
        column("critical", "integer", "Of them critical", "აქედან კრიტიკული",
               "activities for which the donor is the only money",
               "საქმიანობები, რომელთათვისაც დონორი ერთადერთი ფულია"),
        column("iri", "iri", "IRI", "IRI", "the IRI of who needs", "ვის სჭირდება, IRI"),
    ),
)  # fmt: skip


def network(view: View) -> Content:
    """Return the network of what the address chooses."""
    choice = choice_of(view)
    around = tuple(
        find_organisation(view.known.store, name, parameter="around")
        for name in view.values("around")
    )
    picture = picture_of(view.plans, choice, view.known.places, view.lang, around)
    graph = network_of(view.plans, choice)
    return Content(
        "network.html",
        view.word("network.title"),
        lead=view.word("network.lead"),
        kind="network",
        filters=_filters(view, choice),
        panels=(
            Panel("dependencies", view.word("network.all"), _dependencies(view, graph),
                  at_most=MOST_ROWS,
                  sparql=network_sparql(choice, lang=view.lang, base=view.known.base)),
        ),
        scripts=("vendor/cytoscape.min.js", "network.js") if picture.marks else (),
        shown={
            "picture": picture,
            "drawing": svg(picture, view.word("network.title"), view.thing),
            "shapes": SHAPES,
            "data": _data(view, picture),
            "loops": graph.graph["loops"],
        },
    )  # fmt: skip


def _filters(view: View, choice: Choice) -> tuple[Filter, ...]:
    yes = (("no", view.word("network.without_chair")),)
    return (
        Filter("layer", view.word("network.layer"), choice.layers,
               tuple((layer, view.code(f"layer/{layer}")) for layer in LAYERS), several=True),
        plan_filter(view),
        Filter("chapter", view.word("network.chapter"), view.values("chapter"),
               chapter_choices(view)),
        Filter("donor", view.word("network.donor"), view.values("donor"),
               organisation_choices(view, "donor")),
        Filter("type", view.word("network.type"), view.values("type"), sector_choices(view),
               several=True),
        Filter("level", view.word("network.level"), (choice.level,),
               tuple((level, view.word(f"network.{level}")) for level in LEVELS)),
        Filter("chair", view.word("network.chair"), view.values("chair"), yes),
        Filter("groups", view.word("network.groups"), view.values("groups"),
               (("yes", view.word("network.with_groups")),)),
        Filter("around", view.word("network.around"), view.values("around"),
               organisation_choices(view)),
    )  # fmt: skip


def _dependencies(view: View, graph: object) -> Result:
    edges = sorted(
        graph.edges(keys=True, data=True),  # type: ignore[attr-defined]  # of NetworkX
        key=lambda edge: (-edge[3]["weight"], edge[:3]),
    )
    return table(_DEPENDENCIES, (_row(view, *edge) for edge in edges), lang=view.lang)


def _row(view: View, one: str, other: str, layer: str, edge: object) -> tuple[Value, ...]:
    names = view.plans.organisations
    data: dict[str, object] = dict(edge)  # type: ignore[call-overload]  # of NetworkX
    activities = data["activities"]
    assert isinstance(activities, tuple)
    start = len(view.iri("activity", ""))
    critical = data.get("critical", ())
    assert isinstance(critical, tuple)
    return (
        names[one].name(view.lang),
        names[other].name(view.lang),
        view.code(f"layer/{layer}"),
        len(activities),
        "; ".join(iri[start:] for iri in activities),
        len(critical) if layer == "funding" else None,
        one,
    )


def _data(view: View, picture: Picture) -> dict[str, object]:
    """Return what the script needs: marks, lines, activities by number, words."""
    activities = sorted({iri for line in picture.lines for iri in line.activities})
    numbers = {iri: number for number, iri in enumerate(activities)}
    places = {mark.iri: number for number, mark in enumerate(picture.marks)}
    return {
        "marks": [_mark(view, mark) for mark in picture.marks],
        "lines": [_line(view, line, places, numbers) for line in picture.lines],
        "activities": [_activity(view, iri) for iri in activities],
        "words": dict(_words(view)),
        "what_if": view.link("what-if"),
        "lang": view.lang,
    }


def _mark(view: View, mark: Mark) -> dict[str, object]:
    return {
        "name": mark.name,
        "label": "\n".join(mark.label),
        "sector": mark.sector,
        "group": mark.is_group,
        "x": mark.x,
        "y": mark.y,
        "size": mark.size,
        "leads": mark.leads,
        "helps": mark.helps,
        "funds": mark.funds,
        "page": view.thing(mark.iri),
        "slug": mark.iri.removeprefix(view.iri("organisation", "")),
    }


def _line(
    view: View, line: Line, places: dict[str, int], numbers: dict[str, int]
) -> dict[str, object]:
    return {
        "from": places[line.source],
        "to": places[line.target],
        "layer": line.layer,
        "layerName": view.code(f"layer/{line.layer}"),
        "mutual": line.mutual,
        "activities": [numbers[iri] for iri in line.activities],
        "critical": [numbers[iri] for iri in line.critical],
    }


def _activity(view: View, iri: str) -> dict[str, object]:
    activity = view.plans.activities[iri]
    return {
        "number": activity.number,
        "title": activity.name(view.lang),
        "due": activity.due.isoformat() if activity.due else "",
        "plan": activity.plan.removeprefix(view.iri("plan", "")),
        "page": view.thing(iri),
    }


def _words(view: View) -> Iterator[tuple[str, str]]:
    for name in (
        "leads", "helps", "funds", "needs", "needed_by", "activities", "page", "what_if", "path",
        "path_from", "no_path", "hint", "least", "due", "reset", "critical", "choose", "png", "svg",
        "zoom_in", "zoom_out", "fit",
    ):  # fmt: skip
        yield name, view.word(f"network.{name}")

"""What the page of the network tells its script, as JSON that cannot leave its element.

Where the plans are small enough it holds everything that a choice in the picture can ask for: all
activities with who takes part in them, and what happens to the money of each. Of larger plans it
holds what is drawn, and the script asks the server for more by its pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from markupsafe import Markup

from kavshiri.graph.coordination.choice import activities, known
from kavshiri.graph.coordination.money import donors
from kavshiri.graph.coordination.plans import ROLES, Activity
from kavshiri.graph.coordination.scope import in_plans
from kavshiri.graph.coordination.whatif import MONEY, money_outcomes
from kavshiri.viz.looks import DASHES, INK, LOOKS, QUIET, Look
from kavshiri.viz.site.labels import FONT, GAP
from kavshiri.viz.site.links import place_in_network
from kavshiri.viz.site.marks import Line, Mark
from kavshiri.viz.site.picture import Picture
from kavshiri.viz.site.spoken import day
from kavshiri.viz.site.svg import CUT, CUT_WIDTH, FONTS, strength
from kavshiri.viz.site.view import View
from kavshiri.viz.site.words import words

from .network_asked import Asked
from .network_loss import LOSSES

__all__ = ["MOST_ACTIVITIES", "as_json", "data_of", "is_whole"]

MOST_ACTIVITIES = 1500
"""Plans with more activities are not told as a whole."""

_TOLD = 900  # activities that are told of then, of each line the first
_MOST_MEMBERS = 60
_ROLES = {
    "leads": ("lead",),
    "helps": ("support", "partner"),
    "reports": ("reporting",),
    "gives": ("donor",),
}


def is_whole(view: View, asked: Asked) -> bool:
    """Return whether the page holds all activities of the plans in the picture."""
    if len(view.plans.activities) <= MOST_ACTIVITIES:
        return True
    chosen = asked.choice.plans
    return bool(chosen) and len(in_plans(view.plans, chosen)) <= MOST_ACTIVITIES


def data_of(
    view: View,
    asked: Asked,
    picture: Picture,
    nodes: Mapping[str, str],
    *,
    away: Set[str],
    way: Sequence[str],
) -> dict[str, Any]:
    """Return all that the script needs; things are named by their places in the lists.

    ``nodes`` says as what each body is shown; ``away`` are those that are taken away.
    """
    whole = is_whole(view, asked)
    told = in_plans(view.plans, asked.choice.plans) if whole else _behind(view, picture)
    numbers = {each.iri: number for number, each in enumerate(told)}
    people = sorted({body for each in told for body in _people(each)}) if whole else []
    places = {body: number for number, body in enumerate(people)}
    marks = {mark.iri: number for number, mark in enumerate(picture.marks)}
    drawn = {body: marks[node] for body, node in nodes.items() if whole and node in marks}
    chosen = {each.iri for each in activities(view.plans, asked.choice)} if whole else numbers
    start = len(view.iri("organisation", ""))
    plans = list(view.plans.plans)
    return {
        "lang": view.lang,
        "isFile": view.is_file,
        "isCut": picture.is_cut,
        "isWhole": whole,
        "frame": [picture.width, picture.height],
        "looks": {s: [look.colour, look.shape, look.outline, _extent(look)]
                  for s, look in LOOKS.items()},
        "ink": {"ink": INK, "quiet": QUIET, "fonts": FONTS, "font": FONT, "gap": GAP,
                "strength": strength(picture), "cut": CUT, "cutWidth": CUT_WIDTH},
        "layers": {layer: {"name": view.code(f"layer/{layer}"), "dash": DASHES[layer]}
                   for layer, _ in picture.layers()},
        "marks": [
            _mark(view, mark, [n for n, body in enumerate(people) if drawn.get(body) == number])
            for number, mark in enumerate(picture.marks)
        ],
        "lines": [_line(line, marks, numbers) for line in picture.lines],
        "plans": [view.plans.plans[iri].name(view.lang) for iri in plans],
        "activities": [
            _activity(view, each, plans, places, each.iri in chosen) for each in told
        ],
        "bodies": [body[start:] for body in people],
        "groups": [n for n, body in enumerate(people) if known(view.plans, body).is_group],
        "money": MONEY,
        "losses": LOSSES,
        "away": [marks[node] for node in sorted(away) if node in marks],
        "others": [places[body] for body in asked.away
                   if body in places and nodes.get(body) not in away & marks.keys()],
        "path": [marks[node] for node in way if node in marks],
        "whatIf": view.link("what-if"),
        "between": "" if view.is_file or asked.seen.by else view.link("between"),
        "kept": _kept(view),
        "keep": {name: list(view.values(name)) for name in ("plan",) if view.values(name)},
        "counts": {"bodies": picture.bodies, "edges": picture.edges},
        "words": {name.removeprefix("network."): text for name, text in words(view.lang).items()
                  if name.startswith("network.")},
    }  # fmt: skip


def as_json(data: object) -> Markup:
    """Return data as JSON for a script element: nothing in it ends the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&'":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # every letter that HTML knows is gone


def _extent(look: Look) -> float:
    """Return half the width of a shape, for a mark of half the width 1."""
    return max((abs(each) for corner in look.corners for each in corner), default=1.0)


def _behind(view: View, picture: Picture) -> list[Activity]:
    """Return the first activities of each line."""
    few = max(1, _TOLD // max(1, len(picture.lines)))
    wanted = dict.fromkeys(iri for line in picture.lines for iri in line.activities[:few])
    return [view.plans.activities[iri] for iri in wanted]


def _people(activity: Activity) -> Iterator[str]:
    for role in ROLES:
        yield from activity.roles.get(role, ())
    yield from donors(activity)


def _mark(view: View, mark: Mark, people: list[int]) -> dict[str, Any]:
    start = len(view.iri("organisation", ""))
    told: dict[str, Any] = {
        "name": mark.name,
        "label": "\n".join(mark.label),
        "sector": mark.sector,
        "group": mark.is_group,
        "x": mark.x,
        "y": mark.y,
        "size": mark.size,
        "leads": mark.leads,
        "supports": mark.supports,
        "partners": mark.partners,
        "funds": mark.funds,
        "bodies": people,
    }
    if mark.members:
        told["members"] = [
            [known(view.plans, iri).name(view.lang), view.thing(iri)]
            for iri in mark.members[:_MOST_MEMBERS]
        ]
        told["size_of"] = len(mark.members)
        return told
    slug = mark.iri[start:]
    told.update(slug=slug, page=view.thing(mark.iri), place=place_in_network(slug))
    if view.is_file and len(people) == 1:
        told["whatIf"] = view.link("what-if", without=slug)
    return told


def _line(line: Line, marks: Mapping[str, int], numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "from": marks[line.source],
        "to": marks[line.target],
        "layer": line.layer,
        "mutual": line.mutual,
        "bend": line.bend,
        "width": line.width,
        "weight": line.weight,
        "activities": _numbers(line.activities, numbers),
        "critical": _numbers(line.critical, numbers),
    }


def _kept(view: View) -> dict[str, list[str]]:
    """Return what the page of two bodies needs to count the same activities."""
    names = ("plan", "chapter", "donor", "level", "groups")
    return {name: list(view.values(name)) for name in names if view.values(name)}


def _numbers(iris: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    return [numbers[iri] for iri in iris if iri in numbers]


def _activity(
    view: View,
    activity: Activity,
    plans: Sequence[str],
    places: Mapping[str, int],
    is_chosen: bool,
) -> dict[str, Any]:
    """Return an activity: by role the places of who takes part, and its outcomes of money.

    ``funds`` are all donors that it names, ``gives`` those in the role of a donor.
    """
    told: dict[str, Any] = {
        "number": activity.number,
        "title": activity.name(view.lang),
        "due": day(activity.due, view.lang) if activity.due else "",
        "plan": plans.index(activity.plan),
        "page": view.thing(activity.iri),
        "chosen": is_chosen,
    }
    if places:
        for name, roles in _ROLES.items():
            named = {body for role in roles for body in activity.roles.get(role, ())}
            told[name] = sorted(places[body] for body in named)
        told["funds"] = [places[body] for body in donors(activity)]
        told["outcomes"] = [MONEY.index(code) for code in money_outcomes(activity)]
    return told

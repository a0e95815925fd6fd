"""The network of who needs whom: a picture, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from kavshiri.graph.coordination.choice import LAYERS, known
from kavshiri.graph.coordination.ways import way_between
from kavshiri.ontology.codes import code_list
from kavshiri.viz.looks import DASHES
from kavshiri.viz.scope import period, scope_text, shown_plans
from kavshiri.viz.site.content import Content
from kavshiri.viz.site.links import place_in_network
from kavshiri.viz.site.picture import Picture, neighbourhood, picture_of
from kavshiri.viz.site.svg import CUT, svg
from kavshiri.viz.site.view import View

from .network_asked import Asked, asked_of
from .network_chair import chair_of
from .network_data import as_json, data_of
from .network_filters import filters, finds, ready_views
from .network_left import chairs_of, hidden_donors, left_of, untied_of
from .network_loss import loss_of, steps_of
from .network_table import dependencies

__all__ = ["network"]

_SCRIPTS = (
    "vendor/cytoscape.min.js",
    "network-whatif.js",
    "network-drawing.js",
    "network-save.js",
    "network-told.js",
    "network.js",
)
_FEW = 20  # activities of a step that are told of


def network(view: View) -> Content:
    """Return the network of what the address chooses."""
    asked = asked_of(view)
    networks = view.known.networks
    nodes = networks.nodes(asked.seen)
    away = _away(view, asked, nodes)
    simple = networks.simple(asked.seen)
    left = simple.subgraph(set(simple) - away) if away else simple
    ends = [nodes.get(body, body) for body in asked.ends]
    way = way_between(left, *ends) if len(ends) == 2 else []
    near = tuple(dict.fromkeys(nodes.get(body, body) for body in asked.near))
    picture = picture_of(
        view.plans, networks, asked.seen, view.lang, near=near, path=way, most=asked.most
    )
    inside = (neighbourhood(left, near) if near else set(left)) - away
    names = {mark.iri: mark.name for mark in picture.marks if mark.members}
    graph = networks.of(asked.seen)
    every = neighbourhood(simple, near) if near else {body for body in simple if simple[body]}
    rest = left_of(graph, every, away) if away else None
    return Content(
        "network.html",
        view.word("network.title"),
        lead=view.word("network.lead"),
        kind="network",
        filters=filters(view, asked, picture),
        panels=(dependencies(view, asked, picture, names, graph, inside),),
        scripts=_SCRIPTS if picture.marks else (),
        shown={
            **_drawn(view, asked, picture, away, way, rest.cut if rest else frozenset()),
            "data": as_json(data_of(view, asked, picture, nodes, away=away, way=way)),
            "chosen": " ".join(_chosen(view, asked)),
            "is_gathered": bool(names),
            "is_around": len(near) == 1 and len(picture.marks) > 2,
            "views": ready_views(view),
            "finds": finds(view),
            "way": way,
            "steps": steps_of(view, graph, way, names, _FEW),
            "rest": rest,
            "cut": ", ".join(known(view.plans, body).name(view.lang) for body in sorted(rest.cut))
            if rest and not asked.seen.by
            else "",
            "groups": sum(known(view.plans, body).is_group for body in every),
            "untied": untied_of(view, asked),
            "donors": hidden_donors(view, asked, every),
            "with_funding": view.link(
                "network", **{**view.query, "layer": [*asked.choice.layers, "funding"]}
            ),
            "chair": chair_of(view, asked),
            "ends": asked.ends,
            "loss": loss_of(view, asked),
        },
    )


def _drawn(
    view: View,
    asked: Asked,
    picture: Picture,
    away: Set[str],
    way: Sequence[str],
    cut: Set[str],
) -> dict[str, Any]:
    """Return the drawing with all that tells what is in it."""
    layers = {layer: view.code(f"layer/{layer}") for layer in LAYERS}
    title, plans = view.word("network.title"), "; ".join(_plans(view, asked))
    here = view.known
    sizes = ", ".join(str(count) for count, _ in picture.sizes)
    start = len(view.iri("organisation", ""))
    named = [
        (
            number,
            " ".join(mark.label),
            mark,
            "" if mark.members else place_in_network(mark.iri[start:]),
        )
        for number, mark in enumerate(picture.marks)
    ]
    return {
        "picture": picture,
        "drawing": svg(
            picture,
            title,
            view.thing,
            layers=layers,
            away=away,
            path=way,
            cut=cut,
            lang=view.lang,
        ),
        "legend": _legend(view, picture),
        "signs": [
            ("group", "#fff", 0.12, True, 1, sum(mark.is_group for mark in picture.marks)),
            ("away", "none", 0.12, True, 1, sum(mark.iri in away for mark in picture.marks)),
            ("cut", "#fff", 0.4, False, 1, sum(mark.iri in cut for mark in picture.marks)),
        ],
        "cut_colour": CUT,
        "sizes": view.word("network.legend_size", sizes=sizes),
        "circles": list(zip((9, 36, 84), (size for _, size in picture.sizes), strict=True)),
        "keys": sorted(named, key=lambda key: key[1].casefold()),
        "plans": plans,
        "source": view.word(
            "network.source", plans=plans, version=here.version, build=here.build[:12]
        ),
    }


def _away(view: View, asked: Asked, nodes: Mapping[str, str]) -> Set[str]:
    """Return the nodes that are away: all whom they stand for are taken away."""
    if not asked.away:
        return set()
    named = {body for each in view.plans.activities.values() for body in each.bodies()}
    gone = {nodes[body] for body in asked.away if body in nodes}
    return gone - {node for body, node in nodes.items() if body in named - set(asked.away)}


def _plans(view: View, asked: Asked) -> list[str]:
    named = []
    for plan in shown_plans(view.plans, asked.choice):
        years = period(plan)
        named.append(f"{plan.name(view.lang)} ({years})" if years else plan.name(view.lang))
    return named


def _chosen(view: View, asked: Asked) -> Iterator[str]:
    """Yield sentences on what part of the network is drawn."""
    if scope := scope_text(view.plans, asked.choice, view.lang):
        yield scope
    if not asked.choice.chair:
        yield view.word("network.chair_names", names=chairs_of(view))
    if asked.near:
        names = [known(view.plans, body).name(view.lang) for body in asked.near]
        yield view.word("network.around_whom", names=", ".join(names))


def _legend(view: View, picture: Picture) -> list[tuple[str, str, str, bool, str, int]]:
    """Return the layers that are drawn: code, name, what it says, if mutual, dashes, lines."""
    codes = {each.code: each for each in code_list("layer")}
    return [
        (
            layer,
            view.code(f"layer/{layer}"),
            codes[layer].definition_ka if view.lang == "ka" else codes[layer].definition_en,
            layer == "joint",
            " ".join(f"{each:g}" for each in DASHES[layer]),
            count,
        )
        for layer, count in picture.layers()
    ]

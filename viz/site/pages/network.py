"""The network of who needs whom: a picture, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator

from kavshiri.graph.coordination.choice import LAYERS, known
from kavshiri.ontology.codes import code_list
from kavshiri.viz.looks import DASHES
from kavshiri.viz.scope import period, scope_text, shown_plans
from kavshiri.viz.site.content import Content
from kavshiri.viz.site.picture import Picture, path_between, picture_of
from kavshiri.viz.site.svg import svg
from kavshiri.viz.site.view import View

from .network_asked import Asked, asked_of
from .network_data import as_json, data_of, is_whole
from .network_filters import filters, finds, ready_views
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
    simple, groups = networks.simple(asked.seen), networks.groups(asked.seen)
    ends = [groups.get(body, body) for body in asked.ends]
    way = path_between(simple, *ends) if len(ends) == 2 else []
    near = tuple(dict.fromkeys(groups.get(body, body) for body in asked.near))
    picture = picture_of(
        view.plans, networks, asked.seen, view.lang, near=near, path=way, most=asked.most
    )
    names = {mark.iri: mark.name for mark in picture.marks if mark.members}
    layers = {layer: view.code(f"layer/{layer}") for layer in LAYERS}
    return Content(
        "network.html",
        view.word("network.title"),
        lead=view.word("network.lead"),
        kind="network",
        filters=filters(view, asked, picture),
        panels=(dependencies(view, asked, networks.of(asked.seen), picture, names),),
        scripts=_SCRIPTS if picture.marks else (),
        shown={
            "picture": picture,
            "drawing": svg(
                picture, view.word("network.title"), view.thing,
                layers=layers, away=asked.away, path=way, lang=view.lang,
            ),
            "legend": _legend(view, picture),
            "data": as_json(data_of(view, asked, picture, groups=groups, way=way)),
            "is_whole": is_whole(view, asked),
            "plans": "; ".join(_plans(view, asked)),
            "chosen": " ".join(_chosen(view, asked)),
            "names": names,
            "is_around": len(near) == 1 and len(picture.marks) > 2,
            "source": view.word("network.source", plans="; ".join(_plans(view, asked)),
                                version=view.known.version, build=view.known.build[:12]),
            "views": ready_views(view),
            "finds": finds(view),
            "way": way,
            "steps": steps_of(view, simple, way, _FEW) if not asked.seen.by else (),
            "ends": asked.ends,
            "loss": loss_of(view, asked),
            "keys": sorted(
                ((number, " ".join(mark.label), mark) for number, mark in enumerate(picture.marks)),
                key=lambda key: key[1].casefold(),
            ),
        },
    )  # fmt: skip


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

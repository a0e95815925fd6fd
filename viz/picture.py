"""The picture of a network as a pyvis data model: every place, colour, shape and label computed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kavshiri.graph.coordination.choice import LAYERS
from kavshiri.graph.coordination.layout import Box, Point, fitted, place, separate
from kavshiri.graph.coordination.plans import Organisation
from kavshiri.queries.terminal import wrapped

from .chosen import Chosen
from .looks import DASHES, LOOKS, sector_of
from .pictures.arrows import clear_bend
from .pictures.canvas import Area
from .scope import layer_name
from .ties import Link, Ties

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["label_box", "layer_legend", "legend", "picture"]

_RATIO = 1.3  # the width of the picture for its height
_FONT = 14.0
_LARGER = 5.0  # by how much the names of the largest marks are larger
_LINE = 1.15  # the height of a line for the size of its letters
_LABEL_WIDTH = 20  # letters
_LABEL_LINES = 4
_LONGEST_WORD = 28  # letters; a longer word is broken
_PAD = 15.0
_SMALLEST = 7.0  # the size of a mark without activities
_GROWTH = 19.0
_FADED = 0.5  # marks of unnamed groups
_ANYWHERE = Area(-math.inf, -math.inf, math.inf, math.inf)

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {
        "borderWidth": 1,
        "font": {
            "face": "'Noto Sans Georgian', 'Noto Sans', 'DejaVu Sans', sans-serif",
            "color": "#111111",
            "strokeWidth": 4,
            "strokeColor": "#ffffff",
            "multi": False,
        },
        "scaling": {"label": {"drawThreshold": 1, "maxVisible": 40}},
    },
    "edges": {
        "color": {"color": "#7d8590", "highlight": "#111111", "hover": "#111111", "opacity": 0.6},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "arrowStrikethrough": False,
        "selectionWidth": 1,
        "hoverWidth": 0.5,
    },
    "interaction": {
        "dragNodes": True,
        "hover": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "multiselect": False,
        "tooltipDelay": 150,
        "zoomView": True,
    },
}


def picture(ties: Ties, chosen: Chosen, lang: str) -> Any:
    """Return the pyvis network of what was chosen of the ties."""
    from pyvis.network import Network

    sizes = _sizes(ties, chosen.bodies)
    labels = {iri: _label(ties.body(iri).short_name(lang)) for iri in chosen.bodies}
    boxes = {iri: label_box(labels[iri], sizes[iri]) for iri in chosen.bodies}
    links = chosen.drawn()
    places = separate(fitted(place(_graph(chosen, links)), boxes, ratio=_RATIO), boxes)
    between = Counter(map(_ends, links))
    net = Network(directed=True, cdn_resources="in_line")
    net.nodes = [
        _node(ties.body(iri), labels[iri], sizes[iri], places[iri], lang) for iri in chosen.bodies
    ]
    net.edges = [
        _edge(
            f"e{number}", link, chosen, _bend(link, places, sizes, alone=between[_ends(link)] == 1)
        )
        for number, link in enumerate(links)
    ]
    net.options = _OPTIONS
    return net


def legend(ties: Ties) -> list[dict[str, Any]]:
    """Return the sectors that occur, with colour, outline and how many bodies each has."""
    found = Counter(sector_of(ties.body(iri).sector) for iri in ties.bodies)
    return [
        {
            "sector": sector or "unknown",
            "colour": look.colour,
            "outline": look.outline,
            "count": found[sector],
        }
        for sector, look in LOOKS.items()
        if found[sector]
    ]


def layer_legend(ties: Ties, lang: str) -> list[dict[str, Any]]:
    """Return the layers of the lines with their names, dashes and how many lines each has."""
    found = Counter(link.layer for link in ties.links)
    return [
        {
            "name": layer_name(layer, lang),
            "dashes": " ".join(f"{each:g}" for each in DASHES[layer]),
            "mutual": layer == "joint",
            "count": found[layer],
        }
        for layer in LAYERS
        if found[layer]
    ]


def _graph(chosen: Chosen, links: Sequence[Link]) -> nx.Graph[str]:
    """Return the network for the layout: all lines between two bodies are one, of all weights.

    Nodes and edges go in sorted, so that nothing depends on their order.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(chosen.bodies)
    for link in links:
        before = graph.get_edge_data(link.source, link.target, {"weight": 0})["weight"]
        graph.add_edge(link.source, link.target, weight=before + link.weight)
    return graph


def _node(
    body: Organisation, label: Sequence[str], size: float, at: Point, lang: str
) -> dict[str, Any]:
    look = LOOKS[sector_of(body.sector)]
    return {
        "id": body.iri,
        "font": {"size": round(_font(size))},
        "label": "\n".join(label),
        "name": body.name(lang),
        "shape": look.vis,
        "size": round(size, 1),
        "opacity": _FADED if body.is_group else 1,
        "color": {
            "background": look.colour,
            "border": "#333333",
            "highlight": {"background": look.colour, "border": "#000000"},
            "hover": {"background": look.colour, "border": "#000000"},
        },
        "x": round(at[0]),
        "y": round(at[1]),
    }


def _ends(link: Link) -> frozenset[str]:
    return frozenset((link.source, link.target))


def _bend(
    link: Link, places: Mapping[str, Point], sizes: Mapping[str, float], *, alone: bool
) -> float:
    """Return how much a line is bent: not at all where it is alone and crosses no other mark."""
    bend = 0.0 if alone else 0.12 + 0.08 * LAYERS.index(link.layer)
    marks = [
        Area(x - sizes[iri], y - sizes[iri], x + sizes[iri], y + sizes[iri])
        for iri, (x, y) in places.items()
        if iri not in (link.source, link.target)
    ]
    ends = places[link.source], places[link.target]
    return clear_bend(*ends, bend, marks, (), _ANYWHERE, alone=alone)


def _edge(name: str, link: Link, chosen: Chosen, bend: float) -> dict[str, Any]:
    return {
        "id": name,
        "from": link.source,
        "to": link.target,
        "weight": link.weight,
        "width": round(0.8 + 1.6 * math.sqrt(link.weight - 1), 2),
        "dashes": [2 * each for each in DASHES[link.layer]] or False,
        "arrows": {"to": {"enabled": not link.mutual}},
        "layer": link.layer,
        "mutual": link.mutual,
        "roles": list(link.roles),
        "activities": chosen.known(link.activities),
        "critical": len(link.critical),
        "smooth": {
            "enabled": bend != 0,
            "type": "curvedCW" if bend >= 0 else "curvedCCW",
            "roundness": round(abs(bend), 2),
        },
    }


def _sizes(ties: Ties, bodies: Sequence[str]) -> dict[str, float]:
    """Return the size of each mark: its area grows with the activities of the body."""
    works = {iri: ties.works[iri] for iri in bodies}
    most = max(works.values(), default=1) or 1
    return {iri: _SMALLEST + _GROWTH * math.sqrt(work / most) for iri, work in works.items()}


def _font(size: float) -> float:
    """Return the size of the letters for a mark of some size."""
    return _FONT + _LARGER * (size - _SMALLEST) / _GROWTH


def label_box(label: Sequence[str], size: float) -> Box:
    """Return the room of a mark with the label that stands below it."""
    font = _font(size)
    width = font * max(sum(_letter_width(letter) for letter in line) for line in label)
    below = size + font * _LINE * len(label) + _PAD
    return Box(max(width / 2, size) + _PAD, size + _PAD, below)


def _letter_width(letter: str) -> float:
    """Return about how wide a letter is for its size: Georgian ones are wider than Latin ones."""
    return 0.72 if "\u10a0" <= letter <= "\u10ff" else 0.55


def _label(name: str) -> list[str]:
    """Return a name in short lines; the last ends in … where it had to be cut."""
    words = name.split()
    longest = max((len(word) for word in words), default=0)
    width = max(_LABEL_WIDTH, min(longest, _LONGEST_WORD))
    return wrapped(" ".join(words), width, _LABEL_LINES)

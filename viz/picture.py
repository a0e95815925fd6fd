"""The picture of a network as a pyvis data model: every place, colour, shape and label computed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kavshiri.queries.terminal import wrapped

from .chosen import Chosen, work
from .delivery import Delivery, Link
from .layout import Box, Point, fitted, place, separate
from .words import SECTORS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["legend", "picture"]

_RATIO = 1.3  # the width of the picture for its height
_FONT = 14.0
_LARGER = 5.0  # by how much the names of the largest marks are larger
_LINE = 1.15  # the height of a line for the size of its letters
_LABEL_WIDTH = 20  # letters
_LABEL_LINES = 4
_LONGEST_WORD = 28  # letters; a longer word is broken
_PAD = 5.0
_SMALLEST = 7.0  # the size of a mark without activities
_GROWTH = 19.0

# The colours of Okabe and Ito can be told apart by the colour-blind; the shapes also in print.
_LOOKS = {
    "government": ("#0072B2", "dot"),
    "international": ("#E69F00", "diamond"),
    "civilSociety": ("#009E73", "triangle"),
    "academic": ("#CC79A7", "square"),
    "private": ("#56B4E9", "hexagon"),
    "mixed": ("#D55E00", "star"),
    "unknown": ("#999999", "triangleDown"),
}
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


def picture(delivery: Delivery, chosen: Chosen) -> Any:
    """Return the pyvis network of what was chosen of a delivery network."""
    from pyvis.network import Network

    sizes = _sizes(delivery, chosen.bodies)
    labels = {iri: _label(delivery.organisations[iri].name) for iri in chosen.bodies}
    boxes = {iri: _box(labels[iri], sizes[iri]) for iri in chosen.bodies}
    links = chosen.drawn()
    places = separate(fitted(place(_graph(chosen, links)), boxes, ratio=_RATIO), boxes)
    pairs = {(link.lead, link.needed) for link in links}
    net = Network(directed=True, cdn_resources="in_line")
    net.nodes = [
        _node(delivery, iri, labels[iri], sizes[iri], places[iri]) for iri in chosen.bodies
    ]
    net.edges = [
        _edge(f"e{number}", link, chosen, both_ways=(link.needed, link.lead) in pairs)
        for number, link in enumerate(links)
    ]
    net.options = _OPTIONS
    return net


def legend(delivery: Delivery) -> list[dict[str, Any]]:
    """Return the sectors that occur, with colour, shape and how many bodies each has."""
    found = Counter(_sector(each.sector) for each in delivery.organisations.values())
    return [
        {"sector": sector, "colour": _LOOKS[sector][0], "shape": _LOOKS[sector][1], "count": count}
        for sector in SECTORS
        if (count := found[sector])
    ]


def _graph(chosen: Chosen, links: Sequence[Link]) -> nx.Graph[str]:
    """Return the network for the layout: the lines of both directions are one, of both weights.

    Nodes and edges go in sorted, so that nothing depends on their order.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(chosen.bodies)
    for link in links:
        before = graph.get_edge_data(link.lead, link.needed, {"weight": 0})["weight"]
        graph.add_edge(link.lead, link.needed, weight=before + link.weight)
    return graph


def _node(delivery: Delivery, iri: str, label: list[str], size: float, at: Point) -> dict[str, Any]:
    organisation = delivery.organisations[iri]
    colour, shape = _LOOKS[_sector(organisation.sector)]
    return {
        "id": iri,
        "font": {"size": round(_font(size))},
        "label": "\n".join(label),
        "name": organisation.name,
        "shape": shape,
        "size": round(size, 1),
        "color": {
            "background": colour,
            "border": "#333333",
            "highlight": {"background": colour, "border": "#000000"},
            "hover": {"background": colour, "border": "#000000"},
        },
        "x": round(at[0]),
        "y": round(at[1]),
    }


def _edge(name: str, link: Link, chosen: Chosen, *, both_ways: bool) -> dict[str, Any]:
    return {
        "id": name,
        "from": link.lead,
        "to": link.needed,
        "weight": link.weight,
        "width": round(0.8 + 1.6 * math.sqrt(link.weight - 1), 2),
        "roles": list(link.roles),
        "activities": chosen.known(link.activities),
        "smooth": {"enabled": both_ways, "type": "curvedCW", "roundness": 0.12},
    }


def _sector(sector: str) -> str:
    return sector if sector in _LOOKS else "unknown"


def _sizes(delivery: Delivery, bodies: Sequence[str]) -> dict[str, float]:
    """Return the size of each mark: its area grows with the activities of the body."""
    most = max((work(delivery, iri) for iri in bodies), default=1) or 1
    return {iri: _SMALLEST + _GROWTH * math.sqrt(work(delivery, iri) / most) for iri in bodies}


def _font(size: float) -> float:
    """Return the size of the letters for a mark of some size."""
    return _FONT + _LARGER * (size - _SMALLEST) / _GROWTH


def _box(label: list[str], size: float) -> Box:
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

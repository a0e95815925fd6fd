"""A network for other tools: GEXF (Gephi), GraphML, CSV of nodes and edges, JSON (node-link).

Everything stands in a fixed order and nothing tells when it was written: the same network gives the
same bytes. Each format carries the names in both languages, the roles, and the activities of every
edge.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from kavshiri.graph.coordination.layout import Box, Point, place, spread
from kavshiri.graph.coordination.network import undirected

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "SECTOR_COLOURS",
    "edge_table",
    "gexf",
    "graphml",
    "node_link",
    "node_table",
    "places",
    "sizes",
]

SECTOR_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "government": "#0072B2",
        "international": "#E69F00",
        "civilSociety": "#009E73",
        "academic": "#CC79A7",
        "private": "#56B4E9",
        "mixed": "#D55E00",
        "": "#999999",
    }
)
"""The colour of each sector, from those of M. Okabe and K. Ito, which the colour-blind can tell
apart; grey for a body whose sector nobody knows."""

_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_RATIO = 1.4  # the width of the drawing for its height
_SMALLEST, _GROWTH = 7.0, 19.0
_ROOM = Box(70.0, 16.0, 44.0)  # of a mark with its label
_NODE = {
    "name_ka": "string",
    "name_en": "string",
    "acronym": "string",
    "type": "string",
    "sector": "string",
    "is_group": "boolean",
    "leads": "integer",
    "supports": "integer",
    "partners": "integer",
    "funds": "integer",
    "reports": "integer",
    "takes_part": "integer",
    "loops": "integer",
}
_EDGE = {
    "layer": "string",
    "roles": "string",
    "mutual": "boolean",
    "activities": "string",
    "critical": "string",
    "effort_only": "string",
    "unsure": "string",
}
_DASHED = "funding"


def places(graph: nx.MultiDiGraph[str]) -> dict[str, Point]:
    """Return where each node of a network is drawn, in pixels, across and down; see ``layout``."""
    return spread(place(undirected(graph)), ratio=_RATIO, box=_ROOM)


def sizes(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """Return the size of each node: the area of its mark grows with the activities it is in."""
    work = dict(graph.nodes(data="takes_part"))
    most = max(work.values(), default=0) or 1
    return {node: _SMALLEST + _GROWTH * math.sqrt(each / most) for node, each in work.items()}


def gexf(
    graph: nx.MultiDiGraph[str], at: Mapping[str, Point] | None = None, *, lang: str = "en"
) -> bytes:
    """Return a network as GEXF 1.3, with places, colours and sizes, as Gephi opens it.

    ``at`` says where each node stands, across and down; None: as :func:`places` does. Up in GEXF is
    up on the screen, so the second is turned. ``lang`` is the language of the labels; both names
    are attributes. Every edge is directed; one of the layer ``joint`` says ``mutual``.
    """
    at = places(graph) if at is None else at
    large = sizes(graph)
    root = ET.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "Kavshiri"
    ET.SubElement(meta, "description").text = _DESCRIPTIONS[lang]
    body = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    _declare(body, "node", _NODE)
    _declare(body, "edge", _EDGE)
    nodes = ET.SubElement(body, "nodes")
    for node in sorted(graph):
        _node(nodes, node, graph.nodes[node], at.get(node, (0.0, 0.0)), large[node], lang)
    edges = ET.SubElement(body, "edges")
    for number, (source, target, data) in enumerate(_edges(graph)):
        _edge(edges, number, source, target, data)
    return _xml(root)


def graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return a network as GraphML; lists of activities and roles stand in one text with blanks."""
    import networkx as nx

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(graph):
        plain.add_node(node, **{key: graph.nodes[node][key] for key in _NODE})
    for number, (source, target, data) in enumerate(_edges(graph)):
        row = {key: _flat(data[key]) for key in ("weight", *_EDGE) if key in data}
        plain.add_edge(source, target, key=f"e{number}", **row)
    return ("\n".join(nx.generate_graphml(plain)) + "\n").encode()


def node_table(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the nodes as CSV in UTF-8, one row each; the columns ``Id`` and ``Label`` are Gephi's.

    Cells stand as they are, for programs to read: a spreadsheet may take one that begins with ``=``
    for a formula.
    """
    rows = (
        [node, graph.nodes[node]["name_en"], *(_plain(graph.nodes[node][key]) for key in _NODE)]
        for node in sorted(graph)
    )
    return _table(("Id", "Label", *_NODE), rows)


def edge_table(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the edges as CSV in UTF-8, one row each, by both ends and layer.

    The columns ``Source``, ``Target``, ``Type`` and ``Weight`` are Gephi's. The names of both ends
    stand in both languages, and lists of activities (IRIs) in one cell with blanks between. Cells
    stand as they are, as in :func:`node_table`.
    """
    heads = ("Source", "Target", "Type", "Weight")
    names = ("source_ka", "source_en", "target_ka", "target_en")
    rows = (
        [
            source,
            target,
            "Undirected" if data["mutual"] else "Directed",
            data["weight"],
            *(graph.nodes[end][name] for end in (source, target) for name in list(_NODE)[:2]),
            *(_plain(_flat(data.get(key, ""))) for key in _EDGE),
        ]
        for source, target, data in _edges(graph)
    )
    return _table((*heads, *names, *_EDGE), rows)


def node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return a network as JSON: ``nodes`` with ``id``, ``edges`` with ``source`` and ``target``.

    The form of NetworkX's ``node_link_graph`` (its ``edges="edges"``) and of D3; lists of
    activities are lists, and ``key`` is the layer.
    """
    data = {
        "directed": True,
        "multigraph": True,
        "graph": dict(graph.graph),
        "nodes": [{"id": node, **graph.nodes[node]} for node in sorted(graph)],
        "edges": [
            {"source": source, "target": target, "key": data["layer"], **data}
            for source, target, data in _edges(graph)
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


_DESCRIPTIONS = {
    "en": "Planned dependencies: what the plans meant, not what was done.",
    "ka": "დაგეგმილი დამოკიდებულებები: რა იგეგმებოდა და არა ის, რა შესრულდა.",
}


def _edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    edges = graph.edges(keys=True, data=True)
    for source, target, _, data in sorted(edges, key=lambda edge: edge[:3]):
        yield source, target, data


def _flat(value: object) -> Any:
    return " ".join(value) if isinstance(value, tuple) else value


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode()


def _declare(body: ET.Element, kind: str, attributes: Mapping[str, str]) -> None:
    declared = ET.SubElement(body, "attributes", {"class": kind, "mode": "static"})
    for name, type in attributes.items():
        ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": type})


def _node(
    nodes: ET.Element, node: str, data: Mapping[str, Any], at: Point, size: float, lang: str
) -> None:
    element = ET.SubElement(nodes, "node", {"id": node, "label": _clean(data[f"name_{lang}"])})
    _values(element, {key: data[key] for key in _NODE})
    ET.SubElement(element, "viz:color", _colour(data["sector"]))
    where = {"x": f"{at[0]:.1f}", "y": f"{round(-at[1], 1) + 0.0:.1f}", "z": "0.0"}
    ET.SubElement(element, "viz:position", where)
    ET.SubElement(element, "viz:size", {"value": f"{size:.1f}"})


def _edge(
    edges: ET.Element, number: int, source: str, target: str, data: Mapping[str, Any]
) -> None:
    element = ET.SubElement(
        edges,
        "edge",
        {
            "id": str(number),
            "source": source,
            "target": target,
            "type": "directed",
            "kind": data["layer"],
            "label": data["layer"],
            "weight": f"{data['weight']}.0",
        },
    )
    _values(element, {key: _flat(data[key]) for key in _EDGE if key in data})
    shape = "dashed" if data["layer"] == _DASHED else "solid"
    ET.SubElement(element, "viz:shape", {"value": shape})


def _values(element: ET.Element, values: Mapping[str, object]) -> None:
    held = ET.SubElement(element, "attvalues")
    for name, value in values.items():
        ET.SubElement(held, "attvalue", {"for": name, "value": _clean(str(_plain(value)))})


def _colour(sector: str) -> dict[str, str]:
    colour = SECTOR_COLOURS.get(sector, SECTOR_COLOURS[""])
    parts = {name: int(colour[i : i + 2], 16) for name, i in (("r", 1), ("g", 3), ("b", 5))}
    return {name: str(part) for name, part in parts.items()}


def _clean(text: str) -> str:
    """Return a text without the characters that XML 1.0 has no way to write (section 2.2)."""
    return "".join(
        each
        for each in text
        if each in "\t\n\r" or " " <= each <= "\ud7ff" or "\ue000" <= each <= "\ufffd"
        or each >= "\U00010000"
    )  # fmt: skip


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"

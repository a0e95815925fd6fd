"""The picture of the page that travels as an SVG: for paper, and where no script runs.

It is made of the same nodes and edges as the interactive picture, with the same places, and holds
neither styles nor scripts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from .looks import INK, LOOKS
from .picture import label_box

__all__ = ["drawing"]

_LEADING = 1.15
_MARGIN = 12.0
_OPACITY, _PALE = 0.6, 0.3  # of lines
_LINE, _FACES = "#66727d", "'Noto Sans Georgian', 'Noto Sans', 'DejaVu Sans', sans-serif"
_OUTLINES = {look.vis: look.outline for look in LOOKS.values()}

Node = Mapping[str, Any]


def drawing(
    nodes: Sequence[Node], edges: Iterable[Mapping[str, Any]], *, title: str, least: int
) -> Markup:
    """Return an ``<svg>`` element; edges that weigh less than ``least`` are pale."""
    by_id = {node["id"]: node for node in nodes}
    left, top, right, bottom = _frame(nodes)
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{} {} {} {}" role="img" '
            'font-family="{}"><title>{}</title>'
        ).format(left, top, right - left, bottom - top, _FACES, title)
    ]
    for edge in sorted(edges, key=lambda edge: (edge["weight"], edge["id"])):
        opacity = _OPACITY if edge["weight"] >= least else _PALE
        parts.append(_edge(edge, by_id[edge["from"]], by_id[edge["to"]], opacity))
    parts += [part for node in nodes for part in _node(node)]
    return Markup("\n").join([*parts, Markup("</svg>")])


def _frame(nodes: Sequence[Node]) -> tuple[int, int, int, int]:
    """Return where the picture begins and ends, with its labels."""
    boxes = [(node, label_box(node["label"].split("\n"), node["size"])) for node in nodes]
    return (
        math.floor(min(node["x"] - box.half_width for node, box in boxes) - _MARGIN),
        math.floor(min(node["y"] - box.up for node, box in boxes) - _MARGIN),
        math.ceil(max(node["x"] + box.half_width for node, box in boxes) + _MARGIN),
        math.ceil(max(node["y"] + box.down for node, box in boxes) + _MARGIN),
    )


def _edge(edge: Mapping[str, Any], one: Node, other: Node, opacity: float) -> Markup:
    """Return a curve from mark to mark, with a head unless the tie has no direction."""
    across, down = other["x"] - one["x"], other["y"] - one["y"]
    bend = edge["smooth"]["roundness"] * (1 if edge["smooth"]["type"] == "curvedCW" else -1)
    knee = one["x"] + across / 2 + down * bend, one["y"] + down / 2 - across * bend
    head = 7.0 + 1.6 * edge["width"] if edge["arrows"]["to"]["enabled"] else 0.0
    start = _towards((one["x"], one["y"]), knee, one["size"])
    tip = _towards((other["x"], other["y"]), knee, other["size"] + 2)
    foot = _towards((other["x"], other["y"]), knee, other["size"] + 2 + 0.7 * head)
    line = Markup(
        '<path d="M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}" fill="none" stroke="{}" '
        'stroke-opacity="{}" stroke-width="{}"{}/>'
    ).format(
        *start, *knee, *foot, _LINE, opacity, edge["width"],
        Markup(' stroke-dasharray="{}"').format(" ".join(f"{d:g}" for d in edge["dashes"]))
        if edge["dashes"] else "",
    )  # fmt: skip
    return line + _head(knee, tip, head, opacity) if head else line


def _head(
    knee: tuple[float, float], tip: tuple[float, float], head: float, opacity: float
) -> Markup:
    across, down = tip[0] - knee[0], tip[1] - knee[1]
    length = math.hypot(across, down) or 1.0
    across, down = across / length * head, down / length * head
    x, y = tip[0] - across, tip[1] - down
    return Markup(
        '<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z" fill="{}" fill-opacity="{}"/>'
    ).format(
        *tip, x - 0.4 * down, y + 0.4 * across, x + 0.4 * down, y - 0.4 * across, _LINE,
        min(1.0, opacity + 0.3),
    )  # fmt: skip


def _towards(
    here: tuple[float, float], there: tuple[float, float], distance: float
) -> tuple[float, float]:
    across, down = there[0] - here[0], there[1] - here[1]
    share = min(distance / (math.hypot(across, down) or 1.0), 0.95)
    return here[0] + across * share, here[1] + down * share


def _node(node: Node) -> Iterator[Markup]:
    yield Markup(
        '<path d="{}" transform="translate({} {}) scale({})" fill="{}" fill-opacity="{}" '
        'stroke="{}" stroke-width="{}"/>'
    ).format(
        Markup(_OUTLINES[node["shape"]]), node["x"], node["y"], node["size"],
        node["color"]["background"], node["opacity"], INK, round(1 / node["size"], 3),
    )  # fmt: skip
    size = node["font"]["size"]
    for row, line in enumerate(node["label"].split("\n")):
        foot = node["y"] + node["size"] + 5 + size * (0.8 + _LEADING * row)
        yield Markup(
            '<text x="{}" y="{:.1f}" text-anchor="middle" font-size="{}" fill="#111" stroke="#fff" '
            'stroke-width="4" stroke-linejoin="round" paint-order="stroke">{}</text>'
        ).format(node["x"], foot, size, line)

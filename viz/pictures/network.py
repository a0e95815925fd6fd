"""The network as a picture for paper: marks by sector, lines by the number of activities."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.network import network, undirected

from .canvas import COLOURS, INK, QUIET, Sheet, sheet
from .subject import Subject

__all__ = ["MOST_BODIES", "network_picture"]

MOST_BODIES = 60
"""More cannot be read on a page; the busiest are drawn, and the picture says so."""


def network_picture(subject: Subject, choice: Choice | None = None) -> Sheet:
    """Return the network of a choice as a sheet; bodies without any tie are left out.

    The places are those of stress layout (see ``layout``), the same every time.
    """
    choice = choice or Choice(plans=tuple(subject.chosen))
    graph = network(subject.plans, choice)
    simple = undirected(graph)
    busiest = sorted(
        (n for n in simple if simple.degree(n)),
        key=lambda n: (-simple.degree(n, weight="weight"), n),
    )
    drawn = simple.subgraph(busiest[:MOST_BODIES])
    explanation = subject.word("network_text", bodies=len(drawn), links=graph.number_of_edges())
    if len(busiest) > MOST_BODIES:
        explanation += " " + subject.word("network_cut", shown=MOST_BODIES, all=len(busiest))
    with sheet(subject.caption(subject.word("network_title"), explanation)) as page:
        _draw(page, subject, graph, drawn)
    return page


def _draw(page: Sheet, subject: Subject, graph: Any, drawn: Any) -> None:
    axes, places = page.axes, _places(drawn, page)
    axes.set_axis_off()
    if not places:
        axes.text(0.5, 0.5, subject.word("nothing"), ha="center", transform=axes.transAxes)
        return
    sizes = {node: 30 + 22 * _work(graph, node) for node in drawn}
    _edges(axes, graph, places, sizes)
    _marks(axes, subject, drawn, places, sizes)
    _labels(axes, subject, places, sizes)
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.07)


def _places(drawn: Any, page: Sheet) -> dict[str, tuple[float, float]]:
    from kavshiri.graph.coordination.layout import place, spread

    box = page.axes.get_position()
    width, height = page.figure.get_size_inches()
    return spread(place(drawn), ratio=(box.width * width) / (box.height * height))


def _work(graph: Any, node: str) -> int:
    return int(graph.nodes[node]["leads"] + graph.nodes[node]["supports"]
               + graph.nodes[node]["partners"])  # fmt: skip


def _edges(axes: Any, graph: Any, places: Any, sizes: Any) -> None:
    from matplotlib.patches import FancyArrowPatch

    for one, other, edge in graph.edges(data=True):
        if one not in places or other not in places:
            continue
        money = edge["layer"] == "funding"
        axes.add_patch(
            FancyArrowPatch(
                places[one],
                places[other],
                arrowstyle="-" if edge["mutual"] else "-|>",
                mutation_scale=6 + min(edge["weight"], 12) / 2,
                linewidth=0.5 + 0.45 * math.sqrt(edge["weight"]) * 1.3,
                linestyle=(0, (4, 2)) if money else "solid",
                color=QUIET if edge["weight"] > 1 else "#9aa7b2",
                alpha=0.75 if edge["weight"] > 1 else 0.5,
                connectionstyle="arc3,rad=0.12",
                shrinkA=math.sqrt(sizes[one]) / 2,
                shrinkB=math.sqrt(sizes[other]) / 2 + 1,
                zorder=1,
            )
        )


def _marks(axes: Any, subject: Subject, drawn: Any, places: Any, sizes: Any) -> None:
    counts = Counter(drawn.nodes[node]["sector"] for node in drawn)
    for sector, (colour, mark) in COLOURS.items():
        nodes = [node for node in sorted(drawn) if drawn.nodes[node]["sector"] == sector]
        if nodes:
            axes.scatter(
                [places[node][0] for node in nodes],
                [places[node][1] for node in nodes],
                s=[sizes[node] for node in nodes],
                c=colour, marker=mark, edgecolors=INK, linewidths=0.7, zorder=3,
            )  # fmt: skip
            label = f"{subject.word('sector_' + (sector or 'unknown'))} ({counts[sector]})"
            axes.scatter(
                [], [], c=colour, marker=mark, s=60, edgecolors=INK, linewidths=0.7, label=label
            )
    axes.legend(loc="lower left", frameon=True, framealpha=0.9, edgecolor="#c9d3dc", fontsize=8)


def _labels(axes: Any, subject: Subject, places: Any, sizes: Any) -> None:
    from matplotlib.patheffects import withStroke

    for node in sorted(places):
        down = math.sqrt(sizes[node]) / 2 + 2
        text = axes.annotate(
            subject.short(node), places[node], xytext=(0, -down), textcoords="offset points",
            ha="center", va="top", fontsize=6.6, linespacing=0.95, zorder=4,
        )  # fmt: skip
        text.set_path_effects([withStroke(linewidth=2.6, foreground="white")])

"""Who needs whom as a matrix: leading bodies in rows, needed bodies in columns."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.network import directed, network

from .canvas import INK, Sheet, sheet
from .subject import Subject

__all__ = ["MOST", "matrix_picture"]

MOST = 24
"""Rows and columns that can be read on a page; those with the most activities are shown."""


def matrix_picture(subject: Subject, choice: Choice | None = None) -> Sheet:
    """Return the matrix of a network: in each field the number of activities."""
    choice = choice or Choice(plans=tuple(subject.chosen))
    graph = directed(network(subject.plans, choice))
    columns = _busiest(graph, 1)
    rows = [row for row in _busiest(graph, 0) if any(graph.has_edge(row, each) for each in columns)]
    explanation = subject.word("matrix_text", rows=len(rows), columns=len(columns))
    caption = subject.caption(subject.word("matrix_title"), explanation)
    with sheet(caption, width=297, height=230) as page:
        _draw(page, subject, graph, rows, columns)
    return page


def _busiest(graph: Any, end: int) -> list[str]:
    weights: Counter[str] = Counter()
    for edge in graph.edges(data="weight"):
        weights[edge[end]] += edge[2]
    return sorted(weights, key=lambda node: (-weights[node], node))[:MOST]


def _draw(page: Sheet, subject: Subject, graph: Any, rows: list[str], columns: list[str]) -> None:
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap, PowerNorm

    axes = page.axes
    if not rows:
        axes.set_axis_off()
        axes.text(0.5, 0.5, subject.word("nothing"), ha="center", transform=axes.transAxes)
        return
    values = np.array(
        [
            [graph.edges[r, c]["weight"] if graph.has_edge(r, c) else 0 for c in columns]
            for r in rows
        ]
    )
    shades = LinearSegmentedColormap.from_list("blue", ["#ffffff", "#cfe3f3", "#5ba3d0", "#08306b"])
    axes.imshow(values, cmap=shades, norm=PowerNorm(0.6, 0, max(2, values.max())), aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        if value:
            dark = value > 0.45 * values.max()
            axes.text(column, row, str(value), ha="center", va="center", fontsize=7,
                      color="white" if dark else INK)  # fmt: skip
    _ticks(page, subject, rows, columns)


def _ticks(page: Sheet, subject: Subject, rows: list[str], columns: list[str]) -> None:
    import numpy as np

    axes = page.axes
    axes.set_yticks(range(len(rows)), [subject.short(row, 38, 2) for row in rows], fontsize=6.5)
    axes.set_xticks(
        range(len(columns)), [subject.short(each, 30, 2) for each in columns], fontsize=6.5,
        rotation=55, ha="left", rotation_mode="anchor",
    )  # fmt: skip
    axes.xaxis.tick_top()
    axes.set_xticks(np.arange(len(columns) + 1) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(rows) + 1) - 0.5, minor=True)
    axes.grid(which="minor", color="#e3e9ee", linewidth=0.6)
    axes.tick_params(which="both", length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    box = axes.get_position()
    left, top = 0.2, 0.17
    axes.set_position((box.x0 + left, box.y0, box.width - left - 0.03, box.height - top))

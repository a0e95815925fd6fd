"""What is due when: bodies in rows, months in columns, and all of them together on top."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from .canvas import INK, Sheet, sheet
from .subject import Subject

__all__ = ["MOST", "timeline_picture"]

MOST = 18
"""Bodies that can be read on a page; those that lead most are shown."""

Month = tuple[int, int]


def timeline_picture(subject: Subject) -> Sheet:
    """Return the deadlines of the leading bodies by month.

    An activity counts in the month of the last day of its last period; one with several leads
    counts for each of them, and once in the sum on top.
    """
    every: Counter[Month] = Counter()
    by_body: dict[str, Counter[Month]] = defaultdict(Counter)
    undated = 0
    for activity in subject.activities():
        if activity.due is None:
            undated += 1
            continue
        month = (activity.due.year, activity.due.month)
        every[month] += 1
        for body in activity.bodies("lead"):
            by_body[body][month] += 1
    rows = sorted(by_body, key=lambda body: (-by_body[body].total(), body))[:MOST]
    explanation = subject.word("timeline_text", activities=every.total(), undated=undated)
    with sheet(subject.caption(subject.word("timeline_title"), explanation)) as page:
        _draw(page, subject, every, {body: by_body[body] for body in rows})
    return page


def _months(every: Counter[Month]) -> list[Month]:
    (year, month), last = min(every), max(every)
    found = []
    while (year, month) <= last:
        found.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _draw(
    page: Sheet, subject: Subject, every: Counter[Month], by_body: dict[str, Counter[Month]]
) -> None:
    axes = page.axes
    if not every:
        axes.set_axis_off()
        axes.text(0.5, 0.5, subject.word("nothing"), ha="center", transform=axes.transAxes)
        return
    months = _months(every)
    box = axes.get_position()
    top = page.figure.add_axes(
        (box.x0 + 0.2, box.y0 + box.height * 0.8, box.width - 0.2, box.height * 0.2)
    )
    axes.set_position((box.x0 + 0.2, box.y0 + 0.03, box.width - 0.2, box.height * 0.77 - 0.03))
    _bars(top, every, months)
    _bubbles(axes, subject, by_body, months)


def _bars(top: Any, every: Counter[Month], months: list[Month]) -> None:
    bars = top.bar(
        range(len(months)), [every[month] for month in months], color="#0072B2", width=0.7
    )
    top.bar_label(bars, [str(every[month]) if every[month] else "" for month in months], fontsize=7)
    top.set_xlim(-0.6, len(months) - 0.4)
    top.set_ylim(0, max(every.values()) * 1.25)
    top.set_axis_off()


def _bubbles(
    axes: Any, subject: Subject, by_body: dict[str, Counter[Month]], months: list[Month]
) -> None:
    places = {month: place for place, month in enumerate(months)}
    for row, counts in enumerate(by_body.values()):
        for month, count in sorted(counts.items()):
            axes.scatter(
                places[month],
                row,
                s=60 + 9 * count,
                color="#5ba3d0",
                edgecolor=INK,
                linewidth=0.5,
                zorder=3,
            )
            axes.text(
                places[month], row, str(count), ha="center", va="center", fontsize=6.5, zorder=4
            )
    labels = [f"{subject.short(body, 36, 2)}" for body in by_body]
    axes.set_yticks(range(len(labels)), labels, fontsize=6.8)
    axes.set_xticks(
        range(len(months)), [_label(month, place) for place, month in enumerate(months)], fontsize=7
    )
    axes.set_xlim(-0.6, len(months) - 0.4)
    axes.set_ylim(len(by_body) - 0.3, -0.7)
    axes.grid(color="#e3e9ee", linewidth=0.6)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_color("#c9d3dc")


def _label(month: Month, place: int) -> str:
    """Return the number of a month, and below the first of each year the year."""
    return f"{month[1]:02}\n{month[0]}" if place == 0 or month[1] == 1 else f"{month[1]:02}"

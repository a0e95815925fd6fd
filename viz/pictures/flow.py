"""Donor → chapter → leading body: how many donor-funded activities flow where."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kavshiri.graph.coordination.plans import Activity
from kavshiri.viz.site.words import words

from .canvas import INK, Sheet, sheet
from .subject import Subject, shortened

__all__ = ["flow_picture"]

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")
_GAP = 0.022  # between the blocks of one column, for the sum of all
_BLOCK = 0.025  # the width of a block for that of the picture


def flow_picture(subject: Subject) -> Sheet:
    """Return the flow of activities from donors over chapters to those who lead them.

    A band is as wide as the number of activities, never of money: the plans state almost none for
    donors. An activity with two donors and two leads is drawn in four equal parts of a quarter, so
    that every activity counts once.
    """
    funded = [each for each in subject.activities() if each.bodies("donor")]
    explanation = subject.word("flow_text", activities=len(funded))
    with sheet(subject.caption(subject.word("flow_title"), explanation)) as page:
        page.axes.set_axis_off()
        if funded:
            _draw(page.axes, subject, _parts(subject, funded), _counts(subject, funded))
        else:
            page.axes.text(0.5, 0.5, subject.word("nothing"), ha="center")
    return page


Path = tuple[str, str, str]


def _parts(subject: Subject, funded: list[Activity]) -> dict[Path, float]:
    """Return how many activities take each way from a donor over a chapter to a lead."""
    parts: Counter[Path] = Counter()
    for activity in funded:
        donors, leads = activity.bodies("donor"), activity.bodies("lead") or ("",)
        for donor in donors:
            for lead in leads:
                share = 1 / (len(donors) * len(leads))
                parts[donor, _chapter(subject, activity), lead] += share  # type: ignore[assignment]
    return dict(sorted(parts.items()))


def _counts(subject: Subject, funded: list[Activity]) -> Counter[tuple[int, str]]:
    """Return how many activities there are to each block, by column and name."""
    counts: Counter[tuple[int, str]] = Counter()
    for activity in funded:
        counts.update((0, donor) for donor in activity.bodies("donor"))
        counts[1, _chapter(subject, activity)] += 1
        counts.update((2, lead) for lead in activity.bodies("lead") or ("",))
    return counts


def _chapter(subject: Subject, activity: Activity) -> str:
    """Return the outermost part of the plan that an activity stands in, else the plan."""
    return (activity.plan, *subject.plans.within(activity))[-1]


def _draw(
    axes: Any, subject: Subject, parts: dict[Path, float], counts: Counter[tuple[int, str]]
) -> None:
    columns = [_column(parts, place) for place in range(3)]
    gap = _GAP * sum(parts.values())
    tallest = max(sum(c.values()) + gap * (len(c) - 1) for c in columns)
    blocks = [_blocks(column, tallest, gap) for column in columns]
    donors = sorted(columns[0], key=lambda d: (-columns[0][d], d))
    colours = {donor: _COLOURS[min(i, len(_COLOURS) - 1)] for i, donor in enumerate(donors)}
    for place in (0, 1):
        _bands(axes, parts, blocks, place, colours)
    for place, column in enumerate(blocks):
        for name, (start, size) in column.items():
            colour = colours[name] if place == 0 else "#4c5b69"
            text = f"{_name(subject, place, name)}  {counts[place, name]}"
            _block(axes, place, text, start, size, colour)
    axes.set_xlim(-0.27, 1.33)
    axes.set_ylim(tallest, -0.6)


def _column(parts: dict[Path, float], place: int) -> dict[str, float]:
    sizes: Counter[str] = Counter()
    for path, size in parts.items():
        sizes[path[place]] += size  # type: ignore[assignment]
    return dict(sorted(sizes.items(), key=lambda item: (-item[1], item[0])))


def _blocks(column: dict[str, float], tallest: float, gap: float) -> dict[str, tuple[float, float]]:
    """Return where each block of a column begins, and how high it is; the column is centred."""
    y = (tallest - sum(column.values()) - gap * (len(column) - 1)) / 2
    found = {}
    for name, size in column.items():
        found[name] = (y, size)
        y += size + gap
    return found


def _bands(
    axes: Any,
    parts: dict[Path, float],
    blocks: list[dict[str, tuple[float, float]]],
    place: int,
    colours: dict[str, str],
) -> None:
    left, right = blocks[place], blocks[place + 1]
    used_left = {name: start for name, (start, _) in left.items()}
    used_right = {name: start for name, (start, _) in right.items()}
    order = sorted(
        parts, key=lambda p: (left[p[place]][0], right[p[place + 1]][0], left[p[place]], p)
    )
    for path in order:
        size = parts[path]
        one, other = path[place], path[place + 1]
        _band(axes, place / 2, used_left[one], used_right[other], size, colours[path[0]])
        used_left[one] += size
        used_right[other] += size


def _band(axes: Any, x: float, left: float, right: float, size: float, colour: str) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Curve

    start, end = x + _BLOCK / 2, x + 0.5 - _BLOCK / 2
    middle = (start + end) / 2
    points = [
        (start, left), (middle, left), (middle, right), (end, right),
        (end, right + size), (middle, right + size), (middle, left + size), (start, left + size),
        (start, left),
    ]  # fmt: skip
    codes = [Curve.MOVETO, *[Curve.CURVE4] * 3, Curve.LINETO, *[Curve.CURVE4] * 3, Curve.CLOSEPOLY]
    axes.add_patch(PathPatch(Curve(points, codes), facecolor=colour, alpha=0.45, linewidth=0))


def _block(axes: Any, place: int, text: str, start: float, size: float, colour: str) -> None:
    from matplotlib.patches import Rectangle

    x, side = place / 2, -1 if place == 0 else 1
    axes.add_patch(Rectangle((x - _BLOCK / 2, start), _BLOCK, size, facecolor=colour, zorder=3))
    axes.text(
        x + side * (_BLOCK / 2 + 0.008), start + size / 2, text, fontsize=6.8, color=INK,
        ha="right" if side < 0 else "left", va="center", linespacing=0.95, zorder=4,
    )  # fmt: skip


def _name(subject: Subject, place: int, name: str) -> str:
    if place != 1:
        return subject.short(name, 28 if place == 0 else 36, 2) if name else subject.word("no_lead")
    part = subject.plans.divisions.get(name) or subject.plans.objectives.get(name)
    if part is None:
        return shortened(subject.plans.plans[name].name(subject.lang))
    if not part.labels:
        return f"{part.number} {words(subject.lang)['plan.unnamed']}".strip()
    return shortened(f"{part.number} {part.name(subject.lang)}".strip())

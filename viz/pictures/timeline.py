"""What is due when: bodies in rows, months in columns, and all activities together on top."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kavshiri.graph.coordination.calendar import months as months_of
from kavshiri.graph.coordination.choice import activities, bodies
from kavshiri.viz.looks import QUIET
from kavshiri.viz.scope import shown_plans

from .canvas import Area, Sheet
from .letters import LEADING, width
from .picture import Picture
from .sizes import A4, Size
from .subject import Subject

__all__ = ["MOST", "Load", "load_of", "timeline_picture"]

MOST = 18
"""Bodies that can be read on a page; those that lead least stand together as others."""

_OTHERS = ""
_MOST_STEPS = 72  # columns that can be told apart; above that many months a column is a quarter
_STEPS = (1, 3, 12, 60)  # months of a column
_LETTERS = 7.0
_NAME = 165.0  # the room of a name
_BAR, _BUBBLE = "#0072B2", "#8ec1e4"
_LOWEST, _HIGHEST = 10.0, 24.0  # of a row
_LEAST = 5.2  # the radius of a disc that holds one figure
_EASY = 22.5  # the height of a row of which a large sheet has more
_TOP = 0.2  # the share of the bars on top

Step = int
"""The number of a month, quarter or year, counted from the year 0."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many activities fall due in each step: all of them, and by who leads them.

    ``months`` is the length of a step; ``rows`` begin with who leads most, and end with the others
    under the empty name. ``others`` is how many they are. ``first`` and ``last`` are the steps
    between which the plans stand that are shown, and all that is due. ``dated`` activities have a
    deadline, ``undated`` have none.
    """

    months: int
    first: Step
    last: Step
    every: Mapping[Step, int]
    rows: Mapping[str, Mapping[Step, int]]
    others: int
    dated: int
    undated: int


def load_of(subject: Subject, most: int = MOST) -> Load:
    """Return when the chosen activities fall due: in the month of each of their deadlines.

    So the pages count, too. One with several deadlines counts once in each step that has any; one
    with several leads for each of them, and once in the sum. Groups that lead count as bodies do,
    or their activities would be lost from the rows.
    """
    choice = replace(subject.choice, groups=True)
    shown = bodies(subject.plans, choice)
    led: dict[str, list[str]] = defaultdict(list)
    due: dict[str, set[int]] = {}
    undated = 0
    for activity in activities(subject.plans, choice):
        ends = {12 * month.year + month.month - 1 for month in months_of(activity)}
        if not ends:
            undated += 1
            continue
        due[activity.iri] = ends
        for body in sorted({shown[lead] for lead in activity.bodies("lead") if lead in shown}):
            led[body].append(activity.iri)
    shown_months = [*set().union(*due.values()), *_months_of_plans(subject)] if due else [0]
    months = _step(shown_months)

    def counted(iris: Iterable[str]) -> Counter[Step]:
        return Counter(step for iri in iris for step in {each // months for each in due[iri]})

    ranked = sorted(led, key=lambda body: (-len(led[body]), body))
    kept = ranked if len(ranked) <= most else ranked[: most - 1]
    rows = {body: counted(led[body]) for body in kept}
    if len(kept) < len(ranked):
        rows[_OTHERS] = counted({iri for body in ranked[len(kept) :] for iri in led[body]})
    return Load(
        months, min(shown_months) // months, max(shown_months) // months, counted(due), rows,
        len(ranked) - len(kept), len(due), undated,
    )  # fmt: skip


def _months_of_plans(subject: Subject) -> list[int]:
    """Return the first and the last months of the plans that are shown, where they say them."""
    days = [
        day
        for plan in shown_plans(subject.plans, subject.choice)
        for day in (plan.start, plan.end)
        if day
    ]
    return [12 * day.year + day.month - 1 for day in days]


def _step(months: Sequence[int]) -> int:
    """Return the shortest step that gives no more columns than can be told apart."""
    span = max(months) - min(months) if months else 0
    return next((step for step in _STEPS if span // step < _MOST_STEPS), _STEPS[-1])


def timeline_picture(subject: Subject, size: Size = A4) -> Picture:
    """Return the deadlines of the chosen activities by month and by who leads them.

    Above 72 months a column is a quarter, then a year.
    """
    most = min(max(MOST, size.rows(_EASY)), size.rows(_LOWEST / (1 - _TOP)))
    load = load_of(subject, most)
    draw = (lambda page: _draw(page, subject, load)) if load.every else None
    return subject.drawn("timeline", size, _told(subject, load), draw)


def _told(subject: Subject, load: Load) -> list[str]:
    dated = load.dated
    told = []
    if dated:
        step = subject.word(f"step_{min(load.months, 12)}")
        told.append(subject.word("timeline_text_each", step=step))
    told.append(subject.word("timeline_counts", activities=dated, undated=load.undated))
    if len(load.every) > 1:
        peak = max(sorted(load.every), key=lambda each: load.every[each])
        count = load.every[peak]
        if 2 * count > dated:
            when = _when(peak, load.months)
            told.append(subject.word("timeline_peak", count=count, when=when))
    return told


def _when(step: Step, months: int) -> str:
    """Return a step in figures: ``12.2019``, ``IV 2019``, ``2019``."""
    year, month = divmod(step * months, 12)
    if months == 1:
        return f"{month + 1:02}.{year}"
    return f"{_QUARTERS[month // 3]} {year}" if months == 3 else str(year)


_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class _Chart:
    """Where the rows and columns stand; ``first`` is the first step."""

    left: float
    top: float
    wide: float
    high: float
    first: Step
    steps: int
    rows: int

    def across(self, step: Step) -> float:
        """Return the middle of a column."""
        return self.left + (step - self.first + 0.5) * self.wide

    def down(self, row: int) -> float:
        """Return the middle of a row."""
        return self.top + (row + 0.5) * self.high

    @property
    def right(self) -> float:
        return self.left + self.steps * self.wide

    @property
    def bottom(self) -> float:
        return self.top + self.rows * self.high


def _draw(page: Sheet, subject: Subject, load: Load) -> None:
    room = min(_NAME, 0.3 * page.area.width)
    lines = 2 if _row(page.area, load) > 2 * _LETTERS * LEADING else 1
    names = {body: _name(subject, load, body, room, lines) for body in load.rows}
    beside = max((width(line, _LETTERS) for name in names.values() for line in name), default=0.0)
    beside = max(beside, width(subject.word("timeline_all"), _LETTERS, bold=True))
    chart = _chart(page.area, load, beside + 10)
    bars = Area(chart.left, page.area.top, chart.right, chart.top - 8)
    _ruled(page, chart, load, bars.top)
    _bars(page, chart, load.every, bars)
    page.text(chart.left - 8, bars.bottom, subject.word("timeline_all"), _LETTERS, align="right",
              bold=True, colour=QUIET)  # fmt: skip
    largest = max((count for row in load.rows.values() for count in row.values()), default=1)
    for number, (body, counts) in enumerate(load.rows.items()):
        page.lines(chart.left - 8, chart.down(number), names[body], _LETTERS, align="right")
        for step in sorted(counts):
            _bubble(page, chart, number, step, counts[step], largest)


def _name(subject: Subject, load: Load, body: str, room: float, lines: int) -> tuple[str, ...]:
    if body == _OTHERS:
        return (subject.word("others", count=load.others),)
    return subject.label(body, room, _LETTERS, lines)


def _chart(area: Area, load: Load, beside: float) -> _Chart:
    steps, rows = load.last - load.first + 1, len(load.rows)
    wide = min((area.width - beside) / steps, 60.0)
    return _Chart(area.left + beside, _under(area), wide, _row(area, load), load.first, steps, rows)


def _under(area: Area) -> float:
    """Return where the rows begin: under the bars."""
    return area.top + min(_TOP * area.height, 110.0)


def _row(area: Area, load: Load) -> float:
    """Return the height of a row; below the last one the months are written."""
    room = area.bottom - 2.6 * _LETTERS - _under(area)
    return max(min(room / max(len(load.rows), 1), _HIGHEST), 2.0)


def _ruled(page: Sheet, chart: _Chart, load: Load, top: float) -> None:
    """Draw the lines of rows and columns, and the names of the columns below."""
    for row in range(chart.rows):
        page.rule(chart.left, chart.down(row), chart.right, chart.down(row))
    every = 1 + int(_LETTERS * 1.9 / chart.wide)
    foot = chart.bottom + 1.4 * _LETTERS
    year_room = -1.0
    for step in range(chart.first, chart.first + chart.steps):
        year, month = divmod(step * load.months, 12)
        x = chart.across(step)
        new_year = month < load.months
        left = x - chart.wide / 2
        if new_year and step > chart.first:
            page.rule(left, top, left, foot + 1.4 * _LETTERS, "#b4bec8")
        page.rule(x, chart.top, x, chart.bottom, "#eef2f5")
        if load.months < 12 and (step - chart.first) % every == 0:
            text = f"{month + 1:02}" if load.months == 1 else _QUARTERS[month // 3]
            page.text(x, foot, text, _LETTERS, align="center")
        if (new_year or step == chart.first) and left > year_room:
            page.text(left + 2, foot + 1.3 * _LETTERS, str(year), _LETTERS, bold=True)
            year_room = left + 2 + width(f"{year} ", _LETTERS, bold=True)


def _bars(page: Sheet, chart: _Chart, every: Mapping[Step, int], area: Area) -> None:
    most = max(every.values())
    unit = (area.height - 1.5 * _LETTERS) / most
    for step in sorted(every):
        x, half = chart.across(step), min(0.36 * chart.wide, 16.0)
        top = area.bottom - max(unit * every[step], 0.8)
        page.rectangle(Area(x - half, top, x + half, area.bottom), _BAR, name=f"due-{step}")
        text = str(every[step])
        size = min(_LETTERS + 0.5, 0.92 * chart.wide / width(text, 1.0, bold=True))
        page.text(x, top - 2.5, text, size, align="center", bold=True)


def _bubble(page: Sheet, chart: _Chart, row: int, step: Step, count: int, largest: int) -> None:
    """Draw a count as a disc that stays inside its row and its column."""
    room = 0.48 * min(chart.high, chart.wide)
    least = min(_LEAST, room)
    radius = least + (room - least) * math.sqrt((count - 1) / max(largest - 1, 1))
    page.disc(chart.across(step), chart.down(row), radius, _BUBBLE, name=f"load-{row}-{step}")
    size = min(_LETTERS, 2.9 * radius / (1 + 0.75 * len(str(count))))
    page.lines(chart.across(step), chart.down(row), [str(count)], max(size, 2.0), align="center")

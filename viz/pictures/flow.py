"""Donor → chapter → leading body: how many donor-funded activities flow where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kavshiri.viz.looks import QUIET
from kavshiri.viz.scope import part_name

from .canvas import Area, Sheet
from .letters import LEADING, broken, width
from .picture import Picture
from .sizes import A4, Size
from .subject import Subject
from .ways import MOST, NOBODY, OTHERS, Flow, Way, flow_of

__all__ = ["flow_picture"]

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
_REST = "#999999"  # of all donors for whom no colour is left
_LETTERS = 7.0
_BLOCK = 11.0  # the width of a block in points
_SIDE = 0.17  # the share of the width that names on either side may take
_GAP = 4.0  # between two blocks
_EASY = 28.0  # the height of a block of which a large sheet has more


def flow_picture(subject: Subject, size: Size = A4) -> Picture:
    """Return the flow of activities from donors over chapters to leads.

    A band is as wide as the number of activities, never of money, of which plans state little.
    """
    most = min(max(MOST, size.rows(_EASY)), size.rows(2 * _LETTERS * LEADING + _GAP))
    flow = flow_of(subject, most)
    told = [subject.word("flow_text")] if flow.ways else []
    told.append(
        subject.word(
            "flow_counts", activities=subject.counted("activities", flow.funded), all=flow.every
        )
    )
    draw = (lambda page: _draw(page, subject, flow)) if flow.ways else None
    return subject.drawn("flow", size, told, draw)


@dataclass(frozen=True, slots=True)
class _Block:
    """One block of a column: where it begins, how high it is, and where the middle of its room."""

    name: str
    top: float
    high: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.top + self.high / 2


Columns = Sequence[Mapping[str, _Block]]


def _draw(page: Sheet, subject: Subject, flow: Flow) -> None:
    side = _SIDE * page.area.width
    head = 2.2 * _LETTERS
    xs = (page.area.left + side, page.area.left + 0.46 * page.area.width, page.area.right - side)
    area = Area(page.area.left, page.area.top + head, page.area.right, page.area.bottom)
    columns = _columns(subject, flow, area, (side - 12, 0.25 * page.area.width, side - 12))
    colours = _coloured(columns[0])
    for place in (0, 1):
        _bands(page, flow, columns, place, xs, colours)
    for place, blocks in enumerate(columns):
        _heading(page, subject, place, xs[place])
        for number, block in enumerate(blocks.values()):
            colour = colours[block.name] if place == 0 else QUIET
            _block(page, xs[place], block, colour, place, number)


def _heading(page: Sheet, subject: Subject, place: int, x: float) -> None:
    word = subject.word(("flow_donor", "flow_chapter", "flow_lead")[place])
    align = ("right", "left", "left")[place]
    edge = x + (_BLOCK / 2 if place == 0 else -_BLOCK / 2)
    page.text(edge, page.area.top + _LETTERS, word, _LETTERS + 1, align=align, bold=True,
              colour=QUIET)  # fmt: skip


def _columns(subject: Subject, flow: Flow, area: Area, rooms: tuple[float, ...]) -> Columns:
    """Return the blocks of all columns in one scale, in which the fullest column has its room."""
    sizes = [_sizes(flow.ways, place) for place in range(3)]
    lines = [
        {name: _label(subject, flow, place, name, rooms[place]) for name in sizes[place]}
        for place in range(3)
    ]
    scale = min(_scale(sizes[place], lines[place], area.height) for place in range(3))
    return [_stacked(sizes[place], lines[place], scale, area) for place in range(3)]


def _sizes(ways: Mapping[Way, float], place: int) -> dict[str, float]:
    """Return how many activities flow through each block, the most first, the others last."""
    sizes: dict[str, float] = defaultdict(float)
    for way, share in ways.items():
        sizes[way[place]] += share
    order = sorted(sizes, key=lambda name: (name == OTHERS, -round(sizes[name], 6), name))
    return {name: sizes[name] for name in order}


Lines = Mapping[str, tuple[str, ...]]


def _room(size: float, lines: tuple[str, ...], scale: float) -> float:
    """Return the height that a block takes: its own, or that of its name."""
    return max(size * scale, len(lines) * _LETTERS * LEADING) + _GAP


def _scale(sizes: Mapping[str, float], lines: Lines, height: float) -> float:
    """Return the points of an activity for which the blocks just fit."""
    low, high = 0.0, height / sum(sizes.values())
    for _ in range(40):
        middle = (low + high) / 2
        needed = sum(_room(size, lines[name], middle) for name, size in sizes.items())
        low, high = (middle, high) if needed <= height else (low, middle)
    return low


def _stacked(
    sizes: Mapping[str, float], lines: Lines, scale: float, area: Area
) -> dict[str, _Block]:
    """Return the blocks of a column one below the other, in the middle of the height."""
    rooms = {name: _room(size, lines[name], scale) for name, size in sizes.items()}
    y = (area.top + area.bottom - sum(rooms.values())) / 2
    found = {}
    for name, size in sizes.items():
        high = size * scale
        found[name] = _Block(name, y + (rooms[name] - high) / 2, high, lines[name])
        y += rooms[name]
    return found


def _label(subject: Subject, flow: Flow, place: int, name: str, room: float) -> tuple[str, ...]:
    """Return the name of a block on at most two lines, with the number of its activities."""
    count = f"  {flow.counts[place][name]}"
    if name == OTHERS:
        text = subject.word("others", count=flow.others[place])
    elif name == NOBODY:
        text = subject.word("no_lead")
    elif place == 1:
        text = _chapter(subject, flow, name)
    else:
        text = ""
    lines = (
        broken(text, room - width(count, _LETTERS), _LETTERS, most=2)
        if text
        else subject.label(name, room - width(count, _LETTERS), _LETTERS, 2)
    )
    return (*lines[:-1], lines[-1] + count) if lines else (count,)


def _chapter(subject: Subject, flow: Flow, name: str) -> str:
    """Return what a chapter is called; a plan without chapters stands for itself."""
    plans = subject.plans
    part = plans.divisions.get(name) or plans.objectives.get(name)
    return part_name(part, subject.lang) if part else plans.plans[name].name(subject.lang)


def _coloured(donors: Mapping[str, _Block]) -> dict[str, str]:
    """Return a colour for each donor, the largest first; for the small ones all the same."""
    named = [name for name in donors if name != OTHERS]
    colours = dict(zip(named, _COLOURS, strict=False))
    return {name: colours.get(name, _REST) for name in donors}


def _bands(
    page: Sheet,
    flow: Flow,
    columns: Columns,
    place: int,
    xs: tuple[float, ...],
    colours: Mapping[str, str],
) -> None:
    """Draw the bands from one column to the next, in the order in which they leave and arrive."""
    strands = _strands(flow, place)
    left, right = columns[place], columns[place + 1]
    scale = sum(block.high for block in left.values()) / sum(flow.ways.values())

    def heights(strand: Strand) -> tuple[float, float, float]:
        return left[strand[1]].top, right[strand[2]].top, columns[0][strand[0]].top

    leaving = sorted(strands, key=lambda each: (heights(each), each))
    arriving = sorted(strands, key=lambda each: (heights(each)[1], heights(each), each))
    ends = _tops(arriving, strands, scale, {name: block.top for name, block in right.items()}, 2)
    tops = _tops(leaving, strands, scale, {name: block.top for name, block in left.items()}, 1)
    start, end = xs[place] + _BLOCK / 2, xs[place + 1] - _BLOCK / 2
    for number, strand in enumerate(leaving):
        high, name = strands[strand] * scale, f"band-{place}-{number}"
        _band(page, (start, end), (tops[strand], ends[strand]), high, colours[strand[0]], name)


Strand = tuple[str, str, str]
"""A donor, and the blocks of two columns that a band of its colour joins."""


def _strands(flow: Flow, place: int) -> dict[Strand, float]:
    """Return how many activities each band stands for."""
    strands: dict[Strand, float] = defaultdict(float)
    for way, share in flow.ways.items():
        strands[way[0], way[place], way[place + 1]] += share
    return strands


def _tops(
    order: Sequence[Strand],
    strands: Mapping[Strand, float],
    scale: float,
    begins: dict[str, float],
    end: int,
) -> dict[Strand, float]:
    """Return where each band touches its block, one below the other."""
    tops = {}
    for strand in order:
        tops[strand] = begins[strand[end]]
        begins[strand[end]] += strands[strand] * scale
    return tops


def _band(
    page: Sheet,
    across: tuple[float, float],
    tops: tuple[float, float],
    high: float,
    colour: str,
    name: str,
) -> None:
    (start, end), (left, right) = across, tops
    middle = (start + end) / 2
    page.curve(
        [
            (start, left), (middle, left), (middle, right), (end, right),
            (end, right + high), (middle, right + high), (middle, left + high),
            (start, left + high),
        ],
        name=name, facecolor=(colour, 0.45), edgecolor="none", zorder=1,
    )  # fmt: skip


def _block(page: Sheet, x: float, block: _Block, colour: str, place: int, number: int) -> None:
    bottom = block.top + max(block.high, 0.6)
    area = Area(x - _BLOCK / 2, block.top, x + _BLOCK / 2, bottom)
    page.rectangle(area, colour, name=f"block-{place}-{number}")
    aside = _BLOCK / 2 + 4
    page.lines(
        x - aside if place == 0 else x + aside, block.middle, block.lines, _LETTERS,
        align="right" if place == 0 else "left", ground=place == 1,
    )  # fmt: skip

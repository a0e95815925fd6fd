"""A picture of the network as SVG: it needs no script, and every text in it is escaped.

Each mark and line is a group with its number (``data-mark``, ``data-line``): what a script does to
the picture on the screen it does to these groups too, and so to what is printed and taken away.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from kavshiri.viz.looks import DASHES, INK, LOOKS, QUIET

from .labels import FONT, GAP, LEADING
from .marks import Line, Mark
from .picture import Picture

__all__ = ["CUT", "CUT_WIDTH", "FONTS", "strength", "svg"]

FONTS = "'Noto Sans Georgian', 'Noto Sans', 'DejaVu Sans', sans-serif"

CUT, CUT_WIDTH = "#8a3b00", 3.5
"""The outline of who is left without a tie."""

_FAINT = 0.12  # how strong lines are drawn that do not matter now
_FEW = 50  # bodies, above which lines are told with short names
_MANY = 250  # lines, above which each is drawn fainter
_AIR = 1.5  # between an arrow and its mark
_GEORGIAN = re.compile("[\u10d0-\u10ff\u1c90-\u1cbf]")

Place = tuple[float, float]


def strength(picture: Picture) -> float:
    """Return how strong lines are drawn, from 0 to 1: fainter where there are very many."""
    return 0.62 if len(picture.lines) <= _MANY else 0.38


def svg(
    picture: Picture,
    title: str,
    link: Callable[[str], str | None],
    *,
    layers: Mapping[str, str],
    away: Collection[str] = (),
    path: Sequence[str] = (),
    cut: Collection[str] = (),
    lang: str = "ka",
) -> Markup:
    """Return a picture as an ``<svg>`` element.

    ``link`` gives the address of a body's page; ``layers`` their names. Those who are ``away`` are
    drawn as empty outlines without lines, those who are ``cut`` off by that with a thick one; where
    there is a ``path`` all else is faint.
    """
    drawing = _Drawing(
        {mark.iri: mark for mark in picture.marks}, layers, away, path, cut, lang, strength(picture)
    )
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="group" '
            'aria-labelledby="drawing-title" font-family="{}" font-size="{:g}">'
            '<title id="drawing-title">{}</title>'
        ).format(picture.width, picture.height, FONTS, FONT, title),
        *(drawing.line(number, line) for number, line in enumerate(picture.lines)),
        *(drawing.mark(*each, link(each[1].iri)) for each in enumerate(picture.marks)),
        Markup("</svg>"),
    ]
    return Markup("\n").join(parts)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What the parts of a drawing share."""

    marks: Mapping[str, Mark]
    layers: Mapping[str, str]
    away: Collection[str]
    path: Sequence[str]
    cut: Collection[str]
    lang: str
    strength: float

    def line(self, number: int, line: Line) -> Markup:
        """Return a line with the head of its arrow; hidden where one of its ends is away."""
        is_away = line.source in self.away or line.target in self.away
        one, other = self.marks[line.source], self.marks[line.target]
        is_step = {line.source, line.target} in [set(step) for step in pairwise(self.path)]
        curve, tip = _drawn(line, one, other)
        dashes = " ".join(f"{each * max(1.0, line.width / 1.6):g}" for each in DASHES[line.layer])
        return Markup(
            '<g data-line="{}" stroke="{}" fill="{}" opacity="{}"{}>'
            "<title>{} {} {}: {}, {}</title>"
            '<path d="{}" fill="none" stroke-width="{}"{}/>{}</g>'
        ).format(
            number,
            INK if is_step else QUIET,
            INK if is_step else QUIET,
            1 if is_step else _FAINT if self.path else self.strength,
            Markup(' display="none"') if is_away else "",
            self._told(one),
            "↔" if line.mutual else "→",
            self._told(other),
            self.layers[line.layer],
            line.weight,
            curve,
            line.width,
            Markup(' stroke-dasharray="{}"').format(dashes) if dashes else "",
            Markup('<path d="{}" stroke="none"/>').format(tip) if tip else "",
        )

    def mark(self, number: int, mark: Mark, address: str | None) -> Markup:
        """Return a mark with its name, and with the link to its page if it has one."""
        look, is_away = LOOKS[mark.sector], mark.iri in self.away
        opacity = 0.55 if is_away else 0.2 if self.path and mark.iri not in self.path else 1
        broken = Markup(' stroke-dasharray="{0} {0}"').format(round(3 / mark.size, 3))
        body = Markup(
            '<g data-mark="{}" transform="translate({} {})" opacity="{}"><path d="{}" '
            'transform="scale({})" fill="{}" stroke="{}" stroke-width="{}"{}{}/>'
            "<title>{}</title>{}</g>"
        ).format(
            number,
            mark.x,
            mark.y,
            opacity,
            look.outline,
            mark.size,
            "none" if is_away else look.colour,
            CUT if mark.iri in self.cut else INK,
            round(
                (CUT_WIDTH if mark.iri in self.cut else 1.4 if mark.is_group else 1.0) / mark.size,
                3,
            ),
            Markup(' fill-opacity=".4"') if mark.is_group else "",
            broken if mark.is_group or is_away else "",
            mark.name,
            Markup("").join(self._label(mark)),
        )
        return Markup('<a href="{}">{}</a>').format(address, body) if address else body

    def _told(self, mark: Mark) -> str:
        return mark.name if len(self.marks) <= _FEW else " ".join(mark.label)

    def _label(self, mark: Mark) -> Iterator[Markup]:
        is_other = self.lang != "ka" and _GEORGIAN.search(mark.name)
        for row, text in enumerate(mark.label):
            yield Markup(
                '<text y="{}" text-anchor="middle" fill="{}" stroke="#fff" stroke-width="3" '
                'paint-order="stroke" stroke-linejoin="round"{}>{}</text>'
            ).format(
                round(1.1 * mark.size + GAP + LEADING * (row + 0.8), 1),
                INK,
                Markup(' lang="ka"') if is_other else "",
                text,
            )


def _drawn(line: Line, one: Mark, other: Mark) -> tuple[str, str]:
    """Return the curve of a line and the head of its arrow, which a mutual one has not."""
    across, down = other.x - one.x, other.y - one.y
    length = math.hypot(across, down) or 1.0
    bent = (
        (one.x + other.x) / 2 - 2 * line.bend * down / length,
        (one.y + other.y) / 2 + 2 * line.bend * across / length,
    )
    head = 0.0 if line.mutual else 5.0 + 1.4 * line.width
    start = _towards(one, bent, _reach(one))
    end = _towards(other, bent, _reach(other) + _AIR)
    base = _towards(other, bent, _reach(other) + _AIR + head)
    curve = f"M{_at(*start)}Q{_at(*bent)} {_at(*base)}"
    if not head:
        return curve, ""
    aside = (end[1] - base[1]) * 0.38, (base[0] - end[0]) * 0.38
    left, right = (base[0] + aside[0], base[1] + aside[1]), (base[0] - aside[0], base[1] - aside[1])
    return curve, f"M{_at(*end)}L{_at(*left)} {_at(*right)}Z"


def _at(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"


def _reach(mark: Mark) -> float:
    """Return how far from its middle a mark is left alone by lines."""
    return mark.size * (1.12 if LOOKS[mark.sector].corners else 1.0)


def _towards(mark: Mark, at: Place, reach: float) -> Place:
    across, down = at[0] - mark.x, at[1] - mark.y
    length = math.hypot(across, down) or 1.0
    return mark.x + across * reach / length, mark.y + down * reach / length

"""A picture of the network as SVG: it needs no script, and every text in it is escaped.

Each mark and line is a group with its number (``data-mark``, ``data-line``): what a script does to
the picture on the screen it does to these groups too, and so to what is printed and taken away.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from markupsafe import Markup

from kavshiri.viz.looks import DASHES, INK, LOOKS, QUIET

from .labels import FONT, GAP, LEADING
from .picture import Line, Mark, Picture

__all__ = ["FONTS", "svg"]

FONTS = "'Noto Sans Georgian', 'Noto Sans', 'DejaVu Sans', sans-serif"

_FAINT, _PLAIN = 0.12, 0.62  # how strong lines are drawn
_AIR = 1.5  # between an arrow and its mark
_GEORGIAN = re.compile("[\u10d0-\u10ff\u1c90-\u1cbf]")

Link = Callable[[str], str | None]


def svg(
    picture: Picture,
    title: str,
    link: Link,
    *,
    layers: Mapping[str, str],
    away: Collection[str] = (),
    path: Sequence[str] = (),
    lang: str = "ka",
) -> Markup:
    """Return a picture as an ``<svg>`` element.

    ``link`` gives the address of a body's page; ``layers`` their names. Those who are ``away`` are
    drawn as empty outlines without lines; where there is a ``path`` all else is faint.
    """
    marks = {mark.iri: mark for mark in picture.marks}
    steps = {frozenset(step) for step in zip(path, path[1:], strict=False)}
    lines = (
        part
        for number, line in enumerate(picture.lines)
        if line.source not in away and line.target not in away
        for part in _line(number, line, marks, layers, steps)
    )
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="group" '
            'aria-labelledby="drawing-title" font-family="{}" font-size="{:g}">'
            '<title id="drawing-title">{}</title>'
        ).format(picture.width, picture.height, FONTS, FONT, title),
        *lines,
        *(
            _mark(number, mark, link(mark.iri), lang, mark.iri in away, bool(path), path)
            for number, mark in enumerate(picture.marks)
        ),
        Markup("</svg>"),
    ]
    return Markup("\n").join(parts)


def _line(
    number: int,
    line: Line,
    marks: Mapping[str, Mark],
    layers: Mapping[str, str],
    steps: Collection[frozenset[str]],
) -> Iterator[Markup]:
    one, other = marks[line.source], marks[line.target]
    curve, tip = _drawn(line, one, other)
    is_step = frozenset((line.source, line.target)) in steps
    dashes = " ".join(f"{each * max(1.0, line.width / 1.6):g}" for each in DASHES[line.layer])
    yield Markup(
        '<g data-line="{}" stroke="{}" fill="{}" opacity="{}"><title>{} {} {}: {}, {}</title>'
        '<path d="{}" fill="none" stroke-width="{}"{}/>'
    ).format(
        number,
        INK if is_step else QUIET,
        INK if is_step else QUIET,
        1 if is_step else _FAINT if steps else _PLAIN,
        one.name,
        "↔" if line.mutual else "→",
        other.name,
        layers[line.layer],
        line.weight,
        curve,
        line.width,
        Markup(' stroke-dasharray="{}"').format(dashes) if dashes else "",
    )
    if tip:
        yield Markup('<path d="{}" stroke="none"/>').format(tip)
    yield Markup("</g>")


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
    curve = (
        f"M{start[0]:.1f} {start[1]:.1f}Q{bent[0]:.1f} {bent[1]:.1f} {base[0]:.1f} {base[1]:.1f}"
    )
    if not head:
        return curve, ""
    aside = (end[1] - base[1]) * 0.38, (base[0] - end[0]) * 0.38
    return curve, (
        f"M{end[0]:.1f} {end[1]:.1f}L{base[0] + aside[0]:.1f} {base[1] + aside[1]:.1f} "
        f"{base[0] - aside[0]:.1f} {base[1] - aside[1]:.1f}Z"
    )


def _reach(mark: Mark) -> float:
    """Return how far from its middle a mark is left alone by lines."""
    return mark.size * (1.0 if not LOOKS[mark.sector].corners else 1.12)


def _towards(mark: Mark, at: tuple[float, float], reach: float) -> tuple[float, float]:
    across, down = at[0] - mark.x, at[1] - mark.y
    length = math.hypot(across, down) or 1.0
    return mark.x + across * reach / length, mark.y + down * reach / length


def _mark(
    number: int,
    mark: Mark,
    address: str | None,
    lang: str,
    is_away: bool,
    has_path: bool,
    path: Collection[str],
) -> Markup:
    look = LOOKS[mark.sector]
    body = Markup(
        '<g data-mark="{}" transform="translate({} {})" opacity="{}"><path d="{}" '
        'transform="scale({})" fill="{}" stroke="{}" stroke-width="{}"{}{}/>'
        "<title>{}</title>{}</g>"
    ).format(
        number,
        mark.x,
        mark.y,
        0.5 if is_away else _FAINT * 2 if has_path and mark.iri not in path else 1,
        look.outline,
        mark.size,
        "none" if is_away else look.colour,
        INK,
        round((1.0 if not mark.is_group else 1.4) / mark.size, 3),
        Markup(' fill-opacity=".4"') if mark.is_group else "",
        Markup(' stroke-dasharray="{0} {0}"').format(round(3 / mark.size, 3))
        if mark.is_group or is_away
        else "",
        mark.name,
        Markup("").join(_label(mark, lang)),
    )
    return Markup('<a href="{}">{}</a>').format(address, body) if address else body


def _label(mark: Mark, lang: str) -> Iterator[Markup]:
    spoken = Markup(' lang="ka"') if lang != "ka" and _GEORGIAN.search(mark.name) else ""
    for row, text in enumerate(mark.label):
        yield Markup(
            '<text y="{}" text-anchor="middle" fill="{}" stroke="#fff" stroke-width="3" '
            'paint-order="stroke" stroke-linejoin="round"{}>{}</text>'
        ).format(round(1.1 * mark.size + GAP + LEADING * (row + 0.8), 1), INK, spoken, text)

"""A picture of the network as SVG: it needs no script, and every text in it is escaped."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from markupsafe import Markup

from kavshiri.viz.looks import INK, LOOKS

from .picture import Line, Mark, Picture

__all__ = ["SHAPES", "svg"]

SHAPES = {look.shape: look.outline for look in LOOKS.values()}
"""The outline of each shape around the origin, about one unit wide to each side."""

_QUIET = "#66727d"


def svg(picture: Picture, title: str, link: Callable[[str], str | None]) -> Markup:
    """Return a picture as an ``<svg>`` element; ``link`` gives the address of a body's page."""
    marks = {mark.iri: mark for mark in picture.marks}
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" '
            "class=\"network\" font-family=\"'Noto Sans Georgian', 'Noto Sans', "
            "'DejaVu Sans', sans-serif\"><title>{}</title>"
        ).format(picture.width, picture.height, title),
        Markup(
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" '
            'markerHeight="5" orient="auto-start-reverse"><path d="M0 .8 7.5 4 0 7.2Z" '
            'fill="{}"/></marker></defs>'
        ).format(_QUIET),
        *(_line(line, marks) for line in picture.lines),
        *(part for mark in picture.marks for part in _mark(mark, link(mark.iri))),
        Markup("</svg>"),
    ]
    return Markup("\n").join(parts)


def _line(line: Line, marks: dict[str, Mark]) -> Markup:
    one, other = marks[line.source], marks[line.target]
    across, down = other.x - one.x, other.y - one.y
    length = math.hypot(across, down) or 1
    start, end = one.size / length, 1 - (other.size + 2) / length
    bend = 0.1
    middle = (one.x + across / 2 - down * bend, one.y + down / 2 + across * bend)
    return Markup(
        '<path d="M{} {}Q{} {} {} {}" fill="none" stroke="{}" stroke-opacity=".5" '
        'stroke-width="{}"{}{}><title>{} → {}: {}</title></path>'
    ).format(
        round(one.x + across * start, 1),
        round(one.y + down * start, 1),
        round(middle[0], 1),
        round(middle[1], 1),
        round(one.x + across * end, 1),
        round(one.y + down * end, 1),
        _QUIET,
        round(0.7 + 0.75 * math.sqrt(line.weight), 1),
        Markup(' stroke-dasharray="5 3"') if line.layer == "funding" else "",
        "" if line.mutual else Markup(' marker-end="url(#tip)"'),
        one.name,
        other.name,
        line.weight,
    )


def _mark(mark: Mark, address: str | None) -> Iterator[Markup]:
    look = LOOKS[mark.sector]
    body = Markup(
        '<g transform="translate({} {})"><path d="{}" transform="scale({})" fill="{}" '
        'stroke="{}" stroke-width="{}"{}/><title>{}</title>{}</g>'
    ).format(
        mark.x,
        mark.y,
        Markup(look.outline),
        mark.size,
        look.colour,
        INK,
        round(1 / mark.size, 3),
        Markup(' fill-opacity=".45"') if mark.is_group else "",
        mark.name,
        Markup("").join(_label(mark)),
    )
    yield Markup('<a href="{}">{}</a>').format(address, body) if address else body


def _label(mark: Mark) -> Iterator[Markup]:
    for row, text in enumerate(mark.label):
        yield Markup(
            '<text y="{}" text-anchor="middle" font-size="9.5" fill="{}" stroke="#fff" '
            'stroke-width="3" paint-order="stroke" stroke-linejoin="round">{}</text>'
        ).format(round(mark.size + 11 + 10.5 * row, 1), INK, text)

"""A sheet to draw on, in points from its upper left corner, with title, sources and plans on it.

A point is 1/72 of an inch, as for letters, and more on a sheet larger than A4. Nothing in a file
tells when it was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Any

from kavshiri.viz.looks import INK, QUIET, Look

from .letters import LEADING, broken, font, width
from .sizes import A4, MARGIN, Size

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Area", "Caption", "Sheet", "settings", "sheet"]

_SETTINGS: Any = {  # Matplotlib types every key of its own
    "axes.unicode_minus": False,
    "path.simplify": False,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "kavshiri",
    "text.hinting": "none",  # or lines in a PNG would be wider than they were measured
    "text.parse_math": False,
    "text.usetex": False,
}
_TITLE, _TEXT, _SMALL = 15.0, 9.0, 6.5  # sizes of letters

_DRAWING = RLock()  # Matplotlib's settings are those of the whole process


@dataclass(frozen=True, slots=True)
class Caption:
    """What every picture says of itself: title, plans with periods, what it shows, sources."""

    title: str
    plans: str
    explanation: str
    sources: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a sheet, in points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is; never negative."""
        return max(self.right - self.left, 0.0)

    @property
    def height(self) -> float:
        """How high it is; never negative."""
        return max(self.bottom - self.top, 0.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper; ``area`` is what its caption leaves for the picture.

    ``zoom`` is that of its size: letters and lines are given in points of the drawing.
    """

    figure: Figure
    axes: Axes
    area: Area
    zoom: float = 1.0

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        align: str = "left",
        bold: bool = False,
        colour: str = INK,
        ground: bool = False,
        turn: float = 0.0,
    ) -> None:
        """Write one cleaned line; y is that of its foot, ``turn`` in degrees against the clock.

        With ``ground``, what is below it shows only faintly through.
        """
        if ground:
            self._ground(x, y, width(text, size, bold=bold), size, align)
        self.axes.text(
            x, y, text, fontproperties=font(bold=bold), size=size * self.zoom, color=colour,
            ha=align, va="baseline", rotation=turn, rotation_mode="anchor", zorder=5,
            parse_math=False,
        )  # fmt: skip

    def _ground(self, x: float, y: float, wide: float, size: float, align: str) -> None:
        from matplotlib.patches import Rectangle

        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        self.axes.add_artist(
            Rectangle(
                (left - 1, y - 0.8 * size), wide + 2, 1.05 * size,
                facecolor=("white", 0.8), edgecolor="none", zorder=4,
            )
        )  # fmt: skip

    def lines(self, x: float, y: float, lines: Sequence[str], size: float, **more: Any) -> None:
        """Write several lines, one below the other; y is the middle of them all."""
        foot = y - len(lines) * size * LEADING / 2 + size * (LEADING + 0.72) / 2
        for row, line in enumerate(lines):
            self.text(x, foot + row * size * LEADING, line, size, **more)

    def rectangle(self, area: Area, colour: str, *, name: str = "", edge: str = "none") -> None:
        """Fill a rectangle; ``name`` is its id in an SVG."""
        from matplotlib.patches import Rectangle

        self._add(
            Rectangle(
                (area.left, area.top), area.width, area.height,
                facecolor=colour, edgecolor=edge, linewidth=0.5, zorder=2,
            ),
            name,
        )  # fmt: skip

    def rule(self, x: float, y: float, to_x: float, to_y: float, colour: str = "#dfe6ec") -> None:
        """Draw a thin straight line behind everything."""
        wide = 0.6 * self.zoom
        self.axes.plot([x, to_x], [y, to_y], color=colour, linewidth=wide, zorder=0.5)

    def curve(self, points: Sequence[tuple[float, float]], *, name: str = "", **more: Any) -> None:
        """Draw a quadratic (three points) or cubic (four) curve, or the area between two cubics."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        step = {3: [Path.CURVE3] * 2, 4: [Path.CURVE4] * 3}
        if len(points) == 8:
            codes = [Path.MOVETO, *step[4], Path.LINETO, *step[4], Path.CLOSEPOLY]
            points = [*points, points[0]]
        else:
            codes = [Path.MOVETO, *step[len(points)]]
            more.setdefault("facecolor", "none")
        self._add(PathPatch(Path(points, codes), **more), name)

    def mark(
        self, x: float, y: float, look: Look, radius: float, *, name: str = "", faded: bool = False
    ) -> None:
        """Draw the mark of a sector; one that stands for an unnamed group is faded."""
        from matplotlib.patches import Circle, Polygon

        style: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.7, "zorder": 3}
        style["facecolor"] = (look.colour, 0.45) if faded else look.colour
        if look.corners:
            corners = [(x + radius * across, y + radius * down) for across, down in look.corners]
            self._add(Polygon(corners, closed=True, **style), name)
        else:
            self._add(Circle((x, y), radius, **style), name)

    def disc(self, x: float, y: float, radius: float, colour: str, *, name: str = "") -> None:
        """Fill a circle."""
        from matplotlib.patches import Circle

        self._add(
            Circle((x, y), radius, facecolor=colour, edgecolor=INK, linewidth=0.5, zorder=3), name
        )

    def polygon(self, corners: Sequence[tuple[float, float]], **style: Any) -> None:
        """Fill a polygon."""
        from matplotlib.patches import Polygon

        self._add(Polygon(corners, closed=True, **style), "")

    def say(self, text: str) -> None:
        """Write a sentence where a picture would stand."""
        middle = (self.area.left + self.area.right) / 2
        lines = broken(text, self.area.width, 12)
        self.lines(middle, (self.area.top + self.area.bottom) / 2, lines, 12, align="center")

    def _add(self, patch: Any, name: str) -> None:
        if name:
            patch.set_gid(name)
        patch.set_linewidth(patch.get_linewidth() * self.zoom)
        self.axes.add_artist(patch)  # not add_patch, which measures every one for the axes


@contextmanager
def settings() -> Iterator[None]:
    """Let Matplotlib do as we want, whatever the user has set, and then as before.

    One thread at a time: what is set is set for all of them.
    """
    import matplotlib

    with _DRAWING, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


@contextmanager
def sheet(caption: Caption, size: Size = A4) -> Iterator[Sheet]:
    """Give a sheet with its caption on it, to be drawn on inside the ``with``."""
    from matplotlib.figure import Figure

    across, down = size.points
    with settings():
        inches = (across * size.zoom / 72, down * size.zoom / 72)
        figure = Figure(figsize=inches, facecolor="white")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, across)
        axes.set_ylim(down, 0)
        whole = Area(MARGIN, MARGIN, across - MARGIN, down - MARGIN)
        page = Sheet(figure, axes, whole, size.zoom)
        top = _head(page, caption, size.caption)
        bottom = _foot(page, caption)
        area = Area(MARGIN, min(top, bottom), across - MARGIN, bottom)
        yield Sheet(figure, axes, area, size.zoom)


def _head(page: Sheet, caption: Caption, scale: float) -> float:
    """Write title, plans and explanation; return where they end."""
    left, y, room = page.area.left, page.area.top, page.area.width
    for text, full, most, bold, colour in (
        (caption.title, _TITLE, 2, True, INK),
        (caption.plans, _TEXT, 3, True, QUIET),
        (caption.explanation, _TEXT, 5, False, QUIET),
    ):
        size = full * scale
        for line in broken(text, room, size, most=most, bold=bold):
            page.text(left, y + size * 0.8, line, size, bold=bold, colour=colour)
            y += size * LEADING
        y += 3
    return y + 7


def _foot(page: Sheet, caption: Caption) -> float:
    """Write the sources; return where they begin."""
    room = page.area.width
    lines = [line for text in caption.sources for line in broken(text, room, _SMALL, most=3)]
    y = page.area.bottom + MARGIN / 2 - len(lines) * _SMALL * LEADING
    top = y - 6
    if lines:
        page.rule(page.area.left, top, page.area.right, top)
    for line in lines:
        page.text(page.area.left, y + _SMALL * 0.8, line, _SMALL, colour=QUIET)
        y += _SMALL * LEADING
    return top - 8

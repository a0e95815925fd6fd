"""How a body looks in every picture: a colour and a shape for each sector.

The colours are those of Okabe and Ito ("Color universal design", 2008), which the colour-blind can
tell apart; the shapes tell the same in grey print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kavshiri.graph.coordination.exporting import SECTOR_COLOURS

__all__ = ["DASHES", "INK", "LOOKS", "QUIET", "Look", "sector_of"]

INK = "#16202a"
QUIET = "#4c5b69"

Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a sector: ``shape`` as cytoscape.js calls it, ``vis`` as vis-network does.

    ``corners`` are those of the shape around the origin, about one unit to each side, y downwards;
    a circle has none.
    """

    colour: str
    shape: str
    vis: str
    corners: Corners = ()

    @property
    def outline(self) -> str:
        """The shape as the path of an SVG."""
        if not self.corners:
            return "M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0Z"
        return "M" + " ".join(f"{x:g},{y:g}" for x, y in self.corners) + "Z"


_DIAMOND = ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0))
_TRIANGLE = ((0, -1.2), (1.1, 0.85), (-1.1, 0.85))
_SQUARE = ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95))
_HEXAGON = ((-1.1, 0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95))
_STAR = (
    (0, -1.3), (0.35, -0.4), (1.25, -0.4), (0.5, 0.15), (0.8, 1.1),
    (0, 0.5), (-0.8, 1.1), (-0.5, 0.15), (-1.25, -0.4), (-0.35, -0.4),
)  # fmt: skip
_VEE = ((-1.1, -0.9), (0, -0.4), (1.1, -0.9), (0, 1.1))

LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "government": Look(SECTOR_COLOURS["government"], "ellipse", "dot"),
        "international": Look(SECTOR_COLOURS["international"], "diamond", "diamond", _DIAMOND),
        "civilSociety": Look(SECTOR_COLOURS["civilSociety"], "triangle", "triangle", _TRIANGLE),
        "academic": Look(SECTOR_COLOURS["academic"], "rectangle", "square", _SQUARE),
        "private": Look(SECTOR_COLOURS["private"], "hexagon", "hexagon", _HEXAGON),
        "mixed": Look(SECTOR_COLOURS["mixed"], "star", "star", _STAR),
        "": Look(SECTOR_COLOURS[""], "vee", "triangleDown", _VEE),
    }
)
"""The look of each sector, in the order of legends; the empty code is a sector nobody knows."""


DASHES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "delivery": (),
        "joint": (),
        "funding": (4.0, 2.0),
        "reporting": (1.0, 1.5),
        "hosting": (6.0, 1.5, 1.0, 1.5),
    }
)
"""Dash and gap of the lines of each layer; a joint tie has no arrowhead."""


def sector_of(code: str) -> str:
    """Return a code of a sector that has a look of its own, else the empty code."""
    return code if code in LOOKS else ""

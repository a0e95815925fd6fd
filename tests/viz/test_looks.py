"""The looks of sectors and layers: one table for all pictures."""

from __future__ import annotations

from kavshiri.graph.coordination.choice import LAYERS
from kavshiri.ontology.codes import code_list
from kavshiri.viz.looks import DASHES, LOOKS, sector_of


def test_every_sector_has_a_colour_and_a_shape_of_its_own() -> None:
    sectors = [code.code for code in code_list("organisation-type") if code.broader is None]
    assert set(sectors) == {each for each in LOOKS if each}
    for of_a_look in ("colour", "shape", "vis", "outline"):
        assert len({getattr(look, of_a_look) for look in LOOKS.values()}) == len(LOOKS)
    assert sector_of("government") == "government"
    assert sector_of("nothing known") == ""


def test_every_layer_has_a_dash() -> None:
    assert tuple(DASHES) == LAYERS

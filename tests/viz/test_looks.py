"""The looks of sectors and layers: one table for all pictures."""

from __future__ import annotations

from pathlib import Path

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


def test_the_scripts_of_the_site_have_no_looks_of_their_own() -> None:
    """They are told the looks by the page, so that these stand in one place."""
    scripts = sorted((Path(__file__).parents[2] / "viz" / "static").glob("network*.js"))
    assert len(scripts) == 5
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        for look in LOOKS.values():
            assert look.colour.casefold() not in text.casefold()
            assert look.outline not in text

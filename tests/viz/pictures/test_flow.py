"""The flow from donors over chapters to leads: its ways add up, its blocks can be read."""

from __future__ import annotations

import pytest

from kavshiri.graph.coordination.choice import Choice
from kavshiri.viz.pictures.flow import flow_picture
from kavshiri.viz.pictures.ways import flow_of
from tests.graph.coordination.made import made, row

from .drawn import Drawn, small, subject


def test_the_ways_of_a_small_plan() -> None:
    """Activity 3 has two donors and two leads: four ways of a quarter. Activity 2 has no donor."""
    flow = flow_of(subject(small()))
    assert flow.ways == {
        ("eu", "first", "a"): 1,
        ("eu", "second", "c"): 0.25,
        ("eu", "second", "d"): 0.25,
        ("un", "second", "c"): 0.25,
        ("un", "second", "d"): 0.25,
        ("un", "second", ""): 1,
    }
    assert (flow.funded, flow.every) == (3, 4)
    assert [dict(each) for each in flow.counts] == [
        {"eu": 2, "un": 2},
        {"first": 1, "second": 2},
        {"a": 1, "c": 1, "d": 1, "": 1},
    ]


def test_blocks_and_bands() -> None:
    """Bands of a donor: eu goes to both chapters, un to one; then to a, to c and d, to nobody."""
    drawn = Drawn.of(flow_picture(subject(small())))
    assert [drawn.count(f"block-{place}") for place in range(3)] == [2, 2, 4]
    assert drawn.count("band-0") == 3
    assert drawn.count("band-1") == 6
    assert {"EU  2", "UN  2", "first  1", "second  2", "no lead is named  1"} <= set(drawn.texts)
    assert "Drawn: 3 activities with a donor, of 4 in all." in drawn.told()


def test_two_hundred_donors() -> None:
    """13 have a block, 187 stand together; the ways still add up to all the activities."""
    rows = [row(f"{n}", lead="a", donor=f"d{n:03}") for n in range(200)]
    rows += [row(f"x{n}", lead="a", donor="d000") for n in range(9)]
    flow = flow_of(subject(made(*rows)))
    assert flow.others == [187, 0, 0]
    assert flow.counts[0]["d000"] == 10
    assert sum(flow.ways.values()) == pytest.approx(209)
    drawn = Drawn.of(flow_picture(subject(made(*rows), "ka")))
    assert drawn.count("block-0") == 14
    assert "სხვები (187)  187" in drawn.texts


def test_a_plan_without_chapters_stands_for_itself() -> None:
    drawn = Drawn.of(flow_picture(subject(made(row("1", lead="a", donor="eu")))))
    assert "plan  1" in drawn.texts


def test_a_lead_that_is_left_out_is_not_a_missing_lead() -> None:
    plans = made(row("1", lead="a", donor="eu"), row("2", donor="eu"))
    flow = flow_of(subject(plans, choice=Choice(without=("a",))))
    assert list(flow.ways) == [("eu", "plan", "")]
    assert (flow.funded, flow.every) == (1, 2)


def test_nobody_pays() -> None:
    drawn = Drawn.of(flow_picture(subject(made(row("1", lead="a")))))
    assert drawn.count("block-0") == 0
    assert "Drawn: 0 activities with a donor, of 1 in all." in drawn.told()
    assert "There is nothing to draw" in drawn.told()

"""The picture of the network: every body, every tie, what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.layout import Box
from kavshiri.viz.pictures.arrows import clear_bend
from kavshiri.viz.pictures.canvas import Area
from kavshiri.viz.pictures.network import network_picture
from kavshiri.viz.pictures.places import are_apart, in_rows
from kavshiri.viz.pictures.sizes import Size
from tests.graph.coordination.made import made, row

from .drawn import Drawn, small, subject


def test_bodies_and_ties_of_a_small_plan() -> None:
    """a needs b twice and c once, c and d need b: four bodies, four ties. e has no lead to help."""
    drawn = Drawn.of(network_picture(subject(small())))
    assert drawn.count("body") == 4
    assert drawn.count("tie") == 4
    assert {"A", "B", "C", "D"} <= set(drawn.texts)
    assert "E" not in drawn.texts
    told = drawn.told()
    assert "4 organisations, 4 planned ties." in told
    assert "Bodies without a tie, which are not drawn: 1." in told
    assert {"government (3)", "civil society (1)", "delivery (4 ties)"} <= set(drawn.texts)
    assert {"1 activity", "2 activities"} <= set(drawn.texts)


def test_georgian() -> None:
    drawn = Drawn.of(network_picture(subject(small(), "ka")))
    assert "უწყება a" in drawn.texts
    assert "სახელმწიფო (3)" in drawn.texts
    assert "4 ორგანიზაცია, 4 დაგეგმილი კავშირი." in drawn.told()


def test_other_layers_are_drawn_otherwise() -> None:
    """Money: a needs eu, c and d need eu and un. c and d lead activity 3 together."""
    choice = Choice(layers=("joint", "funding"))
    drawn = Drawn.of(network_picture(subject(small(), choice=choice)))
    assert drawn.count("tie") == 6
    assert {"joint (1 tie)", "funding (5 ties)", "international (2)"} <= set(drawn.texts)
    assert "Chosen: layers: joint, funding." in drawn.told()
    picture = network_picture(subject(small(), choice=choice))
    lines = [patch for patch in picture.figure.axes[0].patches if patch.get_gid()]
    dashed = [line.get_linestyle() for line in lines if str(line.get_gid()).startswith("tie")]
    assert sorted(style == "solid" or style == "-" for style in dashed) == [False] * 5 + [True]


def test_around_one_body_only_its_neighbours_are_drawn() -> None:
    """b is needed by a, c and d; a has a tie with c besides. e helps nobody."""
    around = replace(subject(small()), around=("b",))
    drawn = Drawn.of(network_picture(around))
    assert (drawn.count("body"), drawn.count("tie")) == (4, 4)
    c = Drawn.of(network_picture(replace(subject(small()), around=("c",))))
    assert {"A", "B", "C"} <= set(c.texts)
    assert "D" not in c.texts
    assert c.count("tie") == 3  # a needs b and c, c needs b
    assert "Only C and those that have a tie with it are drawn. 3 organisations" in c.told()
    alone = Drawn.of(network_picture(replace(subject(small()), around=("e",))))
    assert "There is nothing to draw" in alone.told()
    assert "0 organisations, 0 planned ties." in alone.told()


def test_a_council_that_is_hosted_does_not_make_the_other_lines_thin() -> None:
    """The ministry hosts the council in 40 activities; of the others the heaviest is one of two."""
    rows = [row(f"{n}", lead="council") for n in range(38)]
    rows += [row(f"x{n}", lead="council", support="b") for n in range(2)]
    plans = made(*rows, hosts={"council": "top"})
    picture = network_picture(subject(plans, choice=Choice(layers=("delivery", "hosting"))))
    drawn = Drawn.of(picture)
    assert {"1 activity", "2 activities and more", "hosting (1 tie)"} <= set(drawn.texts)
    assert "40" in drawn.texts
    alone = Drawn.of(network_picture(subject(plans, choice=Choice(layers=("hosting",)))))
    assert "40 activities" in alone.texts


def test_an_arrow_bends_around_the_mark_of_another() -> None:
    """From left to right it bends upwards: a mark on its way makes it bend more, one aside not."""
    sheet = Area(0, 0, 200, 200)
    start, end = (20.0, 100.0), (180.0, 100.0)
    assert clear_bend(start, end, 0.1, (), (), sheet) == 0.1
    aside = Area(90, 120, 110, 140)
    assert clear_bend(start, end, 0.1, (aside,), (), sheet) == 0.1
    upon = Area(90, 84, 110, 104)
    bend = clear_bend(start, end, 0.1, (upon,), (), sheet)
    assert bend > 0.1
    middle = 100 - 160 * bend / 2  # of a quadratic curve: half as far out as its knee
    assert middle < upon.top
    other_side = clear_bend(start, end, 0.1, (upon,), (), sheet, alone=True)
    assert other_side == -0.1  # downwards, where no arrow comes back
    everywhere = Area(90, 0, 110, 200)
    assert clear_bend(start, end, 0.1, (everywhere,), (), sheet) == 0.1
    assert clear_bend(start, end, 0.1, (), (upon,), sheet) > 0.1


def test_groups_are_faded() -> None:
    plans = made(row("1", lead="a", partner="b"), groups="b")
    drawn = Drawn.of(network_picture(subject(plans, choice=Choice(groups=True))))
    assert drawn.count("body") == 2
    assert "unnamed group (1)" in drawn.texts


def test_nothing_to_draw() -> None:
    drawn = Drawn.of(network_picture(subject(made(row("1", lead="a")))))
    assert drawn.count("body") == 0
    assert "There is nothing to draw: this part of the plans has no such data." in drawn.told()


def test_only_the_busiest_of_many_are_drawn() -> None:
    """One body leads 70 activities with 80 others: the picture has 60, and says so."""
    rows = [row(str(n), lead="hub", support=f"b{n:02} c{n % 10}") for n in range(70)]
    drawn = Drawn.of(network_picture(subject(made(*rows))))
    assert drawn.count("body") == 60
    assert drawn.count("tie") == 59
    assert "81 organisations, 80 planned ties." in drawn.told()
    assert "The 60 busiest are drawn, and the 59 ties between them." in drawn.told()


LONG = "ოკუპირებული ტერიტორიებიდან დევნილთა და შრომის სამინისტრო"


@pytest.mark.parametrize("leads", [1, 4, 20])
def test_no_mark_and_no_name_covers_another(leads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to sixty bodies with Georgian names that need three lines, on a sheet of A4.

    Around one lead, around four, and twenty small networks that do not hang together.
    """
    rows = [row(str(n), lead=f"a{n % leads:02}", support=f"b{n:02}") for n in range(40)]
    rows += [
        row(f"x{n}", lead="a00", support=f"a{n:02}") for n in range(1, leads if leads < 9 else 0)
    ]
    monkeypatch.setattr("kavshiri.graph.coordination.plans.Organisation.name", lambda *_: LONG)
    picture = network_picture(subject(made(*rows), "ka"), Size())
    axes = picture.figure.axes[0]
    marks = [patch for patch in axes.patches if str(patch.get_gid()).startswith("body")]
    assert len(marks) == min(40 + leads, 60)
    names = [text for text in axes.texts if text.get_horizontalalignment() == "center"]
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    boxes = [mark.get_window_extent(renderer).shrunk(0.97, 0.97) for mark in marks]
    boxes += [name.get_window_extent(renderer).shrunk(0.97, 0.7) for name in names]
    assert len(names) >= 3 * len(marks)
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:number]), number


def test_places_in_rows() -> None:
    """Five boxes of 30 by 20 on 100 by 50: three beside each other, two below, none overlapping."""
    box = Box(15, 10, 10)
    loose = {name: (float(number), 0.0) for number, name in enumerate("abcde")}
    boxes = dict.fromkeys(loose, box)
    places = in_rows(loose, boxes, Area(0, 0, 100, 50))
    assert are_apart(places, boxes)
    assert [name for name, (_, y) in places.items() if y < 25] == ["a", "b", "c"]

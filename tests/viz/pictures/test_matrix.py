"""The matrix: its fields and their numbers."""

from __future__ import annotations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kavshiri.graph.coordination.choice import Choice
from kavshiri.viz.pictures.canvas import settings
from kavshiri.viz.pictures.matrix import matrix_picture
from kavshiri.viz.pictures.sizes import Size
from tests.graph.coordination.made import made, row

from .drawn import Drawn, small, subject


def test_fields_of_a_small_plan() -> None:
    """a needs b in two activities and c in one; c and d need b in one: rows a, c, d; columns b, c.

    The rows go by the number of their activities, then by name.
    """
    drawn = Drawn.of(matrix_picture(subject(small())))
    assert drawn.ids("field") == ["field-0-0", "field-0-1", "field-1-0", "field-2-0"]
    numbers = [text for text in drawn.texts if text.isdigit()]
    assert numbers == ["2", "1", "1", "1"]
    assert "3 rows and 2 columns in all." in drawn.told()
    assert {"who needs ↓", "who is needed →"} <= set(drawn.texts)


def test_those_with_the_fewest_stand_together() -> None:
    """30 bodies lead one activity each with the same two helpers, one leads two: 31 rows.

    23 have a row of their own. The other eight need x in eight activities, and y in eight.
    """
    rows = [row(f"{n}", lead=f"a{n:02}", support="x y") for n in range(30)]
    rows += [row("30", lead="zz", support="x"), row("31", lead="zz", support="x")]
    drawn = Drawn.of(matrix_picture(subject(made(*rows))))
    assert drawn.count("field") == 2 * 24 - 1  # zz does not need y
    assert "others (8)" in drawn.texts
    assert drawn.texts.count("8") == 2
    assert "31 rows and 2 columns in all." in drawn.told()
    assert "Those with the fewest stand together as “others”." in drawn.told()


def test_two_hundred_donors() -> None:
    """23 have a column, 177 stand together: one activity each."""
    rows = [row(f"{n}", lead="a", donor=f"d{n:03}") for n in range(200)]
    drawn = Drawn.of(matrix_picture(subject(made(*rows), choice=Choice(layers=("funding",)))))
    assert drawn.count("field") == 24
    assert {"others (177)", "177"} <= set(drawn.texts)


def test_a_low_sheet_has_fewer_rows() -> None:
    rows = [row(f"{n}", lead=f"a{n:02}", support="x") for n in range(30)]
    low = Drawn.of(matrix_picture(subject(made(*rows)), Size(297, 140)))
    assert low.count("field") == 10
    assert "others (21)" in low.texts


def test_a_large_sheet_has_more_of_both() -> None:
    """On A2 all of 36 rows and columns stand for themselves; on A4 24 do not suffice."""
    rows = [row(f"{n}", lead=f"a{n:02}", support=f"b{n:02}") for n in range(36)]
    large = Drawn.of(matrix_picture(subject(made(*rows)), Size(594, 420)))
    assert large.count("field") == 36
    assert "others" not in large.told()
    usual = Drawn.of(matrix_picture(subject(made(*rows))))
    assert "others (13)" in usual.texts


def test_a_council_that_is_hosted_does_not_make_the_other_fields_pale() -> None:
    """Nine times hosted, and two activities for b: the fields of both are the darkest."""
    rows = [row(f"{n}", lead="council") for n in range(7)]
    rows += [row(f"x{n}", lead="council", support="b") for n in range(2)]
    plans = made(*rows, hosts={"council": "top"})
    picture = matrix_picture(subject(plans, choice=Choice(layers=("delivery", "hosting"))))
    fields = [p for p in picture.figure.axes[0].patches if str(p.get_gid()).startswith("field")]
    assert len(fields) == 2
    (hosted, helped) = (each.get_facecolor() for each in fields)
    assert hosted[0] < 0.1
    assert helped[0] < 0.4  # the scale begins at four activities


def test_nothing_to_draw() -> None:
    drawn = Drawn.of(matrix_picture(subject(made(row("1", lead="a")), "ka")))
    assert drawn.count("field") == 0
    assert "დასახატი არაფერია" in drawn.told()


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_names_of_columns_stay_on_the_sheet(lang: str) -> None:
    """The right end of the longest turned name lies left of the edge of the paper."""
    long = "b" * 60
    plans = made(*(row(f"{n}", lead="a", support=f"{long}{n}") for n in range(24)))
    figure = matrix_picture(subject(plans, lang)).figure
    with settings():
        renderer = FigureCanvasAgg(figure).get_renderer()
        ends = [text.get_window_extent(renderer=renderer).x1 for text in figure.axes[0].texts]
    assert len(ends) > 30
    assert max(ends) / figure.dpi * 72 <= figure.axes[0].get_xlim()[1] - 20

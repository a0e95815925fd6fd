"""The timeline: bars, rows, and steps that grow with the time that is shown."""

from __future__ import annotations

from dataclasses import replace

from kavshiri.graph.coordination.choice import Choice
from kavshiri.viz.pictures.timeline import load_of, timeline_picture
from tests.graph.coordination.made import made, row

from .drawn import Drawn, due, small, subject


def test_a_small_plan() -> None:
    """June and December 2019, December 2020; activity 3 counts for both of its leads."""
    load = load_of(subject(small()))
    assert load.months == 1
    assert dict(load.every) == {12 * 2019 + 5: 1, 12 * 2019 + 11: 1, 12 * 2020 + 11: 1}
    assert {body: sum(each.values()) for body, each in load.rows.items()} == {
        "a": 2,
        "c": 1,
        "d": 1,
    }
    assert (load.others, load.undated) == (0, 1)
    drawn = Drawn.of(timeline_picture(subject(small())))
    assert (drawn.count("due"), drawn.count("load")) == (3, 4)
    assert {"2019", "2020", "06", "12", "A", "C", "D"} <= set(drawn.texts)
    assert "With a deadline: 3, without: 1." in drawn.told()
    assert "Most of them" not in drawn.told()


def test_the_month_in_which_most_falls_due_is_told() -> None:
    rows = [due(row(f"{n}", lead="a"), "2019-12-31") for n in range(5)]
    rows.append(due(row("9", lead="a"), "2019-06-30"))
    drawn = Drawn.of(timeline_picture(subject(made(*rows), "ka")))
    assert "უმეტესობის (5) ვადაა 12.2019." in drawn.told()


def test_one_month_only() -> None:
    drawn = Drawn.of(timeline_picture(subject(made(due(row("1", lead="a"), "2019-12-31")))))
    assert (drawn.count("due"), drawn.count("load")) == (1, 1)
    assert drawn.texts.count("12") == 2  # of the two years of the plan


def test_all_of_the_plan_is_shown_also_where_nothing_is_due() -> None:
    """The plan goes from January 2019 to December 2020: 24 months, one of them with a deadline."""
    drawn = Drawn.of(timeline_picture(subject(made(due(row("1", lead="a"), "2019-06-30")))))
    months = [text for text in drawn.texts if len(text) == 2 and text.isdigit()]
    assert months == [f"{month:02}" for month in range(1, 13)] * 2
    late = load_of(subject(made(due(row("1", lead="a"), "2021-02-28"))))
    assert (late.first, late.last) == (12 * 2019, 12 * 2021 + 1)
    plans = made(due(row("1", lead="a"), "2019-06-30"))
    timeless = load_of(replace(subject(plans), plans=plans))
    assert timeless.first == timeless.last == 12 * 2019 + 5


def test_five_years_are_sixty_months_and_more_are_quarters() -> None:
    five = made(due(row("1", lead="a"), "2019-01-31"), due(row("2", lead="a"), "2023-12-31"))
    assert load_of(subject(five)).months == 1
    ten = made(due(row("1", lead="a"), "2019-01-31"), due(row("2", lead="a"), "2028-12-31"))
    assert load_of(subject(ten)).months == 3
    told = Drawn.of(timeline_picture(subject(ten))).texts
    assert {"I", "2019", "2028"} <= set(told)
    assert "by the quarter in which they are due" in " ".join(told)
    fifty = made(due(row("1", lead="a"), "2001-01-31"), due(row("2", lead="a"), "2050-12-31"))
    assert load_of(subject(fifty)).months == 12
    ages = made(due(row("1", lead="a"), "1000-01-31"), due(row("2", lead="a"), "9999-12-31"))
    assert timeline_picture(subject(ages)).as_bytes("png")


def test_those_who_lead_least_stand_together() -> None:
    """22 bodies lead: the one with three and b00 to b15 have a row, five stand together.

    Activity 99 is led by two of the five and counts once among them.
    """
    rows = [due(row(f"{n:02}", lead=f"b{n:02}"), "2019-12-31") for n in range(19)]
    rows += [due(row(f"x{n}", lead="first"), "2019-12-31") for n in range(3)]
    rows.append(due(row("99", lead="y z"), "2019-12-31"))
    load = load_of(subject(made(*rows)))
    assert next(iter(load.rows)) == "first"
    assert len(load.rows) == 18
    assert load.others == 5  # b16, b17, b18, y and z
    assert sum(load.rows[""].values()) == 4
    assert "others (5)" in Drawn.of(timeline_picture(subject(made(*rows)))).texts


def test_units_count_as_their_ministry_and_groups_stay() -> None:
    plans = made(
        due(row("1", lead="unit group"), "2019-12-31"), parents={"unit": "top"}, groups="group"
    )
    load = load_of(subject(plans, choice=Choice(level="ministry")))
    assert set(load.rows) == {"top", "group"}


def test_nothing_is_due() -> None:
    drawn = Drawn.of(timeline_picture(subject(made(row("1", lead="a", periods=())))))
    assert drawn.count("due") == 0
    assert "There is nothing to draw" in drawn.told()


def test_each_deadline_counts_in_its_month_as_on_the_pages() -> None:
    """A quarterly activity has four deadlines; in a picture of quarters and years one each."""
    one = due(row("1", lead="a"), "2019-03-31", "2019-06-30", "2019-09-30", "2019-12-31")
    load = load_of(subject(made(one)))
    assert dict(load.every) == {12 * 2019 + month: 1 for month in (2, 5, 8, 11)}
    assert dict(load.rows["a"]) == dict(load.every)
    assert (load.dated, load.undated) == (1, 0)
    ages = made(one, due(row("2", lead="a"), "2050-12-31"))
    assert load_of(subject(ages)).every[2019] == 1

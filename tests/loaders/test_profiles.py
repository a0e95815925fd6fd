"""Table layouts as data: those that ship, one made by a user, and wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kavshiri.loaders.profile import load_profile, profiles
from kavshiri.loaders.read import read_plan
from kavshiri.loaders.records import PlanRecord
from kavshiri.ontology.errors import ProfileError

FOLDER = Path(__file__).parents[2] / "loaders" / "profiles"
ANTI_TRAFFICKING = (FOLDER / "anti-trafficking-action-plan.toml").read_text(encoding="utf-8")


def test_the_profiles_that_ship() -> None:
    assert list(profiles()) == ["anti-trafficking-action-plan", "migration-action-plan"]
    assert len(list(FOLDER.glob("*.toml"))) == 2
    assert [len(profile.columns) for profile in profiles().values()] == [7, 12]


@pytest.mark.parametrize(
    ("slug", "profile"),
    [
        ("migration-2019", "migration-action-plan"),
        ("open-government-2020", "migration-action-plan"),
        ("thb-2019-2020", "anti-trafficking-action-plan"),
        ("juvenile-justice-2021-2022", "anti-trafficking-action-plan"),
    ],
)
def test_the_layout_is_recognised_by_the_cells(
    slug: str, profile: str, record: Callable[[str], PlanRecord], plan: Callable[[str], Path]
) -> None:
    assert record(slug).profile == profile
    assert read_plan(plan(slug), profile=profile) == record(slug)


def test_an_unknown_profile_is_named_with_those_that_there_are(
    plan: Callable[[str], Path],
) -> None:
    with pytest.raises(ProfileError) as error:
        read_plan(plan("thb-2019-2020"), profile="budget")
    assert str(error.value) == (
        "budget: there is no such profile; "
        "use one of anti-trafficking-action-plan, migration-action-plan"
    )


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    """Three columns, other headers: a new file and no code."""
    profile = tmp_path / "short.toml"
    profile.write_text(
        """
name = "short"
title_ka = "მოკლე"
title_en = "Short"
layout = "row-per-line"
currency = "GEL"
[numbers]
objective = '^\\d+\\.(?!\\d)\\s*'
activity = '^\\d+\\.\\d+\\s*'
[[columns]]
key = "objective"
kind = "objective"
header = "ამოცანა"
[[columns]]
key = "activity"
kind = "activity"
header = "ღონისძიება"
[[columns]]
key = "who"
kind = "agencies"
role = "lead"
header = "ვინ"
[[columns]]
key = "deadline"
kind = "deadline"
header = "როდის"
""",
        encoding="utf-8",
    )
    path = tmp_path / "short-2020.txt"
    path.write_text(
        "2020 წლის გეგმა\nამოცანა\tღონისძიება\tვინ\tროდის\n"
        "1. სწავლება\t1.1 ტრენინგი\tსაქსტატი\t05.2020\n\t1.2 კვლევა\tIOM\t06.2020\n",
        encoding="utf-8",
    )
    plan = read_plan(path, profile=str(profile))
    assert [(a.path, a.label, a.objective) for a in plan.activities] == [
        ("1/1.1"[2:], "ტრენინგი", "1"),
        ("1.2", "კვლევა", "1"),
    ]
    assert [p.organisation for a in plan.activities for p in a.participations] == ["geostat", "iom"]
    assert [c.header for c in plan.cells if c.row == 2] == ["ამოცანა", "ღონისძიება", "ვინ", "როდის"]


WRONG = {
    "no TOML": ("[[[", "it is no profile"),
    "a missing key": (
        ANTI_TRAFFICKING.replace("layout =", "form ="),
        "the key 'layout' is missing",
    ),
    "an unknown layout": (ANTI_TRAFFICKING.replace("row-per-line", "grid"), "layout = 'grid'"),
    "an unknown kind": (ANTI_TRAFFICKING.replace('"deadline"', '"when"'), "kind = 'when'"),
    "no activities": (
        ANTI_TRAFFICKING.replace('kind = "activity"', 'kind = "text"'),
        "no column of kind 'activity'",
    ),
    "a wrong pattern": (
        ANTI_TRAFFICKING.replace("objective = '", "objective = '("),
        "is no regular expression",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_profile_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as error:
        load_profile(path)
    assert message in str(error.value)
    assert str(path) in str(error.value)


def test_a_profile_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="it is no profile"):
        load_profile(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "text",
    [
        "1.1. 6-დან 17 წლამდე ასაკის ბავშვებისთვის",
        "2.1. 2021-2030 წლების სტრატეგია",
        "10.1. 2019 წლის განმავლობაში",
        "1.1 რისკის ანალიზი",
        "1.1.სამართალდამცავი ორგანოები",
        "2. 1. ადამიანით ვაჭრობა",
        "1.1. „შრომითი მიგრაციის შესახებ“",
        "1.2. ISO 27001",
        "3.1. 100-მდე პირის",
    ],
)
def test_the_number_of_an_activity(text: str) -> None:
    assert profiles()["migration-action-plan"].number_of("activity", text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "12.2019",
        "06.2019; 12.2019",
        "06.2020-08.2020",
        "12. 2019",
        "15.06.2020",
        "31.12.2020 წლამდე",
        "3.000 ₾",
        "2.090,000 ლარი",
        "16,378.00 ₾",
        "1. 2014 წელს გამოცხადებული",
    ],
)
def test_dates_amounts_and_numbers_of_objectives_are_no_activity(text: str) -> None:
    assert profiles()["migration-action-plan"].number_of("activity", text) is None

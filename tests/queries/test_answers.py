"""What the questions answer on the small store, against what a person counted in its file.

The questions that have tests of their own in ``test_library.py`` are not repeated here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kavshiri.graph.query import Queryable
from kavshiri.queries.library import ask
from kavshiri.queries.values import Value

SSDA, MOJ = "State Services Development Agency", "Ministry of Justice"
BOTH = f"{MOJ}; {SSDA}"
EU, NGOS = "European Union", "interested NGOs"
ORG = "https://w3id.org/kavshiri/id/organisation/"
IOM = "მიგრაციის საერთაშორისო ორგანიზაცია"  # has no English name
IDF = "https://w3id.org/kavshiri/id/organisation/unresolved/idf"  # has no name at all
LONG = "სახელმწიფო სერვისების განვითარების სააგენტო"
JUNE, DECEMBER, NEXT_YEAR = date(2019, 6, 30), date(2019, 12, 31), date(2020, 12, 31)

# Plan, place, number and title of the four activities
REGISTER = ("one", "i/a/1.1", "1.1", "Set up the register")
CAMPAIGN = ("one", "i/a/1.2", "1.2", "Campaign")
STUDY = ("one", "after-i/1.10", "1.10", "კვლევა")
REPORT = ("two", "1", "1", "ანგარიში")
# The same of the two objectives; the first is that of 1.1 and 1.2
COUNTING = ("one", "i/a/1", "1", "აღრიცხვა")
KNOWING = ("one", "after-i/1", "1", "ცოდნა")
PROGRAMME = "2 000 000 ₾ (მთელი პროგრამა)"

Answer = list[tuple[Value, ...]]
CASES: dict[str, tuple[dict[str, Any], Answer]] = {
    "abbreviations": (
        {},
        [
            ("სსგს", LONG, SSDA, "one", "2, 3", "one.txt"),
            ("მეას", "ანალიტიკური სისტემა", None, "one", "5", "one.txt"),
        ],
    ),
    "activities-by-type": (
        {},
        [
            ("one", "campaign", 1, 2, 3),
            ("one", "training", 1, 2, 3),
            ("one", None, 2, 2, 3),
            ("two", None, 1, 1, 1),
        ],
    ),
    "activities-of-type": ({"type": "campaign"}, [(*CAMPAIGN, BOTH, DECEMBER)]),
    "deadlines-by-month": (
        {},
        [
            ("2019-06", "one", "Plan one", 1, 1, 1, 3),
            ("2019-09", "one", "Plan one", 1, 1, 1, 3),
            ("2019-12", "one", "Plan one", 1, 1, 1, 3),
            ("2020-12", "two", "მეორე გეგმა", 1, 0, 1, 1),  # a half-year
        ],
    ),
    "delivery-chain": (
        {},
        [
            (EU, None, SSDA, *REGISTER, "ჩანაწერები (მინ. 100)"),
            (EU, None, BOTH, *CAMPAIGN, None),  # IOM is a partner, but a donor as well
            (IOM, None, BOTH, *CAMPAIGN, None),
        ],
    ),
    "donor-without-state-money": (
        {},
        [
            (*REGISTER, EU, True, False, True, SSDA, JUNE),
            (*CAMPAIGN, f"{EU}; {IOM}", False, False, False, BOTH, DECEMBER),
        ],
    ),
    "donors-meeting": ({}, [(*COUNTING, 2, f"{EU}; {IOM}", 2, 1)]),
    "groups-named": ({}, [(NGOS, 0, 0, 1, 1, "დაინტერესებული ორგანიზაციები")]),
    "leads-much-helped-little": (
        {"least": 2},
        [
            (MOJ, 3, 3, 0, 0, 2),
            (SSDA, 2, 2, 0, 0, 2),
        ],
    ),
    "load-by-month": (
        {"organisation": "ssda"},
        [
            (SSDA, "2019-06", 1, 0, 3),
            (SSDA, "2019-09", 1, 1, 3),
            (SSDA, "2019-12", 1, 1, 3),
        ],
    ),
    "money-by-donor": (
        {},
        [
            (EU, 2, Decimal("50000.5"), "GEL", 1, 0, 0, PROGRAMME, 0, 1),
            (IOM, 1, None, None, 0, 0, 1, None, 0, 0),
        ],
    ),
    "money-by-objective": (
        {},
        [
            (*COUNTING, "donor", 2, Decimal("50000.5"), "GEL", 1, 0, 1, PROGRAMME),
            (*COUNTING, "administrative resource", 1, None, None, 0, 0, 0, None),
            (*KNOWING, "state budget", 1, Decimal("700.25"), "GEL", 0, 0, 0, None),
        ],
    ),
    "money-by-organisation": (
        {},
        [
            (MOJ, "state budget", 1, Decimal("700.25"), "GEL", 0, 0, 0, None),
            (MOJ, "donor", 1, None, None, 1, 0, 1, PROGRAMME),
            (SSDA, "donor", 2, Decimal("50000.5"), "GEL", 1, 0, 1, PROGRAMME),
            (SSDA, "administrative resource", 1, None, None, 0, 0, 0, None),
        ],
    ),
    "names-of": (
        {},
        [
            (SSDA, LONG, 1, "exact", "one", "22", "one.txt"),  # broken over two lines
            (SSDA, "სსგს", 1, "alias", "one", "10", "one.txt"),
        ],
    ),
    "objectives-carried-by": (
        {},
        [
            (*COUNTING, 2, 2, 4, BOTH),  # SSDA, the ministry, EU and IOM; the NGOs are a group
            (*KNOWING, 1, 1, 2, MOJ),
        ],
    ),
    "partners-of": (
        {},
        [
            (MOJ, SSDA, False, 2, 1, 1, "one/after-i/1.10, two/1"),
            (MOJ, NGOS, True, 1, 0, 1, "one/i/a/1.2"),
            (MOJ, IOM, False, 1, 1, 1, "one/i/a/1.2"),  # supporter and partner of one activity
            (SSDA, MOJ, False, 1, 1, 0, "one/i/a/1.1"),
            (SSDA, NGOS, True, 1, 0, 1, "one/i/a/1.2"),
            (SSDA, IOM, False, 1, 1, 1, "one/i/a/1.2"),
        ],
    ),
    "plan-tree": (
        {},
        [
            ("one", 0, "plan", None, "Plan one", "", 3),
            ("one", 1, "chapter", "I", "თავი", "i", 2),
            ("one", 2, "section", "ა", "Section", "i/a", 2),
            ("one", 3, "objective", "1", "აღრიცხვა", "i/a/1", 2),
            ("one", 4, "activity", "1.1", "Set up the register", "i/a/1.1", 1),
            ("one", 4, "activity", "1.2", "Campaign", "i/a/1.2", 1),
            ("one", 1, "division", None, "", "after-i", 1),
            ("one", 2, "objective", "1", "ცოდნა", "after-i/1", 1),
            ("one", 3, "activity", "1.10", "კვლევა", "after-i/1.10", 1),
            ("two", 0, "plan", None, "მეორე გეგმა", "", 1),
            ("two", 1, "activity", "1", "ანგარიში", "1", 1),
        ],
    ),
    "promises-of": (
        {"organisation": "iom"},
        [(*CAMPAIGN, "support; partner; donor", BOTH, DECEMBER)],
    ),
    "reporting-bodies": ({}, [(IDF, MOJ, *REPORT, "1 ანგარიში", "7", "two.txt")]),
    "risks-by-kind": ({}, [("one", "financial", 1, 1, 1), ("one", None, 1, 1, 1)]),
    "risks-by-objective": ({}, [(*COUNTING, 1, 1, 2, "financial"), (*KNOWING, 1, 1, 1, None)]),
    "units-rolled-up": (
        {},
        [
            (MOJ, MOJ, False, 3, 1, 0, 0, 4, 4),
            (MOJ, SSDA, True, 2, 1, 1, 0, 4, 4),
        ],
    ),
    "unmeasurable-indicators": (
        {},
        [(*STUDY, "კვლევის ანგარიში", MOJ, "40", "one.txt")],
    ),
    "unused-text": (
        {},
        [
            ("one.txt", "14", "marker", "წყარო:"),
            ("two.txt", "1–2", "layout", "--- ---"),
        ],
    ),
    "what-is-missing": (
        {},
        [
            ("deadline", *STUDY, "not printed", MOJ),
            ("indicator", *CAMPAIGN, "not printed", BOTH),
            ("indicator", "two", None, None, "მეორე გეგმა", "nowhere in the plan", None),
            ("target", *CAMPAIGN, "not printed", BOTH),
            ("target", *STUDY, "not printed", MOJ),
            ("target", "two", None, None, "მეორე გეგმა", "nowhere in the plan", None),
            ("means of verification", *CAMPAIGN, "not printed", BOTH),
            ("means of verification", *STUDY, "not printed", MOJ),
            (
                "means of verification",
                "two",
                None,
                None,
                "მეორე გეგმა",
                "nowhere in the plan",
                None,
            ),
            ("funding", "two", None, None, "მეორე გეგმა", "nowhere in the plan", None),
        ],
    ),
    "plans": (
        {},
        [
            (
                "Plan one",
                date(2019, 1, 1),
                date(2019, 12, 31),
                2,
                2,
                3,
                4,
                1,
                2,
                "one",
                "one.txt",
            ),
            (
                "მეორე გეგმა",
                date(2020, 1, 1),
                date(2020, 12, 31),
                0,
                0,
                1,
                3,
                0,
                0,
                "two",
                "two.txt",
            ),
        ],
    ),
    "work-together": (
        {},
        [
            (
                MOJ,
                SSDA,
                4,
                2,
                "one/i/a/1.1, one/i/a/1.2, one/after-i/1.10, two/1",
                f"{ORG}state-services-development-agency",
            ),
            (IOM, MOJ, 1, 1, "one/i/a/1.2", f"{ORG}ministry-of-justice"),
            (IOM, SSDA, 1, 1, "one/i/a/1.2", f"{ORG}state-services-development-agency"),
        ],
    ),
    "works-in-plans": (
        {},
        [
            (MOJ, False, 2, "one, two", 4),
            (SSDA, False, 2, "one, two", 4),
            (EU, False, 1, "one", 2),
            (IDF, False, 1, "two", 1),
            (NGOS, True, 1, "one", 1),
            (IOM, False, 1, "one", 1),
        ],
    ),
}


def answered(store: Queryable, name: str, **given: Any) -> Answer:
    """Return the rows of an answer without the column of IRIs, which is the last."""
    result = ask(store, name, **given)
    assert result.names[-1] == "iri"
    return [row[:-1] for row in result.rows]


@pytest.mark.parametrize("name", CASES)
def test_the_answer_of_a_question(store: Queryable, name: str) -> None:
    given, rows = CASES[name]
    assert answered(store, name, **given) == rows


def test_where_an_amount_came_from(store: Queryable) -> None:
    cell = "https://w3id.org/kavshiri/id/cell/one/"
    assert [row[:3] + row[4:] for row in answered(store, "source-of-value")] == [
        (*REGISTER[:3], "50000.5 GEL", None, "18–19", "EU\n50 000,50 ₾", "one.txt", f"{cell}r1c9"),
        (*CAMPAIGN[:3], "2000000 GEL", None, "30", "EU; IOM", "one.txt", f"{cell}r2c9"),
        (*STUDY[:3], "700.25 GEL", None, "40", "1.10 კვლევა", "one.txt", f"{cell}r3c2"),
    ]


def test_a_title_comes_from_the_cell_of_the_activity_alone(store: Queryable) -> None:
    # The cell of the objective stands in the row of 1.1 as well and feeds a title and a number.
    for kind, value in (("title", "რეესტრის შექმნა"), ("number", "1.1")):
        rows = answered(store, "source-of-value", kind=kind)
        assert [(row[1], row[4], row[6]) for row in rows] == [("i/a/1.1", value, "10–11")]
    traced = ask(store, "trace-activity", activity="1.1").records()
    assert [r["lines"] for r in traced if r["what"] in ("number", "title")] == ["10–11", "10–11"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("target", ["100"]),
        ("donor", [EU, EU, EU, IOM]),  # the EU twice at 1.2, in two cells
        ("reporting", [IDF]),
        ("risk", []),  # no cell is named for them
    ],
)
def test_values_of_other_kinds(store: Queryable, kind: str, values: list[str]) -> None:
    rows = answered(store, "source-of-value", kind=kind)
    assert sorted(row[4] for row in rows) == sorted(values)


CHOSEN: list[tuple[str, dict[str, Any], int]] = [
    ("risks-named", {}, 2),
    ("risks-named", {"kind": "financial"}, 1),
    ("risks-named", {"plan": "two"}, 0),
    ("work-together", {"only": "several"}, 1),
    ("work-together", {"organisation": "iom"}, 2),
    ("organisation-roles", {"together": "yes"}, 6),
    ("delivery-chain", {"donor": "iom"}, 1),
    ("donor-without-state-money", {"donor": "iom", "plan": "two"}, 0),
    ("donors-meeting", {"least": 3}, 0),
    ("leads-much-helped-little", {"least": 4}, 0),
    ("names-of", {"least": 1}, 3),
    ("names-of", {"organisation": "ssda", "plan": "two"}, 0),
    ("objectives-carried-by", {"plan": "two"}, 0),
    ("partners-of", {"organisation": MOJ, "helper": "ssda"}, 1),
    ("plan-tree", {"plan": "two"}, 2),
    ("promises-of", {"role": "lead"}, 2),
    ("reporting-bodies", {"organisation": "ssda"}, 0),
    ("unused-text", {"reason": "layout"}, 1),
    ("units-rolled-up", {"plan": "two"}, 2),
    ("what-is-missing", {"what": "funding", "plan": "one"}, 0),
    ("what-is-missing", {"what": "target"}, 3),
    ("works-in-plans", {"only": "one"}, 4),
    ("works-in-plans", {"only": "several"}, 2),
]


@pytest.mark.parametrize(("name", "given", "number"), CHOSEN)
def test_parameters_choose_rows(
    store: Queryable, name: str, given: dict[str, Any], number: int
) -> None:
    assert len(ask(store, name, **given)) == number


@pytest.mark.parametrize("name", [name for name, (given, _) in CASES.items() if not given])
def test_a_store_without_plans_gives_no_rows(empty_store: Queryable, name: str) -> None:
    assert len(ask(empty_store, name)) == 0

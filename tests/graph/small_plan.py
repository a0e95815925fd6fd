"""Two small plans as a person would write them down, one statement of each kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kavshiri.loaders.records import (
    Abbreviation,
    Activity,
    Deadline,
    Division,
    Document,
    Finding,
    Funding,
    Indicator,
    Mention,
    Objective,
    Participation,
    PlanRecord,
    Risk,
    SourceCell,
    Target,
    UnresolvedOrganisation,
    UnusedText,
    Verification,
)

__all__ = ["TRANSLATIONS", "other_plan", "small_plan"]

TRANSLATIONS = {
    "small-2019": {
        "plan": "Small plan for 2019",
        "division/iv": "Legal migration",
        "objective/iv/a/1": "Visas",
        "activity/iv/a/1.1": "Training of consuls",
        "activity/iv/a/9.9": "Nothing has this number",
    }
}


def small_plan() -> PlanRecord:
    """Return a plan of two activities; the second has lost everything but its name."""
    return PlanRecord(
        slug="small-2019",
        title="მცირე გეგმა 2019",
        period_start=date(2019, 1, 1),
        period_end=date(2019, 12, 31),
        profile="migration-action-plan",
        document=Document("small-2019", "small.txt", "a" * 64, "text", 20),
        cells=CELLS,
        divisions=(
            Division("iv", "chapter", "IV", "ლეგალური მიგრაცია", None, 1, ("l3",)),
            Division("iv/a", "section", "ა", None, "iv", 2, ()),
        ),
        objectives=(Objective("iv/a/1", "1", "ვიზები", "iv/a", 3, ("r1c1",)),),
        activities=(TRAINING, LOST),
        abbreviations=(Abbreviation("სსგს", "სააგენტო", "public-registry", ("l2",)),),
        organisations=(
            UnresolvedOrganisation(
                "unresolved/idf", "IDF", False, "ministry-of-justice", (("iom", 40), ("icmpd", 30))
            ),
        ),
        findings=(
            Finding(
                "noDeadline",
                "warning",
                ("activity", "iv/a/1.2"),
                "",
                "ვადა არ აქვს",
                "It has no deadline",
                ("r2c2",),
            ),
            Finding(
                "unresolvedName",
                "info",
                ("organisation", "unresolved/idf"),
                "idf",
                "უცნობი სახელი",
                "An unknown name",
                ("r1c5",),
            ),
        ),
        unused=(
            UnusedText(9, 9, "წყარო:", "marker"),
            UnusedText(9, 10, "…", "layout"),
        ),
        title_cells=("l1",),
    )


def other_plan() -> PlanRecord:
    """Return a plan that names the same unresolved body in other words."""
    return PlanRecord(
        slug="other-2020",
        title="სხვა გეგმა 2020",
        period_start=date(2020, 1, 1),
        period_end=date(2020, 12, 31),
        profile="anti-trafficking-action-plan",
        document=Document("other-2020", "other.txt", "b" * 64, "text", 1),
        cells=(SourceCell(0, 0, "", False, 1, 1, "სხვა გეგმა 2020", ("title",)),),
        divisions=(),
        objectives=(),
        activities=(),
        abbreviations=(),
        organisations=(
            UnresolvedOrganisation("unresolved/idf", "I.D.F.", False, None, (("iom", 40),)),
        ),
        findings=(),
        unused=(),
        title_cells=("l1",),
    )


def _cell(row: int, column: int, line: int, text: str, *fields: str) -> SourceCell:
    return SourceCell(row, column, f"სვეტი {column}", column == 2, line, line, text, fields)


CELLS = (
    SourceCell(0, 0, "", False, 1, 1, "მცირე გეგმა 2019", ("title",)),
    SourceCell(0, 0, "", False, 2, 2, "სსგს სააგენტო", ("abbreviation",)),
    SourceCell(0, 0, "", False, 3, 3, "IV თავი: ლეგალური მიგრაცია", ("label", "notation")),
    _cell(1, 1, 4, "1. ვიზები", "label", "notation"),
    SourceCell(1, 2, "საქმიანობა", True, 5, 6, "1.1. კონსულების\nტრენინგი", ("label", "notation")),
    _cell(1, 3, 7, "ცოდნა გაღრმავებულია", "expected_result"),
    _cell(1, 4, 8, "ტრენინგი (მინ. 200-250) წყარო: სია", "indicator", "verification"),
    _cell(1, 5, 9, "სსგს; IDF", "lead", "support"),
    _cell(1, 6, 10, "IOM", "partner"),
    _cell(1, 7, 11, "06.2019, 12.2019", "deadline"),
    _cell(1, 8, 12, "ადმინ. რესურსი", "funding"),
    _cell(1, 9, 13, "50,000.50 ₾", "donor", "funding"),
    _cell(1, 11, 14, "ფინანსების არარსებობა", "risk"),
    _cell(1, 12, 15, "ანგარიშგებაზე პასუხისმგებელი: სსგს", "reporting", "note"),
    _cell(2, 2, 16, "1.2. კვლევა", "label", "notation"),
)


def _participation(role: str, slug: str, text: str, cell: str) -> Participation:
    mention = Mention(text, "alias", Decimal("0.90"))
    within = "ministry-of-justice" if slug == "public-registry" else None
    return Participation(role, slug, within, mention, (cell,))


TRAINING = Activity(
    path="iv/a/1.1",
    notation="1.1",
    label='კონსულების "ტრენინგი"',
    division="iv/a",
    objective="iv/a/1",
    order=4,
    expected_result="ცოდნა გაღრმავებულია",
    note="ანგარიშგებაზე პასუხისმგებელი: სსგს",
    participations=(
        _participation("lead", "public-registry", "სსგს", "r1c5"),
        _participation("support", "unresolved/idf", "IDF", "r1c5"),
        _participation("support", "unresolved/idf", "IDF", "r1c5"),
        _participation("partner", "iom", "IOM", "r1c6"),
        _participation("donor", "eu", "EU", "r1c9"),
        _participation("reporting", "public-registry", "სსგს", "r1c12"),
    ),
    indicators=(
        Indicator(
            "ტრენინგი (მინ. 200-250)",
            (Target("(მინ. 200-250)", Decimal(200), Decimal("250.0"), "ტრენინგი"),),
            ("r1c4",),
        ),
    ),
    verifications=(Verification("სია", ("r1c4",)),),
    fundings=(
        Funding(
            "administrativeResource", "notStated", None, None, None, "ადმინ. რესურსი", ("r1c8",)
        ),
        Funding("donor", "stated", Decimal("50000.50"), "GEL", "eu", "50,000.50 ₾", ("r1c9",)),
    ),
    deadlines=(
        Deadline("06.2019", date(2019, 6, 1), date(2019, 6, 30), "month", ("r1c7",)),
        Deadline("12.2019", date(2019, 12, 1), date(2019, 12, 31), "month", ("r1c7",)),
    ),
    risks=(Risk("ფინანსების არარსებობა", ("financial",), ("r1c11",)),),
    types=("training",),
    cells=("r1c2", "r1c3", "r1c12"),
)

LOST = Activity(
    path="iv/a/1.2",
    notation="1.2",
    label="კვლევა",
    division="iv/a",
    objective=None,
    order=5,
    expected_result=None,
    note=None,
    participations=(),
    indicators=(),
    verifications=(),
    fundings=(),
    deadlines=(),
    risks=(),
    types=(),
    cells=("r2c2",),
)

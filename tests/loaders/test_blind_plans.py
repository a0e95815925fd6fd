"""Two plans that were written, with their readings, without sight of the loaders.

They follow the layouts of the two real plans, in other words and with other damage. Bodies that
nobody knows are told by the beginning ``unresolved/`` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kavshiri.loaders.records import Activity, PlanRecord

COUNTS = {"migration-2020": 30, "thb-2021-2022": 28}
EACH_PLAN = pytest.mark.parametrize("slug", COUNTS)
Record = Callable[[str], PlanRecord]
Pairs = Callable[[str], list[tuple[dict[str, Any], Activity]]]
Squeeze = Callable[[str | None], str]
Reading = Callable[[str], dict[str, Any]]


def known(slug: str | None) -> str | None:
    """The slug, or just that it is not resolved."""
    return "unresolved" if slug and slug.startswith("unresolved/") else slug


@EACH_PLAN
def test_every_activity_is_read(slug: str, record: Record, reading: Reading) -> None:
    expected = [gold["path"] for gold in reading(slug)["activities"]]
    assert len(expected) == COUNTS[slug]
    assert [activity.path for activity in record(slug).activities] == expected


@EACH_PLAN
def test_divisions_and_objectives(
    slug: str, record: Record, reading: Reading, squeeze_blanks: Squeeze
) -> None:
    gold, plan = reading(slug), record(slug)
    assert [(d.path, d.kind, d.notation, squeeze_blanks(d.label)) for d in plan.divisions] == [
        (d["path"], d["kind"], d["notation"], squeeze_blanks(d["label"])) for d in gold["divisions"]
    ]
    assert [(o.path, o.notation, squeeze_blanks(o.label)) for o in plan.objectives] == [
        (o["path"], o["notation"], squeeze_blanks(o["label"])) for o in gold["objectives"]
    ]


@EACH_PLAN
def test_words(slug: str, pairs: Pairs, squeeze_blanks: Squeeze) -> None:
    for gold, read in pairs(slug):
        assert read.label == " ".join(gold["text"].split())
        assert (read.notation, read.objective) == (gold["number"], gold["objective"])
        found = {
            "indicator": "".join(each.text for each in read.indicators),
            "verification": "".join(each.text for each in read.verifications),
            "risk": "".join(each.text for each in read.risks),
            "result": read.expected_result,
            "note": read.note,
        }
        for key, text in found.items():
            assert squeeze_blanks(text) == squeeze_blanks(gold.get(key)), (gold["path"], key)


@EACH_PLAN
def test_organisations_in_roles(slug: str, pairs: Pairs) -> None:
    for gold, read in pairs(slug):
        for role in ("lead", "support", "partner", "donor", "reporting"):
            found = [
                (known(part.organisation), known(part.within))
                for part in read.participations
                if part.role == role
            ]
            expected = [(known(body), known(within)) for body, within in gold.get(role, [])]
            assert found == expected, (gold["path"], role)


@EACH_PLAN
def test_numbers_and_dates(slug: str, pairs: Pairs) -> None:
    for gold, read in pairs(slug):
        deadlines = [[str(d.start), str(d.end), d.precision] for d in read.deadlines]
        assert deadlines == gold["deadlines"], gold["path"]
        targets = [(t.value, t.maximum) for each in read.indicators for t in each.targets]
        assert targets == [
            (Decimal(str(t["value"])), Decimal(str(t["max"])) if t.get("max") else None)
            for t in gold["targets"]
        ], gold["path"]
        kinds = [funding.kind for funding in read.fundings]
        assert ("administrativeResource" in kinds) == gold.get("admin", False), gold["path"]
        money = [(f.state, f.amount) for f in read.fundings if f.kind == "stateBudget"]
        assert money == [
            (m["state"], Decimal(str(m["amount"])) if m.get("amount") else None)
            for m in gold.get("money", [])
        ], gold["path"]

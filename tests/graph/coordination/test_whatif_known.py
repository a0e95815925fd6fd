"""What-if on the two plans: answers that a person took from the documents.

The numbers of activities were read row by row from the columns of agencies and donors of the plans;
the same rows stand in ``tests/resources/readings``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kavshiri.graph.coordination.layers import money_tie
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.coordination.similar import HELPERS, likeness
from kavshiri.graph.coordination.whatif import Effect, WhatIf, what_if

from .conftest import Reading

BODY = "https://w3id.org/kavshiri/id/organisation/"
PLACE = "https://w3id.org/kavshiri/id/activity/"
OBJECTIVE = "https://w3id.org/kavshiri/id/objective/migration-2019/"
EU, UNHCR, IOM, UNICEF = "eu", "unhcr", "iom", "unicef"
MIA = "ministry-of-internal-affairs"

# The long names of the sections of chapter X that have no letter.
X1 = "x/g/legaluri-migratsiis-khelshetsqoba-da-aralegaluris-preventsia"
X2 = "x/g/tavshesapari"
X3 = "x/g/imigrantta-integratsia-da-dabrunebul-migrantta-reintegratsia"
X4 = "x/g/migratsia-da-ganvitareba"
X5 = "x/g/mokalakeobis-armkoneobis-preventsia-da-shemtsireba"


def places(section: str, numbers: str, plan: str = "migration-2019") -> set[str]:
    """Places of activities of one section, from their numbers."""
    return {f"{plan}/{section}/{number}" for number in numbers.split()}


def thb(*numbers: str) -> set[str]:
    """Places of activities of the anti-trafficking plan: the goal is the first digit."""
    return {f"thb-2019-2020/{number[0]}/{number}" for each in numbers for number in each.split()}


EU_ONLY = {  # the donor's cell says EU alone, the budget cell names no money
    *places("iv/a", "4.1 5.1"), *places("iv/g", "4.1"),
    *places("v/a", "1.1 2.4 5.1 5.2 5.3 5.4"), *places("v/b", "3.1 5.2 9.2 9.3"),
    *places("v/d", "2.1"), *places("viii/a", "1.2 1.3 4.1"), *places("viii/b", "3.1 5.1"),
    *places("after-viii/a", "1.1 2.1 4.1 4.2 4.3 6.1 7.1 7.2 8.1"),
    *places("after-viii/b", "5.1"), *places("after-viii/g", "1.1 3.1"),
    *places("x/a", "1.1"), *places(X1, "2.1 3.1 3.3"), *places(X4, "6.1 7.1"),
    *places("xi/a", "5.1 6.1"),
}  # fmt: skip
EU_BESIDE = {  # EU beside another donor, or beside state money (v/g/4.9: 1,800; viii/a/1.4: 7,000)
    *places("iv/a", "4.2 6.1"), *places("iv/b", "3.1 3.2"), *places("v/a", "2.1 2.3"),
    *places("v/g", "4.1 4.2 4.3 4.4 4.9 5.1"), *places("vi/b", "1.1 2.2"),
    *places("viii/a", "1.4"), *places(X1, "5.1"),
}  # fmt: skip
EU_LOST = places("v/g", "3.1 4.6")  # lines 1152-1195 and 1544-1604: the budget cell is missing

UNHCR_ONLY = {
    *places("v/a", "5.5"), *places("vi/b", "1.2 4.1"), *places(X2, "1.2 4.1"),
    *places(X5, "1.1 2.1"),
}  # fmt: skip
UNHCR_BESIDE = {*places("iv/a", "4.2 6.1"), *places("vi/b", "1.1 2.2")}  # EU stands there too

MIA_ALONE = {  # შსს is the only name in the column of the responsible
    *places("v/a", "1.1 2.1 2.3 2.4 5.1 5.3 5.4 5.5"), *places("v/b", "3.1 5.1 5.2"),
    *places("v/g", "1.1 3.1 4.1 4.2 4.3"), *places("v/d", "1.1 1.2 2.1 2.2"),
    *places("vi/b", "1.1 1.2 2.1 2.2 4.1"), *places("after-viii/a", "2.1"),
    *places("after-viii/g", "2.1"), *places(X2, "1.1 1.2 4.1 4.2"),
    *places("xi/a", "1.1 2.1 2.2 6.1"),
    *thb("4.2.1 4.2.2 4.2.3 4.2.5 5.1.3 5.1.4 5.1.6 6.3.1"),
}  # fmt: skip
MIA_WITH_OTHERS = {
    *places("v/a", "2.2"),
    *thb("1.1.2 2.1.5 2.1.8 2.2.5 4.1.1 4.1.2 4.1.3 5.1.5 5.12.1 5.13.1 6.1.2"),
}
MIA_HELPS = {
    *places("iv/g", "1.1"), *places("v/a", "5.2"), *places("v/g", "1.2"), *places("v/d", "3.1 4.1"),
    *places("vi/g", "1.1 2.2 4.1 5.1 6.1"), *places("after-viii/a", "3.1 3.2"),
    *places(X1, "2.1 3.1"), *places(X3, "4.3"),
    *thb("1.1.1 2.1.3 2.1.6 2.1.7 2.1.10 2.2.3 3.2.1 3.2.2 4.2.5-2 6.1.1 6.2.1"),
}  # fmt: skip

IOM_HELPS = {  # IOM leads and pays nowhere
    *places("iv/a", "4.1"), *places("iv/b", "3.1 3.2"),
    *places("v/a", "1.1 2.1 2.3 2.4 5.1 5.2 5.3 5.4"), *places("v/b", "3.1 5.2 9.2 9.3"),
    *places("v/g", "4.2 4.3 4.4 4.9 5.1"), *places("v/d", "2.1 4.1"), *places("vi/b", "1.1"),
    *places("viii/a", "1.3 4.1"), *places("viii/b", "3.1 5.1"), *places("after-viii/a", "7.1"),
    *places("after-viii/b", "1.3 2.1"), *places(X1, "2.1 3.1 5.1"), *places(X4, "6.1 7.1"),
    *places("xi/a", "5.1"), *thb("3.2.2"),
}  # fmt: skip


def without(plans: Plans, *slugs: str) -> WhatIf:
    """The answer for both plans."""
    return what_if(plans, [BODY + slug for slug in slugs])


def paths(effects: Iterable[Effect]) -> set[str]:
    """The places of some activities."""
    return {each.activity.iri.removeprefix(PLACE) for each in effects}


def objectives(found: WhatIf, loss: str) -> set[str]:
    """The places of the objectives with a loss."""
    return {o.objective.removeprefix(OBJECTIVE) for o in found.objectives if o.loss == loss}


def test_without_the_eu(both: Plans) -> None:
    found = without(both, EU)
    assert (len(EU_ONLY), len(EU_BESIDE), len(EU_LOST)) == (39, 16, 2)  # 57 in all
    assert paths(found.money("withoutMoney")) == EU_ONLY
    assert paths(found.money("partFunded")) == EU_BESIDE
    assert paths(e for e in found.money("cellLost") if e.is_hit) == EU_LOST
    # It stands in the column of partners once: xi/a/6.1, line 3682.
    assert paths(found.delivery("withoutHelper")) == places("xi/a", "6.1")
    assert not found.delivery("withoutLead")
    assert not found.delivery("fewerLeads")


def test_effort_that_the_eu_leaves_behind(both: Plans) -> None:
    """26 of the 39 rows print "ადმინ. რესურსი" in the budget cell; these 13 leave it empty."""
    empty = {
        *places("iv/g", "4.1"), *places("v/a", "1.1 2.4 5.1 5.2 5.3 5.4"),
        *places("v/b", "3.1 5.2"), *places("after-viii/a", "2.1 8.1"),
        *places("after-viii/g", "3.1"), *places("x/a", "1.1"),
    }  # fmt: skip
    left = without(both, EU).money("withoutMoney")
    assert paths(each for each in left if not each.has_effort) == empty


def test_objectives_without_the_eu(both: Plans) -> None:
    found = without(both, EU)
    # Some of each objective's activities are EU's alone, others are not: iv/a/4 has 4.1 (EU alone)
    # and 4.2 (also UNHCR); v/b/5 has 5.1 (effort) and 5.2; v/b/9 has 9.1 (effort), 9.2, 9.3; …
    assert objectives(found, "some") == {
        "iv/a/4", "v/a/2", "v/a/5", "v/b/5", "v/b/9", "v/d/2", "viii/a/1", f"{X1}/3", f"{X4}/6",
    }  # fmt: skip
    assert len(objectives(found, "all")) == 21
    assert {"iv/a/5", "v/a/1", "after-viii/a/4", "after-viii/a/7", "xi/a/6"} < objectives(
        found, "all"
    )


def test_without_unhcr(both: Plans) -> None:
    found = without(both, UNHCR)
    assert paths(found.money("withoutMoney")) == UNHCR_ONLY
    assert paths(found.money("partFunded")) == UNHCR_BESIDE
    # It is a partner wherever it is a donor: each row prints it twice (lines 217 and 223, …).
    assert paths(found.delivery("withoutHelper")) == UNHCR_ONLY | UNHCR_BESIDE
    assert objectives(found, "all") == {"vi/b/4", f"{X5}/1", f"{X5}/2"}
    assert objectives(found, "some") == {"v/a/5", "vi/b/1", f"{X2}/1", f"{X2}/4"}
    assert objectives(found, "none") == {"iv/a/4", "iv/a/6", "vi/b/2"}
    assert str(found.next_deadline()) == "2019-12-31"  # all eleven say 12.2019


def test_without_the_ministry_of_internal_affairs(both: Plans) -> None:
    found = without(both, MIA)
    assert (len(MIA_ALONE), len(MIA_WITH_OTHERS), len(MIA_HELPS)) == (43, 12, 26)
    assert paths(found.delivery("withoutLead")) == MIA_ALONE
    assert paths(found.delivery("fewerLeads")) == MIA_WITH_OTHERS
    assert paths(found.delivery("withoutHelper")) == MIA_HELPS
    assert not [each for each in found.effects if each.gone("donor")]
    # after-viii/g/2.1 (line 2871) and, as a partner, vi/g/5.1 (06.2019; 12.2019) come first.
    assert str(found.next_deadline()) == "2019-06-30"


def test_the_network_without_the_ministry_of_internal_affairs(both: Plans) -> None:
    """Before: 49 named bodies and 204 activities in two pieces, of 250 and of 3.

    The small one is Enterprise Georgia with its two activities (viii/a/5.1, and 5.1 on migration
    and development), in which nobody else is named. The ministry is alone in eight activities
    (where a group may be left): they become pieces of one.
    """
    before, after = without(both, MIA).cohesion
    assert (before.bodies, before.activities, before.pieces) == (49, 204, 2)
    assert before.fragmentation == pytest.approx(1 - (250 * 249 + 3 * 2) / (253 * 252))
    assert {iri.removeprefix(PLACE) for iri in after.alone} == {
        *places("v/b", "5.1"), *places("vi/b", "2.1"), *places("after-viii/g", "2.1"),
        *places(X2, "1.1 4.2"), *thb("4.2.1 4.2.2 4.2.3"),
    }  # fmt: skip
    assert (after.bodies, after.pieces) == (48, 10)  # 241 + 3 + eight alone = 252
    assert after.fragmentation == pytest.approx(1 - (241 * 240 + 3 * 2) / (252 * 251))


def test_bodies_in_the_network_are_those_that_a_person_read(both: Plans, reading: Reading) -> None:
    named = {
        body
        for row in reading.values()
        for role in ("lead", "support", "partner", "donor", "reporting")
        for body, _within in row.get(role, ())
    }
    groups = {iri.removeprefix(BODY) for iri, body in both.organisations.items() if body.is_group}
    assert len(named - groups) == without(both).cohesion[0].bodies == 49


def test_without_iom(both: Plans) -> None:
    found = without(both, IOM)
    assert len(IOM_HELPS) == 37
    assert paths(found.delivery("withoutHelper")) == IOM_HELPS
    assert not found.stranded
    assert not [each for each in found.effects if each.gone("donor")]


def test_without_the_ministry_and_iom_at_once(both: Plans) -> None:
    found = without(both, MIA, IOM)
    assert paths(found.delivery("withoutLead")) == MIA_ALONE
    assert paths(found.delivery("fewerLeads")) == MIA_WITH_OTHERS
    # v/a/1.1 loses both: it is told once, where it hurts most.
    helpless = (MIA_HELPS | IOM_HELPS) - MIA_ALONE - MIA_WITH_OTHERS
    assert len(helpless) == 45
    assert paths(found.delivery("withoutHelper")) == helpless


def test_what_stays_where_iom_helped(both: Plans) -> None:
    """Line 171: the partners of iv/a/4.1 are ICMPD and IOM; v/d/4.1 has IOM and MIA."""
    effects = {each.activity.iri.removeprefix(PLACE): each for each in without(both, IOM).hit}
    stays = effects["migration-2019/iv/a/4.1"].still("support", "partner")
    assert stays == (BODY + "icmpd",)
    assert BODY + MIA in effects["migration-2019/v/d/4.1"].still("support", "partner")


def test_without_somebody_who_has_no_role(both: Plans) -> None:
    found = without(both, UNICEF)
    assert not found.hit
    assert found.cohesion[0] == found.cohesion[1]
    # 57 rows of the anti-trafficking plan: it prints no money at all.
    assert len(found.money("noColumn")) == 57
    # 3.2.2 names no body under "ძირითადი:".
    assert paths(found.delivery("leadNotStated")) == thb("3.2.2")
    # Their cells hold neither an amount nor the words for effort.
    assert paths(found.money("notNamed")) == {*places("v/g", "4.7"), *places(X4, "5.1")}


def test_the_ministry_of_justice_with_its_agencies(both: Plans) -> None:
    """The ministry itself is a partner once; its agencies (სსგს, …) carry the work."""
    alone = without(both, "ministry-of-justice")
    whole = what_if(both, [BODY + "ministry-of-justice"], with_units=True)
    assert (len(alone.hit), len(alone.stranded)) == (1, 0)
    assert {BODY + "state-services-development-agency", BODY + "public-registry"} < set(
        whole.without
    )
    assert BODY + "anti-trafficking-council" not in whole.without  # hosted, not a part
    agency = without(both, "state-services-development-agency")
    assert paths(agency.hit) < paths(whole.hit)
    assert paths(agency.stranded) <= paths(whole.stranded)


def test_every_money_tie_that_is_critical_strands(both: Plans) -> None:
    """The same question asked from the other side: the networks' critical ties of money."""
    for slug in (EU, UNHCR, "bmz", "dtra", "coe", "inl"):
        critical = {
            each.iri.removeprefix(PLACE)
            for each in both.activities.values()
            if each.bodies("donor") == (BODY + slug,)
            and money_tie(both, each, "body") == "critical"
        }
        assert paths(without(both, slug).money("withoutMoney")) == critical


def test_who_else_helps_the_ministry_of_foreign_affairs(both: Plans) -> None:
    """ICMPD stays in iv/a/4.1 itself, and helps in 4.2 of the same objective."""
    asked = both.activities[PLACE + "migration-2019/iv/a/4.1"]
    first = likeness(both, both.activities.values(), HELPERS).of(asked, [BODY + IOM])[0]
    assert first.organisation == BODY + "icmpd"
    assert first.takes_part
    assert first.objective == (PLACE + "migration-2019/iv/a/4.2",)

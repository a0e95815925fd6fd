"""The SPARQL of a panel gives the same facts as the panel, for every choice that a page offers."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

import pytest

from kavshiri.queries.results import Result
from kavshiri.viz.site.content import Panel
from kavshiri.viz.site.links import ServedLinks
from kavshiri.viz.site.pages.activity_panels import needs_within
from kavshiri.viz.site.site import Site
from kavshiri.viz.site.view import View

from .facts import FACTS, facts_of
from .pages import Query, content_of

LAYERS = ["delivery", "joint", "funding", "reporting", "hosting"]
BOTH, ONE, OTHER = [], ["thb-2019-2020"], ["migration-2019"]
CHAPTER = ["migration-2019/v"]


def answer(site: Site, panel: Panel) -> Result:
    """Return what the SPARQL of a panel answers."""
    return Result.of(site.known.store.query(panel.sparql))


def values_of(result: Result) -> dict[str, float]:
    """Return the values of measures by their names."""
    return {row["measure"]: float(row["value"]) for row in result.to_records()}


def assert_same(site: Site, panel: Panel, name: str = "", lang: str = "en") -> int:
    """Hold what a panel shows against what its SPARQL answers; return how many facts there are."""
    name = name or panel.name
    shown = facts_of(name, panel.result.to_records(), shown=True, lang=lang)
    told = facts_of(name, answer(site, panel).to_records(), shown=False, lang=lang)
    assert shown - told == {}, "only on the page"
    assert told - shown == {}, "only in the answer"
    if name == "measures":  # the page rounds to four places, the graph to six
        assert values_of(answer(site, panel)) == pytest.approx(values_of(panel.result), abs=6e-5)
    return len(shown)


BODIES = (
    "organisations/ministry-of-justice",
    "organisations/ministry-of-internal-affairs",
    "organisations/anti-trafficking-council",
    "organisations/eu",
    "organisations/iom",
    "organisations/social-service-agency",
)


@pytest.mark.parametrize("lang", ["en", "ka"])
@pytest.mark.parametrize("path", BODIES)
def test_the_tables_of_an_organisation(site: Site, path: str, lang: str) -> None:
    panels = {panel.name: panel for panel in content_of(site.known, path, {}, lang).panels}
    compared = [each for each in panels if each in FACTS or each.startswith("role-")]
    assert {"needs", "needed-by"} < set(compared)
    assert sum(assert_same(site, panels[name], lang=lang) for name in compared) > 3


def test_every_table_of_every_organisation_is_the_same(site: Site) -> None:
    seen = set()
    start = len(site.known.base + "organisation/")
    plans = site.known.plans
    involved = {body for each in plans.activities.values() for body in each.bodies()}
    assert len(involved) == 49 + 16  # the bodies and groups of the home page
    for iri in sorted(involved):
        for panel in content_of(site.known, f"organisations/{iri[start:]}", {}).panels:
            if panel.name in FACTS and assert_same(site, panel):
                seen.add(panel.name)
    assert seen == {"needs", "needed-by", "only-money", "only-money-of", "measures"}


@pytest.mark.parametrize("plan", [ONE, OTHER])
@pytest.mark.parametrize("path", BODIES)
def test_the_tables_of_an_organisation_in_one_plan(site: Site, path: str, plan: list[str]) -> None:
    """Nothing of the other plan is left, on the page or in the answers."""
    (other,) = OTHER if plan == ONE else ONE
    content = content_of(site.known, path, {"plan": plan})
    for panel in content.panels:
        if panel.name in {"needs", "needed-by", "only-money", "only-money-of"} or (
            panel.name.startswith("role-")
        ):
            assert_same(site, panel)
        if panel.name not in {"measures", "names"}:
            cells = {str(cell) for row in panel.result.rows for cell in row}
            assert not any(other in cell for cell in cells), panel.name


def test_only_a_body_of_several_plans_has_a_choice_of_plans(site: Site) -> None:
    """The EU pays in the migration plan alone; IOM is a partner in both."""
    eu, iom = (content_of(site.known, f"organisations/{slug}", {}) for slug in ("eu", "iom"))
    assert eu.filters == ()
    assert [value for value, _ in iom.filters[0].choices] == OTHER + ONE


def test_the_numbers_of_an_organisation_are_those_of_the_plan(site: Site) -> None:
    """IOM: a row in each of 36 lines of the migration plan; in the other one row, 3.2.2."""
    for plan, count in ((OTHER, 36), (ONE, 1), (BOTH, 37)):
        content = content_of(site.known, "organisations/iom", {"plan": plan})
        assert content.shown["figures"] == [
            ("activities of which it is a partner", count, "#role-partner")
        ]
        trace = next(each for each in content.panels if each.name == "trace-organisation")
        assert len(trace.result) == count


def test_who_leads_what_an_organisation_supports(site: Site) -> None:
    content = content_of(site.known, "organisations/social-service-agency", {})
    panel = next(each for each in content.panels if each.name == "role-support")
    assert [row["leads"] for row in answer(site, panel).to_records()] == [
        row["leads"] for row in panel.result.to_records()
    ]


@pytest.mark.parametrize(("kind", "count"), [("body", 49), ("group", 16)])
def test_the_list_of_one_kind_of_organisation(site: Site, kind: str, count: int) -> None:
    # As many of each as the home page says.
    (panel,) = content_of(site.known, "organisations", {"kind": [kind]}).panels
    assert answer(site, panel).rows == panel.result.rows
    assert len({row["iri"] for row in panel.result.to_records()}) == count


@pytest.mark.parametrize("lang", ["en", "ka"])
@pytest.mark.parametrize(("users", "count"), [([], 46), (["coordinator"], 15)])
def test_the_questions(site: Site, users: list[str], count: int, lang: str) -> None:
    (panel,) = content_of(site.known, "questions", {"for": users}, lang).panels
    assert answer(site, panel).rows == panel.result.rows
    assert len(panel.result) == count  # as many files say that they are for them


def test_the_list_of_donors_leads_to_their_traces(site: Site) -> None:
    (panel,) = content_of(site.known, "donors", {"plan": OTHER}).panels
    assert answer(site, panel).rows == panel.result.rows
    links = dict(zip((row["donor"] for row in panel.result), panel.addresses["donor"], strict=True))
    assert links["European Union"] == "/en/donors/eu?plan=migration-2019"


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_who_needs_whom_in_every_activity(site: Site, lang: str) -> None:
    view = View(site.known, lang, ServedLinks(), "", {})
    panels = [needs_within(view, each) for each in site.known.plans.activities.values()]
    assert sum(assert_same(site, panel, lang=lang) for panel in panels) > 300
    roles = {str(row["role"]) for panel in panels for row in panel.result.records()}
    assert {"en": "host", "ka": "მასპინძელი"}[lang] in roles
    assert all(role.isascii() == (lang == "en") for role in roles)


@pytest.mark.parametrize("plan", [BOTH, ONE])
def test_the_objectives(site: Site, plan: list[str]) -> None:
    (panel,) = content_of(site.known, "objectives", {"plan": plan}).panels
    assert assert_same(site, panel) == (24 if plan else 122)  # counted in the texts


OBJECTIVES: Mapping[str, tuple[Query, int]] = {
    "of a chapter": ({"chapter": ["thb-2019-2020/6"]}, 4),  # 6.1 to 6.4
    "of a lead": ({"lead": ["inl"]}, 0),  # a donor that leads nothing
    "of a chapter of another plan": ({"plan": OTHER, "chapter": ["thb-2019-2020/6"]}, 0),
}


@pytest.mark.parametrize(("query", "count"), OBJECTIVES.values(), ids=OBJECTIVES)
def test_some_objectives(site: Site, query: Query, count: int) -> None:
    (panel,) = content_of(site.known, "objectives", query).panels
    assert len(answer(site, panel).rows) == len(panel.result) == count


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_the_objectives_that_a_body_carries(site: Site, lang: str) -> None:
    query = {"lead": ["operational-technical-agency"]}
    (panel,) = content_of(site.known, "objectives", query, lang).panels
    assert assert_same(site, panel, lang=lang) == 2  # it leads in lines 604 and 686


DEADLINES: Mapping[str, Query] = {
    "all": {},
    "one plan": {"plan": ONE},
    "from a day": {"from": ["2019-06-30"]},
    "between two days": {"from": ["2019-06-30"], "until": ["2019-12-31"], "plan": OTHER},
    "one body": {"organisation": ["ministry-of-internal-affairs"], "from": ["2019-07-01"]},
    "one body in one plan": {"organisation": ["eu"], "plan": OTHER},
    "a body that only pays": {"organisation": ["inl"], "from": ["2020-01-01"]},
}


@pytest.mark.parametrize("query", DEADLINES.values(), ids=DEADLINES)
def test_the_deadlines(site: Site, query: Query) -> None:
    panels = content_of(site.known, "deadlines", query).panels
    assert sum(assert_same(site, panel) for panel in panels) > 0
    assert ("overdue" in {panel.name for panel in panels}) == ("from" in query)


@pytest.mark.parametrize("lang", ["en", "ka"])
@pytest.mark.parametrize("plan", [BOTH, ONE, OTHER], ids=["both", "one", "other"])
@pytest.mark.parametrize("by", ["donor", "organisation", "objective", "chapter"])
def test_the_money(site: Site, by: str, plan: list[str], lang: str) -> None:
    for panel in content_of(site.known, "money", {"by": [by], "plan": plan}, lang).panels:
        assert_same(site, panel, lang=lang)


MONEY_SIFTED: Mapping[str, Query] = {
    "of all": {},
    "of a lead": {"lead": ["ministry-of-internal-affairs"]},
    "of a donor": {"donor": ["eu"]},
    "of a chapter": {"chapter": ["migration-2019/viii"]},
    "of a lead with a donor in one plan": {
        "lead": ["state-services-development-agency"], "donor": ["eu"], "plan": OTHER
    },
}  # fmt: skip


@pytest.mark.parametrize("query", MONEY_SIFTED.values(), ids=MONEY_SIFTED)
@pytest.mark.parametrize("by", ["donor", "organisation", "objective", "chapter"])
def test_the_money_of_some_activities(site: Site, by: str, query: Query) -> None:
    for panel in content_of(site.known, "money", {"by": [by], **query}).panels:
        assert_same(site, panel)


@pytest.mark.parametrize("query", MONEY_SIFTED.values(), ids=MONEY_SIFTED)
@pytest.mark.parametrize("by", ["donor", "organisation", "objective", "chapter"])
def test_a_number_of_the_money_opens_as_many_activities(site: Site, by: str, query: Query) -> None:
    totals = content_of(site.known, "money", {"by": [by], **query}).panels[0]
    opened = [
        (row[name], address)
        for name in ("activities", "notStated", "toBeDetermined", "effort", "lost", "nothing")
        for row, address in zip(totals.result.records(), totals.addresses[name], strict=True)
        if address
    ]
    assert len(opened) > 5
    for count, address in opened:
        path, _, asked = address.partition("?")
        (panel,) = content_of(site.known, path.removeprefix("/en/"), parse_qs(asked)).panels
        assert len({row["iri"] for row in panel.result.records()}) == count, address


def test_what_is_said_of_money(site: Site) -> None:
    """Read in the migration plan: one programme's budget beside three rows, two prices."""
    for said, places in (
        ("wholeProgramme", ["vi/g/5.1", "vii/a/6.1", "vii/b/6.1"]),
        ("perUnit", ["vi/g/6.1", "viii/a/1.4"]),
        ("toBeDetermined", ["iv/b/2.1"]),
        ("lost", ["v/g/3.1", "v/g/4.1", "v/g/4.2", "v/g/4.6"]),
    ):
        (panel,) = content_of(site.known, "activities", {"money": [said]}).panels
        assert [row["place"] for row in panel.result.records()] == places


@pytest.mark.parametrize("by", ["donor", "organisation", "objective", "chapter"])
def test_the_money_of_no_activity(site: Site, by: str) -> None:
    query = {"by": [by], "lead": ["inl"]}  # a donor that leads nothing
    totals, details, chains = content_of(site.known, "money", query).panels
    assert [row["activities"] for row in totals.result.records()] == [0]
    assert (len(details.result), len(chains.result)) == (0, 0)


WHAT_IF: Mapping[str, Query] = {
    "a donor": {"without": ["eu"]},
    "the ministry that leads most": {"without": ["ministry-of-internal-affairs"]},
    "three": {"without": ["eu", "iom", "prosecutors-office"]},
    "three in one plan": {"without": ["eu", "iom", "prosecutors-office"], "plan": OTHER},
    "a plan without a column for money": {"without": ["ministry-of-internal-affairs"], "plan": ONE},
    "a council and a group": {"without": ["anti-trafficking-council", "ngos"]},
}


@pytest.mark.parametrize("query", WHAT_IF.values(), ids=WHAT_IF)
def test_what_if(site: Site, query: Query) -> None:
    panels = {panel.name: panel for panel in content_of(site.known, "what-if", query).panels}
    assert sorted(panels) == [
        "activities", "deadlines", "network", "objectives", "similar", "summary"
    ]  # fmt: skip
    for name in ("summary", "activities", "deadlines", "similar"):
        assert assert_same(site, panels[name]) > 0
    assert assert_same(site, panels["objectives"], "objectives-hit") > 0


def test_who_takes_part_is_what_the_network_is_computed_from(site: Site) -> None:
    content = content_of(site.known, "what-if", {"without": ["eu", "iom"], "plan": OTHER})
    (panel,) = (each for each in content.panels if each.name == "network")
    figures = [row["before"] for row in panel.result.to_records()]
    after = [row["after"] for row in panel.result.to_records()]
    rows = answer(site, panel).to_records()
    assert "cannot be said in SPARQL" in panel.sparql.partition("PREFIX")[0]
    nobody = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
    bodies = {row["organisationIri"] for row in rows} - {nobody}
    gone = {row["organisationIri"] for row in rows if row["goes"]}
    assert gone == {f"{site.known.base}organisation/{slug}" for slug in ("eu", "iom")}
    assert len(bodies) == figures[3]
    assert len(bodies - gone) == after[3]
    every = {row["iri"] for row in rows}
    assert len(every) == 147  # rows of the migration plan
    kept = {row["iri"] for row in rows if not row["goes"] and row["organisationIri"] != nobody}
    assert len(every - kept) == after[2]


OVERLAPS: Mapping[str, Query] = {
    "all": {},
    "across": {"where": ["across"]},
    "inside one plan": {"where": ["inside"], "plan": OTHER},
    "inside the other": {"plan": ONE},
    "of a body": {"organisation": ["ministry-of-internal-affairs"]},
    "of a chapter": {"chapter": ["migration-2019/v"], "where": ["across"]},
    "still to be judged": {"unjudged": ["yes"], "organisation": ["iom"]},
}


@pytest.mark.parametrize("lang", ["en", "ka"])
@pytest.mark.parametrize("query", OVERLAPS.values(), ids=OVERLAPS)
def test_what_looks_alike(site: Site, query: Query, lang: str) -> None:
    (panel,) = content_of(site.known, "overlaps", query, lang).panels
    assert assert_same(site, panel, lang=lang) > 0
    assert "less alike" not in panel.sparql


def test_what_looks_like_one_activity_is_told_as_far_as_the_graph_holds_it(site: Site) -> None:
    (panel,) = content_of(site.known, "overlaps", {"activity": ["migration-2019/v/g/4.7"]}).panels
    assert "also has pairs less alike than those that the graph holds" in panel.sparql
    shown = {(row["first_iri"], row["second_iri"]): row for row in panel.result.to_records()}
    told = answer(site, panel).to_records()
    assert 0 < len(told) < len(shown)
    for row in told:
        assert shown[row["firstIri"], row["secondIri"]]["score"] == row["score"]
    assert min(row["score"] for row in told) >= max(
        row["score"]
        for ends, row in shown.items()
        if ends not in {(row["firstIri"], row["secondIri"]) for row in told}
    )


NETWORKS: Mapping[str, Query] = {
    "default": {},
    "every layer": {"layer": LAYERS},
    "every layer with groups": {"layer": LAYERS, "groups": ["yes"]},
    "every layer by ministry": {"layer": LAYERS, "level": ["ministry"]},
    "everything by ministry without the chair": {
        "layer": LAYERS, "level": ["ministry"], "groups": ["yes"], "chair": ["no"]
    },
    "without the chair": {"layer": LAYERS, "chair": ["no"]},
    "one plan": {"layer": LAYERS, "plan": ONE},
    "a chapter": {"layer": LAYERS, "chapter": CHAPTER},
    "two chapters of two plans": {"layer": LAYERS, "chapter": [*CHAPTER, "thb-2019-2020/5"]},
    "a donor": {"layer": LAYERS, "donor": ["eu"]},
    "two donors by ministry": {"layer": LAYERS, "donor": ["unhcr", "inl"], "level": ["ministry"]},
    "joint": {"layer": ["joint"]},
    "funding with groups": {"layer": ["funding"], "groups": ["yes"]},
    "reporting": {"layer": ["reporting"]},
    "hosting": {"layer": ["hosting"], "groups": ["yes"]},
    "the state only": {"layer": LAYERS, "type": ["government"]},
    "ministries and councils": {"layer": LAYERS, "type": ["ministry", "council"]},
    "ministries, rolled up": {"layer": LAYERS, "type": ["ministry"], "level": ["ministry"]},
    "without three": {"layer": LAYERS, "without": ["iom", "eu", "ministry-of-justice"]},
    "without a ministry and its units": {
        "layer": LAYERS, "without": ["ministry-of-internal-affairs"], "level": ["ministry"]
    },
    "around one": {"around": ["icmpd"]},
    "around two by ministry": {"layer": LAYERS, "around": ["eu", "iom"], "level": ["ministry"]},
}  # fmt: skip


@pytest.mark.parametrize("query", NETWORKS.values(), ids=NETWORKS)
def test_the_network_of_a_choice(site: Site, query: Query) -> None:
    (panel,) = content_of(site.known, "network", query).panels
    assert assert_same(site, panel) > 0


@pytest.mark.parametrize("query", NETWORKS.values(), ids=NETWORKS)
def test_the_matrix_of_a_choice(site: Site, query: Query) -> None:
    (panel,) = content_of(site.known, "matrix", query, "ka").panels
    assert assert_same(site, panel, lang="ka") > 0


@pytest.mark.parametrize(
    ("one", "other", "query"),
    [
        ("social-service-agency", "state-services-development-agency", {}),
        ("ministry-of-internal-affairs", "iom", {"layer": LAYERS, "groups": ["yes"]}),
        ("ministry-of-internal-affairs", "ministry-of-justice",
         {"layer": LAYERS, "level": ["ministry"]}),
        ("ministry-of-justice", "ministry-of-internal-affairs",
         {"layer": ["joint"], "level": ["ministry"]}),
        ("ministry-of-internal-affairs", "eu", {"layer": LAYERS, "chapter": CHAPTER}),
    ],
)  # fmt: skip
def test_the_activities_between_two_bodies(site: Site, one: str, other: str, query: Query) -> None:
    (panel,) = content_of(site.known, f"between/{one}/{other}", query).panels
    assert assert_same(site, panel, "between") > 0

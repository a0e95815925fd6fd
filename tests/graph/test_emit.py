"""What a plan becomes, as a person would write it in Turtle from the small plan."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse

from kavshiri.graph import BuildReport, Iris, OpenStore
from kavshiri.graph.computed import Run
from kavshiri.graph.emit import Emitter
from kavshiri.loaders.records import PlanRecord
from kavshiri.ontology.terms import CLASSES, DATA, ONTOLOGY, PREFIXES, PROPERTIES

TURTLE_PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

PLAN_GRAPH = """
<plan/small-2019> a kav:ActionPlan ; dct:title "მცირე გეგმა 2019"@ka ;
    kav:periodStart "2019-01-01"^^xsd:date ; kav:periodEnd "2019-12-31"^^xsd:date ;
    kav:document <document/small-2019> ; prov:wasDerivedFrom <cell/small-2019/l1> .

<division/small-2019/iv> a kav:Division ; kav:divisionKind <code/division-kind/chapter> ;
    skos:notation "IV" ; skos:prefLabel "ლეგალური მიგრაცია"@ka ; kav:partOf <plan/small-2019> ;
    kav:plan <plan/small-2019> ; kav:order 1 ; prov:wasDerivedFrom <cell/small-2019/l3> .
<division/small-2019/iv/a> a kav:Division ; kav:divisionKind <code/division-kind/section> ;
    skos:notation "ა" ; kav:partOf <division/small-2019/iv> ;
    kav:plan <plan/small-2019> ; kav:order 2 .

<objective/small-2019/iv/a/1> a kav:Objective ; skos:notation "1" ; skos:prefLabel "ვიზები"@ka ;
    kav:partOf <division/small-2019/iv/a> ; kav:plan <plan/small-2019> ; kav:order 3 ;
    prov:wasDerivedFrom <cell/small-2019/r1c1> .

<activity/small-2019/iv/a/1.1> a kav:Activity ; skos:notation "1.1" ;
    skos:prefLabel "კონსულების \\"ტრენინგი\\""@ka ; kav:objective <objective/small-2019/iv/a/1> ;
    kav:partOf <division/small-2019/iv/a> ; kav:plan <plan/small-2019> ; kav:order 4 ;
    kav:expectedResult "ცოდნა გაღრმავებულია"@ka ;
    kav:note "ანგარიშგებაზე პასუხისმგებელი: სსგს"@ka ;
    prov:wasDerivedFrom <cell/small-2019/r1c2>, <cell/small-2019/r1c3>, <cell/small-2019/r1c12> ;
    kav:hasParticipation
        <activity/small-2019/iv/a/1.1/participation/lead/public-registry>,
        <activity/small-2019/iv/a/1.1/participation/support/unresolved/idf>,
        <activity/small-2019/iv/a/1.1/participation/support/unresolved/idf-2>,
        <activity/small-2019/iv/a/1.1/participation/partner/iom>,
        <activity/small-2019/iv/a/1.1/participation/donor/eu>,
        <activity/small-2019/iv/a/1.1/participation/reporting/public-registry> ;
    kav:hasIndicator <activity/small-2019/iv/a/1.1/indicator> ;
    kav:hasVerification <activity/small-2019/iv/a/1.1/verification> ;
    kav:hasFunding <activity/small-2019/iv/a/1.1/funding/administrativeResource>,
        <activity/small-2019/iv/a/1.1/funding/donor/eu> ;
    kav:hasDeadline <activity/small-2019/iv/a/1.1/deadline/1>,
        <activity/small-2019/iv/a/1.1/deadline/2> ;
    kav:hasRisk <activity/small-2019/iv/a/1.1/risk> .

<activity/small-2019/iv/a/1.2> a kav:Activity ; skos:notation "1.2" ; skos:prefLabel "კვლევა"@ka ;
    kav:partOf <division/small-2019/iv/a> ; kav:plan <plan/small-2019> ; kav:order 5 ;
    prov:wasDerivedFrom <cell/small-2019/r2c2> .

PARTICIPATIONS

<activity/small-2019/iv/a/1.1/indicator> a kav:Indicator ; kav:text "ტრენინგი (მინ. 200-250)"@ka ;
    kav:hasTarget <activity/small-2019/iv/a/1.1/indicator/target/1> ;
    prov:wasDerivedFrom <cell/small-2019/r1c4> .
<activity/small-2019/iv/a/1.1/indicator/target/1> a kav:Target ; kav:asStated "(მინ. 200-250)" ;
    kav:targetValue "200"^^xsd:decimal ; kav:targetMax "250"^^xsd:decimal ;
    kav:unit "ტრენინგი"@ka ; prov:wasDerivedFrom <cell/small-2019/r1c4> .
<activity/small-2019/iv/a/1.1/verification> a kav:Verification ; kav:text "სია"@ka ;
    prov:wasDerivedFrom <cell/small-2019/r1c4> .
<activity/small-2019/iv/a/1.1/funding/administrativeResource> a kav:Funding ;
    kav:fundingKind <code/funding-kind/administrativeResource> ;
    kav:amountState <code/amount-state/notStated> ; kav:asStated "ადმინ. რესურსი" ;
    prov:wasDerivedFrom <cell/small-2019/r1c8> .
<activity/small-2019/iv/a/1.1/funding/donor/eu> a kav:Funding ;
    kav:fundingKind <code/funding-kind/donor> ; kav:amountState <code/amount-state/stated> ;
    kav:amount 50000.5 ; kav:currency "GEL" ; kav:funder <organisation/eu> ;
    kav:asStated "50,000.50 ₾" ; prov:wasDerivedFrom <cell/small-2019/r1c9> .
<activity/small-2019/iv/a/1.1/deadline/1> a kav:Deadline ; kav:asStated "06.2019" ;
    kav:periodFrom "2019-06-01"^^xsd:date ; kav:periodTo "2019-06-30"^^xsd:date ;
    kav:precision <code/precision/month> ; prov:wasDerivedFrom <cell/small-2019/r1c7> .
<activity/small-2019/iv/a/1.1/deadline/2> a kav:Deadline ; kav:asStated "12.2019" ;
    kav:periodFrom "2019-12-01"^^xsd:date ; kav:periodTo "2019-12-31"^^xsd:date ;
    kav:precision <code/precision/month> ; prov:wasDerivedFrom <cell/small-2019/r1c7> .
<activity/small-2019/iv/a/1.1/risk> a kav:Risk ; kav:text "ფინანსების არარსებობა"@ka ;
    prov:wasDerivedFrom <cell/small-2019/r1c11> .

<abbreviation/small-2019/ssgs> a kav:Abbreviation ; kav:shortForm "სსგს" ;
    kav:fullForm "სააგენტო"@ka ; kav:abbreviates <organisation/public-registry> ;
    prov:wasDerivedFrom <cell/small-2019/l2> .
"""

PARTICIPATION = """
<activity/small-2019/iv/a/1.1/participation/{name}> a kav:Participation ;
    kav:activity <activity/small-2019/iv/a/1.1> ; kav:organisation <organisation/{slug}> ;
    kav:role <code/role/{role}> ; {within} prov:wasDerivedFrom <cell/small-2019/{cell}> ;
    kav:mention <activity/small-2019/iv/a/1.1/participation/{name}/mention> .
<activity/small-2019/iv/a/1.1/participation/{name}/mention> a kav:Mention ; prov:value "{text}" ;
    kav:resolvedBy <code/resolution/alias> ; kav:confidence 0.9 ;
    prov:wasQuotedFrom <cell/small-2019/{cell}> ; prov:wasDerivedFrom <cell/small-2019/{cell}> .
"""

SOURCE_GRAPH = """
<document/small-2019> a kav:SourceDocument ; kav:fileName "small.txt" ;
    kav:sha256 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" ;
    kav:format "text" ; kav:lineCount 20 .
<cell/small-2019/l1> a kav:SourceCell ; kav:document <document/small-2019> ;
    prov:value "მცირე გეგმა 2019" ; kav:column "" ; kav:headerPrinted false ;
    kav:field dct:title, kav:periodStart, kav:periodEnd ; kav:firstLine 1 ; kav:lastLine 1 .
<cell/small-2019/r1c2> a kav:SourceCell ; kav:document <document/small-2019> ;
    prov:value "1.1. კონსულების\\nტრენინგი" ; kav:column "საქმიანობა" ; kav:headerPrinted true ;
    kav:columnIndex 2 ; kav:row 1 ; kav:field skos:prefLabel, skos:notation ;
    kav:firstLine 5 ; kav:lastLine 6 .
<cell/small-2019/r1c9> a kav:SourceCell ; kav:document <document/small-2019> ;
    prov:value "50,000.50 ₾" ; kav:column "სვეტი 9" ; kav:headerPrinted false ;
    kav:columnIndex 9 ; kav:row 1 ; kav:field kav:donor, kav:hasFunding ;
    kav:firstLine 13 ; kav:lastLine 13 .
<unused/small-2019/l9-1> a kav:UnusedText ; kav:document <document/small-2019> ;
    prov:value "წყარო:" ; kav:unusedReason <code/unused-reason/marker> ;
    kav:firstLine 9 ; kav:lastLine 9 .
<unused/small-2019/l9-2> a kav:UnusedText ; kav:document <document/small-2019> ;
    prov:value "…" ; kav:unusedReason <code/unused-reason/layout> ;
    kav:firstLine 9 ; kav:lastLine 10 .
"""

COMPUTED_GRAPH = """
<activity/small-2019/iv/a/1.1> kav:lead <organisation/public-registry> ;
    kav:support <organisation/unresolved/idf> ; kav:partner <organisation/iom> ;
    kav:donor <organisation/eu> ; kav:reportingBody <organisation/public-registry> ;
    kav:involves <organisation/public-registry>, <organisation/unresolved/idf>,
        <organisation/iom>, <organisation/eu> ;
    kav:dueBy "2019-12-31"^^xsd:date ; kav:adminResource true ;
    kav:activityType <code/activity-type/training> .
<activity/small-2019/iv/a/1.1/risk> kav:riskCategory <code/risk-category/financial> .
<finding/small-2019/noDeadline/activity/iv/a/1.2> a kav:Finding ;
    kav:findingKind <code/finding-kind/noDeadline> ; kav:severity <code/severity/warning> ;
    kav:about <activity/small-2019/iv/a/1.2> ; kav:scope <plan/small-2019> ;
    kav:text "ვადა არ აქვს"@ka, "It has no deadline"@en ;
    prov:wasDerivedFrom <cell/small-2019/r2c2> ; prov:wasGeneratedBy <run/HASH> .
<finding/small-2019/unresolvedName/organisation/unresolved/idf/idf> a kav:Finding ;
    kav:findingKind <code/finding-kind/unresolvedName> ; kav:severity <code/severity/info> ;
    kav:about <organisation/unresolved/idf> ; kav:scope <plan/small-2019> ;
    kav:text "უცნობი სახელი"@ka, "An unknown name"@en ;
    prov:wasDerivedFrom <cell/small-2019/r1c5> ; prov:wasGeneratedBy <run/HASH> .
<organisation/unresolved/idf> kav:suggestion <organisation/iom>, <organisation/icmpd> .
"""


def lines(store: Store, graph: str) -> set[str]:
    name = NamedNode(f"{DATA}graph/{graph}")
    return {str(quad.triple) for quad in store.quads_for_pattern(None, None, None, name)}


def expected(turtle: str) -> set[str]:
    """Return triples as the store writes them: numbers in their shortest form."""
    store = Store()
    store.load(TURTLE_PREFIXES + turtle, RdfFormat.TURTLE, base_iri=DATA)
    return {str(quad.triple) for quad in store}


def participation(name: str, role: str, slug: str, text: str, cell: str) -> str:
    is_registry = slug == "public-registry"
    within = "kav:within <organisation/ministry-of-justice> ;" if is_registry else ""
    return PARTICIPATION.format(
        name=name, role=role, slug=slug, text=text, cell=cell, within=within
    )


def test_the_graph_of_the_plan_says_what_the_plan_says(built: OpenStore) -> None:
    participations = "".join(
        (
            participation("lead/public-registry", "lead", "public-registry", "სსგს", "r1c5"),
            participation("support/unresolved/idf", "support", "unresolved/idf", "IDF", "r1c5"),
            participation("support/unresolved/idf-2", "support", "unresolved/idf", "IDF", "r1c5"),
            participation("partner/iom", "partner", "iom", "IOM", "r1c6"),
            participation("donor/eu", "donor", "eu", "EU", "r1c9"),
            participation(
                "reporting/public-registry", "reporting", "public-registry", "სსგს", "r1c12"
            ),
        )
    )
    assert lines(built.store, "plan/small-2019") == expected(
        PLAN_GRAPH.replace("PARTICIPATIONS", participations)
    )


def test_cells_and_unused_text_stand_in_the_source_graph(built: OpenStore) -> None:
    found = lines(built.store, "source")
    about = {line.split(" ")[0] for line in expected(SOURCE_GRAPH)}
    assert len(about) == 6
    assert {line for line in found if line.split(" ")[0] in about} == expected(SOURCE_GRAPH)
    assert len({line.split(" ")[0] for line in found}) == 2 + 15 + 1 + 2


def _runs_of(kind: str, found: set[str]) -> set[str]:
    """Return the hashes of the runs that made the things of a class, by their IRIs."""
    subjects = {line.split(" ")[0] for line in found if line.endswith(f"#{kind}>")}
    made = [line.split(" ") for line in found if "wasGeneratedBy" in line]
    return {run.strip("<>").removeprefix(f"{DATA}run/") for s, _, run in made if s in subjects}


def test_what_we_add_stands_in_the_computed_graph(built: OpenStore) -> None:
    found = lines(built.store, "computed")
    runs = {line.split(" ")[0].strip("<>") for line in found if "inputHash" in line}
    used = f"<{PREFIXES['prov']}used> <{DATA}document/small-2019>"
    mine = {run for run in runs if f"<{run}> {used}" in found}
    # One run for each plan, and one over both: its results are in test_analyses.
    assert len(runs) == 3
    assert len(mine) == 2
    [name] = {run.removeprefix(f"{DATA}run/") for run in mine} & _runs_of("Finding", found)
    others = tuple(f"<{DATA}{kind}/" for kind in ("run", "measure", "dependency", "overlap"))
    of_the_plan = {
        line for line in found if not line.startswith(others) and "#dependsOn>" not in line
    }
    assert of_the_plan == expected(COMPUTED_GRAPH.replace("HASH", name))


def test_a_body_that_two_plans_name_is_described_once(built: OpenStore) -> None:
    idf = f"<{DATA}organisation/unresolved/idf>"
    found = {line for line in lines(built.store, "organisations") if line.startswith(idf)}
    assert found == expected("""
        <organisation/unresolved/idf> a org:Organization ; kav:unresolved true ;
            skos:prefLabel "I.D.F."@ka ; skos:altLabel "IDF"@ka ;
            org:subOrganizationOf <organisation/ministry-of-justice> .
    """)


def test_english_and_latin_names_stand_in_the_graph_of_translations(built: OpenStore) -> None:
    found = lines(built.store, "translations")
    assert (
        expected("""
        <plan/small-2019> dct:title "Small plan for 2019"@en .
        <division/small-2019/iv> skos:prefLabel "Legal migration"@en .
        <objective/small-2019/iv/a/1> skos:prefLabel "Visas"@en .
        <activity/small-2019/iv/a/1.1> skos:prefLabel "Training of consuls"@en .
        <organisation/unresolved/idf> skos:prefLabel "I.D.F."@ka-Latn .
        <organisation/ministry-of-justice>
            skos:prefLabel "Sakartvelos iust'itsiis saminist'ro"@ka-Latn .
    """)
        <= found
    )
    assert not any("iv/a/9.9" in line for line in found)


def test_a_translation_of_nothing_is_named(report: BuildReport) -> None:
    assert report.unmatched == ("small-2019: activity/iv/a/9.9",)


def test_every_statement_stands_in_one_graph_and_none_has_a_blank_node(
    report: BuildReport, built: OpenStore
) -> None:
    quads = list(built.store)
    assert len(quads) == report.total == sum(built.info().counts.values())
    graphs = Counter(str(quad.triple) for quad in quads)
    assert {triple: times for triple, times in graphs.items() if times > 1} == {}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)
    by_graph = Counter(str(quad.graph_name).strip("<>") for quad in quads)
    assert by_graph == {f"{DATA}graph/{name}": n for name, n in report.quads.items()}


def test_the_words_used_are_words_of_the_ontology(built: OpenStore) -> None:
    used = {
        term.value.removeprefix(ONTOLOGY)
        for quad in built.store
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(ONTOLOGY)
    }
    assert used <= {*CLASSES, *PROPERTIES}


def test_the_small_plan_keeps_every_rule(report: BuildReport) -> None:
    assert report.violations == ()


def emitted(plans: list[PlanRecord], base: str = DATA) -> list[str]:
    return list(Emitter(Iris(base), Run({}, "0.1.0")).iter_lines(plans))


def test_no_line_is_written_twice(plan: PlanRecord, other: PlanRecord) -> None:
    written = emitted([plan, other])
    assert len(written) == len(set(written))


def test_the_order_of_the_plans_does_not_matter(plan: PlanRecord, other: PlanRecord) -> None:
    assert sorted(emitted([plan, other])) == sorted(emitted([other, plan]))


def test_a_further_plan_renames_nothing(plan: PlanRecord, other: PlanRecord) -> None:
    other = dataclasses.replace(other, organisations=())
    assert set(emitted([plan])) < set(emitted([plan, other]))


def test_the_base_can_be_set(plan: PlanRecord) -> None:
    moved = emitted([plan], "https://example.org/plans/")
    assert not any(f"<{DATA}" in line for line in moved)
    usual = [line.replace(DATA, "https://example.org/plans/") for line in emitted([plan])]
    assert sorted(moved) == sorted(usual)


def test_what_is_written_is_what_the_engine_writes(plan: PlanRecord) -> None:
    """A store that is exported and loaded again must not change a term of a plan."""
    own = [line for line in emitted([plan]) if "/graph/ontology>" not in line]
    assert len(own) > 1000
    for line in own:
        store = Store()
        store.load(line, RdfFormat.N_QUADS)
        (kept,) = store
        (strict,) = parse(line, RdfFormat.N_QUADS)
        assert isinstance(strict, Quad)
        assert kept == strict


def unsound(plan: PlanRecord, what: str) -> PlanRecord:
    """Return the plan with one fault."""
    match what:
        case "activity-twice":
            return dataclasses.replace(plan, activities=(*plan.activities, plan.activities[1]))
        case "cell-twice":
            return dataclasses.replace(plan, cells=(*plan.cells, plan.cells[0]))
        case "cell-missing":
            return dataclasses.replace(plan, title_cells=("l99",))
        case "slug":
            organisation = dataclasses.replace(plan.organisations[0], slug="idf")
            return dataclasses.replace(plan, organisations=(organisation,))
    cell = dataclasses.replace(plan.cells[0], fields=("sum",))
    return dataclasses.replace(plan, cells=(cell, *plan.cells[1:]))


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("activity-twice", "plan 'small-2019' has 2 of the activity 'iv/a/1.2'"),
        ("cell-twice", "plan 'small-2019' has 2 of the source cell 'l1'"),
        ("cell-missing", "plan 'small-2019' has no source cell 'l99'"),
        ("slug", "the slug 'idf' must begin with 'unresolved/'"),
        ("field", "no property for the field 'sum'"),
    ],
)
def test_an_unsound_record_is_refused(plan: PlanRecord, what: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        emitted([unsound(plan, what)])


def test_two_plans_of_one_slug_are_refused(plan: PlanRecord) -> None:
    with pytest.raises(ValueError, match="two plans of one build have the plan slug 'small-2019'"):
        emitted([plan, plan])

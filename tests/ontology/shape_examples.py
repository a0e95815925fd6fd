"""One passing and one failing example for every rule of ``shapes.ttl``.

``WORLD`` is a small graph that keeps every rule. An example replaces one piece of it: with another
piece that is still right, and with one that breaks just this rule. So each example shows where the
line runs, and a failing graph can break nothing else by being incomplete.
"""

from __future__ import annotations

__all__ = ["EXAMPLES", "WORLD"]

PREFIXES = """\
@base <https://w3id.org/kavshiri/id/> .
@prefix kav: <https://w3id.org/kavshiri/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

WORLD = (
    PREFIXES
    + """
<plan/p> a kav:ActionPlan ; dct:title "გეგმა"@ka ; kav:document <document/p> ;
    kav:periodStart "2019-01-01"^^xsd:date ; kav:periodEnd "2019-12-31"^^xsd:date .

<division/p/iv> a kav:Division ; skos:prefLabel "IV თავი"@ka ; kav:plan <plan/p> ; kav:order 1 ;
    kav:partOf <plan/p> ; kav:divisionKind <code/division-kind/chapter> ;
    prov:wasDerivedFrom <cell/p/l86> .

<objective/p/1> a kav:Objective ; skos:prefLabel "ამოცანა"@ka ; kav:plan <plan/p> ; kav:order 2 ;
    kav:partOf <division/p/iv> ; prov:wasDerivedFrom <cell/p/r1c1> .
<objective/p/2> a kav:Objective ; skos:prefLabel "სხვა"@ka ; kav:plan <plan/p> ; kav:order 5 ;
    kav:partOf <division/p/iv> ; prov:wasDerivedFrom <cell/p/r1c1> .

<activity/p/1.1> a kav:Activity ; skos:prefLabel "ტრენინგი"@ka ; kav:plan <plan/p> ; kav:order 3 ;
    kav:objective <objective/p/1> ; kav:dueBy "2019-12-31"^^xsd:date ;
    kav:hasParticipation <participation> ; kav:hasIndicator <indicator> ;
    kav:hasVerification <verification> ; kav:hasDeadline <deadline> ; kav:hasRisk <risk> ;
    kav:hasFunding <funding/effort>, <funding/budget>, <funding/donor> ;
    prov:wasDerivedFrom <cell/p/r1c2> .
<activity/p/1.2> a kav:Activity ; skos:prefLabel "კვლევა"@ka ; kav:plan <plan/p> ; kav:order 4 ;
    prov:wasDerivedFrom <cell/p/r1c2> .

<participation> a kav:Participation ; kav:activity <activity/p/1.1> ;
    kav:organisation <organisation/unit> ; kav:within <organisation/ministry> ;
    kav:role <code/role/lead> ; kav:mention <mention> ; prov:wasDerivedFrom <cell/p/r1c5> .

<mention> a kav:Mention ; prov:value "სსგს" ; kav:confidence 0.9 ;
    kav:resolvedBy <code/resolution/alias> ; prov:wasQuotedFrom <cell/p/r1c5> .

<indicator> a kav:Indicator ; kav:text "ტრენინგი (მინ. 5)"@ka ; kav:hasTarget <target> ;
    prov:wasDerivedFrom <cell/p/r1c4> .

<target> a kav:Target ; kav:asStated "(მინ. 5)" ; kav:targetValue 5.0 ; kav:targetMax 7.0 ;
    prov:wasDerivedFrom <cell/p/r1c4> .

<verification> a kav:Verification ; kav:text "სია"@ka ; prov:wasDerivedFrom <cell/p/r1c4> .

<risk> a kav:Risk ; kav:text "რესურსების არარსებობა"@ka ; prov:wasDerivedFrom <cell/p/r1c11> .

<funding/effort> a kav:Funding ; kav:fundingKind <code/funding-kind/administrativeResource> ;
    kav:amountState <code/amount-state/notStated> ; kav:asStated "ადმინ. რესურსი" ;
    prov:wasDerivedFrom <cell/p/r1c8> .

<funding/budget> a kav:Funding ; kav:fundingKind <code/funding-kind/stateBudget> ;
    kav:amountState <code/amount-state/stated> ; kav:amount 50000.0 ; kav:currency "GEL" ;
    kav:asStated "50,000 ₾" ; prov:wasDerivedFrom <cell/p/r1c8> .

<funding/donor> a kav:Funding ; kav:fundingKind <code/funding-kind/donor> ;
    kav:amountState <code/amount-state/toBeDetermined> ; kav:funder <organisation/donor> ;
    kav:asStated "EU" ; prov:wasDerivedFrom <cell/p/r1c9> .

<deadline> a kav:Deadline ; kav:asStated "12.2019" ; kav:precision <code/precision/month> ;
    kav:periodFrom "2019-12-01"^^xsd:date ; kav:periodTo "2019-12-31"^^xsd:date ;
    prov:wasDerivedFrom <cell/p/r1c7> .

<abbreviation> a kav:Abbreviation ; kav:shortForm "მეას" ;
    kav:fullForm "მიგრაციის მონაცემთა ერთიანი ანალიტიკური სისტემა"@ka ;
    prov:wasDerivedFrom <cell/p/l50> .

<document/p> a kav:SourceDocument ; kav:fileName "p.txt" ;
    kav:sha256 "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" .

<cell/p/l50> a kav:SourceCell ; kav:document <document/p> ; prov:value "მეას" ;
    kav:column "შემოკლება" ; kav:firstLine 50 ; kav:lastLine 51 .
<cell/p/l86> a kav:SourceCell ; kav:document <document/p> ; prov:value "IV თავი" ;
    kav:column "სათაური" ; kav:firstLine 86 ; kav:lastLine 86 .
<cell/p/r1c1> a kav:SourceCell ; kav:document <document/p> ; prov:value "1. ამოცანა" ;
    kav:column "ამოცანა" ; kav:row 1 ; kav:columnIndex 1 ; kav:firstLine 88 ; kav:lastLine 89 .
<cell/p/r1c2> a kav:SourceCell ; kav:document <document/p> ; prov:value "1.1. ტრენინგი" ;
    kav:column "საქმიანობა" ; kav:row 1 ; kav:columnIndex 2 ; kav:firstLine 90 ; kav:lastLine 91 .
<cell/p/r1c4> a kav:SourceCell ; kav:document <document/p> ; prov:value "ტრენინგი (მინ. 5)" ;
    kav:column "ინდიკატორი" ; kav:row 1 ; kav:columnIndex 4 ; kav:firstLine 92 ; kav:lastLine 92 .
<cell/p/r1c5> a kav:SourceCell ; kav:document <document/p> ; prov:value "სსგს" ;
    kav:column "უწყება" ; kav:row 1 ; kav:columnIndex 5 ; kav:firstLine 93 ; kav:lastLine 93 .
<cell/p/r1c7> a kav:SourceCell ; kav:document <document/p> ; prov:value "12.2019" ;
    kav:column "ვადა" ; kav:row 1 ; kav:columnIndex 7 ; kav:firstLine 94 ; kav:lastLine 94 .
<cell/p/r1c8> a kav:SourceCell ; kav:document <document/p> ; prov:value "50,000 ₾" ;
    kav:column "ბიუჯეტი" ; kav:row 1 ; kav:columnIndex 8 ; kav:firstLine 95 ; kav:lastLine 95 .
<cell/p/r1c9> a kav:SourceCell ; kav:document <document/p> ; prov:value "EU" ;
    kav:column "დონორი" ; kav:row 1 ; kav:columnIndex 9 ; kav:firstLine 96 ; kav:lastLine 96 .
<cell/p/r1c11> a kav:SourceCell ; kav:document <document/p> ; prov:value "არარსებობა" ;
    kav:column "რისკი" ; kav:row 1 ; kav:columnIndex 11 ; kav:firstLine 97 ; kav:lastLine 98 .
<unused/p/l7-1> a kav:UnusedText ; kav:document <document/p> ; prov:value "წყარო:" ;
    kav:firstLine 7 ; kav:lastLine 7 ; kav:unusedReason <code/unused-reason/marker> .

<organisation/ministry> a org:Organization ; skos:prefLabel "სამინისტრო"@ka ;
    org:classification <code/organisation-type/ministry> .
<organisation/unit> a org:Organization ; skos:prefLabel "სააგენტო"@ka ;
    org:classification <code/organisation-type/unit> ;
    org:subOrganizationOf <organisation/ministry> .
<organisation/donor> a org:Organization ; skos:prefLabel "ევროკავშირი"@ka ;
    org:classification <code/organisation-type/internationalOrganisation> .
<organisation/unresolved/idf> a org:Organization ; skos:prefLabel "IDF"@ka ; kav:unresolved true .
<organisation/ngos> a kav:StakeholderGroup ; skos:prefLabel "არასამთავრობოები"@ka ;
    org:classification <code/organisation-type/civilSociety> .

<finding> a kav:Finding ; kav:findingKind <code/finding-kind/noDeadline> ;
    kav:severity <code/severity/info> ; kav:about <activity/p/1.2> ;
    kav:text "ვადა არ აქვს"@ka, "It has no deadline"@en ; prov:wasGeneratedBy <run> .

<dependency> a kav:Dependency ; kav:from <organisation/unit> ; kav:to <organisation/donor> ;
    kav:layer <code/layer/funding> ; kav:weight 1 ; kav:evidence <activity/p/1.1> ;
    prov:wasGeneratedBy <run> .

<measure> a kav:Measure ; kav:about <organisation/unit> ; kav:value 0.25 ;
    kav:measureKind <code/measure/betweenness> ; prov:wasGeneratedBy <run> .

<overlap> a kav:Overlap ; kav:between <activity/p/1.1>, <activity/p/1.2> ;
    kav:wordsScore 0.75 ; kav:score 0.8 ;
    prov:wasGeneratedBy <run> .

<verdict> a kav:Verdict ; kav:about <overlap> ; kav:verdict <code/verdict/none> ;
    dct:creator "ნინო" ; dct:created "2026-11-22"^^xsd:date .

<run> a kav:Run ; kav:inputHash "0a1b" ; kav:programVersion "0.1.0" .

<question/q> a kav:Question ; rdfs:label "რა?"@ka, "What?"@en ; sh:select "SELECT * {}" ;
    rdfs:comment "რას კითხულობს"@ka, "What it asks"@en ; dct:audience <code/audience/auditor> ;
    kav:hasParameter <question/q/parameter/day> ; kav:hasColumn <question/q/column/name> .

<question/q/parameter/day> a kav:Variable ; kav:variableName "day" ;
    kav:valueType <code/value-type/date> ; rdfs:comment "დღე"@ka, "The day"@en .

<question/q/column/name> a kav:Variable ; kav:variableName "name" ;
    kav:valueType <code/value-type/text> ; rdfs:comment "სახელი"@ka, "The name"@en .
"""
)


def _swap(piece: str, good: str, bad: str) -> tuple[str, str]:
    """Return the world with the piece replaced: by a right one, and by a wrong one."""
    if WORLD.count(piece) != 1:
        raise AssertionError(f"{piece!r} stands {WORLD.count(piece)} times in the world")
    return WORLD.replace(piece, good), WORLD.replace(piece, bad)


def _drop(piece: str) -> tuple[str, str]:
    """Return the world as it is, and without the piece."""
    return _swap(piece, piece, "")


_HEADING = """skos:prefLabel "IV თავი"@ka ; kav:plan <plan/p> ; kav:order 1 ;
    kav:partOf <plan/p> ; kav:divisionKind <code/division-kind/chapter> ;
    prov:wasDerivedFrom <cell/p/l86> ."""
_NO_HEADING = """kav:plan <plan/p> ; kav:order 1 ;
    kav:partOf <plan/p> ; kav:divisionKind <code/division-kind/chapter> ."""
_NO_CELL = 'skos:prefLabel "IV თავი"@ka ; ' + _NO_HEADING

_ORPHAN = """<participation/2> a kav:Participation ; kav:organisation <organisation/donor> ;
    kav:role <code/role/donor> ; kav:mention <mention> ; prov:wasDerivedFrom <cell/p/r1c5> .

<mention> a kav:Mention ;"""

_DEPENDENCY = "kav:layer <code/layer/funding> ; kav:weight 1 ; kav:evidence <activity/p/1.1> ;"

EXAMPLES: dict[str, tuple[str, str]] = {
    # Action plans
    "plan-title": _swap('"გეგმა"@ka', '"გეგმა"@ka, "Plan"@en', '"Plan"@en'),
    "plan-period-start": _drop('kav:periodStart "2019-01-01"^^xsd:date ;'),
    "plan-period-end": _drop('; kav:periodEnd "2019-12-31"^^xsd:date'),
    "plan-period-order": _swap('Start "2019-01-01"', 'Start "2019-12-31"', 'Start "2020-01-01"'),
    "plan-document": _swap(
        '"გეგმა"@ka ; kav:document <document/p>',
        '"გეგმა"@ka ; kav:document <document/p>',
        '"გეგმა"@ka',
    ),
    # Divisions, objectives, activities
    "element-plan": _swap(
        '"სხვა"@ka ; kav:plan <plan/p>', '"სხვა"@ka ; kav:plan <plan/p>', '"სხვა"@ka'
    ),
    "element-order": _swap("kav:order 5", "kav:order 6", 'kav:order "5"'),
    "element-part-of": _swap(
        "kav:order 5 ;\n    kav:partOf <division/p/iv>",
        "kav:order 5 ;\n    kav:partOf <plan/p>",
        "kav:order 5 ;\n    kav:partOf <activity/p/1.1>",
    ),
    "element-label": _swap('"კვლევა"@ka', '"კვლევა"@ka, "Study"@en', '"Study"@en'),
    "element-source": _swap(
        "kav:order 4 ;\n    prov:wasDerivedFrom <cell/p/r1c2>",
        "kav:order 4 ;\n    prov:wasDerivedFrom <cell/p/r1c2>, <cell/p/r1c4>",
        "kav:order 4",
    ),
    "division-kind": _swap("division-kind/chapter", "division-kind/goal", "division-kind/part"),
    "division-source": _swap(_HEADING, _NO_HEADING, _NO_CELL),
    "activity-objective": _swap(
        "kav:objective <objective/p/1>",
        "kav:objective <objective/p/2>",
        "kav:objective <objective/p/1>, <objective/p/2>",
    ),
    "activity-participations": _drop("kav:hasParticipation <participation> ;"),
    "activity-due": _swap(
        'kav:dueBy "2019-12-31"^^xsd:date',
        'kav:dueBy "2019-09-30"^^xsd:date',
        'kav:dueBy "2019-09-30"^^xsd:date, "2019-12-31"^^xsd:date',
    ),
    "label-languages": _swap(
        '"ტრენინგი"@ka', '"ტრენინგი"@ka, "treningi"@ka-Latn', '"ტრენინგი"@ka, "წვრთნა"@ka'
    ),
    # What a plan says: parts of an activity
    "statement-source": _swap(
        '"სია"@ka ; prov:wasDerivedFrom <cell/p/r1c4>',
        '"სია"@ka ; prov:wasDerivedFrom <cell/p/r1c2>, <cell/p/r1c4>',
        '"სია"@ka',
    ),
    "statement-text": _swap('"სია"@ka', '"სია"@ka, "A list"@en', '"A list"@en'),
    "statement-as-stated": _swap('"12.2019" ; kav:p', '"12,2019" ; kav:p', '"12.2019"@ka ; kav:p'),
    "statement-activity": _drop("kav:hasVerification <verification> ;"),
    # Participations and mentions
    "participation-activity": _swap(
        "<mention> a kav:Mention ;", "<mention> a kav:Mention ;", _ORPHAN
    ),
    "participation-organisation": _swap(
        "kav:organisation <organisation/unit>",
        "kav:organisation <organisation/ngos>",
        "kav:organisation <organisation/unit>, <organisation/donor>",
    ),
    "participation-role": _swap("role/lead", "role/donor", "role/boss"),
    "participation-mention": _drop("kav:mention <mention> ;"),
    "participation-within-other": _swap(
        "kav:within <organisation/ministry>",
        "kav:within <organisation/donor>",
        "kav:within <organisation/unit>",
    ),
    "mention-value": _swap(
        'prov:value "სსგს" ; kav:conf', 'prov:value "შსს" ; kav:conf', 'prov:value "" ; kav:conf'
    ),
    "mention-resolved-by": _swap("resolution/alias", "resolution/exact", "resolution/guess"),
    "mention-confidence": _swap("kav:confidence 0.9", "kav:confidence 1.0", "kav:confidence 1.5"),
    "mention-quoted-from": _drop("; prov:wasQuotedFrom <cell/p/r1c5>"),
    # Targets
    "target-indicator": _drop("kav:hasTarget <target> ;"),
    "target-value": _swap("kav:targetValue 5.0", "kav:targetValue 7.0", "kav:targetValue 5.0, 6.0"),
    "target-max": _swap("; kav:targetMax 7.0", "", "; kav:targetMax 7.0, 8.0"),
    "target-range": _swap("kav:targetMax 7.0", "kav:targetMax 5.0", "kav:targetMax 4.0"),
    # Funding
    "funding-kind": _drop("; kav:fundingKind <code/funding-kind/stateBudget>"),
    "funding-state": _drop("kav:amountState <code/amount-state/stated> ;"),
    "funding-amount": _swap("kav:amount 50000.0", "kav:amount 0.0", "kav:amount -1.0"),
    "funding-currency": _swap('"GEL"', '"EUR"', '"lari"'),
    "funding-amount-currency": _drop('kav:currency "GEL" ;'),
    "funding-stated-amount": _swap(
        '<code/amount-state/stated> ; kav:amount 50000.0 ; kav:currency "GEL"',
        "<code/amount-state/notStated>",
        "<code/amount-state/stated>",
    ),
    "funding-unstated-amount": _swap(
        "amount-state/stated", "amount-state/perUnit", "amount-state/toBeDetermined"
    ),
    "funding-effort-amount": _swap(
        '<code/amount-state/notStated> ; kav:asStated "ადმ',
        '<code/amount-state/toBeDetermined> ; kav:asStated "ადმ',
        '<code/amount-state/stated> ; kav:amount 1.0 ; kav:currency "GEL" ; kav:asStated "ადმ',
    ),
    "funding-donor-funder": _swap(
        "kav:funder <organisation/donor> ;", "kav:funder <organisation/ngos> ;", ""
    ),
    "funding-own-funder": _swap(
        'kav:asStated "50,000 ₾" ;',
        'kav:asStated "50,000 ₾" ;',
        'kav:asStated "50,000 ₾" ; kav:funder <organisation/donor> ;',
    ),
    # Deadlines
    "deadline-from": _drop('kav:periodFrom "2019-12-01"^^xsd:date ;'),
    "deadline-to": _drop('; kav:periodTo "2019-12-31"^^xsd:date'),
    "deadline-order": _swap('From "2019-12-01"', 'From "2019-12-31"', 'From "2020-01-01"'),
    "deadline-precision": _swap("precision/month", "precision/range", "precision/day"),
    # Abbreviations
    "abbreviation-full-form": _swap('სისტემა"@ka', 'სისტემა"@ka, "A system"@en', 'სისტემა"'),
    # The source
    "document-sha256": _swap("9f86d081", "0f86d081", "9F86D081"),
    "source-document": _swap(
        'kav:document <document/p> ; prov:value "წყარო:"',
        'kav:document <document/p> ; prov:value "წყარო:"',
        'prov:value "წყარო:"',
    ),
    "source-value": _swap('prov:value "წყარო:"', 'prov:value ""', 'prov:value "წყარო:"@ka'),
    "source-first-line": _swap("kav:firstLine 7", "kav:firstLine 1", "kav:firstLine 0"),
    "source-last-line": _drop("kav:lastLine 7 ;"),
    "source-line-order": _swap("kav:lastLine 7", "kav:lastLine 8", "kav:lastLine 6"),
    "cell-column": _drop('kav:column "სათაური" ;'),
    "cell-position": _swap("kav:row 1 ; kav:columnIndex 11 ;", "", "kav:row 1 ;"),
    "unused-reason": _swap("unused-reason/marker", "unused-reason/layout", "unused-reason/other"),
    # Organisations and groups
    "organisation-described": _swap(
        "org:subOrganizationOf <organisation/ministry>",
        "org:subOrganizationOf <organisation/donor>",
        "org:subOrganizationOf <organisation/nowhere>",
    ),
    "organisation-label": _swap(
        '"არასამთავრობოები"@ka', '"არასამთავრობოები"@ka, "NGOs"@en', '"NGOs"@en'
    ),
    "organisation-classification": _swap(
        "; kav:unresolved true", "; org:classification <code/organisation-type/agency>", ""
    ),
    "group-not-body": _swap(
        "a kav:StakeholderGroup",
        "a kav:StakeholderGroup",
        "a kav:StakeholderGroup, org:Organization",
    ),
    # Assessments
    "assessment-about": _drop("; kav:about <organisation/unit>"),
    "assessment-run": _swap(
        "kav:score 0.8 ;\n    prov:wasGeneratedBy <run>",
        "kav:score 0.7 ;\n    prov:wasGeneratedBy <run>",
        "kav:score 0.8",
    ),
    "finding-kind": _swap("finding-kind/noDeadline", "finding-kind/noLead", "finding-kind/other"),
    "finding-severity": _swap("severity/info", "severity/serious", "severity/fatal"),
    "finding-text-georgian": _drop('"ვადა არ აქვს"@ka, '),
    "finding-text-english": _drop(', "It has no deadline"@en'),
    "dependency-from": _drop("; kav:from <organisation/unit>"),
    "dependency-to": _drop("; kav:to <organisation/donor>"),
    "dependency-ends": _swap(
        "kav:to <organisation/donor>",
        "kav:to <organisation/ministry>",
        "kav:to <organisation/unit>",
    ),
    "dependency-layer": _swap("layer/funding", "layer/delivery", "layer/money"),
    "dependency-evidence": _swap(
        _DEPENDENCY, "kav:layer <code/layer/hosting> ;", "kav:layer <code/layer/funding> ;"
    ),
    "measure-value": _swap("kav:value 0.25", "kav:value 3.0", 'kav:value "0.25"'),
    "overlap-between": _drop(", <activity/p/1.2>"),
    "overlap-score": _swap("kav:score 0.8", "kav:score 1.0", "kav:score 1.5"),
    "overlap-part": _swap("kav:wordsScore 0.75", "kav:peopleScore 0.0", "kav:wordsScore 2"),
    "verdict-judgement": _swap("verdict/none", "verdict/complement", "verdict/maybe"),
    "verdict-author": _drop('dct:creator "ნინო" ;'),
    "verdict-date": _swap('"2026-11-22"^^xsd:date', '"2026-11-23"^^xsd:date', '"2026-11-22"'),
    "run-no-clock": _swap(
        'kav:inputHash "0a1b"',
        'kav:inputHash "0a1c"',
        'kav:inputHash "0a1b" ; prov:endedAtTime "2026-11-22T12:00:00Z"^^xsd:dateTime',
    ),
    # Questions
    "question-query": _swap(
        'sh:select "SELECT * {}"',
        'sh:construct "CONSTRUCT {} {}"',
        'sh:select "SELECT * {}" ; sh:ask "ASK {}"',
    ),
    "question-audience": _swap("audience/auditor", "audience/analyst", "audience/everybody"),
    "question-label-georgian": _drop('"რა?"@ka, '),
    "question-label-english": _drop(', "What?"@en'),
    "question-text-georgian": _drop('"რას კითხულობს"@ka, '),
    "question-text-english": _drop(', "The name"@en'),
    "variable-name": _swap('Name "day"', 'Name "since"', 'Name "day", "since"'),
    "variable-type": _swap("value-type/date", "value-type/activity", "value-type/colour"),
    "variable-question": _drop("; kav:hasColumn <question/q/column/name>"),
}

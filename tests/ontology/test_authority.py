"""The authority list: that it is whole and unambiguous, and what a person knows of it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from kavshiri.ontology.authority import (
    Organisation,
    authority,
    organisations_file,
    read_authority,
)
from kavshiri.ontology.codes import code_list
from kavshiri.ontology.errors import ReadingError
from kavshiri.ontology.romanise import slug
from kavshiri.ontology.terms import PREFIXES, kav

BODIES = authority()
MKHEDRULI = "[\u10d0-\u10f0]"  # the letters of today, and of no other script
EVERY = pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())


def listed(text: str) -> list[str]:
    return text.split()


# What the agency, partner, donor and note columns of the first two plans name.
IN_THE_COLUMNS = listed("""
ministry-of-justice ministry-of-internal-affairs ministry-of-foreign-affairs ministry-of-education
ministry-of-economy ministry-of-labour ministry-of-defence ministry-of-finance prosecutors-office
state-services-development-agency public-registry house-of-justice justice-training-centre
crime-prevention-centre data-exchange-agency trafficking-fund social-service-agency
labour-inspection-department central-criminal-police-department operational-technical-agency
international-education-centre education-quality-centre rustaveli-science-foundation
enterprise-georgia national-tourism-administration geostat high-school-of-justice
academy-of-ministry-of-finance national-bank tbilisi-state-university
office-of-state-minister-for-reconciliation public-defenders-office courts anti-trafficking-council
migration-commission iom icmpd unhcr eu coe frontex eurostat easo giz bmz dtra us-exbs us-doj inl
us-department-of-state norway-mfa
""")
GROUPS_IN_THE_COLUMNS = listed("""
interested-ngos-and-international-organisations interested-international-organisations
interested-ngos ngos-and-international-organisations anti-trafficking-council-member-agencies
anti-trafficking-council-member-government-agencies invited-members-of-parliament
migration-commission-member-agencies migration-commission-member-state-agencies
migration-strategy-working-group-members risk-analysis-working-group-members
higher-education-institutions research-centres-and-universities programme-implementing-ngos
reintegration-programme-implementing-ngo social-partners
""")
# What only headings, activities, results and lists of abbreviations name.
IN_RUNNING_TEXT = listed("""
ministry-of-idps legal-aid-service revenue-service tax-monitoring-department border-police
migration-department temporary-accommodation-centre patrol-police-department consular-department
asylum-quality-control-unit anti-trafficking-task-force psda-citizenship-and-migration-service
psda-governing-board psda-information-security-council migration-commission-secretariat
anti-trafficking-council-secretariat migration-strategy-working-group government nato un
eu-court-of-justice european-court-of-human-rights us-department-of-defense
local-self-government-bodies media private-sector academic-circles employers
diaspora-organisations georgian-diplomatic-missions foreign-diplomatic-missions community-centres
mobility-centres psda-territorial-offices law-enforcement-bodies medical-service-providers
""")


def normalised(name: str) -> str:
    """What is left of a name when writing habits are taken away, as a loader must."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name).casefold())
    return " ".join(word for word in words if word not in {"სსიპ", "საქართველოს"})


def owners_of_names() -> dict[str, set[str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for body in BODIES.values():
        for name in body.names:
            owners[normalised(name)].add(body.slug)
    return owners


def whose(name: str) -> str | None:
    """The slug of the body that a name means in any document."""
    owners = owners_of_names().get(normalised(name), set())
    assert len(owners) <= 1
    return next(iter(owners), None)


def linked(body: Organisation) -> Iterator[str]:
    yield from (other for other in (body.parent, body.host, body.chair) if other)


# The list as a whole --------------------------------------------------------------------------


def test_every_entry_of_the_file_was_read() -> None:
    entries = re.findall(r"^id:(\S+) a ", organisations_file().read_text("utf-8"), re.MULTILINE)
    assert list(BODIES) == sorted(entries)
    assert len(entries) > 200


@pytest.mark.parametrize("name", IN_THE_COLUMNS + IN_RUNNING_TEXT)
def test_what_the_plans_name_is_there(name: str) -> None:
    assert name in BODIES


def test_the_groups_are_groups_and_the_bodies_are_not() -> None:
    assert all(BODIES[name].is_group for name in GROUPS_IN_THE_COLUMNS)
    assert not any(BODIES[name].is_group for name in IN_THE_COLUMNS)


def test_the_unknown_abbreviation_stays_unknown() -> None:
    assert whose("IDF") is None
    assert slug("IDF") not in BODIES


def test_a_name_means_one_body() -> None:
    shared = {name: found for name, found in owners_of_names().items() if len(found) > 1}
    assert shared == {}


def test_no_name_is_lost_by_normalising() -> None:
    assert "" not in owners_of_names()


def test_contextual_names_mean_nothing_by_themselves() -> None:
    owners = owners_of_names()
    contextual = [name for body in BODIES.values() for name in body.contextual_labels]
    assert len(contextual) > 20
    assert [name for name in contextual if normalised(name) in owners] == []


def test_a_contextual_name_means_one_body_in_a_document() -> None:
    owners: dict[str, list[Organisation]] = defaultdict(list)
    for body in BODIES.values():
        for name in {normalised(label) for label in body.contextual_labels}:
            owners[name].append(body)
    for name, bodies in owners.items():
        for one, other in combinations(bodies, 2):
            hints = set(one.context_hints) & set(other.context_hints)
            assert not hints, f"{name}: {one.slug}, {other.slug}"
            assert not any(one.is_meant_in(hint) for hint in other.context_hints), name


def test_an_acronym_means_one_body() -> None:
    acronyms = [handle.casefold() for body in BODIES.values() for handle in body.acronyms]
    assert len(acronyms) == len(set(acronyms)) > 100


def test_no_body_stands_within_itself() -> None:
    for body in BODIES.values():
        above, seen = body.parent, {body.slug}
        while above is not None:
            assert above not in seen, body.slug
            seen.add(above)
            above = BODIES[above].parent


# Each entry -----------------------------------------------------------------------------------


@EVERY
def test_slug(body: Organisation) -> None:
    assert slug(body.slug, limit=80) == body.slug


@EVERY
def test_names_stand_in_the_letters_of_their_language(body: Organisation) -> None:
    assert re.search(MKHEDRULI, body.name_ka)
    assert not re.search(MKHEDRULI, body.name_en)
    for name in (*body.names, *body.contextual_labels):
        assert name == unicodedata.normalize("NFC", name.strip())
        for letter in filter(str.isalpha, name):
            assert re.match(MKHEDRULI, letter) or unicodedata.name(letter).startswith("LATIN")
        # A name that mixes letters is a Georgian name with its abbreviation in brackets.
        if re.search(MKHEDRULI, name) and re.search("[A-Za-z]", name):
            assert re.search(r"\([A-Za-z ]+\)", name)


@EVERY
def test_acronyms_are_latin(body: Organisation) -> None:
    assert all(re.fullmatch("[A-Z][A-Za-z]+( [A-Za-z]+)?", name) for name in body.acronyms)
    assert {*body.acronyms} <= {*body.alt_labels, body.name_en}


@EVERY
def test_no_name_is_given_twice(body: Organisation) -> None:
    names = (body.name_ka, body.name_en, *body.alt_labels, *body.hidden_labels)
    allowed = 1 if body.name_en in body.acronyms else 0
    assert len(names) - len(set(names)) <= allowed


@EVERY
def test_classification_is_a_code(body: Organisation) -> None:
    codes = {code.code: code for code in code_list("organisation-type")}
    assert body.type in codes
    if body.is_group:
        assert codes[body.type].broader is None


@EVERY
def test_units_have_a_parent_and_groups_have_none(body: Organisation) -> None:
    if body.type == "unit":
        assert body.parent is not None
    if body.is_group:
        assert list(linked(body)) == []
    assert not any(BODIES[other].is_group for other in linked(body))


@EVERY
def test_only_councils_and_their_secretariats_are_hosted_or_chaired(body: Organisation) -> None:
    if body.host or body.chair:
        assert body.type == "council" or body.slug.endswith("-secretariat")


@EVERY
def test_contextual_names_come_with_hints(body: Organisation) -> None:
    assert bool(body.contextual_labels) == bool(body.context_hints)


@EVERY
def test_notes_are_in_both_languages(body: Organisation) -> None:
    assert len(body.notes) in (0, 2)


@EVERY
def test_the_same_body_elsewhere_is_a_wikidata_item(body: Organisation) -> None:
    assert body.same_as is None or re.fullmatch(
        r"http://www\.wikidata\.org/entity/Q[1-9]\d*", body.same_as
    )


def test_rdf_classes_follow_the_classification() -> None:
    from pyoxigraph import NamedNode, RdfFormat, parse

    classes: dict[str, set[str]] = defaultdict(set)
    for quad in parse(path=organisations_file(), format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        if quad.predicate.value == PREFIXES["rdf"] + "type":
            assert isinstance(quad.object, NamedNode)
            classes[quad.subject.value.rpartition("/")[2]].add(quad.object.value)
    dataset = classes.pop("organisations")
    assert dataset == {PREFIXES["dcat"] + "Dataset"}
    codes = {code.code: code for code in code_list("organisation-type")}
    assert len(classes) == len(BODIES)
    for body in BODIES.values():
        sector = codes[body.type].broader or body.type
        expected = {PREFIXES["org"] + "Organization"}
        if sector == "government":
            expected.add(PREFIXES["cv"] + "PublicOrganisation")
        if body.type == "unit":
            expected.add(PREFIXES["org"] + "OrganizationalUnit")
        if body.is_group:
            expected = {kav("StakeholderGroup")}
        assert classes[body.slug] == expected, body.slug


# What a person knows --------------------------------------------------------------------------

MEANT = {
    "შსს": "ministry-of-internal-affairs",
    "სსიპ სახელმწიფო სერვისების განვითარების სააგენტო": "state-services-development-agency",
    "სსგს": "state-services-development-agency",
    "PSDA": "state-services-development-agency",
    "შრომის სამინისტრო": "ministry-of-labour",
    "საქართველოს ოკუპირებული ტერიტორიებიდან დევნილთა, შრომის, ჯანმრთელობისა და სოციალური "
    "დაცვის მინისტრო": "ministry-of-labour",
    "ოკუპირებული ტერიტორიებიდან იძულებით გადაადგილებულ პირთა განსახლებისა და ლტოლვილთა "
    "სამინისტრო": "ministry-of-idps",
    "საგარეო საქმეთა სამინისტრო": "ministry-of-foreign-affairs",
    "ნორვეგიის საგარეო საქმეთა სამინისტრო": "norway-mfa",
    "საქართველოს მთავარი პროკურატურა": "prosecutors-office",
    "საქართველოს გენერალური პროკურატურა": "prosecutors-office",
    "პროკურატურა": "prosecutors-office",
    "სასამართლო": "courts",
    "საქსტატი": "geostat",
    "ტრეფიკინგის საბჭო": "anti-trafficking-council",
    "ტრეფიკინგის ფონდი": "trafficking-fund",
    "მსსკ": "migration-commission",
    "მიგრაციის საერთაშორისო ორგანიზაცია (IOM)": "iom",
    "შრომის საერთაშორისო ორგანიზაცია": "ilo",
    "ევროკავშირი": "eu",
    "EXBS": "us-exbs",
    "US EXBS": "us-exbs",
    "DOJ": "us-doj",
    "ამერიკის სახელმწიფო დეპარტამენტი": "us-department-of-state",
    "სსიპ აწარმოე საქართველოში": "enterprise-georgia",
    "შოთა რუსთაველის საქართველოს ეროვნული სამეცნიერო ფონდი": "rustaveli-science-foundation",
    "საჯარო რეესტრი": "public-registry",
    "თბილისის სახელმწიფო უნივერსიტეტი": "tbilisi-state-university",
    "დაინტერესებული არასამთავრობო და საერთაშორისო ორგანიზაციები სამთავრობო უწყებებთან "
    "შეთანხმებითა და კოორდინაციით": "interested-ngos-and-international-organisations",
    "არასამთავრობო და საერთაშორისო ორგანიზაციები": "ngos-and-international-organisations",
    "მსსკ-ის რისკების ანალიზის სამუშაო ჯგუფის "
    "წევრი უწყებები": "risk-analysis-working-group-members",
    "ომბუდსმენი": "public-defenders-office",
    "სუს": "state-security-service",
}


@pytest.mark.parametrize(("name", "expected"), MEANT.items(), ids=MEANT.values())
def test_whom_a_name_means(name: str, expected: str) -> None:
    assert whose(name) == expected


PARENTS = {
    "state-services-development-agency": "ministry-of-justice",
    "house-of-justice": "ministry-of-justice",
    "public-registry": "ministry-of-justice",
    "justice-training-centre": "ministry-of-justice",
    "crime-prevention-centre": "ministry-of-justice",
    "data-exchange-agency": "ministry-of-justice",
    "social-service-agency": "ministry-of-labour",
    "labour-inspection-department": "ministry-of-labour",
    "trafficking-fund": "ministry-of-labour",
    "enterprise-georgia": "ministry-of-economy",
    "national-tourism-administration": "ministry-of-economy",
    "international-education-centre": "ministry-of-education",
    "education-quality-centre": "ministry-of-education",
    "rustaveli-science-foundation": "ministry-of-education",
    "central-criminal-police-department": "ministry-of-internal-affairs",
    "migration-department": "ministry-of-internal-affairs",
    "operational-technical-agency": "state-security-service",
    "academy-of-ministry-of-finance": "ministry-of-finance",
    "inl": "us-department-of-state",
    "prosecutors-office": None,
    "geostat": None,
    "high-school-of-justice": None,
    "anti-trafficking-council": None,
    "giz": None,
    "norway-mfa": None,
}


@pytest.mark.parametrize(("name", "parent"), PARENTS.items(), ids=PARENTS.keys())
def test_what_a_body_is_part_of(name: str, parent: str | None) -> None:
    assert BODIES[name].parent == parent


@pytest.mark.parametrize("name", ["anti-trafficking-council", "migration-commission"])
def test_the_ministry_of_justice_chairs_and_hosts_both_councils(name: str) -> None:
    assert (BODIES[name].host, BODIES[name].chair) == ("ministry-of-justice",) * 2


def test_the_ministry_of_norway_is_foreign() -> None:
    assert BODIES["norway-mfa"].type == "foreignGovernmentBody"


MIGRATION = "საქართველოს 2016-2020 წლების მიგრაციის სტრატეგია, 2019 წლის სამოქმედო გეგმა"
TRAFFICKING = "ადამიანით ვაჭრობის (ტრეფიკინგის) წინააღმდეგ ბრძოლის 2019-2020 წლების სამოქმედო გეგმა"


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("ფონდი", TRAFFICKING, "trafficking-fund"),
        ("ფონდი", TRAFFICKING.upper(), "trafficking-fund"),
        ("ფონდი", MIGRATION, None),
        ("საკორდინაციო საბჭო", TRAFFICKING, "anti-trafficking-council"),
        ("უწყებათაშორისი საბჭო", TRAFFICKING, "anti-trafficking-council"),
        ("საკოორდინაციო საბჭო", MIGRATION, None),
        ("კომისია", MIGRATION, "migration-commission"),
        ("სამდივნო", MIGRATION, "migration-commission-secretariat"),
        ("საბჭოს სამდივნო", TRAFFICKING, "anti-trafficking-council-secretariat"),
        (
            "საკოორდინაციო საბჭოს წევრი სამთავრობო უწყებები",
            TRAFFICKING,
            "anti-trafficking-council-member-government-agencies",
        ),
    ],
)
def test_short_names_hold_only_where_the_document_is_about_them(
    name: str, title: str, expected: str | None
) -> None:
    meant = [
        body.slug
        for body in BODIES.values()
        if name in body.contextual_labels and body.is_meant_in(title)
    ]
    assert meant == ([expected] if expected else [])


# Broken files ---------------------------------------------------------------------------------

PREFIX = """
@prefix id: <https://w3id.org/kavshiri/id/organisation/> .
@prefix kav: <https://w3id.org/kavshiri/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix type: <https://w3id.org/kavshiri/id/code/organisation-type/> .
"""
SOUND = 'id:a skos:prefLabel "ა"@ka, "A"@en ; org:classification type:agency'
BROKEN = {
    "empty": (
        "",
        "{path}: no organisation; "
        "describe each one under https://w3id.org/kavshiri/id/organisation/<slug>",
    ),
    "no Georgian name": (
        'id:a skos:prefLabel "A"@en .',
        "{path}: a has no http://www.w3.org/2004/02/skos/core#prefLabel in the language ka; "
        "give one",
    ),
    "two types": (
        f"{SOUND}, type:unit .",
        "{path}: a has more than one http://www.w3.org/ns/org#classification; keep one",
    ),
    "unknown parent": (
        f"{SOUND} ; org:subOrganizationOf id:b .",
        "{path}: a refers to b, which the list does not hold; add it, or mend the reference",
    ),
    "blank node": (
        f"{SOUND} ; kav:hostedBy [] .",
        "{path}: a blank node in <https://w3id.org/kavshiri/id/organisation/a>; name it by an IRI",
    ),
}


@pytest.mark.parametrize(("turtle", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_list_is_refused(tmp_path: Path, turtle: str, message: str) -> None:
    path = tmp_path / "list.ttl"
    path.write_text(PREFIX + turtle, encoding="utf-8")
    with pytest.raises(ReadingError) as error:
        read_authority(path)
    assert str(error.value) == message.format(path=path)


def test_a_list_that_is_no_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.ttl"
    path.write_text("\nid:a a", encoding="utf-8")
    with pytest.raises(ReadingError, match=r"list\.ttl, line 2: .*; mend the Turtle"):
        read_authority(path)


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"none\.ttl: .*; restore the file"):
        read_authority(tmp_path / "none.ttl")


def test_a_sound_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.ttl"
    path.write_text(f'{PREFIX}{SOUND} ; skos:altLabel "AA"@en, "აა"@ka .', encoding="utf-8")
    bodies = read_authority(path)
    assert list(bodies) == ["a"]
    assert bodies["a"].names == ("ა", "A", "აა", "AA")
    assert bodies["a"].type == "agency"

"""Which organisation a name means."""

from __future__ import annotations

import pytest

from kavshiri.loaders.agencies import Named
from kavshiri.loaders.names import NameIndex, squeeze, words_of
from kavshiri.loaders.organisations import Registrar
from kavshiri.ontology.authority import authority


@pytest.fixture
def index() -> NameIndex:
    return NameIndex(authority().values(), "გეგმა")


def unknown(name: str, within: Named | None = None) -> Named:
    return Named(None, name, "unresolved", 0, len(name), within=within, is_unit=within is not None)


@pytest.mark.parametrize(
    ("printed", "how"),
    [
        ("საქართველოს იუსტიციის სამინისტრო", "exact"),
        ("იუსტიციის სამინისტრო", "alias"),
        ("სსიპ იუსტიციის  სამი\nნისტრო", "normalised"),
        ("ᲘᲣᲡᲢᲘᲪᲘᲘᲡ ᲡᲐᲛᲘᲜᲘᲡᲢᲠᲝ", "normalised"),
    ],
)
def test_how_a_name_was_recognised(printed: str, how: str, index: NameIndex) -> None:
    assert index.whole(printed) == ("ministry-of-justice", how)


def test_every_name_of_the_authority_list_is_found(index: NameIndex) -> None:
    for body in authority().values():
        assert index.whole(body.name_ka) == (body.slug, "exact"), body.slug


def test_names_that_are_alike_are_not_taken_for_each_other(index: NameIndex) -> None:
    assert index.whole("შინაგან საქმეთა სამინისტრო") != index.whole("საგარეო საქმეთა სამინისტრო")
    assert index.whole("შრომის საერთაშორისო ორგანიზაცია") == ("ilo", "exact")
    assert index.whole("ბუნების საერთაშორისო ორგანიზაცია") is None


def test_likeness_only_suggests(index: NameIndex) -> None:
    found = dict(index.suggestions("საქართველოს იუსტიციის სამინისტროო"))
    assert "ministry-of-justice" in found
    assert len(found) <= 3


def test_what_the_document_explains_goes_first(index: NameIndex) -> None:
    index.learn("IOM", "icmpd", "document")
    assert index.whole("IOM") == ("icmpd", "alias")


def test_a_short_form_of_an_unknown_body_is_a_name_and_names_nobody_known(
    index: NameIndex,
) -> None:
    index.learn_unknown("თმც")
    assert index.whole("თმც") is None
    match = index.longest_match(words_of("თმც IOM"), 0)
    assert match is not None
    assert (match.slug, match.resolved_by, match.end) == ("", "unresolved", 1)


@pytest.mark.parametrize(
    ("sentence", "slugs"),
    [
        ("მიმართოს სახალხო დამცველის აპარატს", ["public-defenders-office"]),
        ("პროკურატურასთან შეთანხმებით", ["prosecutors-office"]),
        ("საქართველოს პარლამენტის კვლევითი ლაბორატორია", []),
        ("ახალი ლაბორატორია", []),
    ],
)
def test_names_in_other_cases(sentence: str, slugs: list[str], index: NameIndex) -> None:
    assert [slug for _, slug in index.inflected_in(words_of(sentence))] == slugs


def test_squeezing_leaves_what_tells_bodies_apart() -> None:
    assert squeeze("სსიპ „დანაშაულის  პრევენ\nციის ცენტრი“") == squeeze(
        "დანაშაულის პრევენციის ცენტრი"
    )
    assert squeeze("ცენტრი") != squeeze("ცენტრები")


def test_unknown_units_of_one_name_in_two_bodies_are_two(index: NameIndex) -> None:
    registrar = Registrar(index, {}, {})
    justice = Named("ministry-of-justice", "x", "exact", 0, 1)
    finance = Named("ministry-of-finance", "x", "exact", 0, 1)
    one = registrar.slug_of(unknown("იურიდიული დეპარტამენტი", justice))
    other = registrar.slug_of(unknown("იურიდიული დეპარტამენტი", finance))
    assert one == "unresolved/ministry-of-justice-iuridiuli-departamenti"
    assert other == "unresolved/ministry-of-finance-iuridiuli-departamenti"
    assert [o.parent for o in registrar.unresolved()] == [
        "ministry-of-finance", "ministry-of-justice",
    ]  # fmt: skip


def test_a_unit_named_by_itself_is_the_one_that_the_document_places(index: NameIndex) -> None:
    registrar = Registrar(index, {}, {})
    justice = Named("ministry-of-justice", "x", "exact", 0, 1)
    registrar.expect(unknown("ანალიტიკური სამმართველო", justice))
    found = registrar.slug_of(unknown("ანალიტიკური სამმართველო"))
    assert found == "unresolved/ministry-of-justice-analitikuri-sammartvelo"


def test_long_unknown_names_with_one_beginning_stay_two(index: NameIndex) -> None:
    registrar = Registrar(index, {}, {})
    beginning = "მაღალმთიანი რეგიონების ინფრასტრუქტურული განვითარების ხელშემწყობი " * 2
    slugs = {registrar.slug_of(unknown(f"{beginning}{last}")) for last in ("საბჭო", "კომისია")}
    assert len(slugs) == 2


def test_legal_form_and_blanks_do_not_make_another_body(index: NameIndex) -> None:
    registrar = Registrar(index, {}, {})
    names = ("სსიპ ცისფერი სააგენტო", "ცისფერი სააგენტო", "„ცისფერი“ სააგენტო")
    assert {registrar.slug_of(unknown(name)) for name in names} == {"unresolved/tsisperi-saagento"}
    assert len(list(registrar.unresolved())) == 1

"""Who a cell names, in which role, within what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kavshiri.loaders.agencies import covered, read_agencies
from kavshiri.loaders.names import NameIndex
from kavshiri.loaders.passage import Ledger, Passage
from kavshiri.ontology.authority import authority

MOJ, MIA = "ministry-of-justice", "ministry-of-internal-affairs"
LABELS = {"ძირითადი": "lead", "დამხმარე": "support"}


def index(title: str = "გეგმა") -> NameIndex:
    return NameIndex(authority().values(), title)


def read(text: str, title: str = "გეგმა") -> list[tuple[str, str | None, str | None]]:
    """(role, slug or name, slug or name of what it is within) of each."""
    named = read_agencies(Passage.at(text, 0), "lead", LABELS, index(title), Ledger(text))
    return [
        (n.role, n.slug or n.name, n.within and (n.within.slug or n.within.name)) for n in named
    ]


def leads(text: str, title: str = "გეგმა") -> list[str | None]:
    return [name for _, name, _ in read(text, title)]


LISTS = {
    "semicolons": ("საქსტატი; საჯარო სამსახურის ბიურო;", ["geostat", "civil-service-bureau"]),
    "commas": ("ICMPD, IOM, UNHCR", ["icmpd", "iom", "unhcr"]),
    "line ends": ("UNDP\nGIZ", ["undp", "giz"]),
    "blank lines": ("სსგს\n\n\nIOM\n", ["state-services-development-agency", "iom"]),
    "nothing": ("თსუ ილიაუნი", ["tbilisi-state-university", "ilia-state-university"]),
    "and": ("იუსტიციის სამინისტრო და საქსტატი", [MOJ, "geostat"]),
    "a comma in a name": (
        "საქართველოს განათლების, მეცნიერების, კულტურისა და სპორტის სამინისტრო, ევროპის საბჭო",
        ["ministry-of-education", "coe"],
    ),
    "a name over lines": (
        "საქართველოს გენე\nრალური პროკურა\nტურა",
        ["prosecutors-office"],
    ),
    "one group and not two": (
        "დაინტერესებული არასამთავრობო და საერთაშორისო ორგანიზაციები",
        ["interested-ngos-and-international-organisations"],
    ),
    "a sentence": (
        "წინადადებით მიმართოს სახელმწიფო აუდიტის სამსახურს",
        ["state-audit-office"],
    ),
    "a sentence that names two": (
        "საქსტატი, პროკურატურასთან კოორდინაციით",
        ["geostat", "prosecutors-office"],
    ),
    "an unknown body": ("სსიპ ცისფერი სივრცის სააგენტო", ["სსიპ ცისფერი სივრცის სააგენტო"]),
    "an unknown one among known": (
        "UNDP; ვარსკვლავთა ფონდი; GIZ",
        ["undp", "ვარსკვლავთა ფონდი", "giz"],
    ),
    "a foreign ministry": (
        "ესტონეთის საგარეო საქმეთა სამინისტრო",
        ["ესტონეთის საგარეო საქმეთა სამინისტრო"],
    ),
    "a known foreign ministry": ("ნორვეგიის საგარეო საქმეთა სამინისტრო", ["norway-mfa"]),
    "marks alone": (" ; , \n", []),
    "nothing at all": ("", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LISTS.values(), ids=LISTS)
def test_lists_of_names(text: str, wanted: list[str]) -> None:
    assert leads(text) == wanted


PARENTHESES = {
    "the unit acts": (
        "შინაგან საქმეთა სამინისტრო (საპატრულო პოლიციის დეპარტამენტი)",
        [("patrol-police-department", MIA)],
    ),
    "an unknown unit acts": (
        "იუსტიციის სამინისტრო (საჯარო სამართლის დეპარტამენტი)",
        [("საჯარო სამართლის დეპარტამენტი", MOJ)],
    ),
    "two unknown units act": (
        "იუსტიციის სამინისტრო (ანალიტიკური სამმართველო და საჯარო სამართლის დეპარტამენტი)",
        [("ანალიტიკური სამმართველო", MOJ), ("საჯარო სამართლის დეპარტამენტი", MOJ)],
    ),
    "the council acts": (
        "ანტიკორუფციული საბჭო (საქართველოს იუსტიციის სამინისტრო)",
        [("anti-corruption-council", MOJ)],
    ),
    "an unknown council acts": (
        "წყლის საკითხთა საბჭო (იუსტიციის სამინისტრო)",
        [("წყლის საკითხთა საბჭო", MOJ)],
    ),
    "a programme does not": ("EU (EU4Justice)", [("eu", None)]),
    "a programme in words does not": (
        "ევროპის საბჭო (სასამართლო რეფორმის მხარდაჭერის პროგრამა)",
        [("coe", None)],
    ),
    "nor a remark": ("საქსტატი (თანხმობის შემთხვევაში)", [("geostat", None)]),
    "nor a definition": ("საქსტატი (შემდგომში – სამსახური)", [("geostat", None)]),
    "nor its own short form": ("მიგრაციის საერთაშორისო ორგანიზაცია (IOM)", [("iom", None)]),
    "a stray bracket": ("საქსტატი) IOM", [("geostat", None), ("iom", None)]),
    "an open bracket": ("საქსტატი (IOM", [("iom", "geostat")]),
}


@pytest.mark.parametrize(("text", "wanted"), PARENTHESES.values(), ids=PARENTHESES)
def test_parentheses(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [(name, within) for _, name, within in read(text)] == wanted


@pytest.mark.parametrize("after", [":", "", " :", ";"])
def test_labels_with_and_without_a_colon(after: str) -> None:
    text = f"ძირითადი{after} საქსტატი დამხმარე{after} IOM UNHCR"
    assert [(role, name) for role, name, _ in read(text)] == [
        ("lead", "geostat"), ("support", "iom"), ("support", "unhcr"),
    ]  # fmt: skip


def test_a_contextual_name_means_the_body_only_in_its_plan() -> None:
    assert leads("ფონდი", "ტრეფიკინგის წინააღმდეგ ბრძოლის გეგმა") == ["trafficking-fund"]
    assert leads("ფონდი", "ღია მმართველობის გეგმა") == ["ფონდი"]


def test_what_share_of_a_text_names_bodies() -> None:
    bodies, share = covered("IOM, UNHCR", index())
    assert (bodies, share) == (frozenset({"iom", "unhcr"}), 1.0)
    assert covered("ამინდი კარგია", index()) == (frozenset(), 0.0)
    assert covered("", index()) == (frozenset(), 0.0)


@given(st.text(alphabet="აბგIOM შსს();,:/და\n–სააგენტო", max_size=60))
def test_any_text_gives_names_that_stand_in_it(text: str) -> None:
    named = read_agencies(Passage.at(text, 0), "lead", LABELS, index_once(), Ledger(text))
    for item in named:
        assert 0 <= item.start < item.end <= len(text)
        assert item.printed == text[item.start : item.end]


_INDEX = index()


def index_once() -> NameIndex:
    return _INDEX

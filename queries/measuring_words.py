"""The columns of the tables of measures, and the words around an explanation."""

from __future__ import annotations

from .question import Column, Question, Text
from .tables import column, described

__all__ = ["EXPLAINED", "FEW", "described_measures", "named"]

EXPLAINED = {
    "unit": Text(en="Unit", ka="ერთეული"),
    "source": Text(en="Source", ka="წყარო"),
    "count": Text(en="a plain count", ka="უბრალო დათვლა"),
    "rests": Text(
        en="It rests on cases ({cases}); where there are fewer than {few}, the table says so.",
        ka="ეყრდნობა შემთხვევებს ({cases}); თუ {few}-ზე ნაკლებია, ცხრილში წერია.",
    ),
    "planned": Text(
        en="A plan shows what was meant, not what was done; a number is no mark for a body.",
        ka="გეგმა აჩვენებს, რა იგეგმებოდა და არა ის, რა შესრულდა; რიცხვი შეფასება არ არის.",
    ),
}
"""Words around the explanation of a measure."""

FEW = column(
    "few", "text", "Few cases", "ცოტა შემთხვევა",
    "the measures that rest on few cases here, and on how many: read them with care",
    "საზომები, რომლებიც აქ ცოტა შემთხვევას ეყრდნობა, და მათი რაოდენობა: სიფრთხილით წაიკითხეთ",
)  # fmt: skip

_TITLES = {
    "organisation": Text(en="Measures of the bodies", ka="ორგანიზაციების საზომები"),
    "objective": Text(en="Measures of the objectives", ka="ამოცანების საზომები"),
}
_DESCRIPTIONS = {
    "organisation": Text(
        en="What each body does in the chosen part of the plans, and how it stands in the network "
        "of planned dependencies.",
        ka="რას აკეთებს თითოეული ორგანიზაცია გეგმების არჩეულ ნაწილში და როგორ დგას დაგეგმილი "
        "დამოკიდებულებების ქსელში.",
    ),
    "objective": Text(
        en="How the activities of each objective are shared among their leads.",
        ka="როგორ ნაწილდება თითოეული ამოცანის საქმიანობები პასუხისმგებლებს შორის.",
    ),
}
_NAMED = {
    "organisation": (
        column(
            "name", "text", "Organisation", "ორგანიზაცია", "the name of the organisation",
            "ორგანიზაციის სახელი",
        ),
        column(
            "sector", "text", "Sector", "სექტორი", "the sector that it belongs to",
            "სექტორი, რომელსაც ეკუთვნის",
        ),
    ),
    "objective": (
        column(
            "place", "text", "Place", "ადგილი", "the plan and the path of the objective in it",
            "გეგმა და ამოცანის გზა მასში",
        ),
        column("name", "text", "Objective", "ამოცანა", "its words", "მისი სიტყვები"),
    ),
}  # fmt: skip
_IRI = {
    "organisation": column(
        "iri", "iri", "IRI", "IRI", "the IRI of the organisation", "ორგანიზაციის IRI"
    ),
    "objective": column("iri", "iri", "IRI", "IRI", "the IRI of the objective", "ამოცანის IRI"),
}


def named(about: str) -> tuple[Column, ...]:
    """Return the columns that name what is measured."""
    return _NAMED[about]


def described_measures(about: str, values: tuple[Column, ...]) -> Question:
    """Return the title and columns of a table of measures."""
    columns = (*_NAMED[about], *values, FEW, _IRI[about])
    return described("measures", _TITLES[about], _DESCRIPTIONS[about], columns, user="analyst")

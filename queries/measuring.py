"""Measures as an answer: a table with a row for each body or objective, and explanations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kavshiri.graph.coordination.choice import Choice, known
from kavshiri.graph.coordination.measures.describe import (
    MEASURES,
    UNITS,
    Measure,
    Score,
    measure_of,
    scores,
)
from kavshiri.graph.coordination.measures.view import View
from kavshiri.graph.coordination.plans import Plans
from kavshiri.ontology.codes import code_list

from .errors import ParameterError
from .measuring_words import EXPLAINED, described_measures
from .question import Column, Text
from .results import Result
from .suggest import alike
from .tables import decimal, one_of, table
from .values import Value

__all__ = ["DEFAULT", "explained", "measures"]

DEFAULT: Mapping[str, tuple[str, ...]] = {
    "organisation": (
        "leads", "supports", "partners", "strengthIn", "strengthOut", "betweenness", "soleLead",
    ),
    "objective": ("concentration", "effectiveNumber"),
}  # fmt: skip
"""The measures that are shown where none is named."""

_FEW = Text(en="{label} ({cases})", ka="{label} ({cases})")


def measures(
    plans: Plans,
    choice: Choice,
    codes: Sequence[str] = (),
    *,
    about: str = "organisation",
    sort: str = "",
    lang: str = "en",
    sources: Sequence[str] = (),
) -> Result:
    """Return some measures (a few telling ones, if none is named) as a table.

    A row for each body (``about`` is ``organisation``) or ``objective``, by name, or by a measure
    from the highest value down, with nothing last. A cell is empty where the measure says nothing;
    ``few`` names the measures that rest on few cases in that row. ParameterError for an unknown
    code, and for a measure of the other kind of thing.
    """
    if about not in DEFAULT:
        raise ParameterError("about", about, one_of(DEFAULT))
    wanted = [_measure(code, about) for code in dict.fromkeys([*(codes or DEFAULT[about])])]
    if sort and sort not in [each.code for each in wanted]:
        wanted.append(_measure(sort, about))
    found: dict[str, dict[str, Score]] = {}
    for score in scores(View(plans, choice), *(each.code for each in wanted)):
        found.setdefault(score.about, {})[score.code] = score
    rows = [_row(plans, iri, found[iri], wanted, about, lang) for iri in found]
    place = 2 + [each.code for each in wanted].index(sort) if sort else None
    return table(
        described_measures(about, tuple(_column(each) for each in wanted)),
        sorted(rows, key=lambda row: _rank(row, place)),
        lang=lang,
        sources=sources,
    )


def explained(code: str, lang: str = "en") -> str:
    """Return what a measure means, in plain words; in English also its formula and edge cases.

    ParameterError for an unknown code.
    """
    measure = _measure(code)
    lines = [f"{measure.code}: {measure.label(lang)}", "", measure.definition(lang), ""]
    lines.append(f"{EXPLAINED['unit'].within(lang)}: {UNITS[measure.unit][lang]}")
    if measure.few:
        words = EXPLAINED["rests"].within(lang)
        lines.append(words.format(cases=UNITS[measure.rests_on][lang], few=measure.few))
    source = measure.source or EXPLAINED["count"].within(lang)
    lines.append(f"{EXPLAINED['source'].within(lang)}: {source}")
    if lang == "en" and measure.function.__doc__:
        lines += ["", *_undented(measure.function.__doc__)]
    return "\n".join([*lines, "", EXPLAINED["planned"].within(lang)])


def _measure(code: str, about: str = "") -> Measure:
    known_codes = [c for c, each in MEASURES.items() if not about or each.about == about]
    if code not in known_codes:
        suggestions = alike(code, known_codes)
        raise ParameterError("measure", code, one_of(known_codes), suggestions=suggestions)
    return measure_of(code)


def _column(measure: Measure) -> Column:
    words = measure.words
    return Column(
        measure.code,
        "decimal" if measure.unit == "ratio" or measure.code in _FRACTIONS else "integer",
        Text(ka=words.label_ka, en=words.label_en),
        Text(ka=words.definition_ka, en=words.definition_en),
    )


_FRACTIONS = ("effectiveSize", "effectiveNumber")


def _row(
    plans: Plans,
    iri: str,
    found: Mapping[str, Score],
    wanted: Iterable[Measure],
    about: str,
    lang: str,
) -> list[Value]:
    values: list[Value] = []
    few = []
    for measure in wanted:
        score = found.get(measure.code)
        value = score.value if score else None
        values.append(decimal(value) if isinstance(value, float) else value)
        if score and score.few and value is not None:
            few.append(_FEW.within(lang).format(label=measure.label(lang), cases=score.cases))
    return [*_names(plans, iri, about, lang), *values, "; ".join(few), iri]


def _names(plans: Plans, iri: str, about: str, lang: str) -> tuple[str, str]:
    if about == "objective":
        return iri.rpartition("/objective/")[2], plans.objectives[iri].name(lang)
    body = known(plans, iri)
    return body.name(lang), _sectors(lang).get(body.sector, "")


def _sectors(lang: str) -> dict[str, str]:
    codes = code_list("organisation-type")
    return {code.code: code.label_ka if lang == "ka" else code.label_en for code in codes}


def _rank(row: Sequence[Value], place: int | None) -> tuple[bool, float, str, str]:
    value = None if place is None else row[place]
    number = 0.0 if value is None else float(value)  # type: ignore[arg-type]  # a number by its type
    return place is not None and value is None, -number, str(row[0]), str(row[-1])


def _undented(text: str) -> list[str]:
    """Return the lines of a docstring without their indentation and its markup."""
    from inspect import cleandoc

    return cleandoc(text).replace("``", "").replace(":func:", "").splitlines()

"""Tells in words which part of the plans a picture or a page shows, and how it is seen."""

from __future__ import annotations

from collections.abc import Iterator

from kavshiri.graph.coordination.choice import LAYERS, Choice, known
from kavshiri.graph.coordination.plans import Part, Plan, Plans
from kavshiri.ontology.codes import code_list
from kavshiri.viz.site.words import words

__all__ = ["layer_name", "made_by", "part_name", "period", "scope_text", "shown_plans"]

_DIGITS = 16  # of the hash of a build


def scope_text(plans: Plans, choice: Choice, lang: str) -> str:
    """Return what a choice leaves out or changes, as a sentence; empty where it is all the plans.

    The plans themselves are not told again: a picture names them above.
    """
    told = [
        text.format(**values)
        for name, values in _told(plans, choice, lang)
        if (text := words(lang)[f"pictures.scope_{name}"])
    ]
    return words(lang)["pictures.scope"].format(what="; ".join(told)) if told else ""


def _told(plans: Plans, choice: Choice, lang: str) -> Iterator[tuple[str, dict[str, object]]]:
    if choice.layers != ("delivery",):
        chosen = [layer for layer in LAYERS if layer in choice.layers]
        yield "layers", {"names": ", ".join(layer_name(layer, lang) for layer in chosen)}
    if choice.level == "ministry":
        yield "ministry", {}
    parts = {**plans.divisions, **plans.objectives}
    for name, iris in (("chapters", choice.divisions), ("objectives", choice.objectives)):
        if iris:
            yield name, {"names": "; ".join(part_name(parts[iri], lang) for iri in iris)}
    for name, iris in (("donors", choice.donors), ("without", choice.without)):
        if iris:
            yield name, {"names": ", ".join(known(plans, iri).short_name(lang) for iri in iris)}
    if choice.types:
        yield (
            "types",
            {"names": ", ".join(_code("organisation-type", c, lang) for c in choice.types)},
        )
    if choice.since or choice.until:
        yield "span", {"since": choice.since or "…", "until": choice.until or "…"}
    if not choice.chair:
        yield "chair", {}
    if choice.groups:
        yield "groups", {}


def shown_plans(plans: Plans, choice: Choice) -> list[Plan]:
    """Return the plans that a choice looks at, in their order."""
    return [p for iri, p in plans.plans.items() if not choice.plans or iri in choice.plans]


def part_name(part: Part, lang: str) -> str:
    """Return the number and the words of a chapter, section, goal or objective."""
    said = part.name(lang) if part.labels else words(lang)["plan.unnamed"]
    return f"{part.number} {said}".strip()


def made_by(version: str, build: str, lang: str) -> str:
    """Return by which program and in which build a graph was made, as far as that is known."""
    known = words(lang)["pictures.build"].format(build=build[:_DIGITS]) if build else ""
    return ", ".join(filter(None, (f"Kavshiri {version}".strip(), known)))


def layer_name(code: str, lang: str) -> str:
    """Return what a layer of the network is called."""
    return _code("layer", code, lang)


def _code(scheme: str, code: str, lang: str) -> str:
    found = next((each for each in code_list(scheme) if each.code == code), None)
    if found is None:
        return code
    return found.label_ka if lang == "ka" else found.label_en


def period(plan: Plan) -> str:
    """Return the period of a plan: its years where they are whole, else its days, else nothing.

    >>> from datetime import date
    >>> period(Plan("p", {}, date(2019, 1, 1), date(2020, 12, 31)))
    '2019–2020'
    """
    start, end = plan.start, plan.end
    if start is None or end is None:
        return ""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    return f"{start} – {end}"

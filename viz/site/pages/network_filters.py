"""The filters of the network page, and the views of it that stand ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kavshiri.graph.coordination.choice import LAYERS, LEVELS
from kavshiri.ontology.codes import code_list
from kavshiri.viz.site.content import Filter
from kavshiri.viz.site.networks import GATHERED
from kavshiri.viz.site.picture import Picture
from kavshiri.viz.site.view import View

from .choices import (
    chapter_choices,
    organisation_choices,
    plan_choices,
    plan_filter,
    sector_choices,
)
from .network_asked import AT_MOST, NAMES, Asked

__all__ = ["filters", "finds", "kind_filters", "ready_views"]

_MOST_CHOICES = 300
"""More bodies than this are no list to choose from: their names are typed."""

_MOST_FOUND = 20


def filters(view: View, asked: Asked, picture: Picture) -> tuple[Filter, ...]:
    """Return the choices of the form; those of the address are chosen."""
    bodies, donors = view.known.networks.remembered(
        ("choices", view.lang),
        lambda: (organisation_choices(view), organisation_choices(view, "donor")),
    )
    named = bodies if len(bodies) <= _MOST_CHOICES else ()
    level = asked.seen.by or asked.choice.level

    def word(name: str) -> str:
        return view.word(f"network.{name}")

    def chosen(name: str, label: str, choices: Sequence[tuple[str, str]]) -> Filter:
        return Filter(name, label, view.values(name), tuple(choices))

    made = [
        Filter("layer", word("layer"), asked.choice.layers,
               tuple((layer, view.code(f"layer/{layer}")) for layer in LAYERS), several=True),
        plan_filter(view),
        chosen("chapter", word("chapter"), chapter_choices(view)),
        chosen("donor", word("donor"), donors if len(donors) <= _MOST_CHOICES else ()),
        Filter("level", word("level"), (level,),
               tuple((each, word(each)) for each in (*LEVELS, *GATHERED))),
        chosen("chair", word("chair"), [("no", word("without_chair"))]),
        chosen("groups", word("groups"), [("yes", word("with_groups"))]),
        chosen("around", word("around"), named),
        chosen("from", word("from"), named),
        chosen("to", word("to"), named),
        *_busiest(view, picture, word("most")),
        *_away(view, asked, word("away")),
        *kind_filters(view),
    ]  # fmt: skip
    return tuple(each for each in made if each.choices or each.name in _TYPED)


_TYPED = ("donor", "around", "from", "to")


def _busiest(view: View, picture: Picture, label: str) -> Iterator[Filter]:
    counts = [str(each) for each in AT_MOST if each < picture.bodies]
    if counts:
        choices = tuple((each, view.word("network.most_of", count=each)) for each in counts)
        yield Filter("most", label, view.values("most"), choices)


def _away(view: View, asked: Asked, label: str) -> Iterator[Filter]:
    """Yield those who are taken away, so that the form keeps them."""
    start = len(view.iri("organisation", ""))
    slugs = tuple(body[start:] for body in asked.away)
    bodies = view.plans.organisations
    names = tuple(
        (slug, bodies[iri].short_name(view.lang) if iri in bodies else slug)
        for slug, iri in zip(slugs, asked.away, strict=True)
    )
    if names:
        yield Filter("without", label, slugs, names, several=True)


def kind_filters(view: View) -> tuple[Filter, Filter]:
    """Return the choice of sectors and that of kinds of bodies, which stand in one name.

    A body fits that is of any of them.
    """
    sectors, types = view.known.networks.remembered(
        ("kinds", view.lang), lambda: (sector_choices(view), _types(view))
    )
    given = view.values("type")
    return (
        Filter("type", view.word("network.type_sector"), given, sectors, several=True),
        Filter("type", view.word("network.type_kind"), given, types, several=True),
    )


def _types(view: View) -> tuple[tuple[str, str], ...]:
    """Return the types of the bodies that take part."""
    known = view.plans.organisations
    involved = {body for each in view.plans.activities.values() for body in each.bodies()}
    types = {known[body].type for body in involved if body in known}
    types -= {"", *(code for code, _ in sector_choices(view))}
    codes = {each.code: each for each in code_list("organisation-type")}
    named = [
        (code, (codes[code].label_ka if view.lang == "ka" else codes[code].label_en))
        for code in types
        if code in codes
    ]
    return tuple(sorted(named, key=lambda each: (each[1], each[0])))


def ready_views(view: View) -> list[tuple[str, str, bool, bool]]:
    """Return views of the network that people ask for.

    Each with its label and address, whether it is this one, and whether it is a plan.
    """
    here = {name: tuple(sorted(view.values(name))) for name in NAMES if view.values(name)}
    plans = plan_choices(view)
    found: list[tuple[str, Mapping[str, Sequence[str]]]] = [
        (view.word("network.view_all"), {}),
        (view.word("network.view_money"), {"layer": ["delivery", "funding"]}),
        (view.word("network.view_chair"), {"chair": ["no"]}),
        (view.word("network.view_ministry"), {"level": ["ministry"]}),
        (view.word("network.view_sector"), {"level": ["sector"]}),
        (view.word("network.view_community"), {"level": ["community"]}),
        *((name, {"plan": [slug]}) for slug, name in plans if 1 < len(plans) <= 4),
    ]
    return [
        (label, view.link("network", **query),
         here == {name: tuple(sorted(values)) for name, values in query.items()}, "plan" in query)
        for label, query in found
    ]  # fmt: skip


def finds(view: View) -> list[tuple[str, str]] | None:
    """Return the bodies that the search field of the page means, each with its own network.

    None where nothing was asked for.
    """
    words = view.value("find")
    if not words:
        return None
    start = len(view.iri("organisation", ""))
    hits = view.known.finder.organisations(words)
    bodies = view.plans.organisations
    kept = {name: list(view.values(name)) for name in NAMES if name not in ("around", "find")}
    return [
        (bodies[iri].name(view.lang), view.link("network", **{**kept, "around": [iri[start:]]}))
        for iri in hits
        if iri in bodies
    ][:_MOST_FOUND]

"""What the search knows: names and titles in both languages, and what the plans say in their cells.

Entries stand in the order in which they are found where nothing else decides: the busiest
organisations first, the parts of the plans in their order, then the words of their cells.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kavshiri.graph.coordination.plans import Labels, Plans, upwards
from kavshiri.graph.query import Queryable, select, to_python

from .index_words import said
from .tokens import initials, normal

__all__ = ["KINDS", "Entry", "Place", "entries"]

KINDS = ("organisation", "plan", "activity", "objective", "division", "words", "document")
"""What can be found, in the order of a page: names, titles, what activities say, the rest."""

_NAMES = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?body ?name WHERE {
  ?body skos:prefLabel|skos:altLabel|skos:hiddenLabel|kav:acronym ?name .
  ?participation kav:organisation ?body .
  FILTER(!STRENDS(LCASE(LANG(?name)), "-latn"))
}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the IRI of their cell, its document's, its column, lines and fields.

    ``words`` are the cell verbatim.
    """

    cell: str
    document: str
    column: str
    lines: str
    words: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    ``titles`` are its names by language, ``texts`` what else is searched. For words of a cell,
    ``iri`` is the activity that they belong to (empty where none does) and only the texts count.
    ``plans`` are the IRIs of the plans that it is a part of or takes part in.
    """

    iri: str
    kind: str
    titles: Labels
    texts: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    place: Place | None = None
    searched: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        own = () if self.place else dict.fromkeys(self.titles.values())
        object.__setattr__(self, "searched", (*own, *self.texts))

    def title(self, lang: str) -> str:
        """Return its name in a language, else in another, else nothing."""
        return self.titles.get(lang) or self.titles.get("en") or self.titles.get("ka") or ""


def entries(store: Queryable, plans: Plans, *, with_words: bool) -> list[Entry]:
    """Return everything that can be found; the words of all cells only where asked for."""
    found = [*_organisations(store, plans), *_parts(plans)]
    if with_words:
        found += _words(store, plans)
    return found


def _organisations(store: Queryable, plans: Plans) -> Iterator[Entry]:
    """Yield those who take part in the plans, with all their names and the initials of these."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for row in select(store, _NAMES).rows:
        body, name = (str(to_python(term)) for term in row)
        names[body].add(normal(name))
    works: Counter[str] = Counter()
    where: defaultdict[str, set[str]] = defaultdict(set)
    for each in plans.activities.values():
        works.update(each.bodies())
        for body in each.bodies():
            where[body].add(each.plan)
    for iri in sorted(names, key=lambda iri: (-works[iri], iri)):
        known = plans.organisations.get(iri)
        titles = _normal(known.labels) if known else {}
        others = sorted(names[iri] - set(titles.values()))
        short = (f"{first} ({name})" for name in sorted(names[iri]) if (first := initials(name)))
        own = set(titles.values()) | set(others)
        told = [each for each in short if each.partition(" ")[0] not in own]
        yield Entry(iri, "organisation", titles, (*others, *told), tuple(sorted(where[iri])))


def _parts(plans: Plans) -> Iterator[Entry]:
    for iri, plan in plans.plans.items():
        yield Entry(iri, "plan", _normal(plan.labels), plans=(iri,))
    for iri, activity in plans.activities.items():
        titles = _numbered(activity.number, activity.labels)
        yield Entry(iri, "activity", titles, plans=(activity.plan,))
    parents = {
        iri: part.parent for iri, part in [*plans.objectives.items(), *plans.divisions.items()]
    }
    for kind, parts in (("objective", plans.objectives), ("division", plans.divisions)):
        found = []
        for iri, part in parts.items():
            top = parents.get([*upwards(iri, parents)][-1]) or ""
            own = (top,) if top in plans.plans else ()
            found.append((own, part.order, Entry(iri, kind, _numbered(part.number, part.labels),
                                                 plans=own)))  # fmt: skip
        for _, _, entry in sorted(found, key=lambda each: (each[0], each[1], each[2].iri)):
            yield entry


def _normal(labels: Labels) -> dict[str, str]:
    return {lang: normal(text) for lang, text in labels.items()}


def _numbered(number: str, labels: Labels) -> Mapping[str, str]:
    """Return titles behind the printed number; the number alone where there is no title."""
    titles = {lang: normal(f"{number} {text}") for lang, text in labels.items()}
    return titles or ({"ka": normal(number)} if number else {})


def _words(store: Queryable, plans: Plans) -> Iterator[Entry]:
    """Yield the words of cells: those of activities in their order, then those of none."""
    for each in said(store, plans):
        activity = plans.activities.get(each.activity)
        cell = each.cell
        yield Entry(
            each.activity,
            "words" if activity else "document",
            _numbered(activity.number, activity.labels) if activity else {},
            tuple(map(normal, each.texts)),
            (each.plan,) if each.plan else (),
            Place(
                cell.iri,
                cell.document,
                cell.column,
                cell.lines,
                cell.words,
                tuple(sorted(cell.fields)),
            ),
        )

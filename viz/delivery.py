"""Reads the delivery network from a store: who leads, and whose support or partnership that needs.

Pairs (activity, lead) and (activity, helper) are streamed out and joined here: the join of the two
inside SPARQL does not finish on large graphs in any engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kavshiri.graph.query import Queryable, select
from kavshiri.queries.names import find_plan
from kavshiri.queries.parameters import bound_text
from kavshiri.queries.values import text_of

__all__ = ["Activity", "Delivery", "Link", "Organisation", "Plan", "read_delivery"]

_PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_LABEL = """
  OPTIONAL { ?thing %(property)s ?asked FILTER(LANG(?asked) = ?lang) }
  OPTIONAL { ?thing %(property)s ?english FILTER(LANG(?english) = "en") }
  OPTIONAL { ?thing %(property)s ?georgian FILTER(LANG(?georgian) = "ka") }
  BIND(COALESCE(?asked, ?english, ?georgian, STR(?thing)) AS ?label)
"""
_ROLES = """
SELECT DISTINCT ?activity ?role ?organisation
WHERE {
  VALUES ?plan { UNDEF }
  ?activity kav:plan ?plan .
  { ?activity kav:lead ?organisation BIND("lead" AS ?role) }
  UNION { ?activity kav:support ?organisation BIND("support" AS ?role) }
  UNION { ?activity kav:partner ?organisation BIND("partner" AS ?role) }
}
"""
_ORGANISATIONS = (
    """
SELECT ?thing ?label ?group ?sector
WHERE {
  VALUES ?lang { "en" }
  { SELECT DISTINCT ?thing WHERE { [] kav:lead|kav:support|kav:partner ?thing } }
"""
    + _LABEL % {"property": "skos:prefLabel"}
    + """
  BIND(EXISTS { ?thing a kav:StakeholderGroup } AS ?group)
  OPTIONAL {
    ?thing org:classification/skos:broader* ?top .
    ?top skos:notation ?sector .
    FILTER NOT EXISTS { ?top skos:broader ?above }
  }
}
ORDER BY ?thing ?sector
"""
)
_ACTIVITIES = (
    """
SELECT ?thing ?label ?number ?order ?planIri ?first ?last
WHERE {
  VALUES ?lang { "en" }
  { SELECT ?thing (?plan AS ?planIri) WHERE { VALUES ?plan { UNDEF } ?thing kav:plan ?plan } }
  ?thing a kav:Activity .
"""
    + _LABEL % {"property": "skos:prefLabel"}
    + """
  OPTIONAL { ?thing skos:notation ?number }
  OPTIONAL { ?thing kav:order ?order }
  OPTIONAL {
    SELECT ?thing (MIN(?from) AS ?first) (MAX(?to) AS ?last)
    WHERE {
      ?thing a kav:Activity ; prov:wasDerivedFrom ?cell .
      ?cell kav:firstLine ?from ; kav:lastLine ?to .
    }
    GROUP BY ?thing
  }
}
ORDER BY ?planIri ?order ?thing
"""
)
_PLANS = (
    """
SELECT ?thing ?label ?start ?end ?fileName ?sha256
WHERE {
  VALUES ?lang { "en" }
  { SELECT (?plan AS ?thing) WHERE { VALUES ?plan { UNDEF } ?plan a kav:ActionPlan } }
"""
    + _LABEL % {"property": "dct:title"}
    + """
  OPTIONAL { ?thing kav:periodStart ?start ; kav:periodEnd ?end }
  OPTIONAL { ?thing kav:document ?file . ?file kav:fileName ?fileName ; kav:sha256 ?sha256 }
}
ORDER BY ?thing ?fileName
"""
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan and the file it was read from; what is not known is the empty text."""

    iri: str
    title: str
    start: str
    end: str
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body or group. ``sector`` is a code of the list, or ``unknown``."""

    iri: str
    name: str
    sector: str
    is_group: bool


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of a plan: where it stands and what it is called."""

    iri: str
    plan: str
    number: str
    title: str
    first_line: int | None
    last_line: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """One planned dependency: a leading body needs another, in these activities and roles."""

    lead: str
    needed: str
    activities: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def weight(self) -> int:
        """In how many activities."""
        return len(self.activities)


@dataclass(frozen=True, slots=True)
class Delivery:
    """The delivery network of some plans; everything by IRI, in a fixed order.

    ``leads`` and ``helps`` hold the activities of each organisation. ``groups_left_out`` counts
    the unnamed groups that are not in it.
    """

    plans: tuple[Plan, ...]
    organisations: Mapping[str, Organisation]
    activities: Mapping[str, Activity]
    links: tuple[Link, ...]
    leads: Mapping[str, tuple[str, ...]]
    helps: Mapping[str, tuple[str, ...]]
    groups_left_out: int


def read_delivery(
    store: Queryable,
    *,
    lang: str = "en",
    plans: Iterable[str] | None = None,
    include_groups: bool = False,
) -> Delivery:
    """Return the delivery network of all plans of a store, or of those named by slug or IRI."""
    chosen = [NamedNode(find_plan(store, plan)) for plan in plans or ()]
    ask = _Asking(store, lang, chosen)
    everybody = _organisations(ask)
    activities = _activities(ask)
    roles = _roles(ask)
    named = {i: o for i, o in everybody.items() if include_groups or not o.is_group}
    links = _links(roles, named, list(activities))
    present = {iri for link in links for iri in (link.lead, link.needed)}
    groups = {i for found in roles.values() for r in found.values() for i in r} - set(named)
    return Delivery(
        plans=_plans(ask),
        organisations={iri: named[iri] for iri in sorted(present)},
        activities=activities,
        links=links,
        leads=_by_organisation(roles, ("lead",), present, activities),
        helps=_by_organisation(roles, ("support", "partner"), present, activities),
        groups_left_out=len(groups),
    )


_Roles = Mapping[str, Mapping[str, set[str]]]
"""The organisations of an activity by role."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """A store with the language and the plans that are asked for."""

    store: Queryable
    lang: str
    plans: list[NamedNode]

    def __call__(self, text: str) -> list[tuple[str, ...]]:
        """Return the rows of a query as text; unbound is the empty text."""
        terms: dict[str, list[NamedNode | Literal]] = {
            "lang": [Literal(self.lang)],
            "plan": [*self.plans],
        }
        answer = select(self.store, _PREFIXES + bound_text(text, terms))
        return [tuple(text_of(term) for term in row) for row in answer.rows]


def _roles(ask: _Asking) -> _Roles:
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for activity, role, organisation in ask(_ROLES):
        roles[activity][role].add(organisation)
    return roles


def _organisations(ask: _Asking) -> dict[str, Organisation]:
    found: dict[str, Organisation] = {}
    for iri, name, group, sector in ask(_ORGANISATIONS):
        found.setdefault(iri, Organisation(iri, name, sector or "unknown", group == "true"))
    return found


def _activities(ask: _Asking) -> dict[str, Activity]:
    return {
        iri: Activity(iri, plan, number, title, _line(first), _line(last))
        for iri, title, number, _, plan, first, last in ask(_ACTIVITIES)
    }


def _line(text: str) -> int | None:
    return int(text) if text else None


def _plans(ask: _Asking) -> tuple[Plan, ...]:
    found: dict[str, Plan] = {}
    for iri, title, start, end, file_name, sha256 in ask(_PLANS):
        found.setdefault(iri, Plan(iri, title, start, end, file_name, sha256))
    return tuple(found.values())


def _links(
    roles: _Roles, named: Mapping[str, Organisation], activities: list[str]
) -> tuple[Link, ...]:
    """Join leads and helpers; a body that would need itself makes no link."""
    evidence: dict[tuple[str, str], list[str]] = defaultdict(list)
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for activity in activities:
        for pair, role in _pairs(roles.get(activity, {})):
            if pair[0] in named and pair[1] in named and pair[0] != pair[1]:
                kinds[pair].add(role)
                if activity not in evidence[pair][-1:]:
                    evidence[pair].append(activity)
    return tuple(
        Link(lead, needed, tuple(evidence[lead, needed]), tuple(sorted(kinds[lead, needed])))
        for lead, needed in sorted(evidence)
    )


def _pairs(found: Mapping[str, set[str]]) -> Iterable[tuple[tuple[str, str], str]]:
    for role in ("support", "partner"):
        for lead in sorted(found.get("lead", ())):
            for needed in sorted(found.get(role, ())):
                yield (lead, needed), role


def _by_organisation(
    roles: _Roles, wanted: tuple[str, ...], present: set[str], activities: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return the activities of each organisation in some roles, in the order of the plans."""
    found: dict[str, list[str]] = {iri: [] for iri in sorted(present)}
    for activity in activities:
        bodies = {i for role in wanted for i in roles.get(activity, {}).get(role, ())}
        for iri in sorted(bodies & present):
            found[iri].append(activity)
    return {iri: tuple(each) for iri, each in found.items()}

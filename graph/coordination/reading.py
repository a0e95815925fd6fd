"""Reads from a store, once, what the analyses need: by simple streams, never by a join of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from kavshiri.graph.coordination.plans import (
    SHORTCUTS,
    Activity,
    Funding,
    Labels,
    Organisation,
    Part,
    Period,
    Plan,
    Plans,
    upwards,
)
from kavshiri.graph.query import Queryable, kept, select, to_python
from kavshiri.ontology.terms import DATA

__all__ = ["read_plans"]

_PREFIXES = """
PREFIX cv: <http://data.europa.eu/m8g/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_NAMED_BY = (
    ("kav:ActionPlan", "dct:title"),
    ("kav:Division", "skos:prefLabel"),
    ("kav:Objective", "skos:prefLabel"),
    ("kav:Activity", "skos:prefLabel"),
    ("org:Organization", "skos:prefLabel"),
    ("cv:PublicOrganisation", "skos:prefLabel"),
    ("kav:StakeholderGroup", "skos:prefLabel"),
)
_ORGANISATIONS = """
SELECT ?body ?group ?acronym ?type ?parent ?host ?chair WHERE {
  VALUES (?kind ?group) {
    (org:Organization false) (cv:PublicOrganisation false) (kav:StakeholderGroup true)
  }
  ?body a ?kind .
  OPTIONAL { ?body kav:acronym ?acronym }
  OPTIONAL { ?body org:classification ?type }
  OPTIONAL { ?body org:subOrganizationOf ?parent }
  OPTIONAL { ?body kav:hostedBy ?host }
  OPTIONAL { ?body kav:chairedBy ?chair }
}
"""
_OTHER_NAMES = """
SELECT DISTINCT ?body (LANG(?label) AS ?language) (STR(?label) AS ?text) WHERE {
  VALUES ?kind { org:Organization cv:PublicOrganisation kav:StakeholderGroup }
  ?body a ?kind ; skos:altLabel ?label
  FILTER(LANG(?label) IN ("ka", "en") && STRLEN(STR(?label)) <= %d)
}
"""
_TYPES = """
SELECT ?type ?code ?above WHERE {
  ?type skos:inScheme ?scheme ; skos:notation ?code .
  FILTER(STRENDS(STR(?scheme), "/code/organisation-type"))
  OPTIONAL { ?type skos:broader ?above }
}
"""
_ACTIVITIES = """
SELECT ?activity ?plan ?number ?order ?parent ?objective ?due WHERE {
  ?activity a kav:Activity ; kav:plan ?plan .
  OPTIONAL { ?activity skos:notation ?number }
  OPTIONAL { ?activity kav:order ?order }
  OPTIONAL { ?activity kav:partOf ?parent }
  OPTIONAL { ?activity kav:objective ?objective }
  OPTIONAL { ?activity kav:dueBy ?due }
}
"""
_FUNDINGS = """
SELECT ?activity ?funding ?kind ?state ?amount ?currency ?funder WHERE {
  ?activity kav:hasFunding ?funding .
  ?funding kav:fundingKind ?kind ; kav:amountState ?state .
  OPTIONAL { ?funding kav:amount ?amount }
  OPTIONAL { ?funding kav:currency ?currency }
  OPTIONAL { ?funding kav:funder ?funder }
}
"""
_SHORT = 30  # letters, above which a name is no short one
_PERIODS = """
SELECT ?activity ?deadline ?from ?to WHERE {
  ?activity kav:hasDeadline ?deadline . ?deadline kav:periodFrom ?from ; kav:periodTo ?to .
}
"""
_COLUMNS = """
SELECT DISTINCT ?document ?column ?field WHERE {
  VALUES ?field { kav:hasFunding kav:donor }
  ?cell kav:field ?field ; kav:document ?document ; kav:column ?column ; kav:row ?row .
}
"""
_DOCUMENTS = """
SELECT ?activity ?document WHERE {
  ?plan kav:document ?document . ?activity kav:plan ?plan ; a kav:Activity .
}
"""
_BUDGET_CELLS = """
SELECT ?activity ?document ?column WHERE {
  ?activity a kav:Activity ; prov:wasDerivedFrom ?cell .
  ?cell kav:document ?document ; kav:column ?column .
}
"""


def read_plans(store: Queryable) -> Plans:
    """Return what the analyses need to know of all plans in a store.

    Reads some eight streams of rows, each over one kind of thing; time and memory grow with the
    number of rows. A store without plans gives empty mappings. An open store is read once.
    """
    return kept(store, "plans", lambda: _read_plans(store))


def _read_plans(store: Queryable) -> Plans:
    labels = _labels(store)
    activities = list(_activities(store, labels))
    activities.sort(key=lambda activity: (activity.plan, activity.order, activity.iri))
    return Plans(
        plans=dict(sorted(_plans(store, labels))),
        divisions={part[0]: Part(*part) for part in _parts(store, "Division", labels)},
        objectives={part[0]: Part(*part) for part in _parts(store, "Objective", labels)},
        organisations=dict(sorted(_organisations(store, labels))),
        activities={activity.iri: activity for activity in activities},
        base=getattr(getattr(store, "iris", None), "base", DATA),
    )


Row = tuple[object, ...]


def _rows(store: Queryable, text: str) -> Iterator[Row]:
    """Yield the rows of a query as plain Python values."""
    for row in select(store, _PREFIXES + text).rows:
        yield tuple(to_python(term) for term in row)


def _labels(store: Queryable) -> dict[str, dict[str, str]]:
    """Return the names of everything that is named in an analysis, by IRI and language."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, name in _NAMED_BY:
        query = f"""
SELECT ?thing (LANG(?label) AS ?language) (STR(?label) AS ?text)
WHERE {{ ?thing a {kind} ; {name} ?label FILTER(LANG(?label) IN ("ka", "en")) }}
ORDER BY ?thing ?label"""
        for thing, language, text in _rows(store, query):
            found[str(thing)].setdefault(str(language), str(text))
    return found


def _plans(store: Queryable, labels: Mapping[str, Labels]) -> Iterator[tuple[str, Plan]]:
    query = """
SELECT ?plan ?start ?end WHERE {
  ?plan a kav:ActionPlan OPTIONAL { ?plan kav:periodStart ?start ; kav:periodEnd ?end }
}"""
    for iri, start, end in _rows(store, query):
        yield str(iri), Plan(str(iri), labels.get(str(iri), {}), _day(start), _day(end))


def _parts(
    store: Queryable, kind: str, labels: Mapping[str, Labels]
) -> Iterator[tuple[str, Labels, str, str | None, int]]:
    query = f"""
SELECT ?part ?number ?parent ?order WHERE {{
  ?part a kav:{kind}
  OPTIONAL {{ ?part skos:notation ?number }}
  OPTIONAL {{ ?part kav:partOf ?parent }}
  OPTIONAL {{ ?part kav:order ?order }}
}} ORDER BY ?part"""
    for iri, number, parent, order in _rows(store, query):
        yield str(iri), labels.get(str(iri), {}), _text(number), _maybe(parent), _whole(order)


def _organisations(
    store: Queryable, labels: Mapping[str, Labels]
) -> Iterator[tuple[str, Organisation]]:
    """Yield every body and group once; of several values of one property the first counts."""
    others = _other_names(store)
    codes = {str(each): (str(code), _maybe(above)) for each, code, above in _rows(store, _TYPES)}
    above = {each: parent for each, (_code, parent) in codes.items()}
    seen: set[str] = set()
    rows = sorted(_rows(store, _ORGANISATIONS), key=lambda row: tuple(map(_text, row)))
    for iri, group, acronym, kind, parent, host, chair in rows:
        if str(iri) in seen:
            continue
        seen.add(str(iri))
        top = [*upwards(str(kind), above)][-1] if kind else ""
        names, sector = labels.get(str(iri), {}), codes.get(top, ("", None))[0]
        yield (
            str(iri),
            Organisation(
                iri=str(iri),
                labels=names,
                acronym=_text(acronym),
                type=codes.get(_text(kind), ("", None))[0],
                sector=sector,
                is_group=bool(group),
                parent=_maybe(parent),
                host=_maybe(host),
                chair=_maybe(chair),
                short=_short(names, others.get(str(iri), {}), _text(acronym), sector),
            ),
        )


def _other_names(store: Queryable) -> dict[str, dict[str, list[str]]]:
    """Return the other names that are short, by organisation and language."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for body, language, text in _rows(store, _OTHER_NAMES % _SHORT):
        found[str(body)][str(language)].append(str(text))
    return found


def _short(
    labels: Labels, others: Mapping[str, list[str]], acronym: str, sector: str
) -> dict[str, str]:
    """Return the short names of an organisation: its shortest other name in each language.

    In English its acronym comes first. In Georgian texts an international body without a short
    Georgian name goes by its Latin acronym, as in the abbreviations of the migration plan.
    """
    found = {}
    for language, names in sorted(others.items()):
        shorter = [name for name in names if len(name) < len(labels.get(language, name + " "))]
        if shorter:
            found[language] = min(shorter, key=lambda name: (len(name), name))
    if acronym:
        found["en"] = acronym
        if sector == "international" and len(labels.get("ka", "")) > _SHORT:
            found.setdefault("ka", acronym)
    return found


def _activities(store: Queryable, labels: Mapping[str, Labels]) -> Iterator[Activity]:
    roles, fundings, periods = _roles(store), _fundings(store), _periods(store)
    types, budgets = _activity_types(store), _budget_cells(store)
    for iri, plan, number, order, parent, objective, due in _rows(store, _ACTIVITIES):
        name = str(iri)
        yield Activity(
            iri=name,
            plan=str(plan),
            labels=labels.get(name, {}),
            number=_text(number),
            order=_whole(order),
            parent=_maybe(parent),
            objective=_maybe(objective),
            due=_day(due),
            periods=tuple(sorted(periods.get(name, ()))),
            roles=roles.get(name, {}),
            fundings=tuple(fundings.get(name, ())),
            has_budget_cell=budgets.get(name),
            types=tuple(sorted(types.get(name, ()))),
        )


def _roles(store: Queryable) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for role, shortcut in SHORTCUTS.items():
        query = f"SELECT ?activity ?body WHERE {{ ?activity {shortcut} ?body }}"
        for activity, body in _rows(store, query):
            found[str(activity)][role].add(str(body))
    return {
        activity: {role: tuple(sorted(bodies)) for role, bodies in by_role.items()}
        for activity, by_role in found.items()
    }


def _fundings(store: Queryable) -> dict[str, list[Funding]]:
    found: dict[str, list[Funding]] = defaultdict(list)
    rows = sorted(_rows(store, _FUNDINGS), key=lambda row: str(row[1]))
    for activity, _, kind, state, amount, currency, funder in rows:
        found[str(activity)].append(
            Funding(
                kind=str(kind).rpartition("/")[2],
                state=str(state).rpartition("/")[2],
                amount=amount if isinstance(amount, Decimal) else None,
                currency=_maybe(currency),
                funder=_maybe(funder),
            )
        )
    return found


def _periods(store: Queryable) -> dict[str, set[Period]]:
    found: dict[str, set[Period]] = defaultdict(set)
    for activity, _, start, end in _rows(store, _PERIODS):
        if isinstance(start, date) and isinstance(end, date):
            found[str(activity)].add((start, end))
    return found


def _activity_types(store: Queryable) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for activity, kind in _rows(store, "SELECT ?a ?t WHERE { ?a kav:activityType ?t }"):
        found[str(activity)].add(str(kind).rpartition("/")[2])
    return found


def _budget_cells(store: Queryable) -> dict[str, bool]:
    """Return, for every activity of a table with a column for state money, if its cell is there.

    The column is known by what it feeds: funding, and nowhere a donor.
    """
    fed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document, column, fields in _rows(store, _COLUMNS):
        fed[str(document), str(column)].add(str(fields).rpartition("#")[2])
    columns = {column for column, fields in fed.items() if fields == {"hasFunding"}}
    documents = {document for document, _column in columns}
    found = {
        str(activity): False
        for activity, document in _rows(store, _DOCUMENTS)
        if str(document) in documents
    }
    for activity, document, column in _rows(store, _BUDGET_CELLS) if columns else ():
        if (str(document), str(column)) in columns:
            found[str(activity)] = True
    return found


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None

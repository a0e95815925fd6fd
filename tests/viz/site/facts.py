"""What a panel of the site says and what its SPARQL answers, each as facts that can be compared.

A fact is a tuple of what identifies a row and of all that the row says. Lists within a cell are
sets: ``thb: 2/2.2.1, 2/2.2.2`` in a table is ``thb/2/2.2.1, thb/2/2.2.2`` in an answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from kavshiri.queries.money_words import (
    KIND_WORDS,
    NOBODY_WORDS,
    STATE_WORDS,
    TOTAL_WORDS,
    UNTITLED,
)
from kavshiri.queries.overlap_words import ACROSS
from kavshiri.queries.question import Text
from kavshiri.queries.whatif_words import (
    ASPECT,
    DELIVERY_WORDS,
    LOSS_WORDS,
    LOST_WORDS,
    MONEY_WORDS,
    ROLE_WORDS,
)

__all__ = ["FACTS", "Facts", "Row", "facts_of"]

Row = Mapping[str, Any]
Facts = Counter[tuple[Any, ...]]
Maker = Callable[[Row], tuple[Any, ...]]

NIL = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
ALL = "https://w3id.org/kavshiri/ontology#Funding"
STATE = "…/code/funding-kind/stateBudget"


def facts_of(panel: str, rows: Iterable[Row], *, shown: bool, lang: str = "en") -> Facts:
    """Return the facts of a panel: from the rows that it shows, or from those of its SPARQL."""
    name = "role" if panel.startswith("role-") else panel
    return Counter(FACTS[name](rows, shown, lang))


def _listed(text: str | None) -> frozenset[str]:
    return frozenset((text or "").split("; ")) - {""}


def _paths(text: str | None, *, shown: bool) -> frozenset[str]:
    """Return the places of a list, each behind the slug of its plan."""
    if not shown:
        return frozenset((text or "").split(", ")) - {""}
    found = set()
    for group in (text or "").split("; "):
        slug, colon, places = group.partition(": ")
        found |= {f"{slug}/{place}" for place in places.split(", ")} if colon else {group}
    return frozenset(found) - {""}


def _plain(*names: str) -> Callable[[Iterable[Row], bool, str], Iterator[tuple[Any, ...]]]:
    """Return what makes a fact of columns that have the same names and values on both sides."""

    def facts(rows: Iterable[Row], _shown: bool, _lang: str) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            yield tuple(
                _listed(value)
                if name in ("leads", "with") and isinstance(value := row[name], str | None)
                else row[name]
                for name in names
            )

    return facts


def _which(*names: str) -> Callable[[Iterable[Row], bool, str], Iterator[tuple[Any, ...]]]:
    """Return the same with the places of activities in the column ``which``."""

    def facts(rows: Iterable[Row], shown: bool, _lang: str) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            yield (*(row[name] for name in names), _paths(row["which"], shown=shown))

    return facts


def _months(rows: Iterable[Row], shown: bool, _lang: str) -> Iterator[tuple[Any, ...]]:
    """Yield each month with its figures; the answer has a row for each of its activities."""

    def key(row: Row) -> tuple[Any, ...]:
        return row["month"], row["deadlines"], round(Decimal(row["share"]), 1)

    if shown:
        for row in rows:
            yield (*key(row), row["leads"], _paths(row["which"], shown=True))
        return
    for month, group in groupby(rows, key=key):
        own = list(group)
        led = [row["leads"] for row in own]
        leads = None if None in led else sum(led)
        yield (*month, leads, frozenset(row["which"] for row in own))


def _totals(rows: Iterable[Row], shown: bool, lang: str) -> Iterator[tuple[Any, ...]]:
    """Yield the figures of each heading: the counts, and each amount by its currency."""
    words = {KIND_WORDS["stateBudget"].within(lang): STATE, TOTAL_WORDS.within(lang): ALL}
    words |= {each.within(lang): NIL for each in NOBODY_WORDS.values()}
    counts = ("activities", "notStated", "toBeDetermined", "effort", "lost", "nothing")

    def key(row: Row) -> str:
        found = str((row["iri"] or words[row["heading"]]) if shown else row["key"])
        return STATE if found.endswith(STATE.removeprefix("…")) else found

    for heading, group in groupby(sorted(rows, key=key), key=key):
        own = list(group)
        told = next(row for row in own if row["activities"] is not None)
        yield heading, told["plan"], *(told[name] for name in counts)
        for row in own:
            if row["currency"]:
                yield (
                    heading,
                    row["currency"],
                    row["stated"] or 0,
                    *(
                        frozenset(_amounts(row[name], row["currency"]))
                        for name in ("wholeProgramme", "perUnit")
                    ),
                )


def _amounts(text: str | None, currency: str) -> Iterator[tuple[Any, ...]]:
    """Yield the amounts of a text such as ``2,090,000 GEL (3)``, ``5 ლარი`` or ``2090000 (3)``."""
    in_words = {"GEL": " ლარი"}[currency] if text else ""
    for each in (text or "").split("; "):
        if each:
            bare = each.replace(f" {currency}", "").replace(in_words, "")
            amount, _, times = bare.partition(" (")
            plain = amount.replace("\u00a0", "").replace(",", "")
            yield Decimal(plain), times.rstrip(")")


def _details(rows: Iterable[Row], shown: bool, lang: str) -> Iterator[tuple[Any, ...]]:
    kinds, states = _codes(KIND_WORDS, lang), _codes(STATE_WORDS, lang)
    for row in rows:
        kind, state = row["kind"], row["state"]
        yield (
            row["iri"], row["place"], row["number"], row["activity"], row["due"],
            _listed(row["leads"]), row["lines"], row["document"], row["funder"], row["amount"],
            row["currency"], row["added"],
            kinds.get(kind, kind) if shown else kind, states.get(state, state) if shown else state,
            _heading(row["heading"], shown, lang),
        )  # fmt: skip


def _heading(text: str, shown: bool, lang: str) -> str:
    """Return a heading as answers say it, where the page says that there is none or no title."""
    none = {each.within(lang) for each in NOBODY_WORDS.values()}
    if shown and text in none:
        return "nil"
    return text.removesuffix(f" {UNTITLED.within(lang)}")


def _codes(words: Mapping[str, Text], lang: str) -> Mapping[str, str]:
    return {text.within(lang): code for code, text in words.items()}


def _summary(rows: Iterable[Row], shown: bool, lang: str) -> Iterator[tuple[Any, ...]]:
    """Yield each fate with those who have it; the answer has a row for each activity."""
    if shown:
        aspects = _codes(ASPECT, lang)
        for row in rows:
            if row["count"]:
                which = _paths(row["which"], shown=True)
                yield aspects[row["aspect"]], row["code"], row["count"], which
        return
    found = defaultdict(set)
    for row in rows:
        told = (("objectives", row["loss"]),)
        if row["delivery"]:
            told = (("delivery", row["delivery"]), ("money", row["money"]))
        for fate in told:
            found[fate].add(row["which"])
    for (aspect, code), which in found.items():
        yield aspect, code, len(which), frozenset(which)


def _days(rows: Iterable[Row], shown: bool, _lang: str) -> Iterator[tuple[Any, ...]]:
    """Yield each day with its figures; the answer has a row for each of its activities."""
    if shown:
        for row in rows:
            yield row["due"], row["hit"], row["stranded"], _paths(row["which"], shown=True)
        return
    for due, group in groupby(rows, key=lambda row: row["due"]):
        own = list(group)
        stranded = sum(row["stranded"] for row in own)
        yield due, len(own), stranded, frozenset(row["which"] for row in own)


def _hit(rows: Iterable[Row], shown: bool, lang: str) -> Iterator[tuple[Any, ...]]:
    delivery, money = _codes(DELIVERY_WORDS, lang), _codes(MONEY_WORDS, lang)
    roles = {text.within(lang): code for code, text in ROLE_WORDS.items()}
    for row in rows:
        yield (
            row["iri"], row["plan"], row["place"], row["number"], row["activity"], row["due"],
            _listed(row["leads"]), row["lines"], row["document"], row["state"], row["effort"],
            delivery[row["delivery"]] if shown else row["delivery"],
            money[row["money"]] if shown else row["money"],
            *(_with_roles(row[name], roles if shown else {}) for name in ("gone", "left")),
        )  # fmt: skip


def _with_roles(text: str | None, roles: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    parts = (each.removesuffix(")").rpartition(" (") for each in (text or "").split("; ") if each)
    return frozenset((name, roles.get(role, role)) for name, _, role in parts)


def _objectives_hit(rows: Iterable[Row], shown: bool, lang: str) -> Iterator[tuple[Any, ...]]:
    losses = _codes(LOSS_WORDS, lang)
    names = ("iri", "plan", "number", "objective", "activities", "hit", "stranded", "due")
    for row in rows:
        loss = losses[row["loss"]] if shown else row["loss"]
        yield (*(row[name] for name in names), loss, _paths(row["which"], shown=shown))


def _similar(rows: Iterable[Row], shown: bool, lang: str) -> Iterator[tuple[Any, ...]]:
    """Yield the first three of each activity and loss, which the page shows."""
    lost = _codes(LOST_WORDS, lang)
    names = ("organisation", "takesPart", "sameObjective", "sameDivision", "sameType")

    def key(row: Row) -> tuple[str, str]:
        return row["iri"], lost[row["lost"]] if shown else row["lost"]

    for (iri, what), group in groupby(sorted(rows, key=key), key=key):  # the order within is kept
        for row in list(group)[:3]:
            yield (iri, what, *(row[name] for name in names), _paths(row["which"], shown=shown))


def _overlaps(rows: Iterable[Row], shown: bool, lang: str) -> Iterator[tuple[Any, ...]]:
    scores = ("words", "actors", "types", "people")
    for row in rows:
        if shown:
            bodies = {name for name, _ in _with_roles(row["bodies"], {})}
            yield (
                row["first_iri"], row["second_iri"], row["score"], row["verdict"],
                row["where"] == ACROSS.within(lang), row["first_activity"], row["second_place"],
                frozenset(bodies), frozenset((row["types"] or "").split(", ")) - {""},
                *(row[f"{name}_score"] for name in scores),
            )  # fmt: skip
        else:
            yield (
                row["firstIri"], row["secondIri"], row["score"], row["verdict"],
                row["where"] == "across", row["first"], row["secondPlace"],
                _listed(row["bodies"]), frozenset((row["kinds"] or "").split(", ")) - {""},
                *(row[name] for name in scores),
            )  # fmt: skip


def _dependencies(rows: Iterable[Row], shown: bool, _lang: str) -> Iterator[tuple[Any, ...]]:
    """Yield each tie with each activity, and how many of its activities are critical."""
    critical: Counter[tuple[str, str, str]] = Counter()
    funded = set()
    for row in rows:
        key = (row["from"], row["to"], row["layer"])
        for which in _paths(row["which"], shown=shown):
            yield (*key, which)
        if row["critical"] is not None:
            funded.add(key)
            critical[key] += row["critical"]
    for key in funded:
        yield (*key, critical[key])


def _matrix(rows: Iterable[Row], shown: bool, _lang: str) -> Iterator[tuple[Any, ...]]:
    ends = ("from_iri", "to_iri") if shown else ("fromIri", "toIri")
    for row in rows:
        which = frozenset(row["which"].split("; " if shown else ", "))
        yield (row["from"], row["to"], row["activities"], which, *(row[end] for end in ends))


_ACTIVITY = ("plan", "place", "number", "activity", "leads")
_SOURCE = ("lines", "document", "iri")

FACTS: Mapping[str, Callable[[Iterable[Row], bool, str], Iterator[tuple[Any, ...]]]] = {
    "role": _plain("plan", "place", "number", "activity", "due", "with", "iri"),
    "needs": _which("organisation", "layer", "activities", "first", "last", "iri"),
    "needed-by": _which("organisation", "layer", "activities", "first", "last", "iri"),
    "only-money": _which("organisation", "activities", "unsure", "iri"),
    "only-money-of": _which("organisation", "activities", "unsure", "iri"),
    "measures": _plain("measure", "meaning"),  # values are rounded, see where they are compared
    "needs-within": _plain("organisation", "needed", "role", "layer"),
    "objectives": _plain("plan", "place", "number", "objective", "activities", "leads", "iri"),
    "months": _months,
    "due": _plain("due", "from", *_ACTIVITY, *_SOURCE),
    "overdue": _plain("due", "from", *_ACTIVITY, *_SOURCE),
    "load": _which("organisation", "month", "leads", "all", "iri"),
    "undated": _plain(*_ACTIVITY, *_SOURCE),
    "totals": _totals,
    "details": _details,
    "chains": _plain("donor", "intermediary", "due", "pairings", *_ACTIVITY, *_SOURCE),
    "summary": _summary,
    "activities": _hit,
    "objectives-hit": _objectives_hit,
    "deadlines": _days,
    "similar": _similar,
    "overlaps": _overlaps,
    "dependencies": _dependencies,
    "matrix": _matrix,
    "between": _plain("layer", "plan", "number", "activity", "due", "iri"),
}
"""What makes facts of the rows of a panel, by its name."""

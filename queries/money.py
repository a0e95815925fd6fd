"""The money of plans as an answer: names in, tables in Georgian or English out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from kavshiri.graph.coordination.chains import delivery_chains
from kavshiri.graph.coordination.lines import documents, source_lines
from kavshiri.graph.coordination.money import HEADINGS, NOBODY, STATE, Amount, Heading, Money, money
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.query import Queryable
from kavshiri.ontology.currencies import currency_name

from .activities import Shown
from .choosing import Names
from .errors import ParameterError
from .money_words import (
    BY_WORDS,
    HEADING_WORDS,
    KIND_WORDS,
    NOBODY_WORDS,
    PARTS,
    STATE_WORDS,
    TOTAL_WORDS,
    UNTITLED,
)
from .results import Result
from .sieve import EVERYTHING, Sieve, sieve_of
from .tables import numbered, one_of, table
from .values import Value

__all__ = ["MoneyAnswer", "ask_money"]

Rows = Iterator[tuple[Value, ...]]


def ask_money(
    store: Queryable,
    by: str = "donor",
    plans: Iterable[str] = (),
    *,
    lang: str = "en",
    chapter: Names = (),
    lead: Names = (),
    donor: Names = (),
    read: Plans | None = None,
) -> MoneyAnswer:
    """Return the money that plans (by slug; all if none) name, by donor, organisation, objective
    or chapter.

    Only activities count that stand in one of some chapters, are led by one of some bodies, and
    name one of some donors, where these are given: with all that they name. ``read`` is what was
    read from the store already. ParameterError for another kind of heading and for names of which
    the store has none.
    """
    if by not in HEADINGS:
        raise ParameterError("by", by, one_of(HEADINGS))
    known = read or read_plans(store)
    sieve = sieve_of(store, known, plan=plans, chapter=chapter, lead=lead, donor=donor)
    sifted = replace(known, activities=sieve.passing(known)) if sieve else known
    return MoneyAnswer(
        money=money(sifted, by),
        shown=Shown(sifted, source_lines(store, sifted.activities), lang),
        sieve=sieve,
        sources=documents(store),
    )


@dataclass(frozen=True)
class MoneyAnswer:
    """The money as tables: each part is a result that can be shown, saved or made a frame.

    ``money`` is the analysis itself, in which every figure knows its activities.
    """

    money: Money
    shown: Shown = field(repr=False)
    sieve: Sieve = EVERYTHING
    sources: tuple[str, ...] = ()

    @property
    def lang(self) -> str:
        """The language of the tables."""
        return self.shown.lang

    @cached_property
    def totals(self) -> Result:
        """Each heading with its figures beside each other; the last row counts all once."""
        return self._table("totals", self._totals())

    @cached_property
    def details(self) -> Result:
        """Each heading with its activities and what each of them says of money."""
        return self._table("details", self._details())

    @cached_property
    def chains(self) -> Result:
        """Donor, intermediary, lead and activity, where a donor stands beside such a partner."""
        return self._table("chains", self._chains())

    @cached_property
    def scope(self) -> Mapping[str, str]:
        """Which activities count, where not all do: plan, chapter, lead, donor with their names."""
        names = {
            "plan": map(self.shown.plan, self.sieve.plans),
            "chapter": map(self.name, self.sieve.chapters),
            "lead": map(self.shown.name, self.sieve.leads),
            "donor": map(self.shown.name, self.sieve.donors),
        }
        told = {name: ", ".join(given) for name, given in names.items()}
        return {name: text for name, text in told.items() if text}

    def part(self, name: str) -> Result:
        """Return one of the tables by its name; ParameterError where there is none."""
        if name not in PARTS:
            raise ParameterError("part", name, one_of(PARTS))
        result: Result = getattr(self, name)
        return result

    def name(self, key: str) -> str:
        """Return the name of a heading."""
        plans, by = self.shown.plans, self.money.by
        if key == self.money.total.key:
            return TOTAL_WORDS.within(self.lang)
        if key == NOBODY:
            return NOBODY_WORDS[by].within(self.lang)
        if key == STATE:
            return KIND_WORDS[STATE].within(self.lang)
        part = plans.divisions.get(key) or plans.objectives.get(key)
        if part is None:
            return self.shown.name(key)
        if not part.labels:
            return f"{part.number or key.rpartition('/')[2]} {UNTITLED.within(self.lang)}"
        return f"{part.number} {part.name(self.lang)}".strip()

    def plan(self, key: str) -> str | None:
        """Return the plan of a heading that is a part of one."""
        plans = self.shown.plans
        if key not in plans.divisions and key not in plans.objectives:
            return None
        return next(
            self.shown.plan(plans.activities[iri].plan) for iri in self.money.of(key).activities
        )

    def amounts(self, amounts: Iterable[Amount], *, beside: bool = False) -> str:
        """Return amounts in words, as ``2,090,000 GEL``; with ``beside`` how often each stands."""
        return "; ".join(
            f"{numbered(each.amount, self.lang)} {currency_name(each.currency, self.lang)}"
            + (f" ({len(each.activities)})" if beside else "")
            for each in amounts
        )

    def _table(self, name: str, rows: Iterable[tuple[Value, ...]]) -> Result:
        by = BY_WORDS[self.money.by].within(self.lang)
        parameters = {"by": by, "plan": "", **self.scope}
        part = PARTS[name]
        if part.columns[0].name == "heading":
            heading = replace(part.columns[0], title=HEADING_WORDS[self.money.by])
            part = replace(part, columns=(heading, *part.columns[1:]))
        return table(part, rows, lang=self.lang, parameters=parameters, sources=self.sources)

    def _totals(self) -> Rows:
        for heading in (*self.money.headings, self.money.total):
            for number, currency in enumerate(heading.currencies or (None,)):
                yield self._total(heading, currency, is_first=number == 0)

    def _total(
        self, heading: Heading, currency: str | None, *, is_first: bool
    ) -> tuple[Value, ...]:
        def of(amounts: Iterable[Amount]) -> list[Amount]:
            return [each for each in amounts if each.currency == currency]

        counts = (
            heading.not_stated,
            heading.to_be_determined,
            heading.effort,
            heading.cell_lost,
            heading.nothing,
        )
        is_thing = ":" in heading.key  # an IRI, not the state or nobody
        return (
            self.name(heading.key),
            self.plan(heading.key),
            len(heading.activities) if is_first else None,
            currency,
            heading.sum(currency) if currency and of(heading.stated) else None,
            self.amounts(of(heading.whole_programme), beside=True) or None,
            self.amounts(of(heading.per_unit)) or None,
            *(len(each) if is_first else None for each in counts),
            heading.key if is_thing else None,
        )

    def _details(self) -> Rows:
        for heading in self.money.headings:
            for iri, fundings in heading.named:
                activity = self.shown.plans.activities[iri]
                for each in fundings or (None,):
                    yield (
                        self.name(heading.key),
                        *self.shown.activity(activity),
                        KIND_WORDS[each.kind].within(self.lang) if each else None,
                        self.shown.name(each.funder) if each and each.funder else None,
                        STATE_WORDS[each.state].within(self.lang) if each else None,
                        each.amount if each else None,
                        each.currency if each else None,
                        bool(each and each.state == "stated" and each.amount is not None),
                        *self.shown.source(activity),
                    )

    def _chains(self) -> Rows:
        for each in delivery_chains(self.shown.plans):
            activity = self.shown.plans.activities[each.activity]
            plan, place, number, title, leads, due = self.shown.activity(activity)
            yield (
                self.shown.name(each.donor),
                self.shown.name(each.intermediary),
                leads, plan, place, number, title, due,
                each.alternatives,
                *self.shown.source(activity),
            )  # fmt: skip

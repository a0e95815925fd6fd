"""The money that plans name, added up only where adding is right.

A plan prints money in five manners, and only the first can be added:

- *stated*: the activity's own amount;
- *whole programme*: the budget of a programme printed beside several of its activities. It is named
  once with the activities that it stands beside, and never added;
- *per unit*: the price of one thing (a student, a month), never added;
- *not stated*: a source is named without an amount. Activities are counted;
- *to be determined*: the plan says that the amount comes later. Activities are counted.

Administrative effort is the state's own work and no money: it is counted apart. State money that
stands beside a donor is the state's and never the donor's. What an activity names is counted once
under each heading, however many bodies lead it; the total counts it once as well, so the rows of
agencies and donors may add up to more than the total, and only the total is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kavshiri.graph.coordination.plans import Activity, Funding, Plans
from kavshiri.graph.coordination.scope import in_plans

__all__ = [
    "HEADINGS",
    "NOBODY",
    "SAID",
    "STATE",
    "Amount",
    "Heading",
    "Money",
    "chapter",
    "donors",
    "has_effort",
    "money",
    "said_of",
]

HEADINGS = ("donor", "organisation", "objective", "chapter")
"""What money can be told by."""

STATE = "stateBudget"
"""The heading of the state's own money, among the donors."""

NOBODY = ""
"""The heading of what has no donor, lead, objective or chapter."""

SAID = (
    "stated", "wholeProgramme", "perUnit", "notStated", "toBeDetermined", STATE, "effort", "lost",
    "nothing",
)  # fmt: skip
"""What an activity can say of money, see :func:`said_of`."""

_EFFORT = "administrativeResource"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount and the activities that it is printed beside (IRIs, in the plans' order)."""

    amount: Decimal
    currency: str
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What is named under one heading; every figure with its activities, in the plans' order.

    ``stated`` holds one sum for each currency. ``whole_programme`` and ``per_unit`` are lists, for
    their amounts are not to be added. An activity that names two donors without amounts stands in
    ``not_stated`` once. ``effort`` holds the activities that also, or only, name administrative
    effort; ``cell_lost`` those whose cell for state money was lost, so that nobody knows what stood
    in it; ``nothing`` those that name neither money nor effort, without the lost ones. ``named``
    holds every activity with what counts of it under this heading.
    """

    key: str
    activities: tuple[str, ...]
    stated: tuple[Amount, ...] = ()
    whole_programme: tuple[Amount, ...] = ()
    per_unit: tuple[Amount, ...] = ()
    not_stated: tuple[str, ...] = ()
    to_be_determined: tuple[str, ...] = ()
    effort: tuple[str, ...] = ()
    cell_lost: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    named: tuple[tuple[str, tuple[Funding, ...]], ...] = ()

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies of all its amounts, sorted."""
        amounts = (*self.stated, *self.whole_programme, *self.per_unit)
        return tuple(sorted({each.currency for each in amounts}))

    def sum(self, currency: str) -> Decimal:
        """Return what is stated in a currency; 0 where nothing is."""
        return sum((e.amount for e in self.stated if e.currency == currency), Decimal(0))


@dataclass(frozen=True)
class Money:
    """The money of some plans by one kind of heading; ``total`` counts every activity once."""

    by: str
    headings: tuple[Heading, ...]
    total: Heading

    def of(self, key: str) -> Heading:
        """Return one heading; an empty one where nothing stands under it."""
        return self._by_key.get(key, Heading(key, ()))

    @cached_property
    def _by_key(self) -> Mapping[str, Heading]:
        return {each.key: each for each in self.headings}


def money(plans: Plans, by: str = "donor", plan_iris: Iterable[str] = ()) -> Money:
    """Return the money that plans (all, if none is named) name, by one of :data:`HEADINGS`.

    - By donor: what each donor is named for; the state budget (:data:`STATE`) has a heading of its
      own, and stands under no donor.
    - By organisation: all money of the activities that a body leads. An activity with two leads
      stands under both, in full: a plan does not say who gets which part.
    - By objective or chapter (the outermost division): every activity stands under one.

    Headings come in the order in which the plans name them, the state and :data:`NOBODY` last.
    Those without any activity are left out. Time grows with the activities. QueryError for a plan
    that is not in the store; ValueError for another kind of heading.
    """
    if by not in HEADINGS:
        raise ValueError(f"money is told by {', '.join(HEADINGS)}, not by {by!r}")
    activities = in_plans(plans, plan_iris)
    found: dict[str, list[_Entry]] = {}
    for activity in activities:
        for key, fundings in _shares(plans, by, activity):
            found.setdefault(key, []).append((activity, fundings))
    last = {STATE: 1, NOBODY: 2}
    keys = sorted(found, key=lambda key: last.get(key, 0))  # stable: else as the plans name them
    return Money(
        by=by,
        headings=tuple(_heading(key, found[key]) for key in keys),
        total=_heading("total", [(each, _fundings(each)) for each in activities]),
    )


def donors(activity: Activity) -> tuple[str, ...]:
    """Return the donors that an activity names, in its roles or its fundings, each once, sorted."""
    funders = {each.funder for each in activity.fundings if each.kind == "donor" and each.funder}
    return tuple(sorted(funders | set(activity.roles.get("donor", ()))))


def has_effort(activity: Activity) -> bool:
    """Return whether an activity names the state's own administrative effort."""
    return any(each.kind == _EFFORT for each in activity.fundings)


def said_of(activity: Activity, funders: Collection[str] = ()) -> frozenset[str]:
    """Return all that an activity says of money, by the codes of :data:`SAID`.

    The states of the amounts that it names (of some funders alone, where they are given), whether
    the state pays, administrative effort, a lost cell for state money; ``nothing`` where it says
    nothing at all. These are what the figures of a :class:`Heading` count.
    """
    fundings = _fundings(activity)
    money = [f for f in fundings if f.kind != _EFFORT and (not funders or f.funder in funders)]
    said = {each.state for each in money} | {STATE for each in fundings if each.kind == STATE}
    if has_effort(activity):
        said.add("effort")
    if activity.has_budget_cell is False:
        said.add("lost")
    elif not fundings:
        said.add("nothing")
    return frozenset(said)


def chapter(plans: Plans, activity: Activity) -> str:
    """Return the outermost division that an activity stands in; NOBODY where it is in none."""
    divisions = [part for part in plans.within(activity) if part in plans.divisions]
    return divisions[-1] if divisions else NOBODY


_Entry = tuple[Activity, tuple[Funding, ...]]


def _shares(plans: Plans, by: str, activity: Activity) -> Iterator[tuple[str, tuple[Funding, ...]]]:
    """Yield the headings that an activity stands under, and what counts there."""
    fundings = _fundings(activity)
    match by:
        case "donor":
            yield from _by_source(fundings)
        case "organisation":
            for lead in activity.roles.get("lead", ()) or (NOBODY,):
                yield lead, fundings
        case "objective":
            yield activity.objective or NOBODY, fundings
        case _:
            yield chapter(plans, activity), fundings


def _by_source(fundings: tuple[Funding, ...]) -> Iterator[tuple[str, tuple[Funding, ...]]]:
    """Yield each donor with its own fundings and the state with its; effort is nobody's money."""
    sources: dict[str, list[Funding]] = {}
    for each in fundings:
        if each.kind != _EFFORT:
            key = STATE if each.kind == STATE else each.funder or NOBODY
            sources.setdefault(key, []).append(each)
    for key, own in sources.items():
        yield key, tuple(own)


def _fundings(activity: Activity) -> tuple[Funding, ...]:
    """Return what an activity names; a donor that only its roles know has no amount."""
    funders = {each.funder for each in activity.fundings}
    silent = [body for body in donors(activity) if body not in funders]
    return (
        *activity.fundings,
        *(Funding("donor", "notStated", funder=body) for body in silent),
    )


def _heading(key: str, entries: list[_Entry]) -> Heading:
    """Return what some activities name; each stands in ``entries`` once."""

    def where(state: str) -> tuple[str, ...]:
        return tuple(
            activity.iri
            for activity, fundings in entries
            if any(each.state == state and each.kind != _EFFORT for each in fundings)
        )

    lost = [activity for activity, _ in entries if activity.has_budget_cell is False]
    silent = [a.iri for a, fundings in entries if not fundings and a.has_budget_cell is not False]
    return Heading(
        key=key,
        activities=tuple(activity.iri for activity, _ in entries),
        stated=_sums(entries),
        whole_programme=_programmes(entries),
        per_unit=_prices(entries),
        not_stated=where("notStated"),
        to_be_determined=where("toBeDetermined"),
        effort=tuple(activity.iri for activity, _ in entries if has_effort(activity)),
        cell_lost=tuple(activity.iri for activity in lost),
        nothing=tuple(silent),
        named=tuple((activity.iri, fundings) for activity, fundings in entries),
    )


def _amounts(entries: list[_Entry], state: str) -> Iterator[tuple[Activity, Funding, Decimal]]:
    for activity, fundings in entries:
        for each in fundings:
            if each.state == state and each.amount is not None:
                yield activity, each, each.amount


def _sums(entries: list[_Entry]) -> tuple[Amount, ...]:
    sums: dict[str, Decimal] = {}
    where: dict[str, dict[str, None]] = {}
    for activity, funding, amount in _amounts(entries, "stated"):
        currency = funding.currency or ""
        sums[currency] = sums.get(currency, Decimal(0)) + amount
        where.setdefault(currency, {})[activity.iri] = None
    return tuple(Amount(sums[name], name, tuple(where[name])) for name in sorted(sums))


def _programmes(entries: list[_Entry]) -> tuple[Amount, ...]:
    """Return each programme's budget once.

    The same amount in the same currency, from the same source, in the same plan is taken for one
    budget that is repeated.
    """
    found: dict[tuple[str, str, str, str, Decimal], list[str]] = {}
    for activity, funding, amount in _amounts(entries, "wholeProgramme"):
        source = (activity.plan, funding.kind, funding.funder or "")
        found.setdefault((*source, funding.currency or "", amount), []).append(activity.iri)
    return tuple(
        Amount(amount, currency, tuple(dict.fromkeys(where)))
        for (*_, currency, amount), where in found.items()
    )


def _prices(entries: list[_Entry]) -> tuple[Amount, ...]:
    """Return each price beside each activity: equal prices need not be of the same thing."""
    return tuple(
        Amount(amount, funding.currency or "", (activity.iri,))
        for activity, funding, amount in _amounts(entries, "perUnit")
    )

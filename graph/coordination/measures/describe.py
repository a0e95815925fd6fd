"""All measures: what each is called and means, in what unit, from what source, and how to get it.

The words are those of the code list ``measure`` and stand nowhere else. A new measure is one
function, one line here and one code there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from kavshiri.graph.coordination.measures.brokerage import BROKERAGE_ROLES, brokerage, sectors
from kavshiri.graph.coordination.measures.cohesion import (
    articulation_points,
    bridges,
    core_numbers,
)
from kavshiri.graph.coordination.measures.communities import communities
from kavshiri.graph.coordination.measures.concentration import Concentration, concentration
from kavshiri.graph.coordination.measures.core_periphery import core_periphery
from kavshiri.graph.coordination.measures.counts import (
    ROLE_COUNTS,
    deadline_load,
    neighbours,
    role_counts,
    shares,
    strengths,
)
from kavshiri.graph.coordination.measures.dependence import only_funder, only_lead
from kavshiri.graph.coordination.measures.fragmentation import fragmentation_changes
from kavshiri.graph.coordination.measures.holes import constraint, effective_size
from kavshiri.graph.coordination.measures.paths import betweenness
from kavshiri.graph.coordination.measures.view import View
from kavshiri.ontology.codes import Code, code_list
from kavshiri.ontology.errors import QueryError

__all__ = ["MEASURES", "UNITS", "Measure", "Score", "Value", "measure_of", "scores"]

Value: TypeAlias = int | float | None
"""A count, a ratio, or nothing where the measure says nothing about a thing."""

UNITS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "activities": {"en": "activities", "ka": "საქმიანობა"},
        "bodies": {"en": "bodies", "ka": "ორგანიზაცია"},
        "objectives": {"en": "objectives", "ka": "ამოცანა"},
        "pairs": {"en": "pairs of bodies", "ka": "ორგანიზაციების წყვილი"},
        "ratio": {"en": "no unit (a ratio)", "ka": "ერთეულის გარეშე (ფარდობა)"},
        "name": {"en": "no unit (a number as a name)", "ka": "ერთეულის გარეშე (რიცხვი სახელია)"},
        "yes": {"en": "1 for yes, 0 for no", "ka": "1 – დიახ, 0 – არა"},
        "ties": {"en": "ties", "ka": "კავშირი"},
    }
)
"""The words for the units, by their code."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    ``about`` is what has a score: ``organisation`` or ``objective``. ``function`` is where its
    definition, formula, complexity and edge cases stand. ``source`` is the publication, empty for a
    plain count. Where scores rest on cases, ``rests_on`` is their unit, and ``few`` the number
    below which a score must be read with care; a count rests on nothing but itself.
    """

    code: str
    about: str
    unit: str
    function: Callable[..., object]
    source: str
    compute: Callable[[View], Mapping[str, Value]]
    cases: Callable[[View], Mapping[str, int]] | None = None
    rests_on: str = ""
    few: int = 0

    @property
    def words(self) -> Code:
        """Its label and its definition in one plain sentence, in Georgian and English."""
        return next(each for each in code_list("measure") if each.code == self.code)

    def label(self, lang: str) -> str:
        """Return its name in Georgian (``ka``) or English."""
        return self.words.label_ka if lang == "ka" else self.words.label_en

    def definition(self, lang: str) -> str:
        """Return what it says, in one plain sentence."""
        return self.words.definition_ka if lang == "ka" else self.words.definition_en


@dataclass(frozen=True, slots=True)
class Score:
    """What one measure says about one thing.

    ``value`` is None where the measure says nothing. ``cases`` is the number of cases that it rests
    on, None for a count; ``few`` whether these are so few that it must be read with care.
    """

    about: str
    code: str
    value: Value
    cases: int | None = None
    few: bool = False


def measure_of(code: str) -> Measure:
    """Return the measure that has a code; QueryError for an unknown one."""
    try:
        return MEASURES[code]
    except KeyError:
        known = ", ".join(MEASURES)
        raise QueryError(f"measure: found {code!r}, expected one of {known}") from None


def scores(view: View, *codes: str) -> list[Score]:
    """Return what some measures (all, if none is named) say about every thing in a view.

    In the order of the measures, then by IRI. QueryError for an unknown code.
    """
    found = []
    for measure in [measure_of(code) for code in codes or MEASURES]:
        values = measure.compute(view)
        cases = measure.cases(view) if measure.cases else {}
        for about in sorted(values):
            rests_on = cases.get(about, 0) if measure.cases else None
            few = rests_on is not None and rests_on < measure.few
            found.append(Score(about, measure.code, values[about], rests_on, few))
    return found


class _Once:
    """What several measures of one view share, computed once."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def brokerage(self) -> Mapping[str, Mapping[str, int] | None]:
        return brokerage(self.view.directed, sectors(self.view.directed))

    @cached_property
    def lead(self) -> Mapping[str, tuple[str, ...]]:
        return only_lead(self.view.plans, self.view.choice)

    @cached_property
    def funder(self) -> Mapping[str, tuple[str, ...]]:
        return only_funder(self.view.plans, self.view.choice)

    @cached_property
    def concentration(self) -> Mapping[str, Concentration]:
        return concentration(self.view.plans, self.view.choice)

    @cached_property
    def core(self) -> frozenset[str]:
        return frozenset(core_periphery(self.view.undirected).core)


def _once(view: View) -> _Once:
    shared = view.__dict__.setdefault("_once", _Once(view))
    assert isinstance(shared, _Once)
    return shared


def _neighbours(view: View) -> Mapping[str, int]:
    return neighbours(view.undirected)


def _both_ways(view: View) -> Mapping[str, int]:
    """Return the smaller number of those who need a body and of those whom it needs."""
    graph = view.directed
    return {node: min(graph.in_degree(node), graph.out_degree(node)) for node in graph}


def _shares(view: View) -> Mapping[str, int]:
    return shares(view.bipartite)


def _activities(view: View) -> Mapping[str, int]:
    return {place: len(each.activities) for place, each in _once(view).concentration.items()}


def _counted(code: str) -> Measure:
    def compute(view: View) -> Mapping[str, Value]:
        return dict(role_counts(view.network, code))

    return Measure(code, "organisation", "activities", role_counts, "", compute)


def _broker(role: str) -> Measure:
    def compute(view: View) -> Mapping[str, Value]:
        found = _once(view).brokerage
        return {node: counts[role] if counts else None for node, counts in found.items()}

    source = "Gould and Fernandez 1989, Structures of mediation"
    return Measure(
        role, "organisation", "pairs", brokerage, source, compute, _both_ways, "bodies", 3
    )


def _alone(code: str, paid: bool, what: str) -> Measure:
    """Return the measure of how many activities or objectives hang on a body alone."""

    def compute(view: View) -> Mapping[str, Value]:
        found = _once(view).funder if paid else _once(view).lead
        plans = view.plans
        things = plans.activities if what == "activities" else plans.objectives
        return {node: sum(each in things for each in found.get(node, ())) for node in view.network}

    function = only_funder if paid else only_lead
    source = "Lowry and Medlock 1969, Object code optimization (dominators)"
    return Measure(code, "organisation", what, function, source, compute)


def _network(
    code: str,
    unit: str,
    function: Callable[..., object],
    source: str,
    compute: Callable[[View], Mapping[str, Value]],
) -> Measure:
    """Return a measure of a body in the network, which rests on its neighbours."""
    return Measure(code, "organisation", unit, function, source, compute, _neighbours, "bodies", 3)


_HOLES = "Burt 1992, Structural Holes"
_STRENGTH = "Barrat and others 2004, The architecture of complex weighted networks"
_CUT = "Hopcroft and Tarjan 1973, Algorithm 447"
_HHI = "Herfindahl 1950; Hirschman 1964, The paternity of an index"

_ALL = (
    *map(_counted, ROLE_COUNTS),
    Measure(
        "strength", "organisation", "activities", strengths, _STRENGTH,
        lambda view: dict(strengths(view.undirected)),
    ),
    Measure(
        "strengthIn", "organisation", "activities", strengths, _STRENGTH,
        lambda view: dict(view.directed.in_degree(weight="weight")),
    ),
    Measure(
        "strengthOut", "organisation", "activities", strengths, _STRENGTH,
        lambda view: dict(view.directed.out_degree(weight="weight")),
    ),
    _network(
        "betweenness", "ratio", betweenness,
        "Freeman 1977, A set of measures of centrality based on betweenness; "
        "Brandes 2001, A faster algorithm for betweenness centrality",
        lambda view: dict(betweenness(view.undirected)),
    ),
    _network("constraint", "ratio", constraint, _HOLES, lambda view: constraint(view.undirected)),
    _network(
        "effectiveSize", "bodies", effective_size, _HOLES,
        lambda view: effective_size(view.undirected),
    ),
    *map(_broker, BROKERAGE_ROLES),
    Measure(
        "articulationPoint", "organisation", "yes", articulation_points, _CUT,
        lambda view: dict(articulation_points(view.bipartite)), _shares, "activities", 3,
    ),
    Measure(
        "bridge", "organisation", "activities", bridges, _CUT,
        lambda view: {node: len(each) for node, each in bridges(view.bipartite).items()},
    ),
    _network(
        "fragmentation", "ratio", fragmentation_changes,
        "Borgatti 2006, Identifying sets of key players in a social network",
        lambda view: dict(fragmentation_changes(view.undirected)),
    ),
    _alone("soleLead", False, "activities"),
    _alone("soleFunder", True, "activities"),
    _alone("soleLeadObjective", False, "objectives"),
    _alone("soleFunderObjective", True, "objectives"),
    _network(
        "coreNumber", "ties", core_numbers,
        "Seidman 1983, Network structure and minimum degree",
        lambda view: dict(core_numbers(view.undirected)),
    ),
    _network(
        "corePeriphery", "yes", core_periphery,
        "Borgatti and Everett 2000, Models of core/periphery structures",
        lambda view: {node: int(node in _once(view).core) for node in view.undirected},
    ),
    _network(
        "community", "name", communities,
        "Blondel and others 2008, Fast unfolding of communities in large networks",
        lambda view: dict(communities(view.undirected)),
    ),
    Measure(
        "concentration", "objective", "ratio", concentration, _HHI,
        lambda view: {each: float(c.index) for each, c in _once(view).concentration.items()},
        _activities, "activities", 3,
    ),
    Measure(
        "effectiveNumber", "objective", "bodies", concentration,
        "Laakso and Taagepera 1979, 'Effective' number of parties",
        lambda view: {
            each: float(c.effective_number) for each, c in _once(view).concentration.items()
        },
        _activities, "activities", 3,
    ),
    Measure(
        "deadlineLoad", "organisation", "activities", deadline_load, "",
        lambda view: {
            **dict.fromkeys(view.network, 0), **deadline_load(view.activities, view.bodies)
        },
    ),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = MappingProxyType({each.code: each for each in _ALL})
"""Every measure by its code, in the order in which they are shown."""

"""Look-alike activities as a table: how alike, in what, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from kavshiri.graph.coordination.lines import documents, source_lines
from kavshiri.graph.coordination.overlap import LEAST, MOST, Comparison, Overlap, Reason
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.iris import Iris
from kavshiri.graph.overlaps import judged_pairs
from kavshiri.graph.query import Queryable, kept
from kavshiri.loaders.subject import people_name
from kavshiri.loaders.verdicts import Verdict
from kavshiri.ontology.codes import code_list

from .activities import Shown
from .names import find_activity, find_plan
from .overlap_words import ACROSS, INSIDE, OVERLAPS
from .results import Result
from .sieve import EVERYTHING, Sieve
from .tables import table
from .values import Value
from .whatif_words import ROLE_WORDS

__all__ = ["ask_overlaps"]


def ask_overlaps(
    store: Queryable,
    *,
    verdicts: Sequence[Verdict] = (),
    plans: Iterable[str] = (),
    across: bool | None = None,
    activity: str | None = None,
    least: Decimal | None = None,
    unjudged: bool = False,
    ends: Sieve = EVERYTHING,
    lang: str = "en",
    read: Plans | None = None,
) -> Result:
    """Return the pairs of activities that look alike, the likest first, and all that were judged.

    ``plans`` (slugs) leaves only pairs with both ends in these, ``across`` only those of two plans
    (True) or of one (False), ``activity`` (place, number or IRI) only pairs with it, and then of
    any score unless ``least`` is given; ``unjudged`` only those without a verdict, ``ends`` only
    those of which one end passes a sieve. The scores are the same whatever is left out.
    ParameterError for a name that nothing or several things have.
    """
    known = read or read_plans(store)
    chosen = {find_plan(store, slug) for slug in plans}
    end = find_activity(store, activity) if activity else None
    passing = ends.passing(known)
    lowest = least if least is not None else (Decimal(0) if end else LEAST)
    judged = _by_pair(verdicts, Iris(known.base))
    comparison = kept(store, "comparison", lambda: Comparison(known))
    ranked = kept(
        store,
        ("overlaps", lowest, tuple(judged)),
        lambda: comparison.overlaps(least=lowest, most=MOST, also=judged),
    )
    found = [
        each
        for each in ranked
        if across in (None, each.is_across)
        and end in (None, each.first, each.second)
        and (not chosen or {known.activities[e].plan for e in _ends(each)} <= chosen)
        and not (unjudged and _ends(each) in judged)
        and (each.first in passing or each.second in passing)
    ]
    lines = source_lines(store, (end for each in found for end in _ends(each)))
    reasons = {
        _ends(each): kept(store, ("reason", each), partial(comparison.reason, each))
        for each in found
    }
    rows = _Rows(reasons, Shown(known, lines, lang), judged)
    parameters = {"least": str(lowest)}
    return table(
        OVERLAPS, map(rows.row, found), lang=lang, parameters=parameters, sources=documents(store)
    )


Judged = dict[tuple[str, str], list[Verdict]]


def _ends(overlap: Overlap) -> tuple[str, str]:
    first, second = sorted((overlap.first, overlap.second))
    return first, second


def _by_pair(verdicts: Sequence[Verdict], iris: Iris) -> Judged:
    """Return the verdicts by the two IRIs they are about, the lesser first."""
    found: Judged = {}
    for each in verdicts:
        found.setdefault(judged_pairs([each], iris)[0], []).append(each)
    return found


class _Rows:
    """Makes a row of a pair."""

    def __init__(
        self, reasons: Mapping[tuple[str, str], Reason], shown: Shown, judged: Judged
    ) -> None:
        self.reasons = reasons
        self.shown = shown
        self.judged = judged
        lang = shown.lang
        self.verdicts = {
            c.code: c.label_ka if lang == "ka" else c.label_en for c in code_list("verdict")
        }
        self.types = {
            c.code: c.label_ka if lang == "ka" else c.label_en for c in code_list("activity-type")
        }

    def row(self, overlap: Overlap) -> tuple[Value, ...]:
        """Return the values of the columns of ``OVERLAPS``."""
        reason = self.reasons[_ends(overlap)]
        lang = self.shown.lang
        return (
            overlap.score,
            (ACROSS if overlap.is_across else INSIDE).within(lang),
            self._verdict(overlap) or None,
            *self._activity(overlap.first),
            *self._activity(overlap.second),
            ", ".join(reason.words),
            "; ".join(self._body(*each) for each in reason.bodies),
            ", ".join(self.types.get(code, code) for code in reason.types),
            ", ".join(people_name(code, lang) for code in reason.people),
            overlap.words,
            overlap.actors,
            overlap.types,
            overlap.people,
            overlap.first,
            overlap.second,
        )

    def _activity(self, iri: str) -> Iterator[Value]:
        activity = self.shown.plans.activities[iri]
        plan, place, number, title, leads, _ = self.shown.activity(activity)
        yield from (plan, place, number, title, leads, self.shown.source(activity)[0])

    def _body(self, body: str, *roles: tuple[str, ...]) -> str:
        said = [
            ", ".join(ROLE_WORDS[role].within(self.shown.lang) for role in each) for each in roles
        ]
        return f"{self.shown.name(body)} ({' / '.join(dict.fromkeys(said))})"

    def _verdict(self, overlap: Overlap) -> str:
        return "; ".join(
            f"{self.verdicts[each.code]} ({each.author}, {each.date.isoformat()})"
            for each in self.judged.get(_ends(overlap), ())
        )

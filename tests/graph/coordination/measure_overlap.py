"""Measures how well the score of overlap ranks pairs that were judged by reading.

``python tests/graph/coordination/measure_overlap.py STORE`` with a store of the two plans that come
with the package prints what was tried on the tuning part, and the chosen score on both parts.

Average precision is the mean, over the pairs looked for, of the precision at their rank among the
judged pairs of a part: "alike" looks for those alike, "not different" also for those related.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from kavshiri.graph import open_store
from kavshiri.graph.coordination.matrices import closeness
from kavshiri.graph.coordination.ngrams import TextSpace
from kavshiri.graph.coordination.overlap import LEAST, WEIGHTS, Comparison, Overlap
from kavshiri.graph.coordination.plans import Activity, Plans
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.loaders.subject import subject_words
from kavshiri.ontology.terms import DATA

ROOT = Path(__file__).parents[3]
JUDGED = ROOT / "tests" / "resources" / "overlap" / "judged.csv"
READINGS = ROOT / "tests" / "resources" / "readings"
GRADES = {"different": 0, "related": 1, "alike": 2}

Pair = tuple[str, str]
Scores = Mapping[Pair, float]


@dataclass(frozen=True)
class Judged:
    """Two activities (IRIs) and what a reader found: 2 alike, 1 related, 0 different."""

    pair: Pair
    grade: int
    part: str
    source: str


def judged(part: str | None = None) -> list[Judged]:
    """The judged pairs, all or those of one part."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = [
        Judged(
            (_iri(row["plan_a"], row["path_a"]), _iri(row["plan_b"], row["path_b"])),
            GRADES[row["judgement"]],
            row["part"],
            row["source"],
        )
        for row in rows
    ]
    return [each for each in pairs if part in (None, each.part)]


def _iri(plan: str, path: str) -> str:
    return f"{DATA}activity/{plan}/{path}"


def scored(plans: Plans) -> dict[Pair, Overlap]:
    """The judged pairs as the program scores them."""
    pairs = [each.pair for each in judged()]
    found = Comparison(plans).overlaps(also=pairs)
    by_pair = {frozenset((each.first, each.second)): each for each in found}
    return {pair: by_pair[frozenset(pair)] for pair in pairs}


def ranked(pairs: Iterable[Judged], scores: Scores) -> list[int]:
    """The grades of pairs, the highest score first; of equals those looked for come last."""
    return [each.grade for each in sorted(pairs, key=lambda p: (-scores[p.pair], p.grade, p.pair))]


def average_precision(grades: Sequence[int], least: int) -> float:
    """Mean precision at the rank of each pair of at least this grade."""
    places = [place for place, grade in enumerate(grades, 1) if grade >= least]
    return sum(found / place for found, place in enumerate(places, 1)) / len(places)


def at_threshold(pairs: Sequence[Judged], scores: Scores, least: float) -> tuple[int, int, int]:
    """How many pairs reach the threshold, how many of them are alike, how many not different."""
    reached = [each.grade for each in pairs if scores[each.pair] >= least]
    return len(reached), sum(grade == 2 for grade in reached), sum(grade > 0 for grade in reached)


def mean(overlap: Overlap, weights: Mapping[str, float]) -> float:
    """The score with other weights."""
    told = [(w, getattr(overlap, part)) for part, w in weights.items()]
    known = [(w, float(value)) for w, value in told if value is not None and w]
    return sum(w * value for w, value in known) / sum(w for w, _ in known)


def _cosines(plans: Plans, words: Callable[[Activity], Sequence[str]], *lengths: int) -> Scores:
    """The cosine of each judged pair; no lengths: whole words."""
    texts = [tuple(words(each)) for each in plans.activities.values()]
    space = TextSpace.of(texts, *(lengths or (99, 99)))
    place = {iri: n for n, iri in enumerate(plans.activities)}
    pairs = [each.pair for each in judged()]
    first = np.array([place[one] for one, _ in pairs])
    second = np.array([place[other] for _, other in pairs])
    return dict(zip(pairs, closeness(space.matrix, first, second).tolist(), strict=True))


def _containment(plans: Plans, length: int) -> Scores:
    """The weight of common stems as a share of the lighter title's."""
    stems = {
        iri: {w[:length] for w in subject_words(each.labels["ka"])}
        for iri, each in plans.activities.items()
    }
    spread = Counter(stem for found in stems.values() for stem in found)

    def weight(found: Iterable[str]) -> float:
        return sum(np.log((1 + len(stems)) / (1 + spread[stem])) + 1 for stem in found)

    return {
        (one, other): weight(stems[one] & stems[other])
        / min(weight(stems[one]), weight(stems[other]))
        for one, other in (each.pair for each in judged())
    }


def _rows() -> Mapping[str, Mapping[str, str]]:
    """What a person read in each row, by the IRI of its activity."""
    found = {}
    for path in sorted(READINGS.glob("*.json")):
        part = json.loads(path.read_text(encoding="utf-8"))
        found |= {_iri(part["plan"], row["path"]): row for row in part["activities"]}
    return found


def _tried(plans: Plans) -> dict[str, Scores]:
    """What was tried, by name."""

    def title(activity: Activity) -> tuple[str, ...]:
        return subject_words(activity.labels["ka"])

    def stems(length: int) -> Callable[[Activity], Sequence[str]]:
        return lambda each: [word[:length] for word in title(each)]

    rows = _rows()

    def longer(*fields: str) -> Callable[[Activity], Sequence[str]]:
        return lambda each: subject_words(
            " ".join([each.labels["ka"], *(rows[each.iri].get(name) or "" for name in fields)])
        )

    found = {
        f"words: n-grams of {low} to {high}": _cosines(plans, title, low, high)
        for low, high in ((2, 4), (2, 5), (3, 5), (3, 6), (4, 6))
    }
    every = _cosines(plans, lambda each: each.labels["ka"].lower().split(), 3, 5)
    found["words: n-grams of 3 to 5, empty words kept"] = every
    for length in (4, 5, 6):
        found[f"words: first {length} letters"] = _cosines(plans, stems(length))
    found["words: whole"] = _cosines(plans, title)
    found["words: containment of first 6 letters"] = _containment(plans, 6)
    found["words: title and indicator"] = _cosines(plans, longer("indicator"), 3, 5)
    found["words: title and expected result"] = _cosines(plans, longer("result"), 3, 5)
    english = _cosines(plans, lambda each: subject_words(each.labels["en"]), 3, 5)
    found["words: English titles"] = english
    ours = scored(plans)
    found["bodies rolled up into their ministries"] = _means(scored(_rolled_up(plans)), WEIGHTS)
    found["the score over titles with indicators"] = _means(scored(_longer(plans, rows)), WEIGHTS)
    for left_out in (("actors", "types", "people"), ("people", "types"), ("people",), ("types",)):
        name = "all but " + " and ".join(sorted(left_out))
        found[name] = _means(ours, {p: w * (p not in left_out) for p, w in WEIGHTS.items()})
    found["all but actors"] = _means(ours, {**WEIGHTS, "actors": 0})
    found["all but words"] = _means(ours, {**WEIGHTS, "words": 0})
    for parts in ((4, 2, 2, 2), (5, 2, 2, 1), (6, 2, 1, 1), (7, 1, 1, 1), (8, 1, 1, 0)):
        weights = dict(zip(WEIGHTS, parts, strict=True))
        found[f"weights {parts}"] = _means(ours, weights)
    found["the score and a tenth for deadlines that meet"] = {
        pair: 0.9 * mean(each, WEIGHTS) + 0.1 * _meet(plans, *pair) for pair, each in ours.items()
    }
    return found


def _longer(plans: Plans, rows: Mapping[str, Mapping[str, str]]) -> Plans:
    """The same plans, the indicators behind the titles."""
    return replace(
        plans,
        activities={
            iri: replace(each, labels={"ka": f"{each.labels['ka']} {rows[iri]['indicator'] or ''}"})
            for iri, each in plans.activities.items()
        },
    )


def _rolled_up(plans: Plans) -> Plans:
    """The same plans, every unit replaced by its ministry."""

    def rolled(each: Activity) -> Activity:
        roles = {role: tuple(map(plans.ministry, bodies)) for role, bodies in each.roles.items()}
        return replace(each, roles=roles)

    return replace(plans, activities={iri: rolled(a) for iri, a in plans.activities.items()})


def _means(found: Mapping[Pair, Overlap], weights: Mapping[str, float]) -> Scores:
    return {
        pair: mean(each, weights) if any(weights.values()) else 0 for pair, each in found.items()
    }


def _meet(plans: Plans, one: str, other: str) -> bool:
    periods = [plans.activities[iri].periods for iri in (one, other)]
    return any(a <= d and c <= b for a, b in periods[0] for c, d in periods[1])


def main(folder: Path) -> None:
    """Print what was tried on the tuning part, then the chosen score on both parts."""
    with open_store(folder) as store:
        plans = read_plans(store)
    tuning = judged("tuning")
    print(f"on the tuning part ({len(tuning)} pairs), average precision: alike, not different")
    for name, scores in _tried(plans).items():
        grades = ranked(tuning, scores)
        print(f"  {average_precision(grades, 2):.2f} {average_precision(grades, 1):.2f}  {name}")
    ours = {pair: float(each.score) for pair, each in scored(plans).items()}
    for part in ("tuning", "held-out"):
        report(part, judged(part), ours)
        for across in (True, False):
            some = [p for p in judged(part) if is_across(p.pair) == across]
            report(f"{part}, {'across plans' if across else 'inside a plan'}", some, ours)


def is_across(pair: Pair) -> bool:
    """Whether the two stand in two plans."""
    plans = [iri.removeprefix(f"{DATA}activity/").partition("/")[0] for iri in pair]
    return plans[0] != plans[1]


def report(part: str, pairs: Sequence[Judged], scores: Scores) -> None:
    """Print the figures of one part."""
    grades = ranked(pairs, scores)
    alike, kept = grades.count(2), len(grades) - grades.count(0)
    print(f"\n{part}: {len(grades)} pairs, {alike} alike, {grades.count(1)} related")
    for name, least, count in (("alike", 2, alike), ("not different", 1, kept)):
        chance = count / len(grades)
        print(f"  average precision, {name}: {average_precision(grades, least):.2f}", end=" ")
        print(f"(at random about {chance:.2f})")
    for first in (5, 10, 20):
        top = grades[:first]
        good, fair = sum(grade == 2 for grade in top), sum(grade > 0 for grade in top)
        print(f"  first {first}: {good} alike, {fair - good} related, {len(top) - fair} different")
    reached, good, fair = at_threshold(pairs, scores, float(LEAST))
    print(
        f"  score {LEAST} or more: {reached} pairs; precision alike {_share(good, reached)},",
        end=" ",
    )
    print(f"not different {_share(fair, reached)}; recall of those alike {_share(good, alike)}")


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" = {part / whole:.2f}" if whole else "")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

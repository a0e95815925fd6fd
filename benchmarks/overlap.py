"""How long it takes to find look-alike activities among many, and how much memory.

``python benchmarks/overlap.py [ACTIVITIES …]`` (default: 200 10000 100000) makes activities in
twenty plans, their titles drawn from the words of the two plans that come with the package and, for
three words of ten, from the dictionary, their bodies and types those of the two plans in turn. One
title in a hundred is a copy of another in which every fifth word is another: how many of those
whose score is sufficient are found tells what the search misses when it no longer looks at every
pair. Each size runs in a process of its own; seconds are those of the processor. Figures differ
from machine to machine.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kavshiri.graph.coordination.plans import Activity, Plans

_PLANS = 20
_RARE, _COPIES = 0.3, 100


def known() -> Plans:
    """The two plans that come with the package."""
    from kavshiri.building import build
    from kavshiri.graph import open_store
    from kavshiri.graph.coordination.reading import read_plans

    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(build(out=Path(folder) / "store").path) as store,
    ):
        return read_plans(store)


def made(count: int) -> tuple[Plans, list[tuple[str, str]]]:
    """That many activities, and the pairs of them of which one is a changed copy."""
    plans, chance = known(), random.Random(2019)
    models = tuple(plans.activities.values())
    words = [word for each in models for word in each.labels["ka"].split()]
    rare = _dictionary()
    titles = [_title(chance, words, rare) for _ in range(count)]
    copies = []
    for number in range(_COPIES - 1, count, _COPIES):
        source = chance.randrange(count)
        if source % _COPIES != _COPIES - 1:
            titles[number] = _changed(chance, titles[source], words)
            copies.append((_iri(source, count), _iri(number, count)))
    rows = dict(_activities(models, titles))
    return replace(plans, activities=rows), copies


def _dictionary() -> Sequence[str]:
    from kavshiri.loaders import lexicon

    file = Path(lexicon.__file__).parent / "language" / "words.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines][::10]


def _title(chance: random.Random, words: Sequence[str], rare: Sequence[str]) -> list[str]:
    return [
        chance.choice(rare if chance.random() < _RARE else words)
        for _ in range(chance.randint(6, 30))
    ]


def _changed(chance: random.Random, title: list[str], words: Sequence[str]) -> list[str]:
    return [chance.choice(words) if n % 5 == 4 else word for n, word in enumerate(title)]


def _activities(
    models: Sequence[Activity], titles: Sequence[list[str]]
) -> Iterator[tuple[str, Activity]]:
    for number, title in enumerate(titles):
        iri = _iri(number, len(titles))
        labels = {"ka": " ".join(title)}
        plan = iri.split("/")[5]
        model = models[number // _COPIES % len(models)]
        yield iri, replace(model, iri=iri, plan=plan, labels=labels, order=number)


def _iri(number: int, count: int) -> str:
    return f"https://w3id.org/kavshiri/id/{number * _PLANS // count}/{number}"


def measured(count: int) -> dict[str, float]:
    """Find the look-alikes among that many activities in this process."""
    from kavshiri.graph.coordination.overlap import LEAST, Comparison

    plans, copies = made(count)
    start = time.process_time()
    comparison = Comparison(plans)
    prepared = time.process_time()
    found = comparison.overlaps()
    seconds = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pairs = {(each.first, each.second) for each in found}
    alike = {(e.first, e.second) for e in comparison.overlaps(also=copies) if e.score >= LEAST}
    wanted = alike.intersection(tuple(sorted(pair, key=_number)) for pair in copies)
    return {
        "activities": count,
        "candidates": len(found),
        "copies that are candidates": len(wanted),
        "of them found": len(wanted & pairs),
        "prepare s": prepared - start,
        "find s": seconds - prepared,
        "peak MB": memory,
    }


def _number(iri: str) -> int:
    return int(iri.rpartition("/")[2])


def main(arguments: Sequence[str]) -> None:
    """Measure each size in a process of its own and print the table."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(measured(int(arguments[1]))))
        return
    rows = []
    for count in arguments or ("200", "10000", "100000"):
        command = [sys.executable, __file__, "--one", count]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    print("| " + " | ".join(rows[0]) + " |\n|" + "---:|" * len(rows[0]))
    for row in rows:
        print(
            "| "
            + " | ".join(
                f"{value:,.0f}" if value >= 100 else f"{value:,.3g}" for value in row.values()
            )
            + " |"
        )


if __name__ == "__main__":
    main(sys.argv[1:])

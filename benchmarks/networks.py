"""How fast networks and measures are, what memory they take, and how that grows.

``python benchmarks/networks.py`` makes plans in memory (always the same), of 200, 10,000 and
100,000 activities with 60 and 5,000 bodies, measures each in a process of its own and prints
tables. Figures differ from machine to machine: compare ratios. ``--quick`` leaves out the largest
plans and NetworkX's own slow functions.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.plans import Activity, Funding, Organisation, Part, Plan, Plans

SIZES = [(200, 60), (10_000, 60), (10_000, 5_000), (100_000, 60), (100_000, 5_000)]
_SECTORS = (("agency", "government"), ("internationalOrganisation", "international"))
_SECTORS += (("civilSociety", "civilSociety"),)
_BASE = "https://w3id.org/kavshiri/id/"


def made_plans(activities: int, bodies: int) -> Plans:
    """Plans of some size in which a few bodies do much and most do little; the same every time."""
    chance = random.Random(f"{activities} {bodies}")
    names = [f"{_BASE}organisation/o{number:05}" for number in range(bodies)]
    organisations = {
        name: Organisation(name, {"en": name[-6:]}, "", *_SECTORS[number % 3])
        for number, name in enumerate(names)
    }
    plan = f"{_BASE}plan/made"
    objectives = [f"{_BASE}objective/made/{number}" for number in range(activities // 3 + 1)]
    made = [
        _activity(chance, f"{_BASE}activity/made/{number:06}", plan, number, objectives, names)
        for number in range(activities)
    ]
    return Plans(
        plans={plan: Plan(plan, {"en": "Made"}, date(2019, 1, 1), date(2019, 12, 31))},
        divisions={},
        objectives={iri: Part(iri, {}, parent=plan) for iri in objectives},
        organisations=organisations,
        activities={each.iri: each for each in made},
    )


def _activity(
    chance: random.Random, iri: str, plan: str, number: int, objectives: list[str], names: list[str]
) -> Activity:
    def some(most: int, least: int = 0) -> tuple[str, ...]:
        picked = {
            names[int(len(names) * chance.random() ** 2)]
            for _ in range(chance.randint(least, most))
        }
        return tuple(sorted(picked))

    donors = some(1)
    fundings = tuple(Funding("donor", "notStated", funder=donor) for donor in donors)
    return Activity(
        iri=iri,
        plan=plan,
        labels={"en": iri[-6:]},
        number=str(number),
        order=number,
        objective=objectives[number // 3],
        roles={"lead": some(2, 1), "support": some(2), "partner": some(3), "donor": donors},
        fundings=fundings,
        has_budget_cell=True,
    )


def timed(run: Callable[[], object], times: int = 1) -> tuple[float, Any]:
    """The shortest of some runs in seconds of the processor, and what the last one returned.

    Not by the clock, so that other work on the machine counts less.
    """
    best, found = float("inf"), None
    for _ in range(times):
        start = time.process_time()
        found = run()
        best = min(best, time.process_time() - start)
    return best, found


def projections(activities: int, bodies: int, slow: bool) -> dict[str, float]:
    """Seconds of the projection, ours and NetworkX's, from the same participations."""
    import networkx as nx
    import scipy.sparse  # noqa: F401  # loading it is no part of what is timed
    from networkx.algorithms.bipartite import weighted_projected_graph

    from kavshiri.graph.coordination.bipartite import bipartite
    from kavshiri.graph.coordination.network import network
    from kavshiri.graph.coordination.projection import Groups, co_working, project

    plans = made_plans(activities, bodies)
    choice = Choice(layers=LAYERS)
    seconds = {"network": timed(lambda: network(plans, choice))[0]}
    seconds["co-working"] = timed(lambda: co_working(plans, choice))[0]
    seconds["bipartite"], both = timed(lambda: bipartite(plans, choice))
    names = sorted(node for node, side in both.nodes(data="bipartite") if side == 0)
    number = {name: place for place, name in enumerate(names)}
    groups = Groups.of(sorted(number[body] for body in both[iri]) for iri in plans.activities)
    seconds["projection"], _ = timed(lambda: project(groups, len(names)), times=5)
    if slow:
        plain = nx.Graph(both.edges())
        seconds["NetworkX"], _ = timed(lambda: weighted_projected_graph(plain, names), times=3)
    return seconds


def measures(activities: int, bodies: int) -> dict[str, float]:
    """Seconds of every measure over all layers but hosting."""
    from kavshiri.graph.coordination.measures.describe import MEASURES, scores
    from kavshiri.graph.coordination.measures.view import View

    view = View(made_plans(activities, bodies), Choice(layers=LAYERS[:4]))
    seconds = {"networks": timed(lambda: (view.undirected, view.directed, view.bipartite))[0]}
    for code in MEASURES:
        seconds[code] = timed(lambda code=code: scores(view, code))[0]  # type: ignore[misc]
    seconds["ties"] = view.undirected.number_of_edges()
    return seconds


def backends(activities: int, bodies: int) -> dict[str, float]:
    """Seconds of betweenness with igraph and with NetworkX, and how far they differ."""
    from kavshiri.graph.coordination.measures.paths import betweenness
    from kavshiri.graph.coordination.measures.view import View

    graph = View(made_plans(activities, bodies)).undirected
    fast, one = timed(lambda: betweenness(graph, fast=True))
    slow, other = timed(lambda: betweenness(graph, fast=False))
    return {"igraph": fast, "NetworkX": slow, "apart": max(abs(one[n] - other[n]) for n in one)}


def _apart(name: str, *arguments: object) -> dict[str, float]:
    """Run a function of this file in a process of its own; its figures, and its memory in MiB."""
    command = [sys.executable, __file__, "--one", name, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _one(name: str, arguments: list[str]) -> None:
    run = {"projections": projections, "measures": measures, "backends": backends}[name]
    figures = run(*map(int, arguments))  # type: ignore[operator]
    figures["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))


def _projections(quick: bool) -> None:
    heads = ("activities", "bodies", "network", "bipartite", "co-working", "projection", "NetworkX")
    print("Networks and the projection on bodies: seconds of the processor\n")
    print("".join(f"{head:>12}" for head in (*heads, "ratio", "MiB")))
    for activities, bodies in SIZES[: 3 if quick else None]:
        slow = activities <= 10_000
        found = _apart("projections", activities, bodies, int(slow))
        ratio = found["NetworkX"] / found["projection"] if slow else 0.0
        row = [f"{activities:,}", f"{bodies:,}"]
        row += [f"{found[head]:.4f}" if head in found else "–" for head in heads[2:]]
        row += [f"{ratio:.0f}×" if ratio else "–", f"{found['MiB']:,.0f}"]
        print("".join(f"{cell:>12}" for cell in row))


def _measures(quick: bool) -> None:
    sizes = SIZES[: 3 if quick else None]
    found = [_apart("measures", *size) for size in sizes]
    print("\nAll measures: seconds of the processor\n")
    heads = [f"{activities:,}/{bodies:,}" for activities, bodies in sizes]
    print(f"{'activities/bodies':22}" + "".join(f"{head:>16}" for head in heads))
    for name in found[0]:
        if name not in ("ties", "MiB"):
            print(f"{name:22}" + "".join(f"{each[name]:>16.3f}" for each in found))
    whole = [sum(v for k, v in each.items() if k not in ("ties", "MiB")) for each in found]
    print(f"{'all':22}" + "".join(f"{each:>16.1f}" for each in whole))
    for name in ("ties", "MiB"):
        print(f"{name:22}" + "".join(f"{each[name]:>16,.0f}" for each in found))


def main(arguments: list[str]) -> None:
    """Measure each size in a fresh process and print the tables."""
    if arguments[:1] == ["--one"]:
        _one(arguments[1], arguments[2:])
        return
    quick = "--quick" in arguments
    _projections(quick)
    _measures(quick)
    if not quick:
        found = _apart("backends", 10_000, 2_000)
        ratio = found["NetworkX"] / found["igraph"]
        print(
            f"\nBetweenness of 2,000 bodies: igraph {found['igraph']:.1f} s, NetworkX "
            f"{found['NetworkX']:.0f} s ({ratio:.0f}×); largest difference {found['apart']:.0e}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])

"""The network of who needs whom, from what the plans say; every tie knows its activities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from kavshiri.graph.coordination.choice import Choice, activities, bodies, known
from kavshiri.graph.coordination.layers import ROLES_OF, money_tie, ties
from kavshiri.graph.coordination.money import has_effort
from kavshiri.graph.coordination.plans import Activity, Plans

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["describe", "directed", "network", "taking_part", "undirected"]


_Key = tuple[str, str, str]
"""Both ends of an edge, and its layer."""


def network(
    plans: Plans, choice: Choice | None = None, *, gathered: Mapping[str, str] | None = None
) -> nx.MultiDiGraph[str]:
    """Return the network of a choice: an edge for each pair and layer, its key being the layer.

    ``gathered`` shows several nodes as one: its values are the names of the nodes that stand for
    its keys, of whom nothing but the name is known.

    Nodes are IRIs: all who take part in the chosen activities in a role that one of the layers is
    made of, also those without any tie. They carry what :func:`describe` tells, in how many of the
    activities they have each role (``leads``, ``supports``, …), and ``takes_part``: in how many
    they have any role that the layers are made of, each activity once.

    Edges carry ``layer``, ``activities`` (IRIs in the order of the plans), ``weight`` (their
    number) and ``roles`` (in which the second end is needed). An edge of the layer ``joint`` has no
    direction: it stands once, from the first to the second in alphabetical order, with ``mutual``
    True. Edges of ``funding`` also carry, as tuples of activities, ``critical`` and ``unsure`` (see
    :func:`~kavshiri.graph.coordination.layers.money_tie`) and ``effort_only``: the critical ones
    for which the plan still states the state's own administrative effort.

    A tie of a body to itself, mostly of two units that are rolled up, is dropped. ``loops`` on a
    node is the number of its activities with such a tie; ``loops`` on the network is their sum.

    Nodes and edges go in sorted, so nothing depends on hash seeds. O(ties of all activities).
    """
    import networkx as nx

    choice = choice or Choice()
    shown = bodies(plans, choice)
    if gathered:
        shown = {body: gathered.get(node, node) for body, node in shown.items()}
    chosen = activities(plans, choice)
    named, roles, loops = _gathered(plans, choice, chosen, shown)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(loops=sum(loops.values()))
    counts = _counts(chosen, shown)
    parts = Counter(chain.from_iterable(taking_part(a, choice.layers, shown) for a in chosen))
    nodes = {node for edge in named for node in edge[:2]} | parts.keys()
    for node in sorted(nodes):
        told = {**counts[node], "takes_part": parts[node], "loops": loops[node]}
        graph.add_node(node, **describe(plans, node), **told)
    money = _money(plans, choice, chosen)
    graph.add_edges_from(
        (*key, _attributes(key[2], tuple(named[key]), roles[key], money)) for key in sorted(named)
    )
    return graph


def directed(graph: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """Return a network with one arrow for each ordered pair; a joint tie points both ways.

    ``activities`` are those of all layers, each once, in the order of their first edge; ``weight``
    is their number. Nodes keep their attributes.
    """
    import networkx as nx

    merged: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for source, target, edge in graph.edges(data=True):
        for pair in (
            ((source, target), (target, source)) if edge.get("mutual") else ((source, target),)
        ):
            merged.setdefault(pair, []).append(edge["activities"])
    return _merged(graph, nx.DiGraph(), merged)


def undirected(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return a network with one edge for each pair, whatever the layer and direction.

    ``activities`` and ``weight`` as in :func:`directed`: an activity in which two bodies need each
    other counts once.
    """
    import networkx as nx

    merged: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for source, target, edge in graph.edges(data=True):
        pair = (source, target) if source < target else (target, source)
        merged.setdefault(pair, []).append(edge["activities"])
    return _merged(graph, nx.Graph(), merged)


def taking_part(
    activity: Activity, layers: Iterable[str], shown: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return who takes part in an activity in a role that one of the layers is made of.

    The keys are nodes, sorted; the values their roles in the order of the roles. ``shown`` is what
    :func:`~kavshiri.graph.coordination.choice.bodies` returns.
    """
    wanted = {role for layer in layers for role in ROLES_OF[layer]}
    found: dict[str, list[str]] = {}
    for role in ROLES_OF["hosting"]:
        for body in activity.roles.get(role, ()) if role in wanted else ():
            node = shown.get(body)
            if node is not None and role not in found.setdefault(node, []):
                found[node].append(role)
    return {node: tuple(found[node]) for node in sorted(found)}


def describe(plans: Plans, node: str) -> dict[str, Any]:
    """Return what a node of a network says of its organisation.

    ``name_ka``, ``name_en``, ``acronym``, ``type``, ``sector`` (codes, empty where not known) and
    ``is_group``.
    """
    body = known(plans, node)
    return {
        "name_ka": body.name("ka"),
        "name_en": body.name("en"),
        "acronym": body.acronym,
        "type": body.type,
        "sector": body.sector,
        "is_group": body.is_group,
    }


_COUNTED = {
    "lead": "leads",
    "support": "supports",
    "partner": "partners",
    "donor": "funds",
    "reporting": "reports",
}


def _counts(chosen: Iterable[Activity], shown: Mapping[str, str]) -> Mapping[str, dict[str, int]]:
    """Return in how many activities each node has each role, by the code of the measure."""
    empty = dict.fromkeys(_COUNTED.values(), 0)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict(empty))
    for activity in chosen:
        for role, code in _COUNTED.items():
            bodies = activity.roles.get(role, ())
            for node in {shown[body] for body in bodies if body in shown}:
                counts[node][code] += 1
    return counts


def _gathered(
    plans: Plans, choice: Choice, chosen: Iterable[Activity], shown: Mapping[str, str]
) -> tuple[dict[_Key, list[str]], dict[_Key, tuple[str, ...]], Counter[str]]:
    """Return the activities and the roles of each edge, and the dropped loops by node."""
    named: dict[_Key, list[str]] = defaultdict(list)
    roles: dict[_Key, tuple[str, ...]] = {}
    loops: Counter[str] = Counter()
    for activity in chosen:
        inner: set[str] = set()
        for layer in dict.fromkeys(choice.layers):
            for one, other, role in ties(plans, activity, layer):
                source, target = shown.get(one), shown.get(other)
                if source is None or target is None:
                    continue
                if source == target:
                    inner.add(source)
                    continue
                if layer == "joint" and source > target:
                    source, target = target, source
                key = (source, target, layer)
                found = named[key]
                if not found or found[-1] != activity.iri:
                    found.append(activity.iri)
                known_roles = roles.get(key, ())
                if role not in known_roles:
                    roles[key] = tuple(sorted((*known_roles, role)))
        loops.update(inner)
    return named, roles, loops


def _money(
    plans: Plans, choice: Choice, chosen: Iterable[Activity]
) -> Mapping[str, tuple[str, bool]]:
    """Return what the donors are to each activity that has any, and whether effort is stated."""
    if "funding" not in choice.layers:
        return {}
    return {
        each.iri: (money_tie(plans, each, choice.level), has_effort(each))
        for each in chosen
        if each.roles.get("donor")
    }


def _attributes(
    layer: str,
    found: tuple[str, ...],
    roles: tuple[str, ...],
    money: Mapping[str, tuple[str, bool]],
) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "layer": layer,
        "weight": len(found),
        "activities": found,
        "roles": roles,
        "mutual": layer == "joint",
    }
    if layer == "funding":
        critical = tuple(iri for iri in found if money[iri][0] == "critical")
        attributes["critical"] = critical
        attributes["effort_only"] = tuple(iri for iri in critical if money[iri][1])
        attributes["unsure"] = tuple(iri for iri in found if money[iri][0] == "unsure")
    return attributes


def _merged(
    graph: Any, merged: Any, edges: Mapping[tuple[str, str], Sequence[tuple[str, ...]]]
) -> Any:
    """Fill a simple network with the nodes of another and with edges, all sorted.

    The activities of an edge are those of several lists, each once.
    """
    merged.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(graph))
    for pair in sorted(edges):
        first, *others = edges[pair]
        found = tuple(dict.fromkeys(chain(first, *others))) if others else first
        merged.add_edge(*pair, activities=found, weight=len(found))
    return merged

"""The network as a table: who needs whom, in which layer, for which activities."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kavshiri.graph.coordination.choice import known
from kavshiri.queries.activities import by_plan
from kavshiri.queries.network_sparql import network_sparql
from kavshiri.queries.question import Text
from kavshiri.queries.tables import column, described, table
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Panel
from kavshiri.viz.site.picture import Picture
from kavshiri.viz.site.view import View

from .network_asked import Asked

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["dependencies"]

_MOST_ROWS, _FEWER_ROWS = 400, 100
_MANY_PLACES = 1500  # names of activities in the table, above which only the files have them

_DEPENDENCIES = described(
    "dependencies",
    Text(ka="დაგეგმილი დამოკიდებულებები", en="Planned dependencies"),
    Text(
        ka="ვის ვინ სჭირდება, რომელ შრეში და რომელ საქმიანობებში.",
        en="Who needs whom, in which layer, for which activities.",
    ),
    (
        column("from", "text", "Who needs", "ვის სჭირდება", "who needs the other", "ვის სჭირდება"),
        column("to", "text", "Whom", "ვინ სჭირდება", "who is needed", "ვინ სჭირდება"),
        column("layer", "text", "Layer", "შრე", "the kind of dependency", "დამოკიდებულების სახე"),
        column("weight", "integer", "Activities", "საქმიანობა", "how many activities it stands for",
               "რამდენ საქმიანობას ეყრდნობა"),
        column("critical", "integer", "Of them critical", "აქედან გადამწყვეტი",
               "activities for which the donor is the only money",
               "საქმიანობები, რომელთათვისაც დონორი ერთადერთი დამფინანსებელია"),
        column("which", "text", "Which", "რომელი", "plan and place of each activity",
               "თითო საქმიანობის გეგმა და ადგილი"),
        column("iri", "iri", "IRI", "IRI", "the IRI of who needs", "ვის სჭირდება, IRI"),
        column("to_iri", "iri", "IRI of whom", "ვინ სჭირდება, IRI", "the IRI of who is needed",
               "ვინ სჭირდება, IRI"),
    ),
)  # fmt: skip


def dependencies(
    view: View,
    asked: Asked,
    picture: Picture,
    names: dict[str, str],
    graph: nx.MultiDiGraph[str],
    inside: Collection[str],
) -> Panel:
    """Return the panel with the edges of a network, the heaviest first; the files have all.

    ``inside`` are the bodies whose edges are told; ``names`` are those of bodies that are gathered.
    """
    edges = [
        edge
        for edge in graph.edges(inside, keys=True, data=True)
        if edge[0] in inside and edge[1] in inside
    ]
    every = len(edges)
    if picture.is_cut and not view.value("format"):
        edges = nsmallest(_FEWER_ROWS, edges, key=_rank)
    else:
        edges.sort(key=_rank)
    shown = edges[:_MOST_ROWS]
    places = sum(edge[3]["weight"] for edge in shown)
    return Panel(
        "dependencies",
        view.word("network.all"),
        table(_DEPENDENCIES, (_row(view, names, *edge) for edge in edges), lang=view.lang),
        hidden=("to_iri", *(["which"] if places > _MANY_PLACES else [])),
        note="" if len(edges) == every
        else view.word("network.heaviest", shown=len(edges), all=every),
        at_most=_MOST_ROWS,
        sparql=_sparql(view, asked, inside, edges),
        addresses={
            "from": [view.thing(edge[0]) for edge in shown],
            "to": [view.thing(edge[1]) for edge in shown],
            "weight": [_between(view, bool(asked.seen.by), *edge[:3]) for edge in shown],
        },
    )  # fmt: skip


Edge = tuple[str, str, str, dict[str, Any]]


def _rank(edge: Edge) -> tuple[int, tuple[str, str, str]]:
    return -edge[3]["weight"], edge[:3]


def _sparql(view: View, asked: Asked, inside: Collection[str], edges: Iterable[Edge]) -> str:
    """Return the query of the same ties; of single bodies where some are gathered.

    Around a body the query names the pairs that are near, which no pattern of the graph does.
    """
    choice = asked.seen.choice
    gone = () if asked.seen.by else tuple(sorted(set(asked.away) - set(inside)))
    if choice.level == "ministry":  # one stays as long as a unit of it does
        gone = tuple(body for body in gone if view.plans.ministry(body) not in inside)
    query = network_sparql(
        replace(choice, without=(*choice.without, *gone)), lang=view.lang, base=view.known.base
    )
    if not asked.near or asked.seen.by:
        return query
    pairs = sorted({(NamedNode(edge[0]), NamedNode(edge[1])) for edge in edges}, key=str)
    named = "\n".join(f"  ({one} {other})" for one, other in pairs)
    return f"{query.rstrip()}\nVALUES (?fromIri ?toIri) {{\n{named}\n}}\n"


def _row(
    view: View, gathered: dict[str, str], one: str, other: str, layer: str, edge: dict[str, Any]
) -> tuple[Value, ...]:
    def name(iri: str) -> str:
        return gathered.get(iri) or known(view.plans, iri).name(view.lang)

    return (
        name(one),
        name(other),
        view.code(f"layer/{layer}"),
        edge["weight"],
        len(edge.get("critical", ())) if layer == "funding" else None,
        by_plan(edge["activities"]),
        one if one not in gathered else None,
        other if other not in gathered else None,
    )


def _between(view: View, gathered: bool, one: str, other: str, layer: str) -> str | None:
    """Return the page of the activities between two; as files they stand in the table only."""
    if view.is_file or gathered:
        return None
    start = len(view.iri("organisation", ""))
    kept = {
        name: list(view.values(name))
        for name in ("plan", "chapter", "donor", "level", "groups")
        if view.values(name)
    }
    return view.link(f"between/{one[start:]}/{other[start:]}", layer=layer, **kept)

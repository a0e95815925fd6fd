"""The SPARQL of the network of a choice: from, to, layer and activity, and what is made of them.

It says in SPARQL what :func:`kavshiri.graph.coordination.network.network` does in Python. Who is
shown, and as whom, is told of both ends of every tie of an activity; bodies are never joined to
bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.iris import Iris
from kavshiri.ontology.codes import code_list
from kavshiri.ontology.terms import DATA, PREFIXES

from .equivalent import equivalent, nodes, texts

__all__ = ["between_sparql", "matrix_sparql", "network_sparql"]

_TIES = {
    "delivery": (
        "?iri kav:lead ?one ; kav:support ?other .",
        "?iri kav:lead ?one ; kav:partner ?other .",
    ),
    "joint": ("?iri kav:lead ?one, ?other .",),
    "funding": ("?iri kav:lead ?one ; kav:donor ?other .",),
    "reporting": ("?iri kav:reportingBody ?one ; kav:lead ?other .",),
    "hosting": ("?iri kav:involves ?one . ?one kav:hostedBy ?other .",),
}
"""Who needs whom in one activity, by the layer."""

_NO_CHAIR = """\
FILTER NOT EXISTS {{ ?{body}Council kav:chairedBy ?{body} }}
FILTER NOT EXISTS {{ ?{body} kav:chairedBy ?{body}Chair }}
FILTER NOT EXISTS {{ ?{body} kav:hostedBy ?{body}Host . ?{body}Other kav:chairedBy ?{body}Host }}
"""
"""Leaves out who chairs, and every council that such a body chairs or hosts."""

_ROLLED_UP = """\
OPTIONAL {{
  SELECT DISTINCT ?{body} ?{body}Top
  WHERE {{
    ?{body} org:subOrganizationOf ?{body}Direct .
    ?{body} org:subOrganizationOf+ ?{body}Top .
    FILTER NOT EXISTS {{ ?{body}Top org:subOrganizationOf ?{body}Higher }}
  }}
}}
BIND(COALESCE(?{body}Top, ?{body}) AS ?{node})
"""
"""Finds the topmost body that one is a part of. Virtuoso 7.2 loses rows of a plainer wording."""


def network_sparql(choice: Choice, *, lang: str = "en", base: str = DATA) -> str:
    """Return the query of all dependencies of a choice, a row for each with each activity."""
    is_funded = "funding" in choice.layers
    return equivalent(
        "network",
        {"lang": texts(lang)},
        base=base,
        parts={} if is_funded else {"network-critical": ""},
        made=_made(choice, base),
    )


def matrix_sparql(choice: Choice, *, lang: str = "en", base: str = DATA) -> str:
    """Return the query of who needs whom for how many activities, in all layers of a choice."""
    return equivalent("matrix", {"lang": texts(lang)}, base=base, made=_made(choice, base))


def between_sparql(
    choice: Choice, source: str, target: str, *, lang: str = "en", base: str = DATA
) -> str:
    """Return the query of the activities for which one body (an IRI) needs another."""
    terms = {"lang": texts(lang), "fromIri": nodes([source]), "toIri": nodes([target])}
    return equivalent("between", terms, base=base, made=_made(choice, base))


def _made(choice: Choice, base: str) -> dict[str, str]:
    """Return the texts that follow from a choice, by their names in the files."""
    kinds = [
        Iris(base).code("organisation-type", each.code)
        for each in code_list("organisation-type")
        if {each.code, each.broader} & set(choice.types)
    ]
    return {
        "ties": _ties(choice, Iris(base)),
        "left-out": "".join(line for body in ("one", "other") for line in _left_out(choice, body)),
        "scope": "".join(_scope(choice)),
        "places": _places(choice),
        "shown": "".join(
            _as_node(choice, body, node) + "".join(_nodes_left_out(choice, node, kinds))
            for body, node in (("one", "fromIri"), ("other", "toIri"))
        ),
        "payer": _as_node(choice, "giver", "payer"),
    }


def _ties(choice: Choice, iris: Iris) -> str:
    """Return the ties that the activities add to the layers."""
    branches = [
        f"{{\n  {tie}\n  BIND({NamedNode(iris.code('layer', layer))} AS ?layerIri)\n}}"
        for layer in dict.fromkeys(choice.layers)
        for tie in _TIES[layer]
    ]
    return " UNION ".join(branches) + "\n"


def _scope(choice: Choice) -> Iterator[str]:
    """Yield what keeps the chosen activities; a choice of several of one kind means any."""
    if choice.plans:
        yield f"{_values('plan', choice.plans)}?iri kav:plan ?plan .\n"
    if choice.donors:
        yield f"{_values('payee', choice.donors)}?iri kav:donor ?payee .\n"
    if choice.since or choice.until:
        yield "?iri kav:hasDeadline ?when . ?when kav:periodFrom ?start ; kav:periodTo ?end .\n"
    if choice.since:
        yield f"FILTER(?end >= {_day(choice.since)})\n"
    if choice.until:
        yield f"FILTER(?start <= {_day(choice.until)})\n"


def _places(choice: Choice) -> str:
    """Return what keeps the activities that stand in some divisions or objectives."""
    parts = (*choice.divisions, *choice.objectives)
    inside = "?iri kav:partOf ?division . ?division kav:partOf* ?part ."
    if choice.objectives:
        inside = f"{{ {inside} }} UNION {{ ?iri kav:objective ?part }}"
    return f"{_values('part', parts)}{inside}\n" if parts else ""


def _left_out(choice: Choice, body: str) -> Iterator[str]:
    """Yield what leaves out bodies as the plans name them."""
    if not choice.groups:
        yield f"FILTER NOT EXISTS {{ ?{body} a kav:StakeholderGroup }}\n"
    if choice.without:
        yield _none_of(body, choice.without)
    if not choice.chair:
        yield _NO_CHAIR.format(body=body)


def _nodes_left_out(choice: Choice, node: str, kinds: Iterable[str]) -> Iterator[str]:
    """Yield what leaves out bodies as they are shown; ``kinds`` are the types of those that are."""
    if choice.without and choice.level == "ministry":
        yield _none_of(node, choice.without)
    if choice.types:
        yield f"{_values(f'{node}Kind', kinds)}?{node} org:classification ?{node}Kind .\n"


def _none_of(variable: str, iris: Iterable[str]) -> str:
    listed = ", ".join(map(str, nodes(iris)))
    return f"FILTER(?{variable} NOT IN ({listed}))\n"


def _as_node(choice: Choice, body: str, node: str) -> str:
    """Return what binds the node as which a body is shown: itself, or the topmost it is part of."""
    if choice.level == "ministry":
        return _ROLLED_UP.format(body=body, node=node)
    return f"BIND(?{body} AS ?{node})\n"


def _values(name: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(map(str, nodes(iris)))} }}\n"


def _day(day: date) -> str:
    return str(Literal(day.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date")))

"""The SPARQL of the network of a choice: from, to, layer and activity, and what is made of them.

It says in SPARQL what :func:`kavshiri.graph.coordination.network.network` does in Python. Who is
shown, and as whom, is told once for all bodies and joined to the ties of the activities; bodies are
never joined to bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.iris import Iris
from kavshiri.ontology.terms import DATA, PREFIXES

from .equivalent import Term, equivalent, nodes, texts

__all__ = ["between_sparql", "matrix_sparql", "network_sparql"]

_TIES = {
    "delivery": "?iri kav:lead ?one ; kav:support|kav:partner ?other .",
    "joint": "?iri kav:lead ?one, ?other .",
    "funding": "?iri kav:lead ?one ; kav:donor ?other .",
    "reporting": "?iri kav:reportingBody ?one ; kav:lead ?other .",
    "hosting": "?iri kav:involves ?one . ?one kav:hostedBy ?other .",
}
"""Who needs whom in one activity, by the layer."""

_NO_CHAIR = """\
# The chair is left out, and every council that it chairs or hosts.
FILTER NOT EXISTS {{ ?council kav:chairedBy ?{body} }}
FILTER NOT EXISTS {{ ?{body} kav:chairedBy ?chair }}
FILTER NOT EXISTS {{ ?{body} kav:hostedBy ?host . ?council kav:chairedBy ?host }}
"""
_ROLLED_UP = """\
OPTIONAL {{
  SELECT DISTINCT ?{body} ?{body}Top
  WHERE {{
    ?{body} org:subOrganizationOf ?direct .
    ?{body} org:subOrganizationOf+ ?{body}Top .
    FILTER NOT EXISTS {{ ?{body}Top org:subOrganizationOf ?higher }}
  }}
}}
BIND(COALESCE(?{body}Top, ?{body}) AS ?{node})
"""


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
    return {
        "ties": _ties(choice, Iris(base)),
        "scope": "".join(_scope(choice)),
        "shown-from": _shown(choice, "one", "fromIri"),
        "shown-to": _shown(choice, "other", "toIri"),
        "payer": _as_node(choice, "giver", "payer"),
    }


def _ties(choice: Choice, iris: Iris) -> str:
    """Return the ties that the activities add to the layers."""
    branches = [
        f"{{\n  {_TIES[layer]}\n  BIND({NamedNode(iris.code('layer', layer))} AS ?layerIri)\n}}"
        for layer in dict.fromkeys(choice.layers)
    ]
    return " UNION ".join(branches) + "\n"


def _scope(choice: Choice) -> Iterator[str]:
    """Yield what keeps the chosen activities; a choice of several of one kind means any."""
    if choice.plans:
        yield _some("?iri kav:plan ?plan .", "plan", nodes(choice.plans))
    places = (*choice.divisions, *choice.objectives)
    if places:
        within = "{ ?iri kav:partOf+ ?part } UNION { ?iri kav:objective ?part }"
        yield _some(f"?iri a kav:Activity .\n{within}", "part", nodes(places))
    if choice.donors:
        yield _some("?iri kav:donor ?paying .", "paying", nodes(choice.donors))
    if choice.since or choice.until:
        periods = "?iri kav:hasDeadline ?when . ?when kav:periodFrom ?start ; kav:periodTo ?end ."
        yield _subselect("?iri", f"{periods}\n" + "".join(_touching(choice)))


def _touching(choice: Choice) -> Iterator[str]:
    if choice.since:
        yield f"FILTER(?end >= {_day(choice.since.isoformat())})\n"
    if choice.until:
        yield f"FILTER(?start <= {_day(choice.until.isoformat())})\n"


def _shown(choice: Choice, body: str, node: str) -> str:
    """Return which bodies are shown, and as which."""
    filters = "".join(_filters(choice, body, node))
    if not filters and choice.level == "body":
        return _as_node(choice, body, node)
    hosts = f" UNION {{ ?council kav:hostedBy ?{body} }}" if "hosting" in choice.layers else ""
    everybody = f"{{ ?some kav:involves ?{body} }}{hosts}"
    inside = f"{_subselect(f'?{body}', everybody)}{_as_node(choice, body, node)}{filters}"
    return _subselect(f"?{body} ?{node}", inside)


def _filters(choice: Choice, body: str, node: str) -> Iterator[str]:
    if not choice.groups:
        yield f"FILTER NOT EXISTS {{ ?{body} a kav:StakeholderGroup }}\n"
    if choice.without:
        gone = ", ".join(map(str, nodes(choice.without)))
        yield f"FILTER(?{body} NOT IN ({gone}) && ?{node} NOT IN ({gone}))\n"
    if not choice.chair:
        yield _NO_CHAIR.format(body=body)
    if choice.types:
        kind = f"?{node} org:classification ?kind ."
        code = "{ ?kind skos:notation ?type } UNION { ?kind skos:broader/skos:notation ?type }"
        yield _some(f"{kind}\n{code}", "type", texts(*choice.types), chosen=f"?{node}")


def _as_node(choice: Choice, body: str, node: str) -> str:
    """Return what binds the node as which a body is shown: itself, or the topmost it is part of."""
    if choice.level == "ministry":
        return _ROLLED_UP.format(body=body, node=node)
    return f"BIND(?{body} AS ?{node})\n"


def _some(pattern: str, name: str, terms: Iterable[Term], *, chosen: str = "?iri") -> str:
    """Return what keeps those for which a variable of a pattern has one of some values."""
    values = " ".join(map(str, terms))
    return _subselect(chosen, f"VALUES ?{name} {{ {values} }}\n{pattern}\n")


def _subselect(names: str, pattern: str) -> str:
    lines = "".join(f"    {line}\n" for line in pattern.splitlines())
    return f"{{\n  SELECT DISTINCT {names}\n  WHERE {{\n{lines}  }}\n}}\n"


def _day(day: str) -> str:
    return str(Literal(day, datatype=NamedNode(PREFIXES["xsd"] + "date")))

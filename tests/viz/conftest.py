"""A store whose every text tries to run."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kavshiri.graph.query import Queryable

BASE = "https://w3id.org/kavshiri/id/"
KAV = "https://w3id.org/kavshiri/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

HOSTILE = (
    "</script><script>document.documentElement.dataset.pwned='1'</script>",
    "<img src=x onerror=\"document.documentElement.dataset.pwned='2'\">",
    '"><svg onload="document.documentElement.dataset.pwned=\'3\'">',
    "<a href=\"javascript:document.documentElement.dataset.pwned='4'\">href</a>",
    "<!--<script> {{ 7 * 7 }} {% raw %} \u2028\u2029 ';alert(1)//",
    "<b>*bold*</b> & `code` \\u003c",
)


@pytest.fixture
def hostile_store(in_memory: Callable[[pyoxigraph.Store], Queryable]) -> Queryable:
    """A plan in which every text tries to run: each body leads what the next one supports."""
    quads = pyoxigraph.Store()

    def say(subject: str, predicate: str, value: NamedNode | Literal) -> None:
        quads.add(Quad(NamedNode(BASE + subject), NamedNode(predicate), value))

    say("plan/bad", A, NamedNode(KAV + "ActionPlan"))
    say("plan/bad", "http://purl.org/dc/terms/title", Literal(HOSTILE[0], language="en"))
    for number, text in enumerate(HOSTILE):
        body, activity = f"organisation/o{number}", f"activity/bad/{number}"
        after = f"organisation/o{(number + 1) % len(HOSTILE)}"
        say(body, A, NamedNode("http://www.w3.org/ns/org#Organization"))
        say(body, SKOS + "prefLabel", Literal(text, language="en"))
        say(activity, A, NamedNode(KAV + "Activity"))
        say(activity, SKOS + "prefLabel", Literal(text, language="en"))
        say(activity, SKOS + "notation", Literal(text))
        say(activity, KAV + "plan", NamedNode(BASE + "plan/bad"))
        say(activity, KAV + "lead", NamedNode(BASE + body))
        say(activity, KAV + "support", NamedNode(BASE + after))
    return in_memory(quads)

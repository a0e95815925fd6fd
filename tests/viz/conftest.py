"""Small stores: the two invented plans that the questions are tested on, and a hostile one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kavshiri.graph.query import Result, run_query

SMALL = Path(__file__).parent.parent / "queries" / "small.trig"
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


@dataclass(frozen=True)
class MemoryStore:
    """A store in memory that answers as an open store does."""

    quads: pyoxigraph.Store

    def query(self, text: str, /) -> Result:
        return run_query(self.quads, text)


@pytest.fixture(scope="session")
def store() -> MemoryStore:
    quads = pyoxigraph.Store()
    quads.load(path=SMALL, format=pyoxigraph.RdfFormat.TRIG)
    return MemoryStore(quads)


@pytest.fixture
def empty_store() -> MemoryStore:
    return MemoryStore(pyoxigraph.Store())


@pytest.fixture
def hostile_store() -> MemoryStore:
    """A plan in which every text tries to run: each body leads what the next one supports."""
    quads = pyoxigraph.Store()

    def say(subject: str, predicate: str, value: NamedNode | Literal) -> None:
        quads.add(Quad(NamedNode(BASE + subject), NamedNode(predicate), value))

    say("plan/bad", A, NamedNode(KAV + "ActionPlan"))
    say("plan/bad", "http://purl.org/dc/terms/title", Literal(HOSTILE[0], language="en"))
    for number, text in enumerate(HOSTILE):
        body, activity = f"organisation/o{number}", f"activity/bad/{number}"
        after = f"organisation/o{(number + 1) % len(HOSTILE)}"
        say(body, SKOS + "prefLabel", Literal(text, language="en"))
        say(activity, A, NamedNode(KAV + "Activity"))
        say(activity, SKOS + "prefLabel", Literal(text, language="en"))
        say(activity, SKOS + "notation", Literal(text))
        say(activity, KAV + "plan", NamedNode(BASE + "plan/bad"))
        say(activity, KAV + "lead", NamedNode(BASE + body))
        say(activity, KAV + "support", NamedNode(BASE + after))
    return MemoryStore(quads)

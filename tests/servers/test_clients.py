"""Clients that nobody here wrote read what was pushed, from real servers."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import GET, JSON, POST, SPARQLWrapper

from kavshiri.queries.library import question_of

from .conftest import Engine

COUNT = """
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { GRAPH ?g { ?a a kav:Activity } }
"""
ACTIVITIES = 204  # 147 and 57, counted in the documents


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper(method: str, engine: Engine) -> None:
    client = SPARQLWrapper(engine.address)
    client.setMethod(method)
    client.setReturnFormat(JSON)
    client.setQuery(COUNT)
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    assert int(answer["results"]["bindings"][0]["n"]["value"]) == ACTIVITIES


def test_rdflib(engine: Engine) -> None:
    store = SPARQLStore(engine.address, method="POST_FORM", returnFormat="json")
    graph = rdflib.Graph(store)
    rows = [tuple(row) for row in graph.query(COUNT)]  # type: ignore[arg-type]  # of a SELECT
    assert [(int(number),) for (number,) in rows] == [(ACTIVITIES,)]


def test_a_question_as_it_stands_in_its_file(engine: Engine) -> None:
    code = (
        "import sys, json\n"
        "from SPARQLWrapper import SPARQLWrapper, JSON, POST\n"
        "client = SPARQLWrapper(sys.argv[1])\n"
        "client.setMethod(POST)\n"
        "client.setReturnFormat(JSON)\n"
        "client.setQuery(sys.stdin.read())\n"
        "print(len(client.queryAndConvert()['results']['bindings']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, engine.address],
        input=question_of("plan-as-table").sparql,
        capture_output=True,
        text=True,
        check=True,
    )
    # Where the default graph is not the union, a client must name the graphs itself.
    expected = 0 if engine.name == "oxigraph-plain" else ACTIVITIES
    assert json.loads(done.stdout) == expected

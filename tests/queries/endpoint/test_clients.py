"""Clients that nobody here wrote."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from urllib.error import HTTPError

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import Server, serving
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TURTLE, XML, SPARQLWrapper

PREFIX = "PREFIX kav: <https://w3id.org/kavshiri/ontology#> "
COUNT = PREFIX + "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a kav:Activity }"
PLANS = PREFIX + "CONSTRUCT { ?p a kav:ActionPlan } { ?p a kav:ActionPlan }"
NUMBER = 204  # rows in the tables of the two plans


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(method: str, server: Server) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setMethod(method)
    client.setQuery(COUNT)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()
    assert found["results"]["bindings"][0]["n"]["value"] == str(NUMBER)
    client.setReturnFormat(XML)
    assert str(NUMBER) in client.queryAndConvert().toxml()
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().split() == [b"n", str(NUMBER).encode()]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper's own use
@pytest.mark.parametrize("format", [TURTLE, RDFXML, N3, JSONLD, XML])
def test_sparqlwrapper_with_graphs(format: str, server: Server) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setQuery(PLANS)
    client.setReturnFormat(format)
    found = client.queryAndConvert()
    if not isinstance(found, rdflib.Graph):
        found = rdflib.Graph().parse(data=found, format="turtle" if format == N3 else format)
    assert len(found) == 2


def test_rdflib_asks_it_as_a_store(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(server.sparql))
    ((number,),) = graph.query(COUNT)
    assert number.toPython() == NUMBER
    kind = rdflib.URIRef("https://w3id.org/kavshiri/ontology#ActionPlan")
    assert len(list(graph.subjects(rdflib.RDF.type, kind))) == 2
    assert bool(graph.query(PREFIX + "ASK { ?a a kav:Activity }"))
    assert len(graph.query(PLANS).graph) == 2


def test_rdflib_reads_an_address(server: Server) -> None:
    graph = rdflib.Graph().parse(f"{server.root}/id/organisation/iom")
    assert len(graph) > 5


def test_pandas_reads_an_address(server: Server) -> None:
    pandas = pytest.importorskip("pandas")
    address = httpx.URL(server.sparql, params={"query": COUNT, "format": "csv"})
    assert pandas.read_csv(str(address))["n"].tolist() == [NUMBER]
    table = pandas.read_csv(io.BytesIO(httpx.get(address).content))
    assert table["n"].tolist() == [NUMBER]


@pytest.fixture
def curl() -> str:
    """The program curl."""
    found = shutil.which("curl")
    if found is None:
        pytest.skip("curl is not installed")
    return str(found)


def test_curl(curl: str, server: Server) -> None:
    command = [curl, "--silent", "--fail", "--data-urlencode", f"query={COUNT}", server.sparql]
    done = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(done.stdout)["results"]["bindings"][0]["n"]["value"] == str(NUMBER)
    command = [curl, "--silent", "--get", *command[3:], "-H", "Accept: text/csv", "--compressed"]
    assert subprocess.run(command, capture_output=True, check=True).stdout.split()[1] == b"204"


def test_curl_sees_that_an_answer_is_none(curl: str, plans: Path) -> None:
    """An answer over the limit is an error for a program too, in every form, and no half answer."""
    with serving(plans, "--rows", "100") as server:
        for format in ("csv", "json", "tsv", "xml"):
            data = ["--data-urlencode", "query=SELECT * { ?s ?p ?o }", "-d", f"format={format}"]
            command = [curl, "--silent", "--fail", "--compressed", *data, server.sparql]
            done = subprocess.run(command, capture_output=True)
            assert (done.returncode, done.stdout) == (22, b"")  # 22: the status is an error
        client = SPARQLWrapper(server.sparql)
        client.setQuery("SELECT * { ?s ?p ?o }")
        with pytest.raises(HTTPError, match="413"):
            client.query()
        graph = rdflib.Graph(SPARQLStore(server.sparql))
        with pytest.raises(ValueError, match="You did something wrong"):
            list(graph.query("SELECT * { ?s ?p ?o }"))

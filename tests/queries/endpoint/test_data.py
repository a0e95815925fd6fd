"""Data at its own addresses: things, graphs, the ontology, and what is said of the whole."""

from __future__ import annotations

import re

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from serving import Server

BASE = "https://w3id.org/kavshiri/id/"
PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "kav": "https://w3id.org/kavshiri/ontology#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
}
RDF = [
    ("text/turtle", RdfFormat.TURTLE),
    ("application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", RdfFormat.RDF_XML),
    ("application/ld+json", RdfFormat.JSON_LD),
]
PAGE = {"Accept": "text/html,*/*;q=0.1"}


def read(answer: httpx.Response) -> Store:
    assert answer.status_code == 200, answer.text
    format = RdfFormat.from_media_type(answer.headers["content-type"])
    assert format is not None
    store = Store()
    store.extend(parse(answer.content, format=format))
    return store


def ask(store: Store, query: str) -> bool:
    return bool(store.query(query, prefixes=PREFIXES))


@pytest.mark.parametrize(("accept", "format"), RDF)
def test_a_thing_as_rdf(accept: str, format: RdfFormat, http: httpx.Client) -> None:
    answer = http.get("/id/organisation/iom", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert answer.headers["link"] == f'<{BASE}organisation/iom>; rel="describes"'
    subjects = {quad.subject for quad in parse(answer.content, format=format)}
    assert subjects == {NamedNode(f"{BASE}organisation/iom")}


def test_everything_that_is_said_of_a_thing_is_there(http: httpx.Client) -> None:
    said = read(http.get("/id/organisation/iom"))
    query = f"SELECT * {{ <{BASE}organisation/iom> ?p ?o }}"
    known = http.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert len(said) == len(known)


def test_a_thing_as_a_page(http: httpx.Client) -> None:
    # Activity 1.1 of chapter IV, section a; its lead stands in line 99 of the plan's text.
    address = "/id/activity/migration-2019/iv/a/1.1"
    page = http.get(address, headers={**PAGE, "Accept-Language": "ka"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="ka">' in page.text
    assert "<h1>მოქმედ კანონმდებლობაში ცვლილების ინიცირება" in page.text
    assert '<blockquote lang="ka">საგარეო საქმეთა სამინისტრო</blockquote>' in page.text
    assert "სვეტი „პასუხისმგებელი უწყება“, სტრიქონი 99" in page.text
    assert 'href="/id/organisation/ministry-of-foreign-affairs"' in page.text
    english = http.get(f"{address}?lang=en", headers=PAGE)
    assert '<html lang="en">' in english.text
    assert "Where it is named" in english.text


def test_pages_lead_only_to_what_is_there(http: httpx.Client) -> None:
    page = http.get("/id/activity/migration-2019/iv/a/1.1", headers=PAGE).text
    links = {link for link in re.findall(r'href="([^"#]*)', page) if link.startswith("/")}
    assert len(links) > 15
    for link in sorted(links):
        assert http.head(link.replace("&amp;", "&"), headers=PAGE).status_code in (200, 302), link


def test_names_keep_their_escapes(http: httpx.Client) -> None:
    query = "SELECT ?s { ?s ?p ?o FILTER(CONTAINS(STR(?s), '%')) } LIMIT 1"
    found = http.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    for row in found:
        path = row["s"]["value"].removeprefix(BASE)
        assert http.get(f"/id/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/id/nothing", "/id/", "/id/%3Cscript%3E", "/id/a%20b", "/id/%E1%83%A5", "/id/a<b"]
)
def test_what_is_not_known(path: str, http: httpx.Client) -> None:
    answer = http.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["kind"] == "no_thing"
    page = http.get(path, headers=PAGE)
    assert page.status_code == 404
    assert "The graph says nothing about this" in page.text
    assert "<script" not in page.text


def test_the_paths_of_the_iris_themselves_lead_here(http: httpx.Client) -> None:
    answer = http.get("/kavshiri/id/organisation/iom")
    assert (answer.status_code, answer.headers["location"]) == (303, "/id/organisation/iom")
    answer = http.get("/kavshiri/ontology")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ontology")


@pytest.mark.parametrize("path", ["/ontology", "/ontology/0.1.0"])
def test_the_ontology(path: str, http: httpx.Client) -> None:
    for headers in ({}, PAGE, {"Accept": "application/rdf+xml"}):
        ontology = read(http.get(path, headers=headers))
        assert ask(ontology, "ASK { kav:Activity a <http://www.w3.org/2002/07/owl#Class> }")
        assert ask(ontology, "ASK { ?o a <http://www.w3.org/2002/07/owl#Ontology> }")
        assert not ask(ontology, "ASK { ?activity a kav:Activity }")


def test_graphs(http: httpx.Client) -> None:
    graph = f"{BASE}graph/plan/thb-2019-2020"
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    number = int(http.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1])
    for address in (f"/graph-store?graph={graph}", "/id/graph/plan/thb-2019-2020"):
        for accept, _ in RDF:
            assert len(read(http.get(address, headers={"Accept": accept}))) == number
        assert http.head(address).status_code == 200
    whole = http.get("/graph-store?default&format=nt")
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    number = int(http.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1])
    assert whole.text.count("\n") == number


def test_a_graph_as_a_page(http: httpx.Client) -> None:
    page = http.get("/id/graph/plan/thb-2019-2020", headers={**PAGE, "Accept-Language": "en"})
    assert page.status_code == 200
    assert "<h1>plan/thb-2019-2020</h1>" in page.text
    assert "Named graph: What the plan says (" in page.text


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/graph-store", 400, "which_graph"),
        ("/graph-store?graph=codes", 400, "which_graph"),
        ("/graph-store?default&graph=x:y", 400, "which_graph"),
        ("/graph-store?graph=x:y&graph=x:z", 400, "which_graph"),
        ("/graph-store?graph=http://x.test/", 404, "no_graph"),
        ("/graph-store?graph=file:///etc/passwd", 404, "no_graph"),
        ("/graph-store?default&format=csv", 406, "not_acceptable"),
        ("/id/graph/nothing", 404, "no_thing"),
    ],
)
def test_graphs_that_are_not_to_be_had(
    address: str, status: int, kind: str, http: httpx.Client
) -> None:
    answer = http.get(address)
    assert (answer.status_code, answer.json()["error"]["kind"]) == (status, kind)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "address", ["/graph-store?default", f"/graph-store?graph={BASE}graph/codes", "/id/graph/codes"]
)
def test_graphs_are_not_written(method: str, address: str, http: httpx.Client) -> None:
    answer = http.request(method, address, content=b"<a:b> <c:d> <e:f> .")
    assert answer.status_code == 403
    assert answer.json()["error"]["message"] == (
        f"{method} would change a graph, and graphs can only be read here."
    )


@pytest.mark.parametrize(("accept", "_format"), RDF)
@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_the_service_describes_itself(
    path: str, accept: str, _format: RdfFormat, server: Server, http: httpx.Client
) -> None:
    said = read(http.get(path, headers={"Accept": accept}))
    assert ask(said, f"ASK {{ ?service a sd:Service ; sd:endpoint <{server.root}{path}> }}")
    assert ask(said, "ASK { ?service sd:supportedLanguage sd:SPARQL11Query }")
    assert ask(said, "ASK { ?s sd:defaultDataset/sd:defaultGraph/void:triples ?n }")
    graph = f"{BASE}graph/plan/migration-2019"
    assert ask(said, f"ASK {{ ?d sd:namedGraph ?g . ?g sd:name <{graph}> ; sd:graph ?c }}")
    assert ask(said, "ASK { ?s sd:resultFormat <http://www.w3.org/ns/formats/Turtle> }")


def test_the_data_set_describes_itself(http: httpx.Client) -> None:
    said = read(http.get("/.well-known/void"))
    # 204 rows in the tables of the two plans
    assert ask(
        said,
        "ASK { ?d sd:defaultGraph/void:classPartition ?p . "
        "?p void:class kav:Activity ; void:entities 204 }",
    )
    assert ask(
        said,
        f"ASK {{ ?g sd:name <{BASE}graph/plan/thb-2019-2020> ; sd:graph/void:propertyPartition ?p "
        ". ?p void:property kav:role ; void:triples ?n FILTER(?n > 100) }",
    )
    assert ask(said, f"ASK {{ ?d prov:wasDerivedFrom <{BASE}document/migration-2019> }}")
    assert ask(said, "ASK { ?document kav:sha256 ?hash }")
    assert ask(said, "ASK { ?g dct:license <https://creativecommons.org/licenses/by/4.0/> }")
    assert ask(said, "ASK { ?d void:vocabulary <https://w3id.org/kavshiri/ontology> }")
    assert ask(said, "ASK { ?d void:exampleResource ?a FILTER(CONTAINS(STR(?a), 'activity')) }")
    triples = said.query("SELECT (SUM(?n) AS ?t) { ?g a sd:NamedGraph ; sd:graph/void:triples ?n }",
                         prefixes=PREFIXES)  # fmt: skip
    (total,) = (row["t"].value for row in triples)  # type: ignore[union-attr]
    assert ask(said, f"ASK {{ ?d a void:Dataset ; void:sparqlEndpoint ?e ; void:triples {total} }}")
    tag = http.get("/.well-known/void").headers["etag"]
    again = http.get("/.well-known/void", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_a_page_stands_where_people_ask(http: httpx.Client) -> None:
    for lang in ("ka", "en"):
        page = http.get("/sparql", headers={**PAGE, "Accept-Language": lang})
        assert page.status_code == 200
        assert f'<html lang="{lang}">' in page.text
        assert "<textarea" in page.text

"""Queries over HTTP: every way to send one, every form of answer, every status."""

from __future__ import annotations

import csv
import gzip
import http.client
import io
import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from serving import Server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
PLANS = "SELECT ?plan { ?plan a kav:ActionPlan } ORDER BY ?plan"
BASE = "https://w3id.org/kavshiri/id/"
MIGRATION, TRAFFICKING = f"{BASE}plan/migration-2019", f"{BASE}plan/thb-2019-2020"
TRIPLE = "CONSTRUCT { ?plan a kav:ActionPlan } { ?plan a kav:ActionPlan }"


def plans_in(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["plan"]["value"] for row in answer.json()["results"]["bindings"]]


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_the_ways_to_ask(path: str, http: httpx.Client) -> None:
    both = [MIGRATION, TRAFFICKING]
    assert plans_in(http.get(path, params={"query": PLANS})) == both
    assert plans_in(http.post(path, data={"query": PLANS})) == both
    assert plans_in(http.post(path, content=PLANS, headers=DIRECT)) == both


def test_the_graphs_of_the_protocol(http: httpx.Client) -> None:
    graph = f"{BASE}graph/plan/migration-2019"
    for named in ("default-graph-uri", "named-graph-uri"):
        where = PLANS if named.startswith("default") else PLANS.replace("{", "{ GRAPH ?g {", 1)
        where = where.replace("}", "} }", 1) if "GRAPH" in where else where
        address = f"/sparql?{named}={quote(graph, safe='')}"
        assert plans_in(http.get(f"{address}&query={quote(where)}")) == [MIGRATION]
        assert plans_in(http.post(address, data={"query": where})) == [MIGRATION]
        assert plans_in(http.post(address, content=where, headers=DIRECT)) == [MIGRATION]


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_tables(accept: str, content_type: str, http: httpx.Client) -> None:
    answer = http.get("/sparql", params={"query": PLANS}, headers={"Accept": accept})
    assert answer.headers["content-type"] == content_type
    assert answer.headers["kavshiri-rows"] == "2"
    assert read_table(answer) == [MIGRATION, TRAFFICKING]


def read_table(answer: httpx.Response) -> list[str]:
    match answer.headers["content-type"].partition(";")[0].rpartition("+")[2]:
        case "json" | "application/json":
            return plans_in(answer)
        case "xml":
            uri = "{http://www.w3.org/2005/sparql-results#}uri"
            return [str(each.text) for each in ElementTree.fromstring(answer.text).iter(uri)]
        case "text/csv":
            return [row["plan"] for row in csv.DictReader(io.StringIO(answer.text))]
    return [line.strip("<>") for line in answer.text.splitlines()[1:]]


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/n-quads", RdfFormat.N_QUADS),
        ("application/trig", RdfFormat.TRIG),
    ],
)
@pytest.mark.parametrize("query", [TRIPLE, f"DESCRIBE <{MIGRATION}>"])
def test_graphs(accept: str, format: RdfFormat, query: str, http: httpx.Client) -> None:
    answer = http.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(accept)
    subjects = {str(quad.subject) for quad in parse(answer.content, format=format)}
    assert f"<{MIGRATION}>" in subjects


@pytest.mark.parametrize(("where", "value"), [("?a a kav:Activity", True), ("?a a kav:X", False)])
def test_ask(where: str, value: bool, http: httpx.Client) -> None:
    for accept in ("application/sparql-results+json", "application/sparql-results+xml"):
        params = {"query": f"ASK {{ {where} }}"}
        answer = http.get("/sparql", params=params, headers={"Accept": accept})
        assert str(value).lower() in answer.text


def test_relative_names_stand_on_the_base_of_the_data(http: httpx.Client) -> None:
    answer = http.get("/sparql", params={"query": "ASK { <plan/migration-2019> a kav:ActionPlan }"})
    assert answer.json()["boolean"] is True


def test_head_says_what_get_would(http: httpx.Client) -> None:
    for address in (f"/sparql?{urlencode({'query': PLANS})}", "/sparql", "/id/plan/migration-2019"):
        got, head = http.get(address), http.head(address)
        assert head.content == b""
        assert head.status_code == 200
        for name in ("content-length", "content-type", "etag"):
            assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("path", ["/sparql", "/graph-store", "/id/plan/migration-2019", "/no"])
def test_options_and_cors(path: str, http: httpx.Client) -> None:
    answer = http.options(path, headers={"Origin": "https://example.org"})
    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
    assert "Retry-After" in answer.headers["access-control-expose-headers"]


def test_every_answer_has_the_safe_headers(http: httpx.Client) -> None:
    for address in ("/sparql", f"/sparql?query={quote(PLANS)}", "/nowhere", "/sparql?query=x"):
        for accept in ("*/*", "text/html"):
            answer = http.get(address, headers={"Accept": accept})
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert answer.headers["access-control-allow-origin"] == "*"
            is_page = answer.headers["content-type"].startswith("text/html")
            assert is_page == ("content-security-policy" in answer.headers)
            if is_page:
                assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_gzip(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    query = "SELECT * { ?s kav:role ?o }"
    bodies = []
    for accepted in ("identity", "gzip"):
        headers = {"Accept-Encoding": accepted, "Accept": "text/csv"}
        connection.request("GET", f"/sparql?query={quote(query)}", headers=headers)
        answer = connection.getresponse()
        bodies.append(answer.read())
        assert answer.getheader("content-encoding") == (None if accepted == "identity" else "gzip")
        assert "Accept-Encoding" in str(answer.getheader("vary"))
        assert answer.getheader("content-length") in (str(len(bodies[-1])), None)
    connection.close()
    assert len(bodies[1]) < len(bodies[0]) / 4
    assert sorted(gzip.decompress(bodies[1]).splitlines()) == sorted(bodies[0].splitlines())


def test_an_answer_is_not_sent_twice(http: httpx.Client) -> None:
    address = f"/sparql?query={quote(PLANS)}"
    first = http.get(address)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    for sent in (tag, f'"other", {tag}', "*", tag.removeprefix("W/")):
        again = http.get(address, headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    others = [
        http.get(f"{address}%20"),
        http.get(address, headers={"Accept": "text/csv"}),
        http.get(f"{address}&default-graph-uri={BASE}graph/codes"),
    ]
    assert len({tag, *(each.headers["etag"] for each in others)}) == 4
    for each in others:
        assert each.status_code == 200
    assert http.get(address, headers={"If-None-Match": '"x"'}).status_code == 200


def test_what_may_change_is_not_kept(http: httpx.Client) -> None:
    for query in ("SELECT (NOW() AS ?t) { }", "SELECT (RAND() AS ?t) { }"):
        answer = http.get("/sparql", params={"query": query})
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    assert "etag" not in http.post("/sparql", data={"query": PLANS}).headers


@pytest.mark.parametrize(
    ("method", "address", "headers", "body", "status", "kind"),
    [
        ("GET", "/sparql?query=ASK%20%7B", {}, "", 400, "unreadable"),
        ("GET", "/sparql?query=", {}, "", 400, "unreadable"),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, "", 400, "two_queries"),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=x%3Ay", {}, "", 400, "unknown_graph"),
        ("GET", "/sparql?query=ASK%7B%7D&named-graph-uri=%20", {}, "", 400, "unknown_graph"),
        ("GET", "/sparql?update=CLEAR%20ALL", {}, "", 403, "update"),
        ("GET", "/sparql?query=CLEAR%20ALL", {}, "", 403, "update"),
        ("POST", "/sparql", FORM, "update=CLEAR+ALL", 403, "update"),
        ("POST", "/sparql", {"Content-Type": "application/sparql-update"}, "CLEAR ALL", 403,
         "update"),
        ("POST", "/sparql", FORM, "query=ASK%7B%7D&update=CLEAR+ALL", 400, "query_and_update"),
        ("POST", "/sparql", FORM, "", 400, "no_query"),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, "ASK {}", 415, "media_type"),
        ("POST", "/sparql", {"Content-Type": "application/sparql-query; charset=utf-16"},
         "ASK {}", 415, "charset"),
        ("GET", "/sparql?query=ASK%FF", {}, "", 400, "not_text"),
        ("GET", "/sparql?query=ASK%7B%7D", {"Accept": "image/png"}, "", 406, "not_acceptable"),
        ("GET", "/sparql?query=ASK%7B%7D&format=pdf", {}, "", 406, "not_acceptable"),
        ("PUT", "/sparql?query=ASK%7B%7D", FORM, "", 405, "method"),
        ("DELETE", "/sparql", {}, "", 405, "method"),
        ("PATCH", "/sparql", {}, "", 405, "method"),
        ("POST", "/sparql", DIRECT, "#" * (2**20 + 1), 413, "too_long"),
        ("POST", "/sparql", FORM, "query=" + "+" * 2**20, 413, "too_long"),
        ("GET", "/sparql?query=ASK%7B%7D" + "+" * (2**20), {}, "", 413, "too_long"),
        ("GET", "/nowhere", {}, "", 404, "no_page"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(
    method: str,
    address: str,
    headers: dict[str, str],
    body: str,
    status: int,
    kind: str,
    server: Server,
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request(method, address, body=body.encode() or None, headers=headers)
    answer = connection.getresponse()
    error = json.loads(answer.read())["error"]
    connection.close()
    assert (answer.status, error["status"], error["kind"]) == (status, status, kind)
    assert answer.getheader("content-type") == "application/json"
    assert answer.getheader("cache-control") == "no-store"
    assert all(len(error[part]) > 10 for part in ("title", "message", "next"))
    if status == 405:
        assert answer.getheader("allow") == "GET, HEAD, OPTIONS, POST"


def test_errors_are_told_in_both_languages_and_as_a_page(http: httpx.Client) -> None:
    georgian = http.get("/sparql?query=CLEAR%20ALL", headers={"Accept-Language": "ka"})
    assert georgian.json()["error"]["title"] == "აქ ვერაფერი შეიცვლება"
    page = http.get("/sparql?query=CLEAR%20ALL", headers={"Accept": "text/html"})
    assert page.status_code == 403
    assert "<h1>Nothing can be changed here</h1>" in page.text


def test_an_answer_as_a_page(http: httpx.Client) -> None:
    query = "SELECT ?title { ?plan a kav:ActionPlan ; dct:title ?title } ORDER BY ?title"
    page = http.get("/sparql", params={"query": query, "format": "html", "lang": "ka"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="ka">' in page.text
    assert page.text.count('<span lang="ka">') == 2  # one title of each plan, as printed
    many = http.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "format": "html"})
    assert "These are only the first 1000 rows; the answer is longer." in many.text
    graph = http.get("/sparql", params={"query": TRIPLE}, headers={"Accept": "text/html"})
    assert '<th scope="col">subject</th>' in graph.text
    yes = http.get("/sparql", params={"query": "ASK { }", "format": "html"})
    assert "<strong>Yes</strong>" in yes.text


def test_text_of_a_query_is_never_markup(http: httpx.Client) -> None:
    hostile = "<script>alert(1)</script>"
    query = f"SELECT ('{hostile}' AS ?x) (<javascript:alert(1)> AS ?y) {{ }}"
    page = http.get("/sparql", params={"query": query, "format": "html"})
    assert page.status_code == 200
    assert "<script" not in page.text
    assert 'href="javascript' not in page.text
    error = http.get("/sparql", params={"query": hostile}, headers={"Accept": "text/html"})
    assert "<script" not in error.text


def test_functions_that_nobody_knows_are_told(http: httpx.Client) -> None:
    query = "SELECT (<http://example.org/f>(1) AS ?x) { }"
    answer = http.get("/sparql", params={"query": query})
    assert answer.status_code == 200
    assert answer.headers["kavshiri-unknown-functions"] == "http://example.org/f"
    page = http.get("/sparql", params={"query": query, "format": "html"})
    assert "Nobody here knows these functions" in page.text

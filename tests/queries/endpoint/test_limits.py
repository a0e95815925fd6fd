"""Nothing that one query does reaches another, the server, or the machine."""

from __future__ import annotations

import asyncio
import http.client
import os
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from serving import Server, is_running, serving

from kavshiri.queries.endpoint.errors import ProblemError
from kavshiri.queries.endpoint.job import Job
from kavshiri.queries.endpoint.limits import Limits
from kavshiri.queries.endpoint.pool import Pool

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
ACTIVITIES = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a kav:Activity }"
NUMBER = "204"  # rows in the tables of the two plans


def count(http: httpx.Client) -> str:
    answer = http.get("/sparql", params={"query": ACTIVITIES, "format": "csv"})
    assert answer.status_code == 200
    return answer.text.split()[1]


def refused(answer: httpx.Response, status: int, kind: str) -> dict[str, str]:
    error: dict[str, str] = answer.json()["error"]
    assert (answer.status_code, error["kind"]) == (status, kind)
    return error


@pytest.fixture(scope="module")
def impatient(plans: Path) -> Iterator[Server]:
    """A server that gives a query five seconds."""
    with serving(plans, "--timeout", "5", "--workers", "2") as running:
        yield running


def test_a_runaway_query_is_ended_and_the_next_one_answered(impatient: Server) -> None:
    with httpx.Client(base_url=impatient.root, timeout=60) as http:
        error = refused(http.get("/sparql", params={"query": ENDLESS}), 504, "too_slow")
        assert error["message"] == "The query was not answered within 5 seconds and was ended."
        assert count(http) == NUMBER


def test_a_runaway_query_does_not_hold_up_others(impatient: Server) -> None:
    with (
        ThreadPoolExecutor(1) as other,
        httpx.Client(base_url=impatient.root, timeout=60) as http,
    ):
        endless = other.submit(httpx.get, impatient.sparql, params={"query": ENDLESS}, timeout=60)
        while not endless.done():
            assert count(http) == NUMBER
        refused(endless.result(), 504, "too_slow")


def test_a_query_that_takes_all_memory_is_ended(http: httpx.Client) -> None:
    error = refused(http.get("/sparql", params={"query": GREEDY}), 507, "too_much_memory")
    assert error["message"] == "The query needed more than 256 MB of memory and was ended."
    assert count(http) == NUMBER


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_a_table_that_is_too_long_is_an_error_and_no_half_answer(
    format: str, most_rows: int, http: httpx.Client
) -> None:
    query = "SELECT ?s { { ?s ?p ?o } UNION { ?s ?p ?o } } LIMIT "
    answer = http.get("/sparql", params={"query": f"{query}{most_rows + 1}", "format": format})
    error = refused(answer, 413, "too_many_rows")
    assert error["message"] == (
        f"The answer has more than {most_rows:,} rows; a cut answer is not sent."
    )
    whole = http.get("/sparql", params={"query": f"{query}{most_rows}", "format": format})
    assert whole.status_code == 200
    assert whole.headers["kavshiri-rows"] == str(most_rows)
    assert int(whole.headers["content-length"]) == len(whole.content)


def test_a_graph_that_is_too_long_is_an_error_too(http: httpx.Client) -> None:
    query = "CONSTRUCT { ?s ?p ?o . ?o ?s ?p . ?p ?s ?o } { ?s ?p ?o }"
    refused(http.get("/sparql", params={"query": query}), 413, "too_many_rows")


def test_bytes_are_limited(plans: Path) -> None:
    with serving(plans, "--bytes", "1000000") as server:
        for format in ("json", "csv"):
            params = {"query": "SELECT * { ?s ?p ?o }", "format": format}
            answer = httpx.get(server.sparql, params=params)
            error = refused(answer, 413, "too_many_bytes")
            assert "more than 1,000,000 bytes" in error["message"]
        answer = httpx.get(f"{server.root}/graph-store?default")
        refused(answer, 413, "too_many_bytes")


@pytest.mark.parametrize("bracket", ["()", "{}", "[]"])
def test_five_thousand_brackets(bracket: str, http: httpx.Client) -> None:
    opening, closing = bracket
    query = f"SELECT * {{ FILTER({opening * 5_000}1{closing * 5_000}) }}"
    error = refused(http.post("/sparql", data={"query": query}), 400, "too_complex")
    assert error["message"] == "brackets are nested more than 100 deep; write it flatter."
    assert count(http) == NUMBER


def test_fifty_clients_at_once(server: Server) -> None:
    def ask(number: int) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        query = quote(f"{ACTIVITIES} # {number}")
        connection.request("GET", f"/sparql?format=csv&query={query}")
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return f"{answer.status} {text.split()[1]}"

    with ThreadPoolExecutor(50) as clients:
        assert list(clients.map(ask, range(200))) == [f"200 {NUMBER}"] * 200


def test_a_client_that_leaves_frees_its_worker(plans: Path) -> None:
    with serving(plans, "--timeout", "600", "--workers", "1") as server:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", server.port)) as client:
                address = f"/sparql?query={quote(ENDLESS)}"
                client.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with httpx.Client(base_url=server.root, timeout=120) as http:
            assert count(http) == NUMBER


def test_a_worker_that_dies_takes_only_its_own_query_with_it(plans: Path) -> None:
    with serving(plans, "--timeout", "600", "--workers", "1") as server:
        with ThreadPoolExecutor(1) as other:
            endless = other.submit(httpx.get, server.sparql, params={"query": ENDLESS}, timeout=600)
            os.kill(at_work(server), signal.SIGSEGV)
            error = refused(endless.result(), 500, "crashed")
        assert error["message"].endswith("ended (SIGSEGV); no other was touched.")
        with httpx.Client(base_url=server.root, timeout=120) as http:
            assert count(http) == NUMBER


def at_work(server: Server) -> int:
    """Wait for a worker that has been computing for a while, and return it."""
    while True:
        for pid in server.workers():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            if int(fields[11]) > os.sysconf("SC_CLK_TCK"):  # a second of its own
                return pid


def test_idle_workers_that_were_ended_from_outside_are_replaced(plans: Path) -> None:
    with (
        serving(plans, "--workers", "1") as server,
        httpx.Client(base_url=server.root, timeout=120) as http,
    ):
        assert count(http) == NUMBER
        for pid in server.workers():
            os.kill(pid, signal.SIGKILL)
            while is_running(pid):
                pass
        answers = [http.get("/sparql", params={"query": "ASK { }"}) for _ in range(3)]
        assert answers[-1].status_code == 200


def test_a_full_queue_says_when_to_come_again(plans: Path) -> None:
    limits = Limits(seconds=600, workers=1, waiting=1)

    async def fill() -> ProblemError:
        async with Pool(plans, limits) as pool:
            endless = Job(ENDLESS, "json", 1_000, 1_000)
            waiting = [asyncio.create_task(pool.ask(endless)) for _ in range(2)]
            await asyncio.sleep(0)  # let both take their places
            with pytest.raises(ProblemError) as caught:
                await pool.ask(Job("ASK { }", "json", 1_000, 1_000))
            for task in waiting:
                task.cancel()
            await asyncio.wait(waiting)
            answer = await pool.ask(Job("ASK { }", "json", 1_000, 1_000))
            assert answer.whole() == b'{"head":{},"boolean":true}'
        assert not any(is_running(pid) for pid in pool.pids())
        return caught.value

    problem = asyncio.run(fill())
    assert (problem.status, problem.kind) == (503, "busy")
    assert problem.headers() == {"Retry-After": "600"}


@pytest.fixture
def listener() -> socket.socket:
    """A server of somebody else that nobody may call."""
    made = socket.create_server(("127.0.0.1", 0))
    made.settimeout(0)
    return made


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?x) service ?x { ?s ?p ?o } }",
    "PREFIX u: <URL> SELECT * { SERVICE u: { ?s ?p ?o } }",
    "PREFIX u: <URL> SELECT * { SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { S\\u0045RVICE <URL> { ?s ?p ?o } }",
    "SELECT * { BIND('' AS ?a) FILTER(?a<'>') SERVICE <URL> { ?d ?e ?f } FILTER('' = '') }",
    "PREFIX x: <x:> SELECT * { VALUES ?x { '''a' x:\\( } SERVICE <URL> { } VALUES ?y { 'b''' } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_no_query_calls_another_server(
    query: str, listener: socket.socket, http: httpx.Client
) -> None:
    with listener:
        query = query.replace("URL", f"http://127.0.0.1:{listener.getsockname()[1]}/")
        for format in ("json", "html"):
            answer = http.post("/sparql", data={"query": query, "format": format})
            assert answer.status_code in (400, 403, 406)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert count(http) == NUMBER


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <file:///etc/passwd>",
        "FROM NAMED <file:///etc/passwd>",
        "from<file:///etc/passwd>",
        "FROM # comment\n<file:///etc/passwd>",
        "FROM <file:///etc/p\\u0061sswd>",
        "FROM <\\u0066ile:///etc/passwd>",
        "FROM f:passwd",
        "FROM <passwd>",
        "FR\\u004FM <file:///etc/passwd>",
        "FROM <URL>",
    ],
)
def test_no_query_reads_a_file_or_another_server(
    clause: str, listener: socket.socket, http: httpx.Client
) -> None:
    with listener:
        clause = clause.replace("URL", f"http://127.0.0.1:{listener.getsockname()[1]}/")
        prologue = "BASE <file:///etc/> PREFIX f: <file:///etc/>"
        query = f"{prologue} SELECT * {clause} {{ ?s ?p ?o }}"
        answer = http.post("/sparql", data={"query": query})
        assert answer.status_code == 400
        expected = "unreadable" if "FR\\" in clause else "unknown_graph"
        assert answer.json()["error"]["kind"] == expected
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_load_is_refused_and_calls_no_one(listener: socket.socket, http: httpx.Client) -> None:
    with listener:
        load = f"LOAD <http://127.0.0.1:{listener.getsockname()[1]}/>"
        for form in ({"query": load}, {"update": load}):
            assert http.post("/sparql", data=form).status_code == 403
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_slow_readers_hold_no_worker(server: Server, http: httpx.Client) -> None:
    """Clients that ask for much and read nothing: others are answered all the same."""
    address = f"/sparql?format=json&query={quote('SELECT * { ?s ?p ?o }')}"
    clients = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(6)]
    try:
        for client in clients:
            client.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        first = threading.Thread(target=clients[0].recv, args=(1,))
        first.start()
        first.join()  # the first one has been answered, and stops reading
        assert count(http) == NUMBER
    finally:
        for client in clients:
            client.close()

"""Starting, going on while the data change, and ending without a trace."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from serving import Server, is_running, serving, write_store

OBJECTS = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kavshiri", "serve", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
    )


def statement(value: str) -> dict[str, str]:
    return {"http://x.test/g": f"<x:s> <x:p> '{value}' ."}


def objects(server: Server) -> list[str]:
    return httpx.get(server.sparql, params={"query": OBJECTS, "format": "csv"}).text.split()[1:]


@pytest.mark.parametrize("mode", [(), ("--in-memory",)])
def test_a_new_build_is_served_without_a_restart(mode: tuple[str, ...], tmp_path: Path) -> None:
    store = write_store(tmp_path / "store", statement("one"), build="1" * 64)
    with serving(store, "--workers", "2", *mode) as server:
        assert objects(server) == ["one"]
        address = f"{server.sparql}?query={quote(OBJECTS)}"
        tag = httpx.get(address).headers["etag"]
        write_store(store, {**statement("two"), "http://x.test/h": ""}, build="2" * 64)
        for _ in range(6):  # whichever worker answers
            assert objects(server) == ["two"]
        fresh = httpx.get(address, headers={"If-None-Match": tag})
        assert fresh.status_code == 200
        assert fresh.headers["etag"] != tag
        assert fresh.headers["kavshiri-build"] == "2" * 64
        assert httpx.get(f"{server.root}/graph-store?graph=http://x.test/h").status_code == 200


def test_a_store_that_is_gone_is_told(tmp_path: Path) -> None:
    store = write_store(tmp_path / "store", statement("one"))
    with serving(store) as server:
        (store / "kavshiri.json").unlink()
        answer = httpx.get(server.sparql, params={"query": OBJECTS})
        assert answer.status_code == 503
        assert answer.json()["error"]["kind"] == "no_store"
        write_store(store, statement("two"))
        assert objects(server) == ["two"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_all_its_workers(number: signal.Signals, tmp_path: Path) -> None:
    store = write_store(tmp_path / "store", statement("one"))
    with serving(store, "--workers", "2") as server:
        workers = wait_for_workers(server, 3)
        server.process.send_signal(number)
        assert server.process.wait(timeout=60) == 0
        assert server.process.stderr is not None
        assert server.process.stderr.read() == "kavshiri: stopped\n"
        assert not any(is_running(pid) for pid in workers)


def wait_for_workers(server: Server, number: int) -> list[int]:
    while len(found := server.workers()) < number:
        pass
    return found


def test_workers_end_also_when_the_server_is_killed(plans: Path) -> None:
    with serving(plans, "--workers", "1", "--timeout", "600") as server:
        workers = wait_for_workers(server, 2)
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            request = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n"
            client.sendall(request.encode())
            while not any(seconds_of(pid) > 1 for pid in workers):
                pass  # one of them is at work
            os.kill(server.process.pid, signal.SIGKILL)
            while any(is_running(pid) for pid in workers):
                pass


def seconds_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def test_it_says_what_it_serves_and_how_to_stop_it(plans: Path) -> None:
    with serving(plans, "--workers", "3", "--timeout", "2.5", "--lang", "en") as server:
        first, *_, limits, last = server.said.splitlines()
        assert first.startswith(f"serving {plans} (migration-2019, thb-2019-2020; ")
        assert f"{server.root}/sparql" in server.said
        assert limits.startswith("limits of one query: 2.5 s, 1,024 MB, 1,000,000 rows, ")
        assert limits.endswith("3 at a time")
        assert last == "stop with Ctrl-C"
    with serving(plans, "--lang", "ka") as server:
        assert server.said.splitlines()[-1] == "გასაჩერებლად: Ctrl-C"


def test_the_example_in_the_help_runs(plans: Path) -> None:
    text = command("--help").stdout.partition("example:\n")[2]
    assert text.split()[:4] == ["kavshiri", "serve", "--port", "8000"]
    with serving(plans, *text.split()[4:]) as server:  # any free port in place of that one
        assert "limits of one query: 10 s" in server.said


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    store = write_store(tmp_path / "store", {})
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = command("--store", store, "--port", port)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"kavshiri: port {port} of 127.0.0.1 is in use, perhaps by another kavshiri serve; "
            "stop that one, or choose another port with --port (0: any that is free)\n"
        )
        done = command("--store", store, "--port", port, "--lang", "ka")
        assert done.stderr.startswith(f"kavshiri: პორტი {port} მისამართზე 127.0.0.1 დაკავებულია")


def test_an_address_that_is_not_ours(tmp_path: Path) -> None:
    store = write_store(tmp_path / "store", {})
    done = command("--store", store, "--port", 0, "--host", "192.0.2.1")  # for documentation only
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "kavshiri: 192.0.2.1 is no address of this machine"
    )


def test_where_no_store_is(tmp_path: Path) -> None:
    done = command("--store", tmp_path / "nothing", "--port", 0)
    assert done.returncode == 1
    assert done.stderr.startswith(f"kavshiri: there is no store in {tmp_path / 'nothing'}")


@pytest.mark.parametrize(
    "option",
    [("--port", "x"), ("--port", "70000"), ("--timeout", "0"), ("--workers", "0"),
     ("--rows", "1.5"), ("--memory", "-1")],
)  # fmt: skip
def test_limits_that_are_none(option: tuple[str, str], tmp_path: Path) -> None:
    done = command("--store", tmp_path, *option)
    assert done.returncode == 2
    assert option[1] in done.stderr


def test_who_opens_it_to_others_is_warned(tmp_path: Path) -> None:
    store = write_store(tmp_path / "store", {})
    with serving(store, "--host", "0.0.0.0") as server:
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=60)
        assert server.process.stderr is not None
        assert server.process.stderr.readline().startswith(
            "kavshiri: warning: 0.0.0.0 can be reached from other machines, and there is no "
        )


def test_in_memory_it_answers_the_same(plans: Path, server: Server) -> None:
    query = "SELECT ?s ?p ?o { ?s a kav:Deadline ; ?p ?o } ORDER BY ?s ?p ?o"
    params = {"query": query, "format": "tsv"}
    with serving(plans, "--in-memory", "--workers", "1") as other:
        assert httpx.get(other.sparql, params=params).text == (
            httpx.get(server.sparql, params=params).text
        )

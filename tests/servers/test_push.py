"""A built graph pushed into real servers: whole, again, broken off and gone on with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import kavshiri
from kavshiri.command import main
from kavshiri.graph.iris import Iris
from kavshiri.graph.push import Progress, Push
from kavshiri.graph.receiving import METHODS, Receiver, receiver_of
from kavshiri.graph.remote import RemoteStore
from kavshiri.graph.server import Server as Client
from kavshiri.graph.store import OpenStore, open_store
from kavshiri.ontology import StoreError

from .running import Server, free_port, oxigraph, virtuoso
from .scripted import Scripted

Capture = pytest.CaptureFixture[str]

OURS = "https://w3id.org/kavshiri/id/graph/"
THEIRS = "https://example.org/graph/theirs"
LINE = b"<urn:a> <urn:b> <urn:c> .\n"

pytestmark = pytest.mark.usefixtures("as_dba")


@pytest.fixture
def store(small: Path) -> Iterator[OpenStore]:
    """The smaller plan, built."""
    with open_store(small) as opened:
        yield opened
    assert notes(small) == [], "a note is left only by a push that was broken off"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of each kind; it holds what the test before left."""
    place = tmp_path_factory.mktemp(request.param)
    made = oxigraph if request.param == "oxigraph" else virtuoso
    started = made(place).start()
    yield started
    started.kill()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """An Oxigraph server of its own for one test, with nothing in it."""
    place = tmp_path / "server"
    place.mkdir()
    started = oxigraph(place).start()
    yield started
    started.kill()


def notes(folder: Path) -> list[Path]:
    """Return the notes of pushes that were broken off."""
    return sorted(folder.glob("*push-*"))


def receiver(store: OpenStore, address: str) -> Receiver:
    """Return a way to write to a server, as somebody else would."""
    return receiver_of(Push(store, address).target(), Client(address))


def counted(address: str, graph: str) -> int:
    """Return how many statements a graph of somebody's holds."""
    base, _, name = graph.partition("graph/")
    return RemoteStore(address).counts(Iris(base)).get(name, 0)


def ended_after(server: Server, portions: int) -> Callable[[Progress], None]:
    """Return a listener that kills the server when so many portions have been taken in."""
    taken = iter(range(1, portions + 1))

    def listen(_done: Progress) -> None:
        if next(taken) == portions:
            server.kill()

    return listen


@pytest.mark.parametrize("method", METHODS)
def test_a_push_brings_every_statement_unchanged(
    method: str, server: Server, store: OpenStore
) -> None:
    said: list[Progress] = []
    report = Push(store, server.address, method=method).run(progress=said.append)
    counts = dict(store.info().counts)
    assert report.method == method
    assert report.counts == report.sent == counts
    assert report.total == len(store.store) > 10_000
    assert not report.was_resumed
    assert (report.leftovers, report.removed) == ((), ())
    assert {done.graph: done.sent for done in said} == counts
    assert set(RemoteStore(server.address).copy()) == set(store.store)


def test_a_push_replaces_our_graphs_and_touches_no_others(server: Server, store: OpenStore) -> None:
    write = receiver(store, server.address)
    write.add(f"{OURS}codes", [LINE])
    write.replace(THEIRS, [LINE])
    Push(store, server.address).run()
    assert counted(server.address, f"{OURS}codes") == store.info().counts["codes"]
    assert counted(server.address, THEIRS) == 1


def test_graphs_of_an_earlier_build_stay_until_they_are_cleaned(
    server: Server, store: OpenStore, small: Path, capsys: Capture
) -> None:
    write = receiver(store, server.address)
    write.replace(f"{OURS}plan/older", [LINE])
    report = Push(store, server.address).run()
    assert (report.leftovers, report.removed) == (("plan/older",), ())
    words = ["push", server.address, "--store", str(small), "--quiet"]
    assert main([*words, "--dry-run", "--clean"]) == 0
    assert "plan/older (of no plan of this build: removed)" in capsys.readouterr().out
    assert counted(server.address, f"{OURS}plan/older") == 1
    report = Push(store, server.address).run(clean=True)
    assert (report.leftovers, report.removed) == ((), ("plan/older",))
    assert counted(server.address, f"{OURS}plan/older") == 0
    assert counted(server.address, THEIRS) == 1


def test_a_push_that_was_broken_off_goes_on_where_it_stopped(
    server: Server, store: OpenStore, small: Path
) -> None:
    push = Push(store, server.address, portion=500)
    with pytest.raises(StoreError) as caught:
        push.run(progress=ended_after(server, portions=9))
    assert str(caught.value).endswith(
        "then run the same command again: it goes on where it stopped"
    )
    note = json.loads(notes(small)[0].read_text(encoding="utf-8"))
    assert "dba" not in note.values()
    assert sum(note["sent"].values()) >= 8 * 300  # whole portions, but for the last of a graph
    server.start()
    report = Push(store, server.address, portion=500).run()
    assert report.was_resumed
    assert sum(report.sent.values()) == report.total - sum(note["sent"].values())
    assert report.sent["codes"] == 0  # it was whole
    assert set(RemoteStore(server.address).copy()) == set(store.store)


def test_what_the_server_lost_is_sent_again(empty: Server, store: OpenStore) -> None:
    with pytest.raises(StoreError):
        Push(store, empty.address, portion=500).run(progress=ended_after(empty, portions=9))
    (empty.folder / "data").rename(empty.folder / "lost")
    empty.start()
    report = Push(store, empty.address, portion=500).run()
    assert report.was_resumed
    assert report.sent == report.counts


def test_a_push_can_begin_anew(empty: Server, store: OpenStore) -> None:
    with pytest.raises(StoreError):
        Push(store, empty.address, portion=500).run(progress=ended_after(empty, portions=3))
    empty.start()
    report = Push(store, empty.address, portion=500).run(fresh=True)
    assert not report.was_resumed
    assert report.sent == report.counts


@pytest.mark.parametrize("damage", [{"build": "another"}, {"sent": 7}, {"sent": {"codes": "x"}}])
def test_a_note_that_is_about_something_else_is_not_used(
    damage: Mapping[str, object], empty: Server, store: OpenStore, small: Path
) -> None:
    with pytest.raises(StoreError):
        Push(store, empty.address, portion=500).run(progress=ended_after(empty, portions=3))
    note = notes(small)[0]
    changed = {**json.loads(note.read_text(encoding="utf-8")), **damage}
    note.write_text(json.dumps(changed), encoding="utf-8")
    empty.start()
    assert not Push(store, empty.address).run().was_resumed


def test_a_push_that_a_person_stops_goes_on(
    empty: Server, store: OpenStore, small: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_words: object, _is_quiet: bool) -> Callable[[Progress], None]:
        def listen(_done: Progress) -> None:
            raise KeyboardInterrupt

        return listen

    words = ["push", empty.address, "--store", str(small)]
    with monkeypatch.context() as patch:
        patch.setattr("kavshiri.command.pushing._teller", stop)
        assert main(words) == 130
    assert "it goes on where it stopped" in capsys.readouterr().err
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines()[0] == "went on where an earlier push had stopped"


def test_the_command_tells_what_it_does(
    empty: Server, store: OpenStore, small: Path, capsys: Capture
) -> None:
    counts = store.info().counts
    words = ["push", empty.address, "--store", str(small)]
    assert main([*words, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{empty.address}: what a push would do (nothing has been sent)\n")
    assert said.count("(new)") == len(counts)
    assert RemoteStore(empty.address).counts() == {}
    assert main(words) == 0
    done = capsys.readouterr()
    assert done.out.splitlines() == [
        f"{sum(counts.values()):,} statements in {len(counts)} graphs are at {empty.address}: "
        "all counted",
        f"next: kavshiri info --store {empty.address}",
    ]
    assert f"codes: {counts['codes']:,} of {counts['codes']:,} statements (graph 1 of" in done.err
    assert main([*words, "--dry-run", "--lang", "ka"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{empty.address}: რას გააკეთებდა გაგზავნა (არაფერი გაგზავნილა)\n")
    assert said.count("(შეიცვლება)") == len(counts)


def test_the_example_in_the_help(
    empty: Server, small: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAVSHIRI_STORE", str(small))
    with pytest.raises(SystemExit):
        main(["push", "--help"])
    example = capsys.readouterr().out.partition("example:\n")[2].split()
    assert example == ["kavshiri", "push", "http://127.0.0.1:7878/query", "--dry-run"]
    assert main(["push", empty.address, "--dry-run"]) == 0


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)  # Oxigraph knows no users
def test_a_user_who_may_not_write(
    server: Server, store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAVSHIRI_PASSWORD", "hunter2")
    with pytest.raises(StoreError) as caught:
        Push(store, server.address).run()
    assert "it does not let in the user 'dba' (401: Unauthorized)" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    monkeypatch.delenv("KAVSHIRI_USER")
    with pytest.raises(StoreError, match="it wants a user and a password"):
        Push(store, server.address).run()


def test_a_server_that_only_reads(empty: Server, store: OpenStore, tmp_path: Path) -> None:
    empty.kill()
    reader = oxigraph(empty.folder, command="serve-read-only").start()
    try:
        with pytest.raises(StoreError, match="the graph codes was not sent whole"):
            Push(store, reader.address).run()
    finally:
        reader.kill()


def test_a_server_that_keeps_only_a_part_is_told(scripted: Scripted, store: OpenStore) -> None:
    name = f"{OURS}codes"
    scripted.body = json.dumps(
        {
            "head": {"vars": ["graph", "n"]},
            "results": {
                "bindings": [
                    {
                        "graph": {"type": "uri", "value": name},
                        "n": {"type": "literal", "value": "7"},
                    }
                ]
            },
        }
    )
    place = f"{scripted.address}/update"
    with pytest.raises(StoreError) as caught:
        Push(store, scripted.address, update=place, portion=100_000).run()
    told = f"{scripted.address} does not hold what was sent to it (codes: 7 of "
    assert str(caught.value).startswith(told)
    sent = [request for request in scripted.requests if request.body.startswith("update=")]
    assert len(sent) == 1 + 2 * len(store.info().counts)  # a greeting; each graph anew


def test_a_server_that_is_not_known_must_be_told_where(
    scripted: Scripted, store: OpenStore
) -> None:
    with pytest.raises(StoreError) as caught:
        Push(store, scripted.address).run()
    assert str(caught.value) == (
        f"{scripted.address}: it is not known where a SPARQL server takes in graphs; "
        "say it with --graph-store URL or --update URL"
    )


def test_what_is_no_sparql_endpoint(scripted: Scripted, store: OpenStore) -> None:
    scripted.type, scripted.body = "text/html", "<html>Welcome</html>"
    with pytest.raises(StoreError, match="does not answer as a SPARQL endpoint: it sent text/html"):
        Push(store, scripted.address).run()


def test_a_dead_server(small: Path, capsys: Capture) -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    assert main(["push", address, "--store", str(small)]) == 1
    assert capsys.readouterr().err == (
        f"kavshiri: {address}: nothing answers there; start the server, "
        "or see that the address is right\n"
    )


def test_an_address_is_no_store_to_push(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["push", "http://127.0.0.1:1/query", "--store", "http://127.0.0.1:2/query"])
    assert "is an address; this needs the folder of a store" in capsys.readouterr().err


def test_a_base_of_its_own_is_seen_on_the_server(empty: Server, tmp_path: Path) -> None:
    base = "https://data.example.org/plans/"
    plan = Path(__file__).parents[2] / "data" / "plans" / "thb-2019-2020.txt"
    built = kavshiri.build([plan], tmp_path / "store", base=base)
    with open_store(built.path) as own:
        Push(own, empty.address).run()
    there = RemoteStore(empty.address)
    assert there.iris.base == base
    assert there.info().plans == ("thb-2019-2020",)
    with kavshiri.open(empty.address) as graph:
        assert len(graph.ask("plan-as-table")) == 57  # counted in the document

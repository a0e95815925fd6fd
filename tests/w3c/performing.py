"""Performs the tests of all suites on one server: ``kavshiri serve`` over a store made for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from ..serving import serving, write_store
from .client import Client
from .graph_store import judge_graph_store
from .outcome import Outcome
from .protocol import graphs_of, judge_protocol
from .service import judge_description
from .suites import SUITES, Suite, Test, read_suite
from .syntax import judge_query, judge_update

__all__ = ["perform"]

_BASE = "http://suite.test/"  # the graphs of the graph store suite stand under it
_EMPTY = "http://kasei.us/2009/09/sparql/data/data0.rdf"
"""A graph that the protocol tests name and the suite has no file of: it is held, but empty."""


def perform(folder: Path) -> dict[Suite, list[Outcome]]:
    """Return what came of every test, suite by suite."""
    found = {suite: read_suite(folder, suite) for suite in SUITES}
    graphs = _graphs([test for tests in found.values() for test in tests])
    with TemporaryDirectory() as place:
        store = Path(place) / "store"
        _hold(store, graphs)
        with serving(store) as server:
            with closing(Client(server.port)) as client:
                done = _perform_all(found, client, store, graphs)
            assert server.process.poll() is None
    return done


def _perform_all(
    found: Mapping[Suite, Sequence[Test]], client: Client, store: Path, graphs: Mapping[str, str]
) -> dict[Suite, list[Outcome]]:
    done: dict[Suite, list[Outcome]] = {}
    before = client.state()
    for suite, tests in found.items():
        done[suite] = list(_perform(tests, client, store))
        if suite.name == "sparql11/http-rdf-update":  # its tests were given graphs of their own
            _hold(store, graphs)
        assert client.state() == before, f"{suite.name} changed the store"
    return done


def _perform(tests: Sequence[Test], client: Client, store: Path) -> Iterator[Outcome]:
    for test in tests:
        match test.kind:
            case "ProtocolTest":
                yield judge_protocol(test, client)
            case "ServiceDescriptionTest":
                yield judge_description(test, client)
            case "GraphStoreProtocolTest":
                yield judge_graph_store(test, client, lambda graphs: _hold(store, graphs))
            case "PositiveUpdateSyntaxTest11" | "NegativeUpdateSyntaxTest11":
                yield judge_update(test, client)
            case _:
                yield judge_query(test, client)


def _graphs(tests: Sequence[Test]) -> dict[str, str]:
    """Return the graphs of all protocol tests; none of them has two contents."""
    graphs = {_EMPTY: ""}
    for test in tests:
        if test.kind == "ProtocolTest":
            for name, text in graphs_of(test).items():
                assert graphs.setdefault(name, text) == text, name
    assert len(graphs) == 4, sorted(graphs)
    return graphs


def _hold(store: Path, graphs: Mapping[str, str]) -> None:
    """Write a store that holds these graphs; a server that runs on it serves them from now on."""
    build = hashlib.sha256(json.dumps(graphs, sort_keys=True).encode()).hexdigest()
    write_store(store, graphs, build=build, base=_BASE)

"""What is exported holds what is stored, in every format, and goes to its place whole."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kavshiri.graph import FORMATS, OpenStore, export, export_file, exporting
from kavshiri.ontology.errors import QueryError, StoreError

FORMAT = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def exported(store: Store | OpenStore, name: str) -> bytes:
    stream = io.BytesIO()
    export(store, name, stream)
    return stream.getvalue()


def one_text(words: str) -> Store:
    store = Store()
    s, p, g = (NamedNode(f"http://example.org/{name}") for name in "spg")
    store.add(Quad(s, p, Literal(words), g))
    return store


def test_every_format_is_tested() -> None:
    assert list(FORMATS) == list(FORMAT)


@pytest.mark.parametrize("name", ["nquads", "trig", "jsonld"])
def test_formats_with_graphs_hold_every_quad(name: str, built: OpenStore) -> None:
    read = Store()
    read.load(exported(built, name), FORMAT[name])
    assert set(read) == set(built.store)


@pytest.mark.parametrize("name", ["turtle", "rdfxml"])
def test_formats_without_graphs_hold_the_union(name: str, built: OpenStore) -> None:
    read = Store()
    read.load(exported(built, name), FORMAT[name])
    assert {quad.triple for quad in read} == {quad.triple for quad in built.store}


@pytest.mark.parametrize("name", ["trig", "turtle"])
def test_prefixes_are_set(name: str, built: OpenStore) -> None:
    text = exported(built, name).decode()
    assert "@prefix kav: <https://w3id.org/kavshiri/ontology#> ." in text
    assert re.search(r"\sa kav:ActionPlan\b", text)


def test_nquads_are_sorted(built: OpenStore) -> None:
    lines = exported(built, "nquads").splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines)) == len(built.store)


def test_another_program_reads_the_xml(built: OpenStore) -> None:
    graph = rdflib.Graph().parse(data=exported(built, "rdfxml"), format="xml")
    assert len(graph) == len(built.store)


def test_a_carriage_return_survives_xml() -> None:
    text = exported(one_text("a\r\nb\rc"), "rdfxml")
    graph = rdflib.Graph().parse(data=text, format="xml")
    assert [str(value) for value in graph.objects()] == ["a\r\nb\rc"]


def test_a_control_character_is_refused_by_xml_and_kept_by_the_others() -> None:
    store = one_text("page\x0cbreak")
    with pytest.raises(StoreError) as caught:
        exported(store, "rdfxml")
    assert str(caught.value) == (
        "RDF/XML cannot hold the control character U+000C in <http://example.org/p> of "
        "<http://example.org/s>; export as turtle or nquads"
    )
    for name in ("nquads", "trig", "turtle", "jsonld"):
        read = Store()
        read.load(exported(store, name), FORMAT[name])
        assert [quad.object for quad in read] == [Literal("page\x0cbreak")]


def test_many_lines_are_sorted_in_portions(
    built: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {name: exported(built, name) for name in FORMATS}
    monkeypatch.setattr(exporting, "PORTION", 101)
    assert {name: exported(built, name) for name in FORMATS} == whole


def test_a_triple_of_two_graphs_stands_once_in_turtle() -> None:
    store = one_text("a")
    (quad,) = store
    store.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode("http://example.org/h")))
    assert exported(store, "turtle").count(b'"a"') == 1
    assert len(list(parse(exported(store, "nquads"), FORMAT["nquads"]))) == 2


def test_a_file_appears_whole_or_not_at_all(built: OpenStore, tmp_path: Path) -> None:
    out = tmp_path / "plans.nq"
    export_file(built, "nquads", out)
    before = out.read_bytes()
    assert before == exported(built, "nquads")
    with pytest.raises(StoreError):
        export_file(one_text("\x00"), "rdfxml", out)
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["plans.nq"]


def test_an_unknown_format_names_the_known_ones(built: OpenStore) -> None:
    with pytest.raises(QueryError) as caught:
        exported(built, "pdf")
    assert str(caught.value) == (
        "there is no format 'pdf'; choose one of nquads, trig, turtle, jsonld, rdfxml"
    )

"""Overlaps and verdicts as statements: every rule holds, and verdicts come out as they went in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kavshiri.graph import BuildReport, OpenStore, build_store, open_store, validate
from kavshiri.graph.coordination.overlap import Overlap
from kavshiri.graph.iris import Iris
from kavshiri.graph.nquads import iri
from kavshiri.graph.overlaps import (
    iter_overlap_lines,
    iter_verdict_lines,
    judged_pairs,
    stored_verdicts,
)
from kavshiri.graph.query import Result, run_query
from kavshiri.loaders.records import PlanRecord
from kavshiri.loaders.verdicts import Verdict

IRIS = Iris()
ONE, OTHER = IRIS.activity("small-2019", "iv/a/1.1"), IRIS.activity("small-2019", "iv/a/1.2")
OVERLAP = Overlap(
    ONE, OTHER, Decimal("0.810"), Decimal("0.700"), Decimal("1.000"), None, Decimal("0.000"), False
)
NINO = Verdict(
    "small-2019/iv/a/1.1",
    "small-2019/iv/a/1.2",
    "ნინო",
    "overlap",
    date(2026, 11, 22),
    "ორჯერ\nერთი",
)
GIA = Verdict("small-2019/iv/a/1.1", "small-2019/iv/a/1.2", "Gia / B.", "none", date(2026, 11, 23))
STRAY = Verdict("small-2019/iv/a/1.1", "gone-2018/1", "ნინო", "none", date(2026, 11, 22))
GRAPH = {name: iri(IRIS.graph(name)) for name in ("computed", "verdicts")}


class Memory:
    """A store in memory that can be asked."""

    def __init__(self, *stores: Store, lines: str = "") -> None:
        self.store = Store()
        for each in stores:
            self.store.extend(each)
        self.store.load(lines.encode(), format=RdfFormat.N_QUADS)

    def query(self, text: str, /) -> Result:
        return run_query(self.store, text)


@pytest.fixture
def run(built: OpenStore) -> str:
    """A run of the built store, as a term."""
    rows = built.query("SELECT ?run WHERE { ?run a kav:Run } ORDER BY ?run").rows  # type: ignore[union-attr]  # a SELECT
    return str(rows[0][0])


def lines_of(run: str, *verdicts: Verdict) -> str:
    return "".join(
        [
            *iter_overlap_lines([OVERLAP], IRIS, GRAPH["computed"], run),
            *iter_verdict_lines(verdicts, IRIS, GRAPH["verdicts"]),
        ]
    )


def test_an_overlap_says_what_it_is_between_and_how_alike_they_are(run: str) -> None:
    found = lines_of(run)
    start = f"<{IRIS.base}overlap/small-2019/iv/a/1.1/+/small-2019/iv/a/1.2> "
    kav = "https://w3id.org/kavshiri/ontology#"
    number = "http://www.w3.org/2001/XMLSchema#decimal"
    assert found.splitlines() == [
        f"{start}<{predicate}> {value} {GRAPH['computed']} ."
        for predicate, value in (
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"<{kav}Overlap>"),
            (f"{kav}between", f"<{ONE}>"),
            (f"{kav}between", f"<{OTHER}>"),
            (f"{kav}score", f'"0.81"^^<{number}>'),
            (f"{kav}wordsScore", f'"0.7"^^<{number}>'),
            (f"{kav}actorsScore", f'"1"^^<{number}>'),
            (f"{kav}peopleScore", f'"0"^^<{number}>'),
            ("http://www.w3.org/ns/prov#wasGeneratedBy", run),
        )
    ]


def test_overlaps_and_verdicts_keep_every_rule(built: OpenStore, run: str) -> None:
    store = Memory(built.store, lines=lines_of(run, NINO, GIA)).store
    assert len(store) == len(built.store) + 8 + 6 + 5
    assert validate(store) == validate(built)


def test_verdicts_come_out_as_they_went_in(built: OpenStore, run: str) -> None:
    assert stored_verdicts(Memory(built.store, lines=lines_of(run, NINO, GIA))) == (GIA, NINO)


def test_the_pair_of_a_verdict_is_the_pair_of_its_overlap() -> None:
    assert judged_pairs([NINO, GIA], IRIS) == [(ONE, OTHER)]
    assert IRIS.overlap(OTHER, ONE) == IRIS.overlap(ONE, OTHER)
    assert IRIS.verdict(ONE, OTHER, "Gia / B.").endswith("/+/Gia%20%2F%20B.")
    assert IRIS.verdict(ONE, OTHER, "..").endswith("/+/%2E%2E")


def test_an_iri_of_another_base_is_refused() -> None:
    with pytest.raises(ValueError, match="is not the IRI of an activity"):
        IRIS.overlap(ONE, "https://example.org/activity/p/1")


def build(plan: PlanRecord, out: Path, *verdicts: Verdict) -> BuildReport:
    return build_store([plan], out, translations={}, inputs={}, version="0.1.0", verdicts=verdicts)


def test_a_build_writes_verdicts_and_tells_of_those_on_no_activity(
    plan: PlanRecord, tmp_path: Path
) -> None:
    report = build(plan, tmp_path / "store", NINO, STRAY)
    assert report.strays == (STRAY,)
    assert report.quads["verdicts"] == 6
    with open_store(tmp_path / "store") as store:
        graph = {str(quad.graph_name) for quad in store.store if "/verdict/" in str(quad.subject)}
        assert graph >= {GRAPH["verdicts"]}
        assert validate(store) == list(report.violations)


def test_verdicts_change_the_hash_of_the_build_and_their_order_does_not(
    plan: PlanRecord, tmp_path: Path
) -> None:
    hashes = [
        build(plan, tmp_path / str(n), *verdicts).build_hash
        for n, verdicts in enumerate([(), (NINO, GIA), (GIA, NINO), (NINO,)])
    ]
    assert hashes[1] == hashes[2]
    assert len(set(hashes)) == 3

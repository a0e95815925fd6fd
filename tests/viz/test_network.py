"""The page of the delivery network: complete, the same twice, closed to the outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kavshiri.graph.query import Queryable
from kavshiri.viz.network import write_network_page

from .conftest import HOSTILE

LINKS = {"src", "href", "action", "data", "srcset", "poster", "formaction", "xlink:href"}


@dataclass
class Page(HTMLParser):
    """What a browser would see of a page: its elements, attributes and texts."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    within: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        (self.scripts if self.within == "script" else self.texts).append(data)


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def data_of(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.scripts[0])
    return found


def test_the_summary_counts_what_the_page_shows(store: Queryable, tmp_path: Path) -> None:
    summary = write_network_page(store, tmp_path / "network.html")
    assert (summary.organisations, summary.links, summary.activities) == (3, 4, 4)
    assert summary.groups_left_out == 1
    assert str(summary) == (
        "3 organisations, 4 planned dependencies, 4 activities; 1 unnamed groups left out"
    )
    assert summary.path == tmp_path / "network.html"
    text = " ".join(read(summary.path).texts)
    assert "3 organisations, 4 planned dependencies, 4 activities" in text
    assert "Left out: 1 unnamed groups" in text


def test_the_page_says_all_of_it_without_the_picture(store: Queryable, tmp_path: Path) -> None:
    page = read(write_network_page(store, tmp_path / "network.html").path)
    for text in (
        "Who needs whom to deliver",
        "Plan one",
        "Period of the plan: 2019-01-01 to 2019-12-31",
        "These are planned dependencies: they show what the plans meant, not what was done.",
        "Ministry of Justice",
        "Set up the register",
        "10–19",
        "Source: one.txt, SHA-256 aa11",
    ):
        assert text in page.texts, text
    rows = page.tags.count("tr")
    assert rows == 1 + 4 + 1 + 2 + 4  # two headings, four links, two plans, four activities
    anchors = [value for _, name, value in page.attributes if name == "href"]
    targets = {f"#{value}" for tag, name, value in page.attributes if (tag, name) == ("tr", "id")}
    assert anchors
    assert set(anchors) == targets


def test_the_page_speaks_georgian(store: Queryable, tmp_path: Path) -> None:
    page = read(write_network_page(store, tmp_path / "network.html", lang="ka").path)
    assert ("html", "lang", "ka") in page.attributes
    assert "იუსტიციის სამინისტრო" in page.texts
    assert "ვის ვინ სჭირდება გეგმის შესასრულებლად" in page.texts
    assert not any("planned dependenc" in text for text in page.texts)


def test_an_unknown_language_writes_nothing(store: Queryable, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no words in the language 'de'; use 'en' or 'ka'"):
        write_network_page(store, tmp_path / "network.html", lang="de")
    assert list(tmp_path.iterdir()) == []


def test_the_page_is_the_same_twice_under_any_hash_seed(tmp_path: Path) -> None:
    script = (
        "import pathlib, pyoxigraph, sys\n"
        "from kavshiri.graph.query import run_query\n"
        "from kavshiri.viz.network import write_network_page\n"
        "quads = pyoxigraph.Store()\n"
        "quads.load(path=sys.argv[1], format=pyoxigraph.RdfFormat.TRIG)\n"
        "store = type('S', (), {'query': lambda self, text: run_query(quads, text)})()\n"
        "write_network_page(store, pathlib.Path(sys.argv[2]), include_groups=True)\n"
    )
    small = Path(__file__).parent.parent / "queries" / "small.trig"
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(small), str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
        )
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_pyvis_is_loaded_only_when_a_page_is_made() -> None:
    script = (
        "import sys, kavshiri.viz.network\n"
        "assert not {'pyvis', 'networkx', 'jinja2', 'IPython'} & set(sys.modules)\n"
    )
    subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )


def test_the_page_asks_nobody_for_anything(hostile_store: Queryable, tmp_path: Path) -> None:
    page = read(write_network_page(hostile_store, tmp_path / "network.html").path)
    links = [(tag, value) for tag, name, value in page.attributes if name in LINKS]
    assert links
    assert all(tag == "a" and value.startswith("#a") for tag, value in links)
    styles = "".join(page.texts)
    assert "@import" not in styles
    assert "url(http" not in styles.replace('url("http', "url(http")
    assert not any("sourceMappingURL" in script for script in page.scripts)
    assert any("vis.js may be distributed under either license." in s for s in page.scripts)
    policy = next(v for _, n, v in page.attributes if n == "content" and "default-src" in v)
    assert policy.startswith("default-src 'none'; img-src data:; ")
    assert "unsafe-inline" not in policy.split("script-src")[1]


def test_no_name_becomes_an_element(hostile_store: Queryable, tmp_path: Path) -> None:
    page = read(write_network_page(hostile_store, tmp_path / "network.html").path)
    assert page.tags.count("script") == 3
    assert not {"img", "b", "iframe", "object", "base", "form"} & set(page.tags)
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    for text in HOSTILE:
        assert text in page.texts
    assert "<" not in page.scripts[0]
    assert "\u2028" not in page.scripts[0]
    nodes = data_of(page)["nodes"]
    assert isinstance(nodes, list)
    assert [node["name"] for node in nodes] == list(HOSTILE)


def test_plans_without_helpers_still_make_a_page(empty_store: Queryable, tmp_path: Path) -> None:
    summary = write_network_page(empty_store, tmp_path / "network.html")
    assert (summary.organisations, summary.links) == (0, 0)
    page = read(summary.path)
    assert "These plans name no supporter or partner of a leading body." in page.texts
    assert "script" not in page.tags


def browser() -> str:
    """Return a browser, or skip; where everything is required, a missing one fails."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("KAVSHIRI_REQUIRE_ALL") == "1":
        pytest.fail("no chromium here, and KAVSHIRI_REQUIRE_ALL=1")
    pytest.skip("needs chromium")


def test_a_browser_draws_the_page_and_runs_no_name(
    hostile_store: Queryable, tmp_path: Path
) -> None:
    page = write_network_page(hostile_store, tmp_path / "network.html").path
    done = subprocess.run(
        [
            browser(), "--headless", "--no-sandbox", "--disable-gpu",
            "--disable-background-networking", "--virtual-time-budget=3000",
            f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, check=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    start = done.stdout[: done.stdout.index("<head>")]
    assert 'data-ready="yes"' in start
    assert "data-pwned" not in start
    assert "<canvas" in done.stdout
    assert done.stdout.count("<option") == 1 + len(HOSTILE)

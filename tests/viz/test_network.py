"""The page of the network that travels: complete, the same twice, closed to the outside."""

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

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.query import Queryable
from kavshiri.ontology.errors import QueryError
from kavshiri.viz.network import NetworkPage, network_page

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


def made(store: Queryable, choice: Choice | None = None, lang: str = "en") -> NetworkPage:
    """The page of a store."""
    return network_page(store, read_plans(store), choice, lang=lang)


def read(made: NetworkPage) -> Page:
    page = Page()
    page.feed(made.html)
    return page


def data_of(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.scripts[0])
    return found


def test_the_summary_counts_what_the_page_shows(store: Queryable, tmp_path: Path) -> None:
    page = made(store)
    assert (page.organisations, page.links, page.activities) == (3, 4, 4)
    assert page.groups_left_out == 1
    assert str(page) == (
        "3 organisations, 4 planned dependencies, 4 activities; 1 unnamed groups left out"
    )
    text = " ".join(read(page).texts)
    assert "3 organisations, 4 planned dependencies, 4 activities" in text
    assert "Left out: 1 unnamed groups" in text
    file = tmp_path / "network.html"
    assert page.save(file) == file
    assert file.read_text(encoding="utf-8") == page.html


def test_the_page_says_all_of_it_without_the_picture(store: Queryable) -> None:
    page = read(made(store))
    for text in (
        "Who needs whom to deliver",
        "Plan one",
        "Period of the plan: 2019-01-01 to 2019-12-31",
        "These are planned dependencies: they show what the plans meant, not what was done.",
        "Ministry of Justice",
        "Set up the register",
        "10–19",
        "Source: one.txt (SHA-256 aa11)",
    ):
        assert text in page.texts, text
    rows = page.tags.count("tr")
    assert rows == 1 + 4 + 1 + 2 + 4  # two headings, four links, two plans, four activities
    anchors = [value for _, name, value in page.attributes if name == "href"]
    targets = {f"#{value}" for tag, name, value in page.attributes if (tag, name) == ("tr", "id")}
    assert anchors
    assert set(anchors) == targets


def test_the_page_is_dated_by_its_plans_and_its_build(store: Queryable) -> None:
    """No clock time: the program and the build that made the graph, and the plans' periods."""
    known = network_page(store, read_plans(store), version="1.2.3", build="abcdef0123456789ffff")
    assert "Kavshiri 1.2.3, build of the graph abcdef0123456789" in read(known).texts
    assert "Kavshiri" in read(made(store)).texts


def test_the_picture_is_there_without_a_script(store: Queryable) -> None:
    """Three bodies and four lines, in the same places as the nodes of the interactive picture."""
    page = read(made(store))
    start = page.tags.index("noscript")
    drawing = page.tags[:start][-page.tags[:start][::-1].index("svg") :]
    assert drawing.count("text") >= 3
    assert drawing.count("path") == 3 + 2 * 4  # marks; lines with their heads
    nodes = data_of(page)["nodes"]
    assert isinstance(nodes, list)
    places = {v for tag, name, v in page.attributes if (tag, name) == ("path", "transform")}
    for node in nodes:
        assert f"translate({node['x']} {node['y']}) scale({node['size']})" in places


def test_georgian_is_marked_on_an_english_page(store: Queryable) -> None:
    """The store of the tests translates the title of 1.1 only; three others stay as they are."""
    georgian = [t for t in read(made(store)).texts if "\u10d0" <= t[:1] <= "\u10f0"]
    marked = made(store).html.count('<span lang="ka">')
    assert len(georgian) == marked > 0
    assert '<span lang="ka">' not in made(store, lang="ka").html


def test_the_page_speaks_georgian(store: Queryable) -> None:
    page = read(made(store, lang="ka"))
    assert ("html", "lang", "ka") in page.attributes
    assert "იუსტიციის სამინისტრო" in page.texts
    assert "ვის ვინ სჭირდება გეგმის შესასრულებლად" in page.texts
    assert not any("planned dependenc" in text for text in page.texts)


def test_an_unknown_language_is_refused(store: Queryable) -> None:
    with pytest.raises(QueryError, match="no words in the language 'de'; use 'en' or 'ka'"):
        made(store, lang="de")


def test_the_other_layers_have_lines_of_their_own(store: Queryable) -> None:
    """Rows 1.1 and 1.2 have donors: EU pays for both leads, IOM for 1.2, in which both lead.

    So EU and IOM stand in four ties of funding; 1.2 has the one joint tie. The table of one has no
    column for state money: no tie is known to be critical.
    """
    page = read(made(store, Choice(layers=("joint", "funding"))))
    edges = data_of(page)["edges"]
    assert isinstance(edges, list)
    found = sorted((e["layer"], e["weight"], e["from"][-4:], e["to"][-4:]) for e in edges)
    assert found == [
        ("funding", 1, "ency", "/iom"),
        ("funding", 1, "tice", "/iom"),
        ("funding", 1, "tice", "n/eu"),
        ("funding", 2, "ency", "n/eu"),
        ("joint", 1, "tice", "ency"),
    ]
    assert {e["layer"]: bool(e["dashes"]) for e in edges} == {"funding": True, "joint": False}
    assert {e["layer"]: e["arrows"]["to"]["enabled"] for e in edges} == {
        "funding": True,
        "joint": False,
    }
    assert "Chosen: layers: joint, funding." in page.texts
    parts = data_of(page)["parts"]
    assert isinstance(parts, dict)
    assert set(parts) == {"leads", "funds"}
    assert parts["funds"]["https://w3id.org/kavshiri/id/organisation/eu"]["count"] == 2


def test_units_are_rolled_up_and_one_plan_is_chosen(store: Queryable) -> None:
    """The state service is a part of the ministry: in plan two there is nobody else."""
    both = made(store, Choice(level="ministry"))
    assert (both.organisations, both.links) == (2, 1)  # the ministry needs IOM
    text = " ".join(read(both).texts)
    assert "Chosen: ministries together with their units." in text
    assert "3 ties of a ministry to its own units are left out." in " ".join(text.split())
    second = made(store, Choice(plans=("https://w3id.org/kavshiri/id/plan/two",)))
    assert (second.organisations, second.links, second.activities) == (2, 1, 1)
    texts = read(second).texts
    assert "Source: two.txt (SHA-256 bb22)" in texts
    assert not any("one.txt" in each for each in texts)


def test_groups_come_in_when_asked_for(store: Queryable) -> None:
    page = made(store, Choice(groups=True))
    assert (page.organisations, page.links, page.groups_left_out) == (4, 6, 0)
    nodes = data_of(read(page))["nodes"]
    assert isinstance(nodes, list)
    assert {node["name"] for node in nodes if node["opacity"] < 1} == {"interested NGOs"}


def test_a_notebook_shows_the_page_in_a_frame(hostile_store: Queryable) -> None:
    """What stands in the frame is text to the notebook: it ends no attribute and no element."""
    page = made(hostile_store)
    outer = Page()
    outer.feed(page._repr_html_())
    assert outer.tags == ["iframe"]
    attributes = {name: value for _, name, value in outer.attributes}
    assert attributes["srcdoc"] == page.html
    assert attributes["sandbox"] == "allow-scripts"


def test_the_page_is_the_same_twice_under_any_hash_seed(tmp_path: Path) -> None:
    script = (
        "import pyoxigraph, sys\n"
        "from kavshiri.graph.coordination.choice import LAYERS, Choice\n"
        "from kavshiri.graph.coordination.reading import read_plans\n"
        "from kavshiri.graph.query import run_query\n"
        "from kavshiri.viz.network import network_page\n"
        "quads = pyoxigraph.Store()\n"
        "quads.load(path=sys.argv[1], format=pyoxigraph.RdfFormat.TRIG)\n"
        "store = type('S', (), {'query': lambda self, text: run_query(quads, text)})()\n"
        "choice = Choice(layers=LAYERS, groups=True)\n"
        "network_page(store, read_plans(store), choice).save(sys.argv[2])\n"
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


def test_the_page_asks_nobody_for_anything(hostile_store: Queryable) -> None:
    page = read(made(hostile_store))
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


def test_no_name_becomes_an_element(hostile_store: Queryable) -> None:
    page = read(made(hostile_store))
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


def test_plans_without_helpers_still_make_a_page(empty_store: Queryable) -> None:
    summary = made(empty_store)
    assert (summary.organisations, summary.links) == (0, 0)
    page = read(summary)
    assert "This part of the plans has no tie between two bodies." in page.texts
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
    page = made(hostile_store).save(tmp_path / "network.html")
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

"""The network page as a file from a stick, and over plans too large to be drawn as a whole."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
import pytest
from playwright.sync_api import Browser, Page, expect

from kavshiri.graph.query import Queryable
from kavshiri.viz.site.folder import write_site
from kavshiri.viz.site.known import Known

from .accessible import assert_accessible
from .drawing import CY, expect_drawn
from .watching import Watch

sys.path.insert(0, str(Path(__file__).parents[1]))  # for tests/serving.py

from serving import serving, write_store

BASE = "https://w3id.org/kavshiri/id/"
SMALL = Path(__file__).parents[1] / "queries" / "small.trig"


@pytest.fixture
def stick(
    browser: Browser, in_memory: Callable[[pyoxigraph.Store], Queryable], tmp_path: Path
) -> Iterator[tuple[Page, Path]]:
    """The site over two small plans as files, in a browser that may ask nobody for anything."""
    quads = pyoxigraph.Store()
    quads.load(path=SMALL, format=pyoxigraph.RdfFormat.TRIG)
    write_site(Known(in_memory(quads), BASE, "0" * 64, "1"), tmp_path / "site")
    watch = Watch("file://")
    context = browser.new_context(viewport={"width": 1366, "height": 900}, offline=True)
    page = watch.over(context.new_page())
    yield page, tmp_path / "site"
    context.close()
    assert not watch.problems, "\n".join(watch.problems)


def test_the_page_works_from_a_stick(stick: tuple[Page, Path]) -> None:
    page, folder = stick
    page.goto((folder / "en" / "network" / "index.html").as_uri())
    expect_drawn(page)
    assert page.locator("form.filters").count() == 0  # nobody answers a form
    page.locator(".keys button").first.click()
    expect(page.locator("#told h2")).to_be_visible()
    body = (page.locator("#told h2").text_content() or "").strip()
    page.locator("#told .take").click()
    expect(page.locator("#loss")).to_contain_text("Activities that are hit:")
    link = page.locator("#loss a", has_text="The page of this choice")
    expect(link).to_have_count(1)
    for name in ("PNG", "SVG"):
        with page.expect_download() as started:
            page.get_by_role("button", name=name, exact=True).click()
        assert started.value.suggested_filename == f"network.{name.lower()}"
    link.click()
    expect(page.locator("h1")).to_have_text(f"What if somebody drops out: {body}")
    page.go_back()
    money = page.get_by_role("link", name="With money")
    money.click()
    expect(money).to_have_attribute("aria-current", "page")
    expect_drawn(page)
    assert page.url.startswith("file://")
    page.evaluate(f"{CY}.getElementById('m0').emit('tap'), 0")
    page.locator("#told .activities a").first.click()
    expect(page.locator("h1")).not_to_be_empty()


@pytest.mark.parametrize(
    ("slug", "view"),
    [("iom", "Delivery"), ("eu", "With money")],  # IOM helps, the EU only pays
)
def test_a_body_on_a_stick_leads_to_its_place_in_the_network(
    stick: tuple[Page, Path], slug: str, view: str
) -> None:
    page, folder = stick
    page.goto((folder / "en" / "organisations" / slug / "index.html").as_uri())
    name = page.locator("h1").inner_text()
    page.get_by_role("link", name="The network around it").click()
    expect(page.locator("#told h2")).to_have_text(name)
    expect_drawn(page)
    assert page.evaluate(f"{CY}.nodes('.chosen').length") >= 1
    expect(page.locator(".ready [aria-current=page]", has_text=view)).to_have_count(1)


def bodies_of(number: int) -> list[str]:
    """Who takes part in an activity of the large plan: a lead and three partners."""
    return [f"o{(number * step + number // 7) % 160:03}" for step in (1, 2, 7, 12)]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a plan of 1,600 activities with 160 bodies."""
    triples = [
        "@prefix : <https://w3id.org/kavshiri/ontology#> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        f'<{BASE}plan/p> a :ActionPlan ; <http://purl.org/dc/terms/title> "Large"@en .',
    ]
    for number in range(160):
        triples.append(
            f"<{BASE}organisation/o{number:03}> a <http://www.w3.org/ns/org#Organization> ; "
            f'skos:prefLabel "Agency number {number}"@en .'
        )
    for number in range(1600):
        lead, *partners = bodies_of(number)
        named = ", ".join(f"<{BASE}organisation/{each}>" for each in partners)
        triples.append(
            f'<{BASE}activity/p/{number}> a :Activity ; skos:notation "{number}" ; '
            f':plan <{BASE}plan/p> ; skos:prefLabel "Matter {number}"@en ; '
            f":lead <{BASE}organisation/{lead}> ; :partner {named} ; "
            f":hasParticipation <{BASE}participation/{number}> .\n"
            f"<{BASE}participation/{number}> :organisation <{BASE}organisation/{lead}> ."
        )
    folder = tmp_path_factory.mktemp("large") / "store"
    write_store(folder, {BASE + "graph/plan/p": "\n".join(triples)}, base=BASE)
    with serving(folder) as running:
        yield running.root


@pytest.fixture
def open_large(browser: Browser, large: str) -> Iterator[Callable[[str], Page]]:
    """Opens an address of the server over the large plan."""
    watch = Watch(large)
    context = browser.new_context(base_url=large, viewport={"width": 1366, "height": 900})

    def opened(query: str = "") -> Page:
        page = watch.over(context.new_page())
        page.goto(f"/en/network{query}")
        expect_drawn(page)
        return page

    yield opened
    context.close()
    assert not watch.problems, "\n".join(watch.problems)


def data_of(page: Page) -> dict[str, Any]:
    """What the page tells its script."""
    found: dict[str, Any] = json.loads(page.locator("#data").text_content() or "")
    return found


def test_of_many_bodies_the_busiest_are_drawn_and_others_found(
    open_large: Callable[[str], Page],
) -> None:
    page = open_large("")
    expect(page.locator(".figures")).to_contain_text("Drawn are the 60 busiest of 160 bodies.")
    assert page.evaluate(f"{CY}.nodes().length") == 60
    assert_accessible(page)
    drawn = {mark["name"] for mark in data_of(page)["marks"]}
    other = next(n for n in range(160) if f"Agency number {n}" not in drawn)
    page.get_by_label("Find a body").fill(f"agency {other}")
    page.get_by_role("button", name="Find", exact=True).click()
    page.locator(".finds a", has_text=f"Agency number {other}").first.click()
    expect(page.locator(".figures")).to_contain_text(f"Only around Agency number {other}.")
    expect_drawn(page)
    lead = f"o{other:03}"
    near = {
        body
        for number in range(1600)
        for body in bodies_of(number)
        if lead in (bodies_of(number)[0], body) and lead in bodies_of(number)
        for body in ([bodies_of(number)[0]] if bodies_of(number)[0] != lead else bodies_of(number))
    }
    assert {mark["slug"] for mark in data_of(page)["marks"]} <= near | {lead}


def test_over_large_plans_the_server_counts_what_is_lost(
    open_large: Callable[[str], Page],
) -> None:
    page = open_large("")
    slug = data_of(page)["marks"][0]["slug"]
    page.locator("#controls select").select_option("0")
    page.locator("#told .take").click()
    expect(page.locator("#loss h2")).to_contain_text("Without Agency number")
    assert parse_qs(urlsplit(page.url).query) == {"without": [slug]}
    hit = [n for n in range(1600) if slug in bodies_of(n)]
    alone = [n for n in hit if bodies_of(n)[0] == slug]
    expect(page.locator("#loss")).to_contain_text(f"hit: {len(hit)} of 1600")
    expect(page.locator("#loss")).to_contain_text(f"without their only money: {len(alone)}.")
    assert page.evaluate(f"{CY}.nodes('.away').length") == 1
    assert_accessible(page)


def test_over_large_plans_a_path_may_lead_over_bodies_that_are_not_drawn(
    open_large: Callable[[str], Page],
) -> None:
    page = open_large("")
    slugs = [mark["slug"] for mark in data_of(page)["marks"]]
    page.locator("#controls select").select_option("0")
    page.get_by_role("button", name="Path from here").click()
    page.locator("#controls select").select_option(str(len(slugs) - 1))
    expect(page.locator("#told h2")).to_have_text("Path")
    assert parse_qs(urlsplit(page.url).query) == {"from": [slugs[0]], "to": [slugs[-1]]}
    assert page.evaluate(f"{CY}.nodes('.chosen').length") >= 2

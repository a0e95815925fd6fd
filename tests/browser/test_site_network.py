"""The network page in a browser: what clicks and keys tell, what is lost, pictures to take away."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.network import network as network_of
from kavshiri.graph.coordination.network import undirected
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.coordination.ways import way_between
from kavshiri.graph.coordination.whatif import UNKNOWN_MONEY, what_if, with_units_of
from kavshiri.graph.store import open_store

from .accessible import assert_accessible
from .drawing import CY, expect_drawn

Open = Callable[..., Page]
Network = Callable[..., Page]

BODY = "https://w3id.org/kavshiri/id/organisation/"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="session")
def plans(store: Path) -> Plans:
    """The two plans, as the analyses know them."""
    with open_store(store) as opened:
        return read_plans(opened)


@pytest.fixture
def network(open_page: Open) -> Network:
    """Opens the network page and waits until the drawing answers."""

    def opened(query: str = "", lang: str = "en", **options: Any) -> Page:
        page = open_page(f"/{lang}/network{query}", **options)
        expect_drawn(page)
        return page

    return opened


def data_of(page: Page) -> dict[str, Any]:
    """What the page tells its script."""
    found: dict[str, Any] = json.loads(page.locator("#data").text_content() or "")
    return found


def number_of(page: Page, slug: str) -> int:
    """The number of a body's mark."""
    return next(n for n, mark in enumerate(data_of(page)["marks"]) if mark.get("slug") == slug)


def press(page: Page, element: str) -> None:
    """Click on a body or on the middle of a line, where the drawing shows it."""
    page.locator("#board").scroll_into_view_if_needed()
    middle = page.evaluate(
        f"""id => {{
            const one = {CY}.getElementById(id);
            return one.isNode() ? one.renderedPosition() : one.renderedMidpoint();
        }}""",
        element,
    )
    page.locator("#board").click(position={"x": middle["x"], "y": middle["y"]})


def choose(page: Page, slug: str) -> None:
    """Choose a body from the list above the picture."""
    page.get_by_label("Choose a body").select_option(str(number_of(page, slug)))


def take(page: Page, *slugs: str) -> None:
    """Take bodies away in the picture."""
    for slug in slugs:
        choose(page, slug)
        page.locator("#told .take").click()


def listed(page: Page, part: str, code: str) -> list[str]:
    """The IRIs' ends of the activities that a list of the page tells of."""
    links = page.locator(f"#{part} [data-code={code}] ul.activities a").all()
    paths = [urlsplit(str(link.get_attribute("href"))).path for link in links]
    return sorted(path.partition("/activities/")[2] for path in paths)


def ends(iris: Any) -> list[str]:
    """The ends of the IRIs of activities, sorted."""
    return sorted(iri.partition("/activity/")[2] for iri in iris)


def test_a_click_on_a_body_tells_all_that_it_does(network: Network, plans: Plans) -> None:
    page = network()
    slug = "iom"
    press(page, f"m{number_of(page, slug)}")
    body = BODY + slug
    expect(page.locator("#told h2")).to_have_text(plans.organisations[body].name("en"))
    for role, roles in (
        ("leads", ["lead"]),
        ("helps", ["support", "partner"]),
        ("funds", ["donor"]),
    ):
        expected = ends(a.iri for a in plans.activities.values() if body in a.bodies(*roles))
        assert listed(page, "told", role) == expected
    needed_by = {
        lead
        for a in plans.activities.values()
        if body in a.bodies("support", "partner")
        for lead in a.bodies("lead")
    }
    expect(page.get_by_role("heading", name=f"Is needed by ({len(needed_by)})")).to_be_visible()
    assert_accessible(page)
    page.locator("#board").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#told h2")).to_have_count(0)
    expect(page.locator("#told .hint")).to_be_visible()
    assert_accessible(page)


def test_a_line_shows_exactly_its_activities(network: Network, plans: Plans) -> None:
    page = network("?layer=delivery&layer=funding")
    data = data_of(page)
    graph = network_of(plans, Choice(layers=("delivery", "funding")))
    for number in (0, len(data["lines"]) // 2, len(data["lines"]) - 1):
        line = data["lines"][number]
        one, other = (data["marks"][line[end]] for end in ("from", "to"))
        page.evaluate(f"id => {{ {CY}.getElementById(id).emit('tap'); }}", f"l{number}")
        title = page.locator("#told h2")
        expect(title).to_have_text(f"{one['name']} → {other['name']}")
        edge = graph.edges[BODY + one["slug"], BODY + other["slug"], line["layer"]]
        assert listed(page, "told", "activities") == ends(edge["activities"])
        assert listed(page, "told", "critical") == ends(edge.get("critical", ()))
    assert_accessible(page)
    link = page.locator("#told ul.activities a").first
    address = str(link.get_attribute("href"))
    link.click()
    expect(page.locator("h1")).not_to_be_empty()
    assert urlsplit(page.url).path == address


@pytest.mark.parametrize(
    ("one", "other"),
    [("national-bank", "eurostat"), ("iom", "icmpd"), ("us-department-of-state", "frontex")],
)
def test_a_path_between_two_bodies(
    network: Network, open_page: Open, plans: Plans, one: str, other: str
) -> None:
    page = network()
    choose(page, one)
    page.get_by_role("button", name="Path from here").click()
    expect(page.locator("#told")).to_contain_text("Choose the second body")
    choose(page, other)
    way = way_between(undirected(network_of(plans)), BODY + one, BODY + other)
    expect(page.locator("#told ol.way > li")).to_have_count(len(way) - 1)
    for step, iri in enumerate(way[1:]):
        name = plans.organisations[iri].name("en")
        expect(page.locator("#told ol.way > li").nth(step).locator("b")).to_contain_text(name)
    assert page.evaluate(f"{CY}.nodes('.chosen').length") == len(way)
    assert parse_qs(urlsplit(page.url).query) == {"from": [one], "to": [other]}
    assert_accessible(page)
    told = open_page(page.url, java_script_enabled=False)  # the address is enough
    expect(told.locator("#told ol.way > li")).to_have_count(len(way) - 1)
    page.get_by_role("button", name="Start over").click()
    assert page.evaluate(f"{CY}.elements('.chosen, .dim').length") == 0
    assert urlsplit(page.url).query == ""


def test_there_is_not_always_a_path(network: Network) -> None:
    page = network()
    take(page, "geostat")
    choose(page, "eurostat")
    page.get_by_role("button", name="Path from here").click()
    choose(page, "iom")
    expect(page.locator("#told")).to_contain_text("There is no path between them")


def test_the_filters_stand_in_the_address(network: Network) -> None:
    page = network()
    page.get_by_text("Choose what is shown").click()
    assert_accessible(page)
    form = page.locator("form.filters")
    form.locator("select[name=plan]").select_option("migration-2019")
    form.locator("input[name=layer][value=funding]").check()
    form.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"layer=delivery&layer=funding&plan=migration-2019"))
    expect_drawn(page)
    data = data_of(page)
    assert {line["layer"] for line in data["lines"]} == {"delivery", "funding"}
    assert {urlsplit(a["page"]).path.split("/")[3] for a in data["activities"]} == {
        "migration-2019"
    }


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?chair=no", "ministry-of-internal-affairs", "anti-trafficking-council"),
        ("?type=international&layer=delivery", "", "ministry-of-internal-affairs"),
        ("?donor=eu&layer=funding", "eu", "us-department-of-state"),
        ("?chapter=thb-2019-2020/2", "anti-trafficking-council", "eurostat"),
        ("?around=eurostat", "geostat", "iom"),
    ],
)
def test_each_filter_lets_somebody_out(open_page: Open, query: str, there: str, gone: str) -> None:
    page = open_page(f"/en/network{query}")
    found = page.locator("#data")
    slugs = [mark["slug"] for mark in data_of(page)["marks"]] if found.count() else []
    assert gone not in slugs
    assert there in slugs or not there


def test_thin_lines_can_be_left_out(network: Network) -> None:
    page = network()
    thick = sum(line["weight"] >= 3 for line in data_of(page)["lines"])
    page.locator("#controls input[type=range]").fill("3")
    assert page.evaluate(f"{CY}.edges().not('.gone').length") == thick > 0
    assert page.locator("#drawing [data-line]:not([display=none])").count() == thick


def test_the_legend_hides_and_shows(network: Network) -> None:
    page = network("?layer=delivery&layer=funding")
    data = data_of(page)
    inside = sum(mark["sector"] == "international" for mark in data["marks"])
    button = page.locator(".legend [data-sector=international] button")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#said")).to_have_text("Hidden: international")
    assert page.evaluate(f"{CY}.nodes('.gone').length") == inside
    assert_accessible(page)
    button.click()
    page.locator(".legend [data-layer=funding] button").click()
    shown = page.evaluate(f"{CY}.edges().not('.gone').length")
    assert shown == sum(line["layer"] == "delivery" for line in data["lines"])


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["eu"]),
        ("", ["iom", "icmpd"]),
        ("", ["ministry-of-internal-affairs"]),
        ("?layer=funding", ["eu", "unhcr", "us-department-of-state"]),
        ("?plan=thb-2019-2020", ["anti-trafficking-council", "iom"]),
        ("?chair=no", ["ministry-of-foreign-affairs"]),
        ("?level=ministry&layer=delivery&layer=joint", ["ministry-of-justice"]),
    ],
    ids=lambda each: each if isinstance(each, str) else "+".join(each),
)
def test_what_is_lost_is_what_the_analysis_says(
    network: Network, plans: Plans, query: str, slugs: list[str]
) -> None:
    page = network(query)
    known = {mark["slug"] for mark in data_of(page)["marks"]}
    slugs = [slug for slug in slugs if slug in known]
    assert slugs
    take(page, *slugs)
    bodies = [BODY + slug for slug in slugs]
    if "ministry" in query:
        bodies = list(with_units_of(plans, bodies))
    chosen = ["https://w3id.org/kavshiri/id/plan/thb-2019-2020"] if "plan=" in query else []
    found = what_if(plans, bodies, chosen)
    before, after = found.cohesion
    told = page.locator("#loss")
    expect(told).to_contain_text(f"hit: {len(found.hit)} of {len(found.effects)}")
    expect(told).to_contain_text(f"without their only money: {len(found.stranded)}.")
    whole = "does not fall apart (parts: {})" if before.pieces == after.pieces else "into {} parts"
    expect(told).to_contain_text(whole.format(after.pieces))
    if after.alone:
        expect(told).to_contain_text(f"Of these parts {len(after.alone)} are single activities")
    for code in ("withoutLead", "fewerLeads", "withoutHelper", "withoutReporting"):
        assert listed(page, "loss", code) == ends(e.activity.iri for e in found.delivery(code))
    for code in ("withoutMoney", "partFunded"):
        assert listed(page, "loss", code) == ends(e.activity.iri for e in found.money(code))
    unknown = [e for e in found.hit if e.money in UNKNOWN_MONEY and e.gone("donor")]
    assert listed(page, "loss", "unknownMoney") == ends(e.activity.iri for e in unknown)


def test_who_is_taken_away_fades_and_can_come_back(network: Network, open_page: Open) -> None:
    page = network()
    lines = page.evaluate(f"{CY}.edges().not('.gone').length")
    number = number_of(page, "iom")
    take(page, "iom", "icmpd")
    assert page.evaluate(f"{CY}.nodes('.away').length") == 2
    assert (
        page.evaluate(f"{CY}.getElementById('m{number}').connectedEdges().not('.gone').length") == 0
    )
    shape = page.locator(f"#drawing [data-mark='{number}'] > path")
    expect(shape).to_have_attribute("fill", "none")
    assert parse_qs(urlsplit(page.url).query)["without"] == ["icmpd", "iom"]
    assert_accessible(page)
    link = page.locator("#loss a", has_text="The page of this choice")
    asked = parse_qs(urlsplit(str(link.get_attribute("href"))).query)
    assert asked == {"without": ["icmpd", "iom"]}
    again = network(f"?{urlsplit(page.url).query}")  # the address keeps them away
    assert again.evaluate(f"{CY}.nodes('.away').length") == 2
    expect(again.locator("#loss h2")).to_have_text(page.locator("#loss h2").text_content() or "")
    page.get_by_role("button", name="Put back: IOM").click()
    assert page.evaluate(f"{CY}.nodes('.away').length") == 1
    page.get_by_role("button", name="Put all back").click()
    expect(page.locator("#loss > *")).to_have_count(0)
    assert page.evaluate(f"{CY}.edges().not('.gone').length") == lines
    assert urlsplit(page.url).query == ""
    link = again.locator("#loss a", has_text="The page of this choice")
    link.click()
    expect(again.locator("h1")).to_have_text(
        "What if somebody drops out: International Centre for Migration Policy Development; "
        "International Organization for Migration"
    )
    expect(again.locator("input[name=without]:checked")).to_have_count(2)


def test_legend_and_figures_count_what_is_left(network: Network, tmp_path: Path) -> None:
    """Without the ministry Frontex and EXBS are alone: they are marked, here and on the sheet."""
    page = network()
    government = page.locator(".legend [data-sector=government] .count")
    delivery = page.locator(".legend [data-layer=delivery] .count")
    expect(government).to_have_text("30")
    expect(delivery).to_have_text("102")
    take(page, "ministry-of-internal-affairs")
    expect(government).to_have_text("29")
    left = page.evaluate(f"{CY}.edges().not('.gone').length")
    expect(delivery).to_have_text(str(left))
    cut = page.evaluate(f"{CY}.nodes('.cut').map((node) => node.data('mark'))")
    slugs = {data_of(page)["marks"][number]["slug"] for number in cut}
    assert {"frontex", "us-exbs"} <= slugs
    sign = page.locator(".legend [data-sign=cut]")
    expect(sign).to_contain_text(f"left without a tie {len(cut)}")
    rest = (
        f"{41 - len(cut)} bodies still have a tie (before: 42); dependencies: {left} (before: 102)."
    )
    expect(page.locator("#rest")).to_contain_text(rest)
    without = network(f"?{urlsplit(page.url).query}", java_script_enabled=True)
    expect(without.locator("#rest")).to_have_text(page.locator("#rest").text_content() or "")
    with page.expect_download() as started:
        page.get_by_role("button", name="SVG", exact=True).click()
    started.value.save_as(tmp_path / "n.svg")
    picture = ET.parse(tmp_path / "n.svg").getroot()
    words = " ".join(each.text or "" for each in picture.iter(f"{SVG}text"))
    assert "government 29" in words
    assert f"left without a tie {len(cut)}" in words
    assert rest in words
    strokes = [path.get("stroke") for path in picture.iterfind(f".//{SVG}g[@data-mark]/{SVG}path")]
    assert strokes.count("#8a3b00") == len(cut)
    page.get_by_role("button", name="Put all back").click()
    expect(government).to_have_text("30")
    expect(sign).to_be_hidden()
    expect(page.locator("#rest")).to_be_empty()


def test_a_heavy_line_opens_its_activities(network: Network) -> None:
    """The ministry needs IOM in 13 activities: none of them is folded away."""
    page = network()
    data = data_of(page)
    heavy = max(range(len(data["lines"])), key=lambda number: data["lines"][number]["weight"])
    page.evaluate(f"id => {{ {CY}.getElementById(id).emit('tap'); }}", f"l{heavy}")
    expect(page.locator("#told ul.activities li")).to_have_count(13)
    expect(page.locator("#told ul.activities li").last).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_on_a_telephone_the_busiest_have_names(network: Network, lang: str) -> None:
    page = network(lang=lang, viewport={"width": 360, "height": 740})
    mute = page.evaluate(f"{CY}.nodes('.mute').map((node) => node.data('mark'))")
    marks = data_of(page)["marks"]
    busiest = sorted(range(len(marks)), key=lambda number: -marks[number]["size"])[:10]
    assert not set(busiest) & set(mute)
    assert len(mute) <= 0.3 * len(marks)


def test_with_groups_everybody_has_a_name(network: Network) -> None:
    """58 marks, of which the Rustaveli Foundation had none."""
    page = network("?groups=yes", lang="ka")
    assert page.evaluate(f"{CY}.nodes().length") == 58
    assert page.evaluate(f"{CY}.nodes('.mute').length") == 0


def test_a_body_says_what_is_counted(network: Network) -> None:
    """The ministry supports 11 activities and is a partner in 15, as its own page says."""
    page = network()
    choose(page, "ministry-of-internal-affairs")
    told = page.locator("#told")
    expect(told).to_contain_text("supports 11, is a partner in 15")
    expect(told).to_contain_text("the ties of the layers drawn only (delivery)")


def test_the_keyboard_does_everything(network: Network) -> None:
    page = network()
    data = data_of(page)
    names = {mark["name"] for mark in data["marks"]}
    board, said = page.locator("#board"), page.locator("#said")
    board.focus()
    visited = []
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        sentence = said.text_content() or ""
        visited.append(sentence.partition(": leads ")[0])
        assert visited[-1] in names
    assert visited[0] == "Ministry of Internal Affairs of Georgia"  # the busiest is the first
    assert len(set(visited)) > 2
    page.keyboard.press("Enter")
    expect(page.locator("#told h2")).to_have_text(visited[-1])
    page.keyboard.press("Delete")
    expect(page.locator("#loss h2")).to_have_text(f"Without {visited[-1]}")
    expect(said).to_contain_text(f"Taken away: {visited[-1]}. Activities that are hit:")
    page.keyboard.press("Delete")
    expect(said).to_have_text(f"Put back: {visited[-1]}")
    page.keyboard.press("p")
    expect(said).to_contain_text("the path begins at")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#told h2")).to_have_text("Path")
    zoom = page.evaluate(f"{CY}.zoom()")
    page.keyboard.press("+")
    assert page.evaluate(f"{CY}.zoom()") > zoom
    page.keyboard.press("0")
    assert page.evaluate(f"{CY}.zoom()") == pytest.approx(zoom)
    page.keyboard.press("Escape")
    expect(said).to_have_text("Nothing is chosen")
    assert page.evaluate("document.activeElement.id") == "board"


def test_every_body_is_reached_by_arrows(network: Network) -> None:
    """Arrows lead from the busiest body to all others; and everybody stands in the list."""
    page = network()
    leads = page.evaluate(
        f"""() => {CY}.nodes().map((node) => ["Left", "Right", "Up", "Down"].map((way) => {{
            node.emit("tap");
            const press = new KeyboardEvent("keydown", {{ key: "Arrow" + way }});
            document.getElementById("board").dispatchEvent(press);
            return {CY}.nodes(".here")[0].data("mark");
        }}))"""
    )
    reached = [number_of(page, "ministry-of-internal-affairs")]
    for here in reached:
        reached += sorted(set(leads[here]) - set(reached))
    assert sorted(reached) == list(range(len(leads)))
    assert page.locator(".keys button").count() == len(leads)
    page.locator(".keys button", has_text="IOM").click()
    expect(page.locator("#told h2")).to_have_text("International Organization for Migration")


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_pictures_are_taken_away_as_they_are_seen(
    network: Network, tmp_path: Path, lang: str
) -> None:
    page = network("?layer=delivery&layer=funding&without=eu", lang=lang)
    hidden = page.locator(".legend [data-sector=academic] button")
    hidden.click()
    found = {}
    for name in ("PNG", "SVG", "SVG"):
        with page.expect_download() as started:
            page.get_by_role("button", name=name, exact=True).click()
        file = tmp_path / started.value.suggested_filename
        started.value.save_as(file)
        assert found.get(file.name) in (None, file.read_bytes())  # twice the same
        found[file.name] = file.read_bytes()
    assert sorted(found) == ["network.png", "network.svg"]
    picture = ET.fromstring(found["network.svg"])
    words = " ".join(each.text or "" for each in picture.iter(f"{SVG}text"))
    data = data_of(page)
    shown = [mark for mark in data["marks"] if mark["sector"] != "academic"]
    assert len(picture.findall(f".//{SVG}g[@data-mark]")) == len(shown) < len(data["marks"])
    eu = next(n for n, mark in enumerate(data["marks"]) if mark["slug"] == "eu")
    for line in picture.findall(f".//{SVG}g[@data-line]"):
        number = int(line.get("data-line", ""))
        assert eu not in (data["lines"][number]["from"], data["lines"][number]["to"])
    for expected in (
        page.locator("h1").text_content(),
        data["looks"] and page.locator(".legend [data-sector=government] .name").text_content(),
        page.locator(".legend [data-layer=funding] .name").text_content(),
        data["marks"][eu]["name"].split()[0],
    ):
        assert (expected or "?").strip() in words
    source = re.sub(r"\s+", " ", page.locator(".source").text_content() or "").strip()
    assert all(word in words.split() for word in source.split())
    assert f"{datetime.now(UTC):%Y-%m-%d}" not in found["network.svg"].decode()
    assert b"href" not in found["network.svg"]  # nothing in it leads anywhere
    assert b"<script" not in found["network.svg"]
    image = Image.open(io.BytesIO(found["network.png"])).convert("RGB")
    assert image.size[0] == 3000
    colours = {colour for _, colour in image.getcolors(1 << 24) or ()}
    assert (255, 255, 255) in colours
    assert (0, 114, 178) in colours  # the blue of the state


def test_without_javascript_there_is_a_picture_and_a_table(open_page: Open) -> None:
    page = open_page("/en/network", java_script_enabled=False)
    expect(page.locator("#drawing svg")).to_be_visible()
    for control in ("#board", "#controls", "#files", "#keyboard"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator("#dependencies table")).to_be_visible()
    expect(page.locator(".legend [data-sector=government]")).to_contain_text("government")
    page.locator("#drawing svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/organisations/"))


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_names_can_be_read_and_do_not_lie_on_each_other(network: Network, lang: str) -> None:
    page = network(lang=lang)
    boxes = page.evaluate(
        f"""() => {CY}.nodes().not(".mute").map((node) => {{
            const plain = {{ includeUnderlays: false, includeOverlays: false }};
            const box = node.renderedBoundingBox(plain);
            return [box.x1, box.y1, box.x2, box.y2];
        }})"""
    )
    assert len(boxes) >= 0.9 * len(data_of(page)["marks"])
    size = page.evaluate(f"Math.min(...{CY}.nodes().map((n) => n.data('font') * {CY}.zoom()))")
    assert size >= 10.5
    together = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if min(a[2], b[2]) - max(a[0], b[0]) > 6 and min(a[3], b[3]) - max(a[1], b[1]) > 6
    ]
    assert together == []


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_on_a_telephone_the_picture_comes_first(network: Network, lang: str) -> None:
    page = network(lang=lang, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    board, told = page.locator("#board").bounding_box(), page.locator("#told").bounding_box()
    controls = page.locator("#controls").bounding_box()
    assert board
    assert told
    assert controls
    assert board["y"] < told["y"] < controls["y"]
    assert board["height"] < 0.75 * 740  # there is room to scroll beside it
    press(page, f"m{number_of(page, 'iom')}")
    expect(page.locator("#told h2")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page)


def test_on_paper_there_are_the_picture_and_its_legend(network: Network) -> None:
    page = network("?without=eu")
    page.emulate_media(media="print")
    expect(page.locator("#drawing svg")).to_be_visible()
    expect(page.locator(".legend [data-sector=government] .name")).to_be_visible()
    expect(page.locator("#loss h2")).to_be_visible()
    for control in ("#board", "#controls", "#files", "#keyboard", ".ready", "form.filters"):
        expect(page.locator(control)).to_be_hidden()
    number = number_of(page, "eu")
    shape = page.locator(f"#drawing [data-mark='{number}'] > path")
    expect(shape).to_have_attribute("fill", "none")


@pytest.mark.parametrize("level", ["sector", "community"])
def test_gathered_bodies_tell_who_belongs_to_them(network: Network, level: str) -> None:
    page = network(f"?level={level}")
    data = data_of(page)
    page.evaluate(f"{CY}.getElementById('m0').emit('tap'), 0")
    expect(page.locator("#told h2")).to_have_text(data["marks"][0]["name"])
    members = page.locator("#told details").first
    expect(members).to_contain_text(f"Who belongs to it ({data['marks'][0]['size_of']})")
    assert len(data["marks"][0]["members"]) == data["marks"][0]["size_of"]
    assert_accessible(page)


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_the_page_is_for_everybody(network: Network, lang: str) -> None:
    page = network(lang=lang)
    assert_accessible(page)
    page.locator(".keys button").first.click()
    page.locator("#told .take").click()
    assert_accessible(page)

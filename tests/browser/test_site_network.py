"""The network page: what a click tells, filters that can be sent, pictures to take away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from .accessible import assert_accessible

Open = Callable[..., Page]

CY = "window.kavshiriNetwork"


@pytest.fixture
def network(open_page: Open) -> Callable[..., Page]:
    """Opens the network page and waits until the drawing answers."""

    def opened(query: str = "", lang: str = "en") -> Page:
        page = open_page(f"/{lang}/network{query}")
        page.wait_for_function(f"{CY} && {CY}.nodes().length > 0")
        return page

    return opened


def data_of(page: Page) -> dict[str, Any]:
    """What the page tells its script."""
    found: dict[str, Any] = json.loads(page.locator("#data").text_content() or "")
    return found


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


def told(page: Page) -> list[str]:
    """The addresses of the activities that the page tells of."""
    links = page.locator("#told ul.activities a")
    return sorted(set(links.evaluate_all("links => links.map(link => link.getAttribute('href'))")))


def test_a_click_on_a_body_shows_its_activities(network: Callable[..., Page]) -> None:
    page = network()
    data = data_of(page)
    press(page, "m0")
    expect(page.locator("#told h2")).to_have_text(data["marks"][0]["name"])
    own = {
        number
        for line in data["lines"]
        if 0 in (line["from"], line["to"])
        for number in line["activities"]
    }
    assert told(page) == sorted(data["activities"][number]["page"] for number in own)
    assert_accessible(page)
    page.locator("#board").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#told h2")).to_have_count(0)


def test_a_line_shows_exactly_its_activities(network: Callable[..., Page]) -> None:
    page = network()
    data = data_of(page)
    for number in (0, len(data["lines"]) - 1):
        line = data["lines"][number]
        page.evaluate(f"id => {CY}.getElementById(id).emit('tap')", f"l{number}")
        title = page.locator("#told h2")
        expect(title).to_contain_text(data["marks"][line["from"]]["name"])
        expect(title).to_contain_text(data["marks"][line["to"]]["name"])
        expected = sorted(data["activities"][each]["page"] for each in line["activities"])
        assert told(page) == expected
    page.locator("#told ul.activities a").first.click()
    expect(page.locator("h1")).not_to_be_empty()
    assert urlsplit(page.url).path in expected


def test_a_path_between_two_bodies(network: Callable[..., Page]) -> None:
    page = network()
    line = data_of(page)["lines"][0]
    chooser = page.get_by_label("Choose a body")
    chooser.select_option(str(line["from"]))
    page.get_by_role("button", name="Path to").click()
    expect(page.locator("#told")).to_contain_text("Choose the second body")
    chooser.select_option(str(line["to"]))
    expect(page.locator("#told ol li")).to_have_count(2)
    assert page.evaluate(f"{CY}.edges('.chosen').length") == 1
    page.get_by_role("button", name="Start over").click()
    assert page.evaluate(f"{CY}.elements('.chosen, .dim').length") == 0


def test_the_filters_stand_in_the_address(network: Callable[..., Page]) -> None:
    page = network()
    form = page.locator("form.filters")
    form.locator("select[name=plan]").select_option("migration-2019")
    form.locator("input[name=layer][value=funding]").check()
    form.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"layer=delivery&layer=funding&plan=migration-2019"))
    page.wait_for_function(f"{CY} && {CY}.nodes().length > 0")
    data = data_of(page)
    assert {line["layer"] for line in data["lines"]} == {"delivery", "funding"}
    assert {activity["plan"] for activity in data["activities"]} == {"migration-2019"}


def test_thin_lines_can_be_left_out(network: Callable[..., Page]) -> None:
    page = network()
    thick = sum(len(line["activities"]) >= 3 for line in data_of(page)["lines"])
    page.locator("#controls input[type=range]").fill("3")
    assert page.evaluate(f"{CY}.edges().not('.gone').length") == thick > 0


def test_pictures_are_taken_away(network: Callable[..., Page], tmp_path: Path) -> None:
    page = network(lang="ka")
    found = {}
    for name in ("PNG", "SVG"):
        with page.expect_download() as started:
            page.get_by_role("button", name=name, exact=True).click()
        file = tmp_path / started.value.suggested_filename
        started.value.save_as(file)
        found[file.name] = file.read_bytes()
    assert sorted(found) == ["network.png", "network.svg"]
    assert found["network.png"].startswith(b"\x89PNG\r\n")
    assert found["network.svg"].startswith(b"<svg")


def test_without_javascript_there_is_a_picture_and_a_table(open_page: Open) -> None:
    page = open_page("/en/network", java_script_enabled=False)
    expect(page.locator("#drawing svg")).to_be_visible()
    expect(page.locator("#board")).to_be_hidden()
    expect(page.locator("#controls")).to_be_hidden()
    page.locator("#drawing svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/organisations/"))

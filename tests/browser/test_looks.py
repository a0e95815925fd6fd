"""How pages look: no word is torn, nothing is cut without a sign, and paper tells all."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]

TORN = r"""() => {
  const torn = [], range = document.createRange();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const parent = node.parentElement;
    if (parent.closest("script, code, pre, svg, template, option")) continue;
    if (parent.closest(".up, .legend h2, .hidden")) continue;
    if (!parent.checkVisibility()) continue;
    for (const word of node.data.matchAll(/[\p{L}\p{M}]{3,}/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const rows = new Set([...range.getClientRects()].filter((each) => each.width > 0.5)
        .map((each) => Math.round(each.top / 4)));
      if (rows.size > 1) torn.push(word[0]);
    }
  }
  return torn;
}"""
"""The words that stand on two lines: Georgian has no hyphen for them."""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    ["", "donors", "donors/eu", "network", "matrix", "money", "what-if?without=iom", "about"],
)
def test_no_word_is_torn(open_page: Open, path: str, width: int) -> None:
    page = open_page(f"/ka/{path}", viewport={"width": width, "height": 800})
    assert page.evaluate(TORN) == []


def test_the_menu_is_one_line_or_folded(open_page: Open) -> None:
    """On a telephone it says where one is; on a screen all its pages stand in one line."""
    page = open_page("/ka/deadlines", viewport={"width": 1366, "height": 800})
    links = page.locator("header nav a")
    assert links.count() == 14
    assert len({(link.bounding_box() or {})["y"] for link in links.all()}) == 1
    small = open_page(
        "/ka/deadlines", viewport={"width": 360, "height": 780}, java_script_enabled=False
    )
    menu = small.locator("header nav summary")
    expect(menu).to_have_text("მენიუ: ვადები")
    expect(small.locator("header nav a").first).to_be_hidden()
    menu.click()
    expect(small.locator("header nav a").last).to_be_in_viewport()


def printed(page: Page, folder: Path) -> list[str]:
    """The text of each sheet of a page on A4."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("needs pdftotext (Debian: poppler-utils)")
    file = folder / "page.pdf"
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    done = subprocess.run([tool, str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_a_plan_on_paper_has_all_its_activities(open_page: Open, tmp_path: Path) -> None:
    """147 activities; on the screen the objectives that they stand under are closed."""
    page = open_page("/ka/plans/migration-2019")
    numbers = page.locator(".tree a .number").all_text_contents()
    assert len(numbers) == 147
    expect(page.locator(".tree a").first).to_be_hidden()
    sheets = printed(page, tmp_path)
    assert set(numbers) <= set("\n".join(sheets).split())
    for number, sheet in enumerate(sheets, 1):
        assert "/ka/plans/migration-2019 · პროგრამის ვერსია" in sheet
        assert f"{number} / {len(sheets)}" in sheet


def test_the_matrix_on_paper_has_all_its_columns(open_page: Open) -> None:
    page = open_page("/ka/matrix", viewport={"width": 1055, "height": 700})  # of A4 on its side
    page.emulate_media(media="print")
    table = page.locator("table.matrix")
    expect(table.locator("thead .up")).to_have_count(37)
    box = table.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 1055


def test_a_wide_table_casts_a_shadow(open_page: Open) -> None:
    """It is there from the first, and moves along as the table is moved."""
    page = open_page("/ka/activities", viewport={"width": 360, "height": 780})
    inside = page.locator(".scroll").first
    assert inside.evaluate("each => each.scrollWidth > each.clientWidth")
    assert "local" in inside.evaluate("each => getComputedStyle(each).backgroundAttachment")


def test_on_paper_a_cut_list_tells_where_the_rest_is(open_page: Open) -> None:
    page = open_page("/en/deadlines")
    page.emulate_media(media="print")
    note = page.locator("#due > .note")
    expect(note).to_contain_text("60 of 205 are shown")
    told = note.locator("a").evaluate("each => getComputedStyle(each, '::after').content")
    assert "(" in told

"""The pictures: the page that travels, opened from a file without a network, and the gallery."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import kavshiri
from kavshiri.graph.coordination.choice import Choice
from kavshiri.viz.chosen import choose
from kavshiri.viz.page import rendered
from kavshiri.viz.ties import read_ties
from tests.graph.coordination.made import made, row
from tests.viz.conftest import HOSTILE
from tests.viz.pictures.drawn import named

from .accessible import assert_accessible
from .watching import Watch

Open = Callable[..., Page]

TELEPHONE = {"width": 360, "height": 740}
MIA = {
    "en": "Ministry of Internal Affairs of Georgia",
    "ka": "საქართველოს შინაგან საქმეთა სამინისტრო",
}


@pytest.fixture(scope="module")
def files(store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The network of delivery of both plans, in each language."""
    folder = tmp_path_factory.mktemp("travelling")
    with kavshiri.open(store) as graph:
        for lang in ("ka", "en"):
            graph.network_page(folder / f"{lang}.html", lang=lang)
    return {lang: folder / f"{lang}.html" for lang in ("ka", "en")}


@pytest.fixture
def travel(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file where there is no network; the test fails if it asks for anything else."""
    watch = Watch("file://")
    contexts = []

    def opened(file: Path, **options: object) -> Page:
        given = {"viewport": {"width": 1366, "height": 900}, "offline": True, **options}
        context = browser.new_context(**given)  # type: ignore[arg-type]  # by name
        contexts.append(context)
        page = watch.over(context.new_page())
        page.on("request", lambda request: asked(request.url, file))
        page.goto(file.as_uri())
        if given.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready=yes], iframe")
        return page

    def asked(url: str, file: Path) -> None:
        if url != file.as_uri() and not url.startswith(("about:", "data:")):
            watch.problems.append(f"asked for {url}")

    yield opened
    for context in contexts:
        context.close()
    assert not watch.problems, "\n".join(watch.problems)


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_it_says_what_it_is(travel: Callable[..., Page], files: dict[str, Path], lang: str) -> None:
    """30 state, 11 international, one academic body; 102 ties (see the tests of networks)."""
    page = travel(files[lang])
    title = {"en": "Who needs whom to deliver", "ka": "ვის ვინ სჭირდება გეგმის შესასრულებლად"}[lang]
    assert page.locator("html").get_attribute("lang") == lang
    assert page.title() == f"{title} · Kavshiri"
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".plans li")).to_have_count(2)
    legend = page.locator("ul.legend")
    assert [text.split()[-1] for text in legend.first.locator("li").all_inner_texts()] == [
        "30", "11", "1",
    ]  # fmt: skip
    expect(legend.last.locator("li")).to_have_count(1)
    assert "102" in legend.last.inner_text()
    foot = page.locator("footer").inner_text()
    assert "thb-2019-2020.txt (SHA-256 1940ffdf1f4f45c27d971472644f8af3" in foot
    assert "Kavshiri 0." in foot
    assert_accessible(page)


def test_it_draws_the_same_each_time(travel: Callable[..., Page], files: dict[str, Path]) -> None:
    shots = []
    for _ in range(2):
        page = travel(files["ka"])
        shots.append(page.locator("#picture canvas").screenshot())
    assert shots[0] == shots[1]
    page.locator("#zoom-in").click()
    assert page.locator("#picture canvas").screenshot() != shots[0]
    page.locator("#fit").click()
    assert page.locator("#picture canvas").screenshot() == shots[0]


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_the_keyboard_does_it_all(
    travel: Callable[..., Page], files: dict[str, Path], lang: str
) -> None:
    """The ministry needs IOM in 13 activities (see the tests of networks)."""
    page = travel(files[lang])
    page.keyboard.press("Tab")
    drawing = page.locator("#picture .vis-network")
    expect(drawing).to_be_focused()
    assert drawing.get_attribute("aria-label")
    before = page.locator("#picture canvas").screenshot()
    page.keyboard.press("ArrowLeft", delay=200)
    assert page.locator("#picture canvas").screenshot() != before
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("#choice")).to_be_focused()
    page.locator("#choice").select_option(label=MIA[lang])
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", level=2)).to_have_text(MIA[lang])
    line = panel.get_by_role("button").first
    assert "13" in line.inner_text()
    line.focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_role("listitem")).to_have_count(13)
    expect(panel.get_by_role("heading", level=3)).to_contain_text("(13)")


def test_it_fits_a_telephone(travel: Callable[..., Page], files: dict[str, Path]) -> None:
    page = travel(files["ka"], viewport=TELEPHONE, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    box = page.locator("#picture").bounding_box()
    assert box is not None
    assert box["height"] <= 360
    small = page.locator("#picture canvas").screenshot()
    page.locator("#choice").select_option(label=MIA["ka"])
    assert page.locator("#picture canvas").screenshot() != small  # it comes nearer


def test_on_paper(travel: Callable[..., Page], files: dict[str, Path]) -> None:
    """The drawing is printed; once somebody is chosen, what the screen shows and what it tells."""
    page = travel(files["en"])
    page.emulate_media(media="print")
    expect(page.locator("#drawing svg")).to_be_visible()
    for hidden in ("#board", ".controls", "#panel .hint"):
        expect(page.locator(hidden)).to_be_hidden()
    box = page.locator("#drawing svg").bounding_box()
    assert box is not None
    assert 1 < box["width"] / box["height"] < 2.2
    page.emulate_media(media="screen")
    page.locator("#choice").select_option(label=MIA["en"])
    page.emulate_media(media="print")
    expect(page.locator("#drawing svg")).to_be_hidden()
    expect(page.locator("#picture canvas")).to_be_visible()
    expect(page.locator("#panel h2")).to_be_visible()


def test_without_scripts(travel: Callable[..., Page], files: dict[str, Path]) -> None:
    """42 marks with their names, and the same as tables."""
    page = travel(files["ka"], java_script_enabled=False)
    drawing = page.locator("#drawing svg")
    expect(drawing).to_be_visible()
    expect(drawing.locator("path[transform]")).to_have_count(42)
    expect(drawing.get_by_text("საქსტატი", exact=True)).to_be_visible()
    expect(page.locator("#board")).to_be_hidden()
    expect(page.locator("noscript")).to_be_visible()
    expect(page.get_by_role("table").first.get_by_role("row")).to_have_count(1 + 102)
    link = page.get_by_role("table").first.get_by_role("link").first
    link.click()
    expect(page.locator("tr:target")).to_have_count(1)
    expect(page.locator("tr:target td").first).to_have_text(link.inner_text())


def test_nothing_that_a_name_holds_runs(travel: Callable[..., Page], tmp_path: Path) -> None:
    names = dict(zip("abcdef", HOSTILE, strict=True))
    plans = made(*(row(n, lead=n, support=o) for n, o in zip("abcdef", "bcdefa", strict=True)))
    ties = read_ties(named(plans, names), Choice())
    file = tmp_path / "hostile.html"
    page_text = rendered(ties, choose(ties, "ka"), lang="ka", documents=HOSTILE, lines={})
    file.write_text(page_text, encoding="utf-8")
    page = travel(file)
    for value in page.locator("#choice option").all()[1:]:
        page.locator("#choice").select_option(value.get_attribute("value"))
        page.locator("#panel button").first.click()
    box = page.locator("#picture").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    assert page.evaluate("document.documentElement.dataset.pwned") is None
    expect(page.locator("img, iframe, form")).to_have_count(0)
    assert page.locator("#panel h2").inner_text().count("→") == 1


NOTEBOOK = """
import sys, nbformat
from nbclient import NotebookClient
cells = [
    nbformat.v4.new_code_cell(f"import kavshiri; graph = kavshiri.open({sys.argv[1]!r})"),
    nbformat.v4.new_code_cell("graph.network_page(lang='ka')"),
    nbformat.v4.new_code_cell("graph.picture('flow', lang='ka')"),
]
book = nbformat.v4.new_notebook(cells=cells)
NotebookClient(book, timeout=120).execute()
page, flow = (cell.outputs[0].data for cell in cells[1:])
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.write("<!doctype html><html lang=en><meta charset=utf-8><title>A notebook</title>")
    file.write(page["text/html"] + flow["image/svg+xml"].partition("?>")[2])
"""


def test_in_a_notebook(travel: Callable[..., Page], store: Path, tmp_path: Path) -> None:
    """As a notebook is exported: the output of its cells in one page."""
    file = tmp_path / "notebook.html"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NOTEBOOK, str(store), str(file)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, encoding="utf-8", cwd=Path(__file__).parents[2], check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = travel(file)
    frame = page.frame_locator("iframe")
    expect(frame.locator("html[data-ready=yes]")).to_have_count(1)
    expect(frame.locator("#picture canvas")).to_be_visible()
    link = frame.get_by_role("table").first.get_by_role("link").first
    link.click()
    expect(frame.locator("tr.target")).to_have_count(1)
    expect(frame.locator("h1")).to_have_text("ვის ვინ სჭირდება გეგმის შესასრულებლად")
    svg = page.locator("svg[aria-labelledby^=kavshiri-flow]")
    expect(svg).to_be_visible()
    expect(svg.locator("g[id^=block-0]")).to_have_count(10)


_WIDTH = """async image => {
  if (!image.complete) {
    await new Promise((done) => {
      image.addEventListener("load", done);
      image.addEventListener("error", done);
    });
  }
  return image.naturalWidth;
}"""


def shown(page: Page) -> list[int]:
    """How wide each picture of the gallery is, once it is there."""
    widths = []
    for image in page.locator(".sheet img").all():
        image.scroll_into_view_if_needed()
        widths.append(image.evaluate(_WIDTH))
    return widths


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_the_gallery(open_page: Open, lang: str) -> None:
    page = open_page(f"/{lang}/pictures")
    assert [width > 500 for width in shown(page)] == [True] * 4
    for image in page.locator(".sheet img").all():
        assert len(image.get_attribute("alt") or "") > 100
    assert_accessible(page)
    current = page.locator("nav [aria-current=page]")
    expect(current).to_have_text({"ka": "სურათები", "en": "Pictures"}[lang])


def test_the_gallery_on_a_telephone(open_page: Open) -> None:
    page = open_page("/ka/pictures", viewport=TELEPHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_what_is_chosen_is_drawn_and_taken_away(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/en/pictures")
    page.get_by_label("Plans").select_option("thb-2019-2020")
    page.get_by_label("Sheet").select_option("slide")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/en/pictures?plan=thb-2019-2020*sheet=slide*")
    expect(page.locator("img[alt*='19 organisations, 55 planned ties.']")).to_have_count(1)
    for format, start in (("SVG", b"<?xml"), ("PNG", b"\x89PNG"), ("PDF", b"%PDF")):
        with page.expect_download() as download:
            page.locator("#timeline").get_by_role("link", name=format).click()
        name = f"kavshiri-timeline-thb-2019-2020-en.{format.lower()}"
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    page.locator("#timeline").get_by_role("link", name="Deadlines").click()
    page.wait_for_url("**/en/deadlines?plan=thb-2019-2020")
    expect(page.locator("p.files", has_text="As a picture").get_by_role("link")).to_have_count(3)


def test_a_picture_keeps_its_colours_under_the_policy_of_the_site(
    open_page: Open, watch: Watch
) -> None:
    """Styles inside a page are forbidden: what they would say stands in attributes."""
    watch.expected.append("404")  # a browser looks for an icon beside every file
    page = open_page("/en/pictures/network.svg")
    fill = "getComputedStyle(document.querySelector('#body-0 path')).fill"
    assert page.evaluate(fill) in ("rgb(0, 114, 178)", "rgb(230, 159, 0)")

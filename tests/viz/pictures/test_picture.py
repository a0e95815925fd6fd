"""What all pictures have: captions, formats, the same bytes, letters that everybody has."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib
import pytest

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.plans import Plan
from kavshiri.ontology.errors import QueryError
from kavshiri.viz.pictures.kinds import KINDS, draw
from kavshiri.viz.pictures.letters import clean
from kavshiri.viz.pictures.sizes import Size
from kavshiri.viz.scope import period
from tests.graph.coordination.made import made, row

from .drawn import SVG, Drawn, due, named, small, subject

HOSTILE = {
    "a": "$\\frac{x}{$ \\unknown { % # _ ^",
    "b": "</text></svg><script>alert(1)</script><!-- -- ]]> &lt;",
    "c": "line\nbreak\ttab\x00\x07\x0b\u2028\u202e",
    "d": "שלום עולם مرحبا بالعالم",
    "e": "👩‍🚀 漢字 ᲓᲐ e\u0301\u20e3 \ud800 \U0010ffff",
    "eu": "x" * 5000,
    "un": "",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["ka", "en"])
def test_every_picture_says_what_it_is(kind: str, lang: str) -> None:
    drawn = Drawn.of(draw(kind, subject(small(), lang)))
    told = drawn.told()
    assert "plan (2019–2020)" in told
    assert "plan.txt (SHA-256 aa11)" in told
    assert "Kavshiri 0.1.0" in told
    assert "0123456789abcdef" in told
    assert ("გეგმა აჩვენებს" if lang == "ka" else "A plan shows what is meant") in told
    title = drawn.root.find(f"{SVG}title")
    description = drawn.root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == drawn.texts[0]
    assert "SHA-256 aa11" in (description.text or "")
    named_by = drawn.root.get("aria-labelledby", "").split()
    assert named_by == [title.get("id"), description.get("id")]
    assert drawn.root.get("role") == "img"
    assert drawn.root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    assert len(drawn.root.findall(f"{SVG}title")) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", ["svg", "png", "pdf"])
def test_hostile_names_are_only_drawn(kind: str, format: str) -> None:
    """No warning, no error, no element but shapes; nothing refers to anything outside the file."""
    layers = ("delivery", "funding") if kind in ("network", "matrix") else ("delivery",)
    picture = draw(kind, subject(named(small(), HOSTILE), choice=Choice(layers=layers)))
    content = picture.as_bytes(format)
    assert content
    if format != "svg":
        return
    drawn = Drawn.of(picture)
    tags = {each.tag for each in drawn.root.iter() if isinstance(each.tag, str)}
    assert {tag for tag in tags if tag.startswith(SVG)} <= {
        SVG + name
        for name in ("svg", "title", "desc", "metadata", "defs", "style", "g", "path", "use",
                     "clipPath", "rect")
    }  # fmt: skip
    assert b"<!DOCTYPE" not in content
    links = [v for each in drawn.root.iter() for k, v in each.attrib.items() if "href" in k]
    assert links
    assert all(link.startswith("#") for link in links)


def test_a_title_of_a_plan_cannot_leave_its_place() -> None:
    plans = made(row("1", lead="a", support="b"))
    bad = Plan("plan", {"en": HOSTILE["b"] + "\x00 漢"})
    hostile = subject(plans)
    hostile = type(hostile)(
        type(plans)(
            plans={"plan": bad}, divisions={}, objectives={},
            organisations=plans.organisations, activities=plans.activities,
        ),
        "en",
    )  # fmt: skip
    drawn = Drawn.of(draw("matrix", hostile))
    description = drawn.root.find(f"{SVG}desc")
    assert description is not None
    assert "<script>alert(1)</script>" in (description.text or "")
    assert "漢" in (description.text or "")
    assert clean(HOSTILE["b"]).replace("--", "- - ") in drawn.told().replace("- -", "- - ")


SCRIPT = """
import sys
from pathlib import Path
from kavshiri.viz.pictures.kinds import KINDS, draw
from tests.viz.pictures.drawn import small, subject
for kind in KINDS:
    picture = draw(kind, subject(small(), "ka"))
    for format in ("svg", "png", "pdf"):
        picture.save(Path(sys.argv[1]) / f"{kind}.{format}")
"""


def test_the_same_bytes_from_run_to_run_under_any_hash_seed(tmp_path: Path) -> None:
    running = []
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", SCRIPT, str(tmp_path / seed)],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
                cwd=Path(__file__).parents[3],
            )
        )
    assert [each.wait() for each in running] == [0, 0]
    files = sorted(file.name for file in (tmp_path / "1").iterdir())
    assert len(files) == 12
    for name in files:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name


@pytest.mark.parametrize("format", ["svg", "png", "pdf"])
def test_what_a_user_has_set_changes_nothing(format: str) -> None:
    plain = draw("matrix", subject(small())).as_bytes(format)
    with matplotlib.rc_context(
        {"font.size": 30, "savefig.bbox": "tight", "axes.grid": True, "lines.linewidth": 9}
    ):
        before = dict(matplotlib.rcParams)
        picture = draw("matrix", subject(small()))
        assert picture.as_bytes(format) == plain
        assert dict(matplotlib.rcParams) == before
    assert picture.as_bytes(format) == plain


def test_nothing_tells_when_it_was_made() -> None:
    picture = draw("flow", subject(small()))
    year = str(date.today().year)
    for format in ("svg", "pdf"):
        text = picture.as_bytes(format).decode("latin-1")
        assert "CreationDate" not in text
        assert "<dc:date>" not in text
        assert f"D:{year}" not in text


def streams(pdf: bytes) -> Iterator[bytes]:
    """What the compressed parts of a PDF hold."""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            continue


def test_a_pdf_brings_its_letters_and_its_text_can_be_found() -> None:
    """Georgian letters are in a font of the file, with a table that says which letters they are."""
    pdf = draw("network", subject(small(), "ka")).as_bytes("pdf")
    assert pdf.startswith(b"%PDF")
    names = set(re.findall(rb"/FontName /[A-Z]{6}\+([A-Za-z-]+)", pdf))
    assert names == {b"DejaVuSans", b"DejaVuSans-Bold"}
    assert b"/FontFile2" in pdf  # TrueType, not pictures of letters
    assert b"/Subtype /Type3" not in pdf
    tables = [each for each in streams(pdf) if b"beginbfchar" in each or b"beginbfrange" in each]
    known = b" ".join(tables).upper()
    assert b"<10D0>" in known  # ა


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_needs_no_styles(kind: str) -> None:
    """A page whose policy forbids styles shows it; Matplotlib's own would be black boxes there."""
    picture = draw(kind, subject(small()))
    root = ET.fromstring(picture.as_bytes("svg"))
    assert not list(root.iter(f"{SVG}style"))
    assert not [each for each in root.iter() if "style" in each.attrib]
    painted = [each.get("fill") for each in root.iter(f"{SVG}path") if each.get("fill")]
    assert "#ffffff" in painted
    assert len(set(painted)) > 1


def test_what_a_picture_says_is_known_before_it_is_drawn() -> None:
    """The counts stand in the caption without Matplotlib, which takes a second to load."""
    script = (
        "import sys\n"
        "from kavshiri.viz.pictures.kinds import KINDS, draw\n"
        "from tests.viz.pictures.drawn import small, subject\n"
        "told = {kind: draw(kind, subject(small())).caption.explanation for kind in KINDS}\n"
        "assert '4 organisations, 4 planned ties.' in told['network'], told\n"
        "assert '3 rows and 2 columns in all.' in told['matrix'], told\n"
        "assert 'With a deadline: 3, without: 1.' in told['timeline'], told\n"
        "assert '3 activities with a donor, of 4 in all.' in told['flow'], told\n"
        "assert 'matplotlib' not in sys.modules\n"
    )
    subprocess.run(
        [sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


def test_threads_draw_one_after_the_other() -> None:
    """Matplotlib's settings are those of the process: four at once give what one gives."""
    alone = {kind: draw(kind, subject(small())).as_bytes("svg") for kind in KINDS}
    before = dict(matplotlib.rcParams)
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda kind: draw(kind, subject(small())).as_bytes("svg"), KINDS * 3)
    assert list(found) == [alone[kind] for kind in KINDS * 3]
    assert dict(matplotlib.rcParams) == before


def test_a_larger_sheet_has_larger_letters_and_holds_more() -> None:
    """A2 has four times the area of A4: letters of 1.4 times the size, room for twice as much."""
    assert Size().zoom == Size(190, 140).zoom == 1
    large = Size(594, 420)
    assert large.zoom == pytest.approx(2**0.5)
    assert large.rooms(5000) > 2 * Size().rooms(5000)
    sizes = []
    for size in (Size(), large):
        (title, *_) = draw("flow", subject(small()), size).figure.axes[0].texts
        sizes.append(title.get_fontsize())
    assert sizes[1] == pytest.approx(sizes[0] * 2**0.5)


def test_a_png_has_the_size_of_the_sheet() -> None:
    png = draw("matrix", subject(small()), Size(254, 190.5)).as_bytes("png")
    assert struct.unpack(">II", png[16:24]) == (2000, 1500)  # 10 by 7.5 inches, 200 dots each


def test_an_svg_has_the_size_of_the_sheet() -> None:
    root = ET.fromstring(draw("matrix", subject(small()), Size(254, 190.5)).as_bytes("svg"))
    assert (root.get("width"), root.get("height")) == ("720pt", "540pt")


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ((10, 210), "a picture cannot be 10 mm wide; give a number from 190 to 2000"),
        ((297, 1e9), "a picture cannot be 1e\\+09 mm high; give a number from 140 to 2000"),
        ((float("nan"), 210), "a picture cannot be nan mm wide"),
    ],
)
def test_sizes_that_no_picture_can_have(size: tuple[float, float], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        Size(*size)


@pytest.mark.parametrize(
    "size", [Size(190, 140), Size(210, 297), Size(594, 420), Size(1000, 140), Size(190, 2000)]
)
@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_is_large_enough(kind: str, size: Size) -> None:
    rows = [
        due(row(f"{n}", lead=f"lead{n % 40}", support=f"help{n % 50}", donor=f"donor{n % 30}"),
            f"{2010 + n % 12}-12-31")
        for n in range(120)
    ]  # fmt: skip
    assert draw(kind, subject(made(*rows), "ka"), size).as_bytes("png")


def test_a_picture_is_saved_by_its_suffix(tmp_path: Path) -> None:
    picture = draw("flow", subject(small()))
    assert picture.save(tmp_path / "flow.PNG").read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(QueryError, match=r"no picture can be written as 'gif'"):
        picture.save(tmp_path / "flow.gif")
    with pytest.raises(QueryError, match=r"ends in \.svg, \.png, \.pdf"):
        picture.save(tmp_path / "flow")
    assert [file.name for file in tmp_path.iterdir()] == ["flow.PNG"]


def test_a_notebook_shows_it() -> None:
    picture = draw("flow", subject(small()))
    assert picture._repr_svg_().encode() == picture.as_bytes("svg")
    assert picture._repr_png_() == picture.as_bytes("png")


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(QueryError, match="there is no picture 'pie'; choose one of network, matr"):
        draw("pie", subject(small()))
    with pytest.raises(QueryError, match="no words in the language 'de'; use ka or en"):
        draw("flow", subject(small(), "de"))
    for kind in ("timeline", "flow"):
        with pytest.raises(QueryError, match=f"a picture of the kind {kind} has no layers"):
            draw(kind, subject(small(), choice=Choice(layers=("funding",))))
    for kind in ("matrix", "timeline", "flow"):
        with pytest.raises(QueryError, match=f"a picture of the kind {kind} cannot be drawn aroun"):
            draw(kind, replace(subject(small()), around=("a",)))


def test_a_caption_counts_the_plans_and_documents_that_it_does_not_name() -> None:
    plans = made(*(row(f"{n}", lead="a", support="b", plan=f"plan{n}") for n in range(9)))
    told = Drawn.of(draw("network", subject(plans))).told()
    assert "plan2 (2019–2020); and 6 more" in told
    assert "plan3" not in told


def test_a_caption_tells_what_was_chosen() -> None:
    choice = Choice(
        level="ministry", divisions=("first",), donors=("eu",), without=("d",), chair=False,
        since=date(2019, 1, 1), types=("agency", "government"),
    )  # fmt: skip
    told = Drawn.of(draw("timeline", subject(small(), choice=choice))).told()
    assert (
        "Chosen: ministries together with their units; chapter first; activities with the donor "
        "EU; without D; only bodies of the kind agency, government; deadlines from 2019-01-01 to "
        "…; without the chairing ministry and the councils that it runs."
    ) in told


def test_periods() -> None:
    assert period(Plan("p", {})) == ""
    assert period(Plan("p", {}, date(2019, 1, 1), date(2019, 12, 31))) == "2019"
    assert period(Plan("p", {}, date(2019, 3, 1), date(2020, 2, 29))) == "2019-03-01 – 2020-02-29"

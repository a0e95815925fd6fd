"""The pictures for reports on the site: a page of all, each a file, the same filters, few files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

import kavshiri
from kavshiri.graph.query import Queryable
from kavshiri.viz.pictures import kinds, picture
from kavshiri.viz.site.content import Answer
from kavshiri.viz.site.known import Known
from kavshiri.viz.site.links import Query, ServedLinks
from kavshiri.viz.site.pictures import FORMATS, KINDS
from kavshiri.viz.site.site import Site

from .test_app import client_of

BASE = "https://w3id.org/kavshiri/id/"
TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
STARTS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


def page(site: Site, path: str, lang: str = "en", **query: str) -> str:
    answer = site.answer(lang, path, {name: [value] for name, value in query.items()})
    assert answer.status == 200
    return answer.body.decode()


def test_the_site_offers_what_can_be_drawn() -> None:
    assert tuple(KINDS) == kinds.KINDS
    assert FORMATS == picture.FORMATS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", FORMATS)
def test_each_picture_is_a_file(site: Site, kind: str, format: str) -> None:
    answer = site.answer("ka", f"pictures/{kind}.{format}", {})
    assert (answer.status, answer.media_type) == (200, TYPES[format])
    assert answer.body.startswith(STARTS[format])
    assert answer.headers == {
        "Content-Disposition": f'inline; filename="kavshiri-{kind}-ka.{format}"'
    }


@pytest.mark.parametrize(
    ("lang", "name", "said"),
    [
        ("en", "pie.svg", "There is no such page"),
        ("ka", "flow.gif", "ასეთი გვერდი არ არის"),
        ("en", "flow", "There is no such page"),
        ("en", "../flow.svg", "There is no such page"),
        ("en", "flow.svg/x", "There is no such page"),
    ],
)
def test_what_no_picture_has_is_not_found_in_words(
    site: Site, lang: str, name: str, said: str
) -> None:
    answer = site.answer(lang, f"pictures/{name}", {})
    assert (answer.status, answer.media_type) == (404, "text/html; charset=utf-8")
    assert said in answer.body.decode()
    assert f"pictures/{name}" in answer.body.decode()


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("flow.svg", {"layer": ["funding"]}, "a picture of the kind flow has no layers"),
        ("matrix.svg", {"around": ["iom"]}, "cannot be drawn around a body"),
        ("matrix.svg", {"sheet": ["b7"]}, "sheet"),
        ("network.svg", {"plan": ["nobody"]}, "nobody"),
        ("timeline.svg", {"from": ["2019-02-30"]}, "2019-02-30"),
        ("timeline.svg", {"from": ["2020-01-01"], "until": ["2019-01-01"]}, "2019-01-01"),
    ],
)
def test_values_that_cannot_be_used(site: Site, name: str, query: Query, said: str) -> None:
    answer = site.answer("en", f"pictures/{name}", query)
    assert answer.status == 400
    assert said in answer.body.decode()


def test_the_address_chooses_as_on_the_page_of_the_network(site: Site, place: Path) -> None:
    """The same bytes as from Python, for every name that may stand in the address."""
    query = {
        "plan": ["migration-2019"], "layer": ["delivery", "funding"], "chair": ["no"],
        "level": ["ministry"], "groups": ["yes"], "from": ["2019-06-01"], "around": ["iom"],
    }  # fmt: skip
    answer = site.answer("en", "pictures/network.svg", query)
    with kavshiri.open(place) as graph:
        drawn = graph.picture(
            "network", plan="migration-2019", layer=("delivery", "funding"), chair=False,
            level="ministry", groups=True, since=date(2019, 6, 1), around="IOM",
        )  # fmt: skip
        assert answer.body == drawn.as_bytes("svg")
        assert "Only IOM and those that have a tie with it are drawn." in drawn.caption.explanation
        slide = graph.picture("flow", width=254, height=142.875, donor="EU", lang="ka")
        asked = {"sheet": ["slide"], "donor": ["eu"]}
        assert site.answer("ka", "pictures/flow.png", asked).body == slide.as_bytes("png")


def test_the_gallery_shows_all_with_words_for_who_cannot_see_them(site: Site) -> None:
    """What they say was counted by hand: see the tests of the pictures and of networks."""
    text = page(site, "pictures", plan="thb-2019-2020")
    alts = re.findall(r'<img src="([^"]*)" alt="([^"]*)"', text)
    assert [address for address, _ in alts] == [
        f"/en/pictures/{kind}.svg?plan=thb-2019-2020" for kind in KINDS
    ]
    network, _, timeline, flow = (alt for _, alt in alts)
    assert network.startswith("Who needs whom to deliver. 2019–2020 Action Plan for Combating")
    assert "19 organisations, 55 planned ties." in network
    assert "With a deadline: 57, without: 0." in timeline
    assert "Drawn: 0 activities with a donor, of 57 in all." in flow
    for kind in KINDS:
        for format in FORMATS:
            address = f"/en/pictures/{kind}.{format}?plan=thb-2019-2020"
            assert f'<a href="{address}" download>{format.upper()}' in text
    for table in ("network", "matrix", "deadlines", "money"):
        assert f'<a href="/en/{table}?plan=thb-2019-2020">' in text


def test_layers_are_kept_for_those_that_have_them(site: Site) -> None:
    answer = site.answer("ka", "pictures", {"layer": ["funding", "joint"], "sheet": ["slide"]})
    text = answer.body.decode()
    chosen = "layer=funding&amp;layer=joint&amp;sheet=slide"
    assert f"/ka/pictures/network.svg?{chosen}" in text
    assert f"/ka/pictures/matrix.pdf?{chosen}" in text
    assert '/ka/pictures/flow.svg?sheet=slide"' in text
    assert '/ka/pictures/timeline.svg?sheet=slide"' in text


@pytest.mark.parametrize(
    ("path", "query", "address"),
    [
        ("matrix", {}, "/en/pictures/matrix.pdf"),
        ("matrix", {"layer": ["joint"]}, "/en/pictures/matrix.pdf?layer=joint"),
        ("deadlines", {"from": ["2019-10-01"]}, "/en/pictures/timeline.pdf?from=2019-10-01"),
        ("money", {"by": ["chapter"]}, "/en/pictures/flow.pdf"),
    ],
)
def test_pages_offer_the_picture_of_what_they_show(
    site: Site, path: str, query: Query, address: str
) -> None:
    text = site.answer("en", path, query).body.decode()
    assert f'As a picture: <a href="{address.replace("pdf", "svg")}" download>SVG</a>' in text
    assert f'<a href="{address}" download>PDF</a>' in text


def test_no_picture_is_offered_that_would_show_something_else(site: Site) -> None:
    """A timeline cannot show the deadlines of one body alone."""
    assert "As a picture" not in page(site, "deadlines", organisation="iom")
    assert "As a picture" in page(site, "deadlines", organisation="")
    assert "As a picture" not in page(site, "plans")


@dataclass
class FolderLinks:
    """Addresses as the folder of files makes them, with all that were asked for."""

    wanted: set[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]] = field(
        default_factory=set
    )

    def page(self, lang: str, path: str, query: Query) -> str:
        kept = tuple((name, tuple(values)) for name, values in sorted(query.items()) if values)
        self.wanted.add((lang, path, kept))
        return "file"

    def file(self, name: str) -> str:
        return name


def linked(known: Known, path: str, query: Mapping[str, tuple[str, ...]]) -> FolderLinks:
    links = FolderLinks()
    assert Site(known, links, is_file=True).answer("en", path, query).status == 200
    return links


def drawn(links: FolderLinks) -> set[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    """The pictures that a page links to, each with what it is of."""
    return {
        (path.removeprefix("pictures/"), query)
        for lang, path, query in links.wanted
        if lang == "en" and path.startswith("pictures/")
    }


def test_a_site_of_files_has_twelve_pictures_and_those_of_each_plan(site: Site) -> None:
    links = linked(site.known, "pictures", {})
    assert drawn(links) == {(f"{kind}.{format}", ()) for kind in KINDS for format in FORMATS}
    alone = {
        q for _, path, q in links.wanted if path == "pictures" and any(dict(q).get("plan", ()))
    }
    plan = ("plan", ("thb-2019-2020",))
    assert alone == {(("plan", ("migration-2019",)),), (plan,)}
    of_plan = linked(site.known, "pictures", dict([plan]))
    assert drawn(of_plan) == {(f"{kind}.svg", (plan,)) for kind in KINDS}


def test_a_choice_on_a_page_of_files_brings_no_picture_of_its_own(site: Site) -> None:
    assert len(drawn(linked(site.known, "matrix", {}))) == 3
    assert not drawn(linked(site.known, "matrix", {"plan": ("thb-2019-2020",)}))


def test_a_picture_that_a_browser_has_is_not_sent_again(place: Path) -> None:
    client = client_of(place)
    first = client.get("/en/pictures/timeline.svg")
    assert first.headers["content-type"] == "image/svg+xml"
    again = client.get("/en/pictures/timeline.svg", {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_gallery_needs_no_matplotlib(place: Path) -> None:
    """It takes a second to load: only a picture that is asked for does."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from kavshiri.viz.site.shelf import Shelf\n"
        "site = Shelf(Path(sys.argv[1])).site()\n"
        "assert site.answer('ka', 'pictures', {}).status == 200\n"
        "assert 'matplotlib' not in sys.modules\n"
        "assert site.answer('ka', 'pictures/flow.svg', {}).status == 200\n"
        "assert 'matplotlib' in sys.modules\n"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(place)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_names_that_try_to_run_stay_text(hostile_store: Queryable, lang: str) -> None:
    site = Site(Known(hostile_store, BASE, "build", "1"), ServedLinks())
    text = site.answer(lang, "pictures", {}).body.decode()
    assert "<script" not in text
    assert "<img src=x" not in text
    answers: list[Answer] = [site.answer(lang, f"pictures/{kind}.svg", {}) for kind in KINDS]
    assert [each.status for each in answers] == [200] * 4
    for each in answers:
        assert b"<script" not in each.body
        assert not re.search(rb"<(img|a|foreignObject)\b", each.body)
        assert not re.search(rb"<[a-z]+ [^>]*\bon[a-z]+=", re.sub(rb"<!--.*?-->", b"", each.body))

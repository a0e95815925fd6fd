"""The network page as the server makes it: the picture, what is told beside it, large plans."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from kavshiri.graph.coordination.choice import LAYERS, Choice
from kavshiri.graph.coordination.plans import Activity, Organisation, Plan, Plans
from kavshiri.graph.coordination.whatif import what_if
from kavshiri.viz.site.known import Known
from kavshiri.viz.site.links import ServedLinks
from kavshiri.viz.site.marks import Mark
from kavshiri.viz.site.networks import Networks, Seen
from kavshiri.viz.site.picture import Picture, picture_of
from kavshiri.viz.site.site import Site
from kavshiri.viz.site.words import words

BASE = "https://w3id.org/kavshiri/id/"
SVG = "{http://www.w3.org/2000/svg}"
CHOICES = {
    "delivery": Choice(),
    "everything": Choice(layers=LAYERS, groups=True),
    "money": Choice(layers=("funding",)),
    "ministries": Choice(layers=LAYERS, level="ministry"),
    "one plan": Choice(plans=(BASE + "plan/thb-2019-2020",)),
    "without the chair": Choice(chair=False),
}


def page(site: Site, lang: str = "en", **query: str | list[str]) -> str:
    """The page, which must be there."""
    asked = {name: [v] if isinstance(v, str) else v for name, v in query.items()}
    answer = site.answer(lang, "network", asked)
    assert answer.status == 200, answer.body.decode()
    return answer.body.decode()


def data(text: str) -> dict[str, Any]:
    """What a page tells its script."""
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert block
    found: dict[str, Any] = json.loads(block[1])
    return found


def drawing(text: str) -> ET.Element:
    """The picture of a page."""
    found = re.search(r'<div id="drawing">(.*?)</div>', text, re.DOTALL)
    assert found
    return ET.fromstring(found[1])


def plain(text: str) -> str:
    """The words of a page on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def figures(text: str) -> str:
    """What stands above the picture of a page."""
    return plain(text.partition('class="figures"')[2].partition("<section")[0])


def drawn(site: Site, choice: Choice, by: str = "", lang: str = "en", **more: Any) -> Picture:
    """A picture of the two plans."""
    known = site.known
    return picture_of(known.plans, known.networks, Seen(choice, by), lang, **more)


def on_each_other(marks: tuple[Mark, ...]) -> Iterator[tuple[str, str]]:
    """Marks that lie on each other with their names, by more than a hair."""
    for one, other in combinations(marks, 2):
        across = one.room.half_width + other.room.half_width - abs(one.x - other.x)
        down = min(one.y + one.room.down, other.y + other.room.down)
        down -= max(one.y - one.room.up, other.y - other.room.up)
        if across > 0.3 and down > 0.3:
            yield one.name, other.name


@pytest.mark.parametrize("name", CHOICES)
def test_no_mark_and_no_name_lies_on_another(site: Site, name: str) -> None:
    picture = drawn(site, CHOICES[name])
    assert len(picture.marks) > 10
    assert list(on_each_other(picture.marks)) == []
    for mark in picture.marks:
        assert 0 <= mark.x - mark.room.half_width < mark.x + mark.room.half_width <= picture.width
        assert 0 <= mark.y - mark.room.up < mark.y + mark.room.down <= picture.height


@pytest.mark.parametrize("body", ["ministry-of-internal-affairs", "iom", "eu"])
def test_a_neighbourhood_has_its_own_picture(site: Site, body: str) -> None:
    middle = next(iri for iri in site.known.plans.organisations if iri.endswith("/" + body))
    picture = drawn(site, Choice(layers=LAYERS), near=(middle,))
    assert list(on_each_other(picture.marks)) == []
    places = {mark.iri: mark for mark in picture.marks}
    ties = [line for line in picture.lines if middle in (line.source, line.target)]
    assert places.keys() == {middle} | {e for line in ties for e in (line.source, line.target)}
    needs, needed = set(), set()
    for line in ties:
        other = line.target if line.source == middle else line.source
        needs |= {other} if line.source == middle or line.mutual else set()
        needed |= {other} if line.target == middle or line.mutual else set()
    assert all(places[each].x > places[middle].x for each in needs - needed)
    assert all(places[each].x < places[middle].x for each in needed - needs)


def test_a_filter_and_a_language_move_nobody(site: Site) -> None:
    """Whoever is drawn twice stands as far from the others in both pictures."""
    every = {mark.iri: mark for mark in drawn(site, Choice(layers=LAYERS)).marks}
    for choice in (Choice(), Choice(chair=False), CHOICES["one plan"], CHOICES["money"]):
        for lang in ("en", "ka"):
            marks = drawn(site, choice, lang=lang).marks
            moved = {
                (round(m.x - every[m.iri].x, 0), round(m.y - every[m.iri].y, 0)) for m in marks
            }
            assert max(x for x, _ in moved) - min(x for x, _ in moved) <= 1
            assert max(y for _, y in moved) - min(y for _, y in moved) <= 1


def test_two_networks_over_the_same_plans_draw_the_same(site: Site) -> None:
    again = picture_of(site.known.plans, Networks(site.known.plans), Seen(Choice()), "en")
    assert again == drawn(site, Choice())


def test_gathered_bodies_are_one_mark_with_their_members(site: Site) -> None:
    picture = drawn(site, Choice(), "sector")
    sectors = {mark.name: len(mark.members) for mark in picture.marks}
    everybody = drawn(site, Choice())
    assert sectors["international"] == sum(m.sector == "international" for m in everybody.marks)
    assert {mark.sector for mark in picture.marks} <= {"government", "international", "academic"}
    clusters = drawn(site, Choice(), "community")
    members = [body for mark in clusters.marks for body in mark.members]
    assert sorted(members) == sorted(mark.iri for mark in everybody.marks)


def test_the_busiest_can_be_asked_for(site: Site) -> None:
    picture = drawn(site, Choice(), most=15)
    assert (len(picture.marks), picture.bodies) == (15, len(drawn(site, Choice()).marks))
    smallest = min(mark.leads + mark.helps for mark in picture.marks)
    assert smallest > 1
    text = plain(page(site, most="15"))
    assert f"Drawn are the 15 busiest of {picture.bodies} bodies." in text


@pytest.mark.parametrize(("lang", "said"), [("en", "delivery"), ("ka", "შესრულება")])
def test_the_drawing_tells_everything_without_a_script(site: Site, lang: str, said: str) -> None:
    text = page(site, lang)
    told, svg = data(text), drawing(text)
    marks = svg.findall(f".//{SVG}g[@data-mark]")
    lines = svg.findall(f".//{SVG}g[@data-line]")
    assert [len(marks), len(lines)] == [len(told["marks"]), len(told["lines"])]
    for number, mark in enumerate(told["marks"]):
        link = svg.findall(f"{SVG}a")[number]
        assert link.get("href") == mark["page"]
        assert link.findtext(f"{SVG}g/{SVG}title") == mark["name"]
    for number, line in enumerate(told["lines"]):
        ends = (told["marks"][line[end]]["name"] for end in ("from", "to"))
        expected = f"{' → '.join(ends)}: {said}, {line['weight']}"
        assert lines[number].findtext(f"{SVG}title") == expected


def test_lines_look_like_their_layers(site: Site) -> None:
    text = page(site, layer=list(LAYERS))
    told, svg = data(text), drawing(text)
    seen = {}
    for number, line in enumerate(told["lines"]):
        group = svg.find(f".//{SVG}g[@data-line='{number}']")
        assert group is not None
        curve, *head = group.findall(f"{SVG}path")
        seen.setdefault(line["layer"], set()).add(("stroke-dasharray" in curve.attrib, len(head)))
    assert seen == {
        "delivery": {(False, 1)},
        "joint": {(False, 0)},  # they need each other: no arrow
        "funding": {(True, 1)},
        "reporting": {(True, 1)},
        "hosting": {(True, 1)},
    }


def test_the_legend_counts_what_is_drawn(site: Site) -> None:
    text = page(site, layer=["delivery", "funding"])
    told = data(text)
    for kind, counted in (
        ("sector", [mark["sector"] for mark in told["marks"]]),
        ("layer", [line["layer"] for line in told["lines"]]),
    ):
        found = dict(
            re.findall(rf'<li data-{kind}="(\w*)">.*?<span class="count">(\d+)</span>', text)
        )
        assert found == {code: str(counted.count(code)) for code in set(counted)}


def test_colours_and_shapes_come_from_one_place(site: Site) -> None:
    text = page(site)
    told = data(text)
    colour, _, outline, _ = told["looks"]["international"]
    number = next(n for n, m in enumerate(told["marks"]) if m["sector"] == "international")
    shape = drawing(text).find(f".//{SVG}g[@data-mark='{number}']/{SVG}path")
    assert shape is not None
    assert (shape.get("fill"), shape.get("d")) == (colour, outline)


@pytest.mark.parametrize("without", [["eu"], ["iom", "icmpd"], ["ministry-of-internal-affairs"]])
def test_what_is_lost_is_told_without_a_script(site: Site, without: list[str]) -> None:
    text = page(site, without=without)
    found = what_if(site.known.plans, [f"{BASE}organisation/{slug}" for slug in without])
    said = re.search(r'<section id="loss">(.*?)</section>', text, re.DOTALL)
    assert said
    told = plain(said[1])
    assert f"hit: {len(found.hit)} of 204" in told
    assert f"without their only money: {len(found.stranded)}." in told
    assert str(found.cohesion[1].pieces) in told
    for code, effects in (
        ("withoutLead", found.delivery("withoutLead")),
        ("withoutHelper", found.delivery("withoutHelper")),
        ("withoutMoney", found.money("withoutMoney")),
    ):
        heading = f"{words('en')['network.loss_' + code]} ({len(effects)})"
        assert (heading in told) == bool(effects)
    assert "what-if?" + "&amp;".join(f"without={each}" for each in without) in said[1]
    svg = drawing(text)
    for number, mark in enumerate(data(text)["marks"]):
        shape = svg.find(f".//{SVG}g[@data-mark='{number}']/{SVG}path")
        assert shape is not None
        assert (shape.get("fill") == "none") == (mark["slug"] in without)


def test_units_that_are_rolled_up_go_with_their_ministry(site: Site) -> None:
    """At the level of ministries a mark is away only when all that it stands for is."""
    told = data(page(site, level="ministry"))
    justice = next(mark for mark in told["marks"] if mark["name"].startswith("Ministry of Justice"))
    units = [told["bodies"][number] for number in justice["bodies"]]
    assert len(units) > 1
    for without, away in ((units, True), (units[:1], False)):
        text = page(site, level="ministry", without=without)
        number = data(text)["marks"].index(justice)
        shape = drawing(text).find(f".//{SVG}g[@data-mark='{number}']/{SVG}path")
        assert shape is not None
        assert (shape.get("fill") == "none") is away


def test_a_path_is_told_without_a_script(site: Site) -> None:
    """Of the national bank and Eurostat nobody knows the other: the way leads over ministries.

    The first step goes against the arrow: the ministry needs the bank.
    """
    told = plain(page(site, **{"from": "national-bank", "to": "eurostat"}))
    assert re.search(
        r"Path National Bank of Georgia – Ministry of Foreign Affairs of Georgia "
        r"delivery: Ministry of Foreign Affairs of Georgia → National Bank of Georgia \(\d+\) .* "
        r"National Statistics Office of Georgia → Eurostat",
        told,
    )
    gone = plain(page(site, **{"from": "eurostat", "to": "iom", "without": "geostat"}))
    assert "There is no path between them" in gone


def test_no_step_of_a_path_turns_an_arrow_round(site: Site) -> None:
    """The labour ministry needs GIZ in three activities of the plan, never the reverse."""
    told = plain(page(site, **{"from": "giz", "to": "eurostat"}))
    way = told[told.index("Path Deutsche") : told.index("The shortest way")]
    ministry = "Ministry of Internally Displaced Persons from the Occupied Territories"
    assert re.search(rf"delivery: {ministry}[^:]* → Deutsche Gesellschaft [^:]*\(3\)", way)
    assert not re.search(rf"Deutsche Gesellschaft [^:–]*→ {ministry}", way)
    arrows = {
        (told_["marks"][line["from"]]["name"], told_["marks"][line["to"]]["name"])
        for told_ in [data(page(site))]
        for line in told_["lines"]
    }
    steps = re.findall(r"delivery: (.+?) → (.+?) \(\d+\)", way)
    assert len(steps) >= 4
    assert set(steps) <= arrows


def test_what_a_donor_leaves_out_is_said(site: Site) -> None:
    """INL pays for four activities (V/გ): in 4.1 nobody helps the lead, so no line tells of it."""
    told = figures(page(site, donor="inl"))
    assert "The donor itself is not drawn, since the funding layer is not chosen" in told
    assert "Not in the lines: 1 of 4 activities" in told
    assert re.search(r"by a filter\. 4\.1 ", told)
    both = figures(page(site, donor="inl", layer=["delivery", "funding"]))
    assert "The donor itself is not drawn" not in both
    assert "Not in the lines" not in both


def test_bodies_and_groups_are_counted_apart(site: Site) -> None:
    """42 bodies have a tie of delivery; 16 groups without a name join them (as the home page)."""
    text = page(site, groups="yes")
    assert "42 bodies, 16 unnamed groups, 129 planned dependencies" in figures(text)
    assert re.search(r'<li data-sign="group">.*?<span class="count">16</span>', text, re.DOTALL)
    assert '<li data-sign="group" hidden>' in page(site)


def test_who_is_cut_off_is_told_and_drawn(site: Site) -> None:
    """Only the ministry works with Frontex and EXBS (the row of the matrix)."""
    text = page(site, without="ministry-of-internal-affairs")
    told = data(text)
    gone = next(n for n, m in enumerate(told["marks"]) if m["slug"].endswith("internal-affairs"))
    ties: dict[int, set[int]] = {n: set() for n in range(len(told["marks"]))}
    for line in told["lines"]:
        ties[line["from"]].add(line["to"])
        ties[line["to"]].add(line["from"])
    cut = {n for n, others in ties.items() if others == {gone}}
    names = {told["marks"][n]["slug"] for n in cut}
    assert {"frontex", "us-exbs"} <= names
    left = sum(gone not in (line["from"], line["to"]) for line in told["lines"])
    said = figures(text)
    assert f"{42 - 1 - len(cut)} bodies still have a tie (before: 42)" in said
    assert f"dependencies: {left} (before: 102)" in said
    for number in ties:
        shape = drawing(text).find(f".//{SVG}g[@data-mark='{number}']/{SVG}path")
        assert shape is not None
        assert (shape.get("stroke") == "#8a3b00") == (number in cut)


def test_with_and_without_the_chair(site: Site) -> None:
    """The ministry of justice chairs the Anti-Trafficking Council, and hosts its secretariat."""
    text = page(site)
    chair = plain(text[text.index('id="chair-title"') : text.index('id="dependencies"')])
    assert "Ministry of Justice of Georgia, Interagency Coordination Council" in chair
    for number, choice in ((0, Choice()), (1, Choice(chair=False))):
        picture = drawn(site, choice)
        for name, count in (("bodies with a tie", picture.bodies), ("planned", picture.edges)):
            found = re.search(rf"{name}[a-z ]* (\d+) (\d+)", chair)
            assert found
            assert int(found[number + 1]) == count
    assert len(re.findall(r"no\. \d by betweenness", chair)) == 5
    without = figures(page(site, chair="no"))
    assert "Left out: Ministry of Justice of Georgia, Interagency Coordination Council" in without


def test_a_body_is_found_by_any_of_its_names(site: Site) -> None:
    for words_asked in ("საგარეო საქმეთა", "sagareo sakmeta", "Foreign Affairs of Georgia"):
        text = page(site, find=words_asked)
        assert "/en/network?around=ministry-of-foreign-affairs" in text
    assert "No body of this name was found." in page(site, find="atlantis")


def test_the_table_says_the_same_and_opens_everything(site: Site) -> None:
    text = page(site, layer=["delivery", "funding"])
    told = data(text)
    asked = {"layer": ["delivery", "funding"], "panel": ["dependencies"], "format": ["csv"]}
    rows = list(csv.DictReader(io.StringIO(site.answer("en", "network", asked).body.decode())))
    lines = sorted((line["weight"] for line in told["lines"]), reverse=True)
    assert [int(row["weight"]) for row in rows] == lines
    table = text.partition('id="dependencies"')[2]
    first = re.search(r"<tbody>\s*<tr>(.*?)</tr>", table, re.DOTALL)
    assert first
    links = re.findall(r'<td class="\w+ is-(\w+)"><a href="([^"]+)"', first[1])
    assert [name for name, _ in links[:3]] == ["from", "to", "weight"]
    for _, address in links:
        path, _, query = address.removeprefix("/en/").replace("&amp;", "&").partition("?")
        given = {n: [v] for n, v in (each.split("=") for each in query.split("&") if each)}
        assert site.answer("en", path, given).status == 200


@pytest.mark.parametrize(
    "query",
    [{"level": "planet"}, {"most": "7"}, {"around": "atlantis"}, {"from": "iom", "to": "atlantis"}],
)
def test_what_does_not_exist_is_said(site: Site, query: dict[str, str]) -> None:
    for lang, said in (("en", "This value cannot be used"), ("ka", "ეს მნიშვნელობა არ გამოდგება")):
        answer = site.answer(lang, "network", {name: [value] for name, value in query.items()})
        assert answer.status == 400
        assert said in answer.body.decode()


def test_what_the_form_does_not_ask_for_is_kept(site: Site) -> None:
    form = re.search(r'<form class="filters".*?</form>', page(site, without="eu"), re.DOTALL)
    assert form
    assert re.search(r'name="without" value="eu" checked', form[0])


def many(activities: int, bodies: int) -> Plans:
    """Plans in which each body leads what others help with, and the first much more than the last.

    Every activity has a lead, four helpers and often a donor; the choice of them is plain sums.
    """
    names = [f"{BASE}organisation/o{number:04}" for number in range(bodies)]

    def body(number: int) -> str:
        return names[number * number % 7919 * number % bodies]

    plan = f"{BASE}plan/made"
    found = {}
    for n in range(activities):
        iri = f"{BASE}activity/made/{n:05}"
        roles = {
            "lead": (body(n),),
            "partner": tuple(sorted({body(n + 3 * k + 1) for k in range(4)} - {body(n)})),
            "donor": (body(7 * n + 5),) if n % 3 else (),
        }
        found[iri] = Activity(
            iri, plan, {"en": f"Strengthening matter {n}"}, str(n), n, roles=roles
        )
    return Plans(
        plans={plan: Plan(plan, {"en": "Made"})},
        divisions={},
        objectives={},
        organisations={
            iri: Organisation(iri, {"en": f"Agency for the Matter {n}", "ka": f"უწყება {n}"},
                              sector=("government", "international", "civilSociety")[n % 3])
            for n, iri in enumerate(names)
        },
        activities=found,
    )  # fmt: skip


@pytest.fixture(scope="module")
def large(site: Site) -> Site:
    """The site over plans of 20,000 activities with 2,000 bodies."""
    known = Known(site.known.store, BASE, "build", "1")
    known.__dict__["plans"] = many(20_000, 2_000)
    return Site(known, ServedLinks())


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"layer": list(LAYERS)},
        {"level": "sector"},
        {"level": "community"},
        {"around": "o0007"},
        {"most": "100"},
        {"without": ["o0001", "o0004"]},
        {"from": "o1999", "to": "o1000"},
    ],
    ids=str,
)
def test_of_large_plans_a_part_is_drawn_and_said(
    large: Site, query: dict[str, str | list[str]]
) -> None:
    text = page(large, "ka", **query)
    assert len(text.encode()) < 1_000_000
    told = data(text)
    assert not told["isWhole"]
    assert 1 < len(told["marks"]) <= 100
    assert len(told["lines"]) <= 400
    if told["isCut"]:
        assert f"დახატულია {len(told['marks'])} ყველაზე დატვირთული" in plain(text)
        assert 'name="find"' in text
    if "from" in query:
        assert next(told["marks"][n]["slug"] for n in told["path"]) == "o1999"


def test_small_plans_are_told_as_a_whole(site: Site) -> None:
    told = data(page(site))
    assert told["isWhole"]
    assert len(told["activities"]) == 204
    assert not told["isCut"]
    assert 'name="find"' not in page(site)


def test_what_is_kept_of_a_choice_is_used_again(site: Site) -> None:
    networks = Networks(site.known.plans)
    one = networks.of(Seen(Choice()))
    assert networks.of(Seen(replace(Choice()))) is one
    assert networks.of(Seen(Choice(chair=False))) is not one
    for most in range(1, 29):
        networks.of(Seen(Choice(since=date(2019, 1, most))))
        networks.of(Seen(Choice(until=date(2020, 1, most))))
        networks.of(Seen(Choice(since=date(2019, 2, most), groups=True)))
    assert networks.of(Seen(Choice())) is not one  # the longest unused are forgotten

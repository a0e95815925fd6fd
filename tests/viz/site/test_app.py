"""The site behind HTTP: methods, states of a page, errors in words, files, a new build."""

from __future__ import annotations

import asyncio
import csv
import gc
import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx
import openpyxl
import pyoxigraph
import pytest
from starlette.applications import Starlette

import kavshiri
from kavshiri.viz.site.app import CONTENT_SECURITY_POLICY, Pages, Remembered
from kavshiri.viz.site.content import Answer
from kavshiri.viz.site.shelf import Shelf

TITLE = re.compile("<title>(.*?)</title>")
THB = Path(__file__).parents[3] / "data" / "plans" / "thb-2019-2020.txt"

PANELS = (
    "plans/thb-2019-2020",
    "activities/thb-2019-2020/2/2.1.7",
    "organisations",
    "organisations/iom",
    "activities",
    "objectives",
    "donors/eu",
    "network",
    "between/anti-trafficking-council/crime-prevention-centre",
    "deadlines",
    "money",
    "overlaps",
    "findings",
)
"""A page of every kind that has tables."""


@dataclass(frozen=True)
class Client:
    """Asks the application as a server would, without a socket."""

    app: Starlette

    def ask(self, method: str, path: str, headers: Mapping[str, str] | None) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://x.test") as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(asked())

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.ask("GET", path, headers)


def client_of(folder: Path) -> Client:
    """A client of the site over a store."""
    return Client(Starlette(routes=list(Pages(Shelf(folder).site).routes())))


@pytest.fixture(scope="module")
def http(place: Path) -> Client:
    """A client of the site over the two plans."""
    return client_of(place)


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("", "ka"),
        ("ka", "ka"),
        ("en-GB,en;q=0.9", "en"),
        ("de, en;q=0.4, ka;q=0.9", "ka"),
        ("fr,de;q=0.5", "ka"),
        ("en;q=nonsense", "ka"),
    ],
)
def test_the_entrance_speaks_the_language_of_the_browser(
    http: Client, asked: str, lang: str
) -> None:
    answer = http.get("/", headers={"Accept-Language": asked})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{lang}/")


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_a_language_without_its_slash_leads_to_its_home(http: Client, lang: str) -> None:
    answer = http.get(f"/{lang}")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/{lang}/")


def test_head_is_get_without_the_page(http: Client) -> None:
    page, head = http.get("/en/plans"), http.ask("HEAD", "/en/plans", None)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == page.headers
    assert int(head.headers["content-length"]) == len(page.content) > 0


def test_nothing_can_be_sent(http: Client) -> None:
    assert http.ask("POST", "/en/plans", None).status_code == 405


def test_a_page_that_is_known_is_not_sent_again(http: Client) -> None:
    first = http.get("/ka/plans")
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    again = http.get("/ka/plans", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for other in ("/en/plans", "/ka/plans?plan=thb-2019-2020", "/ka/donors"):
        changed = http.get(other, headers={"If-None-Match": tag})
        assert changed.status_code == 200
        assert changed.headers["etag"] != tag


@pytest.mark.parametrize("path", ["", "network", "nothing", "money?by=colour"])
def test_nothing_from_elsewhere_and_nothing_inline_runs(http: Client, path: str) -> None:
    headers = http.get(f"/en/{path}").headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-cache"
    assert headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "plans/nothing",
        "plans/",
        "activities/thb-2019-2020/99",
        "organisations/nobody",
        "donors/nobody",
        "donors/ministry-of-finance/x",
        "between/iom/nobody",
        "questions/nothing",
        "source/nothing",
        "plans/%00",
        "plans/%ED%A0%80",
        "money?panel=nothing&format=csv",
        "money?format=exe",
        "about?format=csv",
    ],
)
@pytest.mark.parametrize(
    ("lang", "said"), [("ka", "ასეთი გვერდი არ არის"), ("en", "There is no such page")]
)
def test_what_is_not_there_is_told_in_words(http: Client, lang: str, said: str, path: str) -> None:
    answer = http.get(f"/{lang}/{path}")
    assert answer.status_code == 404
    assert f"<h1>{said}</h1>" in answer.text
    assert f'<html lang="{lang}" ' in answer.text
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "network?layer=telepathy",
        "network?level=city",
        "network?plan=nothing",
        "matrix?chapter=nothing",
        "deadlines?from=yesterday",
        "deadlines?organisation=nobody",
        "money?by=colour",
        "what-if?without=nobody",
        "findings?severity=dreadful",
        "overlaps?activity=nothing",
    ],
)
@pytest.mark.parametrize(
    ("lang", "said"), [("ka", "ეს მნიშვნელობა არ გამოდგება"), ("en", "This value cannot be used")]
)
def test_a_value_that_cannot_be_used_is_told_in_words(
    http: Client, lang: str, said: str, path: str
) -> None:
    answer = http.get(f"/{lang}/{path}")
    assert answer.status_code == 400
    assert said in answer.text
    assert "Traceback" not in answer.text


def test_empty_and_unknown_names_in_the_address_change_nothing(http: Client) -> None:
    assert http.get("/en/money?by=&plan=&colour=red").status_code == 200


def test_every_panel_can_be_taken_away(http: Client) -> None:
    seen = 0
    for path in PANELS:
        page = http.get(f"/en/{path}").text
        panels = {part.partition("&")[0] for part in page.split("panel=")[1:]}
        assert panels, path
        for panel in sorted(panels):
            rows = http.get(f"/en/{path}?panel={panel}&format=csv")
            assert rows.headers["content-type"] == "text/csv; charset=utf-8"
            assert f"{panel}.csv" in rows.headers["content-disposition"]
            table = list(csv.reader(io.StringIO(rows.text)))
            assert len({len(row) for row in table}) == 1
            records = json.loads(http.get(f"/en/{path}?panel={panel}&format=json").text)
            assert records
            book = http.get(f"/en/{path}?panel={panel}&format=xlsx").content
            assert zipfile.ZipFile(io.BytesIO(book)).testzip() is None
            query = http.get(f"/en/{path}?panel={panel}&format=sparql")
            if f"panel={panel}&amp;format=sparql" in page:
                list(pyoxigraph.Store().query(query.text))  # type: ignore[arg-type]  # SELECT
            else:
                assert query.status_code == 404
            seen += 1
    assert seen > len(PANELS)


@pytest.mark.parametrize(
    ("asked", "ways"),
    [
        ("overlaps?activity=4.1&where=across", 13),  # more than a dozen have it
        ("money?lead=Ministry+of+Forein+Affairs", 2),
        ("deadlines?from=2019-07-01&until=2019-06-30", 1),
    ],
)
def test_a_value_that_cannot_be_used_leads_on(http: Client, asked: str, ways: int) -> None:
    answer = http.get(f"/en/{asked}")
    assert answer.status_code == 400
    found = re.findall(r'<li><a href="(/en/[^"]+)"', answer.text.partition("<main")[2])
    assert len(found) == ways
    for address in found:
        assert http.get(html.unescape(address)).status_code == 200, address


@pytest.mark.parametrize("asked", ["V · გ · 4.7", "v გ 4.7", "migration-2019/v/g/4.7", "5.11.1"])
def test_an_activity_is_named_as_the_plan_prints_it(http: Client, asked: str) -> None:
    page = http.get(f"/en/overlaps?{urlencode({'activity': asked})}")
    assert page.status_code == 200
    # The preparing of soldiers: each plan has it, in the same words.
    first = page.text.partition("<article>")[2].partition("</li>")[0]
    assert "migration-2019/v/g/4.7" in first
    assert "thb-2019-2020/5/5.11.1" in first


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("plans/none", "en/plans/none"),
        ("activities?panel=plan-as-table&format=doc", "activities (plan-as-table, doc)"),
        ("questions/none", "none"),
    ],
)
def test_what_is_not_there_is_named(http: Client, asked: str, told: str) -> None:
    page = http.get(f"/en/{asked}")
    assert page.status_code == 404
    assert told in page.text.partition("<main")[2]
    assert f'<li><a href="/en/{asked}"' not in page.text  # it does not lead to itself


def test_a_workbook_tells_what_was_chosen_and_of_which_build_it_is(http: Client) -> None:
    chosen = "lead=operational-technical-agency&donor=eu"
    page = http.get(f"/en/activities?{chosen}").text
    file = http.get(f"/en/activities?{chosen}&panel=plan-as-table&format=xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(file))
    about = {row[0].value: row[1].value for row in book["about"].iter_rows()}
    assert about["Parameter lead"] == "operational-technical-agency"
    assert about["Parameter donor"] == "eu"
    assert "Parameter format" not in about
    assert str(about["Build"])[:12] in page  # as the foot of every page says
    assert len(list(book["result"].rows)) == 2  # the heading, and line 686 of the plan


def test_the_scripts_and_styles_are_there(http: Client) -> None:
    for name in ("site.css", "network.js", "icon.svg"):
        assert http.get(f"/static/{name}").status_code == 200
    assert http.get("/static/../app.py").status_code == 404


def test_a_new_build_is_picked_up(place: Path, tmp_path: Path) -> None:
    served = tmp_path / "store"
    shutil.copytree(place, served)
    client = client_of(served)
    before = client.get("/en/plans")
    assert before.text.count("/en/plans/") == 2
    kavshiri.build([THB], out=served)
    after = client.get("/en/plans", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.text.count("/en/plans/") == 1
    assert client.get("/en/plans/migration-2019").status_code == 404


def test_the_oldest_pages_are_forgotten_first() -> None:
    made = []

    def page(name: str) -> Answer:
        def make() -> Answer:
            made.append(name)
            return Answer(200, "text/plain", b"1234")

        return remembered.answer(name, make)

    remembered = Remembered(most=8)
    for name in ("a", "b", "a", "c", "a", "b"):
        page(name)
    assert made == ["a", "b", "c", "b"]  # "a" was used last when "c" came, so "b" went


def test_what_is_made_before_anybody_asks_is_there(hostile_place: Path) -> None:
    made: list[Answer] = []

    class Watched(Remembered):
        def answer(self, name: str, make: Callable[[], Answer]) -> Answer:
            made.append(super().answer(name, make))
            return made[-1]

    Pages(Shelf(hostile_place).site, Watched()).warm()
    gc.unfreeze()
    assert {answer.status for answer in made} == {200}
    titles = {found[1] for each in made if (found := TITLE.search(each.body.decode()))}
    assert any("What if somebody drops out: " in title for title in titles)
    assert any("What depends on one body alone" in title for title in titles)

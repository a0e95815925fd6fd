"""A plan whose texts try to run: the data that the network page gives to its script."""

from __future__ import annotations

import json
import re

import pytest

from kavshiri.graph.query import Queryable
from kavshiri.viz.site.known import Known
from kavshiri.viz.site.links import ServedLinks
from kavshiri.viz.site.site import Site

BASE = "https://w3id.org/kavshiri/id/"


@pytest.mark.parametrize("lang", ["ka", "en"])
def test_the_data_of_the_network_cannot_be_left(hostile_store: Queryable, lang: str) -> None:
    site = Site(Known(hostile_store, BASE, "build", "1"), ServedLinks())
    answer = site.answer(lang, "network", {})
    assert answer.status == 200
    page = answer.body.decode()
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    assert not set("<>&'") & set(block[1])
    assert len(json.loads(block[1])["marks"]) == 6  # all bodies of the store
    scripts = re.findall(r"<script([^>]*)>", page)
    inline = [each for each in scripts if "src=" not in each]
    assert inline == [' type="application/json" id="data"']
    assert all(re.fullmatch(r' src="/static/[\w./-]+" defer', s) for s in set(scripts) - {*inline})


@pytest.mark.parametrize("path", ["search", "network", "what-if", "money", "matrix", "nothing"])
def test_what_stands_in_the_address_is_escaped(hostile_store: Queryable, path: str) -> None:
    site = Site(Known(hostile_store, BASE, "build", "1"), ServedLinks())
    bad = '"><img src=x onerror=alert(1)>{{7*7}}'
    for name in ("q", "plan", "without", "layer", "by", bad):
        page = site.answer("en", path, {name: [bad]}).body.decode()
        assert "<img" not in page
        assert '"><' + "img" not in page

"""A network too large for a page is cut to its busiest part, and the page says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kavshiri.graph.query import Queryable
from kavshiri.viz import chosen
from kavshiri.viz.delivery import read_delivery
from kavshiri.viz.network import write_network_page

BASE = "https://w3id.org/kavshiri/id/organisation/"
SSDA, MOJ = BASE + "state-services-development-agency", BASE + "ministry-of-justice"


def test_a_small_network_is_shown_whole(store: Queryable) -> None:
    shown = chosen.choose(read_delivery(store))
    assert len(shown.bodies) == 3
    assert (shown.links[0].lead, shown.links[0].needed) == (MOJ, SSDA)  # the heaviest
    assert len(shown.links) == len(shown.drawn()) == 4
    assert list(shown.activities.values()) == [0, 1, 2, 3]
    assert shown.least == 1


def test_the_busiest_are_drawn(store: Queryable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen, "MOST_BODIES", 2)
    shown = chosen.choose(read_delivery(store))
    assert shown.bodies == (MOJ, SSDA)  # four activities each; the third body has one
    assert [(link.lead, link.needed) for link in shown.drawn()] == [(MOJ, SSDA), (SSDA, MOJ)]
    assert len(shown.links) == 4


def test_many_lines_begin_with_the_heaviest(
    store: Queryable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chosen, "FEW_LINES", 1)
    assert chosen.choose(read_delivery(store)).least == 2  # one line has two activities


def test_the_page_says_what_it_leaves_out(
    store: Queryable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chosen, "MOST_BODIES", 2)
    monkeypatch.setattr(chosen, "MOST_LINKS", 3)
    monkeypatch.setattr(chosen, "MOST_ACTIVITIES", 2)
    summary = write_network_page(store, tmp_path / "network.html")
    assert (summary.organisations, summary.links, summary.activities) == (3, 4, 4)
    text = " ".join(summary.path.read_text(encoding="utf-8").split())
    assert "The picture shows the 2 bodies with the most activities, of 3." in text
    assert "Of 4 planned dependencies, the 3 with the most activities are listed." in text
    assert text.count('<tr id="a') == 2

"""A network too large for a page is cut to its busiest part, and the page says so."""

from __future__ import annotations

import pytest

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.query import Queryable
from kavshiri.viz import chosen
from kavshiri.viz.network import network_page
from kavshiri.viz.ties import Ties, read_ties
from tests.graph.coordination.made import made, row

BASE = "https://w3id.org/kavshiri/id/organisation/"
SSDA, MOJ = BASE + "state-services-development-agency", BASE + "ministry-of-justice"


@pytest.fixture
def ties(store: Queryable) -> Ties:
    """Who needs whom in the two invented plans."""
    return read_ties(read_plans(store), Choice())


def test_a_small_network_is_shown_whole(ties: Ties) -> None:
    shown = chosen.choose(ties, "en")
    assert len(shown.bodies) == 3
    assert (shown.links[0].source, shown.links[0].target) == (MOJ, SSDA)  # the heaviest
    assert len(shown.links) == len(shown.drawn()) == 4
    assert list(shown.activities.values()) == [0, 1, 2, 3]
    assert shown.least == 1


def test_the_busiest_are_drawn(ties: Ties, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen, "MOST_BODIES", 2)
    shown = chosen.choose(ties, "en")
    assert shown.bodies == (MOJ, SSDA)  # four activities each; the third body has one
    assert [(link.source, link.target) for link in shown.drawn()] == [(MOJ, SSDA), (SSDA, MOJ)]
    assert len(shown.links) == 4


def test_nobody_is_drawn_without_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lead three activities each with one helper, one leads four with four: places for four.

    The lines of three weigh most. Whoever takes part in most activities has lines of one only.
    """
    rows = [row(f"{lead}{n}", lead=lead, support="x" + lead) for lead in "ab" for n in range(3)]
    rows += [row(f"c{n}", lead="c", support=f"y{n}") for n in range(4)]
    ties = read_ties(made(*rows), Choice())
    monkeypatch.setattr(chosen, "MOST_BODIES", 4)
    shown = chosen.choose(ties, "en")
    assert shown.bodies == ("a", "b", "xa", "xb")
    assert len(shown.drawn()) == 2
    monkeypatch.setattr(chosen, "MOST_BODIES", 5)
    assert len(chosen.choose(ties, "en").bodies) == 4  # for a fifth there would have to be a sixth


def test_many_lines_begin_with_the_heaviest(ties: Ties, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen, "FEW_LINES", 1)
    assert chosen.choose(ties, "en").least == 2  # one line has two activities


def test_the_page_says_what_it_leaves_out(
    store: Queryable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chosen, "MOST_BODIES", 2)
    monkeypatch.setattr(chosen, "MOST_LINKS", 3)
    monkeypatch.setattr(chosen, "MOST_ACTIVITIES", 2)
    page = network_page(store, read_plans(store))
    assert (page.organisations, page.links, page.activities) == (3, 4, 4)
    text = " ".join(page.html.split())
    assert "The picture shows 2 of 3 bodies: those at the lines with the most activities." in text
    assert "Of 4 planned dependencies, the 3 with the most activities are listed." in text
    assert text.count('<tr id="a') == 2

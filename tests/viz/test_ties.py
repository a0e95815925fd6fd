"""The ties of the small store, counted by hand."""

from __future__ import annotations

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.reading import read_plans
from kavshiri.graph.query import Queryable
from kavshiri.viz.ties import Ties, read_ties

BASE = "https://w3id.org/kavshiri/id/"
SSDA, MOJ, IOM = "state-services-development-agency", "ministry-of-justice", "iom"


def short(iri: str) -> str:
    return iri.removeprefix(BASE + "organisation/").removeprefix(BASE + "activity/")


def links(ties: Ties) -> dict[tuple[str, str], tuple[list[str], tuple[str, ...]]]:
    return {
        (short(each.source), short(each.target)): ([*map(short, each.activities)], each.roles)
        for each in ties.links
    }


def test_each_lead_needs_each_supporter_and_partner(store: Queryable) -> None:
    ties = read_ties(read_plans(store), Choice())
    assert links(ties) == {
        (MOJ, IOM): (["one/i/a/1.2"], ("partner", "support")),
        (MOJ, SSDA): (["one/after-i/1.10", "two/1"], ("partner", "support")),
        (SSDA, IOM): (["one/i/a/1.2"], ("partner", "support")),
        (SSDA, MOJ): (["one/i/a/1.1"], ("support",)),
    }
    assert ties.groups_left_out == 1
    assert [short(iri) for iri in ties.bodies] == [IOM, MOJ, SSDA]
    assert not any(ties.body(iri).is_group for iri in ties.bodies)


def test_bodies_know_what_they_do(store: Queryable) -> None:
    ties = read_ties(read_plans(store), Choice())
    justice = BASE + "organisation/ministry-of-justice"
    assert [short(i) for i in ties.parts["leads"][justice]] == [
        "one/i/a/1.2", "one/after-i/1.10", "two/1",
    ]  # fmt: skip
    assert [short(i) for i in ties.parts["helps"][justice]] == ["one/i/a/1.1"]
    assert ties.works[justice] == 4
    assert set(ties.parts) == {"leads", "helps"}


def test_the_layers_tell_the_parts(store: Queryable) -> None:
    """Only plan two names a reporting body, IDF, which is no lead: one tie to the ministry."""
    ties = read_ties(read_plans(store), Choice(layers=("reporting",)))
    assert links(ties) == {("unresolved/idf", MOJ): (["two/1"], ("lead",))}
    assert ties.parts["reports"][BASE + "organisation/unresolved/idf"] == (BASE + "activity/two/1",)

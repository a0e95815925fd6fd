"""The page of an activity: what was read by hand in its row."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from kavshiri.viz.site.links import ServedLinks
from kavshiri.viz.site.pages.activity import activity
from kavshiri.viz.site.site import Site
from kavshiri.viz.site.trail import printed_place
from kavshiri.viz.site.view import View

from .pages import content_of

PLANS = Path(__file__).parents[3] / "data" / "plans"


def values(site: Site, path: str, lang: str = "en") -> dict[str, list[str]]:
    """Return the texts of an activity's page by their kind."""
    view = View(site.known, lang, ServedLinks(), f"activities/{path}", {})
    shown = activity(view, path).shown
    return {each["what"]: [text for text, _ in each["texts"]] for each in shown["values"]}


def test_two_targets_of_the_same_number_are_two(site: Site) -> None:
    """Line "1. ახალგაზრდა ელჩი (მინ. 15); 2. დაფინანსებული პროექტი (მინ. 15)."."""
    assert values(site, "migration-2019/viii/a/1.4")["target"] == ["მინ. 15", "მინ. 15"]
    soldiers = values(site, "migration-2019/v/g/4.7")["target"]
    assert soldiers == ["800-მდე გადამზადებული სამხედრო მოსამსახურე"]


def test_every_target_of_the_graph_stands_on_a_page(site: Site) -> None:
    start = len(site.known.base + "activity/")
    paths = [iri[start:] for iri in site.known.plans.activities]
    shown = sum(len(values(site, path).get("target", ())) for path in paths)
    (row,) = site.known.store.query("SELECT (COUNT(*) AS ?n) { ?t a kav:Target }").rows
    assert shown == int(row[0].value)


def test_a_month_is_said_and_no_day_is_made_up(site: Site) -> None:
    """The cell of viii/a/1.4 says 12.2019."""
    assert values(site, "migration-2019/viii/a/1.4")["deadline"] == ["December 2019"]
    assert values(site, "migration-2019/viii/a/1.4", "ka")["ვადა"] == ["დეკემბერი 2019"]
    assert values(site, "thb-2019-2020/3/3.2.2")["deadline"] == ["2019-01-01 – 2020-12-31"]


def test_a_source_without_an_amount_is_named_first(site: Site) -> None:
    """The cell says "ადმინ. რესურსი" and "7,000 ₾ (1 გრანტი)"."""
    assert values(site, "migration-2019/viii/a/1.4")["funding"] == [
        "administrative resource (amount not stated)",
        "state budget: 7,000 GEL (price per unit)",
    ]


@pytest.mark.parametrize(
    ("path", "absent"),
    [
        # "დამხმარე: …" alone stands in the cell of the responsible bodies.
        ("thb-2019-2020/3/3.2.2", {
            "lead": "not printed", "target": "not printed",
            "means of verification": "nowhere in the plan", "funding": "nowhere in the plan",
        }),
        ("migration-2019/v/g/4.1", {"deadline": "cell lost"}),
        ("migration-2019/viii/a/1.4", {}),
    ],
)  # fmt: skip
def test_what_a_row_lacks_is_said(site: Site, path: str, absent: dict[str, str]) -> None:
    shown = content_of(site.known, f"activities/{path}", {}).shown
    assert dict(shown["absent"]) == absent


def test_places_are_told_in_the_numbers_that_the_plan_prints(site: Site) -> None:
    view = View(site.known, "en", ServedLinks(), "", {})

    def place(path: str, kind: str = "activity") -> str:
        return printed_place(view, view.iri(kind, path))

    assert place("migration-2019/v/g/4.1") == "V · გ · 4.1"
    assert place("thb-2019-2020/2/2.1.7") == "2.1.7"  # the number of the goal is in it
    assert place("migration-2019/after-viii/b/1.2") == "after VIII · ბ · 1.2"
    assert place("migration-2019/v/g", "division") == "V · გ"
    assert place("nowhere/1.1") == ""


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_how_to_cite_a_row(site: Site, lang: str) -> None:
    """Row 4.1 stands from the line of its objective, 1198, to its note in 1338."""
    path = "migration-2019/v/g/4.1"
    cited = str(content_of(site.known, f"activities/{path}", {}, lang).shown["citation"])
    digest = sha256((PLANS / "migration-2019.txt").read_bytes()).hexdigest()
    lines = {"en": "lines 1198–1338", "ka": "სტრიქონები 1198–1338"}[lang]
    assert f"V · გ · 4.1. migration-2019.txt, {lines} (SHA-256 {digest}). Kavshiri " in cited
    assert cited.endswith(f"<https://w3id.org/kavshiri/id/activity/{path}>")


def test_the_words_of_a_plan_are_translated_beside_their_quotation(site: Site) -> None:
    english = values(site, "thb-2019-2020/1/1.1.2")
    assert english["division"] == [
        "Development of the policy for combating human trafficking (unofficial translation)"
    ]
    assert english["objective"][0].startswith("Improvement of the existing mechanisms")
    georgian = values(site, "thb-2019-2020/1/1.1.2", "ka")
    assert georgian["თავი"] == [
        "ადამიანით ვაჭრობასთან (ტრეფიკინგთან) ბრძოლის პოლიტიკის განვითარება"
    ]

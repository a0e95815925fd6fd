"""Small plans to draw, and what stands in an SVG that was drawn of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from xml.etree import ElementTree as ET

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.plans import Activity, Plan, Plans
from kavshiri.viz.pictures.picture import Picture
from kavshiri.viz.pictures.subject import Subject
from tests.graph.coordination.made import made, row

__all__ = ["Drawn", "due", "named", "small", "subject"]

SVG = "{http://www.w3.org/2000/svg}"


def due(activity: Activity, *days: str) -> Activity:
    """The activity with deadlines, each of one day."""
    ends = [date.fromisoformat(day) for day in days]
    return replace(activity, due=max(ends), periods=tuple((end, end) for end in ends))


def small() -> Plans:
    """Four activities in two chapters, to be counted by hand; the last has no lead, no deadline."""
    return made(
        due(row("1", lead="a", support="b", donor="eu", parent="first"), "2019-06-30"),
        due(row("2", lead="a", partner="b c", parent="first"), "2019-12-31"),
        due(row("3", lead="c d", support="b", donor="eu un", parent="second"), "2020-12-31"),
        row("4", partner="e", donor="un", parent="second", periods=()),
        divisions={"first": "plan", "second": "plan"},
        sectors={"eu": "international", "un": "international", "c": "civilSociety"},
    )


def named(plans: Plans, names: Mapping[str, str]) -> Plans:
    """The plans with other names, in both languages, for some bodies."""
    organisations = {
        iri: replace(body, labels={"en": names[iri], "ka": names[iri]}) if iri in names else body
        for iri, body in plans.organisations.items()
    }
    return replace(plans, organisations=organisations)


def subject(plans: Plans, lang: str = "en", choice: Choice | None = None) -> Subject:
    """The plans as a picture shows them, with a period, a document and a build."""
    dated = {
        iri: Plan(iri, plan.labels, date(2019, 1, 1), date(2020, 12, 31))
        for iri, plan in plans.plans.items()
    }
    return Subject(
        replace(plans, plans=dated), lang, choice or Choice(),
        ("plan.txt (SHA-256 aa11)",), "0.1.0", "0123456789abcdef0123",
    )  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """An SVG as it can be read: its root, and all that is written in it.

    The letters are drawn as shapes; Matplotlib notes in a comment what each line says.
    """

    root: ET.Element
    texts: list[str]

    @classmethod
    def of(cls, picture: Picture) -> Drawn:
        """Read a picture; fails where its SVG is not well-formed."""
        parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
        root = ET.fromstring(picture.as_bytes("svg"), parser=parser)
        comments = [each for each in root.iter() if each.tag is ET.Comment]
        return cls(root, [unescape(each.text or "").strip() for each in comments])

    def count(self, name: str) -> int:
        """How many things of a kind are drawn, as ``body-0``, ``body-1``."""
        return len(self.ids(name))

    def ids(self, name: str) -> list[str]:
        """The ids of the things of a kind, in their order."""
        found = [each.get("id", "") for each in self.root.iter(f"{SVG}g")]
        return [each for each in found if each.startswith(f"{name}-")]

    def told(self) -> str:
        """All that is written, as one text."""
        return " ".join(self.texts)

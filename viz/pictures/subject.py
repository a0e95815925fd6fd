"""What pictures are drawn of: plans in one language, with short names and a caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from kavshiri.graph.coordination.plans import Activity, Plans
from kavshiri.viz.site.words import words

from .canvas import Caption

__all__ = ["Subject", "shortened"]


def shortened(text: str, width: int = 42) -> str:
    """Return text that is cut, with a mark, where it is longer than a label.

    >>> shortened("Combating irregular migration", 12)
    'Combating i…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Subject:
    """Some plans (all where ``chosen`` is empty) as a picture shows them in one language.

    ``sources`` are the documents with their hashes, as lines of text.
    """

    plans: Plans
    lang: str
    sources: Sequence[str] = ()
    chosen: Sequence[str] = ()

    def activities(self) -> list[Activity]:
        """Return the activities of the chosen plans in their order."""
        every = self.plans.activities.values()
        return [each for each in every if not self.chosen or each.plan in self.chosen]

    def word(self, name: str, **values: object) -> str:
        """Return a word of the pictures."""
        return words(self.lang)[f"pictures.{name}"].format(**values)

    def short(self, iri: str, width: int = 22, lines: int = 3) -> str:
        """Return a name that fits a label: an abbreviation, else the name on a few short lines."""
        body = self.plans.organisations.get(iri)
        if body is None:
            return iri.rpartition("/")[2]
        if body.acronym and self.lang == "en":
            return body.acronym
        found = wrap(body.name(self.lang), width)
        return "\n".join(found[:lines]) + ("…" if len(found) > lines else "")

    def caption(self, title: str, explanation: str) -> Caption:
        """Return the caption of a picture: title, what it shows, plans with periods, documents."""
        chosen = [p for iri, p in self.plans.plans.items() if not self.chosen or iri in self.chosen]
        named = [
            f"{plan.name(self.lang)} ({plan.start or '…'} – {plan.end or '…'})" for plan in chosen
        ]
        said = [self.word("planned") + " " + "; ".join(named)]
        return Caption(title, explanation, [*said, *self.sources])

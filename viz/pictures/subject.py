"""What pictures are drawn of: a part of the plans in one language, with its caption."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kavshiri.graph.coordination.choice import Choice, known
from kavshiri.graph.coordination.plans import Plans
from kavshiri.viz.scope import made_by, period, scope_text, shown_plans
from kavshiri.viz.site.words import words

from .canvas import Caption, Sheet
from .letters import broken
from .picture import Picture
from .sizes import Size

__all__ = ["LAYERED", "Subject"]

LAYERED = ("network", "matrix")
"""The kinds of pictures that show ties; the others have no layers, and show all groups."""

_HASH = re.compile(r"(?<=SHA-256 )([0-9a-f]{12})[0-9a-f]+")  # the page about the graph has it all
_FEW = 3  # plans and documents that a caption names; it counts the others


@dataclass(frozen=True, slots=True)
class Subject:
    """A part of the plans as a picture shows it in one language, ``ka`` or ``en``.

    ``around`` are bodies; a network then shows only them and whom they have ties with.
    ``documents`` are the files with their hashes as lines of text; ``version`` is that of the
    program that built the graph, ``build`` the hash of the build. What is not known is empty.
    """

    plans: Plans
    lang: str
    choice: Choice = field(default_factory=Choice)
    documents: Sequence[str] = ()
    version: str = ""
    build: str = ""
    around: Sequence[str] = ()

    def word(self, name: str, **values: object) -> str:
        """Return a word of the pictures."""
        return words(self.lang)[f"pictures.{name}"].format(**values)

    def counted(self, name: str, count: int) -> str:
        """Return a number with what it counts, such as ``1 activity`` or ``2 activities``."""
        return self.word(f"{name}_one" if count == 1 else name, count=count)

    def label(self, iri: str, room: float, size: float, most: int = 3) -> tuple[str, ...]:
        """Return the short name of a body on lines that fit a room; its IRI's end if unknown."""
        body = known(self.plans, iri)
        name = body.short_name(self.lang)
        return broken(name if name != iri else iri.rpartition("/")[2], room, size, most=most)

    def caption(self, kind: str, *told: str) -> Caption:
        """Return the caption of a kind of picture; ``told`` are sentences on what it shows."""
        named = []
        for plan in shown_plans(self.plans, self.choice):
            years = period(plan)
            named.append(f"{plan.name(self.lang)} ({years})" if years else plan.name(self.lang))
        choice = self.choice
        if kind not in LAYERED:
            choice = replace(choice, layers=Choice().layers, groups=False)
        sentences = [*told, scope_text(self.plans, choice, self.lang), self.word("planned")]
        return Caption(
            title=self.word(f"{kind}_title"),
            plans="; ".join(self._few(named)),
            explanation=" ".join(filter(None, sentences)),
            sources=[
                *self._few([_short(each) for each in self.documents], self.word("source") + " "),
                made_by(self.version, self.build, self.lang),
            ],
        )

    def drawn(
        self, kind: str, size: Size, told: Sequence[str], draw: Callable[[Sheet], None] | None
    ) -> Picture:
        """Return a picture of a kind that is drawn by ``draw``; without it, it says why."""

        def paint(page: Sheet) -> None:
            draw(page) if draw else page.say(self.word("nothing"))

        return Picture(kind, self.lang, self.caption(kind, *told), size, paint)

    def _few(self, named: Sequence[str], before: str = "") -> list[str]:
        more = len(named) - _FEW
        shown = [before + name for name in named[:_FEW]]
        return [*shown, self.word("more", count=more)] if more > 0 else shown


def _short(document: str) -> str:
    """Return a file with the beginning of its hash."""
    return _HASH.sub(r"\1", document)

"""The page of the network that travels: who needs whom, as a picture and as tables, in one file."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from kavshiri.graph.coordination.choice import Choice
from kavshiri.graph.coordination.lines import documents, source_lines
from kavshiri.graph.coordination.plans import Plans
from kavshiri.graph.query import Queryable
from kavshiri.queries.files import write_whole

from .words import page_words

__all__ = ["NetworkPage", "network_page"]


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """A page that needs nothing else, and what it shows in numbers.

    ``groups_left_out`` are the unnamed groups. A notebook shows the page itself.
    """

    html: str
    lang: str
    organisations: int
    links: int
    activities: int
    groups_left_out: int

    def __str__(self) -> str:
        """Say the numbers in a sentence."""
        return page_words(self.lang)["summary"].format(
            organisations=self.organisations,
            links=self.links,
            activities=self.activities,
            groups=self.groups_left_out,
        )

    def save(self, path: Path | str) -> Path:
        """Write it to a file, whole or not at all."""
        return write_whole(path, self.html.encode("utf-8"))

    def _repr_html_(self) -> str:
        """Return it as a frame: its styles stay inside, and nothing outside is reached from it."""
        return (
            f'<iframe srcdoc="{escape(self.html)}" title="{escape(str(self))}" '
            'sandbox="allow-scripts" style="width: 100%; height: 44rem; border: 0"></iframe>'
        )


def network_page(
    store: Queryable,
    plans: Plans,
    choice: Choice | None = None,
    *,
    lang: str = "en",
    version: str = "",
    build: str = "",
) -> NetworkPage:
    """Return the network of a part of the plans as one page that needs nothing else.

    ``plans`` are those of the store, ``version`` is that of the program that built it, ``build``
    the hash of the build. The same store gives the same page. QueryError for an unknown language.
    """
    page_words(lang)
    from kavshiri.viz.scope import made_by

    from .chosen import choose
    from .page import rendered  # pyvis, NetworkX and Jinja are loaded only here
    from .ties import read_ties

    choice = choice or Choice()
    ties = read_ties(plans, choice)
    chosen = choose(ties, lang)
    named, lines = documents(store, choice.plans), source_lines(store, chosen.activities)
    return NetworkPage(
        html=rendered(
            ties,
            chosen,
            lang=lang,
            documents=named,
            lines=lines,
            made=made_by(version, build, lang),
        ),
        lang=lang,
        organisations=len(ties.bodies),
        links=len(ties.links),
        activities=len(ties.evidence()),
        groups_left_out=ties.groups_left_out,
    )

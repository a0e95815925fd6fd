"""The page of the delivery network: who needs whom to deliver, as a picture and as tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kavshiri.graph.query import Queryable
from kavshiri.queries.files import write_whole

from .delivery import read_delivery
from .words import page_words

__all__ = ["NetworkSummary", "write_network_page"]


@dataclass(frozen=True, slots=True)
class NetworkSummary:
    """What a network page shows, in numbers. ``groups_left_out`` are the unnamed groups."""

    path: Path
    organisations: int
    links: int
    activities: int
    groups_left_out: int

    def __str__(self) -> str:
        """Say the numbers in a sentence."""
        return (
            f"{self.organisations} organisations, {self.links} planned dependencies, "
            f"{self.activities} activities; {self.groups_left_out} unnamed groups left out"
        )


def write_network_page(
    store: Queryable,
    path: Path | str,
    *,
    lang: str = "en",
    plans: Iterable[str] | None = None,
    include_groups: bool = False,
) -> NetworkSummary:
    """Write the delivery network of all plans, or of some, as one page that needs nothing else.

    ``plans`` are slugs or IRIs. The same store gives the same bytes. The page is written whole or
    not at all. ValueError for an unknown language, ParameterError for an unknown plan.
    """
    page_words(lang)
    delivery = read_delivery(store, lang=lang, plans=plans, include_groups=include_groups)
    from .page import network_page  # pyvis, NetworkX and Jinja are loaded only here

    page = network_page(delivery, lang=lang, include_groups=include_groups)
    return NetworkSummary(
        path=write_whole(path, page.encode("utf-8")),
        organisations=len(delivery.organisations),
        links=len(delivery.links),
        activities=len({iri for link in delivery.links for iri in link.activities}),
        groups_left_out=delivery.groups_left_out,
    )

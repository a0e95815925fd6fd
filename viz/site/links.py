"""Addresses: of the pages of the site, and of the page that shows a thing of the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol
from urllib.parse import quote, urlencode

__all__ = ["Links", "Query", "ServedLinks", "page_of", "place_in_network"]

Query = Mapping[str, Sequence[str]]
"""What stands behind the question mark of an address: the values of each name, in order."""

_PAGES = {
    "activity": "activities",
    "organisation": "organisations",
    "document": "source",
    "plan": "plans",
}


class Links(Protocol):
    """Makes the address of a page, a file or a script as the page that holds it must write it."""

    def page(self, lang: str, path: str, query: Query) -> str:
        """Return the address of a page: its path without a slash before it, and its query."""

    def file(self, name: str) -> str:
        """Return the address of a style sheet, a script or a picture of the site."""


class ServedLinks:
    """The addresses on a server: absolute paths."""

    def page(self, lang: str, path: str, query: Query) -> str:
        """Return ``/<lang>/<path>?<query>``; empty values are left out.

        >>> ServedLinks().page("en", "activities/thb/2/2.1.7", {"plan": [""]})
        '/en/activities/thb/2/2.1.7'
        """
        kept = [(name, value) for name, values in query.items() for value in values if value]
        return f"/{lang}/{quote(path)}" + (f"?{urlencode(kept)}" if kept else "")

    def file(self, name: str) -> str:
        """Return ``/static/<name>``."""
        return f"/static/{quote(name)}"


def place_in_network(slug: str) -> str:
    """Return the place of a body on a page of the network: behind ``#`` it chooses the body.

    >>> place_in_network("unresolved/3fa9")
    'body-unresolved-3fa9'
    """
    return f"body-{slug.replace('/', '-')}"


def page_of(iri: str, base: str) -> str | None:
    """Return the path of the page that shows a thing; None where none does.

    >>> page_of("https://w3id.org/kavshiri/id/organisation/iom", "https://w3id.org/kavshiri/id/")
    'organisations/iom'
    >>> page_of("https://w3id.org/kavshiri/id/division/thb/2", "https://w3id.org/kavshiri/id/")
    'plans/thb#division-thb-2'
    """
    kind, _, rest = iri.removeprefix(base).partition("/")
    if not iri.startswith(base) or not rest:
        return None
    if kind in ("division", "objective"):
        return f"plans/{rest.partition('/')[0]}#{kind}-{rest.replace('/', '-')}"
    if kind in ("cell", "unused"):
        document, _, place = rest.partition("/")
        return f"source/{document}#{place}"
    return f"{_PAGES[kind]}/{rest}" if kind in _PAGES else None

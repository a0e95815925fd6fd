"""Where the endpoint stands, as the client wrote it."""

from __future__ import annotations

from pyoxigraph import NamedNode
from starlette.requests import Request

from .description import Addresses

__all__ = ["addresses_of"]


def addresses_of(request: Request) -> Addresses:
    """Return the addresses of the endpoint under the name that the client knows it by.

    That name is whatever the client sent as Host; one that fits in no IRI is not repeated.
    """
    root = str(request.base_url).rstrip("/")
    try:
        NamedNode(root)
    except ValueError:
        root = "http://localhost"
    path = request.url.path if request.url.path.startswith("/sparql") else "/sparql"
    return Addresses(f"{root}{path}", f"{root}/.well-known/void", f"{root}/graph-store")

"""The kinds of pictures by name."""

from __future__ import annotations

from collections.abc import Callable

from kavshiri.graph.coordination.choice import Choice
from kavshiri.ontology.errors import QueryError
from kavshiri.viz.site.words import LANGUAGES

from .flow import flow_picture
from .matrix import matrix_picture
from .network import network_picture
from .picture import Picture
from .sizes import A4, Size
from .subject import LAYERED, Subject
from .timeline import timeline_picture

__all__ = ["KINDS", "draw"]

_DRAWN: dict[str, Callable[[Subject, Size], Picture]] = {
    "network": network_picture,
    "matrix": matrix_picture,
    "timeline": timeline_picture,
    "flow": flow_picture,
}
KINDS = tuple(_DRAWN)
"""``network``, ``matrix``, ``timeline`` and ``flow``."""


def draw(kind: str, subject: Subject, size: Size = A4) -> Picture:
    """Return a picture of a kind.

    QueryError for an unknown kind or language, for layers where a picture has none, and for bodies
    to draw the surroundings of in anything but a network.
    """
    if kind not in KINDS:
        raise _refused(
            f"there is no picture {kind!r}; choose one of {', '.join(KINDS)}",
            f"სურათი {kind!r} არ არსებობს; აირჩიეთ: {', '.join(KINDS)}",
        )
    if subject.lang not in LANGUAGES:
        raise QueryError(f"no words in the language {subject.lang!r}; use {' or '.join(LANGUAGES)}")
    if kind not in LAYERED and subject.choice.layers != Choice().layers:
        raise _refused(
            f"a picture of the kind {kind} has no layers; leave them out",
            f"ამ სახის სურათს ({kind}) შრეები არ აქვს; ნუ მიუთითებთ",
        )
    if kind != "network" and subject.around:
        raise _refused(
            f"a picture of the kind {kind} cannot be drawn around a body; only a network can",
            f"ამ სახის სურათი ({kind}) ორგანიზაციის გარშემო ვერ დაიხატება; ეს მხოლოდ ქსელს შეუძლია",
        )
    return _DRAWN[kind](subject, size)


def _refused(message: str, message_ka: str) -> QueryError:
    error = QueryError(message)
    error.message_ka = message_ka
    return error

"""What is said about an activity or an organisation, each with the cell that says it."""

from __future__ import annotations

import re

from kavshiri.graph.query import Queryable

from .errors import ParameterError
from .library import ask
from .names import find_activity
from .results import Result

__all__ = ["trace"]

_LIKE_AN_ACTIVITY = re.compile(r"\d+(?:\.\d+)+|.*/activity/.*|[^\s/]+(?:/[^\s/]+)+")


def trace(store: Queryable, thing: str, *, lang: str = "en") -> Result:
    """Return the trace of an activity (number, path, IRI) or of an organisation (any name).

    ParameterError where it is neither, with suggestions; or where a number is that of several.
    """
    thing = thing.strip()
    if _LIKE_AN_ACTIVITY.fullmatch(thing) and not thing.startswith("unresolved/"):
        try:
            return ask(store, "trace-activity", activity=find_activity(store, thing), lang=lang)
        except ParameterError:
            if "/organisation/" not in thing:
                raise
    return ask(store, "trace-organisation", organisation=thing, lang=lang)

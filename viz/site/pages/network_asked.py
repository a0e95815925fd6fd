"""What the address of the network page asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kavshiri.graph.coordination.choice import LEVELS, Choice
from kavshiri.queries.errors import ParameterError
from kavshiri.queries.names import find_organisation
from kavshiri.queries.tables import one_of
from kavshiri.viz.site.networks import GATHERED, Seen
from kavshiri.viz.site.view import View

from .choices import choice_of

__all__ = ["AT_MOST", "NAMES", "Asked", "asked_of"]

AT_MOST = (15, 30, 60, 100)
"""How many of the busiest bodies can be asked for."""

NAMES = (
    "layer", "plan", "chapter", "donor", "type", "level", "chair", "groups", "around", "from", "to",
    "most", "without",
)  # fmt: skip
"""What can stand in the address, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is drawn, and what is done to it.

    ``near`` are bodies whose neighbourhood alone is drawn, ``ends`` the two of a path (or nobody),
    ``away`` those who are taken away, ``most`` how many are drawn (0: as many as can be read).
    """

    seen: Seen
    near: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    most: int = 0

    @property
    def choice(self) -> Choice:
        """The part of the plans."""
        return self.seen.choice


def asked_of(view: View) -> Asked:
    """Return what the address asks for; ParameterError for what does not exist."""
    level = view.value("level", LEVELS[0])
    if level not in (*LEVELS, *GATHERED):
        raise ParameterError("level", level, one_of([*LEVELS, *GATHERED]))
    by = level if level in GATHERED else ""
    own = {"donor", "without", "from", "to", *(["level"] if by else [])}
    choice = choice_of(replace(view, query={n: v for n, v in view.query.items() if n not in own}))
    ends = [each for name in ("from", "to") for each in _bodies(view, name)[-1:]]
    most = view.value("most", "0")
    if most != "0" and most not in map(str, AT_MOST):
        raise ParameterError("most", most, one_of([str(each) for each in AT_MOST]))
    return Asked(
        Seen(replace(choice, donors=_bodies(view, "donor")), by),
        near=_bodies(view, "around"),
        ends=tuple(ends) if len(set(ends)) == 2 else (),
        away=_bodies(view, "without"),
        most=int(most),
    )


def _bodies(view: View, parameter: str) -> tuple[str, ...]:
    """Return the bodies that the address names; the names of the forms are looked up at once."""
    found: dict[str, None] = {}
    for name in view.values(parameter):
        iri = view.iri("organisation", name)
        if iri not in view.plans.organisations:
            iri = find_organisation(view.known.store, name, parameter=parameter)
        found[iri] = None
    return tuple(found)

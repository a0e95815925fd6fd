"""Which part of the plans a person means: names in, a choice with IRIs out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kavshiri.graph.coordination.choice import LAYERS, LEVELS, Choice
from kavshiri.graph.coordination.plans import Part, Plans
from kavshiri.graph.query import Queryable
from kavshiri.ontology.codes import code_list

from .errors import ParameterError
from .names import find_organisation, find_plan
from .question import Text
from .suggest import alike
from .tables import one_of

__all__ = ["Names", "choice_of", "find_body", "find_part", "one_known", "several"]

Names = str | Iterable[str]
"""One name or several."""


def choice_of(
    store: Queryable,
    plans: Plans,
    *,
    layer: Names = ("delivery",),
    level: str = "body",
    plan: Names = (),
    chapter: Names = (),
    objective: Names = (),
    donor: Names = (),
    type: Names = (),
    since: date | None = None,
    until: date | None = None,
    groups: bool = False,
    without: Names = (),
    chair: bool = True,
) -> Choice:
    """Return the choice that names mean.

    Plans are named by slug, organisations by any of their names, chapters, sections and goals (and
    objectives) by their path (``migration-2019/iv/b``, or ``iv/b`` where one plan only has it) or
    by IRI; types by the codes of the list organisation-type. ParameterError for a name that means
    nothing or several things; QueryError as for a
    :class:`~kavshiri.graph.coordination.choice.Choice`.
    """
    types = [code.code for code in code_list("organisation-type")]
    if since and until and since > until:
        raise ParameterError("until", str(until), _after(since))
    return Choice(
        layers=tuple(one_known("layer", name, LAYERS) for name in several(layer)),
        level=one_known("level", level, LEVELS),
        plans=tuple(find_plan(store, name) for name in several(plan)),
        divisions=tuple(find_part("chapter", name, plans.divisions) for name in several(chapter)),
        objectives=tuple(
            find_part("objective", name, plans.objectives) for name in several(objective)
        ),
        donors=tuple(find_body(store, "donor", name) for name in several(donor)),
        types=tuple(one_known("type", name, types) for name in several(type)),
        since=since,
        until=until,
        groups=groups,
        without=tuple(find_body(store, "without", name) for name in several(without)),
        chair=chair,
    )


def _after(day: date) -> Text:
    return Text(ka=f"დღე, რომელიც {day}-ზე ადრე არ არის", en=f"a day that is not before {day}")


def several(given: Names) -> list[str]:
    """Return names as a list, also where one was given alone."""
    return [given] if isinstance(given, str) else list(given)


def find_body(store: Queryable, parameter: str, name: str) -> str:
    """Return the IRI of the body that a parameter names; ParameterError if there is none."""
    return find_organisation(store, name, parameter=parameter)


def one_known(parameter: str, name: str, known: Iterable[str]) -> str:
    """Return a name that is among known ones; ParameterError, with suggestions, if it is not."""
    words = list(known)
    if name not in words:
        raise ParameterError(parameter, name, one_of(words), suggestions=alike(name, words))
    return name


def find_part(parameter: str, name: str, parts: Mapping[str, Part]) -> str:
    """Return the IRI of the part of a plan that a path or an IRI means.

    The plan may be left out where one plan only has the path. ParameterError, with suggestions, for
    what means nothing or several parts.
    """
    paths = {iri: iri.rpartition("/division/")[2].rpartition("/objective/")[2] for iri in parts}
    asked = name.casefold()
    meant = [iri for iri, path in paths.items() if name == iri or asked == path]
    meant = meant or [iri for iri, path in paths.items() if asked == path.partition("/")[2]]
    if len(meant) == 1:
        return meant[0]
    found = [paths[iri] for iri in meant]
    expected = Text(
        ka="გეგმის თავის, ქვეთავის ან ამოცანის გზა (migration-2019/iv/b), რომელიც ერთია",
        en="the path of one chapter, section, goal or objective (migration-2019/iv/b)",
    )
    suggestions = found or alike(asked, paths.values())
    raise ParameterError(parameter, name, expected, suggestions=suggestions)

"""The organisations, and each with what it does, whom it needs and who needs it."""

from __future__ import annotations

from kavshiri.graph.coordination.plans import Organisation
from kavshiri.viz.site.content import Content, MissingPageError
from kavshiri.viz.site.view import View

from .choices import plan_filter

__all__ = ["organisation", "organisations"]


def organisations(view: View) -> Content:
    """Return the list of all bodies and groups with their roles, by plan."""
    given = {"plan": view.value("plan")} if view.value("plan") else {}
    return Content(
        "base.html",
        view.word("site.organisations"),
        lead=view.word("organisation.list_lead"),
        panels=(view.panel("organisation-roles", given, link="organisation"),),
        filters=(plan_filter(view),),
    )


def organisation(view: View, slug: str) -> Content:
    """Return the page of one body or group."""
    found = view.plans.organisations.get(view.iri("organisation", slug))
    if found is None:
        raise MissingPageError(slug)
    given = {"organisation": found.iri}
    return Content(
        "organisation.html",
        found.name(view.lang),
        kind="organisation",
        trail=((view.word("site.organisations"), view.link("organisations")),),
        panels=(
            view.panel(
                "needed-by",
                given,
                title=view.word("organisation.needs"),
                link="activity",
                hidden=("plan", "place"),
            ),
            view.panel(
                "trace-organisation",
                given,
                title=view.word("organisation.named"),
                link="activity",
                hidden=("cell",),
            ),
        ),
        shown={"facts": _facts(view, found), "names": sorted(set(found.labels.values()))},
    )


def _facts(view: View, found: Organisation) -> list[tuple[str, str, str | None]]:
    """Return what is known of a body besides the plans: a word, its value, where it leads."""
    facts: list[tuple[str, str, str | None]] = []
    for word, iri in (
        ("organisation.parent", found.parent),
        ("organisation.host", found.host),
        ("organisation.chair", found.chair),
    ):
        body = view.plans.organisations.get(iri or "")
        if body is not None:
            facts.append((view.word(word), body.name(view.lang), view.thing(body.iri)))
    return facts

"""The page of an activity: every value with the words of the plan beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from kavshiri.graph.coordination.lines import source_lines
from kavshiri.graph.coordination.plans import Activity
from kavshiri.queries.values import Value, plain
from kavshiri.viz.site.content import Content, MissingPageError
from kavshiri.viz.site.quotes import quotes_of
from kavshiri.viz.site.spoken import spoken
from kavshiri.viz.site.trail import printed_place, trail_of
from kavshiri.viz.site.view import View

from .activity_panels import needs_within, neighbours

__all__ = ["activity"]

Row = Mapping[str, Value]


def activity(view: View, path: str) -> Content:
    """Return the page of the activity with a path such as ``thb-2019-2020/2/2.1.7``."""
    found = view.plans.activities.get(view.iri("activity", path))
    if found is None:
        raise MissingPageError(path)
    panel = view.panel_of_one(
        "trace-activity",
        "activity",
        found.iri,
        title=view.word("activity.trace"),
        hidden=("plan", "place", "statement"),
        folded=True,
    )
    needs = needs_within(view, found)
    groups = groupby(panel.result.records(), key=lambda row: plain(row["what"]))
    names, translations = _names(view, found), _translations(view, found)
    title = found.name(view.lang)
    original = found.labels.get("ka", "")
    return Content(
        "activity.html",
        title,
        panels=(needs, panel) if len(needs.result) else (panel,),
        trail=trail_of(view, found),
        kind="activity",
        shown={
            "number": found.number,
            "original": original if original != title else "",
            "alike": "" if view.is_file else view.link("overlaps", activity=path),
            "neighbours": neighbours(view, found),
            "citation": _citation(view, found),
            "absent": list(_absent(view, found)),
            "values": [
                _value(view, what, list(rows), names, translations) for what, rows in groups
            ],
        },
    )


def _names(view: View, found: Activity) -> dict[str, str]:
    """Return the bodies of an activity by their names in the language of the page."""
    bodies = (view.plans.organisations[iri] for iri in found.bodies())
    return {body.name(view.lang): body.iri for body in bodies}


def _translations(view: View, found: Activity) -> dict[str, str]:
    """Return the words of the activity and of what it stands in, in the language of the page.

    By their words in the plan, which stay beside them as a quotation.
    """
    plans = view.plans
    parts = (plans.divisions.get(iri) or plans.objectives[iri] for iri in plans.within(found))
    return {
        labels["ka"]: view.word("activity.translated", text=labels[view.lang])
        for labels in (found.labels, *(part.labels for part in parts))
        if view.lang != "ka" and {"ka", view.lang} <= labels.keys()
    }


def _value(
    view: View,
    what: str,
    rows: list[Row],
    names: Mapping[str, str],
    translations: Mapping[str, str],
) -> Mapping[str, object]:
    """Return what the page says of one kind of value: its texts with links, and its quotations."""
    # Two targets of the same number are two; the same value in two cells is one.
    texts = [text for text, _ in dict.fromkeys((plain(r["value"]), r["statement"]) for r in rows)]
    if rows[0]["statement"] and not _is_quoted(rows):
        texts = [spoken(text, view.lang) for text in texts]
    return {
        "what": what,
        "texts": [(translations.get(text, text), view.thing(_body(text, names))) for text in texts],
        "quotes": quotes_of(view, rows),
    }


def _is_quoted(rows: list[Row]) -> bool:
    """Return whether values are words of the plan, which stay as they are printed."""
    return all(plain(row["value"]) in plain(row["words"]) for row in rows)


def _absent(view: View, found: Activity) -> Iterator[tuple[str, str]]:
    """Yield what other activities of the plan have and this one has not, and why."""
    for iri in (found.iri, found.plan):
        for row in view.of_one("what-is-missing", iri).records():
            yield plain(row["missing"]), plain(row["reason"])


def _citation(view: View, found: Activity) -> str:
    """Return how a report names this row, so that another reader finds the same words."""
    plan = view.plans.plans[found.plan].name(view.lang)
    lines = source_lines(view.known.store, [found.iri]).get(found.iri)
    document = next(
        (e for e in view.known.documents.values() if lines and e.name == lines.document), None
    )
    source = (
        view.word(
            "activity.cited_lines", document=document.name, lines=view.at_lines(str(lines)),
            digest=document.sha256,
        )
        if document
        else ""
    )  # fmt: skip
    return view.word(
        "activity.cited", plan=plan, place=printed_place(view, found.iri), source=source,
        version=view.known.version, build=view.known.build[:12], iri=found.iri,
    )  # fmt: skip


def _body(text: str, names: Mapping[str, str]) -> str | None:
    """Return the body that a value names, alone or with what it stands within in brackets."""
    return names.get(text) or next(
        (iri for name, iri in names.items() if text.startswith(f"{name} (")), None
    )

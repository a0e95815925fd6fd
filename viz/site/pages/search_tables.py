"""What was found as tables that can be taken away, each with SPARQL that names what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from kavshiri.queries.equivalent import equivalent, texts
from kavshiri.queries.question import Column, Text
from kavshiri.queries.tables import column, described, table
from kavshiri.queries.values import Value
from kavshiri.viz.site.content import Panel
from kavshiri.viz.site.index import Entry
from kavshiri.viz.site.view import View

__all__ = ["PANELS", "panel_of"]

PANELS = {
    "organisation": "organisations",
    "plan": "plans",
    "activity": "activities",
    "objective": "objectives",
    "division": "divisions",
    "words": "words",
    "document": "document",
}
"""The names of the panels by what they list."""

_IRI = column("iri", "iri", "IRI", "IRI", "the IRI of what was found", "ნაპოვნის IRI")
_PLAN = column("plan", "text", "Plan", "გეგმა", "the plan", "გეგმა")
_NUMBER = column("number", "text", "No.", "№", "the number as printed",
                 "ნომერი, როგორც დაბეჭდილია")  # fmt: skip
_NAMES = (
    column("organisation", "text", "Organisation", "ორგანიზაცია", "its name", "დასახელება"),
    _IRI,
)
_TITLES = (
    _PLAN,
    _NUMBER,
    column("title", "text", "Title", "დასახელება", "its words", "სიტყვები"),
    _IRI,
)
_TEXTS = (
    column("words", "text", "Words of the plan", "გეგმის სიტყვები", "the cell, word for word",
           "უჯრა სიტყვასიტყვით"),
    column("column", "text", "Column", "სვეტი", "the column of the cell", "უჯრის სვეტი"),
    column("lines", "text", "Lines", "ხაზები", "the first and last line of the cell",
           "უჯრის პირველი და ბოლო ხაზი"),
    column("document", "text", "Document", "დოკუმენტი", "the file of the document",
           "დოკუმენტის ფაილი"),
    column("cell", "iri", "Cell", "უჯრა", "the IRI of the cell", "უჯრის IRI"),
)  # fmt: skip
_WORDS = (
    _PLAN,
    _NUMBER,
    column("activity", "text", "Activity", "საქმიანობა", "the activity that the cell tells of",
           "საქმიანობა, რომელზეც უჯრა მოგვითხრობს"),
    *_TEXTS,
    column("iri", "iri", "IRI", "IRI", "the IRI of the activity", "საქმიანობის IRI"),
)  # fmt: skip


def panel_of(view: View, kind: str, entries: Sequence[Entry]) -> Panel:
    """Return everything of one kind that was found, as a table."""
    title = view.word(f"search.{kind}")
    columns, rows, query = _table(view, kind, entries)
    question = described(PANELS[kind], Text(title, title), Text("", ""), columns)
    result = table(question, rows, lang=view.lang)
    return Panel(PANELS[kind], title, result, sparql=_sparql(view, query, kind, entries))


def _table(
    view: View, kind: str, entries: Sequence[Entry]
) -> tuple[tuple[Column, ...], Iterable[tuple[Value, ...]], str]:
    """Return the columns, the rows and the name of the query for one kind."""
    if kind == "words":
        return _WORDS, (_words(view, each) for each in entries), "search-words"
    if kind == "document":
        return _TEXTS, (_text(view, each) for each in entries), "search-document"
    if kind == "organisation":
        return _NAMES, ((_name(view, each), each.iri) for each in entries), "search-organisations"
    return _TITLES, (_title(view, kind, each) for each in entries), "search-titles"


def _name(view: View, entry: Entry) -> str:
    known = view.plans.organisations.get(entry.iri)
    return known.name(view.lang) if known else entry.iri


def _title(view: View, kind: str, entry: Entry) -> tuple[Value, ...]:
    slug = entry.iri.removeprefix(view.iri(kind, "")).partition("/")[0]
    if kind == "plan":
        return slug, None, view.plans.plans[entry.iri].name(view.lang), entry.iri
    if kind == "activity":
        activity = view.plans.activities[entry.iri]
        return slug, activity.number or None, activity.name(view.lang), entry.iri
    part = view.plans.objectives.get(entry.iri) or view.plans.divisions[entry.iri]
    return slug, part.number or None, part.name(view.lang), entry.iri


def _words(view: View, entry: Entry) -> tuple[Value, ...]:
    activity = view.plans.activities[entry.iri]
    plan = activity.plan.removeprefix(view.iri("plan", ""))
    told = (plan, activity.number or None, activity.name(view.lang))
    return *told, *_text(view, entry), entry.iri


def _text(view: View, entry: Entry) -> tuple[Value, ...]:
    assert entry.place is not None
    place = entry.place
    document = view.known.documents.get(place.document)
    name = document.name if document else place.document
    return place.words, place.column or None, place.lines, name, place.cell


def _sparql(view: View, query: str, kind: str, entries: Sequence[Entry]) -> str:
    """Return a query that names what was found; it answers with the same rows in the same order."""
    names = {"words": "?cell ?iri", "document": "?cell"}.get(kind, "?iri")
    found = "\n".join(f"  ({_named(kind, each)} {at})" for at, each in enumerate(entries, start=1))
    values = f"VALUES ({names} ?at) {{\n{found}\n}}\n"
    return equivalent(
        query, {"lang": texts(view.lang)}, base=view.known.base, made={"found": values}
    )


def _named(kind: str, entry: Entry) -> str:
    cell = NamedNode(entry.place.cell) if entry.place else ""
    of = str(NamedNode(entry.iri)) if entry.iri else ""
    return {"words": f"{cell} {of}", "document": str(cell)}.get(kind, of)

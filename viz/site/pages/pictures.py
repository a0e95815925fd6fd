"""The pictures for reports: a page that shows them all, and each of them as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kavshiri.graph.coordination.choice import LAYERS, LEVELS, Choice
from kavshiri.graph.coordination.lines import documents
from kavshiri.queries.errors import ParameterError
from kavshiri.queries.names import find_organisation
from kavshiri.queries.tables import one_of
from kavshiri.viz.pictures.kinds import draw
from kavshiri.viz.pictures.picture import Picture
from kavshiri.viz.pictures.sizes import A4, Size
from kavshiri.viz.pictures.subject import LAYERED, Subject
from kavshiri.viz.site.content import Content, File, Filter, MissingPageError
from kavshiri.viz.site.pictures import FORMATS, KINDS, picture_address, taken
from kavshiri.viz.site.view import View

from .choices import (
    chapter_choices,
    choice_of,
    organisation_choices,
    plan_choices,
    plan_filter,
    sector_choices,
)

__all__ = ["gallery", "picture"]

SHEETS: Mapping[str, Size] = {"a4": A4, "slide": Size(254, 142.875), "a3": Size(420, 297)}
"""The sizes of paper; a slide is 10 inches wide, in the form of screens."""

_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
_TABLES = {"network": "network", "matrix": "matrix", "timeline": "deadlines", "flow": "money"}
_MOST_KEPT = 8  # figures in memory
_MOST_PLANS = 6  # that a site of files draws alone


def gallery(view: View) -> Content:
    """Return the page of all pictures."""
    subject = _subject(view)
    return Content(
        "gallery.html",
        view.word("pictures.gallery_title"),
        lead=view.word("pictures.gallery_lead"),
        filters=_filters(view, subject.choice),
        shown={
            "figures": [_figure(view, kind, subject) for kind in KINDS],
            "alone": _alone(view),
        },
    )


def picture(view: View, name: str) -> File:
    """Return a picture, named as ``flow.svg``, of what the address chooses."""
    kind, _, format = name.rpartition(".")
    if kind not in KINDS or format not in FORMATS:
        raise MissingPageError(f"pictures/{name}")
    drawn = _drawn(view, kind, _subject(view), _sheet(view))
    slugs = [slug for slug, _ in plan_choices(view) if slug in view.values("plan")]
    saved_as = "-".join(("kavshiri", kind, *slugs, view.lang))
    return File(_TYPES[format], drawn.as_bytes(format), f"{saved_as}.{format}")


def _drawn(view: View, kind: str, subject: Subject, size: Size) -> Picture:
    """Return a picture, the same one for all formats: drawing it takes as long as writing it."""
    kept = view.known.pictures
    key = (kind, subject.lang, subject.choice, subject.around, size)
    found = kept.get(key)
    if found is None:
        while len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)), None)
        kept[key] = found = draw(kind, subject, size)
    return found


def _subject(view: View) -> Subject:
    choice = choice_of(view)
    store = view.known.store
    around = tuple(
        find_organisation(store, name, parameter="around") for name in view.values("around")
    )
    return Subject(
        view.plans, view.lang, choice, documents(store, choice.plans),
        view.known.version, view.known.build, around,
    )  # fmt: skip


def _sheet(view: View) -> Size:
    name = view.value("sheet", "a4")
    if name not in SHEETS:
        raise ParameterError("sheet", name, one_of(list(SHEETS)))
    return SHEETS[name]


def _figure(view: View, kind: str, subject: Subject) -> dict[str, Any]:
    """Return a picture as the page shows it: what it says, its files, and the same as a table."""
    if kind not in LAYERED:
        choice = replace(subject.choice, layers=Choice().layers, groups=False)
        subject = replace(subject, choice=choice)
    if kind != "network":
        subject = replace(subject, around=())
    caption = draw(kind, subject, _sheet(view)).caption
    formats = FORMATS[:1] if view.is_file and view.query else FORMATS
    size = _sheet(view)
    return {
        "kind": kind,
        "title": caption.title,
        "alt": f"{caption.title}. {caption.plans}. {caption.explanation}",
        "image": _address(view, kind, "svg"),
        "width": round(1000 * size.width / size.height),
        "height": 1000,
        "files": [(format.upper(), _address(view, kind, format)) for format in formats],
        "table": (view.word(f"site.{_TABLES[kind]}"), _table(view, kind)),
    }


def _address(view: View, kind: str, format: str) -> str:
    query = {**taken(view, kind), "sheet": view.values("sheet")}
    return picture_address(view, kind, format, query)


def _table(view: View, kind: str) -> str:
    """Return the page that says the same in a table, for the same part of the plans."""
    kept = {} if view.is_file else {"plan": view.values("plan")}
    return view.link(_TABLES[kind], **kept)


def _alone(view: View) -> list[tuple[str, str, bool]]:
    """Return the plans with the addresses of their own pictures, where there is no form to choose.

    The first stands for all of them; the last item tells which is shown.
    """
    plans = plan_choices(view)
    if not view.is_file or not 1 < len(plans) <= _MOST_PLANS:
        return []
    shown = view.value("plan")
    return [
        (view.word("site.all"), view.link("pictures"), not shown),
        *((title, view.link("pictures", plan=slug), slug == shown) for slug, title in plans),
    ]


def _filters(view: View, choice: Choice) -> tuple[Filter, ...]:
    return (
        plan_filter(view),
        Filter("chapter", view.word("network.chapter"), view.values("chapter"),
               chapter_choices(view)),
        Filter("donor", view.word("network.donor"), view.values("donor"),
               organisation_choices(view, "donor")),
        Filter("level", view.word("network.level"), (choice.level,),
               tuple((level, view.word(f"network.{level}")) for level in LEVELS)),
        Filter("sheet", view.word("pictures.sheet"), (view.value("sheet", "a4"),),
               tuple((name, view.word(f"pictures.sheet_{name}")) for name in SHEETS)),
        Filter("chair", view.word("network.chair"), view.values("chair"),
               (("no", view.word("network.without_chair")),)),
        Filter("type", view.word("network.type"), view.values("type"), sector_choices(view),
               several=True),
        Filter("layer", view.word("pictures.layers"), choice.layers,
               tuple((layer, view.code(f"layer/{layer}")) for layer in LAYERS), several=True),
    )  # fmt: skip

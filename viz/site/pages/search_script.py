"""What the search knows as a script, for pages that are files: the rules, the words, the entries.

An entry is a list: its kind, its title in the language of the page, its address, the other texts
that are searched, its plans, and for the words of a cell where they stand. There the title is the
place of the activity's own entry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kavshiri.loaders.stems import GEORGIAN, LATIN, SPELLINGS
from kavshiri.ontology.romanise import romanise
from kavshiri.viz.site.content import File
from kavshiri.viz.site.hits import place_of_words
from kavshiri.viz.site.index import KINDS, Entry
from kavshiri.viz.site.view import View

from .choices import plan_choices
from .search import MOST, MOST_ALONE
from .search_tables import PANELS

__all__ = ["script"]

_SCRIPTS = (range(0x10A0, 0x1100), range(0x1C90, 0x1CC0), range(0x2D00, 0x2D30))
_WORDS = (
    "plan.unnamed", "search.elsewhere", "search.found", "search.kinds", "search.near",
    "search.near_note", "site.all", "site.show_all", "site.shown_of", "site.take_away",
)  # fmt: skip


def script(view: View) -> File:
    """Return the script that the search page of a site of files loads."""
    data = json.dumps(_data(view), ensure_ascii=False, separators=(",", ":"))
    body = f"window.kavshiriSearch = {data};\n"
    return File("text/javascript; charset=utf-8", body.encode(errors="replace"), "index.js")


def _data(view: View) -> Mapping[str, Any]:
    entries = view.known.finder.entries
    plans = {iri: at for at, iri in enumerate(view.plans.plans)}
    activities = {each.iri: at for at, each in enumerate(entries) if each.kind == "activity"}
    return {
        "lang": view.lang,
        "rules": {
            "georgian": GEORGIAN.as_data(),
            "latin": LATIN.as_data(),
            "spellings": dict(SPELLINGS),
            "letters": _letters(),
        },
        "words": {name: view.word(name) for name in _WORDS},
        "most": [MOST, MOST_ALONE],
        "kinds": [(kind, PANELS[kind], view.word(f"search.{kind}")) for kind in KINDS],
        "plans": plan_choices(view),
        "entries": [_entry(view, each, plans, activities) for each in entries],
    }


def _letters() -> Mapping[str, str]:
    """Return the Latin letters of each Georgian one."""
    letters = (chr(code) for codes in _SCRIPTS for code in codes)
    return {each: romanise(each) for each in letters if romanise(each) != each}


def _entry(
    view: View, entry: Entry, plans: Mapping[str, int], activities: Mapping[str, int]
) -> list[Any]:
    kind, within = KINDS.index(entry.kind), [plans[each] for each in entry.plans if each in plans]
    if entry.place:
        lines = list(place_of_words(view, entry.place))
        return [kind, activities.get(entry.iri, -1), "", list(entry.texts), within, lines]
    title = entry.title(view.lang)
    others = [text for text in entry.searched if text != title]
    return [kind, title, view.thing(entry.iri) or "", others, within, []]

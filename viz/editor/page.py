"""The page of the editor, rendered; which server carries it is not known here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kavshiri.ontology.terms import DATA, ONTOLOGY, PREFIXES
from kavshiri.ontology.vocabulary import Term
from kavshiri.viz.site.render import MENU
from kavshiri.viz.site.words import LANGUAGES, words

from .examples import Example, examples, new_query, schema_classes, snippets
from .offers import known_terms, offers

__all__ = ["STATIC", "Surroundings", "editor_page", "has_scripts"]

STATIC = Path(__file__).parent.with_name("static")
"""The folder of style sheets and scripts, ours and those of others."""

_SCRIPTS = (
    "vendor/yasgui.min.js",
    "editor/completion.js",
    "editor/syntax.js",
    "editor/results.js",
    "editor/downloads.js",
    "editor/editor.js",
)
_STYLES = ("site.css", "vendor/yasgui.min.css", "editor/editor.css")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the page stands on its server; all but ``base`` are paths.

    What the store describes is linked to this server: an IRI under ``base``, that of the data, to
    ``things`` and its rest, a term of the ontology to its place in ``ontology``.
    """

    endpoint: str = "/sparql"
    static: str = "/static"
    base: str = DATA
    things: str = "/id/"
    ontology: str = "/ontology"


def has_scripts() -> bool:
    """Return whether the scripts of YASGUI are installed; without them the page is a plain form."""
    return all((STATIC / name).exists() for name in (*_SCRIPTS, *_STYLES))


@lru_cache(maxsize=256)
def editor_page(lang: str = "ka", *, example: str = "", place: Surroundings | None = None) -> str:
    """Return the page in a language; ``example`` names the query that it opens with, if any.

    The page works without JavaScript as a form; it is made once. ValueError for any language but
    ``ka`` and ``en``; an example that does not exist opens nothing.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no words in the language {lang!r}; use 'ka' or 'en'")
    place = place or Surroundings()
    opened = next((each for each in _all_examples(lang) if each.id == example), None)
    scripted = has_scripts()
    return (
        _environment()
        .get_template("editor.html")
        .render(
            lang=lang,
            other="en" if lang == "ka" else "ka",
            t=words(lang),
            place=place,
            menu=MENU,
            example=opened,
            query=opened.sparql if opened else snippets(lang)[0].sparql,
            examples=examples(lang),
            snippets=snippets(lang),
            classes=_classes(),
            scripted=scripted,
            scripts=[_stamped(name) for name in _SCRIPTS] if scripted else [],
            styles=[_stamped(name) for name in _STYLES if scripted or "/vendor/" not in f"/{name}"],
            data=_data(lang, place, opened),
        )
    )


def _data(lang: str, place: Surroundings, opened: Example | None) -> dict[str, Any]:
    """Return what the scripts of the page work with."""
    return {
        "lang": lang,
        "endpoint": place.endpoint,
        "base": place.base,
        "links": {place.base: place.things, ONTOLOGY: f"{place.ontology}#"},
        "prefixes": dict(PREFIXES),
        "offers": offers(lang, place.base),
        "examples": {
            each.id: {"title": each.title, "sparql": each.sparql} for each in _all_examples(lang)
        },
        "first": snippets(lang)[0].id,
        "opened": opened.id if opened else "",
        "newQuery": new_query(),
        "words": _own_words(lang),
    }


def _own_words(lang: str) -> dict[str, str]:
    """Return the words of the editor, which its scripts say."""
    own = {name.partition("editor.")[2]: text for name, text in words(lang).items()}
    return {name: text for name, text in own.items() if name}


def _all_examples(lang: str) -> tuple[Example, ...]:
    return (*snippets(lang), *(each for group in examples(lang).values() for each in group))


def _classes() -> list[tuple[Term, list[Term]]]:
    """Return the classes of the graph in brief, each with its properties."""
    known = known_terms()
    return [
        (known[each.name], [known[name] for name in each.properties]) for each in schema_classes()
    ]


@cache
def _stamped(name: str) -> str:
    """Return the address of a file with a stamp of what it holds, so that no old one is kept.

    A file that is missing has no stamp.
    """
    file = STATIC / name
    if not file.exists():
        return name
    return f"{name}?{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment

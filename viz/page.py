"""Makes the page of a network: the pyvis data model, drawn by a template of our own.

pyvis keeps the nodes, edges and options. Its own templates ask other servers for files and let the
text of names run as HTML, so they are not used: ours escapes everything, takes the vis-network that
pyvis ships into the page, and forbids the page to load anything.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kavshiri.graph.coordination.lines import Lines
from kavshiri.viz.site.tables import said

from .chosen import Chosen
from .drawing import drawing
from .picture import layer_legend, legend, picture
from .scope import layer_name, scope_text, shown_plans
from .ties import Ties
from .words import page_words

__all__ = ["rendered"]

_TEMPLATES = Path(__file__).with_name("templates")
_LIBRARY = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"


def rendered(
    ties: Ties,
    chosen: Chosen,
    *,
    lang: str,
    documents: Sequence[str],
    lines: Mapping[str, Lines],
    made: str = "",
) -> str:
    """Return the whole page of a network, in English (``en``) or Georgian (``ka``).

    ``documents`` are lines of text, ``lines`` tells where activities stand in their documents,
    ``made`` by what the graph was built.
    """
    data = _data(ties, chosen, lang, lines)
    words = page_words(lang)
    return _filled(
        "network.html",
        ties=ties,
        plans=shown_plans(ties.plans, ties.choice),
        scope=scope_text(ties.plans, ties.choice, lang),
        chosen=chosen,
        words=words,
        lang=lang,
        layer_name=layer_name,
        delivered=len(ties.evidence()),
        most=max((link.weight for link in ties.links), default=1),
        legend=legend(ties),
        layers=layer_legend(ties, lang),
        documents=documents,
        lines=lines,
        made=made,
        translated=lang == "en" and any(_is_translated(ties, iri) for iri in chosen.activities),
        drawing=drawing(data["nodes"], data["edges"], title=words["picture"], least=chosen.least)
        if ties.links
        else "",
        data=_json_for_page(data),
    )


def _data(ties: Ties, chosen: Chosen, lang: str, lines: Mapping[str, Lines]) -> dict[str, Any]:
    """Return what the script of the page works with."""
    nodes, edges, *_, options = picture(ties, chosen, lang).get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "words": dict(page_words(lang)),
        "layers": {layer: layer_name(layer, lang) for layer in ties.choice.layers},
        "activities": {iri: _card(ties, iri, lang, lines) for iri in chosen.activities},
        "parts": {part: _lists(chosen, found) for part, found in ties.parts.items()},
    }


def _is_translated(ties: Ties, iri: str) -> bool:
    return {"ka", "en"} <= ties.plans.activities[iri].labels.keys()


def _lists(chosen: Chosen, found: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return for each body how many activities it has, and those that the page lists."""
    return {
        iri: {"count": len(found[iri]), "listed": chosen.known(found[iri])} for iri in chosen.bodies
    }


def _card(ties: Ties, iri: str, lang: str, lines: Mapping[str, Lines]) -> dict[str, Any]:
    activity = ties.plans.activities[iri]
    return {
        "number": activity.number,
        "title": activity.name(lang),
        "plan": re.sub("^.*/plan/", "", activity.plan),
        "due": activity.due.isoformat() if activity.due else "",
        "lines": str(lines[iri]) if iri in lines else "",
    }


def _json_for_page(value: Any) -> str:
    """Return JSON that can stand inside a script element: nothing in it can end the element.

    >>> _json_for_page("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _filled(template: str, *, data: str, **names: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["said"] = said
    library, script = _shipped("vis-network.min.js"), _own("network.js")
    return environment.get_template(template).render(
        data=Markup(data),
        library=Markup(library),
        script=Markup(script),
        library_style=Markup(_shipped("vis-network.css")),
        style=Markup(_own("network.css")),
        script_hashes=Markup(" ".join(_hash(text) for text in (library, script))),
        **names,
    )


def _shipped(name: str) -> str:
    """Return a file of the vis-network that pyvis ships, with its licence, without source map."""
    text = (_LIBRARY / name).read_text(encoding="utf-8")
    return re.sub(r"/[/*][#@] sourceMappingURL=.*", "", text)


def _own(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """Return what a content security policy lets a script run by: its hash."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

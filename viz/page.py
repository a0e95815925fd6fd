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
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .chosen import Chosen, choose
from .delivery import Activity, Delivery
from .picture import legend, picture
from .words import page_words

__all__ = ["network_page"]

_TEMPLATES = Path(__file__).with_name("templates")
_LIBRARY = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"


def network_page(delivery: Delivery, *, lang: str, include_groups: bool) -> str:
    """Return the whole page of a delivery network, in English or Georgian."""
    chosen = choose(delivery)
    return _rendered(
        "network.html",
        delivery=delivery,
        chosen=chosen,
        words=page_words(lang),
        lang=lang,
        include_groups=include_groups,
        delivered=len({iri for link in delivery.links for iri in link.activities}),
        most=max((link.weight for link in delivery.links), default=1),
        legend=legend(delivery),
        data=_json_for_page(_data(delivery, chosen, lang)),
    )


def _data(delivery: Delivery, chosen: Chosen, lang: str) -> dict[str, Any]:
    """Return what the script of the page works with."""
    nodes, edges, *_, options = picture(delivery, chosen).get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "words": dict(page_words(lang)),
        "activities": {iri: _card(delivery.activities[iri]) for iri in chosen.activities},
        "leads": _lists(chosen, delivery.leads),
        "helps": _lists(chosen, delivery.helps),
    }


def _lists(chosen: Chosen, found: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return for each body how many activities it has, and those that the page lists."""
    return {
        iri: {"count": len(found[iri]), "listed": chosen.known(found[iri])} for iri in chosen.bodies
    }


def _card(activity: Activity) -> dict[str, Any]:
    card = asdict(activity)
    del card["iri"]
    card["plan"] = re.sub("^.*/plan/", "", activity.plan)
    return card


def _json_for_page(value: Any) -> str:
    """Return JSON that can stand inside a script element: nothing in it can end the element.

    >>> _json_for_page("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _rendered(template: str, *, data: str, **names: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
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

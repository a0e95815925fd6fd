"""What the editor offers against a store of the two plans: nothing used there is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

import kavshiri
from kavshiri.viz.editor.offers import offers

# The graphs that describe the program itself hold terms that a question about plans never needs.
_ABOUT_PLANS = """
SELECT DISTINCT ?term {{
  {{ SELECT DISTINCT ?graph ?term {{ GRAPH ?graph {{ {pattern} }} }} }}
  FILTER (!REGEX(STR(?graph), "/graph/(codes|ontology|questions)$"))
}}
"""


@pytest.mark.parametrize(
    ("kind", "pattern", "least"), [("class", "?s a ?term", 20), ("property", "?s ?term ?o", 70)]
)
def test_every_term_of_the_plans_is_offered(
    store: Path, kind: str, pattern: str, least: int
) -> None:
    with kavshiri.open(store) as graph:
        used = {
            row["term"] for row in graph.query(_ABOUT_PLANS.format(pattern=pattern)).to_records()
        }
    assert len(used) >= least
    names = {each["text"] for each in offers("en") if each["kind"] == kind}
    assert {name for name in map(_name, used) if name not in names} <= {
        "dct:rights", "dct:modified", "skos:editorialNote",
    }  # fmt: skip


def _name(iri: object) -> str:
    from kavshiri.ontology.vocabulary import short_name

    return short_name(str(iri))

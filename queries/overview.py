"""What a graph holds, in a few lines, for whoever opens one in a notebook."""

from __future__ import annotations

import html

from kavshiri.graph.query import Queryable, Term, select

from .markup import STYLE
from .values import python_value, text_of

__all__ = ["overview"]

_PLANS = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
SELECT ?plan ?titleKa ?titleEn (COUNT(DISTINCT ?activity) AS ?activities)
WHERE {
  ?plan a kav:ActionPlan .
  OPTIONAL { ?activity kav:plan ?plan ; a kav:Activity }
  OPTIONAL { ?plan dct:title ?titleKa FILTER(LANG(?titleKa) = "ka") }
  OPTIONAL { ?plan dct:title ?titleEn FILTER(LANG(?titleEn) = "en") }
}
GROUP BY ?plan ?titleKa ?titleEn ORDER BY ?plan
"""
_HEADINGS = ("Plan · გეგმა", "Title · სათაური", "Activities · საქმიანობები")
_NEXT = (
    "<p>Ask it: <code>graph.questions()</code>, <code>graph.ask(…)</code>, "
    "<code>graph.query(…)</code>, <code>graph.trace(…)</code></p>"
)


def overview(store: Queryable) -> str:
    """Return the plans of a store as HTML, with their titles in both languages."""
    head = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in _HEADINGS)
    body = "".join(_row(*row) for row in select(store, _PLANS).rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="kavshiri" lang="en">{STYLE}{table}{_NEXT}</div>'


def _row(
    plan: Term | None, title_ka: Term | None, title_en: Term | None, activities: Term | None
) -> str:
    slug = text_of(plan).rpartition("/")[2]
    english, georgian = text_of(title_en), text_of(title_ka)
    titles = [
        html.escape(english),
        f'<span lang="ka">{html.escape(georgian)}</span>' if georgian else "",
    ]
    return (
        f"<tr><td>{html.escape(slug)}</td><td>{'<br>'.join(filter(None, titles))}</td>"
        f'<td class="number">{python_value(activities)}</td></tr>'
    )

"""Overlaps and verdicts as statements: what looks alike to the program, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from kavshiri.graph import nquads
from kavshiri.graph.iris import Iris
from kavshiri.graph.query import Queryable, select, to_python
from kavshiri.graph.words import word
from kavshiri.loaders.verdicts import Verdict, merged_verdicts, verdict_of

if TYPE_CHECKING:
    from kavshiri.graph.coordination.overlap import Overlap
    from kavshiri.graph.scope import Pairs

__all__ = ["iter_overlap_lines", "iter_verdict_lines", "judged_pairs", "stored_verdicts"]

_VERDICTS = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX kav: <https://w3id.org/kavshiri/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?one ?other ?code ?author ?date ?note WHERE {
  ?verdict a kav:Verdict ; kav:about ?overlap ; kav:verdict ?code ;
    dct:creator ?author ; dct:created ?date .
  ?overlap kav:between ?one, ?other . FILTER(STR(?one) < STR(?other))
  OPTIONAL { ?verdict rdfs:comment ?note }
}
"""


def iter_overlap_lines(
    overlaps: Iterable[Overlap], iris: Iris, graph: str, run: str
) -> Iterator[str]:
    """Yield the lines of possible overlaps; ``graph`` and ``run`` are terms.

    ValueError for an activity whose IRI does not begin with the base of ``iris``.
    """
    for each in overlaps:
        subject = nquads.iri(iris.overlap(each.first, each.second))
        yield from nquads.quads(graph, subject, _overlap(each, run))


def _overlap(overlap: Overlap, run: str) -> Pairs:
    yield word("rdf:type"), word("kav:Overlap")
    for activity in (overlap.first, overlap.second):
        yield word("kav:between"), nquads.iri(activity)
    yield word("kav:score"), nquads.decimal(overlap.score)
    for part in ("words", "actors", "types", "people"):
        value = getattr(overlap, part)
        if value is not None:
            yield word(f"kav:{part}Score"), nquads.decimal(value)
    yield word("prov:wasGeneratedBy"), run


def iter_verdict_lines(verdicts: Iterable[Verdict], iris: Iris, graph: str) -> Iterator[str]:
    """Yield the lines of verdicts; ``graph`` is a term.

    What the verdict is about is described where overlaps are: see :func:`judged_pairs`.
    """
    for each in verdicts:
        ends = _ends(each, iris)
        subject = nquads.iri(iris.verdict(*ends, each.author))
        yield from nquads.quads(graph, subject, _verdict(each, iris.overlap(*ends), iris))


def _verdict(verdict: Verdict, about: str, iris: Iris) -> Pairs:
    yield word("rdf:type"), word("kav:Verdict")
    yield word("kav:about"), nquads.iri(about)
    yield word("kav:verdict"), nquads.iri(iris.code("verdict", verdict.code))
    yield word("dct:creator"), nquads.text(verdict.author)
    yield word("dct:created"), nquads.day(verdict.date)
    if verdict.note:
        yield word("rdfs:comment"), nquads.text(verdict.note)


def judged_pairs(verdicts: Iterable[Verdict], iris: Iris) -> list[tuple[str, str]]:
    """Return the pairs of activities (IRIs) that were judged, each once, in order.

    They are for :func:`kavshiri.graph.coordination.overlap.overlaps` to describe in any case.
    """
    return list(dict.fromkeys(_ends(each, iris) for each in verdicts))


def _ends(verdict: Verdict, iris: Iris) -> tuple[str, str]:
    root = iris.activities
    return root + verdict.first, root + verdict.second


def stored_verdicts(store: Queryable) -> tuple[Verdict, ...]:
    """Return the verdicts that stand in a store on pairs that it describes."""
    found = []
    for row in select(store, _VERDICTS).rows:
        one, other, code, author, day, note = map(to_python, row)
        if isinstance(day, date):
            name = str(code).rpartition("/")[2]
            found.append(verdict_of(str(one), str(other), name, str(author), day, str(note or "")))
    return merged_verdicts(found)

"""The forms an answer can be had in: what they are called, and by which media types they are asked.

Tables (of SELECT and ASK): SPARQL 1.1 Query Results JSON, XML, CSV and TSV. Graphs (of CONSTRUCT
and DESCRIBE): Turtle, N-Triples, RDF/XML, JSON-LD, N-Quads, TriG. Both as a page to look at.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GRAPHS", "HTML", "TABLES", "Format", "formats_for"]

_AT_THE_W3C = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True, slots=True)
class Format:
    """A form of answer.

    ``name`` is what the program calls it, ``label`` what people do; ``types`` are the media types
    it is asked by, the standard one first; ``short`` what it is called in ``format=…``; ``w3c``
    its name among the W3C's formats.
    """

    name: str
    label: str
    types: tuple[str, ...]
    short: tuple[str, ...]
    w3c: str = ""

    @property
    def iri(self) -> str:
        """Its IRI at the W3C; empty if it has none."""
        return _AT_THE_W3C + self.w3c if self.w3c else ""

    def content_type(self, asked: str = "") -> str:
        """Return the value of Content-Type, in the media type that was asked for."""
        kind = asked if asked in self.types else self.types[0]
        says_charset = kind.startswith("text/") or kind == "application/trig"
        return f"{kind}; charset=utf-8" if says_charset else kind


HTML = Format("html", "HTML", ("text/html", "application/xhtml+xml"), ("html",))
"""A page for people; it shows the first rows, and says so."""

_RESULTS = "application/sparql-results"
_ANY_XML = ("application/xml", "text/xml")

TABLES = (
    Format("json", "JSON", (f"{_RESULTS}+json", "application/json"),
           ("json", "srj", "sparql-json"), "SPARQL_Results_JSON"),
    Format("xml", "XML", (f"{_RESULTS}+xml", *_ANY_XML),
           ("xml", "srx", "sparql-xml"), "SPARQL_Results_XML"),
    Format("csv", "CSV", ("text/csv",), ("csv",), "SPARQL_Results_CSV"),
    Format("tsv", "TSV", ("text/tab-separated-values",), ("tsv",), "SPARQL_Results_TSV"),
    HTML,
)  # fmt: skip
"""The forms of a table."""

GRAPHS = (
    Format("turtle", "Turtle", ("text/turtle", "application/x-turtle", "application/turtle"),
           ("turtle", "ttl", "n3"), "Turtle"),
    Format("ntriples", "N-Triples", ("application/n-triples", "text/plain"),
           ("ntriples", "nt", "n-triples"), "N-Triples"),
    Format("rdfxml", "RDF/XML", ("application/rdf+xml", *_ANY_XML),
           ("rdfxml", "rdf", "xml", "rdf+xml"), "RDF_XML"),
    Format("jsonld", "JSON-LD", ("application/ld+json", "application/json"),
           ("jsonld", "json-ld", "json"), "JSON-LD"),
    Format("nquads", "N-Quads", ("application/n-quads",), ("nquads", "nq", "n-quads"), "N-Quads"),
    Format("trig", "TriG", ("application/trig",), ("trig",), "TriG"),
    HTML,
)  # fmt: skip
"""The forms of a graph."""


def formats_for(form: str | None) -> tuple[Format, ...]:
    """Return the forms of answer to a query of a form, the usual one first.

    For what is no query at all they are those of tables: it will not be answered anyway.
    """
    return GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else TABLES

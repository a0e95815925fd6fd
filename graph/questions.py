"""The graph ``questions``: the library's questions, published so that other tools find them.

A question is a ``sh:SPARQLExecutable`` whose text runs as it stands (SHACL Advanced Features,
section 5, in the manner of SPARQL examples that are kept beside their data). The room above reads
the questions from its files and hands them in as the records that are defined here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from kavshiri.graph import nquads
from kavshiri.graph.iris import Iris
from kavshiri.graph.words import word
from kavshiri.ontology.terms import PREFIXES

if TYPE_CHECKING:
    from kavshiri.graph.scope import Pairs

__all__ = ["ANY", "Column", "Parameter", "Question", "Text", "iter_questions", "without_header"]

ANY = "any"
"""The default of a parameter that may be left open."""

_ONTOLOGY = "https://w3id.org/kavshiri/ontology"
_FORMS = {
    "select": ("sh:SPARQLSelectExecutable", "sh:select"),
    "construct": ("sh:SPARQLConstructExecutable", "sh:construct"),
    "ask": ("sh:SPARQLAskExecutable", "sh:ask"),
}
"""The class and the property of each form of query that SHACL knows."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Georgian and in English."""

    ka: str
    en: str

    def within(self, language: str) -> str:
        """Return the text in the language asked for; English for any but ``ka``."""
        return self.ka if language == "ka" else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be asked for; ``default`` is written as a user would write it, or ``any``.

    ``choices`` are the words to choose from, each with its label for people; empty where any value
    of the type will do. ``code_list`` names the list whose codes they are, if they are codes.
    """

    name: str
    type: str
    default: str
    description: Text
    choices: Mapping[str, Text] = field(default_factory=dict)
    code_list: str | None = None

    @property
    def optional(self) -> bool:
        """Whether the parameter may be left open."""
        return self.default == ANY


@dataclass(frozen=True, slots=True)
class Column:
    """What comes out in one column."""

    name: str
    type: str
    title: Text
    meaning: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question in words and in SPARQL; ``sparql`` may begin with a header of comments.

    ``form`` is ``select``, ``construct`` or ``ask``; ``user`` a code of the list audience. The
    columns of a graph are always the same and are not published.
    """

    id: str
    user: str
    title: Text
    description: Text
    parameters: Mapping[str, Parameter]
    columns: tuple[Column, ...]
    sparql: str
    form: str = "select"

    @property
    def query(self) -> str:
        """The SPARQL without its header."""
        return without_header(self.sparql)


def without_header(text: str) -> str:
    """Return a query from its first line that is no comment.

    >>> without_header("# id: all\\nSELECT * # of them\\n{ ?s ?p ?o }")
    'SELECT * # of them\\n{ ?s ?p ?o }\\n'
    """
    lines = text.splitlines(keepends=True)
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[first:]).strip() + "\n"


def iter_questions(questions: Iterable[Question], iris: Iris) -> Iterator[str]:
    """Yield the lines of the graph of questions, and of the prefixes that may be filled in.

    The texts speak of data under the base of ``iris``. Without questions there are no lines.
    """
    graph = nquads.iri(iris.graph("questions"))
    count = 0
    for question in questions:
        count += 1
        yield from _question(graph, question, iris)
    if count:
        yield from _prefixes(graph, iris)


def _question(graph: str, question: Question, iris: Iris) -> Iterator[str]:
    name = nquads.iri(iris.question(question.id))
    yield from nquads.quads(graph, name, _words(question, iris))
    for number, parameter in enumerate(question.parameters.values(), start=1):
        node = nquads.iri(iris.question(question.id, "parameter", parameter.name))
        yield f"{name} {word('kav:hasParameter')} {node} {graph} .\n"
        pairs = chain(_variable(parameter, number, iris), _parameter(parameter, iris))
        yield from nquads.quads(graph, node, pairs)
    for number, column in enumerate(question.columns, start=1):
        if question.form == "construct":
            break
        node = nquads.iri(iris.question(question.id, "column", column.name))
        yield f"{name} {word('kav:hasColumn')} {node} {graph} .\n"
        pairs = chain(_variable(column, number, iris), _column(column))
        yield from nquads.quads(graph, node, pairs)


def _words(question: Question, iris: Iris) -> Pairs:
    kind, query = _FORMS[question.form]
    yield word("rdf:type"), word("kav:Question")
    yield word("rdf:type"), word("sh:SPARQLExecutable")
    yield word("rdf:type"), word(kind)
    yield word("dct:identifier"), nquads.text(question.id)
    yield word("dct:audience"), nquads.iri(iris.code("audience", question.user))
    yield from _texts("rdfs:label", question.title)
    yield from _texts("rdfs:comment", question.description)
    yield word("sh:prefixes"), nquads.iri(_ONTOLOGY)
    yield word(query), nquads.text(iris.moved(question.query))


def _variable(variable: Parameter | Column, number: int, iris: Iris) -> Pairs:
    yield word("rdf:type"), word("kav:Variable")
    yield word("kav:variableName"), nquads.text(variable.name)
    yield word("kav:valueType"), nquads.iri(iris.code("value-type", variable.type))
    yield word("sh:order"), nquads.integer(number)


def _parameter(parameter: Parameter, iris: Iris) -> Pairs:
    yield from _texts("rdfs:comment", parameter.description)
    if not parameter.optional:
        yield word("kav:defaultValue"), nquads.text(parameter.default)
    for choice in parameter.choices:
        yield word("kav:allowedValue"), nquads.text(choice)
    if parameter.code_list is not None:
        yield word("kav:codeList"), nquads.iri(iris.code_list(parameter.code_list))


def _column(column: Column) -> Pairs:
    yield from _texts("rdfs:label", column.title)
    yield from _texts("rdfs:comment", column.meaning)


def _texts(predicate: str, text: Text) -> Pairs:
    yield word(predicate), nquads.text(text.ka, "ka")
    yield word(predicate), nquads.text(text.en, "en")


def _prefixes(graph: str, iris: Iris) -> Iterator[str]:
    """Yield the prefixes as declarations of our ontology, for tools that fill them in."""
    owner, any_uri = nquads.iri(_ONTOLOGY), word("xsd:anyURI")
    for prefix, namespace in PREFIXES.items():
        node = nquads.iri(iris.prefix(prefix))
        yield f"{owner} {word('sh:declare')} {node} {graph} .\n"
        pairs = [
            (word("rdf:type"), word("sh:PrefixDeclaration")),
            (word("sh:prefix"), nquads.text(prefix)),
            (word("sh:namespace"), f"{nquads.text(namespace)}^^{any_uri}"),
        ]
        yield from nquads.quads(graph, node, pairs)

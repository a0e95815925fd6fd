"""Asking a store: a SPARQL query in, typed terms out. How answers are shown is not known here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol, TypeVar

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
    Variable,
)

from kavshiri.graph.sparql import dataset_of, require_safe, with_graphs_for_services
from kavshiri.graph.tokens import unambiguous
from kavshiri.ontology.errors import QueryError
from kavshiri.ontology.terms import PREFIXES

__all__ = [
    "Answer",
    "Graph",
    "Queryable",
    "Result",
    "Rows",
    "Term",
    "as_rows",
    "check_grammar",
    "kept",
    "require_graph",
    "run_query",
    "select",
    "to_python",
]

Term = NamedNode | BlankNode | Literal | Triple
T = TypeVar("T")
Python = str | int | float | bool | Decimal | date | datetime | tuple["Python", ...] | None

_XSD = PREFIXES["xsd"]
_LONGEST_REASON = 200  # characters: the engine can list a whole grammar


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to SELECT: names without ``?``, and rows in their order; None is unbound."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def to_python(self) -> list[dict[str, Python]]:
        """Return the rows as dictionaries of plain Python values."""
        return [
            {name: to_python(term) for name, term in zip(self.variables, row, strict=True)}
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer to CONSTRUCT and DESCRIBE."""

    triples: list[Triple]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to ASK."""

    value: bool

    def __bool__(self) -> bool:
        return self.value


Result = Rows | Graph | Answer


class Queryable(Protocol):
    """Anything that answers SPARQL as an open store does: a folder, a server, a store in memory."""

    def query(self, text: str, /) -> Result:
        """Return the answer to a query, completely read."""


def kept(store: Queryable, name: Hashable, read: Callable[[], T]) -> T:
    """Return what was read of a store before under a name; read now if it is the first time.

    An open store never changes, so it keeps what is dear to read, in its attribute ``kept``. A
    store without one (a server, whose data may change) is read each time.
    """
    known: dict[Hashable, Any] | None = getattr(store, "kept", None)
    if known is None:
        return read()
    if name not in known:
        known[name] = read()
    found: T = known[name]
    return found


def select(store: Queryable, text: str) -> Rows:
    """Ask a store and return the answer as a table of terms: the one door to whatever holds it."""
    return as_rows(store.query(text))


def as_rows(given: Result) -> Rows:
    """Return any answer as a table of terms.

    The truth value of an ASK becomes the one cell of the column ``answer``; the triples of a
    CONSTRUCT the columns subject, predicate and object.
    """
    match given:
        case Answer():
            return Rows(("answer",), [(Literal(given.value),)])
        case Graph():
            triples = [(each.subject, each.predicate, each.object) for each in given.triples]
            return Rows(("subject", "predicate", "object"), [tuple(row) for row in triples])
    return given


def run_query(
    store: Store,
    text: str,
    *,
    parameters: Mapping[str, Term] | None = None,
    base: str | None = None,
) -> Result:
    """Return the answer to a query, completely read.

    Without a dataset clause the query sees the union of all graphs; with one, just these. The
    prefixes of the project need not be declared; those that the query declares itself win.
    ``parameters`` are bound to variables by name, never written into the text; the engine binds
    only what the query selects. ``base`` is what relative IRIs stand on.

    Raises QueryError for what is no query, for updates, calls to services, unknown graphs, and
    nesting that the engine would not survive. There is no limit of time: who answers strangers
    must ask in a process that can be ended.
    """
    require_safe(text)
    dataset = dataset_of(text, PREFIXES)
    for graph in dataset.graphs:
        require_graph(store, graph)
    certain = unambiguous(text)
    try:
        return _read(
            store.query(
                certain,
                base_iri=base,
                prefixes=dict(PREFIXES),
                use_default_graph_as_union=not dataset,
                substitutions={Variable(name): term for name, term in (parameters or {}).items()},
            )
        )
    except SyntaxError as error:
        raise _unreadable(error) from None
    except RuntimeError as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def check_grammar(text: str, *, base: str | None = None) -> None:
    """Raise QueryError for a text that is no query; nothing is evaluated and no one is called.

    The text must have passed ``require_shallow``. Calls to services, unknown graphs and unknown
    functions are no matter of grammar.
    """
    # A value for a variable that is not there: the engine refuses it after reading the query and
    # before evaluating it. Should it ever evaluate, it finds an empty store and no service.
    nobody: dict[Variable, Term] = {Variable("kavshiri_checks_the_grammar"): Literal("")}
    certain = unambiguous(with_graphs_for_services(text))
    try:
        Store().query(certain, base_iri=base, prefixes=dict(PREFIXES), substitutions=nobody)
    except SyntaxError as error:
        raise _unreadable(error) from None
    except RuntimeError:
        pass


def _unreadable(error: SyntaxError) -> QueryError:
    found = " ".join(error.msg.split())
    shown = f"{found[:_LONGEST_REASON]}…" if len(found) > _LONGEST_REASON else found
    return QueryError(f"the query cannot be read: {shown}")


def _read(answer: object) -> Result:
    if isinstance(answer, QuerySolutions):
        names = tuple(variable.value for variable in answer.variables)
        return Rows(names, [tuple(solution) for solution in answer])
    if isinstance(answer, QueryBoolean):
        return Answer(bool(answer))
    return Graph(list(answer))  # type: ignore[call-overload]  # the only kind that is left


def require_graph(store: Store, name: str) -> None:
    """Raise QueryError, with the names of the graphs, where a store has no graph of a name."""
    try:
        known = store.contains_named_graph(NamedNode(name))
    except ValueError:
        known = False
    if not known:
        graphs = sorted(str(graph) for graph in store.named_graphs())
        raise QueryError(f"there is no graph <{name}> here; the graphs are {', '.join(graphs)}")


def to_python(term: Term | None) -> Python:
    """Return the plain Python value of a term.

    Numbers, truth values and dates become Python's; what is no such value in spite of its type
    (the 30th of February) stays text. Strings lose their language, IRIs become text, a blank node
    ``_:name``, a quoted triple a tuple of three.

    >>> to_python(Literal("2.50", datatype=NamedNode(_XSD + "decimal")))
    Decimal('2.50')
    """
    match term:
        case None:
            return None
        case Literal():
            return _literal(term)
        case NamedNode():
            return term.value
        case BlankNode():
            return f"_:{term.value}"
    return (to_python(term.subject), to_python(term.predicate), to_python(term.object))


def _literal(literal: Literal) -> Python:
    text, kind = literal.value, literal.datatype.value.removeprefix(_XSD)
    with suppress(ValueError, InvalidOperation):
        match kind:
            case "integer" | "int" | "long" | "nonNegativeInteger" | "positiveInteger":
                return int(text)
            case "decimal":
                return Decimal(text)
            case "double" | "float":
                return float(text)
            case "boolean" if text in ("true", "false", "1", "0"):
                return text in ("true", "1")
            case "date":
                return date.fromisoformat(text)
            case "dateTime":
                return datetime.fromisoformat(text)
    return text

"""A store at an address: any SPARQL 1.1 server that holds a built graph, asked as a folder is.

SPARQLWrapper writes the requests: always POST as a form, since long queries do not fit an address
and Virtuoso hangs on a query that is the body itself. A query sees the union of our graphs. Most
servers give that by themselves; where the default graph is something else (Oxigraph or Fuseki as
they are installed), every request names our graphs as its dataset. That is done only where it is
needed: Virtuoso 7.2 loses rows of some queries with a named dataset. The graphs of a query's own
``FROM`` are named with the request too: Oxigraph's option for the union overrides ``FROM``.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self
from urllib.request import Request

from pyoxigraph import NamedNode, Quad, Store

from kavshiri.graph.answers import ACCEPT, read_answer
from kavshiri.graph.folder import Passport
from kavshiri.graph.iris import Iris
from kavshiri.graph.query import Graph, Result, Rows, as_rows
from kavshiri.graph.server import Server, ServerError
from kavshiri.graph.sparql import Dataset, dataset_of, form_of, require_safe
from kavshiri.graph.tokens import tokens, unambiguous
from kavshiri.ontology.errors import QueryError, StoreError
from kavshiri.ontology.terms import PREFIXES

__all__ = ["MOST_COPIED", "RemoteStore", "with_prefixes"]

MOST_COPIED = 3_000_000
"""Statements that :meth:`RemoteStore.copy` takes into memory; about 1 GB."""

_PLANS = "SELECT DISTINCT ?plan WHERE { ?plan a kav:ActionPlan } ORDER BY STR(?plan)"
_PLANS_IN_GRAPHS = (
    "SELECT DISTINCT ?plan WHERE { GRAPH ?graph { ?plan a kav:ActionPlan } } ORDER BY STR(?plan)"
)
_COUNTS = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_DOCUMENTS = "SELECT ?document ?hash WHERE { ?document a kav:SourceDocument ; kav:sha256 ?hash }"
_VERSIONS = "SELECT DISTINCT ?version WHERE { ?run a kav:Run ; kav:programVersion ?version }"


class RemoteStore:
    """A server that is asked. Nothing is sent before the first question.

    User and password come from the environment; see :mod:`kavshiri.graph.server`.
    """

    def __init__(self, address: str | Server) -> None:
        """Take the address of the query service; StoreError for what is no address."""
        self._server = address if isinstance(address, Server) else Server(address)
        self._known: tuple[Iris, Dataset] | None = None

    @property
    def address(self) -> str:
        """Where the server is; never with a password."""
        return self._server.address

    @property
    def iris(self) -> Iris:
        """The names of the things on this server, as its plans show them; the usual if none."""
        return self._setting[0]

    def query(self, text: str) -> Result:
        """Return the answer to a SPARQL query, completely read.

        What is refused by :func:`kavshiri.graph.query.run_query` is refused here before anything
        is sent, and the same prefixes need not be declared. Raises QueryError where the server
        will not answer the query, StoreError where it cannot be reached.
        """
        require_safe(text)
        _require_form(text)
        own = dataset_of(text, PREFIXES)
        for graph in own.graphs:
            self._require_graph(graph)
        return self._ask(text, own or self._setting[1])

    def info(self) -> Passport:
        """Return what the server's own graphs say of the build that they hold.

        The hash of the build and the data files that shaped it are known to the store in its folder
        only, and are empty here. StoreError where the server holds no plan.
        """
        counts = self.counts()
        plans = [row[0] for row in self._texts(_PLANS)]
        if not plans:
            raise StoreError(
                f"{self.address} holds no action plan; load one with: kavshiri push {self.address}"
            )
        base = self.iris.base
        return Passport(
            quads="",
            program_version=", ".join(sorted(row[0] for row in self._texts(_VERSIONS))),
            base=base,
            build_hash="",
            documents={
                iri.removeprefix(f"{base}document/"): digest
                for iri, digest in sorted(self._texts(_DOCUMENTS))
            },
            inputs={},
            plans=tuple(sorted(iri.removeprefix(f"{base}plan/") for iri in plans)),
            counts=counts,
        )

    def counts(self, iris: Iris | None = None) -> dict[str, int]:
        """Return how many statements each of our graphs holds, by its name (``plan/<slug>``).

        ``iris`` says where our names begin, if the plans on the server are not to be asked.
        """
        start = (iris or self.iris).base + "graph/"
        found = as_rows(self._ask(_COUNTS, Dataset())).to_python()
        named = {str(row["graph"]): int(str(row["n"])) for row in found}
        return {
            name.removeprefix(start): named[name]
            for name in sorted(named)
            if name.startswith(start)
        }

    def copy(self) -> Store:
        """Return our graphs in memory, for what only an engine at hand can do.

        StoreError where they are too many for memory, or did not arrive whole.
        """
        counts = self.counts()
        if sum(counts.values()) > MOST_COPIED:
            raise StoreError(
                f"{self.address} holds {sum(counts.values()):,} statements, too many to fetch "
                f"(at most {MOST_COPIED:,}); use the store in its folder, or the server's own dump"
            )
        store = Store()
        for name, count in counts.items():
            graph = NamedNode(self.iris.graph(name))
            found = self._ask(
                f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", Dataset()
            )
            assert isinstance(found, Graph), "a CONSTRUCT gives a graph"
            if len(found.triples) != count:
                raise StoreError(
                    f"{self.address} gave {len(found.triples):,} of the {count:,} statements of "
                    f"{graph}; raise the server's limit of rows (Virtuoso: ResultSetMaxRows)"
                )
            store.bulk_extend(Quad(t.subject, t.predicate, t.object, graph) for t in found.triples)
        return store

    def close(self) -> None:
        """Do nothing: no connection is kept between two questions."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _setting(self) -> tuple[Iris, Dataset]:
        """The names of our things, and the graphs to name with each query: none where the server's
        default graph already shows what stands in them. Looked up until there is a plan."""
        if self._known is None:
            dataset = Dataset()
            plans = self._texts(_PLANS, dataset)
            if not plans and (plans := self._texts(_PLANS_IN_GRAPHS, dataset)):
                iris = _iris_of(plans[0][0])
                graphs = tuple(iris.graph(name) for name in self.counts(iris))
                dataset = Dataset(graphs, graphs)
            if not plans:
                return Iris(), dataset
            self._known = _iris_of(plans[0][0]), dataset
        return self._known

    def _texts(self, query: str, dataset: Dataset | None = None) -> list[tuple[str, ...]]:
        """Return a table as text; ``dataset`` is the usual one if not given."""
        found = self._ask(query, self._setting[1] if dataset is None else dataset)
        assert isinstance(found, Rows), "a SELECT gives rows"
        return [tuple(str(getattr(term, "value", "")) for term in row) for row in found.rows]

    def _require_graph(self, name: str) -> None:
        graph = _named(name)
        if graph is None or not self._ask(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}", Dataset()):
            graphs = ", ".join(f"<{self.iris.graph(each)}>" for each in self.counts())
            raise QueryError(f"there is no graph <{name}> here; the graphs are {graphs or 'none'}")

    def _ask(self, text: str, dataset: Dataset) -> Result:
        form = _require_form(text)
        request = _request(self.address, with_prefixes(unambiguous(text)), form, dataset)
        try:
            reply = self._server.send(request)
        except ServerError as error:
            raise _of_the_query(error) or error from None
        return read_answer(reply, form, self.address)


def with_prefixes(text: str) -> str:
    """Return a query with those prefixes of the project declared that it uses but does not declare.

    They stand on its first line, so that the lines of the server's errors stay right.

    >>> with_prefixes("ASK { ?a a kav:Activity }")
    'PREFIX kav: <https://w3id.org/kavshiri/ontology#> ASK { ?a a kav:Activity }'
    """
    used, declared, before = set[str](), set[str](), ""
    for token in tokens(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            (declared if before.upper() == "PREFIX" else used).add(prefix)
        before = token.text
    missing = sorted((used - declared) & PREFIXES.keys())
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + text


def _request(address: str, text: str, form: str, dataset: Dataset) -> Request:
    from SPARQLWrapper import POST, SPARQLWrapper

    wrapper = SPARQLWrapper(address, agent="kavshiri")
    wrapper.setOnlyConneg(True)  # no "format=json" beside the header: some servers refuse it
    wrapper.setMethod(POST)
    wrapper.addCustomHttpHeader("Accept", ACCEPT[form])
    for graph in dataset.default:
        wrapper.addParameter("default-graph-uri", graph)
    for graph in dataset.named:
        wrapper.addParameter("named-graph-uri", graph)
    wrapper.queryString, wrapper.queryType = text, form  # setQuery would guess the form, and warn
    return wrapper._createRequest()


def _require_form(text: str) -> str:
    form = form_of(text)
    if form is None:
        expected = "SELECT, ASK, CONSTRUCT or DESCRIBE"
        raise QueryError(f"the query cannot be read: expected {expected}, found none of them")
    return form


def _of_the_query(error: ServerError) -> QueryError | None:
    """Return the error of the query that a refusal stands for; None if it is the server's own."""
    reason = error.reason or "the server does not say why"
    match error.status:
        case 400:
            return QueryError(f"the query cannot be read by {error.address}: {reason}")
        case 500 | 501:
            return QueryError(f"the query cannot be answered by {error.address}: {reason}")
    return None


def _named(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _iris_of(plan: str) -> Iris:
    """Return the names that a plan's IRI shows: what stands before ``plan/<slug>``."""
    base, found, _slug = plan.rpartition("plan/")
    try:
        return Iris(base) if found else Iris()
    except ValueError:
        return Iris()

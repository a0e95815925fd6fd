"""Loading a built graph into a server: graph by graph, in portions, verified by counting.

Each of our named graphs replaces the one of its name on the server; other graphs are not touched.
What has been sent is noted beside the store after every portion. When a push was broken off, the
next one of the same build to the same address counts what each graph on the server holds, goes on
where that agrees with the note, and sends a graph anew where it does not. A portion that arrived
but was not noted is sent twice, which changes nothing: a graph is a set.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request

from kavshiri.graph.exporting import iter_lines
from kavshiri.graph.receiving import Receiver, receiver_of
from kavshiri.graph.remote import RemoteStore
from kavshiri.graph.server import Server, ServerError
from kavshiri.graph.store import OpenStore
from kavshiri.graph.targets import Target, target_of
from kavshiri.ontology.errors import StoreError

__all__ = ["Progress", "Push", "PushReport", "Step"]

_NOBODYS = "kavshiri-greeting"
"""The name of a graph that is never written, by which a server is asked to let us in."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a push does with one graph: statements here, statements there before it."""

    graph: str
    here: int
    there: int

    @property
    def is_leftover(self) -> bool:
        """Whether the graph is one of ours that this build does not have."""
        return not self.here


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one graph has been sent, and which of how many graphs it is."""

    graph: str
    sent: int
    statements: int
    number: int
    graphs: int


@dataclass(frozen=True, slots=True)
class PushReport:
    """What a push did. ``sent`` counts the statements sent by graph; graphs that were there
    already, whole, from a push that was broken off, have none."""

    target: Target
    method: str
    sent: Mapping[str, int]
    counts: Mapping[str, int]
    was_resumed: bool
    leftovers: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def total(self) -> int:
        """The statements that the server now holds of this build."""
        return sum(self.counts.values())


class Push:
    """One store to be loaded into one server.

    ``method`` is ``graph-store`` or ``update``, the first that the server is known for if not
    given; ``graph_store`` and ``update`` are its addresses where they are not the usual ones.
    Nothing is sent before :meth:`steps` or :meth:`run`.
    """

    def __init__(
        self,
        store: OpenStore,
        address: str,
        *,
        method: str | None = None,
        graph_store: str | None = None,
        update: str | None = None,
        portion: int | None = None,
    ) -> None:
        """Take what is to be sent where; StoreError for what is no address."""
        self.store = store
        self._server = Server(address)
        self._remote = RemoteStore(self._server)
        self._method = method or ("graph-store" if graph_store else "update" if update else None)
        self._said = {"graph_store": graph_store, "update": update}
        self._portion = portion

    def steps(self) -> list[Step]:
        """Return what :meth:`run` would do, by graph; reads only.

        StoreError where the server cannot be reached or is no SPARQL endpoint.
        """
        here = self.store.info().counts
        there = self._counts()
        return [Step(n, here.get(n, 0), there.get(n, 0)) for n in sorted({*here, *there})]

    def target(self) -> Target:
        """Return where the server takes in graphs; asks it once, to see that it is one."""
        form = urlencode({"query": "ASK { }"}).encode("ascii")
        headers = {
            "Accept": "application/sparql-results+json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        reply = self._server.send(Request(self._server.address, form, headers, method="POST"))
        if "sparql-results" not in reply.media_type and "json" not in reply.media_type:
            raise StoreError(
                f"{self._server.address} does not answer as a SPARQL endpoint: it sent "
                f"{reply.media_type or 'no type'} to a query; name the address of its query service"
            )
        known = target_of(self._server.address, reply.headers)
        graph_store = self._said["graph_store"] or known.graph_store
        return Target(known.product, known.query, graph_store, self._said["update"] or known.update)

    def run(
        self,
        *,
        clean: bool = False,
        fresh: bool = False,
        progress: Callable[[Progress], None] = lambda _progress: None,
    ) -> PushReport:
        """Load all graphs and return what was done, once the server's counts agree.

        ``clean`` also removes graphs of ours that this build does not have; ``fresh`` sends all
        again also where an earlier push was broken off. StoreError where the server refuses or
        breaks off (the note of what was sent stays), or holds something else afterwards.
        """
        target = self.target()
        receiver = receiver_of(target, self._server, self._method)
        receiver.greet(self.store.iris.graph(_NOBODYS))
        note = _Note.of(self.store, self._server.address, receiver.method)
        was_resumed = not fresh and note.read()
        if was_resumed:
            portion = self._portion or receiver.portion
            note.forget_what_is_lost(self.store.info().counts, self._counts(), portion)
        sent = self._send(receiver, note, progress)
        return self._finished(target, receiver, note, clean, was_resumed, sent)

    def _send(
        self, receiver: Receiver, note: _Note, progress: Callable[[Progress], None]
    ) -> dict[str, int]:
        counts = self.store.info().counts
        sent: dict[str, int] = {}
        for number, name in enumerate(sorted(counts), start=1):
            done = before = note.sent.get(name, 0)
            try:
                for done in self._send_graph(receiver, name, before):
                    note.write(name, done)
                    progress(Progress(name, done, counts[name], number, len(counts)))
            except ServerError as error:
                raise _broken_off(error, name, is_noted=note.is_kept) from None
            sent[name] = done - before
        return sent

    def _send_graph(self, receiver: Receiver, name: str, done: int) -> Iterator[int]:
        """Send what is left of a graph; yield after each portion how much of it has been sent."""
        if done == self.store.info().counts[name]:
            return
        graph = self.store.iris.graph(name)
        lines = islice(iter_lines(self.store.store, graph), done, None)
        while portion := list(islice(lines, self._portion or receiver.portion)):
            (receiver.add if done else receiver.replace)(graph, portion)
            done += len(portion)
            yield done

    def _finished(
        self,
        target: Target,
        receiver: Receiver,
        note: _Note,
        clean: bool,
        was_resumed: bool,
        sent: dict[str, int],
    ) -> PushReport:
        counts = self.store.info().counts
        there = self._counts()
        leftovers = tuple(sorted(there.keys() - counts.keys()))
        if clean:
            for name in leftovers:
                receiver.remove(self.store.iris.graph(name))
            there = self._counts()
        note.remove()
        self._require_all(counts, there)
        left = tuple(name for name in leftovers if name in there)
        removed = tuple(name for name in leftovers if name not in there)
        return PushReport(target, receiver.method, sent, counts, was_resumed, left, removed)

    def _require_all(self, here: Mapping[str, int], there: Mapping[str, int]) -> None:
        wrong = [
            f"{name}: {there.get(name, 0):,} of {count:,}"
            for name, count in sorted(here.items())
            if there.get(name, 0) != count
        ]
        if wrong:
            raise StoreError(
                f"{self._server.address} does not hold what was sent to it ({'; '.join(wrong)}); "
                "see the server's own log, and push again"
            )

    def _counts(self) -> dict[str, int]:
        return self._remote.counts(self.store.iris)


def _broken_off(error: ServerError, name: str, *, is_noted: bool) -> StoreError:
    if error.status in (404, 405, 501):
        advice = "say where it takes in graphs with --graph-store URL or --update URL"
    elif is_noted:
        advice = "then run the same command again: it goes on where it stopped"
    else:
        advice = (
            "what was sent could not be noted beside the store, so push it again from the start"
        )
    return StoreError(f"{error}; the graph {name} was not sent whole; {advice}")


@dataclass(slots=True)
class _Note:
    """What has been sent, beside the store: a file that is there only while a push is not done."""

    path: Path
    about: Mapping[str, str]
    sent: dict[str, int] = field(default_factory=dict)
    is_kept: bool = True
    """Whether the note could be written; a store that may only be read is pushed without."""

    @classmethod
    def of(cls, store: OpenStore, address: str, method: str) -> _Note:
        """Return the note of pushing this build to this address; nothing has been sent yet."""
        passport = store.info()
        build = f"{passport.build_hash} {passport.quads} {sorted(passport.counts.items())}"
        name = hashlib.sha256(address.encode()).hexdigest()[:12]
        about = {
            "kavshiri": "push",
            "address": address,
            "build": hashlib.sha256(build.encode()).hexdigest(),
            "method": method,
        }
        return cls(store.path / f"push-{name}.json", about)

    def read(self) -> bool:
        """Return whether an earlier push of the same was broken off, and take over its note."""
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            sent = {str(name): int(number) for name, number in content.pop("sent").items()}
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return False
        if content != self.about:
            return False
        self.sent = sent
        return True

    def forget_what_is_lost(
        self, here: Mapping[str, int], there: Mapping[str, int], portion: int
    ) -> None:
        """Forget graphs that do not hold what was sent to them.

        One more portion may have arrived before the connection broke, or a part of it.
        """
        for name, number in list(self.sent.items()):
            most = min(number + portion, here.get(name, 0))
            if not number <= there.get(name, 0) <= most:
                del self.sent[name]

    def write(self, name: str, number: int) -> None:
        """Note how much of a graph has been sent; whole or not at all."""
        self.sent[name] = number
        draft = self.path.with_name(f".{self.path.name}.new")
        try:
            draft.write_text(json.dumps({**self.about, "sent": self.sent}), encoding="utf-8")
            draft.replace(self.path)
        except OSError:
            self.is_kept = False

    def remove(self) -> None:
        """Remove the note: there is nothing to go on with."""
        self.path.unlink(missing_ok=True)

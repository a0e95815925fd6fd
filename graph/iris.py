"""The names of things: IRIs made from a base and what the document prints, never from a position.

Every name is a function of the paths and slugs in the records, so that two builds of one document,
or two editions of one plan, give the same IRI to the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kavshiri.ontology.terms import DATA

__all__ = ["Iris", "iris_of", "path_text"]

_PLAIN = re.compile(r"[\w~-][\w.~-]*(?:/[\w~-][\w.~-]*)*", re.ASCII)
_DOTS = {".": "%2E", "..": "%2E%2E"}


def path_text(path: str) -> str:
    """Return a path with every segment safe inside an IRI; its slashes stay slashes.

    Everything but ASCII letters, digits and ``-._~`` is percent-encoded as UTF-8. A segment of
    dots only is encoded too, since a resolver would walk up on it.

    >>> path_text("iv/a/1.1")
    'iv/a/1.1'
    >>> path_text("a b/../ქ")
    'a%20b/%2E%2E/%E1%83%A5'

    Raises ValueError for an empty path or an empty segment.
    """
    if _PLAIN.fullmatch(path):  # nearly all: quoting is slow
        return path
    segments = path.split("/")
    if not all(segments):
        raise ValueError(f"a name for an IRI has an empty part: {path!r}")
    return "/".join(_DOTS.get(segment) or quote(segment, safe="") for segment in segments)


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one data base, which ends in ``/`` (or ``#``).

    >>> Iris().activity("migration-2019", "iv/a/1.1")
    'https://w3id.org/kavshiri/id/activity/migration-2019/iv/a/1.1'
    """

    base: str = DATA

    def __post_init__(self) -> None:
        """Refuse a base that is no absolute IRI or that a name cannot simply be added to."""
        parts = urlsplit(self.base)
        good = bool(parts.scheme and (parts.netloc or parts.path)) and self.base[-1:] in "/#"
        if not good or any(mark in self.base for mark in ' <>"{}|\\^`\n\r\t'):
            raise ValueError(
                f"{self.base!r} cannot be the base of the data IRIs; "
                "give an absolute IRI that ends in '/', such as https://example.org/id/"
            )

    def _made(self, *parts: str) -> str:
        return self.base + "/".join(path_text(part) for part in parts)

    def graph(self, name: str) -> str:
        """Return the IRI of a named graph; ``plan/<slug>`` for the graph of a plan."""
        return self._made("graph", name)

    def plan(self, slug: str) -> str:
        """Return the IRI of a plan."""
        return self._made("plan", slug)

    def division(self, plan: str, path: str) -> str:
        """Return the IRI of a division of a plan."""
        return self._made("division", plan, path)

    def objective(self, plan: str, path: str) -> str:
        """Return the IRI of an objective of a plan."""
        return self._made("objective", plan, path)

    def activity(self, plan: str, path: str) -> str:
        """Return the IRI of an activity; those of its parts begin with it."""
        return self._made("activity", plan, path)

    def abbreviation(self, plan: str, short: str) -> str:
        """Return the IRI of an abbreviation by its romanised short form."""
        return self._made("abbreviation", plan, short)

    def organisation(self, slug: str) -> str:
        """Return the IRI of an organisation; an unresolved slug begins with ``unresolved/``."""
        return self._made("organisation", slug)

    def document(self, slug: str) -> str:
        """Return the IRI of a source document."""
        return self._made("document", slug)

    def cell(self, document: str, key: str) -> str:
        """Return the IRI of a source cell by its key in the document."""
        return self._made("cell", document, key)

    def unused(self, document: str, line: int, number: int) -> str:
        """Return the IRI of the ``number``-th unused text that begins on a line."""
        return self._made("unused", document, f"l{line}-{number}")

    def code(self, scheme: str, code: str) -> str:
        """Return the IRI of a concept of a code list."""
        return self._made("code", scheme, code)

    def code_list(self, scheme: str) -> str:
        """Return the IRI of a code list."""
        return self._made("code", scheme)

    def question(self, name: str, *part: str) -> str:
        """Return the IRI of a question, or of its parameter or column by kind and name."""
        return self._made("question", name, *part)

    def prefix(self, name: str) -> str:
        """Return the IRI of the declaration of a prefix."""
        return self._made("prefix", name)

    def finding(self, plan: str, kind: str, about: Iterable[str], key: str = "") -> str:
        """Return the IRI of a finding by its kind, the thing it is about and its key there.

        What is about the whole plan has no path; a key may be words of the document, of any kind.

        >>> Iris("https://x.org/").finding("p", "unreadText", ("plan", ""), "l7-/ a")
        'https://x.org/finding/p/unreadText/plan/l7-%7C%20a'
        """
        return self._made(*filter(None, ("finding", plan, kind, *about, key.replace("/", "|"))))

    @property
    def activities(self) -> str:
        """What the IRI of every activity begins with; its plan and path follow."""
        return f"{self.base}activity/"

    def overlap(self, one: str, other: str) -> str:
        """Return the IRI of a pair of activities, given by their IRIs in either order.

        Between the two stands ``/+/``, which is no part of any path.

        >>> iris = Iris()
        >>> iris.overlap(iris.activity("b", "2"), iris.activity("a", "1.1"))
        'https://w3id.org/kavshiri/id/overlap/a/1.1/+/b/2'

        ValueError for an IRI that is not that of an activity here.
        """
        return f"{self.base}overlap/{self._pair(one, other)}"

    def verdict(self, one: str, other: str, author: str) -> str:
        """Return the IRI of an author's verdict on a pair of activities, given by their IRIs."""
        name = _DOTS.get(author) or quote(author, safe="")
        return f"{self.base}verdict/{self._pair(one, other)}/+/{name}"

    def _pair(self, *activities: str) -> str:
        for each in activities:
            if not each.startswith(self.activities):
                raise ValueError(f"{each!r} is not the IRI of an activity ({self.activities}…)")
        return "/+/".join(sorted(each.removeprefix(self.activities) for each in activities))

    def run(self, digest: str) -> str:
        """Return the IRI of a run by the hash of what went into it."""
        return self._made("run", digest)

    def dependency(self, layer: str, source: str, target: str) -> str:
        """Return the IRI of a dependency by its layer and the IRIs of its two ends.

        >>> iom, eu = Iris().organisation("iom"), Iris().organisation("eu")
        >>> Iris().dependency("funding", iom, eu).removeprefix(Iris().base)
        'dependency/funding/iom/on/eu'
        """
        ends = (end.removeprefix(f"{self.base}organisation/") for end in (source, target))
        return self._made("dependency", layer) + "/" + "/on/".join(ends)

    def measure(self, code: str, about: str, plan: str | None = None) -> str:
        """Return the IRI of a measure of a thing, over all plans or over one (IRIs).

        >>> iom, thb = Iris().organisation("iom"), Iris().plan("thb")
        >>> Iris().measure("leads", iom, thb).removeprefix(Iris().base)
        'measure/leads/organisation/iom/in/thb'
        """
        inside = "" if plan is None else f"/in/{plan.removeprefix(self.base + 'plan/')}"
        return self._made("measure", code) + "/" + about.removeprefix(self.base) + inside

    def moved(self, text: str) -> str:
        """Return a text, such as a query, with the data IRIs of the usual base moved to this one.

        >>> Iris("https://example.org/").moved("<https://w3id.org/kavshiri/id/plan/p>")
        '<https://example.org/plan/p>'
        """
        return text if self.base == DATA else text.replace(DATA, self.base)

    def thing(self, plan: str, kind: str, path: str) -> str:
        """Return the IRI of the thing that a record points at by its kind and path.

        The kinds are activity, objective, division, plan and organisation; ValueError for others.
        """
        match kind:
            case "plan":
                return self.plan(plan)
            case "organisation":
                return self.organisation(path)
            case "activity" | "objective" | "division":
                return self._made(kind, plan, path)
        raise ValueError(f"nothing of the kind {kind!r} has an IRI (plan {plan!r}, path {path!r})")


def iris_of(store: object) -> Iris:
    """Return the names of the data in a store; those of the usual base where it does not say."""
    iris = getattr(store, "iris", None)
    return iris if isinstance(iris, Iris) else Iris()

"""What a page consists of, before it is rendered: its words, its panels, its filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kavshiri.queries.results import Result

__all__ = ["Answer", "Content", "File", "Filter", "MissingPageError", "Panel"]


class MissingPageError(Exception):
    """Nothing of the store has this address; ``what`` is what was asked for."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Panel:
    """A table of a page with what it came from; every panel can be taken away as a file.

    ``name`` is its name inside the page and in the address of its files, ``sparql`` the query
    behind it. The column ``iri`` is not shown: it makes a link of the column ``link``. ``hidden``
    columns stand in the files only. ``note`` is a sentence under the heading, ``empty`` what is
    said where there are no rows, ``at_most`` how many rows the page shows (0: all). ``addresses``
    are what the cells of a column open, row by row, where the page knows it better. ``cited`` are
    the fields of a row of the plan whose words stand beside each row, such as ``hasDeadline``. A
    ``folded`` table is opened by a click.
    """

    name: str
    title: str
    result: Result
    sparql: str = ""
    link: str = ""
    hidden: tuple[str, ...] = ()
    note: str = ""
    empty: str = ""
    level: int = 2
    at_most: int = 0
    addresses: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    cited: tuple[str, ...] = ()
    folded: bool = False

    def shown(self) -> list[int]:
        """Return the places of the columns that stand on the page: those that say anything."""
        left_out = {"iri", *self.hidden}
        rows = self.result.rows
        return [
            place
            for place, name in enumerate(self.result.names)
            if name not in left_out
            and (not rows or any(row[place] not in (None, "") for row in rows))
        ]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that stands in the address: its name there, its label, the values with their words.

    Without ``choices`` it is a field for text, a number or a date (``kind`` as in HTML). With
    ``several`` more than one may be chosen. Pages that are files have no forms: there each choice
    is a link to a page of its own, for the filters that are worth it (``in_files``).
    """

    name: str
    label: str
    values: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    kind: str = "text"
    several: bool = False
    in_files: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """A page that can be rendered: a template with its title and what it shows.

    ``picture`` is the kind of picture (:data:`~kavshiri.viz.site.pictures.KINDS`) that shows the
    same: the page offers it as files.
    """

    template: str
    title: str
    panels: tuple[Panel, ...] = ()
    filters: tuple[Filter, ...] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)
    lead: str = ""
    kind: str = ""
    picture: str = ""
    scripts: tuple[str, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """What an address answers in place of a page; ``name`` is what a browser saves it as."""

    media_type: str
    body: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers, whoever carries it: the server, or a folder of files."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Make = Callable[..., Content | File]

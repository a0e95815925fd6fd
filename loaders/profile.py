"""Table layouts as data: which column is which, how numbers and headings look.

A profile is a TOML file in ``profiles/``. A new layout is a new file there, or one given by path.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kavshiri.ontology.errors import ProfileError

__all__ = ["Column", "HeadingForm", "Profile", "load_profile", "profiles"]

_FOLDER = Path(__file__).parent / "profiles"
KINDS = frozenset(
    [
        "goal",
        "objective",
        "activity",
        "text",
        "indicator",
        "agencies",
        "deadline",
        "budget",
        "empty",
        "risk",
        "note",
    ]
)
LAYOUTS = frozenset({"cell-per-tab", "row-per-line"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; what its words mean is told by its kind."""

    key: str
    kind: str
    header: str
    role: str | None = None
    funding: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)  # printed label -> role
    verification: re.Pattern[str] | None = None
    reporting: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class HeadingForm:
    """How a heading between the rows looks; smaller levels hold larger ones."""

    kind: str
    level: int
    pattern: re.Pattern[str]
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """One table layout."""

    name: str
    title_ka: str
    title_en: str
    layout: str
    currency: str
    columns: tuple[Column, ...]
    headings: tuple[HeadingForm, ...]
    numbers: Mapping[str, re.Pattern[str]]  # column kind -> how its number looks
    abbreviations: re.Pattern[str] | None

    def index_of(self, kind: str) -> int:
        """The place, from 0, of the first column of a kind."""
        return next(i for i, column in enumerate(self.columns) if column.kind == kind)

    def number_of(self, kind: str, text: str) -> re.Match[str] | None:
        """The number at the beginning of a cell of this kind."""
        pattern = self.numbers.get(kind)
        return pattern.match(text) if pattern else None


@cache
def profiles() -> Mapping[str, Profile]:
    """All profiles that ship with the package, by name."""
    found = (load_profile(path) for path in sorted(_FOLDER.glob("*.toml")))
    return {profile.name: profile for profile in found}


def load_profile(path: Path) -> Profile:
    """The profile in a TOML file.

    Raises ProfileError, naming the key, where something is missing, unknown or no regular
    expression.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(path, f"it is no profile: {error}", "see loaders/profiles") from error
    try:
        return _profile(path, data)
    except KeyError as error:
        advice = "see the profiles that ship with the package"
        raise ProfileError(path, f"the key {error} is missing", advice) from error


def _profile(path: Path, data: Mapping[str, Any]) -> Profile:
    columns = tuple(_column(path, entry) for entry in data["columns"])
    if data["layout"] not in LAYOUTS:
        _complain(path, "layout", data["layout"], LAYOUTS)
    for kind in ("objective", "activity"):
        if kind not in {column.kind for column in columns}:
            raise ProfileError(path, f"no column of kind {kind!r}", "add it to [[columns]]")
    abbreviations = data.get("abbreviations", {}).get("heading")
    return Profile(
        name=data["name"],
        title_ka=data["title_ka"],
        title_en=data["title_en"],
        layout=data["layout"],
        currency=data["currency"],
        columns=columns,
        headings=tuple(_heading(path, entry) for entry in data.get("headings", [])),
        numbers={kind: _pattern(path, kind, text) for kind, text in data["numbers"].items()},
        abbreviations=_pattern(path, "abbreviations", abbreviations) if abbreviations else None,
    )


def _column(path: Path, entry: Mapping[str, Any]) -> Column:
    if entry["kind"] not in KINDS:
        _complain(path, "kind", entry["kind"], KINDS)
    patterns: dict[str, Any] = {
        key: _pattern(path, key, entry[key])
        for key in ("verification", "reporting")
        if key in entry
    }
    plain: dict[str, Any] = {
        key: entry[key] for key in ("role", "funding", "labels") if key in entry
    }
    return Column(entry["key"], entry["kind"], entry["header"], **plain, **patterns)


def _heading(path: Path, entry: Mapping[str, Any]) -> HeadingForm:
    pattern = _pattern(path, "headings", entry["pattern"])
    return HeadingForm(entry["kind"], entry["level"], pattern, entry.get("restarts", False))


def _pattern(path: Path, key: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        found = f"{key}: {text!r} is no regular expression: {error}"
        raise ProfileError(path, found, "mend the pattern") from error


def _complain(path: Path, key: str, value: str, known: frozenset[str]) -> None:
    raise ProfileError(path, f"{key} = {value!r}", f"use one of {', '.join(sorted(known))}")

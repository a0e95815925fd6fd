"""The plans that come with the package, and our translations of them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path

from kavshiri.ontology.errors import ReadingError

__all__ = ["digest", "plan_files", "read_translations", "translation_file", "translations"]

_FOLDER = Path(__file__).parent


def plan_files() -> tuple[Path, ...]:
    """The plans that come with the package, by name.

    >>> [path.stem for path in plan_files()]
    ['migration-2019', 'thb-2019-2020']
    """
    return tuple(sorted((_FOLDER / "plans").glob("*.txt")))


def translation_file(slug: str) -> Path | None:
    """The file with our translations of a plan; None where there is none."""
    path = _FOLDER / "translations" / f"{slug}.csv"
    return path if path.exists() else None


def translations(slug: str) -> Mapping[str, str]:
    """Our English titles of a plan: "activity/iv/a/1.1" -> title; empty for a plan without any.

    >>> translations("thb-2019-2020")["division/3"]
    'Protection of victims of human trafficking'
    """
    path = translation_file(slug)
    return read_translations(path) if path else {}


def read_translations(path: Path) -> Mapping[str, str]:
    """The translations in a CSV file with the columns thing, ka and en.

    Raises ReadingError, naming the line, where a column or a value is missing or a thing repeats.
    """
    found: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                thing, english = row.get("thing"), row.get("en")
                if not thing or not english:
                    advice = "write thing, ka and en in every line"
                    raise ReadingError(path, "a value is missing", advice, line=number)
                if thing in found:
                    found_twice = f"{thing!r} is translated twice"
                    raise ReadingError(path, found_twice, "keep one of the two", line=number)
                found[thing] = english
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadingError(path, f"it cannot be read: {error}", "give a CSV file") from error
    return found


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

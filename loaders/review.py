"""The review file: names that nobody could resolve, for a person to fill in and feed back.

A CSV file (UTF-8) with a line for each name. In ``decision`` a person writes the slug of an
organisation of the authority list, or ``new`` for a body of its own; an empty decision leaves the
name as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from kavshiri.loaders.records import PlanRecord
from kavshiri.ontology.authority import authority
from kavshiri.ontology.errors import ReadingError

__all__ = ["NEW", "read_review", "review_rows", "review_text"]

COLUMNS = ("name", "decision", "kind", "suggestions", "plan", "cells", "lines", "words")
NEW = "new"


def review_rows(plan: PlanRecord) -> list[list[str]]:
    """The lines of a plan: one for each name that nobody resolved, its decision empty."""
    cells = {cell.key: cell for cell in plan.cells}
    rows = []
    for organisation in plan.organisations:
        mentions = [
            part
            for activity in plan.activities
            for part in activity.participations
            if organisation.slug in (part.organisation, part.within)
        ]
        keys = sorted({key for part in mentions for key in part.cells}, key=_natural)
        lines = [f"{cells[key].first_line}-{cells[key].last_line}" for key in keys]
        suggested = "; ".join(f"{slug} ({score})" for slug, score in organisation.suggestions)
        words = " | ".join(dict.fromkeys(part.mention.text for part in mentions))
        kind = "group" if organisation.is_group else "body"
        places = (plan.slug, " ".join(keys), " ".join(lines), words)
        rows.append([organisation.name, "", kind, suggested, *places])
    return rows


def review_text(rows: Iterable[list[str]], decisions: Mapping[str, str]) -> str:
    """The review file: the lines of all plans; decisions that were made are kept in it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = [[row[0], decisions.get(row[0], ""), *row[2:]] for row in rows]
    named = {row[0] for row in rows}
    kept = [[name, made, *[""] * 6] for name, made in decisions.items() if name not in named]
    writer.writerows([*rows, *sorted(kept)])
    return out.getvalue()


def _natural(key: str) -> tuple[int, ...]:
    return tuple(
        int(part) for part in key.replace("r", " ").replace("c", " ").replace("l", " ").split()
    )


def read_review(path: Path) -> Mapping[str, str]:
    """Name -> slug, or "new", of every line that a person decided.

    Raises ReadingError, naming the line, for a file that is no review file and for a decision
    that is neither a slug of the authority list nor "new".
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadingError(path, f"it cannot be read: {error}", "give the review file") from error
    decisions: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        if "name" not in row or "decision" not in row:
            found = "the columns name and decision are missing"
            raise ReadingError(path, found, "give the review file that build wrote", line=1)
        decision = (row["decision"] or "").strip()
        if decision and decision != NEW and decision not in authority():
            advice = f"write a slug of the authority list or {NEW!r}"
            raise ReadingError(path, f"no organisation is called {decision!r}", advice, line=number)
        if decision:
            decisions[row["name"]] = decision
    return decisions

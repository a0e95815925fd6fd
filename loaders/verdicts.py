"""The verdicts file: what people decided about activities that look alike.

A CSV file (UTF-8) with a line for each verdict, in the columns of :data:`COLUMNS`. ``first`` and
``second`` name two activities by plan and path, as ``migration-2019/v/g/1.1``, in either order;
``verdict`` is a code of the list verdict, ``date`` a day as ``2026-11-22``; ``note`` may be empty.
One author has one verdict on a pair; several authors may differ.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kavshiri.ontology.codes import code_list
from kavshiri.ontology.errors import ReadingError

__all__ = [
    "COLUMNS",
    "BadVerdictError",
    "Verdict",
    "merged_verdicts",
    "read_verdicts",
    "verdict_codes",
    "verdict_of",
    "verdicts_text",
]

COLUMNS = ("first", "second", "verdict", "author", "date", "note")

_TAIL = re.compile(r"[\w.~%-]+(?:/[\w.~%-]+)+", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ADVICE = "mend the line, or take it out"
_ADVICE_KA = "გაასწორეთ სტრიქონი ან წაშალეთ"


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """What an author decided about two activities, named by plan and path, the lesser first."""

    first: str
    second: str
    author: str
    code: str
    date: date
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The pair and the author: of one key there is one verdict."""
        return self.first, self.second, self.author


class BadVerdictError(ValueError):
    """A value that no verdict can have: of which column, what was found, what was expected."""

    def __init__(self, column: str, found: str, expected: str, expected_ka: str) -> None:
        self.column = column
        self.found = found
        self.expected = expected
        self.expected_ka = expected_ka
        super().__init__(f"{column}: found {found!r}, expected {expected}")


def verdict_codes() -> tuple[str, ...]:
    """Return the verdicts that can be given, in their order."""
    return tuple(code.code for code in code_list("verdict"))


def verdict_of(
    first: str, second: str, code: str, author: str, day: str | date, note: str = ""
) -> Verdict:
    """Return a verdict from texts as a person writes them.

    An activity may also be named by its IRI. BadVerdictError for what is no such value.

    >>> verdict_of("thb/2.1", "https://w3id.org/kavshiri/id/activity/m/1.1", "none", " Nino ",
    ...            "2026-11-22").key
    ('m/1.1', 'thb/2.1', 'Nino')
    """
    ends = sorted((_activity("first", first), _activity("second", second)))
    if ends[0] == ends[1]:
        expected = "another activity than the first"
        raise BadVerdictError("second", second, expected, "მეორე საქმიანობა და არა იგივე")
    decided = _code(code)
    return Verdict(
        first=ends[0],
        second=ends[1],
        author=_author(author),
        code=decided,
        date=day if isinstance(day, date) else _day(day),
        note=_note(note),
    )


def _activity(column: str, text: str) -> str:
    tail = text.strip()
    if "://" in tail:
        tail = tail.partition("/activity/")[2]
    if not _TAIL.fullmatch(tail) or {".", ".."} & set(tail.split("/")):
        raise BadVerdictError(
            column, text, "an activity as plan/path (migration-2019/v/g/1.1)",
            "საქმიანობა: გეგმა/ადგილი (migration-2019/v/g/1.1)",
        )  # fmt: skip
    return tail


def _code(text: str) -> str:
    if text.strip() not in verdict_codes():
        known = ", ".join(verdict_codes())
        raise BadVerdictError("verdict", text, f"one of {known}", f"ერთ-ერთი: {known}")
    return text.strip()


def _author(text: str) -> str:
    author = " ".join(unicodedata.normalize("NFC", text).split())
    if not author:
        raise BadVerdictError("author", text, "the name of who decided", "ავტორის სახელი")
    return author


def _note(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _day(text: str) -> date:
    if _DAY.fullmatch(text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            pass
    raise BadVerdictError("date", text, "a day as 2026-11-22", "თარიღი, მაგალითად 2026-11-22")


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """Return the verdicts of a file, sorted, one for each pair and author: the latest.

    A line without anything is passed over. Cells may be separated by commas or, as some programs
    save them, by semicolons. Raises ReadingError for a file that is no verdicts file and for any
    bad cell, naming its line and column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise _wrong(
            path, f"it cannot be read: {reason}", "give the verdicts file",
            f"ფაილი არ იკითხება: {reason}", "მიუთითეთ გადაწყვეტილებების ფაილი",
        ) from error  # fmt: skip
    return merged_verdicts(_verdicts(path, text))


def _verdicts(path: Path, text: str) -> Iterator[Verdict]:
    rows = _rows(path, text)
    _, header = next(rows, (1, []))
    if sorted(header) != sorted(COLUMNS):
        known = ", ".join(COLUMNS)
        raise _wrong(
            path, f"the columns are {', '.join(header) or 'missing'}, not {known}",
            "let the first line name just these",
            f"სვეტებია {', '.join(header) or '–'} და არა {known}",
            "პირველ სტრიქონში სწორედ ეს უნდა ეწეროს", line=1,
        )  # fmt: skip
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            yield _verdict(path, line, header, cells)


def _verdict(path: Path, line: int, header: list[str], cells: list[str]) -> Verdict:
    if len(cells) != len(header):
        raise _wrong(
            path, f"there are {len(cells)} cells and {len(header)} columns", _ADVICE,
            f"უჯრა {len(cells)}-ია, სვეტი კი {len(header)}", _ADVICE_KA, line=line,
        )  # fmt: skip
    row = dict(zip(header, cells, strict=True))
    try:
        return verdict_of(
            row["first"], row["second"], row["verdict"], row["author"], row["date"], row["note"]
        )
    except BadVerdictError as bad:
        raise _wrong(
            path,
            f"column {bad.column}: found {bad.found!r}, expected {bad.expected}", _ADVICE,
            f"სვეტი {bad.column}: წერია {bad.found!r}, მოსალოდნელია {bad.expected_ka}", _ADVICE_KA,
            line=line,
        ) from None  # fmt: skip


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins at."""
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        found_ka = f"ეს არ არის CSV ცხრილის სტრიქონი ({error})"
        raise _wrong(
            path, f"it is no row of a table ({error})", _ADVICE, found_ka, _ADVICE_KA, line=line
        ) from None


def _wrong(
    path: Path, found: str, advice: str, found_ka: str, advice_ka: str, *, line: int | None = None
) -> ReadingError:
    error = ReadingError(path, found, advice, line=line)
    place = f"{path}, სტრიქონი {line}" if line is not None else f"{path}"
    error.message_ka = f"{place}: {found_ka}; {advice_ka}"
    return error


def merged_verdicts(*several: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return all verdicts, sorted, one for each pair and author.

    Of two that an author gave on a pair the later date counts; of one date, what comes later here.
    """
    found: dict[tuple[str, str, str], Verdict] = {}
    for verdicts in several:
        for each in verdicts:
            known = found.get(each.key)
            if known is None or each.date >= known.date:
                found[each.key] = each
    return tuple(sorted(found.values()))


def verdicts_text(verdicts: Iterable[Verdict]) -> str:
    """Return the text of a verdicts file: the same verdicts give the same text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in merged_verdicts(verdicts):
        day = each.date.isoformat()
        writer.writerow([each.first, each.second, each.code, each.author, day, each.note])
    return out.getvalue()

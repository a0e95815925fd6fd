"""A result as an Excel workbook: no cell is a formula or a link, and two runs give one file."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from .errors import FormatError
from .terminal import cell_width
from .values import Value, plain

if TYPE_CHECKING:
    from .results import Result

__all__ = ["workbook"]

_CREATED = datetime(2000, 1, 1)  # fixed: a clock time would make two runs differ
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_MOST_ROWS = 1_048_575  # one of Excel's 1,048,576 is the heading
_MOST_LETTERS = 32_767
_CUT = "… [cut: a cell of Excel holds no more; the CSV has all]"
_EXACT = 2**53  # Excel's numbers are floats: whole numbers are exact up to here
_NOT_XML = re.compile("[\ufffe\uffff]")
_WIDEST = 60
_ABOUT = {
    "en": ("Question", "Description", "Parameter", "Program", "Build", "Source", "Column"),
    "ka": ("კითხვა", "აღწერა", "პარამეტრი", "პროგრამა", "გრაფის ვერსია", "წყარო", "სვეტი"),
}


def workbook(result: Result) -> bytes:
    """Return a workbook of two sheets: the result, and what it is the answer to.

    FormatError where the rows are more than a sheet of Excel holds.
    """
    import xlsxwriter

    if len(result) > _MOST_ROWS:
        raise FormatError(
            f"a sheet of Excel holds {_MOST_ROWS:,} rows, this result has {len(result):,}; use csv"
        )
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"created": _CREATED, "title": result.title, "author": "Kavshiri"})
    _write_result(book, result)
    _write_about(book, result)
    book.close()
    return buffer.getvalue()


def _write_result(book: Any, result: Result) -> None:
    sheet = book.add_worksheet("result")
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = _formats(book)
    for index, text in enumerate(result.headings):
        sheet.write_string(0, index, _cell_text(text), heading)
    for number, row in enumerate(result.rows, start=1):
        for index, value in enumerate(row):
            _write(sheet, number, index, value, formats)
    for index, width in enumerate(_widths(result)):
        sheet.set_column(index, index, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(result), max(len(result.columns) - 1, 0))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _formats(book: Any) -> dict[str, Any]:
    """Return the formats of cells by the kind of their value."""
    top = {"text_wrap": True, "valign": "top"}
    return {
        "text": book.add_format(top),
        "date": book.add_format({**top, "num_format": "yyyy-mm-dd"}),
    }


def _write(sheet: Any, row: int, column: int, value: Value, formats: dict[str, Any]) -> None:
    """Write one value as what it is; text always as text."""
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value, formats["text"])
        case int() if abs(value) <= _EXACT:
            sheet.write_number(row, column, value, formats["text"])
        case Decimal() if value.is_finite():
            sheet.write_number(row, column, float(value), formats["text"])
        case date() if value.year >= 1900:
            sheet.write_datetime(row, column, value, formats["date"])
        case _:
            sheet.write_string(row, column, _cell_text(plain(value)), formats["text"])


def _cell_text(text: str) -> str:
    text = _NOT_XML.sub("\ufffd", text)
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - len(_CUT)] + _CUT


def _widths(result: Result) -> list[int]:
    """Return the width of each column, by its heading and its longest line."""
    columns = zip(*result.rows, strict=True) if len(result) else [()] * len(result.columns)
    return [
        min(max([10, *(_longest(plain(value)) for value in (heading, *values))]) + 2, _WIDEST)
        for heading, values in zip(result.headings, columns, strict=True)
    ]


def _longest(text: str) -> int:
    return max((cell_width(line) for line in text.splitlines()), default=0)


def _write_about(book: Any, result: Result) -> None:
    sheet = book.add_worksheet("about")
    bold = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for number, (key, value) in enumerate(_about(result)):
        sheet.write_string(number, 0, _cell_text(key), bold)
        sheet.write_string(number, 1, _cell_text(value), text)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)


def _about(result: Result) -> list[tuple[str, str]]:
    """Return what a reader needs to judge the sheet, line by line."""
    question, description, parameter, program, build, source, column = _ABOUT.get(
        result.lang, _ABOUT["en"]
    )
    lines: list[tuple[str, str]] = []
    if result.question is not None:
        lines.append((question, f"{result.title} ({result.question.id})"))
        lines.append((description, result.question.description.within(result.lang)))
    lines += [
        (f"{parameter} {name}", value or "—") for name, value in sorted(result.parameters.items())
    ]
    lines.append((program, f"Kavshiri {_program_version()}"))
    if result.build:
        lines.append((build, result.build))
    lines += [(source, name) for name in result.sources]
    if result.question is not None:
        lines += [
            (f"{column} {heading}", each.meaning.within(result.lang))
            for each, heading in zip(result.columns, result.headings, strict=True)
        ]
    return lines


def _program_version() -> str:
    try:
        return version("kavshiri")
    except PackageNotFoundError:
        return "(not installed)"

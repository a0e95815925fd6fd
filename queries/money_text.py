"""The money of plans as lines of text: the figures beside each other, then what they leave out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence

from kavshiri.graph.coordination.money import Amount, Heading

from .money import MoneyAnswer
from .money_words import BY_WORDS
from .question import Text
from .terminal import cell_width, wrapped

__all__ = ["money_text"]

_LINES = 10  # of a text that is long
_GAP = "   "
_FIGURES = (
    Text(en="activities", ka="საქმიანობა"),
    Text(en="stated", ka="მითითებული"),
    Text(en="whole programme", ka="მთელი პროგრამა"),
    Text(en="per unit", ka="ერთეულზე"),
    Text(en="not stated", ka="თანხის გარეშე"),
)
_W = {
    "title": Text(en="Money that the plans name, by {}", ka="ფული, რომელიც გეგმებში წერია, {}"),
    "plan": Text(en="only of: {}", ka="მხოლოდ: {}"),
    "chapter": Text(en="only of: {}", ka="მხოლოდ: {}"),
    "lead": Text(en="only what is led by: {}", ka="მხოლოდ ის, რაზეც პასუხისმგებელია: {}"),
    "donor": Text(en="only what names the donor: {}", ka="მხოლოდ ის, რასაც დონორად უწერია: {}"),
    "prices": Text(en="{} prices", ka="{} ფასი"),
    "more": Text(en="… and {} more", ka="… და კიდევ {}"),
    "programme": Text(
        en="{}: the budget of a whole programme, told once; it is printed beside {} and not added",
        ka="{}: მთელი პროგრამის ბიუჯეტი, ერთხელ დასახელებული; უწერია: {}; არ ჯამდება",
    ),
    "unit": Text(
        en="{}: a price per unit, beside {}; not added", ka="{}: ერთეულის ფასი: {}; არ ჯამდება"
    ),
    "tbd": Text(en="to be determined ({}): {}", ka="დასაზუსტებელია ({}): {}"),
    "effort": Text(
        en="administrative effort, which is work and not money, is named by {} activities",
        ka="ადმინისტრაციული რესურსი, რაც შრომაა და არა ფული, {} საქმიანობას უწერია",
    ),
    "lost": Text(
        en="the cell for state money was lost ({}): {}",
        ka="სახელმწიფო ბიუჯეტის უჯრა დაკარგულია ({}): {}",
    ),
    "nothing": Text(
        en="neither money nor effort is named by {} activities",
        ka="არც ფული უწერია და არც რესურსი {} საქმიანობას",
    ),
    "several": Text(
        en="an activity with several leads stands under each in full, and in the last row once",
        ka="საქმიანობა, რომელსაც რამდენიმე პასუხისმგებელი ჰყავს, თითოეულთან სრულად დგას, ბოლო "
        "მწკრივში კი ერთხელ",
    ),
}


def money_text(answer: MoneyAnswer, *, width: int | None = None, limit: int = 0) -> str:
    """Return an answer for a terminal; ``limit`` is how many headings are shown, 0 for all.

    ``width`` is that of the terminal, asked for if None.
    """
    if width is None:
        width = shutil.get_terminal_size((100, 24)).columns
    title = _word(answer, "title", BY_WORDS[answer.money.by].within(answer.lang))
    scope = [_word(answer, name, names) for name, names in answer.scope.items()]
    figures = _table(answer, width, limit)
    notes = (line for note in _notes(answer) for line in _folded(note, width))
    return "\n".join([title, *scope, "", *figures, "", *notes]) + "\n"


def _word(answer: MoneyAnswer, key: str, *values: object) -> str:
    return _W[key].within(answer.lang).format(*values)


def _table(answer: MoneyAnswer, width: int, limit: int) -> Iterator[str]:
    """Yield each heading on a line of its own, so that its name is whole, and below it figures."""
    shown = answer.money.headings[:limit] if limit else answer.money.headings
    headings = (*shown, answer.money.total)
    titles = [each.within(answer.lang) for each in _FIGURES]
    rows = [_figures(answer, each) for each in headings]
    widths = [max(map(cell_width, column)) for column in zip(titles, *rows, strict=True)]
    yield _line(titles, widths)
    for heading, row in zip(headings, rows, strict=True):
        if heading is answer.money.total and len(shown) < len(answer.money.headings):
            yield _word(answer, "more", len(answer.money.headings) - len(shown))
        yield from wrapped(_named(answer, heading), max(width, 20), _LINES)
        yield _line(row, widths)


def _named(answer: MoneyAnswer, heading: Heading) -> str:
    """Return the name of a heading, with its plan where it is a part of one."""
    plan = answer.plan(heading.key)
    return f"{plan}: {answer.name(heading.key)}" if plan else answer.name(heading.key)


def _figures(answer: MoneyAnswer, heading: Heading) -> list[str]:
    prices = heading.per_unit
    return [
        str(len(heading.activities)),
        answer.amounts(heading.stated) or "–",
        answer.amounts(heading.whole_programme, beside=True) or "–",
        _word(answer, "prices", len(prices)) if len(prices) > 1 else answer.amounts(prices) or "–",
        str(len(heading.not_stated)) if heading.not_stated else "–",
    ]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    pairs = zip(cells, widths, strict=True)
    return _GAP + _GAP.join(" " * (width - cell_width(cell)) + cell for cell, width in pairs)


def _notes(answer: MoneyAnswer) -> Iterator[str]:
    """Yield what the sums leave out, over all headings, with the activities."""
    total, places = answer.money.total, answer.shown.places

    def amount(key: str, each: Amount) -> str:
        return _word(answer, key, answer.amounts([each]), places(each.activities))

    def counted(key: str, iris: Sequence[str]) -> str:
        return _word(answer, key, len(iris), places(iris))

    yield from (amount("programme", each) for each in total.whole_programme)
    yield from (amount("unit", each) for each in total.per_unit)
    if total.to_be_determined:
        yield counted("tbd", total.to_be_determined)
    if total.cell_lost:
        yield counted("lost", total.cell_lost)
    yield _word(answer, "effort", len(total.effort))
    yield _word(answer, "nothing", len(total.nothing))
    if answer.money.by == "organisation":
        yield _word(answer, "several")


def _folded(text: str, width: int) -> Iterator[str]:
    first, *rest = wrapped(text, max(width - 2, 20), _LINES)
    yield f"· {first}"
    yield from (f"  {line}" for line in rest)

"""The calendar of plans as lines of text: months, bodies, what is next, what has no deadline."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import groupby

from .calendar import CalendarAnswer
from .question import Text
from .results import Result
from .tables import percent
from .terminal import wrapped

__all__ = ["calendar_text"]

_BAR = 30  # the widest bar, in letters
_LINES = 3  # of a text that is long
_W = {
    "months": Text(
        en="What falls due, each deadline in its last month", ka="ვადები, თითოეული მის ბოლო თვეში"
    ),
    "leads": Text(en="it leads {}", ka="პასუხისმგებელია: {}"),
    "busiest": Text(
        en="busiest month: {} with {} of {} deadlines ({} %)",
        ka="ყველაზე დატვირთული თვე: {}; {} ვადა {}-დან ({} %)",
    ),
    "undated": Text(en="without a deadline: {}", ka="ვადის გარეშე: {}"),
    "outside": Text(
        en="outside the plan's period: {} deadlines", ka="გეგმის პერიოდის გარეთ: {} ვადა"
    ),
    "load": Text(
        en="Whom it falls on: leads / any role, by month",
        ka="ვის რა ვადა აქვს: პასუხისმგებელია / რაიმე როლი აქვს, თვეების მიხედვით",
    ),
    "due": Text(en="Due from {} on: {} deadlines", ka="{}-დან: {} ვადა"),
    "overdue": Text(
        en="Past on {}, and overdue if not done: {} deadlines",
        ka="{}-სთვის გასულია (გადაცილებულია, თუ არ შესრულდა): {} ვადა",
    ),
    "more": Text(en="… and {} more", ka="… და კიდევ {}"),
    "lines": Text(en="lines {}", ka="სტრიქონები {}"),
    "nothing": Text(en="no deadline", ka="ვადა არ არის"),
}


def calendar_text(answer: CalendarAnswer, *, width: int | None = None, limit: int = 0) -> str:
    """Return an answer for a terminal: months, load of bodies, what is due, what has no deadline.

    ``width`` is that of the terminal (asked for if None); ``limit`` is how many bodies and
    deadlines are listed, 0 for all.
    """
    if width is None:
        width = shutil.get_terminal_size((100, 24)).columns
    return "".join(f"{line}\n" for line in _Writer(answer, width, limit).lines())


class _Writer:
    """Writes one answer."""

    def __init__(self, answer: CalendarAnswer, width: int, limit: int) -> None:
        self.answer, self.lang = answer, answer.lang
        self.width, self.limit = width, limit

    def word(self, key: str, *values: object) -> str:
        return _W[key].within(self.lang).format(*values)

    def lines(self) -> Iterator[str]:
        if self.answer.organisations:
            yield from self.cut(self.answer.shown.names(self.answer.organisations), "")
        yield from self.months()
        if self.answer.day is not None:
            day = self.answer.day.isoformat()
            yield from self.listed(self.word("due", day, len(self.answer.due)), self.answer.due)
            past = self.word("overdue", day, len(self.answer.overdue))
            yield from self.listed(past, self.answer.overdue)
        if not self.answer.organisations:
            yield from self.load()

    def months(self) -> Iterator[str]:
        yield self.word("months")
        months = self.answer.bunching.months
        most = max((len(each.activities) for each in months), default=1)
        for each, row in zip(months, self.answer.months.records(), strict=True):
            count = len(each.activities)
            bar = "█" * max(1, round(_BAR * count / most))
            leads = self.word("leads", row["leads"]) if row["leads"] is not None else ""
            yield f"  {row['month']}  {count:>5}  {row['share']:>5} %  {bar}  {leads}".rstrip()
            if self.answer.organisations or count <= _BAR:
                yield from self.cut(str(row["which"]), " " * 11)
        if not months:
            yield f"  {self.word('nothing')}"
        yield from self.remarks()

    def remarks(self) -> Iterator[str]:
        found = self.answer.bunching
        if found.busiest is not None:
            month, count = f"{found.busiest.month:%Y-%m}", len(found.busiest.activities)
            total = sum(len(each.activities) for each in found.months)
            yield f"· {self.word('busiest', month, count, total, percent(count, total))}"
        if found.without_deadline:
            which = self.answer.shown.places(found.without_deadline)
            yield from self.cut(f"· {self.word('undated', which)}", "")
        if len(self.answer.outside):
            yield f"· {self.word('outside', len(self.answer.outside))}"

    def load(self) -> Iterator[str]:
        yield ""
        yield self.word("load")
        bodies = [
            (str(name), list(rows))
            for name, rows in groupby(self.answer.load.records(), lambda row: row["organisation"])
        ]
        bodies.sort(key=lambda each: (-sum(int(str(row["all"])) for row in each[1]), each[0]))
        shown = bodies[: self.limit] if self.limit else bodies
        for name, rows in shown:
            months = "  ".join(f"{row['month']} {row['leads']}/{row['all']}" for row in rows)
            yield from self.cut(name, "  ")
            yield from self.cut(months, "      ")
        if len(shown) < len(bodies):
            yield f"  {self.word('more', len(bodies) - len(shown))}"

    def listed(self, title: str, result: Result) -> Iterator[str]:
        yield ""
        yield title
        shown = result.first(self.limit) if self.limit else result
        for row in shown.records():
            lines = f"  {self.word('lines', row['lines'])}" if row["lines"] else ""
            yield f"  {row['due']}  {row['plan']}/{row['place']}{lines}"
            yield from self.cut(str(row["activity"]), "    ")
            yield from self.cut(str(row["leads"] or "—"), "    ")
        if len(shown) < len(result):
            yield f"  {self.word('more', len(result) - len(shown))}"

    def cut(self, text: str, indent: str) -> Iterator[str]:
        clean = " ".join(text.split())
        for line in wrapped(clean, max(self.width - len(indent), 20), _LINES):
            yield f"{indent}{line}"

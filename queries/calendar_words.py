"""The columns of the calendar's tables."""

from __future__ import annotations

from .activities import ACTIVITY, SOURCE
from .question import Question, Text
from .tables import column, described

__all__ = ["PARTS", "SIDE_WORDS"]

SIDE_WORDS = {
    "before": Text(en="begins before the plan's period", ka="გეგმის პერიოდამდე იწყება"),
    "after": Text(en="ends after the plan's period", ka="გეგმის პერიოდის შემდეგ მთავრდება"),
}
"""On which side of a plan's period a deadline lies."""

_LAST_MONTH = Text(
    en="A deadline counts in its last month: a half-year, a quarter or a range ends there. An "
    "activity with two deadlines counts in the month of each.",
    ka="ვადა მის ბოლო თვეში ითვლება: იქ მთავრდება ნახევარი წელი, კვარტალი თუ შუალედი. საქმიანობა, "
    "რომელსაც ორი ვადა აქვს, ორივე თვეში ითვლება.",
)
_MONTH = column("month", "text", "Month", "თვე", "year and month", "წელი და თვე")
_FROM = column(
    "from", "date", "From", "დასაწყისი", "the first day of the period", "პერიოდის პირველი დღე"
)
_DUE = column("due", "date", "Due", "ვადა", "the last day of the deadline", "ვადის ბოლო დღე")
_WHICH = column(
    "which", "text", "Which", "რომელი", "the places of the activities", "საქმიანობების ადგილები"
)
_DUES = (
    _DUE,
    column(
        "days", "integer", "Days", "დღე", "days from the day asked about; below 0: days past it",
        "დღეები მითითებული დღიდან; 0-ზე ნაკლები: რამდენი დღით გადაცილდა",
    ),
    _FROM,
    *ACTIVITY[:5],
    *SOURCE,
)  # fmt: skip

_MONTHS = described(
    "calendar-months", Text(en="What falls due, month by month", ka="ვადები თვეების მიხედვით"),
    _LAST_MONTH,
    (
        _MONTH,
        column(
            "deadlines", "integer", "Deadlines", "ვადები", "activities that fall due in the month",
            "საქმიანობები, რომელთა ვადაც ამ თვეშია",
        ),
        column(
            "share", "decimal", "%", "%", "the share of all deadlines in per cent",
            "წილი ყველა ვადაში, პროცენტებში",
        ),
        column(
            "leads", "integer", "Leads", "პასუხისმგებელია",
            "of them, those that the organisation leads",
            "მათგან ისინი, რომლებზეც ეს უწყებაა პასუხისმგებელი",
        ),
        _WHICH,
    ),
)  # fmt: skip

_LOAD = described(
    "calendar-load", Text(en="What falls due for whom", ka="ვის რა ვადა აქვს"), _LAST_MONTH,
    (
        column(
            "organisation", "text", "Organisation", "უწყება", "the organisation", "უწყება"
        ),
        _MONTH,
        column(
            "leads", "integer", "Leads", "პასუხისმგებელია", "activities that it leads",
            "საქმიანობები, რომლებზეც პასუხისმგებელია",
        ),
        column(
            "all", "integer", "All", "სულ", "activities in which it has any role, each once",
            "საქმიანობები, რომლებშიც რაიმე როლი აქვს, თითო ერთხელ",
        ),
        _WHICH,
        column("iri", "iri", "IRI", "IRI", "the IRI of the organisation", "უწყების IRI"),
    ),
)  # fmt: skip

_DUE_NEXT = described(
    "calendar-due", Text(en="What is due next", ka="უახლოესი ვადები"), _LAST_MONTH, _DUES
)
_OVERDUE = described(
    "calendar-overdue",
    Text(en="What is overdue, if it was not done", ka="გადაცილებული ვადები, თუ არ შესრულდა"),
    Text(
        en="Deadlines that ended before the day. A plan does not say what was done.",
        ka="ვადები, რომლებიც მითითებულ დღემდე დასრულდა. გეგმა არ ამბობს, რა შესრულდა.",
    ),
    _DUES,
)
_UNDATED = described(
    "calendar-undated",
    Text(en="Activities without a deadline", ka="საქმიანობები ვადის გარეშე"),
    Text(
        en="The plan names no deadline that could be read, or its cell was lost.",
        ka="გეგმაში ვადა არ წერია, ვერ წაიკითხა პროგრამამ, ან უჯრა დაკარგულია.",
    ),
    (*ACTIVITY[:5], *SOURCE),
)
_OUTSIDE = described(
    "calendar-outside",
    Text(en="Deadlines outside the plan's period", ka="ვადები გეგმის პერიოდის გარეთ"),
    Text(
        en="Deadlines that begin before the plan's period or end after it.",
        ka="ვადები, რომლებიც გეგმის პერიოდამდე იწყება ან მის შემდეგ მთავრდება.",
    ),
    (
        column("side", "text", "Side", "მხარე", "on which side", "რომელ მხარეს"),
        _FROM,
        _DUE,
        *ACTIVITY[:5],
        *SOURCE,
    ),
)

PARTS: dict[str, Question] = {
    "months": _MONTHS,
    "load": _LOAD,
    "due": _DUE_NEXT,
    "overdue": _OVERDUE,
    "undated": _UNDATED,
    "outside": _OUTSIDE,
}
"""The tables of the calendar, by name."""

"""The few words that stand around every answer, in Georgian and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kavshiri.graph.questions import Text

if TYPE_CHECKING:
    from .results import Result

__all__ = ["NOTHING", "YES_NO", "cut", "more", "rows", "size", "written"]

NOTHING = Text(ka="არაფერი მოიძებნა", en="nothing was found")
YES_NO = {True: Text(ka="კი", en="yes"), False: Text(ka="არა", en="no")}


def rows(count: int, lang: str) -> str:
    """Return how many rows there are.

    >>> rows(1, "en"), rows(1200, "en"), rows(3, "ka")
    ('1 row', '1,200 rows', '3 მწკრივი')
    """
    plural = "row" if count == 1 else "rows"
    return Text(ka=f"{count} მწკრივი", en=f"{count:,} {plural}").within(lang)


def size(result: Result) -> str:
    """Return how many rows a result has, or statements where it is a graph."""
    if not result.is_graph:
        return rows(len(result), result.lang)
    count = len(result)
    plural = "statement" if count == 1 else "statements"
    return Text(ka=f"{count} დებულება", en=f"{count:,} {plural}").within(result.lang)


def written(result: Result, path: object) -> str:
    """Return that a result was written to a file."""
    return Text(
        ka=f"ჩაიწერა: {path} ({size(result)})", en=f"{size(result)} written to {path}"
    ).within(result.lang)


def cut(count: int, lang: str) -> str:
    """Return that so many rows were cut off by ``--limit``, and how to get them."""
    advice = Text(
        ka="(გამოტოვეთ --limit, ან ჩაწერეთ ყველაფერი: -o FILE)",
        en="(leave out --limit, or write all with -o FILE)",
    )
    return f"{more(count, lang)} {advice.within(lang)}"


def more(count: int, lang: str) -> str:
    """Return that so many more are not shown.

    >>> more(3, "en"), more(3, "ka")
    ('… and 3 more', '… და კიდევ 3')
    """
    return Text(ka=f"… და კიდევ {count}", en=f"… and {count:,} more").within(lang)

"""Tables of pages as HTML. Written without templates: most of a page's time is spent here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup, escape

from kavshiri.queries.values import Value, plain

from .cells import TOGETHER, Cell, Piece, are_together, cells
from .content import Panel
from .quotes import QUOTED, Quote, quotes_beside
from .spoken import day, number
from .view import View
from .words import words

__all__ = ["MOST_IN_FILES", "Table", "quotation", "said", "shown", "table_of"]

MOST_IN_FILES = 2000
"""Rows of a table where nothing can be asked for; the page of a server says how to see more."""

_GEORGIAN = re.compile("[\u10d0-\u10ff\u1c90-\u1cbf]")
_LONG = 260  # letters of a cell that is folded
_LONG_QUOTE = 140
_PLACE = 50  # letters that the place of one more quotation takes


@dataclass(frozen=True, slots=True)
class Table:
    """A table as HTML, how many rows it shows, and the address that shows them all, if not these.

    ``all_address`` is None where nothing can be asked for.
    """

    html: Markup
    count: int
    all_address: str | None


def table_of(panel: Panel, view: View) -> Table:
    """Return the table of a panel as its page shows it."""
    count = _rows_shown(panel, view)
    address = None
    if count < len(panel.result) and not view.is_file:
        kept = {**view.query, "all": (*view.values("all"), panel.name)}
        address = view.link(f"{view.path}#{panel.name}", **kept)
    return Table(_html(panel, view, count), count, address)


def _rows_shown(panel: Panel, view: View) -> int:
    """Return how many rows of a panel its page shows; the address can ask for all."""
    rows = len(panel.result)
    if view.is_file:
        return min(rows, MOST_IN_FILES)
    if not panel.at_most or panel.name in view.values("all"):
        return rows
    return min(rows, panel.at_most)


def _html(panel: Panel, view: View, count: int) -> Markup:
    """Return the columns of a panel, and the words of the plan beside each row."""
    quotes = quotes_beside(view, panel, count)
    inside = (TOGETHER if are_together(panel) else frozenset()) | (
        QUOTED if quotes else frozenset()
    )
    places = [place for place in panel.shown() if panel.result.names[place] not in inside]
    columns = panel.result.columns
    heads = [
        f'<th scope="col" class="{columns[place].type}">{escape(panel.result.headings[place])}</th>'
        for place in places
    ]
    if quotes is not None:
        heads.append(f'<th scope="col">{escape(view.word("site.quotation"))}</th>')
    rows = (
        _row(row, quotes[number] if quotes is not None else None, view)
        for number, row in enumerate(cells(panel, view, places, count))
    )
    body = "".join(rows)
    return Markup(
        f'<div class="scroll" role="region" aria-labelledby="{escape(panel.name)}-title" '
        f'tabindex="0"><table><thead><tr>{"".join(heads)}</tr></thead><tbody>{body}'
        "</tbody></table></div>"
    )


def _row(row: Iterable[Cell], quotes: tuple[Quote, ...] | None, view: View) -> str:
    told = "".join(
        f'<td class="{each.kind} is-{each.name}">{_cell(each, view.lang)}</td>' for each in row
    )
    if quotes is not None:
        told += f'<td class="said">{"".join(_quoted(quotes, view))}</td>'
    return f"<tr>{told}</tr>\n"


def _cell(cell: Cell, lang: str) -> str:
    inner = "".join(_pieces(cell.pieces, lang))
    if cell.below:
        inner += f'<br><span class="note">{"".join(_pieces((cell.below,), lang))}</span>'
    is_link = len(cell.pieces) == 1 and cell.pieces[0].link
    if cell.length <= _LONG or is_link:
        return inner
    return f'<details class="long"><summary>{said(cell.opening, lang)}…</summary>{inner}</details>'


def _pieces(pieces: Iterable[Piece], lang: str) -> Iterator[str]:
    for piece in pieces:
        text = said(shown(piece.text, lang), lang)
        yield f'<a href="{escape(piece.link)}">{text}</a>' if piece.link else text
        if piece.after:
            yield said(piece.after, lang)


def _quoted(quotes: tuple[Quote, ...], view: View) -> Iterator[str]:
    """Yield quotations of one row: long or many words are folded behind their place."""
    letters = sum(len(quote.words) for quote in quotes)
    if letters + _PLACE * (len(quotes) - 1) <= _LONG_QUOTE:
        yield from (quotation(quote, view) for quote in quotes)
        return
    opening = " · ".join(quote.words for quote in quotes)[:90]
    lines = ", ".join(dict.fromkeys(quote.lines for quote in quotes))
    yield (
        f'<details class="long"><summary><q lang="ka">{escape(opening)}…</q> '
        f'<span class="note">{escape(view.at_lines(lines))}</span></summary>'
    )
    yield from (quotation(quote, view) for quote in quotes)
    yield "</details>"


def quotation(quote: Quote, view: View) -> Markup:
    """Return the words of a cell as a figure: below them the document, column, row and lines."""
    told = [f'<a href="{escape(quote.address)}">{escape(quote.document)}</a>']
    if quote.column:
        column = f'<span lang="ka">{escape(quote.column)}</span>'
        means = (
            "" if view.lang == "ka" else view.known.columns.get((quote.document, quote.column), "")
        )
        told.append(f"{escape(view.word('site.column'))} {column}{escape(means and f' ({means})')}")
    if quote.row:
        told.append(f"{escape(view.word('site.row'))} {escape(quote.row)}")
    told.append(str(escape(view.at_lines(quote.lines))))
    return Markup(
        f'<figure class="quotation"><blockquote lang="ka">{escape(quote.words)}</blockquote>'
        f"<figcaption>{' · '.join(told)}</figcaption></figure>"
    )


def shown(value: Value, lang: str) -> str:
    """Return a value as a page shows it: days as its readers write them, numbers short.

    >>> shown(Decimal("2090000.50"), "en"), shown(True, "ka"), shown(None, "en")
    ('2,090,000.50', 'კი', '')
    """
    match value:
        case str():
            return value
        case bool():
            return words(lang)["site.yes" if value else "site.no"]
        case int() | Decimal():
            return number(value, lang)
        case date():
            return day(value, lang)
    return plain(value)


@lru_cache(maxsize=16384)
def said(text: str, lang: str) -> Markup:
    """Return text, escaped, and marked as Georgian where it is and the page is not."""
    if lang != "ka" and _GEORGIAN.search(text):
        return Markup(f'<span lang="ka">{escape(text)}</span>')
    return escape(text)

"""Text that knows where it stands in its document, and the ledger of what was used of it."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

__all__ = ["Ledger", "Passage"]

_NOWHERE = -1


class Passage:
    """A piece of text whose every character remembers its place in the document.

    ``origin[i]`` is the document offset of character ``i``, or -1 for a character that was put in
    to join two places. Slicing keeps the origin, so that whatever is read from a passage can be
    pointed at in the source.
    """

    __slots__ = ("origin", "text")

    def __init__(self, text: str, origin: array[int]) -> None:
        self.text = text
        self.origin = origin

    @classmethod
    def at(cls, text: str, offset: int) -> Passage:
        """The passage of ``text`` that begins at ``offset`` of its document."""
        return cls(text, array("q", range(offset, offset + len(text))))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def part(self, start: int, end: int | None = None) -> Passage:
        """The characters from ``start`` up to ``end``."""
        return Passage(self.text[start:end], self.origin[start:end])

    def stripped(self) -> Passage:
        """The passage without white space around it."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, len(self.text.rstrip()) or None) if self else self.part(0, 0)

    def split(self, pattern: re.Pattern[str]) -> list[Passage]:
        """The pieces between the matches of ``pattern``, stripped, without empty ones."""
        cuts = [0]
        for match in pattern.finditer(self.text):
            cuts += [match.start(), match.end()]
        cuts.append(len(self.text))
        pieces = [self.part(cuts[i], cuts[i + 1]).stripped() for i in range(0, len(cuts), 2)]
        return [piece for piece in pieces if piece]

    def without(
        self, pattern: re.Pattern[str], stand_in: str = ""
    ) -> tuple[Passage, list[Passage]]:
        """The passage with every match replaced by ``stand_in``; and what was taken out."""
        kept: list[Passage] = []
        taken: list[Passage] = []
        last = 0
        for match in pattern.finditer(self.text):
            kept += [self.part(last, match.start()), _filler(stand_in)]
            taken.append(self.part(match.start(), match.end()))
            last = match.end()
        kept.append(self.part(last))
        return join(kept, ""), taken


def _filler(text: str) -> Passage:
    return Passage(text, array("q", [_NOWHERE]) * len(text))


def join(pieces: Iterable[Passage], between: str) -> Passage:
    """One passage of several, with ``between`` put in between them."""
    text: list[str] = []
    origin = array("q")
    for number, piece in enumerate(pieces):
        if number and between:
            text.append(between)
            origin.extend([_NOWHERE] * len(between))
        text.append(piece.text)
        origin.extend(piece.origin)
    return Passage("".join(text), origin)


class Ledger:
    """What became of each character of a document.

    A character is unread until it is entered; the first entry that is not ``read`` can still be
    turned into ``read``, never the other way round.
    """

    UNREAD, READ = 0, 1
    REASONS = ("unread", "read", "layout", "marker", "artefact")

    def __init__(self, text: str) -> None:
        self._text = text
        self._state = bytearray(len(text))

    def enter(self, passage: Passage, state: str = "read") -> None:
        """Say that these characters were used as ``state``."""
        code = self.REASONS.index(state)
        for place in passage.origin:
            if place >= 0 and self._state[place] != self.READ:
                self._state[place] = code

    def enter_range(self, start: int, end: int, state: str) -> None:
        """Say that the characters from ``start`` up to ``end`` were used as ``state``."""
        self.enter(Passage.at(self._text[start:end], start), state)

    def leftovers(self) -> Iterator[tuple[int, int, str]]:
        """Runs (start, end, reason) of characters that were not read; blanks alone do not count."""
        for match in re.finditer(rb"([^\x01])\1*", bytes(self._state)):
            start, end = match.span()
            if self._text[start:end].strip():
                yield start, end, self.REASONS[self._state[start]]

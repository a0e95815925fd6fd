"""Reads the header of a question's file: keys with values, in blocks, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kavshiri.graph.questions import Text

from .errors import QuestionFileError

__all__ = ["Block", "Entry", "Header"]

_LINE = re.compile(r"#(?P<indent> *)(?P<text>.*?)\s*$")
_KEY = re.compile(r"(?P<key>[a-z]+(?:@(?:ka|en))?):(?: +(?P<value>.*))?$")
_PARAMETER_NAME = re.compile(r"[a-z][a-z0-9]*$")
_COLUMN_NAME = re.compile(r"[a-z][A-Za-z0-9]*$")


@dataclass(slots=True)
class Entry:
    """One key of the header with its value; level 0 is the question's own, 1 below a name."""

    line: int
    level: int
    key: str
    value: str


@dataclass(slots=True)
class Block:
    """A parameter, a column, or the question itself, with the keys that stand under it."""

    line: int
    kind: str
    name: str
    entries: dict[str, Entry]

    def value(self, key: str) -> str:
        """Return the value of a key; the empty text where the key is missing."""
        return self.entries[key].value if key in self.entries else ""

    def text(self, key: str) -> Text:
        """Return a text of the block in both languages."""
        return Text(ka=self.value(f"{key}@ka"), en=self.value(f"{key}@en"))


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one file; the name of the file is needed for the errors."""

    path: Path

    def blocks(self, text: str) -> list[Block]:
        """Return the question's own block and then those of its parameters and columns."""
        blocks = [Block(1, "question", "", {})]
        for entry in self._entries(text.splitlines()):
            if entry.level == 0 and entry.key in ("parameter", "column"):
                self._check_new(entry, blocks)
                blocks.append(Block(entry.line, entry.key, entry.value, {}))
            else:
                self._add(entry, blocks)
        return blocks

    def check_keys(
        self, block: Block, required: tuple[str, ...], allowed: tuple[str, ...] = ()
    ) -> None:
        """Raise QuestionFileError for a key that is unknown, empty or missing."""
        for key, entry in block.entries.items():
            if key not in required + allowed:
                raise self.error(
                    entry.line,
                    f"unknown key {key!r}",
                    f"use one of: {', '.join(required + allowed)}",
                )
            if not entry.value:
                raise self.error(entry.line, f"{key!r} is empty", "write its value")
        missing = [key for key in required if key not in block.entries]
        if missing:
            what = f"{block.kind} {block.name}".strip()
            raise self.error(
                block.line, f"the {what} lacks {', '.join(missing)}", "add it to the header"
            )

    def check_one_of(self, entry: Entry, allowed: Iterable[str]) -> None:
        """Raise QuestionFileError where a value is none of those allowed."""
        if entry.value not in allowed:
            raise self.error(
                entry.line,
                f"unknown {entry.key} {entry.value!r}",
                f"use one of: {', '.join(allowed)}",
            )

    def error(self, line: int, found: str, advice: str) -> QuestionFileError:
        """Return the error of a line of this file."""
        return QuestionFileError(self.path, line, found, advice)

    def _entries(self, lines: list[str]) -> Iterator[Entry]:
        """Yield the entries of the header, which ends at the first line that is no comment."""
        entry: Entry | None = None
        for number, line in enumerate(lines, start=1):
            match = _LINE.match(line)
            if match is None:
                break
            if not match["text"]:
                continue
            if len(match["indent"]) >= 5:
                self._continue(entry, number, match["text"])
                continue
            if entry is not None:
                yield entry
            entry = self._entry(number, len(match["indent"]), match["text"])
        if entry is not None:
            yield entry

    def _continue(self, entry: Entry | None, number: int, text: str) -> None:
        if entry is None:
            raise self.error(number, "a line goes on with nothing", "begin with '# id: …'")
        entry.value = f"{entry.value} {text}".strip()

    def _entry(self, number: int, indent: int, text: str) -> Entry:
        match = _KEY.match(text)
        if match is None:
            raise self.error(
                number, f"{text!r} is no 'key: value'", "write a key, or indent by five blanks"
            )
        if indent not in (1, 3):
            raise self.error(
                number, f"{match['key']!r} is indented by {indent}", "indent keys by 1 or 3 blanks"
            )
        return Entry(number, indent // 2, match["key"], match["value"] or "")

    def _check_new(self, entry: Entry, blocks: list[Block]) -> None:
        pattern = _PARAMETER_NAME if entry.key == "parameter" else _COLUMN_NAME
        if not pattern.match(entry.value):
            raise self.error(
                entry.line, f"{entry.value!r} is no name of a {entry.key}", "use letters and digits"
            )
        if any(block.kind == entry.key and block.name == entry.value for block in blocks):
            raise self.error(
                entry.line, f"{entry.key} {entry.value!r} stands twice", "leave one out"
            )

    def _add(self, entry: Entry, blocks: list[Block]) -> None:
        block = blocks[-1] if entry.level else blocks[0]
        if entry.level and block.kind == "question":
            raise self.error(
                entry.line, f"{entry.key!r} belongs to nothing", "put it below what it describes"
            )
        if not entry.level and len(blocks) > 1:
            raise self.error(
                entry.line, f"{entry.key!r} comes too late", "put it above the parameters"
            )
        if entry.key in block.entries:
            raise self.error(entry.line, f"{entry.key!r} stands twice", "leave one out")
        block.entries[entry.key] = entry

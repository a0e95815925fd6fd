"""A question of the library: what its file says about itself.

A file is plain SPARQL 1.1 that runs in any tool. The comment at its top is the header::

    # id: due-next
    # for: coordinator
    # title@ka: …
    # title@en: …
    # description@ka: …
    # description@en: …
    #     a line indented by five blanks or more goes on with the line before
    # parameter: from
    #   type: date
    #   default: 2019-01-01
    #   description@ka: …
    #   description@en: …
    # column: due
    #   type: date
    #   title@ka: …
    #   title@en: …
    #   meaning@ka: …
    #   meaning@en: …

Every parameter is a ``VALUES ?name { … }`` clause of the query that holds its default; ``any`` as a
default stands for ``UNDEF``, no restriction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from .errors import QuestionFileError

__all__ = [
    "ANY",
    "COLUMN_TYPES",
    "LANGUAGES",
    "PARAMETER_TYPES",
    "USERS",
    "Column",
    "Parameter",
    "Question",
    "Text",
    "read_question",
    "values_clause",
]

Language = Literal["en", "ka"]

LANGUAGES: tuple[Language, ...] = ("en", "ka")
USERS = ("analyst", "coordinator", "auditor")
PARAMETER_TYPES = (
    "activity",
    "choice",
    "date",
    "integer",
    "language",
    "organisation",
    "plan",
    "text",
)
COLUMN_TYPES = ("boolean", "date", "decimal", "integer", "iri", "text")
ANY = "any"

_DESCRIBED = {
    "en": ("Parameters", "default", "Columns"),
    "ka": ("პარამეტრები", "თუ არაფერია მითითებული", "სვეტები"),
}
_LINE = re.compile(r"#(?P<indent> *)(?P<text>.*?)\s*$")
_KEY = re.compile(r"(?P<key>[a-z]+(?:@(?:ka|en))?):(?: +(?P<value>.*))?$")
_QUESTION_KEYS = ("id", "for", "title@ka", "title@en", "description@ka", "description@en")
_PARAMETER_KEYS = ("type", "default", "description@ka", "description@en")
_COLUMN_KEYS = ("type", "title@ka", "title@en", "meaning@ka", "meaning@en")
_PARAMETER_NAME = re.compile(r"[a-z][a-z0-9]*$")
_COLUMN_NAME = re.compile(r"[a-z][A-Za-z0-9]*$")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Georgian and in English."""

    ka: str
    en: str

    def within(self, language: str) -> str:
        """Return the text in the language asked for; English for any but ``ka``."""
        return self.ka if language == "ka" else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be asked for; ``default`` is written as a user would write it, or ``any``."""

    name: str
    type: str
    default: str
    description: Text
    choices: tuple[str, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether the parameter may be left open."""
        return self.default == ANY


@dataclass(frozen=True, slots=True)
class Column:
    """What comes out in one column."""

    name: str
    type: str
    title: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and in SPARQL; ``sparql`` is the whole file with its header."""

    id: str
    user: str
    title: Text
    description: Text
    parameters: Mapping[str, Parameter]
    columns: tuple[Column, ...]
    sparql: str
    path: Path

    def describe(self, lang: str = "en") -> str:
        """Return what the question asks, takes and gives, as lines for a terminal."""
        words = _DESCRIBED["ka" if lang == "ka" else "en"]
        lines = [f"{self.title.within(lang)} ({self.id})", self.description.within(lang)]
        lines += ["", words[0]]
        for each in self.parameters.values():
            lines.append(f"  --{each.name:14} {each.description.within(lang)}")
            lines.append(f"    {'':14} {each.type}, {words[1]}: {each.default}")
            if each.choices:
                lines.append(f"    {'':14} {', '.join(each.choices)}")
        lines += ["", words[2]]
        lines += [f"  {each.name:16} {each.meaning.within(lang)}" for each in self.columns]
        return "\n".join(lines)


def values_clause(name: str) -> re.Pattern[str]:
    """Return the pattern of the clause that holds a parameter's value, in its group 1.

    >>> values_clause("lang").search('VALUES ?lang { "en" }').group(1)
    '"en"'
    """
    return re.compile(rf"VALUES\s+\?{re.escape(name)}\s*\{{\s*([^{{}}]*?)\s*\}}")


def read_question(path: Path) -> Question:
    """Return the question that a file holds; raise QuestionFileError naming file and line."""
    text = path.read_text(encoding="utf-8")
    return _Reader(path).read(text)


@dataclass(slots=True)
class _Entry:
    """One key of the header with its value."""

    line: int
    level: int
    key: str
    value: str


@dataclass(slots=True)
class _Block:
    """A parameter, a column, or the question itself, with the keys that stand under it."""

    line: int
    kind: str
    name: str
    entries: dict[str, _Entry]

    def text(self, key: str) -> Text:
        """Return a text of the block in both languages."""
        return Text(ka=self.entries[f"{key}@ka"].value, en=self.entries[f"{key}@en"].value)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file; knows its name for the errors."""

    path: Path

    def read(self, text: str) -> Question:
        top, *blocks = self._blocks(self._entries(text.splitlines()))
        self._check_keys(top, _QUESTION_KEYS)
        self._check_identifier(top.entries["id"])
        self._check_one_of(top.entries["for"], USERS)
        parameters = [self._parameter(b, text) for b in blocks if b.kind == "parameter"]
        columns = [self._column(block) for block in blocks if block.kind == "column"]
        if not columns:
            raise self._error(top.line, "no column is described", "add '# column: …' to the header")
        return Question(
            id=top.entries["id"].value,
            user=top.entries["for"].value,
            title=top.text("title"),
            description=top.text("description"),
            parameters=MappingProxyType({p.name: p for p in parameters}),
            columns=tuple(columns),
            sparql=text,
            path=self.path,
        )

    def _error(self, line: int, found: str, advice: str) -> QuestionFileError:
        return QuestionFileError(self.path, line, found, advice)

    def _entries(self, lines: list[str]) -> Iterator[_Entry]:
        """Yield the entries of the header, which ends at the first line that is no comment."""
        entry: _Entry | None = None
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

    def _continue(self, entry: _Entry | None, number: int, text: str) -> None:
        if entry is None:
            raise self._error(number, "a line goes on with nothing", "begin with '# id: …'")
        entry.value = f"{entry.value} {text}".strip()

    def _entry(self, number: int, indent: int, text: str) -> _Entry:
        match = _KEY.match(text)
        if match is None:
            raise self._error(
                number, f"{text!r} is no 'key: value'", "write a key, or indent by five blanks"
            )
        if indent not in (1, 3):
            raise self._error(
                number, f"{match['key']!r} is indented by {indent}", "indent keys by 1 or 3 blanks"
            )
        return _Entry(number, indent // 2, match["key"], match["value"] or "")

    def _blocks(self, entries: Iterable[_Entry]) -> list[_Block]:
        """Return the question's own block and then those of its parameters and columns."""
        blocks = [_Block(1, "question", "", {})]
        for entry in entries:
            if entry.level == 0 and entry.key in ("parameter", "column"):
                self._check_new(entry, blocks)
                blocks.append(_Block(entry.line, entry.key, entry.value, {}))
            else:
                self._add(entry, blocks)
        return blocks

    def _check_new(self, entry: _Entry, blocks: list[_Block]) -> None:
        pattern = _PARAMETER_NAME if entry.key == "parameter" else _COLUMN_NAME
        if not pattern.match(entry.value):
            raise self._error(
                entry.line, f"{entry.value!r} is no name of a {entry.key}", "use letters and digits"
            )
        if any(block.kind == entry.key and block.name == entry.value for block in blocks):
            raise self._error(
                entry.line, f"{entry.key} {entry.value!r} stands twice", "leave one out"
            )

    def _add(self, entry: _Entry, blocks: list[_Block]) -> None:
        block = blocks[-1] if entry.level else blocks[0]
        if entry.level and block.kind == "question":
            raise self._error(
                entry.line, f"{entry.key!r} belongs to nothing", "put it below what it describes"
            )
        if not entry.level and len(blocks) > 1:
            raise self._error(
                entry.line, f"{entry.key!r} comes too late", "put it above the parameters"
            )
        if entry.key in block.entries:
            raise self._error(entry.line, f"{entry.key!r} stands twice", "leave one out")
        block.entries[entry.key] = entry

    def _check_keys(
        self, block: _Block, required: tuple[str, ...], allowed: tuple[str, ...] = ()
    ) -> None:
        for key, entry in block.entries.items():
            if key not in required + allowed:
                raise self._error(
                    entry.line,
                    f"unknown key {key!r}",
                    f"use one of: {', '.join(required + allowed)}",
                )
            if not entry.value:
                raise self._error(entry.line, f"{key!r} is empty", "write its value")
        missing = [key for key in required if key not in block.entries]
        if missing:
            what = f"{block.kind} {block.name}".strip()
            raise self._error(
                block.line, f"the {what} lacks {', '.join(missing)}", "add it to the header"
            )

    def _check_identifier(self, entry: _Entry) -> None:
        if entry.value != self.path.stem:
            raise self._error(
                entry.line,
                f"the identifier {entry.value!r} is not the file's name",
                f"write {self.path.stem!r} or rename the file",
            )

    def _check_one_of(self, entry: _Entry, allowed: tuple[str, ...]) -> None:
        if entry.value not in allowed:
            raise self._error(
                entry.line,
                f"unknown {entry.key} {entry.value!r}",
                f"use one of: {', '.join(allowed)}",
            )

    def _column(self, block: _Block) -> Column:
        self._check_keys(block, _COLUMN_KEYS)
        self._check_one_of(block.entries["type"], COLUMN_TYPES)
        return Column(
            name=block.name,
            type=block.entries["type"].value,
            title=block.text("title"),
            meaning=block.text("meaning"),
        )

    def _parameter(self, block: _Block, text: str) -> Parameter:
        self._check_keys(block, _PARAMETER_KEYS, allowed=("choices",))
        self._check_one_of(block.entries["type"], PARAMETER_TYPES)
        choices = self._choices(block)
        default = block.entries["default"]
        if choices and default.value != ANY:
            self._check_one_of(default, choices)
        if not values_clause(block.name).search(text):
            raise self._error(
                block.line,
                f"the query has no clause for the parameter {block.name!r}",
                f"write 'VALUES ?{block.name} {{ … }}' where it is used",
            )
        return Parameter(
            name=block.name,
            type=block.entries["type"].value,
            default=default.value,
            description=block.text("description"),
            choices=choices,
        )

    def _choices(self, block: _Block) -> tuple[str, ...]:
        entry = block.entries.get("choices")
        is_choice = block.entries["type"].value == "choice"
        if (entry is not None) != is_choice:
            raise self._error(
                block.line, "choices go with the type 'choice'", "add them, or change the type"
            )
        return tuple(entry.value.split()) if entry is not None else ()

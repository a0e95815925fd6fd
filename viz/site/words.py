"""The words of the site, from the files in ``words/``: one a page, each word in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["LANGUAGES", "words"]

LANGUAGES = ("ka", "en")
_FOLDER = Path(__file__).with_name("words")


@cache
def words(lang: str) -> Mapping[str, str]:
    """Return the words of a language by name, such as ``activity.lines``.

    A file ``activity.toml`` holds lines such as ``lines = { ka = "…", en = "…" }``. KeyError where
    a word lacks the language.

    >>> words("en")["site.search"]
    'Search'
    """
    found: dict[str, str] = {}
    for file in sorted(_FOLDER.glob("*.toml")):
        for name, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[f"{file.stem}.{name}"] = texts[lang]
    return MappingProxyType(found)

"""The words of the endpoint's own pages, in Georgian and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

__all__ = ["words"]


@cache
def words(lang: str) -> Mapping[str, str]:
    """Return the words in a language by name. KeyError where a word lacks the language.

    >>> words("ka")["run"]
    'გაშვება'
    """
    file = Path(__file__).with_name("words.toml")
    texts = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType({name: each[lang] for name, each in texts.items()})

"""Stems of Georgian words, so that a word is found in whatever case a text has it.

A light stemmer: no dictionary, only what nouns and adjectives do regularly. The longest ending of
``language/endings.txt`` goes (case, number, postposition, particle), then the vowels that a stem
loses before some endings (საქმე, საქმის), the plural's -ებ-, and the vowel that is lost before the
last consonant (საზღვარი, საზღვრის). What is left need be no word: only the same for all forms.

The same is done with Georgian in Latin letters, as people write it: the national system, that
without apostrophes, and the letters of the keyboard (``saqme``, ``wyali``) all become one spelling.
Both sets of rules are data (:data:`GEORGIAN`, :data:`LATIN`), so that a script in a browser can
follow the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from kavshiri.ontology.romanise import romanise

__all__ = ["GEORGIAN", "LATIN", "SPELLINGS", "Rules", "latin", "stem"]

SPELLINGS: tuple[tuple[str, str], ...] = (
    ("tch", "č"), ("tsh", "tš"), ("zh", "j"), ("gh", "g"), ("kh", "x"), ("sh", "š"), ("ch", "č"),
    ("ts", "c"), ("ph", "p"), ("th", "t"), ("q", "k"), ("y", "k"), ("w", "c"),
    ("f", "p"),
)  # fmt: skip
"""What stands for the same letter, each with the one that is kept; the longest come first."""

_SPELT = re.compile("|".join(written for written, _ in SPELLINGS))
_KEPT = dict(SPELLINGS)
_APOSTROPHES = re.compile("['’‘`ʼ]")
_SHORTEST = 2  # letters that are left of a word
_SHORTEST_MANY = 3  # before the plural's ending, and of a word that loses a vowel


@dataclass(frozen=True, eq=False)
class Rules:
    """What :func:`stem` goes by in one script.

    ``after`` names the endings that are ones only behind some letters: without that, the last
    letters of ფორმა would be an ending. ``fleeting`` are the vowels that are lost before one of the
    consonants ``closing``.
    """

    endings: frozenset[str]
    after: Mapping[str, str]
    vowels: str
    plural: str
    fleeting: str
    closing: str

    @cached_property
    def longest(self) -> int:
        """How many letters the longest ending has."""
        return max(map(len, self.endings))

    def as_data(self) -> dict[str, Any]:
        """Return the rules as JSON knows values, always in the same order."""
        return {
            "endings": sorted(self.endings),
            "after": dict(self.after),
            "vowels": self.vowels,
            "plural": self.plural,
            "fleeting": self.fleeting,
            "closing": self.closing,
        }


def latin(text: str) -> str:
    """Return text in one Latin spelling: small letters, no apostrophes, whoever romanised it.

    >>> latin("შინაგან საქმეთა"), latin("Shinagan sak’meta"), latin("shinagan saqmeta")
    ('šinagan sakmeta', 'šinagan sakmeta', 'šinagan sakmeta')
    >>> latin("ტრეფიკინგი") == latin("trefikingi") == latin("T'repik'ingi")
    True
    """
    plain = _APOSTROPHES.sub("", romanise(unicodedata.normalize("NFC", text))).lower()
    return _SPELT.sub(lambda found: _KEPT[found[0]], plain)


@lru_cache(maxsize=65536)
def stem(word: str, rules: Rules | None = None) -> str:
    """Return the stem of a word in small letters; by the rules of Georgian letters if none given.

    >>> stem("საზღვარი"), stem("საზღვრის"), stem("საზღვრებზე")
    ('საზღვრ', 'საზღვრ', 'საზღვრ')
    >>> {stem(form) for form in ("ცნობიერება", "ცნობიერების", "ცნობიერებისთვის", "ცნობიერებას")}
    {'ცნობიერ'}
    >>> {stem(form) for form in ("მოქალაქე", "მოქალაქის", "მოქალაქეები", "მოქალაქეთა")}
    {'მოქალაქ'}
    >>> stem("ქალი") == stem("ქალთა") != stem("ქალაქი")
    True
    >>> stem(latin("რეადმისია"), LATIN) == stem(latin("readmisiis"), LATIN)
    True
    """
    by = rules or GEORGIAN
    rest = _bare(_without_ending(word, by), by)
    if rest.endswith(by.plural) and len(rest) >= len(by.plural) + _SHORTEST_MANY:
        rest = _bare(rest.removesuffix(by.plural), by)
    if (
        len(rest) > _SHORTEST_MANY
        and rest[-1] in by.closing
        and rest[-2] in by.fleeting
        and rest[-3] not in by.vowels
    ):
        return rest[:-2] + rest[-1]
    return rest


def _without_ending(word: str, rules: Rules) -> str:
    for length in range(min(rules.longest, len(word) - _SHORTEST), 0, -1):
        rest, ending = word[:-length], word[-length:]
        if ending in rules.endings and rest[-1] in rules.after.get(ending, rest[-1]):
            return rest
    return word


def _bare(word: str, rules: Rules) -> str:
    """Return a word without the vowels at its end."""
    return word[:_SHORTEST] + word[_SHORTEST:].rstrip(rules.vowels)


_VOWELS = "აეიოუ"
_NO_SIGN = frozenset({"თი", "თიც", "ნო", "ნოც", "სა", "ვ", "ვც", "ივ", "ივც", "ებივ"})
"""Endings that far more words have in their stem: ბარათი, ღვინო, პრესა."""

_AFTER = {
    **dict.fromkeys(("მა", "მაც"), "ბდვზთკლმნპსტფქშჩცძწჭხჯ"),  # not ფორმა, სტიგმა, თემა
    **dict.fromkeys(("მ", "მც", "დ", "დც"), _VOWELS),
}


def _endings() -> Iterator[str]:
    """Yield the endings that ship with the package, but for those that tell nothing."""
    file = Path(__file__).with_name("language") / "endings.txt"
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#") and line not in _NO_SIGN:
            yield line


GEORGIAN = Rules(
    frozenset({*_endings(), "ითი"}), _AFTER, _VOWELS, "ებ", fleeting="აეო", closing="რლმნ"
)
"""The rules for words in Georgian letters. An adjective such as შრომითი loses its last ი."""

LATIN = Rules(
    frozenset({*map(latin, _endings()), "ata", "iti"}),
    {
        **{latin(ending): latin(letters) for ending, letters in _AFTER.items()},
        "ta": "bgdvzklmnrstx",  # ტ and თ are the same here: კვოტა
        "iti": "bvl",  # კრედიტი, დეფიციტი
    },
    latin(_VOWELS),
    latin("ებ"),
    fleeting=latin("აეო"),
    closing=latin("რლმნ"),
)
"""The rules for words that :func:`latin` spelt."""

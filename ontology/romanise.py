"""Georgian in Latin letters, by Georgia's national system of 2002, and names made fit for an IRI.

The national system writes each letter by one or two Latin letters and marks the ejectives with an
apostrophe: კ k', პ p', ტ t', ყ q', წ ts', ჭ ch'. It knows the 33 letters of today; the letters
that fell out of use (ჱ, ჲ, ჳ, ჴ, ჵ, ჶ and rarer ones) are given by their usual sounds.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

from kavshiri.ontology.errors import KavshiriError

__all__ = ["SlugError", "romanise", "slug"]

_MODERN: Final = (
    "ა a|ბ b|გ g|დ d|ე e|ვ v|ზ z|თ t|ი i|კ k'|ლ l|მ m|ნ n|ო o|პ p'|ჟ zh|რ r|ს s|ტ t'|უ u|ფ p|"
    "ქ k|ღ gh|ყ q'|შ sh|ჩ ch|ც ts|ძ dz|წ ts'|ჭ ch'|ხ kh|ჯ j|ჰ h"
)
_OLD: Final = "ჱ ey|ჲ y|ჳ w|ჴ q|ჵ oe|ჶ f|ჷ y|ჸ '|ჹ g|ჺ '|ჼ n|ჽ |ჾ |ჿ "

# Distances from today's letters (U+10D0…) to the capitals of Unicode 11 (Mtavruli) and to the two
# scripts of the church (Asomtavruli, Nuskhuri), which stand in the same order.
_MTAVRULI: Final = 0x1C90 - 0x10D0
_ASOMTAVRULI: Final = 0x10A0 - 0x10D0
_NUSKHURI: Final = 0x2D00 - 0x10D0


def _latin_letters() -> dict[int, str]:
    pairs = (entry.split(" ") for entry in f"{_MODERN}|{_OLD}".split("|"))
    today = {ord(letter): latin for letter, latin in pairs}
    table = dict(today)
    for shift in (_MTAVRULI, _ASOMTAVRULI, _NUSKHURI):
        table |= {code + shift: latin for code, latin in today.items()}
    # Asomtavruli and Nuskhuri end at hoe, yn and aen: past them other scripts may stand.
    return {code: latin for code, latin in table.items() if _is_georgian(chr(code))}


def _is_georgian(character: str) -> bool:
    return unicodedata.name(character, "").startswith("GEORGIAN")


_LATIN: Final = _latin_letters()
_WORD: Final = re.compile(r"(?<![\w-])[^\W\d_]+")  # not the ending after a hyphen: "სსგს-ს"


def romanise(text: str, *, capitals: Literal["none", "first", "words"] = "none") -> str:
    """Return the text with Georgian letters in Latin ones; all else stays as it is.

    Georgian has no capitals (Mtavruli are read as ordinary letters), so ``capitals`` says what
    to do with them: none, the first word of the text, or every word, for names. What follows a
    hyphen is no word of its own, and words in Latin letters keep what they have.

    >>> romanise("საქართველო")
    'sakartvelo'
    >>> romanise("ყვარელი, წყალტუბო და ჭიათურა")
    "q'vareli, ts'q'alt'ubo da ch'iatura"
    >>> romanise("იუსტიციის სამინისტრო (IOM, 2019)", capitals="words")
    "Iust'itsiis Saminist'ro (IOM, 2019)"
    """
    text = unicodedata.normalize("NFC", text)
    if capitals != "none":
        text = _WORD.sub(_with_capital, text, count=1 if capitals == "first" else 0)
    return text.translate(_LATIN)


def _with_capital(word: re.Match[str]) -> str:
    text: str = word[0]
    latin = _LATIN.get(ord(text[0]))
    return text if latin is None else latin.capitalize() + text[1:]


class SlugError(KavshiriError, ValueError):
    """A text has no letter or digit that an IRI could be named by."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"no letter or digit to name an IRI by in {text!r}; give a name in words")


def slug(text: str, limit: int = 60) -> str:
    """Return a name for an IRI: ``a``-``z``, digits and hyphens, at most ``limit`` characters.

    Apostrophes are dropped, accents too. A long name is cut between words (within one only where
    its first word is too long). Different texts can give the same name.

    >>> slug("წყალტუბოს მუნიციპალიტეტის მერია")
    'tsqaltubos-munitsipalitetis-meria'
    >>> slug("განათლების ხარისხის განვითარების ეროვნული ცენტრი", limit=24)
    'ganatlebis-khariskhis'
    >>> slug("–")
    Traceback (most recent call last):
    kavshiri.ontology.romanise.SlugError: no letter or digit to name an IRI by in '–'; give a ...
    """
    plain = unicodedata.normalize("NFKD", romanise(text)).encode("ascii", "ignore").decode()
    parts: list[str] = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    if not parts:
        raise SlugError(text)
    name = parts[0][:limit]
    for part in parts[1:]:
        if len(name) + 1 + len(part) > limit:
            break
        name = f"{name}-{part}"
    return name

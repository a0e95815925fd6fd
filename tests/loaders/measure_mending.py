"""Measures how well broken words are joined, with a word list that does not know the plan.

``PYTHONPATH=. python tests/loaders/measure_mending.py INDEX.DIC [SEED…]``: the dictionary is
the index.dic of npm's dictionary-ka. The texts are those that a person read. In each, about one
word of seven is broken at a random place in one of three ways, and with the two that need a line
end a third of the blanks become line ends too; "unbroken" is the same with no word broken. The
list holds the dictionary and the *other* real plan; for the two plans made for the tests, both.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

from kavshiri.loaders import lexicon as lists
from kavshiri.loaders.mend import mend

ROOT = Path(__file__).parents[2]
READINGS = ROOT / "tests" / "resources"
SETS = {
    "migration-2019": (["thb-2019-2020"], "readings/migration-2019-*.json"),
    "thb-2019-2020": (["migration-2019"], "readings/thb-2019-2020.json"),
    "the two made plans": (["migration-2019", "thb-2019-2020"], "plans/*.json"),
}
BREAKS = {"line end": "\n", "stray blank": " ", "hyphen and line end": "-\n", "unbroken": ""}


def lexicon_of(dictionary: Path, plans: list[str]) -> lists.Lexicon:
    lines = lists.build(dictionary, [ROOT / "data" / "plans" / f"{plan}.txt" for plan in plans])
    counts = {line.partition("\t")[0]: int(line.partition("\t")[2] or 0) for line in lines}
    folder = ROOT / "loaders" / "language"

    def words(name: str) -> list[str]:
        found = (folder / name).read_text(encoding="utf-8").splitlines()
        return [line for line in found if line and not line.startswith("#")]

    return lists.Lexicon(
        counts,
        frozenset(words("short_words.txt")),
        tuple(words("endings.txt")),
        frozenset(words("hyphenated.txt")),
    )


def texts_of(pattern: str) -> list[str]:
    texts: list[str] = []
    for path in sorted(READINGS.glob(pattern)):
        reading = json.loads(path.read_text(encoding="utf-8"))
        texts += [activity["text"] for activity in reading["activities"]]
        texts += [objective["label"] for objective in reading["objectives"]]
    return [" ".join(text.split()) for text in texts]


def broken(text: str, mark: str, chance: random.Random) -> tuple[str, int]:
    """The text with words broken, and how many."""
    words, breaks = text.split(" "), 0
    for number, word in enumerate(words):
        runs = list(re.finditer("[ა-ჰ]{5,}", word))
        if mark and runs and chance.random() < 1 / 7:
            run = chance.choice(runs)
            cut = chance.randrange(run.start() + 2, run.end() - 1)
            words[number] = word[:cut] + mark + word[cut:]
            breaks += 1
    line_ends = 0 if mark == " " else 1 / 3
    out = words[0]
    for word in words[1:]:
        out += ("\n" if chance.random() < line_ends else " ") + word
    return out, breaks


def boundaries(text: str) -> set[int]:
    """Before which letters, counted without blanks and hyphens, a blank or hyphen stands."""
    found, place = set(), 0
    for character in text:
        if character in " -":
            found.add(place)
        else:
            place += 1
    return found


def main(dictionary: Path, seeds: list[int]) -> None:
    for name, (plans, pattern) in SETS.items():
        words, texts = lexicon_of(dictionary, plans), texts_of(pattern)
        for kind, mark in BREAKS.items():
            breaks = left = joined = gaps = 0
            for seed in seeds:
                chance = random.Random(seed)
                for text in texts:
                    printed, number = broken(text, mark, chance)
                    wanted, found = boundaries(mend(text, words)), boundaries(mend(printed, words))
                    breaks, gaps = breaks + number, gaps + len(wanted)
                    left, joined = left + len(found - wanted), joined + len(wanted - found)
            done = breaks - left
            print(
                f"{name:20} {kind:20} breaks {breaks:5}  restored {done / (breaks or 1):6.1%}"
                f"  joined wrongly {joined:3} of {gaps} gaps"
                f"  precision {done / (done + joined or 1):6.1%}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(seed) for seed in sys.argv[2:]] or [1, 2, 3])

"""What-if as lines of text: the figures first, then the activities behind each of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence

from kavshiri.graph.coordination.similar import PAYERS, Similar
from kavshiri.graph.coordination.whatif import DELIVERY, MONEY, Effect

from .question import Text
from .terminal import wrapped
from .whatif import LOST, WhatIfAnswer
from .whatif_words import (
    DELIVERY_WORDS,
    LOSS_WORDS,
    LOST_WORDS,
    MONEY_WORDS,
    NETWORK_WORDS,
    SIGN_WORDS,
)

__all__ = ["what_if_text"]

_LISTED = (  # the figures whose activities are listed: those that the bodies' going changes
    *(("delivery", code) for code in DELIVERY[:4]),
    ("money", "withoutMoney"),
    ("money", "partFunded"),
    ("money", "cellLost"),
    ("money", "noColumn"),
)
_DELIVERING = ("lead", "support", "partner", "reporting")
_LINES = 3  # of a text that is long
_W = {
    "without": Text(en="Without", ka="გარეშე"),
    "scope": Text(en="{} activities in {}", ka="{} საქმიანობა; გეგმები: {}"),
    "planned": Text(
        en="what was planned, not what was done", ka="ეს დაგეგმილია და არა შესრულებული"
    ),
    "delivery": Text(en="Delivery", ka="შესრულება"),
    "money": Text(en="Money", ka="დაფინანსება"),
    "effort": Text(
        en="{} of them name administrative effort, which is work and not money",
        ka="მათგან {} საქმიანობაში ადმინისტრაციული რესურსიც წერია, რაც შრომაა და არა ფული",
    ),
    "objectives": Text(
        en="Objectives (stranded: left without any lead or without the only money)",
        ka="ამოცანები (ფერხდება: რჩება პასუხისმგებლის ან ერთადერთი დაფინანსების გარეშე)",
    ),
    "deadlines": Text(en="Deadlines that are hit", ka="ვადები, რომლებსაც ეხება"),
    "next": Text(en="the next: {}", ka="უახლოესი: {}"),
    "hit": Text(
        en="{} activities lose somebody; {} of them are left without any lead or without the only "
        "money that the plan names",
        ka="{} საქმიანობას ვინმე აკლდება; მათგან {} რჩება პასუხისმგებლის ან ერთადერთი "
        "დაფინანსების გარეშე",
    ),
    "nothing": Text(
        en="nothing changes: the plans name nobody of them",
        ka="არაფერი იცვლება: გეგმებში მათგან არავინ წერია",
    ),
    "network": Text(en="Network", ka="ქსელი"),
    "line": Text(en="line", ka="სტრიქონი"),
    "lines": Text(en="lines", ka="სტრიქონები"),
    "gone": Text(en="goes", ka="აკლდება"),
    "stays": Text(en="stays", ka="რჩება"),
    "nobody": Text(en="nobody", ka="არავინ"),
    "similar": Text(en="similar things are done by ({})", ka="მსგავს საქმეს აკეთებს ({})"),
    "more": Text(en="… and {} more", ka="… და კიდევ {}"),
}


def what_if_text(answer: WhatIfAnswer, *, width: int | None = None, limit: int = 0) -> str:
    """Return an answer for a terminal: figures, activities, objectives, deadlines, network.

    ``width`` is that of the terminal (asked for if None); ``limit`` is how many activities are
    listed under each figure, 0 for all.
    """
    if width is None:
        width = shutil.get_terminal_size((100, 24)).columns
    return "".join(f"{line}\n" for line in _Writer(answer, width, limit).lines())


class _Writer:
    """Writes one answer."""

    def __init__(self, answer: WhatIfAnswer, width: int, limit: int) -> None:
        self.answer, self.found, self.lang = answer, answer.what_if, answer.lang
        self.width, self.limit = width, limit

    def word(self, key: str, *values: object) -> str:
        return _W[key].within(self.lang).format(*values)

    def lines(self) -> Iterator[str]:
        yield from self.head()
        yield from self.figures("delivery", DELIVERY, DELIVERY_WORDS)
        yield from self.figures("money", MONEY, MONEY_WORDS)
        yield from self.objectives()
        yield from self.deadlines()
        yield from self.network()
        for aspect, code in _LISTED:
            roles = PAYERS if aspect == "money" else _DELIVERING
            effects = [each for each in getattr(self.found, aspect)(code) if each.gone(*roles)]
            words = DELIVERY_WORDS if aspect == "delivery" else MONEY_WORDS
            yield from self.listed(words[code].within(self.lang), effects)

    def head(self) -> Iterator[str]:
        names = self.answer.shown.names(self.found.without)
        yield from self.cut(f"{self.word('without')}: {names}", "", 10)
        plans = sorted({self.answer.shown.plan(each.activity.plan) for each in self.found.effects})
        scope = self.word("scope", len(self.found.effects), ", ".join(plans))
        yield f"{scope}; {self.word('planned')}"
        hit, stranded = len(self.found.hit), len(self.found.stranded)
        said = self.word("hit", hit, stranded) if hit else self.word("nothing")
        yield from self.cut(said, "", _LINES)

    def figures(self, aspect: str, codes: Iterable[str], words: dict[str, Text]) -> Iterator[str]:
        yield ""
        yield self.word(aspect)
        for code in codes:
            effects: Sequence[Effect] = getattr(self.found, aspect)(code)
            yield from self.figure(len(effects), words[code].within(self.lang))
            effort = sum(each.has_effort for each in effects)
            if code == "withoutMoney" and effort:
                yield from self.cut(f"({self.word('effort', effort)})", " " * 9, _LINES)

    def objectives(self) -> Iterator[str]:
        yield ""
        yield self.word("objectives")
        for code, words in LOSS_WORDS.items():
            count = sum(each.loss == code for each in self.found.objectives)
            yield from self.figure(count, words.within(self.lang))

    def deadlines(self) -> Iterator[str]:
        following = self.found.next_deadline()
        if following is None:
            return
        yield ""
        yield f"{self.word('deadlines')} ({self.word('next', following.isoformat())})"
        for row in self.answer.deadlines.records():
            yield from self.figure(int(str(row["hit"])), str(row["due"]))

    def network(self) -> Iterator[str]:
        yield ""
        yield self.word("network")
        for name, row in zip(NETWORK_WORDS, self.answer.network.records(), strict=True):
            figures = f"{row['before']} → {row['after']}"
            words = NETWORK_WORDS[name].within(self.lang)
            yield from self.cut(f"{figures}  {words}", "  ", _LINES)

    def listed(self, title: str, effects: Sequence[Effect]) -> Iterator[str]:
        if not effects:
            return
        shown = effects[: self.limit] if self.limit else effects
        yield ""
        yield from self.cut(f"{title} ({len(effects)})", "", _LINES)
        for effect in shown:
            yield from self.effect(effect)
        if len(shown) < len(effects):
            yield f"  {self.word('more', len(effects) - len(shown))}"

    def effect(self, effect: Effect) -> Iterator[str]:
        shown, activity = self.answer.shown, effect.activity
        lines = shown.lines.get(activity.iri)
        parts = [f"{shown.plan(activity.plan)}/{shown.place(activity)}"]
        parts += [activity.due.isoformat()] if activity.due else []
        if lines:
            parts.append(f"{self.word('line' if lines.first == lines.last else 'lines')} {lines}")
        yield f"  {'  '.join(parts)}"
        yield from self.cut(activity.name(self.lang), "    ", _LINES)
        stays = self.answer.roles(effect.left) or self.word("nobody")
        gone = f"{self.word('gone')}: {self.answer.roles(effect.lost)}"
        yield from self.cut(f"{gone} · {self.word('stays')}: {stays}", "    ", _LINES)
        for lost in LOST:
            names = [self.other(each) for each in self.answer.others(effect, lost)]
            if names:
                words = self.word("similar", LOST_WORDS[lost].within(self.lang))
                yield from self.cut(f"{words}: {'; '.join(names)}", "    ", _LINES)

    def other(self, other: Similar) -> str:
        signs = ("takesPart", "objective", "division", "types")
        values = (other.takes_part, other.objective, other.division, other.types)
        nearest = next(sign for sign, value in zip(signs, values, strict=True) if value)
        words = SIGN_WORDS[nearest].within(self.lang)
        return f"{self.answer.shown.name(other.organisation)} ({words})"

    def figure(self, count: int, words: str) -> Iterator[str]:
        first, *rest = wrapped(words, max(self.width - 9, 20), _LINES)
        yield f"{count:>7}  {first}"
        yield from (f"{'':9}{line}" for line in rest)

    def cut(self, text: str, indent: str, most: int) -> Iterator[str]:
        clean = " ".join(text.split())
        for line in wrapped(clean, max(self.width - len(indent), 20), most):
            yield f"{indent}{line}"

"""A question in words: what it asks, takes and gives, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterator

from kavshiri.ontology import code_list

from .question import Parameter, Question
from .terminal import wrapped

__all__ = ["described"]

_INDENT = 19
_NARROWEST = 30
_NO_LIMIT = 10**6
_WORDS = {
    "en": ("Parameters", "default: ", "Columns", "The answer is a graph."),
    "ka": ("პარამეტრები", "თუ არაფერია მითითებული: ", "სვეტები", "პასუხი გრაფია."),
}


def described(question: Question, lang: str, width: int = 0) -> str:
    """Return a question as lines of text, none wider than ``width``; 0 stands for no limit."""
    parameters, _, columns, graph = _WORDS["ka" if lang == "ka" else "en"]
    lines = [f"{question.title.within(lang)} ({question.id})"]
    lines += _filled(question.description.within(lang), width)
    if question.parameters:
        lines += ["", parameters]
        for each in question.parameters.values():
            lines += _parameter(each, lang, width)
    lines += ["", columns if question.form != "construct" else graph]
    if question.form != "construct":
        for column in question.columns:
            lines += _entry(f"  {column.name}", column.meaning.within(lang), width)
    return "\n".join(lines)


def _parameter(parameter: Parameter, lang: str, width: int) -> Iterator[str]:
    _, default, _, _ = _WORDS["ka" if lang == "ka" else "en"]
    yield from _entry(f"  --{parameter.name}", parameter.description.within(lang), width)
    for text in _values(parameter, lang):
        yield from _entry("", text, width)
    yield from _entry("", default + parameter.default, width)


def _values(parameter: Parameter, lang: str) -> Iterator[str]:
    """Yield where the values of a parameter come from."""
    if parameter.choices:
        for choice, label in parameter.choices.items():
            yield f"{choice}: {label.within(lang)}"
    else:
        code = next(each for each in code_list("value-type") if each.code == parameter.type)
        yield code.definition_ka if lang == "ka" else code.definition_en


def _entry(name: str, text: str, width: int) -> Iterator[str]:
    """Yield a name and, in a column of its own, a text."""
    left = f"{name} ".ljust(_INDENT)
    for line in _filled(text, width - len(left) if width else 0):
        yield f"{left}{line}"
        left = " " * _INDENT


def _filled(text: str, width: int) -> list[str]:
    return wrapped(text, max(width, _NARROWEST) if width else _NO_LIMIT, _NO_LIMIT)

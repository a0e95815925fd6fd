"""The results of the suites as a document, and the deviations that are known."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .outcome import Outcome
from .suites import Suite

__all__ = ["DOCUMENT", "document", "known_deviations"]

DOCUMENT = Path(__file__).parents[2] / "docs" / "conformance.md"
_NOTE = "<!-- Written by python -m tests.w3c: change what it tests, not this file. -->"
_INTRODUCTION = """\
# Conformance

The W3C's test suites for SPARQL (`w3c/rdf-tests`), each test sent over HTTP to a running
`kavshiri serve`. The suites are not part of the project; where they lie in a folder:

```sh
KAVSHIRI_W3C_TESTS=/folder/of/the/suites python -m pytest tests/w3c
KAVSHIRI_W3C_TESTS=/folder/of/the/suites python -m tests.w3c    # writes this page
```
"""
_MEANINGS = """\
*Passed*: the endpoint did what the suite expects. *Refused*: it does not do what is asked, by
intent, and said so with the right reason; what writes is counted here only if every statement of
every graph was the same afterwards. *Deviations*: everything else, listed below.

- A query of the syntax suites is sent as a body, as a form and by GET, and must meet the same
  answer in all three ways: if it is SPARQL, an answer or one of the two refusals below; if it is
  not, 400 with the place where it cannot be read (`unreadable`).
- An update of the syntax suites is sent as a body and as a form, and in the guise of a query in all
  three ways.
- The requests of the protocol suite are sent byte for byte. The graph `data0.rdf`, which the suite
  names without a file of it, is held without a triple. A query that asks whether an update has been
  done must say no.
- Before a test of the graph store suite that reads, the store is built as the suite's writing tests
  would have left it. Each graph is asked for both at its own address and by `?graph=…`; the default
  graph is the union of all.
- The suite for service descriptions has titles only; "conforms to schema" is taken as: no term that
  the vocabulary does not have, each property between the classes that the recommendation gives it,
  one endpoint for a service and one name for a named graph.
"""


def known_deviations() -> dict[str, str]:
    """Return the tests that are known to end otherwise, with the reason for each."""
    text = Path(__file__).with_name("deviations.toml").read_text(encoding="utf-8")
    return dict(sorted(tomllib.loads(text).items()))


def document(done: Mapping[Suite, Sequence[Outcome]]) -> str:
    """Return the document; its lines end as those of any text file do."""
    return "\n".join((_NOTE, *_lines(done))) + "\n"


def _lines(done: Mapping[Suite, Sequence[Outcome]]) -> Iterator[str]:
    yield _INTRODUCTION
    yield "| suite | | tests | passed | refused | deviations |"
    yield "|---|---|--:|--:|--:|--:|"
    for suite, outcomes in done.items():
        yield _row(f"`{suite.name}`", suite.of, outcomes)
    yield _row("all", "", [each for outcomes in done.values() for each in outcomes])
    yield f"\n{_MEANINGS}"
    yield from _refusals(done)
    yield from _deviations(done)


def _row(name: str, of: str, outcomes: Sequence[Outcome]) -> str:
    numbers = Counter(each.result for each in outcomes)
    counted = [len(outcomes), *(numbers[r] for r in ("passed", "refused", "deviation"))]
    return f"| {name} | {of} | {' | '.join(map(str, counted))} |"


def _refusals(done: Mapping[Suite, Sequence[Outcome]]) -> Iterator[str]:
    yield "## Refused\n"
    yield "| suite | reason | tests |"
    yield "|---|---|---|"
    for suite, outcomes in done.items():
        reasons = sorted({each.why for each in outcomes if each.result == "refused"})
        for reason in reasons:
            names = [each.test.name for each in outcomes if each.why == reason]
            whole = len(names) == len(outcomes)
            named = f"all {len(names)}" if whole else " ".join(f"`{name}`" for name in names)
            yield f"| `{suite.name}` | {reason} | {named} |"


def _deviations(done: Mapping[Suite, Sequence[Outcome]]) -> Iterator[str]:
    known = known_deviations()
    found = [each for outcomes in done.values() for each in outcomes if each.result == "deviation"]
    yield "\n## Deviations\n"
    if not found:
        yield "None."
        return
    yield "| test | answered | reason |"
    yield "|---|---|---|"
    for each in found:
        yield f"| `{each.test.id}` | {each.why} | {known.get(each.test.id, '')} |"

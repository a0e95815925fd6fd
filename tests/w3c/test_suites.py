"""All tests of the W3C's suites against a running server, and the document of their results.

Where ``KAVSHIRI_W3C_TESTS`` names no folder they are skipped and say so; with
``KAVSHIRI_REQUIRE_ALL=1`` they fail instead.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import pytest

from .outcome import Outcome
from .performing import perform
from .report import DOCUMENT, document, known_deviations
from .suites import SUITES, VARIABLE, Suite, folder_of_suites


@pytest.fixture(scope="module")
def done() -> Mapping[Suite, Sequence[Outcome]]:
    """What came of every test of every suite."""
    folder = folder_of_suites()
    if folder is None:
        missing = f"{VARIABLE} is not set: it names the folder where the W3C's test suites lie"
        if os.environ.get("KAVSHIRI_REQUIRE_ALL") == "1":
            pytest.fail(f"KAVSHIRI_REQUIRE_ALL=1, but {missing}")
        pytest.skip(missing)
    return perform(folder)


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_suite(suite: Suite, done: Mapping[Suite, Sequence[Outcome]]) -> None:
    outcomes = done[suite]
    assert len(outcomes) == suite.number
    found = {each.test.id: each.why for each in outcomes if each.result == "deviation"}
    known = {name for name in known_deviations() if name.startswith(f"{suite.name}#")}
    assert {name: why for name, why in found.items() if name not in known} == {}
    assert known - set(found) == set(), "these pass now: take them off deviations.toml"


def test_only_what_is_refused_by_intent_is_refused(
    done: Mapping[Suite, Sequence[Outcome]],
) -> None:
    refused = {
        suite.name: sum(each.result == "refused" for each in outcomes)
        for suite, outcomes in done.items()
    }
    # read in the suites: queries with SERVICE or FROM, updates, and requests that write graphs
    assert {name: number for name, number in refused.items() if number} == {
        "sparql10/syntax-sparql2": 4,
        "sparql11/syntax-query": 1,
        "sparql11/syntax-fed": 3,
        "sparql11/protocol": 7,
        "sparql11/http-rdf-update": 8,
        "sparql11/syntax-update-1": 54,
        "sparql11/syntax-update-2": 1,
    }


def test_the_document_is_not_stale(done: Mapping[Suite, Sequence[Outcome]]) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(done), "run: python -m tests.w3c"

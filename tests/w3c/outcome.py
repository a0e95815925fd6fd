"""What came of a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .suites import Test

__all__ = ["Outcome", "deviates", "passed", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A test with its result.

    ``refused``: the server does not do what is asked by intent, and said so with the right reason.
    ``why`` is that reason, or what was found in place of what the suite expects.
    """

    test: Test
    result: Literal["passed", "refused", "deviation"]
    why: str = ""


def passed(test: Test) -> Outcome:
    """Return that the server did what the suite expects."""
    return Outcome(test, "passed")


def refused(test: Test, why: str) -> Outcome:
    """Return that the server refused for a reason that it documents."""
    return Outcome(test, "refused", why)


def deviates(test: Test, why: str) -> Outcome:
    """Return that the server did something else."""
    return Outcome(test, "deviation", why)

"""Asking axe-core what a page does to people who do not see it or use no mouse."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

__all__ = ["AXE", "assert_accessible"]

AXE = Path(__file__).parents[2] / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
"""axe-core as ``viz/vendor/fetch.py`` installs it; it is not shipped."""

_SERIOUS = ("serious", "critical")
_RUN = """axe.run(document, { resultTypes: ["violations"] }).then(
    ({ passes, violations }) => ({ passes: passes.length, violations })
)"""


def assert_accessible(page: Page) -> None:
    """Fail with the element and the reason where axe-core finds something serious or critical."""
    page.evaluate(_axe())
    found = page.evaluate(_RUN)
    assert found["passes"] > 10, "axe-core did not look at the page"
    serious = [each for each in found["violations"] if each["impact"] in _SERIOUS]
    assert not serious, "\n".join(_told(each) for each in serious)


def _told(violation: dict[str, Any]) -> str:
    nodes = "\n".join(f"  {each['html'][:200]}" for each in violation["nodes"])
    return f"{violation['impact']}: {violation['id']}: {violation['help']}\n{nodes}"


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")

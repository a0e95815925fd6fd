"""A plan in which every cell tries to run: markup, formulas, templates, addresses, odd letters."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ATTACKS", "hostile_plan"]

_PLAN = Path(__file__).parent / "resources" / "plans" / "juvenile-justice-2021-2022.txt"

ATTACKS = (
    "<script>window.hacked=1</script>",
    '"><img src=x onerror=window.hacked=1>',
    "</title></script><svg onload=window.hacked=1>",
    "{{7*7}}{% raw %}${7*7}",
    "<a href=javascript:window.hacked=1>x</a>",
    "' onmouseover=window.hacked=1 x='",
    "=HYPERLINK(A1)",
    "\u202eabc\u202c &lt;b&gt; &amp; \U0001f47b",
)
"""One is added to every cell, each column beginning with another."""


def hostile_plan(path: Path) -> Path:
    """Write the plan and return its path; its name tries too."""
    lines = _PLAN.read_text(encoding="utf-8").split("\n")
    head = next(number for number, line in enumerate(lines) if line.count("\t") > 3)
    made = []
    for number, line in enumerate(lines):
        cells = line.split("\t")
        if number > head and len(cells) > 3 and not set(line) <= set("-\t "):
            cells = [
                f"{cell} {ATTACKS[(number + column) % len(ATTACKS)]}" if cell.strip() else cell
                for column, cell in enumerate(cells)
            ]
        made.append("\t".join(cells))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(made), encoding="utf-8")
    return path

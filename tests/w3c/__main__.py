"""Writes ``docs/conformance.md``: ``KAVSHIRI_W3C_TESTS=… python -m tests.w3c``."""

from __future__ import annotations

import sys

from .performing import perform
from .report import DOCUMENT, document
from .suites import VARIABLE, folder_of_suites


def main() -> None:
    """Perform all tests and write what came of them."""
    folder = folder_of_suites()
    if folder is None:
        sys.exit(f"{VARIABLE} is not set: it names the folder where the W3C's suites lie")
    DOCUMENT.write_text(document(perform(folder)), encoding="utf-8")


main()

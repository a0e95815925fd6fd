"""The site over the two plans, and over a plan whose every text tries to run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kavshiri.viz.site.shelf import Shelf
from kavshiri.viz.site.site import Site


@pytest.fixture(scope="session")
def place(plans_store: Path) -> Path:
    """A folder with the store of the two plans; tests only read it."""
    return plans_store


@pytest.fixture(scope="session")
def site(place: Path) -> Site:
    """The site over the two plans, without a server."""
    return Shelf(place).site()

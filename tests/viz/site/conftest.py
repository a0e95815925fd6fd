"""The site over the two plans, and over a plan whose every text tries to run."""

from __future__ import annotations

from pathlib import Path

import pytest

import kavshiri
from kavshiri.viz.site.shelf import Shelf
from kavshiri.viz.site.site import Site


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store of the two plans."""
    return kavshiri.build(out=tmp_path_factory.mktemp("site") / "store").path


@pytest.fixture(scope="package")
def site(place: Path) -> Site:
    """The site over the two plans, without a server."""
    return Shelf(place).site()

"""A store of the two plans, built once for all tests of the face."""

from __future__ import annotations

from pathlib import Path

import pytest

import kavshiri
from kavshiri.building import Built


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The two plans that come with the package, built."""
    return kavshiri.build(out=tmp_path_factory.mktemp("built") / "store")


@pytest.fixture(scope="session")
def store(built: Built) -> Path:
    """The folder of the built store; tests only read it."""
    return built.path
